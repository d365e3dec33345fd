//! What can be wrong with a file, and where.

use super::section::Noun;
use crate::facts::Kind;
use crate::mapping::Sort;
use crate::rule::RuleFault;
use crate::soql::SoqlFault;
use crate::template::TemplateFault;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One fault in a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub struct Fault {
    /// The file's name, as it was given.
    pub file: String,
    /// Line, counted from 1.
    pub line: u32,
    /// Dotted path, such as `automations.2.when`; empty for the whole file.
    pub path: String,
    /// What is wrong.
    pub problem: Problem,
    /// The right name that is nearest.
    pub nearest: Option<String>,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: ", self.file, self.line)?;
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "{}", self.problem)?;
        self.nearest.as_ref().map_or(Ok(()), |nearest| write!(f, "; did you mean {nearest}?"))
    }
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum Problem {
    /// Greater than [`super::LARGEST`].
    #[error("the file is larger than 4 MB")]
    TooLarge,
    /// Not JSON.
    #[error("this is not JSON: {message}")]
    Syntax {
        /// The reader's words.
        message: String,
    },
    /// No [`super::VERSION_KEY`], or not a whole number there.
    #[error("this is no configuration of Callside: it does not begin with \"callside_config\": 1")]
    NotOurs,
    /// Written by a newer Callside.
    #[error("this file is of version {found}; this Callside reads up to version 1. Update Callside first")]
    Newer {
        /// The file's version.
        found: u64,
    },
    /// A key that means nothing here.
    #[error("nothing here is called {key}")]
    UnknownKey {
        /// The key.
        key: String,
    },
    /// A word that means nothing here.
    #[error("{word} is none of the words that can stand here")]
    UnknownWord {
        /// The word.
        word: String,
    },
    /// A key or a name that may come once comes again.
    #[error("{name} is there twice")]
    Twice {
        /// The key or the name.
        name: String,
    },
    /// Not of the shape that it should have.
    #[error("{message}")]
    Shape {
        /// The reader's words.
        message: String,
    },
    /// Refers to something that is nowhere.
    #[error("there is no {noun} called {name}")]
    Unknown {
        /// What it should be.
        noun: Noun,
        /// As it is written.
        name: String,
    },
    /// A value that a picklist lacks.
    #[error("{field} has no value {value}{}; it has: {}", within(.record_type.as_deref()), .has.join(", "))]
    Value {
        /// Field API name.
        field: String,
        /// Records of this type only (developer name) lack it.
        #[serde(default)]
        record_type: Option<String>,
        /// As it is written.
        value: String,
        /// Those that it has.
        has: Vec<String>,
    },
    /// A record type that an object lacks.
    #[error("{object} has no such record type; it has: {}", .has.join(", "))]
    RecordType {
        /// Object API name.
        object: String,
        /// Those that it has.
        has: Vec<String>,
    },
    /// A step of the mapping that cannot take what comes to it.
    #[error("{step} cannot take {gets}")]
    StepTakes {
        /// As it is written.
        step: String,
        /// What comes to it.
        gets: Sort,
    },
    /// A field that cannot take what it is given.
    #[error("{field} is of type {kind} and cannot take {gives}")]
    FieldTakes {
        /// Field API name.
        field: String,
        /// Its type, in Salesforce's word.
        kind: String,
        /// What it is given.
        gives: Sort,
    },
    /// A field that cannot take the value.
    #[error("{field} is of type {kind} and cannot take this value")]
    FieldOfType {
        /// Field API name.
        field: String,
        /// Its type, in Salesforce's word.
        kind: String,
    },
    /// A disposition that shares its key or code, or has none of the keys.
    #[error("{label} has a key or code of another one, or none of 1-9")]
    Key {
        /// Its label.
        label: String,
    },
    /// A table of dispositions for no calls, or for those of another.
    #[error("{table} is for no calls, or for the same as another table")]
    Scope {
        /// Its name.
        table: String,
    },
    /// A table of dispositions without any.
    #[error("{table} allows no outcome")]
    NoOutcome {
        /// Its name.
        table: String,
    },
    /// Shares of the org's API calls that are not in order.
    #[error("slow, stop and last are percentages from 1 to 100, in this order")]
    Shares,
    /// A number that is too small or too great.
    #[error("here comes a number from {from} to {to}")]
    Range {
        /// The least.
        from: u32,
        /// The greatest.
        to: u32,
    },
    /// A text that is too long.
    #[error("{name} has at most {most} characters")]
    TooLong {
        /// Its key.
        name: String,
        /// How many it may have.
        most: u32,
    },
    /// A field that cannot be written.
    #[error("{field} cannot be written by you")]
    NotWritable {
        /// Field API name.
        field: String,
    },
    /// A value of another kind than the place takes.
    #[error("here comes {wanted}, not {found}")]
    Kind {
        /// What the place takes.
        wanted: Kind,
        /// What is there.
        found: Kind,
    },
    /// Something that must be there is not.
    #[error("{name} is missing")]
    Missing {
        /// Its key or API name.
        name: String,
    },
    /// Something that only a call can have.
    #[error("this needs a call, and what sets it off has none")]
    NeedsCall,
    /// Things that wait for each other in a circle.
    #[error("these lead back to themselves: {}", .names.join(" -> "))]
    Circle {
        /// Their names in order; the first again at the end.
        names: Vec<String>,
    },
    /// More than may be.
    #[error("at most {most} are allowed here")]
    TooMany {
        /// How many may be.
        most: u32,
    },
    /// A fault in a rule.
    #[error("{fault}")]
    Rule {
        /// It, with its place in the rule.
        fault: RuleFault,
    },
    /// A fault in a query.
    #[error("{fault}")]
    Soql {
        /// It, with its place in the query.
        fault: SoqlFault,
    },
    /// A fault in a template.
    #[error("{fault}")]
    Template {
        /// It, with its place in the template.
        fault: TemplateFault,
    },
}

fn within(record_type: Option<&str>) -> String {
    record_type.map_or_else(String::new, |name| format!(" in records of type {name}"))
}
