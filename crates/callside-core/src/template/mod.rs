//! Templates: texts with `{{path}}` in them, filled from facts.
//!
//! A template that is one `{{path}}` keeps the fact's type; in a longer text facts read as people write them. A fact
//! that is not known leaves the whole field out: nothing is ever sent as an empty text, which would clear the field.
//! `{{caller.name or caller.number or "somebody"}}` takes the first that is known. Values are never read as templates
//! again, so that a caller's `{{…}}` stays what it is.

mod fault;
mod parse;
mod tree;

pub use fault::{TemplateFault, TemplateProblem};
pub use tree::Tree;

use crate::facts::vocabulary::Known;
use crate::facts::{Fact, Facts, Kind, Path, Vocabulary};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A template that has been read. Stored and sent as the text that was written.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
pub struct Template {
    text: String,
    parts: Vec<Part>,
}

#[derive(Debug, Clone)]
enum Part {
    Text(String),
    /// Where it is written (characters, end excluded), and what is tried in turn.
    Slot {
        from: usize,
        to: usize,
        choices: Vec<Choice>,
    },
}

#[derive(Debug, Clone)]
enum Choice {
    Name(Path),
    Text(String),
}

impl Template {
    /// Longest template, in bytes.
    pub const LONGEST: usize = 32 * 1024;

    /// Reads a template.
    ///
    /// # Errors
    /// The first place that cannot be read.
    pub fn parse(text: &str) -> Result<Self, TemplateFault> {
        Ok(Self { text: text.to_owned(), parts: parse::parts(text)? })
    }

    /// The value for these facts; `None` leaves the field out.
    #[must_use]
    pub fn fill(&self, facts: &Facts) -> Option<Fact> {
        if let [Part::Slot { choices, .. }] = self.parts.as_slice() {
            return first_known(choices, facts).filter(|fact| *fact != Fact::text(""));
        }
        let mut filled = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => filled.push_str(text),
                Part::Slot { choices, .. } => filled.push_str(&first_known(choices, facts)?.to_string()),
            }
        }
        (!filled.is_empty()).then_some(Fact::Text(filled))
    }

    /// The names that nothing is known by. A name that a text in quotes stands in for cannot be at fault at run time,
    /// but it is unknown all the same.
    #[must_use]
    pub fn faults(&self, vocabulary: &Vocabulary) -> Vec<TemplateFault> {
        let mut faults = Vec::new();
        for part in &self.parts {
            let Part::Slot { from, to, choices } = part else { continue };
            for choice in choices {
                let Choice::Name(path) = choice else { continue };
                if let Known::No { nearest } = vocabulary.look_up(path) {
                    let problem = TemplateProblem::UnknownName { name: path.to_string() };
                    faults.push(TemplateFault { from: *from, to: *to, problem, nearest });
                }
            }
        }
        faults
    }

    /// The kind of what it gives: that of its one name, [`Kind::Any`] when several may stand there, else a text.
    #[must_use]
    pub fn kind(&self, vocabulary: &Vocabulary) -> Kind {
        let [Part::Slot { choices, .. }] = self.parts.as_slice() else { return Kind::Text };
        let mut kinds = choices.iter().map(|choice| match choice {
            Choice::Text(_) => Kind::Text,
            Choice::Name(path) => match vocabulary.look_up(path) {
                Known::Yes(kind) => kind,
                Known::No { .. } => Kind::Any,
            },
        });
        let first = kinds.next().unwrap_or(Kind::Text);
        if kinds.all(|kind| kind == first) { first } else { Kind::Any }
    }

    /// The names in it, in the order in which they are written.
    pub fn names(&self) -> impl Iterator<Item = &Path> {
        self.parts
            .iter()
            .flat_map(|part| match part {
                Part::Text(_) => &[],
                Part::Slot { choices, .. } => choices.as_slice(),
            })
            .filter_map(|choice| match choice {
                Choice::Name(path) => Some(path),
                Choice::Text(_) => None,
            })
    }

    /// As it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

fn first_known(choices: &[Choice], facts: &Facts) -> Option<Fact> {
    choices.iter().find_map(|choice| match choice {
        Choice::Name(path) => facts.get(path).cloned(),
        Choice::Text(text) => Some(Fact::text(text)),
    })
}

/// Two templates are the same when they are written the same.
impl PartialEq for Template {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Template {}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl TryFrom<String> for Template {
    type Error = TemplateFault;
    fn try_from(text: String) -> Result<Self, TemplateFault> {
        Self::parse(&text)
    }
}

impl From<Template> for String {
    fn from(template: Template) -> Self {
        template.text
    }
}
