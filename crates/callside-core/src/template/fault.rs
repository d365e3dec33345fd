//! What can be wrong with a template, and where.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A fault at a place of a template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub struct TemplateFault {
    /// First character that it is about, counted from 0.
    pub from: usize,
    /// The character after the last one.
    pub to: usize,
    /// What is wrong.
    pub problem: TemplateProblem,
    /// The name that was probably meant.
    pub nearest: Option<String>,
}

impl fmt::Display for TemplateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "character {}: {}", self.from + 1, self.problem)?;
        self.nearest.as_ref().map_or(Ok(()), |nearest| write!(f, "; did you mean {nearest}?"))
    }
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum TemplateProblem {
    /// Longer than [`super::Template::LONGEST`].
    #[error("the template is longer than 32,768 bytes")]
    TooLong,
    /// `{{` without `}}`.
    #[error("{{{{ has no closing }}}}")]
    Open,
    /// Nothing between `{{` and `}}`, or something that is neither a name nor a text in quotes.
    #[error("between {{{{ and }}}} comes a name, or several with or between them")]
    Slot,
    /// No fact has this name.
    #[error("nothing is called {name}")]
    UnknownName {
        /// As it was written.
        name: String,
    },
}
