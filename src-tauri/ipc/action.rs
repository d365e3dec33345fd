//! Actions on screen: the list, the form, the answer.

use super::search_setup::ResultsView;
use super::wrap_up::ValueView;
use callside_core::role::Role;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// What an action does at its gravest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ActionKind {
    /// Reads.
    Read,
    /// Makes something.
    Create,
    /// Changes something.
    Update,
    /// Deletes something.
    Delete,
}

/// An action in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ActionRow {
    /// Name of the set-up, or id of the template.
    pub name: String,
    /// Title.
    pub title: String,
    /// One sentence.
    pub about: String,
    /// Title of its group.
    pub group: String,
    /// What it does.
    pub kind: ActionKind,
    /// Ask before it is run.
    pub confirm: bool,
    /// It stands on the call itself.
    pub on_call: bool,
}

/// Which actions are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct ActionsRequest {
    /// On which call; none without one.
    pub call: Option<String>,
}

/// Which action's form is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct ActionRequest {
    /// Name.
    pub name: String,
    /// On which call; none without one.
    pub call: Option<String>,
}

/// The form of one step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ActionFormView {
    /// Title of its template.
    pub title: String,
    /// What it does.
    pub kind: ActionKind,
    /// Its object's API name.
    pub object: Option<String>,
    /// Fields in order.
    pub fields: Vec<ActionFieldView>,
    /// The lists of the fields for each record type, where the object has record types.
    pub types: Vec<TypeListsView>,
}

/// The lists of a form for one record type. A field that is not named has the same list for all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TypeListsView {
    /// The record type's id.
    pub id: String,
    /// Lists by field.
    #[ts(type = "Record<string, Array<ListValueView>>")]
    pub lists: BTreeMap<String, Vec<ListValueView>>,
}

/// One field of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ActionFieldView {
    /// It is an input of the template, not a field of the record.
    pub input: bool,
    /// Name of the input, or API name of the field.
    pub name: String,
    /// Label.
    pub label: String,
    /// Help text.
    pub help: Option<String>,
    /// Must it be filled in?
    pub required: bool,
    /// Shown when a person asks for more.
    pub more: bool,
    /// What stands in it at first.
    #[ts(type = "unknown")]
    pub value: Option<serde_json::Value>,
    /// What it takes.
    pub control: ControlView,
}

/// What a field takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ControlView {
    /// A line of text.
    Text {
        /// Characters that fit; 0 for any number.
        length: u32,
    },
    /// Several lines.
    Area {
        /// Characters that fit; 0 for any number.
        length: u32,
    },
    /// Yes or no.
    Bool,
    /// A number.
    Number {
        /// Digits after the point.
        scale: u32,
    },
    /// A day.
    Date,
    /// A day and a time.
    Moment,
    /// A value of a list.
    Choice {
        /// The list.
        values: Vec<ListValueView>,
        /// Other values are taken too.
        open: bool,
        /// The field on whose value the list depends.
        controller: Option<String>,
    },
    /// Several values of a list.
    Several {
        /// The list.
        values: Vec<ListValueView>,
    },
    /// A record, found by searching.
    Record {
        /// Objects that it may be of, those that are searched most first.
        objects: Vec<ObjectChoice>,
    },
}

/// An object that a record may be of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ObjectChoice {
    /// API name.
    pub name: String,
    /// Label by the org.
    pub label: String,
}

/// A value of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ListValueView {
    /// What is written.
    pub value: String,
    /// What people read.
    pub label: String,
    /// Values of the controlling field beside which it may stand; none when it does not depend.
    pub valid_for: Option<Vec<String>>,
    /// A new record has it when nothing is picked.
    pub is_default: bool,
}

/// What a person gave for one step.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, TS)]
pub struct GivenView {
    /// Inputs.
    #[ts(type = "Record<string, unknown>")]
    pub inputs: BTreeMap<String, serde_json::Value>,
    /// Fields; null clears.
    #[ts(type = "Record<string, unknown>")]
    pub fields: BTreeMap<String, serde_json::Value>,
    /// What the person saw in those fields of the record that is changed, as Salesforce gave it.
    #[serde(default)]
    #[ts(type = "Record<string, unknown>")]
    pub seen: BTreeMap<String, serde_json::Value>,
}

/// Asks what stands in the record that a step would change.
#[derive(Debug, Clone, PartialEq, Deserialize, TS)]
pub struct PresentRequest {
    /// Name of the action.
    pub name: String,
    /// On which call; none without one.
    pub call: Option<String>,
    /// Which step.
    #[ts(type = "number")]
    pub step: usize,
    /// Its inputs as they are now.
    #[ts(type = "Record<string, unknown>")]
    pub inputs: BTreeMap<String, serde_json::Value>,
}

/// What stands in a record. Nothing while it is not known which is meant.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct PresentView {
    /// The record; none while it is not known.
    pub id: Option<String>,
    /// Values of its fields, as Salesforce gave them.
    #[ts(type = "Record<string, unknown>")]
    pub fields: BTreeMap<String, serde_json::Value>,
    /// What people call the records in its reference fields.
    #[ts(type = "Record<string, string>")]
    pub names: BTreeMap<String, String>,
}

/// Runs an action.
#[derive(Debug, Clone, PartialEq, Deserialize, TS)]
pub struct RunActionRequest {
    /// Name.
    pub name: String,
    /// On which call; none without one.
    pub call: Option<String>,
    /// Made once when the form opens: asking twice with it is asking once.
    pub key: String,
    /// What was given, a step each.
    pub given: Vec<GivenView>,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RanView {
    /// It only reads: the answers of its steps.
    Answered {
        /// They.
        answers: Vec<AnswerView>,
    },
    /// It is saved and will be done once; the outbox tells what came of it.
    Queued {
        /// Outbox entry.
        #[ts(type = "number")]
        entry: i64,
    },
    /// What was given does not fit; nothing was sent.
    Faults {
        /// The step.
        step: u32,
        /// What is wrong.
        faults: Vec<MisfitView>,
    },
}

/// Asks what a row of a search can show.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct RowChoicesRequest {
    /// Name of the action.
    pub action: String,
    /// The way through parents, such as `Account.Owner`; empty for the object itself.
    pub way: String,
}

/// Something that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MisfitView {
    /// Input or field; empty for the whole form.
    pub name: String,
    /// What is wrong.
    pub because: MisfitBecause,
}

/// Why something that was given does not fit. Labels are the org's or the template's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MisfitBecause {
    /// It must be given.
    Missing {
        /// Label.
        label: String,
    },
    /// One of several must be given.
    MissingOneOf {
        /// Labels.
        labels: Vec<String>,
    },
    /// It is not what the field takes.
    Wanted {
        /// Label.
        label: String,
        /// What the field takes.
        wanted: WantedView,
    },
    /// It is longer than the field.
    TooLong {
        /// Label.
        label: String,
        /// Characters that fit.
        most: u32,
    },
    /// It is none of the org's list.
    NotListed {
        /// Label.
        label: String,
        /// What was given.
        value: String,
        /// The value that was probably meant.
        nearest: Option<String>,
    },
    /// The object has no such field.
    NoField {
        /// Label of the object.
        object: String,
        /// What was given.
        field: String,
        /// The field that was probably meant.
        nearest: Option<String>,
    },
    /// The user may not write it.
    NotWritable {
        /// Label.
        label: String,
    },
    /// Nothing was given to change.
    Nothing,
}

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WantedView {
    /// Yes or no.
    YesOrNo,
    /// A whole number.
    WholeNumber,
    /// A number.
    Number,
    /// A day.
    Day,
    /// A day and a time.
    Moment,
    /// A record.
    Record,
}

/// What an action found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AnswerView {
    /// Rows.
    Rows {
        /// Headings.
        columns: Vec<String>,
        /// Rows.
        rows: Vec<AnswerRow>,
        /// There are more than are shown.
        more: bool,
    },
    /// One record.
    Record {
        /// Object API name.
        object: Option<String>,
        /// Record.
        id: Option<String>,
        /// Labels and values.
        fields: Vec<LabelledView>,
        /// The text of a note.
        body: Option<String>,
    },
    /// Anything else, as text.
    Text {
        /// It.
        text: String,
        /// It was cut.
        cut: bool,
        /// It is the whole of what was shown before it.
        aside: bool,
    },
}

/// A row of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AnswerRow {
    /// Object API name.
    pub object: Option<String>,
    /// Record.
    pub id: Option<String>,
    /// Values in the order of the headings.
    pub cells: Vec<ValueView>,
}

/// A value with its label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LabelledView {
    /// Label.
    pub label: String,
    /// Value.
    pub value: ValueView,
}

/// Looks for records to point at.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct FindRecordsRequest {
    /// Object API name.
    pub object: String,
    /// What was typed.
    pub text: String,
}

/// A record to point at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FoundRecordView {
    /// Record.
    pub id: String,
    /// What people call it.
    pub label: String,
    /// What tells it apart.
    pub detail: String,
}

/// Records that go with one that is deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct GoesAlongView {
    /// What they are, in the plural, by the template.
    pub label: String,
    /// How many.
    pub count: u32,
    /// There are more than were counted.
    pub more: bool,
}

/// Actions as an admin sets them up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ActionsSetupView {
    /// May this person change them?
    pub may_change: bool,
    /// The file that says what is set up.
    pub file: String,
    /// Everything that can be offered.
    pub actions: Vec<ActionSetupRow>,
}

/// An action with for whom and when it is offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ActionSetupRow {
    /// It.
    pub action: ActionRow,
    /// It was set up under a name of its own, by an admin.
    pub own: bool,
    /// It is offered to nobody.
    pub off: bool,
    /// The least role that sees it.
    pub role: RoleView,
    /// Calls of which queues offer it; empty for all.
    pub queues: Vec<String>,
    /// When it is offered; empty for always.
    pub moments: Vec<MomentView>,
    /// What its search brings, where it searches.
    pub results: Option<ResultsView>,
}

/// What a person may do beside taking calls, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RoleView {
    /// Takes calls.
    Agent,
    /// Looks after a team.
    Supervisor,
    /// Sets Callside up.
    Admin,
}

impl From<Role> for RoleView {
    fn from(role: Role) -> Self {
        match role {
            Role::Agent => Self::Agent,
            Role::Supervisor => Self::Supervisor,
            Role::Admin => Self::Admin,
        }
    }
}

/// When an action is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MomentView {
    /// While it rings.
    Ringing,
    /// While people talk.
    Talking,
    /// After the call, until it is wrapped up.
    WrapUp,
    /// Also without a call.
    Always,
}
