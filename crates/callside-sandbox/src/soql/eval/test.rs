//! Whether a value passes a test.

use std::borrow::Cow;
use std::cmp::Ordering;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;

use super::super::ast::Operator;
use super::super::plan::{Comparand, Filter, Test};
use super::super::text::{letters, matches_pattern};

impl<S> Filter<S> {
    /// Whether the condition holds for the values that `value` gives.
    pub(crate) fn holds<'v>(&self, value: &dyn Fn(&S) -> Cow<'v, Value>) -> bool {
        match self {
            Self::All(inner) => inner.iter().all(|filter| filter.holds(value)),
            Self::Any(inner) => inner.iter().any(|filter| filter.holds(value)),
            Self::Not(inner) => !inner.holds(value),
            Self::Test { source, test } => test.passes(&value(source)),
        }
    }
}

impl Test {
    /// Null passes `!=`, `NOT IN` and `EXCLUDES`, as in Salesforce and unlike SQL.
    fn passes(&self, value: &Value) -> bool {
        match self {
            Self::Compare { operator, with } => compare(value, *operator, with),
            Self::Like(pattern) => value.as_str().is_some_and(|text| matches_pattern(&letters(text), pattern)),
            Self::OneOf { values, null, negated } => {
                let found = (*null && value.is_null())
                    || values.iter().any(|with| position(value, with) == Some(Ordering::Equal));
                found != *negated
            }
            Self::Among { ids, negated } => {
                let found = value.as_str().and_then(|id| id.get(..15)).is_some_and(|id| ids.contains(id));
                found != *negated
            }
            Self::Includes { sets, negated } => includes(value, sets) != *negated,
        }
    }
}

fn compare(value: &Value, operator: Operator, with: &Comparand) -> bool {
    if matches!(with, Comparand::Null) {
        return match operator {
            Operator::Equal => value.is_null(),
            Operator::NotEqual => !value.is_null(),
            _ => false,
        };
    }
    let Some(position) = position(value, with) else { return operator == Operator::NotEqual };
    match operator {
        Operator::Equal => position.is_eq(),
        Operator::NotEqual => position.is_ne(),
        Operator::Less => position.is_lt(),
        Operator::LessOrEqual => position.is_le(),
        Operator::Greater => position.is_gt(),
        Operator::GreaterOrEqual => position.is_ge(),
    }
}

/// Where a value lies: before, within (equal) or after. `None` for null.
fn position(value: &Value, with: &Comparand) -> Option<Ordering> {
    match with {
        Comparand::Null => None,
        Comparand::Text(text) => Some(folded(value.as_str()?, text)),
        Comparand::Id(id) => Some(value.as_str()?.get(..15)?.cmp(id)),
        // Behind a missing parent a checkbox counts as not ticked.
        Comparand::Boolean(wanted) => Some(value.as_bool().unwrap_or(false).cmp(wanted)),
        Comparand::Number(number) => value.as_f64()?.partial_cmp(number),
        Comparand::Days(from, until) => Some(within(&value.as_str()?.parse::<Date>().ok()?, from, until)),
        Comparand::Moments(from, until) => Some(within(&moment(value.as_str()?)?, from, until)),
    }
}

/// A text in any letter case against one in lower case.
fn folded(text: &str, with: &str) -> Ordering {
    if text.is_ascii() {
        return text.bytes().map(|byte| byte.to_ascii_lowercase()).cmp(with.bytes());
    }
    text.to_lowercase().as_str().cmp(with)
}

fn within<T: Ord>(value: &T, from: &T, until: &T) -> Ordering {
    if value < from {
        Ordering::Less
    } else if value == from || value < until {
        Ordering::Equal
    } else {
        Ordering::Greater
    }
}

/// A stored datetime, `2026-05-01T07:25:37.000+0000`.
fn moment(text: &str) -> Option<Timestamp> {
    Timestamp::strptime("%Y-%m-%dT%H:%M:%S%.f%z", text).ok()
}

fn includes(value: &Value, sets: &[Vec<String>]) -> bool {
    let Some(text) = value.as_str() else { return false };
    let chosen: Vec<String> = text.split(';').map(|one| one.trim().to_lowercase()).collect();
    sets.iter().any(|set| set.iter().all(|wanted| chosen.contains(wanted)))
}
