//! What can be wrong with a rule, and where.

use crate::facts::Kind;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A fault at a place of a rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub struct RuleFault {
    /// First character that it is about, counted from 0.
    pub from: usize,
    /// The character after the last one.
    pub to: usize,
    /// What is wrong.
    pub problem: Problem,
    /// The name or value that was probably meant.
    pub nearest: Option<String>,
}

impl fmt::Display for RuleFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "character {}: {}", self.from + 1, self.problem)?;
        self.nearest.as_ref().map_or(Ok(()), |nearest| write!(f, "; did you mean {nearest}?"))
    }
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum Problem {
    /// There is nothing to read.
    #[error("the rule is empty")]
    Empty,
    /// Longer than [`super::Rule::LONGEST`].
    #[error("the rule is longer than 4096 bytes")]
    TooLong,
    /// Deeper than [`super::Rule::DEEPEST`].
    #[error("the rule is nested deeper than 32 levels")]
    TooDeep,
    /// A text without its closing quote.
    #[error("this text has no closing quote")]
    OpenText,
    /// A backslash before something that needs none.
    #[error("after a backslash comes a quote, a backslash, n or t")]
    Escape,
    /// A character that has no meaning here.
    #[error("{what} has no meaning here")]
    Character {
        /// The character.
        what: char,
    },
    /// Not a number.
    #[error("this is no number")]
    Number,
    /// Not a name.
    #[error("a name has letters, digits and _ between single dots")]
    Name,
    /// Something else must come here.
    #[error("here comes {expected}")]
    Expected {
        /// What.
        expected: Expected,
    },
    /// No fact has this name.
    #[error("nothing is called {name}")]
    UnknownName {
        /// As it was written.
        name: String,
    },
    /// The name never has this value.
    #[error("{name} is never \"{value}\"")]
    UnknownValue {
        /// The name.
        name: String,
        /// The value.
        value: String,
    },
    /// Two kinds that a test cannot hold against each other.
    #[error("{left} cannot be held against {right} here")]
    Kinds {
        /// Kind of the left side.
        left: Kind,
        /// Kind of the right side.
        right: Kind,
    },
    /// A value that is no condition.
    #[error("{kind} is no condition: compare it with something")]
    NoCondition {
        /// Its kind.
        kind: Kind,
    },
}

/// What must come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expected {
    /// A name, a text, a number, or yes or no.
    #[error("a name or a value")]
    Operand,
    /// `and`, `or`, or the end.
    #[error("and, or, or the end of the rule")]
    Joint,
    /// A closing parenthesis.
    #[error("a closing parenthesis")]
    Close,
    /// Values between brackets.
    #[error("a list such as [\"a\", \"b\"]")]
    List,
    /// A comma or the end of a list.
    #[error("a comma or the end of the list")]
    Comma,
    /// A value that is written out.
    #[error("a text, a number, true or false")]
    Value,
    /// The word `with`.
    #[error("the word with")]
    With,
    /// `empty` or `not empty`.
    #[error("empty or not empty")]
    Empty,
    /// A side that is a value, not a condition.
    #[error("a value on each side, not a condition")]
    Side,
}
