//! What an admin sets of a search.

use serde::Serialize;
use ts_rs::TS;

/// What a search brings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ResultsView {
    /// Rows at most.
    pub limit: u32,
    /// Fields of a row, API names; none where they cannot be chosen.
    pub show: Option<Vec<String>>,
    /// Fields that are compared with what is typed; none where nothing is typed.
    pub any: Option<Vec<ComparedView>>,
    /// An admin set it; else it is as the template has it.
    pub set: bool,
}

/// A field that is compared with what is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ComparedView {
    /// Field or path, API names.
    pub field: String,
    /// How.
    pub by: ComparedBy,
}

/// How a field is compared with what is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ComparedBy {
    /// It stands anywhere in it.
    Contains,
    /// The field begins with it.
    StartsWith,
    /// The field is it.
    Exact,
    /// The digits of both end alike.
    Phone,
    /// A case number, with or without leading zeros.
    CaseNumber,
}
