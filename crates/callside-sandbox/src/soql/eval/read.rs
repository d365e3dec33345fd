//! Values of rows and of their parents.

use std::borrow::Cow;
use std::collections::HashSet;

use serde_json::Value;

use super::super::outcome::QueryContext;
use super::super::plan::{Column, Hop, Path, Plan, Target};
use crate::schema::{FieldSchema, ObjectSchema, Record, Rows, Schema, Scope, value_in};

/// Read access to the org for one query.
pub(crate) struct Reader<'a, 's> {
    pub(crate) schema: &'s Schema,
    pub(crate) rows: &'a dyn Rows,
    pub(crate) scope: Scope,
    pub(crate) version: &'a str,
    /// Field-level security.
    visible: &'a dyn Fn(&str, &str) -> bool,
}

/// A parent that was found.
pub(super) struct Parent<'a, 's> {
    pub(super) object: &'s ObjectSchema,
    pub(super) row: &'a Record,
    /// Whether its fields are those of the abstract Name object.
    pub(super) polymorphic: bool,
    visible: &'a dyn Fn(&str, &str) -> bool,
}

impl<'a, 's> Reader<'a, 's> {
    pub(crate) fn new(schema: &'s Schema, rows: &'a dyn Rows, context: &QueryContext<'a>) -> Self {
        Self { schema, rows, scope: context.scope, version: context.version, visible: context.visible }
    }

    /// The value at the end of a path; null when a parent is missing on the way.
    pub(super) fn read<'r>(&self, object: &'s ObjectSchema, path: &Path<'s>, row: &'r Record) -> Cow<'r, Value>
    where
        'a: 'r,
    {
        let Some((first, others)) = path.hops.split_first() else { return value_in(object, path.field, row) };
        let mut parent = self.parent(*first, row);
        for hop in others {
            parent = parent.and_then(|parent| self.parent(*hop, parent.row));
        }
        parent.map_or(Cow::Owned(Value::Null), |parent| parent.value(path.field))
    }

    /// The record that a reference field points to.
    pub(super) fn parent(&self, hop: Hop<'s>, row: &Record) -> Option<Parent<'a, 's>> {
        let id = row.get(hop.reference.name)?.as_str()?;
        let (object, polymorphic) = match hop.target {
            Target::One(object) => (object, false),
            Target::Polymorphic => {
                let object = self.schema.object_of_id(id)?;
                (hop.reference.reference_to().contains(&object.name).then_some(object)?, true)
            }
        };
        let row = self.rows.by_id(object.name, id, self.scope)?;
        Some(Parent { object, row, polymorphic, visible: self.visible })
    }

    /// The ids that a semi-join's subquery gives, cut to 15 characters.
    pub(crate) fn ids(&self, plan: &Plan<'s>, column: &Column<'s>) -> HashSet<String> {
        let rows = self.matching(plan, self.candidates(plan));
        let id = |row: &'a Record| self.id_of(plan.object, column, row).as_str()?.get(..15).map(str::to_owned);
        rows.into_iter().filter_map(id).collect()
    }

    fn id_of(&self, object: &'s ObjectSchema, column: &Column<'s>, row: &'a Record) -> Cow<'a, Value> {
        match column {
            Column::Field(field) => value_in(object, field, row),
            Column::Parent { hop, columns, .. } => match (self.parent(*hop, row), columns.as_slice()) {
                (Some(parent), [only]) => match only {
                    Column::Field(field) => parent.value(field),
                    deeper => self.id_of(parent.object, deeper, parent.row),
                },
                _ => Cow::Owned(Value::Null),
            },
            Column::Children { .. } => Cow::Owned(Value::Null),
        }
    }
}

impl<'a> Parent<'a, '_> {
    /// A field of the parent. For a polymorphic one, the field that the actual object has under that name, or null
    /// when it has none or the user may not read it.
    pub(super) fn value(&self, field: &FieldSchema) -> Cow<'a, Value> {
        if !self.polymorphic {
            return value_in(self.object, field, self.row);
        }
        let own = match field.name {
            "Type" => return Cow::Owned(Value::String(self.object.name.to_owned())),
            "Name" => self.object.name_field(),
            name => self.object.field(name),
        };
        let own = own.filter(|field| (self.visible)(self.object.name, field.name));
        own.map_or(Cow::Owned(Value::Null), |field| value_in(self.object, field, self.row))
    }
}

/// Whether a column of a subquery gives ids.
pub(crate) fn id_column(column: &Column<'_>) -> bool {
    match column {
        Column::Field(field) => field.kind.is_id(),
        Column::Parent { columns, .. } => matches!(columns.as_slice(), [only] if id_column(only)),
        Column::Children { .. } => false,
    }
}
