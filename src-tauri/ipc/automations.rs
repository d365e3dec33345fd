//! The setup of automations: what there is to pick from, what is wrong, what ran.

use super::action::MisfitBecause;
use super::caller::NamedRecordView;
use super::pop::LineView;
use super::sentence::Sentence;
use super::wrong::Wrong;
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
    /// Parents whose fields they can name as well, such as `record.Account`.
    pub parents: Vec<String>,
    /// Actions that can be run.
    pub actions: Vec<ChoiceView>,
    /// Objects of the org.
    pub objects: Vec<ChoiceView>,
    /// Fields of the trigger's object.
    pub fields: Vec<ChoiceView>,
    /// Dispositions.
    pub dispositions: Vec<ChoiceView>,
    /// What phone systems say about calls.
    pub events: Vec<CallWord>,
}

/// What a phone system said about a call: the words of [`callside_core::event::CallChange::WORDS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CallWord {
    /// It exists.
    Created,
    /// Shown before it is dialled.
    Previewed,
    /// It rings.
    Ringing,
    /// Declined.
    Declined,
    /// Answered.
    Answered,
    /// On hold.
    Held,
    /// Off hold.
    Unheld,
    /// Transferred.
    Transferred,
    /// The line is closed.
    HungUp,
    /// It is over.
    Ended,
    /// The disposition was set in the phone system.
    Dispositioned,
    /// The caller left a message.
    VoicemailLeft,
    /// Somebody wrote a comment.
    Commented,
    /// A tag was put on it.
    Tagged,
    /// A tag was taken off.
    Untagged,
    /// Given to somebody.
    Assigned,
    /// Put away.
    Archived,
    /// Transferred with a note to the colleague.
    HandedOver,
    /// Anything else.
    Noted,
}

/// Asks what can be named of a parent.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ParentRequest {
    /// The trigger, as JSON.
    pub trigger: String,
    /// The parent, such as `record.Account` or `before.Account.Owner`.
    pub path: String,
}

/// What can be named of a parent.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ParentView {
    /// Its fields, by their whole paths.
    pub facts: Vec<FactView>,
    /// Its own parents.
    pub parents: Vec<String>,
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FaultView {
    /// Line, counted from 1.
    pub line: u32,
    /// Dotted path, such as `automations.2.when`.
    pub path: String,
    /// What is wrong.
    pub wrong: Wrong,
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
    /// What set it off.
    pub because: BecauseView,
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
    /// What was done.
    pub did: DidView,
    /// Records that it wrote or opened.
    pub records: Vec<NamedRecordView>,
    /// It is not done yet.
    pub waits: bool,
}

/// What set a run off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum BecauseView {
    /// Something happened to a call.
    Call {
        /// The call.
        call: RunCallView,
        /// What happened.
        word: CallWord,
    },
    /// A call was wrapped up.
    Disposition {
        /// The call.
        call: RunCallView,
        /// Label of the disposition.
        label: String,
    },
    /// A record of Salesforce changed.
    Record {
        /// The record.
        record: NamedRecordView,
        /// How.
        change: RecordChangeView,
    },
    /// Salesforce sent an Outbound Message about a record.
    Message {
        /// The record.
        record: NamedRecordView,
    },
}

/// The call that set a run off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RunCallView {
    /// Its key, to open it.
    pub key: String,
    /// The provider's id of it: of use to whoever looks for it in the phone system.
    pub id: String,
    /// What is known of it; none where it is not kept any more.
    pub kept: Option<KeptCallView>,
}

/// What people know a call by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct KeptCallView {
    /// Name of the other party.
    pub who: Option<String>,
    /// Their number.
    pub number: LineView,
    /// When it began, in milliseconds since 1970.
    #[ts(type = "number")]
    pub began_at: i64,
}

/// How a record changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RecordChangeView {
    /// It is new.
    New,
    /// It was changed.
    Updated,
    /// It was deleted.
    Deleted,
}

/// What a step did, or how a run ended. Values are cut to what fits a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "did", rename_all = "snake_case")]
pub enum DidView {
    /// Ran an action.
    Ran {
        /// What people call it; the text of a built-in one is English and has its words in the window.
        action: String,
        /// What it was given: label and value.
        inputs: Vec<(String, String)>,
    },
    /// Showed a toast.
    Showed {
        /// Its text. Hostile.
        text: String,
    },
    /// Opened a record, which is the step's.
    Opened,
    /// Tagged the call.
    Tagged {
        /// The tag.
        tag: String,
    },
    /// Asked a condition.
    Asked {
        /// It, as written.
        when: String,
        /// Whether it held.
        held: bool,
    },
    /// Left a step out: what it needs is not known.
    LeftOut {
        /// The kind of step.
        step: LeftOutStep,
    },
    /// Did nothing more: held back.
    HeldBack {
        /// Why.
        why: HeldBackView,
    },
    /// Ended: a step was taken back in the outbox.
    TakenBack {
        /// Number of the step.
        step: u32,
    },
    /// Ended: a step could not be done.
    Failed {
        /// Number of the step.
        step: u32,
        /// Why.
        why: CannotView,
    },
    /// Ended: more steps than it may take.
    TooManySteps,
}

/// A step that was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LeftOutStep {
    /// Showing a message.
    Toast,
    /// Opening a record.
    OpenRecord,
    /// Tagging the call.
    Tag,
}

/// Why a step could not be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "cannot", rename_all = "snake_case")]
pub enum CannotView {
    /// There is no such action any more.
    NoAction {
        /// Its name.
        action: String,
    },
    /// What it was given does not fit.
    DoesNotFit {
        /// Every reason.
        because: Vec<MisfitBecause>,
    },
    /// Salesforce refused.
    Refused {
        /// Salesforce's own words.
        message: String,
    },
    /// Salesforce answered something that cannot be read.
    Unexpected {
        /// Salesforce's error code, or the HTTP status.
        code: String,
    },
    /// The run does not know the step that it waits for.
    NoStep,
}

/// Why a run was held back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HeldBackView {
    /// Its own write brought it about.
    OwnWrite,
    /// Automations have set each other off too many times.
    Chain,
    /// It ran as often as it may within an hour.
    TooOften,
}
