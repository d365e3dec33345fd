//! Numbers as Salesforce and JSON have them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;

/// The greatest whole number up to which every whole number has its own `f64`.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// A finite number. Salesforce's own numbers are doubles (object reference, field types), so these are.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "f64", into = "f64")]
pub struct Number(f64);

/// Infinite, or no number at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a number is finite")]
pub struct NotFinite;

impl Number {
    /// The number, when it is finite. There is one zero.
    #[must_use]
    pub fn new(value: f64) -> Option<Self> {
        value.is_finite().then_some(Self(value + 0.0))
    }

    /// As a double.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }

    /// As a whole number, when it is one that is exact.
    #[must_use]
    pub fn whole(self) -> Option<i64> {
        #[expect(clippy::cast_possible_truncation, reason = "whole and within 2^53")]
        (self.0.fract() == 0.0 && self.0.abs() <= EXACT).then_some(self.0 as i64)
    }

    pub(super) fn from_json(number: &serde_json::Number) -> Option<Self> {
        let value = number.as_f64().and_then(Self::new)?;
        let exact = number.is_f64() || value.0.abs() < EXACT;
        exact.then_some(value)
    }

    pub(super) fn to_json(self) -> serde_json::Value {
        self.whole().map_or_else(|| self.0.into(), Into::into)
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.whole() {
            Some(whole) => write!(f, "{whole}"),
            None => write!(f, "{}", self.0),
        }
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Self {
        Self(f64::from(value))
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Self {
        Self(f64::from(value))
    }
}

impl TryFrom<f64> for Number {
    type Error = NotFinite;
    fn try_from(value: f64) -> Result<Self, NotFinite> {
        Self::new(value).ok_or(NotFinite)
    }
}

impl From<Number> for f64 {
    fn from(number: Number) -> Self {
        number.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_finite_ordered_and_print_without_needless_point() {
        assert_eq!(Number::new(f64::NAN), None);
        assert_eq!(Number::new(f64::INFINITY), None);
        assert_eq!(Number::new(-0.0), Number::new(0.0));
        assert!(Number::new(0.7) < Number::new(0.71) && Number::from(2) > Number::from(-3));
        assert_eq!(Number::from(12).to_string(), "12");
        assert_eq!(Number::new(0.5).map(|n| n.to_string()).as_deref(), Some("0.5"));
        assert_eq!(Number::new(1e300).and_then(Number::whole), None);
    }
}
