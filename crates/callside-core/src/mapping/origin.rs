//! What a row is filled from: one fact, a text with facts in it, or a fixed value.

use super::piece::{Piece, Sort};
use super::source::{Source, Telling};
use crate::facts::{Fact, Facts};
use crate::nearest::nearest;
use crate::template::Template;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a row is filled from. Written as one text: a word (`notes`), a text with words in it
/// (`{{disposition}}: {{caller}}`), or a fixed value after `=` (`=Completed`), which takes the type of its field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
pub enum Origin {
    /// A fact in its own type.
    Known(Source),
    /// Facts within a text. A fact that is not known leaves the field out, unless `or` names another.
    Text(Template),
    /// The same for every call.
    Fixed(String),
}

/// Why a text is no origin.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text} is no word of the mapping")]
pub struct OriginFault {
    /// What was written, or the part of it that is at fault.
    pub text: String,
    /// The nearest right word.
    pub nearest: Option<String>,
}

impl Origin {
    /// Reads an origin as tables and files write it.
    ///
    /// # Errors
    /// When it is neither a known word, nor a template of known words, nor a fixed value.
    pub fn read(text: &str) -> Result<Self, OriginFault> {
        let trimmed = text.trim();
        if let Some(fixed) = trimmed.strip_prefix('=') {
            return Ok(Self::Fixed(fixed.trim().to_owned()));
        }
        if !trimmed.contains("{{") {
            return Source::of(trimmed).map(Self::Known).ok_or_else(|| unknown(trimmed));
        }
        let template = Template::parse(trimmed)
            .map_err(|fault| OriginFault { text: trimmed.to_owned(), nearest: fault.nearest })?;
        if let Some(wrong) = template.names().find(|name| Source::of(name.as_str()).is_none()) {
            return Err(unknown(wrong.as_str()));
        }
        Ok(Self::Text(template))
    }

    /// What sort of value it gives.
    #[must_use]
    pub fn sort(&self) -> Sort {
        match self {
            Self::Known(source) => source.sort(),
            Self::Text(_) => Sort::Text,
            Self::Fixed(_) => Sort::Any,
        }
    }

    pub(super) fn give(&self, telling: &Telling<'_>) -> Option<Piece> {
        match self {
            Self::Known(source) => source.give(telling),
            Self::Fixed(text) => Some(Piece::Text(text.clone())),
            Self::Text(template) => {
                let mut facts = Facts::new();
                for name in template.names() {
                    let piece = Source::of(name.as_str()).and_then(|source| source.give(telling));
                    facts.set_some(name.as_str(), piece.map(|piece| Fact::Text(piece.text(telling.zone))));
                }
                template.fill(&facts).map(|fact| Piece::Text(fact.to_string()))
            }
        }
    }
}

fn unknown(text: &str) -> OriginFault {
    let nearest = nearest(text, Source::ALL.iter().map(|source| source.as_str())).map(str::to_owned);
    OriginFault { text: text.to_owned(), nearest }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(source) => f.write_str(source.as_str()),
            Self::Text(template) => template.fmt(f),
            Self::Fixed(text) => write!(f, "={text}"),
        }
    }
}

impl TryFrom<String> for Origin {
    type Error = OriginFault;
    fn try_from(text: String) -> Result<Self, OriginFault> {
        Self::read(&text)
    }
}

impl From<Origin> for String {
    fn from(origin: Origin) -> Self {
        origin.to_string()
    }
}
