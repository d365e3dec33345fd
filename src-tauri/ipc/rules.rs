//! The field mapping and the outcome tables, as an admin edits them.

use super::automations::FaultView;
use super::wrap_up::PlanView;
use super::wrong::{PieceSort, Wrong};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One row of the field mapping, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MappingRowView {
    /// Which record, in the word of files, such as `call_log`.
    pub on: String,
    /// Developer name of a record type; empty = every.
    pub record_type: String,
    /// Field API name.
    pub field: String,
    /// What is written: a word, a text with words in it, or a fixed value after `=`.
    pub from: String,
    /// In which form: steps, separated by `|`.
    pub through: String,
    /// Only where nothing stands in the field now.
    pub only_when_empty: bool,
    /// The org may lack the field.
    pub optional: bool,
}

/// All rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MappingRows {
    /// They.
    pub rows: Vec<MappingRowView>,
}

/// Something that is wrong with a row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RowFaultView {
    /// Which table: 0 is the org's own, or the only one.
    pub table: u32,
    /// Which row, from 0; none = the table itself.
    pub row: Option<u32>,
    /// Which column.
    pub column: String,
    /// What is wrong.
    pub wrong: Wrong,
    /// What the org has, where that helps.
    pub has: Vec<String>,
    /// The nearest right name: a click puts it in.
    pub nearest: Option<String>,
}

/// A word with what it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WordView {
    /// The word.
    pub word: String,
    /// What sort of value it is.
    pub about: PieceSort,
}

/// A kind of record, with the fields that can be filled on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SheetView {
    /// The word.
    pub on: String,
    /// The org's label of its object.
    pub object: String,
    /// Fields that the user may write.
    pub fields: Vec<FieldChoiceView>,
    /// Developer names of record types.
    pub record_types: Vec<String>,
}

/// A field to pick.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FieldChoiceView {
    /// API name.
    pub name: String,
    /// Label by the org.
    pub label: String,
    /// Type, in Salesforce's word.
    pub kind: String,
    /// Values of a picklist.
    pub values: Vec<String>,
}

/// The Fields tab.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FieldsView {
    /// The rows that hold.
    pub rows: Vec<MappingRowView>,
    /// What is wrong with them in this org.
    pub faults: Vec<RowFaultView>,
    /// What can be filled.
    pub sheets: Vec<SheetView>,
    /// What can be written.
    pub words: Vec<WordView>,
    /// Forms in which it can be written.
    pub steps: Vec<String>,
}

/// The answer to a save: it holds from now on, or these faults are why it does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RulesAnswer {
    /// Empty = saved. What ran before runs on otherwise.
    pub faults: Vec<RowFaultView>,
}

/// What a sample call would write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SampleView {
    /// Whose call it is, or that it is made up.
    pub call: String,
    /// No call like it was wrapped up here: it is made up.
    pub made_up: bool,
    /// The exact writes; none when the outcome is not offered for it.
    pub plan: Option<PlanView>,
}

/// Asks for a sample under these rules; what is absent is as it holds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct SampleRequest {
    /// Code of the outcome.
    pub outcome: String,
    /// The mapping as typed.
    pub mapping: Option<MappingRows>,
    /// The tables as typed.
    pub tables: Option<OutcomeTables>,
}

/// What follows from an outcome, as typed. Parts that its kind does not have are empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct EffectView {
    /// `set`, `task`, `event`, `retry` or `suppress`.
    pub kind: String,
    /// Object API name, of `set`.
    pub on: String,
    /// Field API name, of `set`.
    pub field: String,
    /// New value, of `set`; empty clears the field.
    pub value: String,
    /// Only from these values, of `set`; empty = always.
    pub only_from: Vec<String>,
    /// The org may lack the field, of `set`.
    pub optional: bool,
    /// Developer name of the only record type for which it counts, of `set`; empty = every.
    pub record_type: String,
    /// Subject; `{name}` stands for the caller.
    pub subject: String,
    /// `minutes`, `working_days` or `agreed`.
    pub due: String,
    /// How many of them.
    pub count: u32,
    /// Length of an event, in minutes.
    pub length: u32,
    /// Tries after which nothing follows any more, of `retry`.
    pub at_most: Option<u32>,
    /// Name of the action that sends a message instead, of `retry`; empty = call again.
    pub message: String,
}

/// One outcome, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OutcomeRowView {
    /// Stable code.
    pub code: String,
    /// Label.
    pub label: String,
    /// Key 1-9.
    pub key: u8,
    /// Notes must be written.
    pub needs_notes: bool,
    /// Labels of phone systems that mean this one.
    pub also_called: Vec<String>,
    /// What follows.
    pub effects: Vec<EffectView>,
}

/// A table: the org's own, which is the first and has no scope, or one of a campaign or queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OutcomeTableView {
    /// Name; empty for the org's own.
    pub name: String,
    /// Campaign; empty = any.
    pub campaign: String,
    /// Queue; empty = any.
    pub queue: String,
    /// Codes that may be picked, in their order; none = all.
    pub allowed: Option<Vec<String>>,
    /// Rows.
    pub rows: Vec<OutcomeRowView>,
}

/// All tables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OutcomeTables {
    /// The org's own first.
    pub tables: Vec<OutcomeTableView>,
    /// When the company works.
    pub working_hours: WorkingHoursView,
}

/// When the company works, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WorkingHoursView {
    /// Days of the week, 1 = Monday.
    pub days: Vec<u8>,
    /// Begin, such as `09:00`.
    pub from: String,
    /// End on the same day.
    pub until: String,
    /// Dates on which nobody works.
    pub days_off: Vec<DayOffView>,
}

/// A day off, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DayOffView {
    /// `2026-04-03`, or `12-25` for every year.
    pub date: String,
    /// What people call it; may be empty.
    pub name: String,
}

/// The Dispositions tab.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OutcomesView {
    /// The tables that hold.
    pub tables: Vec<OutcomeTableView>,
    /// The working hours that hold.
    pub working_hours: WorkingHoursView,
    /// What is wrong with them in this org.
    pub faults: Vec<RowFaultView>,
    /// Records that an outcome can change, with their fields.
    pub targets: Vec<SheetView>,
}

/// A configuration file that somebody picked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct RulesFile {
    /// Its name.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// What a file says, to be looked at before it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RulesFileAnswer {
    /// The mapping in it.
    pub mapping: Option<Vec<MappingRowView>>,
    /// The tables in it, with their working hours.
    pub tables: Option<OutcomeTables>,
    /// Why nothing of it was taken, each with line and the nearest right name; empty = it can be read.
    pub faults: Vec<FaultView>,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WrittenFile {
    /// Where it is.
    pub path: String,
}
