//! Saved look-ups, the console, and the org's API budget.

use super::caller::RecordView;
use super::sentence::Sentence;
use super::wrong::Wrong;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A table. Every row has one cell for each column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TableView {
    /// Columns.
    pub columns: Vec<ColumnView>,
    /// Rows.
    pub rows: Vec<RowView>,
    /// Rows that Salesforce has and that are not here.
    pub left_out: u32,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ColumnView {
    /// What people call it.
    pub label: String,
    /// As the query names it.
    pub path: String,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RowView {
    /// The record that it is, where it is one.
    pub record: Option<RecordView>,
    /// Cells.
    pub cells: Vec<CellView>,
}

/// A value. All texts are hostile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CellView {
    /// Nothing.
    Empty,
    /// A text.
    Text {
        /// It.
        text: String,
    },
    /// A number, as plain decimal.
    Number {
        /// It.
        text: String,
    },
    /// Yes or no.
    Bool {
        /// It.
        yes: bool,
    },
    /// A day.
    Date {
        /// `YYYY-MM-DD`.
        day: String,
    },
    /// A moment.
    Moment {
        /// Milliseconds since 1970.
        #[ts(type = "number")]
        at: i64,
    },
    /// A record.
    Record {
        /// It.
        record: RecordView,
    },
    /// Child records.
    Rows {
        /// They.
        table: Box<TableView>,
    },
}

/// A look-up beside a pop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LookUpView {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What was found; none while nothing was ever found.
    pub table: Option<TableView>,
    /// How fresh that is.
    pub state: LookUpStateView,
    /// Cells that differ from the copy that was shown before.
    pub changed: Vec<PlaceView>,
}

/// A cell, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct PlaceView {
    /// Row.
    pub row: u32,
    /// Column.
    pub column: u32,
}

/// How fresh a look-up is; moments in milliseconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LookUpStateView {
    /// Salesforce is being asked.
    Asking {
        /// When the copy was made.
        #[ts(type = "number | null")]
        as_of: Option<i64>,
    },
    /// Salesforce answered.
    Live,
    /// A young copy, to spare the org's API calls.
    Spared {
        /// When it was made.
        #[ts(type = "number")]
        as_of: i64,
    },
    /// No answer.
    Failed {
        /// When the copy was made.
        #[ts(type = "number | null")]
        as_of: Option<i64>,
        /// Why.
        because: Sentence,
    },
}

/// The look-ups as they run, and what can stand in them.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct LookUpSetupView {
    /// They.
    pub look_ups: Vec<LookUpDraft>,
    /// Values of a call that can stand in a query.
    pub values: Vec<String>,
    /// Only signed files are taken: nothing can be changed here.
    pub signed: bool,
}

/// A look-up as it is edited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LookUpDraft {
    /// Its own name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// When it is shown; empty = always.
    pub when: String,
    /// The query.
    pub soql: String,
    /// Most rows.
    pub rows: u32,
    /// Seconds after which the copy stands.
    pub seconds: u32,
}

/// Tries a look-up on a call.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct TryLookUpRequest {
    /// The call's key.
    pub call: String,
    /// The look-up.
    pub look_up: LookUpDraft,
}

/// A query to check.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SoqlRequest {
    /// The text.
    pub soql: String,
    /// Values of a call may stand in it.
    pub values: bool,
}

/// A place in a query at which somebody types.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct CompleteRequest {
    /// The text.
    pub soql: String,
    /// Where, in UTF-16 units, as in a text field.
    pub at: u32,
    /// Values of a call may stand in it.
    pub values: bool,
}

/// Something wrong in a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SoqlFaultView {
    /// First UTF-16 unit that it is about.
    pub from: u32,
    /// The unit after the last one.
    pub to: u32,
    /// Line, from 1.
    pub line: u32,
    /// Character of the line, from 1.
    pub column: u32,
    /// What is wrong.
    pub wrong: Wrong,
    /// The right name that is nearest.
    pub nearest: Option<String>,
}

/// What may come next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CompletionView {
    /// First UTF-16 unit of what is replaced.
    pub from: u32,
    /// The unit after the last one.
    pub to: u32,
    /// Suggestions, best first.
    pub options: Vec<SuggestionView>,
}

/// A suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SuggestionView {
    /// What is written.
    pub text: String,
    /// What people call it.
    pub detail: String,
    /// `keyword`, `object`, `field`, `relationship`, `value` or `call_value`.
    pub sort: String,
}

/// A query to ask.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct RunSoqlRequest {
    /// A number by which it can be followed and withdrawn.
    pub run: u32,
    /// The text.
    pub soql: String,
}

/// Names a run.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SoqlRun {
    /// It.
    pub run: u32,
}

/// What came of a run.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SoqlAnswerView {
    /// A page of rows.
    Rows {
        /// They.
        table: TableView,
        /// There are more.
        more: bool,
        /// Milliseconds that it took.
        took_ms: u32,
    },
    /// It was not sent.
    Wrong {
        /// Why.
        faults: Vec<SoqlFaultView>,
    },
    /// Salesforce said no, in its own words.
    Refused {
        /// They.
        message: String,
    },
    /// It was withdrawn.
    Withdrawn,
}

/// A file of rows that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SavedRowsView {
    /// Where it is.
    pub path: String,
    /// Rows in it.
    pub rows: u32,
    /// Rows that there are in Salesforce.
    pub total: u32,
    /// Why it ends where it ends.
    pub end: SavedRowsEnd,
}

/// Why a file of rows ends where it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SavedRowsEnd {
    /// All rows are in it.
    Whole,
    /// There were more rows than a file may have.
    Full,
    /// A person withdrew it: the rows that had come are in it.
    Withdrawn,
}

/// A text to save as a file in the person's downloads.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SaveTextRequest {
    /// Name of the file; a number is added where there is one already.
    pub name: String,
    /// What is in it.
    pub text: String,
}

/// A query of the past.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PastQueryView {
    /// The text.
    pub soql: String,
    /// Milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
}

/// How the org's API calls stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BudgetView {
    /// Calls of the last 24 hours, of all programs; none before Salesforce said so.
    pub used: Option<u32>,
    /// Calls allowed.
    pub max: Option<u32>,
    /// Used share, 0-100.
    pub percent: Option<u8>,
    /// Share at which what can wait slows.
    pub slow: u8,
    /// Share at which it stops.
    pub stop: u8,
    /// Share at which all but wrap-ups stops.
    pub last: u8,
    /// Calls that Callside made here since it started, by purpose.
    pub spent: Vec<SpentView>,
}

/// Calls for a purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SpentView {
    /// `wrap_up`, `pop`, `agent`, `describe`, `look_up`, `console`, `polling`, `rehearsal` or `back_fill`.
    pub purpose: String,
    /// How many.
    pub calls: u32,
}

/// How what can wait goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PaceView {
    /// As always.
    Go,
    /// Slower.
    Slow,
    /// Not now.
    Stop,
}
