//! From syntax to plan: names are looked up, types compared, rules of SOQL enforced.

mod columns;
mod condition;
mod group;
mod literal;
mod path;
mod rules;

use super::ast::{Count, From, Operand, OrderItem, Query, SelectItem};
use super::error::{ErrorCode, QueryError};
use super::outcome::QueryContext;
use super::plan::{Order, Output, Path, Plan};
use crate::schema::{FieldKind, FieldSchema, ObjectSchema, Rows, Schema};

/// Largest OFFSET.
const LARGEST_OFFSET: usize = 2000;

/// Where a query stands in its statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The statement itself, or the RETURNING part of a search.
    Outermost,
    /// In a SELECT list, this many levels down.
    Children(usize),
    /// After IN.
    SemiJoin,
}

pub(crate) struct Checker<'a, 's> {
    pub(crate) schema: &'s Schema,
    pub(crate) rows: &'a dyn Rows,
    pub(crate) context: &'a QueryContext<'a>,
    /// The statement, for the art of refusals.
    pub(crate) text: &'a str,
}

/// The object that a query reads, and the names that its paths may start with.
pub(super) struct Subject<'q, 's> {
    pub(super) object: &'s ObjectSchema,
    pub(super) alias: Option<&'q str>,
}

impl<'s> Checker<'_, 's> {
    /// The plan of a whole statement.
    pub(crate) fn statement(&self, query: &Query) -> Result<Plan<'s>, QueryError> {
        let object = self.object_of(&query.from)?;
        self.query(query, object, Place::Outermost)
    }

    fn object_of(&self, from: &From) -> Result<&'s ObjectSchema, QueryError> {
        let name = from.path.parts.join(".");
        let found = self.schema.object(&name).filter(|object| object.flags.queryable);
        found.ok_or_else(|| {
            self.refused(
                ErrorCode::InvalidType,
                from.path.at,
                format!(
                    "sObject type '{name}' is not supported. If you are attempting to use a custom object, be sure to \
                     append the '__c' after the entity name. Please reference your WSDL or the describe call for the \
                     appropriate names."
                ),
            )
        })
    }

    fn query(&self, query: &Query, object: &'s ObjectSchema, place: Place) -> Result<Plan<'s>, QueryError> {
        let subject = Subject { object, alias: query.from.alias.as_deref() };
        let grouped =
            !query.group_by.is_empty() || query.select.iter().any(|item| matches!(item, SelectItem::Aggregate { .. }));
        let output = if grouped {
            self.grouped_output(query, &subject, place)?
        } else {
            let columns = self.columns(query, &subject, place)?;
            Output::Rows { columns, order: self.order(&query.order_by, &subject)? }
        };
        self.required_filters(query, &subject, place)?;
        let filter = query.filter.as_ref().map(|filter| self.filter(filter, &subject, place)).transpose()?;
        let owner = self.owner(query, object)?;
        let offset = self.offset(query.offset, place)?;
        Ok(Plan { object, output, filter, owner, limit: query.limit.map(|limit| limit.value), offset })
    }

    fn owner(&self, query: &Query, object: &ObjectSchema) -> Result<Option<String>, QueryError> {
        if query.mine && object.field("OwnerId").is_none() {
            let detail = format!("Scope 'mine' is not supported on entity '{}'", object.name);
            return Err(self.refused(ErrorCode::MalformedQuery, query.from.path.at, detail));
        }
        Ok(query.mine.then(|| self.context.user_id.to_owned()))
    }

    fn offset(&self, offset: Option<Count>, place: Place) -> Result<usize, QueryError> {
        let Some(offset) = offset else { return Ok(0) };
        if place != Place::Outermost {
            return Err(self.refused(ErrorCode::MalformedQuery, offset.at, "OFFSET is not allowed in a subquery"));
        }
        if offset.value > LARGEST_OFFSET {
            return Err(QueryError::new(
                ErrorCode::NumberOutsideValidRange,
                format!("Maximum SOQL offset allowed is {LARGEST_OFFSET}"),
            ));
        }
        Ok(offset.value)
    }

    fn order(&self, items: &[OrderItem], subject: &Subject<'_, 's>) -> Result<Vec<Order<Path<'s>>>, QueryError> {
        let order = |item: &OrderItem| {
            let path = match &item.operand {
                Operand::Path(path) => path,
                Operand::Call(call) => return Err(self.ungrouped_call(call.at)),
            };
            let source = self.path(path, subject)?;
            self.sortable(source.field, path.at)?;
            Ok(ordering(item, source.field, source.clone()))
        };
        items.iter().map(order).collect()
    }

    fn sortable(&self, field: &FieldSchema, at: usize) -> Result<(), QueryError> {
        if field.sortable {
            return Ok(());
        }
        let detail = format!("field '{}' can not be sorted in a query call", field.name);
        Err(self.refused(ErrorCode::MalformedQuery, at, detail))
    }

    pub(super) fn refused(&self, code: ErrorCode, at: usize, detail: impl std::fmt::Display) -> QueryError {
        QueryError::pointing(code, self.text, at, detail)
    }
}

/// One ORDER BY entry; picklists sort in the order of their values.
pub(super) fn ordering<S>(item: &OrderItem, field: &FieldSchema, source: S) -> Order<S> {
    let ranks = (field.kind == FieldKind::Picklist).then(|| field.picklist.iter().map(|entry| entry.value).collect());
    Order { source, ranks, descending: item.descending, nulls_last: item.nulls_last }
}
