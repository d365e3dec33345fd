//! What is wrong, as the window words it.

use super::values;
use crate::ipc::wrong::{SoqlExpects, Wrong};
use callside_core::config::Problem;
use callside_core::rule::{Problem as RuleProblem, Rule, RuleFault};
use callside_core::soql::{self, SoqlExpected, SoqlProblem};
use callside_core::template::{Template, TemplateProblem};

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// At a character, counted from 0 there and from 1 here.
fn at(from: usize, what: Wrong) -> Wrong {
    Wrong::At { character: count(from).saturating_add(1), what: Box::new(what) }
}

/// Of a file.
#[must_use]
pub fn of_file(problem: &Problem) -> Wrong {
    match problem.clone() {
        Problem::TooLarge => Wrong::FileTooLarge,
        Problem::Syntax { message } => Wrong::NotJson(message),
        Problem::NotOurs => Wrong::NotOurs,
        Problem::Newer { found } => Wrong::Newer(u32::try_from(found).unwrap_or(u32::MAX)),
        Problem::UnknownKey { key } => Wrong::UnknownKey(key),
        Problem::UnknownWord { word } => Wrong::UnknownWord(word),
        Problem::Twice { name } => Wrong::Twice(name),
        Problem::Shape { message } => Wrong::Shape(message),
        Problem::Unknown { noun, name } => Wrong::Nowhere { thing: noun.into(), name },
        Problem::Value { field, record_type, value, .. } => {
            Wrong::NoValue { field: values::of_type(field, record_type.as_deref()), value }
        }
        Problem::RecordType { object, .. } => Wrong::NoRecordType(object),
        Problem::NotWritable { field } => Wrong::NotWritable(field),
        Problem::Kind { wanted, found } => Wrong::Kind { wanted: wanted.into(), found: found.into() },
        Problem::Missing { name } => Wrong::Missing(name),
        Problem::NeedsCall => Wrong::NeedsCall,
        Problem::Circle { names } => Wrong::Circle(names),
        Problem::TooMany { most } => Wrong::TooMany(most),
        Problem::Range { from, to } => Wrong::Range { from, to },
        Problem::TooLong { most, .. } => Wrong::TooLong(most),
        Problem::Shares => Wrong::Shares,
        Problem::StepTakes { step, gets } => Wrong::StepTakes { step, gets: gets.into() },
        Problem::FieldTakes { field, kind, gives } => Wrong::FieldTakes { field, kind, gives: gives.into() },
        Problem::FieldOfType { field, kind } => Wrong::FieldOfType { field, kind },
        Problem::Key { label } => Wrong::Key(label),
        Problem::Scope { table } => Wrong::Scope(table),
        Problem::NoOutcome { table } => Wrong::NoOutcome(table),
        Problem::Rule { fault } => of_rule(&fault),
        Problem::Soql { fault } => at(fault.from, of_query(&fault.problem)),
        Problem::Template { fault } => at(fault.from, of_template(&fault.problem)),
    }
}

/// Of a rule, with its place.
#[must_use]
pub fn of_rule(fault: &RuleFault) -> Wrong {
    let what = match fault.problem.clone() {
        RuleProblem::Empty => Wrong::RuleEmpty,
        RuleProblem::TooLong => Wrong::TooLong(count(Rule::LONGEST)),
        RuleProblem::TooDeep => Wrong::TooDeep(count(Rule::DEEPEST)),
        RuleProblem::OpenText => Wrong::OpenText,
        RuleProblem::Escape => Wrong::Escape,
        RuleProblem::Character { what } => Wrong::Character(what.to_string()),
        RuleProblem::Number => Wrong::Number,
        RuleProblem::Name => Wrong::Name,
        RuleProblem::Expected { expected } => Wrong::Expected(expected.into()),
        RuleProblem::UnknownName { name } => Wrong::UnknownName(name),
        RuleProblem::UnknownValue { name, value } => Wrong::Never { name, value },
        RuleProblem::Kinds { left, right } => Wrong::Kinds { left: left.into(), right: right.into() },
        RuleProblem::NoCondition { kind } => Wrong::NoCondition(kind.into()),
    };
    at(fault.from, what)
}

fn of_template(problem: &TemplateProblem) -> Wrong {
    match problem.clone() {
        TemplateProblem::TooLong => Wrong::TooLong(count(Template::LONGEST)),
        TemplateProblem::Open => Wrong::OpenSlot,
        TemplateProblem::Slot => Wrong::Slot,
        TemplateProblem::UnknownName { name } => Wrong::UnknownName(name),
    }
}

/// Of a query.
#[must_use]
pub fn of_query(problem: &SoqlProblem) -> Wrong {
    match problem.clone() {
        SoqlProblem::Empty => Wrong::QueryEmpty,
        SoqlProblem::TooLong => Wrong::TooLong(count(soql::LONGEST)),
        SoqlProblem::TooDeep => Wrong::TooDeep(count(soql::DEEPEST)),
        SoqlProblem::NotSelect => Wrong::NotSelect,
        SoqlProblem::Changes { clause } => Wrong::Changes(clause),
        SoqlProblem::NotOverRest { clause } => Wrong::NotOverRest(clause),
        SoqlProblem::OpenText => Wrong::OpenText,
        SoqlProblem::Escape => Wrong::QueryEscape,
        SoqlProblem::Number => Wrong::Literal,
        SoqlProblem::Placeholder => Wrong::Placeholder,
        SoqlProblem::NoValues => Wrong::NoPlaceholders,
        SoqlProblem::NoSuchValue { name } => Wrong::UnknownName(name),
        SoqlProblem::Variable => Wrong::Variable,
        SoqlProblem::Character { what } => Wrong::Character(what.to_string()),
        SoqlProblem::Expected { what } => Wrong::Soql(expects(what)),
        SoqlProblem::MixedLogic => Wrong::MixedLogic,
        SoqlProblem::Twice { name } => Wrong::Twice(name),
        SoqlProblem::NoObject { name } => Wrong::NoObject(name),
        SoqlProblem::NoField { object, name } => Wrong::NoField { object, name },
        SoqlProblem::NoRelationship { object, name } => Wrong::NoRelationship { object, name },
        SoqlProblem::NoChildren { object, name } => Wrong::NoChildren { object, name },
        SoqlProblem::NotFilterable { name } => Wrong::NotFilterable(name),
        SoqlProblem::WrongValue { name, wanted } => Wrong::Compared { name, with: wanted.into() },
        SoqlProblem::NoPicklistValue { name, value } => Wrong::NoValue { field: name, value },
        SoqlProblem::WrongOperator { name, operator } => Wrong::Operator { name, operator },
    }
}

fn expects(what: SoqlExpected) -> SoqlExpects {
    match what {
        SoqlExpected::Words(words) => SoqlExpects::Words(words),
        SoqlExpected::Field => SoqlExpects::Field,
        SoqlExpected::Condition => SoqlExpects::Condition,
        SoqlExpected::Value => SoqlExpects::Value,
        SoqlExpected::Count => SoqlExpects::Count,
        SoqlExpected::Operator => SoqlExpects::Operator,
        SoqlExpected::Object => SoqlExpects::Object,
        SoqlExpected::OneObject => SoqlExpects::OneObject,
        SoqlExpected::Scope => SoqlExpects::Scope,
        SoqlExpected::Relationship => SoqlExpects::Relationship,
        SoqlExpected::Function => SoqlExpects::Function,
        SoqlExpected::CategoryGroup => SoqlExpects::CategoryGroup,
        SoqlExpected::Category => SoqlExpects::Category,
        SoqlExpected::Limit => SoqlExpects::Limit,
        SoqlExpected::Offset => SoqlExpects::Offset,
        SoqlExpected::End => SoqlExpects::End,
    }
}
