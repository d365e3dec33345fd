//! The setup of automations: what there is to pick from, what is wrong, what ran.

use super::sentence::Sentence;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The automations as they run.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct AutomationsView {
    /// Their definitions, as the JSON that a configuration file has: what the builder edits and gives back.
    pub definitions: Vec<String>,
    /// Only signed files are taken: nothing can be changed here.
    pub signed: bool,
    /// How the watch over Salesforce's objects goes.
    pub watches: Vec<WatchView>,
}

/// How the watch over an object goes.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct WatchView {
    /// Label of the object.
    pub object: String,
    /// When it was looked at last, in milliseconds since 1970.
    #[ts(type = "number | null")]
    pub looked_at: Option<i64>,
    /// Why the last look failed.
    pub trouble: Option<Sentence>,
}

/// What can be picked for a trigger.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ChoicesView {
    /// Facts that conditions and texts can name.
    pub facts: Vec<FactView>,
    /// Actions that can be run.
    pub actions: Vec<ChoiceView>,
    /// Objects of the org.
    pub objects: Vec<ChoiceView>,
    /// Fields of the trigger's object.
    pub fields: Vec<ChoiceView>,
    /// Dispositions.
    pub dispositions: Vec<ChoiceView>,
    /// Words of what phone systems say about calls.
    pub events: Vec<String>,
}

/// A fact to pick.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct FactView {
    /// Its path, such as `caller.name`.
    pub path: String,
    /// `text`, `number`, `bool`, `date`, `moment`, `list` or `any`.
    pub kind: String,
    /// The only values that it has, where that is known.
    pub values: Vec<String>,
}

/// Something to pick from a list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ChoiceView {
    /// What is stored.
    pub name: String,
    /// What people read.
    pub label: String,
    /// For actions: names of their inputs, so that they can be mapped.
    pub inputs: Vec<InputChoice>,
}

/// An input of an action.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct InputChoice {
    /// Its name.
    pub name: String,
    /// What people read.
    pub label: String,
    /// Must it be given?
    pub required: bool,
}

/// Asks what can be picked for a trigger.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ChoicesRequest {
    /// The trigger, as JSON.
    pub trigger: String,
}

/// A configuration file.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct FileRequest {
    /// Its name, to say where a fault is.
    pub name: String,
    /// Its text.
    pub text: String,
    /// Detached signature in base64, where there is one.
    pub signature: Option<String>,
}

/// What a check of a file found.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct CheckView {
    /// Everything that is wrong; empty: it can be taken, or was.
    pub faults: Vec<FaultView>,
}

/// Something that is wrong in a file.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct FaultView {
    /// Line, counted from 1.
    pub line: u32,
    /// Dotted path, such as `automations.2.when`.
    pub path: String,
    /// What is wrong, in words.
    pub message: String,
    /// The right name that was probably meant.
    pub nearest: Option<String>,
}

/// A text.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct TextView {
    /// It.
    pub text: String,
}

/// Which runs.
#[derive(Debug, Clone, Default, Deserialize, TS)]
pub struct RunsRequest {
    /// Only of this automation.
    pub automation: Option<String>,
    /// The `next` of the page before.
    #[ts(type = "number | null")]
    pub before: Option<i64>,
}

/// A page of the log.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct RunsView {
    /// Newest first.
    pub runs: Vec<RunView>,
    /// Where the next page begins; none = this was the last.
    #[ts(type = "number | null")]
    pub next: Option<i64>,
}

/// One run.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct RunView {
    /// Number.
    #[ts(type = "number")]
    pub id: i64,
    /// Name of the automation.
    pub automation: String,
    /// What it was called.
    pub title: String,
    /// When, in milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// What set it off, in words.
    pub because: String,
    /// How it stands.
    pub state: RunStateView,
    /// What it did.
    pub steps: Vec<RunStepView>,
    /// What it saw: path and value.
    pub inputs: Vec<(String, String)>,
}

/// How a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RunStateView {
    /// It goes on.
    Going,
    /// An action is on its way to Salesforce.
    Waiting,
    /// Every step was taken.
    Done,
    /// It ended early: an action failed, was taken back, or there were too many steps.
    Failed,
    /// It was held back.
    HeldBack,
}

/// One step of a run.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct RunStepView {
    /// Number.
    pub number: u32,
    /// What was done, in words.
    pub did: String,
    /// Records that it wrote.
    pub records: Vec<crate::ipc::caller::RecordView>,
    /// It is not done yet.
    pub waits: bool,
}
