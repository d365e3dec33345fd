//! `about`: what people want to know of a configuration file itself.

use super::{Known, Section, Wrong};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a file says of itself. Nothing depends on it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct About {
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Which edition of it this is, in the words of whoever keeps it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edition: Option<String>,
    /// Whom to ask.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
}

impl Section for About {
    const NAME: &'static str = "about";
    fn wrongs(&self, _: &Known<'_>) -> Vec<Wrong> {
        Vec::new()
    }
}
