//! A mark on a call for quality review.

use super::Worker;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Longest comment, in characters.
pub const LONGEST_COMMENT: usize = 2_000;

/// Kinds that there are unless a policy lists others. The window has words for these; others are shown as written.
pub const FLAGS: [&str; 4] = ["praise", "coach", "compliance", "data_wrong"];

/// Tells flags apart, wherever they are heard of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FlagId(pub String);

/// Who resolved a flag, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolved {
    /// Who.
    pub by: Worker,
    /// When.
    pub at: Timestamp,
}

/// A flag with its comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QualityFlag {
    /// Its id.
    pub id: FlagId,
    /// Its kind, from the company's list.
    pub kind: String,
    /// What the supervisor says. May be empty; may name the caller.
    #[serde(default)]
    pub comment: String,
    /// The agent of the call sees it.
    pub for_agent: bool,
    /// Who set it.
    pub by: Worker,
    /// When.
    pub at: Timestamp,
    /// Nothing is left to be done about it.
    #[serde(default)]
    pub resolved: Option<Resolved>,
}

impl QualityFlag {
    /// A comment as it is kept: trimmed, no longer than [`LONGEST_COMMENT`].
    #[must_use]
    pub fn comment(text: &str) -> String {
        text.trim().chars().take(LONGEST_COMMENT).collect()
    }
}

/// Which flag a call must have.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FlagFilter {
    /// One of this kind, resolved or not; `None` = any that is not resolved.
    pub kind: Option<String>,
    /// Only flags that agents see count: who asks is one. Set when it is asked, never kept.
    #[serde(skip)]
    pub as_agent: bool,
}
