//! What can be wrong with a query, and where.

use super::token::Span;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Something that is wrong at a place of a query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub struct SoqlFault {
    /// First byte that it is about.
    pub from: usize,
    /// The byte after the last one.
    pub to: usize,
    /// What is wrong.
    pub problem: SoqlProblem,
    /// The right name that is nearest.
    pub nearest: Option<String>,
}

impl SoqlFault {
    pub(super) const fn new(span: Span, problem: SoqlProblem) -> Self {
        Self { from: span.from, to: span.to, problem, nearest: None }
    }

    pub(super) fn near(mut self, nearest: Option<&str>) -> Self {
        self.nearest = nearest.map(str::to_owned);
        self
    }

    /// Where it begins, as people count.
    #[must_use]
    pub fn place(&self, text: &str) -> Place {
        let before = text.get(..self.from.min(text.len())).unwrap_or(text);
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let line = before.matches('\n').count();
        let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count());
        Place { line: count(line + 1), column: count(column + 1) }
    }
}

impl fmt::Display for SoqlFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "character {}: {}", self.from + 1, self.problem)?;
        self.nearest.as_ref().map_or(Ok(()), |nearest| write!(f, "; did you mean {nearest}?"))
    }
}

/// A place in a text, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Line.
    pub line: u32,
    /// Character of the line.
    pub column: u32,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum SoqlProblem {
    /// There is nothing to read.
    #[error("the query is empty")]
    Empty,
    /// Longer than [`super::LONGEST`].
    #[error("the query is longer than 100,000 characters")]
    TooLong,
    /// Deeper than [`super::DEEPEST`].
    #[error("the query is nested deeper than 32 levels")]
    TooDeep,
    /// Not a SELECT: DML, SOSL, several statements.
    #[error("only queries that begin with SELECT can be asked here: nothing is changed by a query")]
    NotSelect,
    /// A clause that marks or locks records.
    #[error("{clause} changes or locks records; leave it out")]
    Changes {
        /// The clause.
        clause: String,
    },
    /// A clause that the REST resource `query` does not take.
    #[error("{clause} cannot be asked over REST; leave it out")]
    NotOverRest {
        /// The clause.
        clause: String,
    },
    /// A text without its closing quote.
    #[error("this text has no closing quote")]
    OpenText,
    /// A backslash before something that it cannot stand before.
    #[error("a backslash cannot stand before this; write two for one")]
    Escape,
    /// Not a number, day or moment.
    #[error("this is no number, day or moment; texts stand between single quotes")]
    Number,
    /// `{{…}}` that is none.
    #[error("a value of the call is written as two braces, a name and two braces")]
    Placeholder,
    /// A placeholder where none is filled.
    #[error("values of a call cannot stand in this query; they can in a look-up")]
    NoValues,
    /// A placeholder for something that is no fact.
    #[error("there is no value called {name}")]
    NoSuchValue {
        /// As written.
        name: String,
    },
    /// An Apex variable.
    #[error("a colon begins a variable of Apex, which nobody fills here")]
    Variable,
    /// A character without meaning.
    #[error("{what} has no meaning here")]
    Character {
        /// The character.
        what: char,
    },
    /// Something else must come here.
    #[error("here comes {what}")]
    Expected {
        /// What.
        what: SoqlExpected,
    },
    /// AND and OR side by side.
    #[error("AND and OR side by side need parentheses")]
    MixedLogic,
    /// An alias that is there already.
    #[error("{name} is there twice")]
    Twice {
        /// The field or alias.
        name: String,
    },
    /// No such object for this user.
    #[error("you have no object called {name}")]
    NoObject {
        /// As written.
        name: String,
    },
    /// No such field for this user.
    #[error("{object} has no field called {name} for you")]
    NoField {
        /// The object.
        object: String,
        /// As written.
        name: String,
    },
    /// No such parent.
    #[error("{object} has no relationship called {name}")]
    NoRelationship {
        /// The object.
        object: String,
        /// As written.
        name: String,
    },
    /// No such list of children.
    #[error("{object} has no child records called {name}")]
    NoChildren {
        /// The object.
        object: String,
        /// As written.
        name: String,
    },
    /// A field that no query can filter by.
    #[error("records cannot be found by {name}")]
    NotFilterable {
        /// The field.
        name: String,
    },
    /// A value of another type than the field.
    #[error("{name} is compared with {wanted}")]
    WrongValue {
        /// The field.
        name: String,
        /// What fits.
        wanted: SoqlWanted,
    },
    /// A value that a restricted picklist lacks.
    #[error("{name} has no value {value}")]
    NoPicklistValue {
        /// The field.
        name: String,
        /// As written.
        value: String,
    },
    /// An operator that does not go with the field.
    #[error("{operator} does not go with {name}")]
    WrongOperator {
        /// The field.
        name: String,
        /// As written.
        operator: String,
    },
}

/// What must come.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "expected", content = "words", rename_all = "snake_case")]
pub enum SoqlExpected {
    /// Words or signs of SOQL itself, as they are written.
    #[error("{0}")]
    Words(String),
    /// The name of a field.
    #[error("a field")]
    Field,
    /// Something to compare.
    #[error("a condition")]
    Condition,
    /// The right side of a comparison.
    #[error("a value: a text between single quotes, a number, a day, true, false, null or {{{{a value of the call}}}}")]
    Value,
    /// How many units of time a date word counts.
    #[error("a whole number of days, weeks, …")]
    Count,
    /// What compares.
    #[error("an operator: =, !=, <, <=, >, >=, LIKE, IN, NOT IN, INCLUDES or EXCLUDES")]
    Operator,
    /// The name of an object.
    #[error("the name of an object")]
    Object,
    /// A second object is none too many.
    #[error("one object only; parents are written as paths")]
    OneObject,
    /// Whose records (`USING SCOPE`).
    #[error("a scope")]
    Scope,
    /// The name of a relationship.
    #[error("the name of a relationship")]
    Relationship,
    /// A function that SOQL has.
    #[error("a function of SOQL")]
    Function,
    /// A group of data categories.
    #[error("a group of categories")]
    CategoryGroup,
    /// A data category.
    #[error("a category")]
    Category,
    /// The number after `LIMIT`.
    #[error("how many rows at most")]
    Limit,
    /// The number after `OFFSET`.
    #[error("how many rows to skip")]
    Offset,
    /// Nothing more, or a clause in its place.
    #[error("the end of the query, or a clause in SOQL's order")]
    End,
}

impl From<&str> for SoqlExpected {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

/// What goes with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SoqlWanted {
    /// Of a checkbox.
    #[error("true or false")]
    Bool,
    /// Of a number.
    #[error("a number")]
    Number,
    /// Of a day.
    #[error("a day such as 2026-01-31 or TODAY")]
    Day,
    /// Of a moment.
    #[error("a moment such as 2026-01-31T12:00:00Z, or a word such as TODAY")]
    Moment,
    /// Of texts, lists and ids.
    #[error("a text between single quotes")]
    Text,
    /// Of types that are not known here.
    #[error("a value")]
    Value,
}
