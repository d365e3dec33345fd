//! From a decision to the exact writes: one wrap-up is one atomic write (docs/adr/0003).

use crate::call::Call;
use crate::crm::Identity;
use crate::disposition::{Disposition, DispositionCode, Due, Effect, Target};
use crate::event::Direction;
use crate::ids::{CallKey, RecordId};
use crate::record::{CallerObject, CallerRef};
use crate::shape::{FieldShape, OrgShape};
use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A typed value on its way to a field. `Null` clears the field on purpose; a field that is not named is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Value {
    /// Text.
    Text(String),
    /// Yes or no.
    Bool(bool),
    /// Whole number.
    Int(i64),
    /// A day, `YYYY-MM-DD`.
    Date(jiff::civil::Date),
    /// A moment.
    Moment(Timestamp),
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
    /// Save although a duplicate rule warns.
    #[serde(default)]
    pub allow_duplicate: bool,
    /// When the agent decided.
    pub decided_at: Timestamp,
}

/// Salesforce's limits where describe does not say: Task.Subject 255, Description 32,000.
const SUBJECT_LENGTH: usize = 255;
const DESCRIPTION_LENGTH: usize = 32_000;

/// Builds the plan. Pure: the same arguments give the same plan, so that the preview is what is sent.
#[must_use]
pub fn plan(
    wrap_up: &WrapUp,
    disposition: &Disposition,
    call: &Call,
    me: &Identity,
    zone: &TimeZone,
    org: &OrgShape,
) -> WrapUpPlan {
    let start =
        WrapUpPlan { mark: CommitMark::of(org), allow_duplicate: wrap_up.allow_duplicate, ..WrapUpPlan::default() };
    let mut draft = Draft { wrap_up, call, me, zone, org, plan: start };
    draft.new_caller();
    draft.call_log(disposition);
    for effect in &disposition.effects {
        match effect {
            Effect::Set { on, field, value, only_from, .. } => draft.set(*on, field, value, only_from),
            Effect::FollowUpTask { subject, due } => draft.task(subject, *due),
            Effect::FollowUpEvent { subject, due, minutes } => draft.event(subject, *due, *minutes),
        }
    }
    draft.plan
}

/// When a follow-up is due, in the agent's zone.
#[must_use]
pub fn due_at(due: Due, agreed: Option<Timestamp>, decided: Timestamp, zone: &TimeZone) -> Timestamp {
    match due {
        Due::InMinutes { minutes } => decided + i64::from(minutes).minutes(),
        Due::InWorkingDays { days } => working_day(decided, zone, days, 9),
        Due::AsAgreed => agreed.unwrap_or_else(|| working_day(decided, zone, 1, 10)),
    }
}

fn working_day(from: Timestamp, zone: &TimeZone, days: u32, hour: i8) -> Timestamp {
    let mut date = from.to_zoned(zone.clone()).date();
    for _ in 0..days.min(366) {
        date = date.tomorrow().unwrap_or(date);
        while matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) {
            date = date.tomorrow().unwrap_or(date);
        }
    }
    date.at(hour, 0, 0, 0).to_zoned(zone.clone()).map_or(from, |moment: Zoned| moment.timestamp())
}

struct Draft<'a> {
    wrap_up: &'a WrapUp,
    call: &'a Call,
    me: &'a Identity,
    zone: &'a TimeZone,
    org: &'a OrgShape,
    plan: WrapUpPlan,
}

impl Draft<'_> {
    fn caller_name(&self) -> String {
        match &self.wrap_up.about {
            About::Known { name, .. } => name.clone(),
            About::New { fields, .. } => full_name(fields),
            About::Nobody => self.call.customer_number().cloned().unwrap_or_else(|| "unknown caller".into()),
        }
    }

    fn new_caller(&mut self) {
        let About::New { object, fields } = &self.wrap_up.about else { return };
        let label = full_name(fields);
        self.write(NEW_CALLER, object.api_name(), Action::Create, fields.clone(), label);
    }

    fn call_log(&mut self, disposition: &Disposition) {
        let direction = self.call.direction().copied().unwrap_or(Direction::Inbound);
        let name = self.caller_name();
        let mut fields = self.activity(&self.log_subject(disposition, &name));
        let day = self.call.first_at.to_zoned(self.zone.clone()).date();
        fields.insert("Status".into(), Value::text("Completed"));
        fields.insert("Priority".into(), Value::text("Normal"));
        fields.insert("TaskSubtype".into(), Value::text("Call"));
        fields.insert("ActivityDate".into(), Value::Date(day));
        fields.insert("CallType".into(), Value::text(call_type(direction)));
        fields.insert("CallDisposition".into(), Value::text(&disposition.label));
        fields.insert("CallObject".into(), Value::text(self.call.key.to_string()));
        if self.plan.mark == CommitMark::CallKey {
            fields.insert("CallKey__c".into(), Value::text(mark_value(&self.call.key, &self.me.user)));
        }
        if let Some(seconds) = self.call.talk_seconds() {
            fields.insert("CallDurationInSeconds".into(), Value::Int(i64::from(seconds)));
        }
        if !self.wrap_up.notes.trim().is_empty() {
            fields.insert("Description".into(), Value::text(&self.wrap_up.notes));
        }
        self.write(CALL_LOG, "Task", Action::Create, fields, format!("Call with {name}"));
    }

    /// The key goes last and is never cut: a long name gives way.
    fn log_subject(&self, disposition: &Disposition, name: &str) -> String {
        let subject = format!("{}: {name}", disposition.label);
        if self.plan.mark != CommitMark::Subject {
            return subject;
        }
        let key = format!(" [{}]", self.call.key);
        let room = SUBJECT_LENGTH.saturating_sub(key.chars().count());
        subject.chars().take(room).chain(key.chars()).collect()
    }

    fn set(&mut self, on: Target, field: &str, value: &Value, only_from: &[String]) {
        if let About::New { object, .. } = &self.wrap_up.about
            && object.api_name() == on.api_name()
        {
            return self.set_on_new(on, field, value);
        }
        let Some(related) = self.wrap_up.related.iter().find(|r| r.object == on) else {
            // A Lead effect on a Contact's call is no news; a missing opportunity is.
            if matches!(on, Target::Opportunity | Target::Case) {
                self.leave_out(on.api_name(), field, LeftOutBecause::NoRecord);
            }
            return;
        };
        let seen = related.values.get(field).cloned();
        let from = seen.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default();
        if !only_from.is_empty() && !only_from.iter().any(|f| f == from) {
            return self.leave_out(on.api_name(), field, LeftOutBecause::NotFromThere);
        }
        let (id, label) = (related.id.clone(), related.label.clone());
        let reference = on.api_name().to_lowercase();
        // Only what the agent was shown can be held against what stands there later.
        let seen = seen.into_iter().map(|seen| (field.to_owned(), seen)).collect();
        let action = Action::Update { id, seen };
        let fields = BTreeMap::from([(field.to_owned(), value.clone())]);
        self.write(&reference, on.api_name(), action, fields, label);
    }

    fn set_on_new(&mut self, on: Target, field: &str, value: &Value) {
        let fits = self.fits(on.api_name(), field, true);
        if let (true, Some(write)) = (fits, self.plan.writes.iter_mut().find(|w| w.reference == NEW_CALLER)) {
            write.fields.insert(field.to_owned(), value.clone());
        }
    }

    fn task(&mut self, subject: &str, due: Due) {
        let name = self.caller_name();
        let at = due_at(due, self.wrap_up.agreed_at, self.wrap_up.decided_at, self.zone);
        let mut fields = self.activity(&subject.replace("{name}", &name));
        fields.insert("Status".into(), Value::text("Not Started"));
        fields.insert("Priority".into(), Value::text("Normal"));
        fields.insert("ActivityDate".into(), Value::Date(at.to_zoned(self.zone.clone()).date()));
        fields.insert("IsReminderSet".into(), Value::Bool(true));
        fields.insert("ReminderDateTime".into(), Value::Moment(at));
        self.write("follow_up_task", "Task", Action::Create, fields, subject.replace("{name}", &name));
    }

    fn event(&mut self, subject: &str, due: Due, minutes: u32) {
        let name = self.caller_name();
        let at = due_at(due, self.wrap_up.agreed_at, self.wrap_up.decided_at, self.zone);
        let mut fields = self.activity(&subject.replace("{name}", &name));
        fields.insert("StartDateTime".into(), Value::Moment(at));
        fields.insert("DurationInMinutes".into(), Value::Int(i64::from(minutes)));
        self.write("follow_up_event", "Event", Action::Create, fields, subject.replace("{name}", &name));
    }

    /// Owner, subject and relations that every activity carries. With a Lead there is no `WhatId`.
    fn activity(&self, subject: &str) -> BTreeMap<String, Value> {
        let mut fields = BTreeMap::new();
        fields.insert("Subject".into(), Value::text(subject));
        fields.insert("OwnerId".into(), Value::Record(self.me.user.clone()));
        let what = self.what();
        match &self.wrap_up.about {
            About::Known { caller, .. } if caller.object == CallerObject::Account => {
                fields.insert("WhatId".into(), what.unwrap_or_else(|| Value::Record(caller.id.clone())));
            }
            About::Known { caller, .. } => {
                fields.insert("WhoId".into(), Value::Record(caller.id.clone()));
                if let (CallerObject::Contact, Some(what)) = (caller.object, what) {
                    fields.insert("WhatId".into(), what);
                }
            }
            About::New { object, .. } => {
                fields.insert("WhoId".into(), Value::Made(NEW_CALLER.into()));
                if let (CallerObject::Contact, Some(what)) = (object, what) {
                    fields.insert("WhatId".into(), what);
                }
            }
            About::Nobody => {}
        }
        fields
    }

    /// The case, else the opportunity, that the call is about.
    fn what(&self) -> Option<Value> {
        let of = |target| self.wrap_up.related.iter().find(|r| r.object == target);
        of(Target::Case).or_else(|| of(Target::Opportunity)).map(|r| Value::Record(r.id.clone()))
    }

    /// Adds a write, or joins it with an earlier one of the same record; leaves out what the user may not write and
    /// shortens what is too long.
    fn write(&mut self, reference: &str, object: &str, action: Action, fields: BTreeMap<String, Value>, label: String) {
        let create = matches!(action, Action::Create);
        let mut kept = BTreeMap::new();
        for (field, value) in fields {
            if self.fits(object, &field, create) {
                let value = self.shorten(object, &field, value);
                kept.insert(field, value);
            }
        }
        if let (Some(write), Action::Update { seen, .. }) =
            (self.plan.writes.iter_mut().find(|w| w.reference == reference), &action)
        {
            if let Action::Update { seen: before, .. } = &mut write.action {
                before.extend(seen.clone());
            }
            write.fields.extend(kept);
        } else if !kept.is_empty() {
            let reference = self.free_reference(reference);
            self.plan.writes.push(Write { reference, object: object.into(), action, fields: kept, label });
        }
    }

    fn free_reference(&self, wanted: &str) -> String {
        let taken = |name: &str| self.plan.writes.iter().any(|w| w.reference == name);
        if !taken(wanted) {
            return wanted.to_owned();
        }
        (2..).map(|n| format!("{wanted}_{n}")).find(|name| !taken(name)).unwrap_or_default()
    }

    fn fits(&mut self, object: &str, field: &str, create: bool) -> bool {
        let because = match self.org.field(object, field) {
            None => LeftOutBecause::NotInOrg,
            Some(FieldShape { createable: false, .. }) if create => LeftOutBecause::NotAllowed,
            Some(FieldShape { updateable: false, .. }) if !create => LeftOutBecause::NotAllowed,
            Some(_) => return true,
        };
        self.leave_out(object, field, because);
        false
    }

    fn leave_out(&mut self, object: &str, field: &str, because: LeftOutBecause) {
        let left = LeftOut { object: object.into(), field: field.into(), because };
        if !self.plan.left_out.contains(&left) {
            self.plan.left_out.push(left);
        }
    }

    fn shorten(&mut self, object: &str, field: &str, value: Value) -> Value {
        let Value::Text(text) = value else { return value };
        let described = self.org.field(object, field).map_or(0, |shape| shape.length as usize);
        let limit = match (described, field) {
            (0, "Subject") => SUBJECT_LENGTH,
            (0, "Description") => DESCRIPTION_LENGTH,
            (0, _) => usize::MAX,
            (length, _) => length,
        };
        if text.chars().count() <= limit {
            return Value::Text(text);
        }
        self.plan.shortened.push(field.to_owned());
        Value::Text(text.chars().take(limit.saturating_sub(1)).chain(['…']).collect())
    }
}

/// What `Task.CallKey__c` holds: the call and the person, since each person on a transferred call logs a leg.
#[must_use]
pub fn mark_value(call: &CallKey, user: &RecordId) -> String {
    format!("{call}/{user}")
}

const fn call_type(direction: Direction) -> &'static str {
    match direction {
        Direction::Inbound => "Inbound",
        Direction::Outbound => "Outbound",
        Direction::Internal => "Internal",
    }
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
