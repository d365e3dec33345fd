//! Rows as the reply shows them.

use serde_json::Value;

use super::super::plan::{Column, Output, Plan};
use super::super::row::{Cell, Row};
use super::read::{Parent, Reader};
use crate::schema::{FieldKind, FieldSchema, ObjectSchema, Record, same_id, value_of};

impl<'s> Reader<'_, 's> {
    pub(super) fn project(&self, object: &'s ObjectSchema, columns: &[Column<'s>], row: &Record) -> Row {
        let value = |field: &FieldSchema| self.shown(object, field, row);
        let attributes = self.attributes(object.name, object.name, row);
        self.cells(attributes, columns, row, &value)
    }

    fn cells(
        &self,
        attributes: Row,
        columns: &[Column<'s>],
        row: &Record,
        value: &dyn Fn(&FieldSchema) -> Value,
    ) -> Row {
        let mut cells = vec![("attributes".to_owned(), Cell::Row(attributes))];
        for column in columns {
            cells.push(match column {
                Column::Field(field) => (field.name.to_owned(), Cell::Value(value(field))),
                Column::Parent { name, hop, columns } => {
                    let parent = self.parent(*hop, row).map(|parent| self.nested(&parent, columns));
                    ((*name).to_owned(), parent.map_or(Cell::Value(Value::Null), Cell::Row))
                }
                Column::Children { name, field, plan } => ((*name).to_owned(), self.children(field, plan, row)),
            });
        }
        Row { cells }
    }

    /// A polymorphic parent calls itself a Name; its address says what it is.
    fn nested(&self, parent: &Parent<'_, 's>, columns: &[Column<'s>]) -> Row {
        if !parent.polymorphic {
            return self.project(parent.object, columns, parent.row);
        }
        let attributes = self.attributes("Name", parent.object.name, parent.row);
        self.cells(attributes, columns, parent.row, &|field| parent.value(field).into_owned())
    }

    fn children(&self, field: &str, plan: &Plan<'s>, row: &Record) -> Cell {
        let id = row.get("Id").and_then(Value::as_str).unwrap_or_default();
        let held = id.get(..15).and_then(|id| self.rows.holding(plan.object.name, field, id, self.scope));
        let mut rows = held.unwrap_or_else(|| self.rows.rows(plan.object.name, self.scope));
        rows.retain(|child| child.get(field).and_then(Value::as_str).is_some_and(|parent| same_id(parent, id)));
        debug_assert!(matches!(plan.output, Output::Rows { .. }), "a subquery has no aggregates");
        match self.records(plan, rows) {
            none if none.is_empty() => Cell::Value(Value::Null),
            records => Cell::Children(records),
        }
    }

    fn attributes(&self, kind: &str, object: &str, row: &Record) -> Row {
        let text = |text: &str| Cell::Value(Value::String(text.to_owned()));
        let url = self.url(object, row);
        Row { cells: vec![("type".to_owned(), text(kind)), ("url".to_owned(), text(&url))] }
    }

    fn url(&self, object: &str, row: &Record) -> String {
        let id = row.get("Id").and_then(Value::as_str).unwrap_or_default();
        format!("/services/data/{}/sobjects/{object}/{id}", self.version)
    }

    /// A field's value; binary content is shown as the address to fetch it from.
    fn shown(&self, object: &ObjectSchema, field: &FieldSchema, row: &Record) -> Value {
        let value = value_of(object, field, row);
        if field.kind == FieldKind::Base64 && !value.is_null() {
            return Value::String(format!("{}/{}", self.url(object.name, row), field.name));
        }
        value
    }
}
