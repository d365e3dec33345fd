//! The Rehearsal tab.

use super::rules::{MappingRows, OutcomeTables};
use super::sentence::Sentence;
use super::wrap_up::ValueView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What to rehearse. What is absent is as it holds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct RehearsalRequest {
    /// Over the calls of so many days.
    pub days: u32,
    /// The mapping as typed.
    pub mapping: Option<MappingRows>,
    /// The tables as typed.
    pub tables: Option<OutcomeTables>,
    /// Another home region: numbers are read, and callers found, by it.
    pub home_region: Option<String>,
}

/// How it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RehearsalView {
    /// Nothing was rehearsed since the start of Callside.
    None,
    /// It runs.
    Running {
        /// Calls done.
        done: u32,
        /// Calls in all.
        total: u32,
    },
    /// It is through, or was ended.
    Done {
        /// The numbers.
        numbers: RehearsalNumbers,
    },
    /// It failed; nothing was changed.
    Failed {
        /// Why.
        message: Sentence,
    },
}

/// The numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RehearsalNumbers {
    /// Milliseconds since 1970: calls decided since then.
    #[ts(type = "number")]
    pub since: i64,
    /// Calls that were planned twice.
    pub calls: u32,
    /// Calls that would have gone otherwise.
    pub differing: u32,
    /// Calls that could not be read.
    pub unread: u32,
    /// Differing calls that are kept to be looked at.
    pub kept: u32,
    /// Somebody ended it before it was through.
    pub cancelled: bool,
    /// How long it took, in milliseconds.
    pub took_ms: u32,
    /// By outcome, the greatest first.
    pub by_disposition: Vec<CountView>,
    /// By object.
    pub by_object: Vec<CountView>,
    /// By field.
    pub by_field: Vec<CountView>,
}

/// A number with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CountView {
    /// What is asked for, such as `Task.Description`.
    pub name: String,
    /// What people read.
    pub label: String,
    /// How many calls.
    pub calls: u32,
}

/// Which of the differing calls.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(default)]
pub struct RehearsedRequest {
    /// Only of this outcome.
    pub disposition: Option<String>,
    /// Only where this object differs.
    pub object: Option<String>,
    /// Only where this field differs.
    pub field: Option<String>,
    /// From this one on.
    pub from: u32,
}

/// Some of the differing calls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RehearsedView {
    /// How many there are of these.
    pub total: u32,
    /// The next of them.
    pub calls: Vec<RehearsedCallView>,
}

/// A call that would have gone otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RehearsedCallView {
    /// The call's key.
    pub call: String,
    /// Milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// Name, or the number.
    pub who: String,
    /// Label of the outcome.
    pub disposition: String,
    /// What differs.
    pub changes: Vec<RehearsedChangeView>,
}

/// One thing that would have been otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RehearsedChangeView {
    /// The record, or the place on this machine, in words.
    pub on: String,
    /// The field's label; empty where it is no field.
    pub field: String,
    /// Under the rules that hold; none = not written.
    pub before: Option<ValueView>,
    /// Under the proposed ones; none = not written.
    pub after: Option<ValueView>,
}
