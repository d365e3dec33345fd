//! One row before and after a write.

use jiff::Timestamp;
use serde_json::Value;

use crate::schema::Record;

/// A row as it was, what the caller gave, and the row as it shall be.
#[derive(Debug, Clone)]
pub struct Change {
    /// The row as it was; `None` for a new one.
    pub before: Option<Record>,
    /// What the caller gave.
    pub given: Record,
    /// The row as it shall be.
    pub after: Record,
    /// When.
    pub now: Timestamp,
}

impl Change {
    /// A new row.
    #[must_use]
    pub fn new_row(given: Record, now: Timestamp) -> Self {
        Self { before: None, after: given.clone(), given, now }
    }

    /// A change of a row.
    #[must_use]
    pub fn of_row(before: Record, given: Record, now: Timestamp) -> Self {
        let mut after = before.clone();
        after.extend(given.clone());
        Self { before: Some(before), given, after, now }
    }

    /// A text of the row as it shall be.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<&str> {
        self.after.get(field).and_then(Value::as_str)
    }

    /// A number of the row as it shall be.
    #[must_use]
    pub fn number(&self, field: &str) -> Option<f64> {
        self.after.get(field).and_then(Value::as_f64)
    }

    /// Whether a field has a value in the row as it shall be.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        self.after.get(field).is_some_and(|value| !value.is_null())
    }

    /// Whether the caller gave a value for a field.
    #[must_use]
    pub fn gives(&self, field: &str) -> bool {
        self.given.get(field).is_some_and(|value| !value.is_null())
    }

    /// Whether a field differs from what it was. Every given field of a new row differs.
    #[must_use]
    pub fn changes(&self, field: &str) -> bool {
        let before = self.before.as_ref().and_then(|before| before.get(field));
        let none = Value::Null;
        before.unwrap_or(&none) != self.after.get(field).unwrap_or(&none)
    }

    /// Sets a field of the row as it shall be.
    pub fn set(&mut self, field: &str, value: impl Into<Value>) {
        self.after.insert(field.to_owned(), value.into());
    }
}
