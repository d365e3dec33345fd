//! Whether a rule holds.

use super::expr::{Expr, Operand, Test, What};
use crate::facts::{Fact, Facts};
use jiff::Timestamp;
use jiff::civil::Date;
use std::cmp::Ordering;

pub(super) fn holds(expr: &Expr, facts: &Facts) -> bool {
    match expr {
        Expr::All(parts) => parts.iter().all(|part| holds(part, facts)),
        Expr::Any(parts) => parts.iter().any(|part| holds(part, facts)),
        Expr::Not(inner) => !holds(inner, facts),
        Expr::Is(operand) => known(operand, facts) == Some(&Fact::Bool(true)),
        Expr::IsEmpty(operand) => known(operand, facts).is_none_or(Fact::is_empty),
        Expr::Test(left, test, right) => {
            let (left, right) = (known(left, facts), known(right, facts));
            let tested = left.zip(right).is_some_and(|(left, right)| passes(left, positive(*test), right));
            tested != matches!(test, Test::Unequal | Test::NotIn)
        }
    }
}

/// What a negation negates.
const fn positive(test: Test) -> Test {
    match test {
        Test::Unequal => Test::Equal,
        Test::NotIn => Test::In,
        other => other,
    }
}

fn known<'f>(operand: &'f Operand, facts: &'f Facts) -> Option<&'f Fact> {
    match &operand.what {
        What::Value(value) => Some(value),
        What::Name(path) => facts.get(path),
    }
}

fn passes(left: &Fact, test: Test, right: &Fact) -> bool {
    match test {
        Test::Equal | Test::Unequal => same(left, right),
        Test::Less => order(left, right).is_some_and(Ordering::is_lt),
        Test::LessOrEqual => order(left, right).is_some_and(Ordering::is_le),
        Test::Greater => order(left, right).is_some_and(Ordering::is_gt),
        Test::GreaterOrEqual => order(left, right).is_some_and(Ordering::is_ge),
        Test::Contains => match (left, right) {
            (Fact::List(items), item) => items.iter().any(|each| same(each, item)),
            (Fact::Text(text), Fact::Text(part)) => lower(text).contains(&lower(part)),
            _ => false,
        },
        Test::In | Test::NotIn => match right {
            Fact::List(items) => items.iter().any(|each| same(left, each)),
            _ => false,
        },
        Test::StartsWith => texts(left, right).is_some_and(|(text, part)| lower(text).starts_with(&lower(part))),
        Test::EndsWith => texts(left, right).is_some_and(|(text, part)| lower(text).ends_with(&lower(part))),
    }
}

fn texts<'f>(left: &'f Fact, right: &'f Fact) -> Option<(&'f str, &'f str)> {
    match (left, right) {
        (Fact::Text(text), Fact::Text(part)) => Some((text, part)),
        _ => None,
    }
}

fn lower(text: &str) -> String {
    text.to_lowercase()
}

fn same(left: &Fact, right: &Fact) -> bool {
    match (left, right) {
        (Fact::Text(a), Fact::Text(b)) => {
            a.chars().flat_map(char::to_lowercase).eq(b.chars().flat_map(char::to_lowercase))
        }
        (Fact::Bool(a), Fact::Bool(b)) => a == b,
        _ => order(left, right).is_some_and(Ordering::is_eq),
    }
}

/// Numbers, days and moments have an order; a day or a moment may stand as a text on one side.
fn order(left: &Fact, right: &Fact) -> Option<Ordering> {
    match (left, right) {
        (Fact::Number(a), Fact::Number(b)) => Some(a.cmp(b)),
        (Fact::Date(a), Fact::Date(b)) => Some(a.cmp(b)),
        (Fact::Moment(a), Fact::Moment(b)) => Some(a.cmp(b)),
        (Fact::Date(a), Fact::Text(b)) => Some(a.cmp(&b.parse::<Date>().ok()?)),
        (Fact::Moment(a), Fact::Text(b)) => Some(a.cmp(&b.parse::<Timestamp>().ok()?)),
        (Fact::Text(_), Fact::Date(_) | Fact::Moment(_)) => order(right, left).map(Ordering::reverse),
        _ => None,
    }
}
