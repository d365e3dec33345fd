//! Building a plan: the new caller first, then the call log, then what the disposition adds.

use super::{
    About, Action, CALL_LOG, CommitMark, DESCRIPTION_LENGTH, LeftOut, LeftOutBecause, NEW_CALLER, SUBJECT_LENGTH,
    Value, WrapUp, WrapUpPlan, Write, due_at, full_name, mark_value,
};
use crate::call::Call;
use crate::crm::Identity;
use crate::disposition::{Disposition, Due, Effect, Target};
use crate::event::Direction;
use crate::record::CallerObject;
use crate::shape::{FieldShape, OrgShape};
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

pub(super) struct Draft<'a> {
    pub(super) wrap_up: &'a WrapUp,
    pub(super) call: &'a Call,
    pub(super) me: &'a Identity,
    pub(super) zone: &'a TimeZone,
    pub(super) org: &'a OrgShape,
    pub(super) plan: WrapUpPlan,
}

impl Draft<'_> {
    /// The whole plan.
    pub(super) fn of(mut self, disposition: &Disposition) -> WrapUpPlan {
        self.new_caller();
        self.call_log(disposition);
        for effect in &disposition.effects {
            match effect {
                Effect::Set { on, field, value, only_from, .. } => self.set(*on, field, value, only_from),
                Effect::FollowUpTask { subject, due } => self.task(subject, *due),
                Effect::FollowUpEvent { subject, due, minutes } => self.event(subject, *due, *minutes),
            }
        }
        self.plan
    }

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
        fields.insert("Subject".into(), Value::text(one_line(subject)));
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

/// Salesforce keeps a subject on one line; where it carries the commit mark it must come back letter by letter.
fn one_line(text: &str) -> String {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect();
    words.join(" ")
}

const fn call_type(direction: Direction) -> &'static str {
    match direction {
        Direction::Inbound => "Inbound",
        Direction::Outbound => "Outbound",
        Direction::Internal => "Internal",
    }
}
