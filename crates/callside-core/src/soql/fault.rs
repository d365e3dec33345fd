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
        /// What, in words.
        what: String,
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
        /// What fits, in words.
        wanted: String,
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
