//! The Rehearsal tab.

use super::caller::RecordView;
use super::phone_fields::PhoneFieldsChange;
use super::rules::{MappingRows, OutcomeTables, RulesFile};
use super::sentence::Sentence;
use super::wrap_up::ValueView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What to rehearse. What is absent is as it holds; what is typed goes over what the file says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct RehearsalRequest {
    /// Over the calls of so many days.
    pub days: u32,
    /// A configuration file: what it says of fields, dispositions and automations.
    pub file: Option<RulesFile>,
    /// The mapping as typed.
    pub mapping: Option<MappingRows>,
    /// The tables as typed.
    pub tables: Option<OutcomeTables>,
    /// The lists of phone fields as typed: whom a number finds, by which field, and how sure that is.
    pub phone_fields: Option<PhoneFieldsChange>,
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
        /// Calls and news of records done.
        done: u32,
        /// In all.
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
    /// What Salesforce told of records; none when no changed automation reacts to that.
    pub records: Option<RehearsedRecords>,
    /// Calls, or what was told of records, that could not be read.
    pub unread: u32,
    /// Differing calls and records that are kept to be looked at.
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
    /// How often changed automations would have run, the highest peak first.
    pub rates: Vec<RateView>,
    /// Phone fields that would be searched besides and that nobody had asked for then.
    pub unasked: Vec<UnaskedView>,
}

/// A phone field that nobody had asked for then: whom it would have found cannot be known here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct UnaskedView {
    /// Label of the object.
    pub object: String,
    /// Label of the field.
    pub field: String,
    /// Calls of which it cannot be known.
    pub calls: u32,
    /// Those of them in which nobody had been found.
    pub of_nobody: u32,
}

/// How often an automation would have run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RateView {
    /// What people call it.
    pub title: String,
    /// Runs in all.
    pub runs: u32,
    /// Hours in which anything was heard: the mean is over these.
    pub hours: u32,
    /// Runs of the hour that had the most.
    pub peak: u32,
    /// When that hour began, milliseconds since 1970.
    #[ts(type = "number")]
    pub peak_at: i64,
    /// Runs that an hour may have; what is beyond is held back.
    pub limit: u32,
}

/// The numbers of what Salesforce told of records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RehearsedRecords {
    /// News of records that are kept: new, changed, deleted, Outbound Messages.
    pub told: u32,
    /// Of these, those that would have gone otherwise.
    pub differing: u32,
    /// Fields that changed automations ask for and that nobody had asked for then, the most missed first: what those
    /// automations would have done cannot be told.
    pub unknown: Vec<CountView>,
}

/// A number with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CountView {
    /// What is asked for, such as `Task.Description`.
    pub name: String,
    /// What is counted.
    pub of: CountedView,
    /// How many calls, or news of records.
    pub calls: u32,
}

/// What a number counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CountedView {
    /// Something with a label of the org or of the tables.
    Label {
        /// It.
        label: String,
    },
    /// A field.
    Field {
        /// Label of the object.
        object: String,
        /// Label of the field.
        field: String,
    },
    /// An automation.
    Automation {
        /// What people call it.
        title: String,
    },
    /// A place that is no record.
    Place {
        /// Which.
        place: RehearsedPlace,
    },
}

/// Where something would have been otherwise that is no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RehearsedPlace {
    /// The callback list.
    CallbackList,
    /// The suppression list.
    SuppressionList,
    /// A message that is sent.
    Message,
    /// How the number is read.
    Number,
    /// Who is found.
    Caller,
    /// Which field is named as the reason.
    Reason,
    /// Whether who it is must be confirmed first.
    Confirmation,
    /// Whether the outcome is offered.
    Outcome,
    /// Whether notes are asked for.
    Notes,
    /// What automations do.
    Automation,
}

/// Which of the differing calls and records.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(default)]
pub struct RehearsedRequest {
    /// Only calls of this outcome.
    pub disposition: Option<String>,
    /// Only where this object differs.
    pub object: Option<String>,
    /// Only where this field differs.
    pub field: Option<String>,
    /// From this one on.
    pub from: u32,
    /// So many at most; none = a page to look at.
    pub rows: Option<u32>,
}

/// Some of the differing calls and records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RehearsedView {
    /// How many there are of these.
    pub total: u32,
    /// The next of them.
    pub calls: Vec<RehearsedCallView>,
}

/// A call, or news of a record, that would have gone otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RehearsedCallView {
    /// What it is about.
    pub about: RehearsedAbout,
    /// Milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// Name, or the number, or the id of the record.
    pub who: String,
    /// What differs.
    pub changes: Vec<RehearsedChangeView>,
}

/// What would have gone otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RehearsedAbout {
    /// A call.
    Call {
        /// Its key.
        call: String,
        /// Label of the outcome.
        disposition: String,
    },
    /// News of a record.
    Record {
        /// The record.
        record: RecordView,
        /// Label of the object.
        object: String,
        /// What was told.
        news: NewsView,
    },
}

/// What Salesforce told of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NewsView {
    /// It is new.
    New,
    /// It has other values.
    Updated,
    /// It is gone.
    Deleted,
    /// An Outbound Message.
    Message,
}

/// One thing that would have been otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RehearsedChangeView {
    /// What.
    pub what: ChangedView,
    /// Under the rules that hold; none = not written, not done.
    pub before: Option<ValueView>,
    /// Under the proposed ones; none = not written, not done.
    pub after: Option<ValueView>,
}

/// What would have been otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ChangedView {
    /// A field.
    Field {
        /// Labels of the object and the record.
        record: String,
        /// Label of the field.
        field: String,
    },
    /// A place that is no record. For outcome and notes the values say whether.
    Place {
        /// Which.
        place: RehearsedPlace,
    },
    /// A step of an automation.
    Step {
        /// What people call the automation.
        automation: String,
        /// Which part of which step.
        part: StepPartView,
        /// Which of the like parts, from 1.
        time: u32,
    },
}

/// A part of a step of an automation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "part", rename_all = "snake_case")]
pub enum StepPartView {
    /// An action; the value is whether it runs.
    Action {
        /// What people call it.
        action: String,
    },
    /// An input of an action.
    Input {
        /// What people call the action.
        action: String,
        /// The input's name.
        input: String,
    },
    /// The text that is shown.
    Toast,
    /// The tag that is put on the call.
    Tag,
    /// The record that is opened.
    OpenRecord,
}
