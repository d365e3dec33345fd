//! From a decision to the exact writes: one wrap-up is one atomic write (docs/adr/0003).

mod draft;
mod fields;
mod follow_up;

use crate::call::Call;
use crate::call_memory::IntentChoice;
use crate::crm::Identity;
use crate::disposition::{Disposition, DispositionCode, Due, Target};
use crate::ids::{CallKey, RecordId};
use crate::mapping::{Mapping, Telling};
use crate::phone::HomeRegion;
use crate::record::{CallerObject, CallerRef};
use crate::shape::OrgShape;
use crate::working_hours::WorkingHours;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// A typed value on its way to a field. `Null` clears the field on purpose; a field that is not named is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Value {
    /// Text.
    Text(String),
    /// Yes or no.
    Bool(bool),
    /// Whole number.
    Int(i64),
    /// A number with a point.
    Number(crate::facts::Number),
    /// A day, `YYYY-MM-DD`.
    Date(#[schemars(with = "String")] jiff::civil::Date),
    /// A moment.
    Moment(#[schemars(with = "String")] Timestamp),
    /// A record that exists.
    Record(RecordId),
    /// The record that another write of the same plan makes, by its reference.
    Made(String),
    /// Clears the field.
    Null,
}

impl Value {
    /// A text value.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}

/// Create or update.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Action {
    /// A new record.
    Create,
    /// Changes to a record, with what stood in the changed fields at the pop.
    Update {
        /// Which record.
        id: RecordId,
        /// Field -> value that the agent saw (JSON as Salesforce gave it).
        seen: BTreeMap<String, serde_json::Value>,
    },
}

/// One write of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Write {
    /// Name of the write within its plan; letters, digits and `_` only.
    pub reference: String,
    /// SObject API name.
    pub object: String,
    /// Create or update.
    pub action: Action,
    /// Fields to write.
    pub fields: BTreeMap<String, Value>,
    /// What people call the record: a name, a case number, a subject. Hostile text.
    pub label: String,
}

/// Why a field is not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftOutBecause {
    /// The org has no such field, or the user may not see it.
    NotInOrg,
    /// The user may not write it.
    NotAllowed,
    /// The effect applies only to other present values.
    NotFromThere,
    /// The call has no such record.
    NoRecord,
    /// The field cannot take what the mapping gives it.
    DoesNotFit,
    /// Something stands in the field already, and the mapping fills only what is empty.
    NotEmpty,
    /// Records of its type do not have this value.
    NotOfRecordType,
    /// The number was tried as often as the disposition allows: nothing follows any more.
    TriedEnough,
}

/// A field that is not written, said openly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// SObject API name.
    pub object: String,
    /// Field API name.
    pub field: String,
    /// Why.
    pub because: LeftOutBecause,
}

/// How the call log in Salesforce can be recognised again, so that it is written once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum CommitMark {
    /// `Task.CallObject` holds the call key. Source: Salesforce object reference, Task: text of 255, filterable.
    #[default]
    CallObject,
    /// The admin deployed `Task.CallKey__c` (external id, unique): Salesforce itself refuses a second one.
    CallKey,
    /// The org hides `CallObject` (no call center): the key ends the subject.
    Subject,
}

impl CommitMark {
    /// The best mark that this org offers to this user.
    #[must_use]
    pub fn of(org: &OrgShape) -> Self {
        let usable = |field: &str| org.field("Task", field).is_some_and(|f| f.createable && f.filterable);
        match (usable("CallKey__c"), usable("CallObject")) {
            (true, _) => Self::CallKey,
            (false, true) => Self::CallObject,
            (false, false) => Self::Subject,
        }
    }
}

/// The exact writes that a wrap-up makes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrapUpPlan {
    /// Writes in order; a new caller first, then the call log (the commit mark), then updates and follow-ups.
    pub writes: Vec<Write>,
    /// What is left out and why.
    pub left_out: Vec<LeftOut>,
    /// How the call log is recognised again.
    #[serde(default)]
    pub mark: CommitMark,
    /// Save although a duplicate rule warns.
    #[serde(default)]
    pub allow_duplicate: bool,
    /// Texts that were shortened to fit their field: API names.
    pub shortened: Vec<String>,
    /// What happens on this machine in the same moment.
    #[serde(default)]
    pub at_desk: Vec<AtDesk>,
}

impl WrapUpPlan {
    /// The object of the new caller, where one is made.
    #[must_use]
    pub fn new_caller(&self) -> Option<&str> {
        self.writes.iter().find(|write| write.reference == NEW_CALLER).map(|write| write.object.as_str())
    }
}

/// What a wrap-up does on this machine, in the transaction that saves it; taken back together with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum AtDesk {
    /// A place in the agent's callback list.
    CallBack {
        /// The number, E.164.
        number: String,
        /// What people call the other party. Hostile text.
        who: String,
        /// When.
        due_at: Timestamp,
        /// How often it was tried so far, this call included; 0 for a promise.
        tries: u32,
        /// Whether it counts as a further try (nobody was reached), rather than as a promise.
        is_retry: bool,
    },
    /// The number goes on the suppression list: it is not dialled from here any more.
    Suppress {
        /// The number, E.164.
        number: String,
    },
    /// A text message, by a custom action, once the wrap-up stands in Salesforce.
    Message {
        /// The action's name.
        action: String,
        /// The number, E.164.
        number: String,
        /// What people call the other party. Hostile text.
        #[serde(default)]
        who: String,
        /// When.
        due_at: Timestamp,
        /// How often it was tried so far, this call included.
        tries: u32,
    },
}

/// Reference of the call log in every plan.
pub const CALL_LOG: &str = "call_log";
/// Reference of a caller that the plan creates.
pub const NEW_CALLER: &str = "new_caller";

/// A record that the wrap-up may change, with the present values of its fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// Which object.
    pub object: Target,
    /// Which record.
    pub id: RecordId,
    /// What people call it. Hostile text.
    pub label: String,
    /// Values as Salesforce gave them, by API name.
    pub values: BTreeMap<String, serde_json::Value>,
}

/// Whom the wrap-up is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum About {
    /// Nobody: the log stands alone.
    Nobody,
    /// A record that exists.
    Known {
        /// It.
        caller: CallerRef,
        /// Name to show.
        name: String,
        /// The Account behind a Contact.
        account: Option<RecordId>,
        /// E-mail address, where the record has one.
        #[serde(default)]
        email: Option<String>,
    },
    /// A record that the plan creates.
    New {
        /// Contact or Lead (Account is never made from a call).
        object: CallerObject,
        /// What the agent filled in.
        fields: BTreeMap<String, Value>,
    },
}

/// What the agent decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrapUp {
    /// The call.
    pub call: CallKey,
    /// The disposition's code.
    pub disposition: DispositionCode,
    /// Notes as typed.
    pub notes: String,
    /// Agreed time of the follow-up, where one is asked for.
    pub agreed_at: Option<Timestamp>,
    /// Whom it is about.
    pub about: About,
    /// Records that effects may change: the caller itself, the chosen opportunity, the chosen case.
    pub related: Vec<Related>,
    /// What the caller wanted and whether it is settled, for the service that remembers callers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intent: Option<IntentChoice>,
    /// Save although a duplicate rule warns.
    #[serde(default)]
    pub allow_duplicate: bool,
    /// How often this number was tried in a row before, without reaching anybody.
    #[serde(default)]
    pub earlier_tries: u32,
    /// When the agent decided.
    pub decided_at: Timestamp,
}

/// Salesforce's limits where describe does not say: Task.Subject 255, Description 32,000.
const SUBJECT_LENGTH: usize = 255;
const DESCRIPTION_LENGTH: usize = 32_000;

/// Where a plan is made: by whom, in which zone and org, under which mapping.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// Who is signed in.
    pub me: &'a Identity,
    /// The agent's zone.
    pub zone: &'a TimeZone,
    /// Region of numbers without a country code.
    pub home: Option<HomeRegion>,
    /// What the org looks like.
    pub org: &'a OrgShape,
    /// What goes to which field.
    pub mapping: &'a Mapping,
    /// When follow-ups are due.
    pub hours: &'a WorkingHours,
}

/// Builds the plan. Pure: the same arguments give the same plan, so that the preview is what is sent, and a rehearsal
/// is what would be.
#[must_use]
pub fn plan(wrap_up: &WrapUp, disposition: &Disposition, call: &Call, ground: Ground<'_>) -> WrapUpPlan {
    let start = WrapUpPlan {
        mark: CommitMark::of(ground.org),
        allow_duplicate: wrap_up.allow_duplicate,
        ..WrapUpPlan::default()
    };
    let telling = Telling { call, wrap_up, disposition, me: Some(ground.me), zone: ground.zone, home: ground.home };
    draft::Draft { telling, ground, plan: start, number: OnceCell::new() }.of()
}

/// When a follow-up is due, in the agent's zone.
#[must_use]
pub fn due_at(
    due: Due,
    agreed: Option<Timestamp>,
    decided: Timestamp,
    zone: &TimeZone,
    hours: &WorkingHours,
) -> Timestamp {
    match due {
        Due::InMinutes { minutes } => decided + i64::from(minutes).minutes(),
        Due::InWorkingDays { days } => hours.days_after(decided, days, zone),
        Due::AsAgreed => agreed.unwrap_or_else(|| hours.proposed(decided, zone)),
    }
}

/// What `Task.CallKey__c` holds: the call and the person, since each person on a transferred call logs a leg.
#[must_use]
pub fn mark_value(call: &CallKey, user: &RecordId) -> String {
    format!("{call}/{user}")
}

pub(crate) fn full_name(fields: &BTreeMap<String, Value>) -> String {
    let part = |name: &str| match fields.get(name) {
        Some(Value::Text(text)) => text.trim().to_owned(),
        _ => String::new(),
    };
    format!("{} {}", part("FirstName"), part("LastName")).trim().to_owned()
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
