//! ORDER BY.

use std::cmp::Ordering;

use serde_json::Value;

use super::super::plan::{Order, Path};
use super::read::Reader;
use crate::org::RecordId;
use crate::schema::{ObjectSchema, Record};

impl<'s> Reader<'_, 's> {
    /// Sorts rows; rows that are equal keep the order of their creation.
    pub(super) fn sort(&self, object: &'s ObjectSchema, order: &[Order<Path<'s>>], rows: &mut [&Record]) {
        if order.is_empty() {
            return;
        }
        rows.sort_by_cached_key(|row| {
            let keys = order.iter().map(|entry| entry.key(&self.read(object, &entry.source, row))).collect();
            SortKey(keys)
        });
    }
}

impl<S> Order<S> {
    pub(super) fn key(&self, value: &Value) -> Key {
        let rank = match value {
            Value::Null => return Key { null: Some(self.nulls_last), value: Sorted::Flag(false), descending: false },
            Value::Bool(flag) => Sorted::Flag(*flag),
            Value::Number(number) => Sorted::Number(number.as_f64().unwrap_or_default()),
            Value::String(text) => self.text_key(text),
            Value::Array(_) | Value::Object(_) => Sorted::Flag(false),
        };
        Key { null: None, value: rank, descending: self.descending }
    }

    fn text_key(&self, text: &str) -> Sorted {
        let ranks = self.ranks.as_deref().unwrap_or_default();
        match ranks.iter().position(|value| value.eq_ignore_ascii_case(text)) {
            Some(rank) => Sorted::Rank(rank),
            // Ids count up with case, and are compared with it: pages that go on after the last id need both alike.
            None if text.len() == 18 && RecordId::parse(text).is_some() => Sorted::Text(text.to_owned()),
            None => Sorted::Text(text.to_lowercase()),
        }
    }
}

/// The keys of one row, the first one deciding.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SortKey(pub(super) Vec<Key>);

/// The value of one ORDER BY entry.
pub(super) struct Key {
    /// Set for null: whether nulls come last. DESC does not turn that around.
    null: Option<bool>,
    value: Sorted,
    descending: bool,
}

/// A value as it sorts; picklist values come before texts that are not in the list.
enum Sorted {
    Flag(bool),
    Number(f64),
    Rank(usize),
    Text(String),
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.null, other.null) {
            (Some(_), Some(_)) => Ordering::Equal,
            (Some(last), None) => {
                if last {
                    Ordering::Greater
                } else {
                    Ordering::Less
                }
            }
            (None, Some(last)) => {
                if last {
                    Ordering::Less
                } else {
                    Ordering::Greater
                }
            }
            (None, None) => {
                let order = self.value.compare(&other.value);
                if self.descending { order.reverse() } else { order }
            }
        }
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Key {}

impl Sorted {
    fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Flag(left), Self::Flag(right)) => left.cmp(right),
            (Self::Number(left), Self::Number(right)) => left.total_cmp(right),
            (Self::Rank(left), Self::Rank(right)) => left.cmp(right),
            (Self::Text(left), Self::Text(right)) => left.cmp(right),
            _ => self.class().cmp(&other.class()),
        }
    }

    fn class(&self) -> u8 {
        match self {
            Self::Flag(_) => 0,
            Self::Number(_) => 1,
            Self::Rank(_) => 2,
            Self::Text(_) => 3,
        }
    }
}
