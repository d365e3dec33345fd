//! The SELECT list of a query that gives records.

use super::super::ast::{self, FieldsGroup, Query, SelectItem};
use super::super::error::{ErrorCode, QueryError};
use super::super::plan::{Column, Hop};
use super::{Checker, Place, Subject};
use crate::schema::FieldSchema;

/// Most rows of a query with `FIELDS(ALL)` or `FIELDS(CUSTOM)`
/// (<https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_fields.htm>).
const MOST_ROWS_OF_FIELDS: usize = 200;

/// Levels of subqueries in a SELECT list, from API version 58.0 on.
const MOST_LEVELS: usize = 5;

impl<'s> Checker<'_, 's> {
    pub(super) fn columns(
        &self,
        query: &Query,
        subject: &Subject<'_, 's>,
        place: Place,
    ) -> Result<Vec<Column<'s>>, QueryError> {
        let mut columns = Vec::new();
        for item in &query.select {
            match item {
                SelectItem::Field { path, alias } => {
                    if alias.is_some() {
                        let detail = "only aggregate expressions use field aliasing";
                        return Err(self.refused(ErrorCode::MalformedQuery, path.at, detail));
                    }
                    let found = self.path(path, subject)?;
                    self.add_field(&mut columns, &found.hops, found.field)?;
                }
                SelectItem::Fields { group, at } => {
                    self.fields_limit(*group, query, *at)?;
                    for field in self.fields_of(*group, subject) {
                        self.add_field(&mut columns, &[], field)?;
                    }
                }
                SelectItem::Children(children) => columns.push(self.children(children, subject, place)?),
                SelectItem::Aggregate { call, .. } => return Err(self.ungrouped_call(call.at)),
            }
        }
        Ok(columns)
    }

    /// Adds a field below its parents. Parents named twice share one nested record.
    fn add_field(
        &self,
        columns: &mut Vec<Column<'s>>,
        hops: &[Hop<'s>],
        field: &'s FieldSchema,
    ) -> Result<(), QueryError> {
        let Some((hop, deeper)) = hops.split_first() else {
            if columns.iter().any(|column| matches!(column, Column::Field(known) if known.name == field.name)) {
                let message = format!("duplicate field selected: {}", field.name);
                return Err(QueryError::new(ErrorCode::InvalidField, message));
            }
            columns.push(Column::Field(field));
            return Ok(());
        };
        let name = hop.reference.relationship_name().unwrap_or(hop.reference.name);
        let known = columns.iter_mut().find_map(|column| match column {
            Column::Parent { name: known, columns, .. } if *known == name => Some(columns),
            _ => None,
        });
        if let Some(nested) = known {
            return self.add_field(nested, deeper, field);
        }
        let mut nested = Vec::new();
        self.add_field(&mut nested, deeper, field)?;
        columns.push(Column::Parent { name, hop: *hop, columns: nested });
        Ok(())
    }

    fn fields_limit(&self, group: FieldsGroup, query: &Query, at: usize) -> Result<(), QueryError> {
        let limited = query.limit.is_some_and(|limit| limit.value <= MOST_ROWS_OF_FIELDS);
        if group == FieldsGroup::Standard || limited {
            return Ok(());
        }
        let detail = format!("The SOQL FIELDS function must have a LIMIT of at most {MOST_ROWS_OF_FIELDS}");
        Err(self.refused(ErrorCode::MalformedQuery, at, detail))
    }

    fn fields_of(&self, group: FieldsGroup, subject: &Subject<'_, 's>) -> Vec<&'s FieldSchema> {
        let object = subject.object;
        let wanted = |field: &&FieldSchema| match group {
            FieldsGroup::All => true,
            FieldsGroup::Standard => !field.is_custom(),
            FieldsGroup::Custom => field.is_custom(),
        };
        object.fields.iter().filter(wanted).filter(|field| self.is_visible(object, field)).collect()
    }

    fn children(&self, query: &Query, parent: &Subject<'_, 's>, place: Place) -> Result<Column<'s>, QueryError> {
        let level = match place {
            Place::Outermost => 1,
            Place::Children(level) => level + 1,
            Place::SemiJoin => return Err(self.unsupported_in_semi_join(query.from.path.at)),
        };
        if level >= MOST_LEVELS {
            let detail = format!("SOQL supports at most {MOST_LEVELS} levels of parent-to-child relationships");
            return Err(self.refused(ErrorCode::MalformedQuery, query.from.path.at, detail));
        }
        let name = relationship_name(&query.from.path, parent);
        let found = parent.object.child_relationship(&name);
        let found = found.and_then(|child| Some((child, self.schema.object(child.child_object)?)));
        let (child, object) = found.ok_or_else(|| {
            self.refused(
                ErrorCode::InvalidType,
                query.from.path.at,
                format!(
                    "Didn't understand relationship '{name}' in FROM part of query call. If you are attempting to use \
                     a custom relationship, be sure to append the '__r' after the custom relationship name. Please \
                     reference your WSDL or the describe call for the appropriate names."
                ),
            )
        })?;
        let plan = Box::new(self.query(query, object, Place::Children(level))?);
        Ok(Column::Children { name: child.name, field: child.field, plan })
    }

    pub(super) fn ungrouped_call(&self, at: usize) -> QueryError {
        self.refused(ErrorCode::MalformedQuery, at, "Aggregate functions are not allowed here")
    }
}

/// `Contacts`, also when it is spelled `Account.Contacts`.
fn relationship_name(path: &ast::Path, parent: &Subject<'_, '_>) -> String {
    match path.parts.as_slice() {
        [first, rest @ ..]
            if !rest.is_empty()
                && (parent.object.name.eq_ignore_ascii_case(first)
                    || parent.alias.is_some_and(|alias| alias.eq_ignore_ascii_case(first))) =>
        {
            rest.join(".")
        }
        parts => parts.join("."),
    }
}
