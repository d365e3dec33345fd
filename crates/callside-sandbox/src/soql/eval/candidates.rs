//! Rows that a WHERE may let through, found by an index instead of a look at every row. What it gives is tested all the
//! same, so it may be too many and never too few.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::ast::Operator;
use super::super::plan::{Comparand, Filter, Output, Path, Plan, Test};
use super::read::Reader;
use crate::schema::{FieldKind, FieldSchema, ObjectSchema, Record};

/// Rows by their ids.
type Few<'a> = BTreeMap<&'a str, &'a Record>;

impl<'a, 's> Reader<'a, 's> {
    /// The candidates of a plan in the order of their creation, or of their ids where the plan sorts by those.
    pub(super) fn candidates(&self, plan: &Plan<'s>) -> Vec<&'a Record> {
        let few = plan.filter.as_ref().and_then(|filter| self.few(plan.object, filter));
        match (few, plan.filter.as_ref().and_then(not_before)) {
            (Some(few), _) => few.into_values().collect(),
            (None, Some(id)) => self.rows.at_or_after(plan.object.name, id, self.scope),
            (None, None) if by_id(plan) => self.rows.at_or_after(plan.object.name, "", self.scope),
            (None, None) => self.rows.rows(plan.object.name, self.scope),
        }
    }

    fn few(&self, object: &ObjectSchema, filter: &Filter<Path<'s>>) -> Option<Few<'a>> {
        match filter {
            Filter::All(inner) => inner.iter().filter_map(|filter| self.few(object, filter)).min_by_key(BTreeMap::len),
            Filter::Any(inner) => {
                let mut all = Few::new();
                for filter in inner {
                    all.append(&mut self.few(object, filter)?);
                }
                Some(all)
            }
            Filter::Not(_) => None,
            Filter::Test { source, test } if source.hops.is_empty() => self.found(object, source.field, test),
            Filter::Test { .. } => None,
        }
    }

    fn found(&self, object: &ObjectSchema, field: &FieldSchema, test: &Test) -> Option<Few<'a>> {
        let values: Vec<&str> = match test {
            Test::Compare { operator: Operator::Equal, with } => vec![key(with)?],
            Test::OneOf { values, null: false, negated: false } => values.iter().map(key).collect::<Option<_>>()?,
            Test::Among { ids, negated: false } => ids.iter().map(String::as_str).collect(),
            _ => return None,
        };
        let mut few = Few::new();
        let mut add = |row: &'a Record| {
            if let Some(id) = row.get("Id").and_then(Value::as_str) {
                few.insert(id, row);
            }
        };
        for value in values {
            match field.kind {
                FieldKind::Id => self.rows.by_id(object.name, value, self.scope).into_iter().for_each(&mut add),
                _ => self.rows.holding(object.name, field.name, value, self.scope)?.into_iter().for_each(&mut add),
            }
        }
        Some(few)
    }
}

/// What an index knows a value by.
fn key(with: &Comparand) -> Option<&str> {
    match with {
        Comparand::Text(text) | Comparand::Id(text) => Some(text),
        _ => None,
    }
}

/// The id that all rows are at or after.
fn not_before<'f>(filter: &'f Filter<Path<'_>>) -> Option<&'f str> {
    match filter {
        Filter::All(inner) => inner.iter().filter_map(not_before).max(),
        Filter::Test { source, test: Test::Compare { operator, with: Comparand::Id(id) } } => {
            let own = source.hops.is_empty() && source.field.kind == FieldKind::Id;
            (own && matches!(operator, Operator::Greater | Operator::GreaterOrEqual)).then_some(id.as_str())
        }
        _ => None,
    }
}

/// Whether a plan sorts by id and nothing else, upwards: then its candidates are sorted already.
pub(super) fn by_id(plan: &Plan<'_>) -> bool {
    let Output::Rows { order, .. } = &plan.output else { return false };
    let [only] = order.as_slice() else { return false };
    only.source.hops.is_empty() && only.source.field.kind == FieldKind::Id && !only.descending
}

#[cfg(test)]
#[path = "candidates_tests.rs"]
mod tests;
