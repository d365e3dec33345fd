//! What cannot be right in a rule, before there are facts: unknown names, kinds that do not fit, values that never come.

use super::expr::{Expr, Operand, Test, What};
use super::fault::{Problem, RuleFault};
use crate::facts::vocabulary::Known;
use crate::facts::{Fact, Kind, Vocabulary};
use crate::nearest::nearest;
use jiff::Timestamp;
use jiff::civil::Date;

pub(super) fn check(expr: &Expr, vocabulary: &Vocabulary, faults: &mut Vec<RuleFault>) {
    match expr {
        Expr::All(parts) | Expr::Any(parts) => parts.iter().for_each(|part| check(part, vocabulary, faults)),
        Expr::Not(inner) => check(inner, vocabulary, faults),
        Expr::Is(operand) => {
            let kind = kind(operand, vocabulary, faults);
            if !matches!(kind, None | Some(Kind::Bool | Kind::Any)) {
                faults.extend(kind.map(|kind| fault(operand, Problem::NoCondition { kind }, None)));
            }
        }
        Expr::IsEmpty(operand) => drop(kind(operand, vocabulary, faults)),
        Expr::Test(left, test, right) => {
            let kinds = (kind(left, vocabulary, faults), kind(right, vocabulary, faults));
            let (Some(left_kind), Some(right_kind)) = kinds else { return };
            if fits(left, left_kind, *test, right, right_kind) {
                values(left, *test, right, vocabulary, faults);
            } else {
                let problem = Problem::Kinds { left: left_kind, right: right_kind };
                faults.push(RuleFault { from: left.from, to: right.to, problem, nearest: None });
            }
        }
    }
}

fn fault(operand: &Operand, problem: Problem, nearest: Option<String>) -> RuleFault {
    RuleFault { from: operand.from, to: operand.to, problem, nearest }
}

/// The kind of one side; `None` when its name is not known, which is a fault.
fn kind(operand: &Operand, vocabulary: &Vocabulary, faults: &mut Vec<RuleFault>) -> Option<Kind> {
    match &operand.what {
        What::Value(value) => Some(value.kind()),
        What::Name(path) => match vocabulary.look_up(path) {
            Known::Yes(kind) => Some(kind),
            Known::No { nearest } => {
                faults.push(fault(operand, Problem::UnknownName { name: path.to_string() }, nearest));
                None
            }
        },
    }
}

fn fits(left: &Operand, left_kind: Kind, test: Test, right: &Operand, right_kind: Kind) -> bool {
    if left_kind == Kind::Any || right_kind == Kind::Any {
        return true;
    }
    let alike = left_kind == right_kind || is_time(left, right_kind) || is_time(right, left_kind);
    let has_order = |kind| matches!(kind, Kind::Number | Kind::Date | Kind::Moment);
    match test {
        Test::Equal | Test::Unequal => alike && left_kind != Kind::List,
        Test::Less | Test::LessOrEqual | Test::Greater | Test::GreaterOrEqual => {
            alike && (has_order(left_kind) || has_order(right_kind))
        }
        Test::Contains => match left_kind {
            Kind::List => right_kind != Kind::List,
            Kind::Text => right_kind == Kind::Text,
            _ => false,
        },
        Test::In | Test::NotIn => right_kind == Kind::List && left_kind != Kind::List,
        Test::StartsWith | Test::EndsWith => left_kind == Kind::Text && right_kind == Kind::Text,
    }
}

/// Whether a text that is written out is a day or a moment.
fn is_time(operand: &Operand, wanted: Kind) -> bool {
    let What::Value(Fact::Text(text)) = &operand.what else { return false };
    match wanted {
        Kind::Date => text.parse::<Date>().is_ok(),
        Kind::Moment => text.parse::<Timestamp>().is_ok(),
        _ => false,
    }
}

/// A name with a closed list of values is never something else.
fn values(left: &Operand, test: Test, right: &Operand, vocabulary: &Vocabulary, faults: &mut Vec<RuleFault>) {
    if !matches!(test, Test::Equal | Test::Unequal | Test::In | Test::NotIn) {
        return;
    }
    for (name, value) in [(left, right), (right, left)] {
        let (What::Name(path), What::Value(fact)) = (&name.what, &value.what) else { continue };
        let Some(known) = vocabulary.values(path.as_str()) else { continue };
        let written = match fact {
            Fact::List(items) => items.as_slice(),
            single => std::slice::from_ref(single),
        };
        for text in written.iter().map(ToString::to_string) {
            if !known.iter().any(|known| known.to_lowercase() == text.to_lowercase()) {
                let meant = nearest(&text, known.iter().map(String::as_str)).or(known.first().map(String::as_str));
                let meant = meant.map(str::to_owned);
                faults.push(fault(value, Problem::UnknownValue { name: path.to_string(), value: text }, meant));
            }
        }
    }
}
