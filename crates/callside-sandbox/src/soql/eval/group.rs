//! GROUP BY and aggregate functions.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde_json::{Number, Value, json};

use super::super::ast::Function;
use super::super::plan::{Aggregate, GroupValue, Grouping, Path};
use super::super::row::{Cell, Row};
use super::order::SortKey;
use super::read::Reader;
use crate::schema::{FieldKind, ObjectSchema, Record};

/// One group: its keys and what its aggregates came to.
struct Group {
    keys: Vec<Value>,
    totals: Vec<Value>,
}

impl Group {
    fn value(&self, source: GroupValue) -> Value {
        match source {
            GroupValue::Key(index) => self.keys[index].clone(),
            GroupValue::Aggregate(index) => self.totals[index].clone(),
        }
    }
}

impl<'a, 's> Reader<'a, 's> {
    /// The AggregateResult rows of a grouping, in the order of first appearance unless ORDER BY says otherwise.
    pub(super) fn groups(&self, object: &'s ObjectSchema, grouping: &Grouping<'s>, rows: &[&'a Record]) -> Vec<Row> {
        let mut groups: Vec<Group> = self
            .parts(object, &grouping.keys, rows)
            .into_iter()
            .map(|(keys, members)| {
                let total = |aggregate| self.total(object, aggregate, &members);
                Group { keys, totals: grouping.aggregates.iter().map(total).collect() }
            })
            .collect();
        if let Some(having) = &grouping.having {
            groups.retain(|group| having.holds(&|source| Cow::Owned(group.value(*source))));
        }
        groups.sort_by_cached_key(|group| {
            SortKey(grouping.order.iter().map(|entry| entry.key(&group.value(entry.source))).collect())
        });
        groups.iter().map(|group| aggregate_result(grouping, group)).collect()
    }

    /// Rows by key. Without keys all rows are one group, even when there are none.
    fn parts(
        &self,
        object: &'s ObjectSchema,
        keys: &[Path<'s>],
        rows: &[&'a Record],
    ) -> Vec<(Vec<Value>, Vec<&'a Record>)> {
        if keys.is_empty() {
            return vec![(Vec::new(), rows.to_vec())];
        }
        let mut parts: Vec<(Vec<Value>, Vec<&'a Record>)> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for row in rows {
            let values: Vec<Value> = keys.iter().map(|key| self.read(object, key, row).into_owned()).collect();
            let index = *known.entry(folded(&values)).or_insert_with(|| {
                parts.push((values, Vec::new()));
                parts.len() - 1
            });
            parts[index].1.push(row);
        }
        parts
    }

    fn total(&self, object: &'s ObjectSchema, aggregate: &Aggregate<'s>, rows: &[&Record]) -> Value {
        let read = rows.iter().map(|row| self.read(object, &aggregate.path, row).into_owned());
        let values: Vec<Value> = read.filter(|value| !value.is_null()).collect();
        let numbers = || values.iter().filter_map(Value::as_f64);
        match aggregate.function {
            Function::Count => json!(values.len()),
            Function::CountDistinct => {
                let distinct: HashSet<String> =
                    values.iter().map(|value| folded(std::slice::from_ref(value))).collect();
                json!(distinct.len())
            }
            _ if values.is_empty() => Value::Null,
            Function::Sum => number(numbers().sum(), aggregate.path.field.kind),
            Function::Avg => number(numbers().sum::<f64>() / values.len() as f64, FieldKind::Double),
            Function::Min => extreme(aggregate, values, false),
            Function::Max => extreme(aggregate, values, true),
        }
    }
}

/// Keys as they are compared: letter case does not count.
fn folded(values: &[Value]) -> String {
    Value::Array(values.to_vec()).to_string().to_lowercase()
}

fn number(value: f64, kind: FieldKind) -> Value {
    if kind == FieldKind::Int && value.fract() == 0.0 {
        return json!(value as i64);
    }
    Number::from_f64(value).map_or(Value::Null, Value::Number)
}

/// The smallest or largest value, in the order of ORDER BY.
fn extreme(aggregate: &Aggregate<'_>, mut values: Vec<Value>, largest: bool) -> Value {
    let field = aggregate.path.field;
    let ranks = (field.kind == FieldKind::Picklist).then(|| field.picklist.iter().map(|e| e.value).collect());
    let order = super::super::plan::Order { source: (), ranks, descending: largest, nulls_last: true };
    values.sort_by_cached_key(|value| order.key(value));
    values.into_iter().next().unwrap_or(Value::Null)
}

fn aggregate_result(grouping: &Grouping<'_>, group: &Group) -> Row {
    let kind = Cell::Value(Value::String("AggregateResult".to_owned()));
    let attributes = Row { cells: vec![("type".to_owned(), kind)] };
    let mut cells = vec![("attributes".to_owned(), Cell::Row(attributes))];
    cells.extend(grouping.columns.iter().map(|(name, value)| (name.clone(), Cell::Value(group.value(*value)))));
    Row { cells }
}
