//! Building a plan: the new caller first, then the call log, then what the disposition and the mapping add.

use super::{
    About, Action, CALL_LOG, CommitMark, Ground, LeftOutBecause, NEW_CALLER, SUBJECT_LENGTH, Value, WrapUpPlan,
    full_name, mark_value,
};
use crate::disposition::{Effect, Target};
use crate::mapping::{Given, Sheet, Source, Telling};
use crate::record::CallerObject;
use std::cell::OnceCell;
use std::collections::BTreeMap;

pub(super) struct Draft<'a> {
    pub(super) telling: Telling<'a>,
    pub(super) ground: Ground<'a>,
    pub(super) plan: WrapUpPlan,
    /// The other party's number, E.164, once it was read: that takes longer than the rest of a plan.
    pub(super) number: OnceCell<Option<String>>,
}

impl Draft<'_> {
    /// The whole plan.
    pub(super) fn of(mut self) -> WrapUpPlan {
        self.new_caller();
        self.call_log();
        for effect in &self.telling.disposition.effects {
            match effect {
                Effect::Set { on, field, value, only_from, .. } => {
                    if self.telling.disposition.counts(effect, self.type_on(*on)) {
                        self.set(*on, field, value, only_from);
                    }
                }
                Effect::FollowUpTask { subject, due } => self.task(subject, *due),
                Effect::FollowUpEvent { subject, due, minutes } => self.event(subject, *due, *minutes),
                Effect::Retry { subject, minutes, at_most, message } => {
                    self.retry(subject, *minutes, *at_most, message.as_deref());
                }
                Effect::Suppress => self.suppress(),
            }
        }
        self.mapped_updates();
        self.plan
    }

    pub(super) fn caller_name(&self) -> String {
        Source::caller(&self.telling)
    }

    /// What the agent filled in stands; the mapping adds the fields that the form does not show.
    fn new_caller(&mut self) {
        let About::New { object, fields } = &self.telling.wrap_up.about else { return };
        let sheet = match object {
            CallerObject::Lead => Sheet::NewLead,
            CallerObject::Contact | CallerObject::Account => Sheet::NewContact,
        };
        let mut fields = fields.clone();
        for (field, value) in self.mapped(sheet) {
            if !sheet.form_fields().contains(&field.as_str()) {
                fields.entry(field).or_insert(value);
            }
        }
        let label = full_name(&fields);
        self.write(NEW_CALLER, object.api_name(), Action::Create, fields, label);
    }

    fn call_log(&mut self) {
        let (call, name) = (self.telling.call, self.caller_name());
        let mut fields = self.mapped(Sheet::CallLog);
        fields.extend(self.relations());
        fields.insert("CallObject".into(), Value::text(call.key.to_string()));
        match self.plan.mark {
            CommitMark::CallKey => {
                let mark = mark_value(&call.key, &self.ground.me.user);
                fields.insert("CallKey__c".into(), Value::text(mark));
            }
            CommitMark::Subject => {
                let subject = self.marked(fields.get("Subject"));
                fields.insert("Subject".into(), subject);
            }
            CommitMark::CallObject => {}
        }
        self.write(CALL_LOG, "Task", Action::Create, fields, format!("Call with {name}"));
    }

    /// The key goes last and is never cut: a long name gives way.
    fn marked(&self, subject: Option<&Value>) -> Value {
        let Some(Value::Text(subject)) = subject else { return Value::text(format!("[{}]", self.telling.call.key)) };
        let key = format!(" [{}]", self.telling.call.key);
        let room = SUBJECT_LENGTH.saturating_sub(key.chars().count());
        Value::Text(subject.chars().take(room).chain(key.chars()).collect())
    }

    fn set(&mut self, on: Target, field: &str, value: &Value, only_from: &[String]) {
        if let About::New { object, .. } = &self.telling.wrap_up.about
            && object.api_name() == on.api_name()
        {
            return self.set_on_new(on, field, value);
        }
        let Some(related) = self.telling.wrap_up.related.iter().find(|r| r.object == on) else {
            // A Lead effect on a Contact's call is no news; a missing opportunity is.
            if matches!(on, Target::Opportunity | Target::Case) {
                self.leave_out(on.api_name(), field, LeftOutBecause::NoRecord);
            }
            return;
        };
        let from = related.values.get(field).and_then(serde_json::Value::as_str).unwrap_or_default();
        if !only_from.is_empty() && !only_from.iter().any(|f| f == from) {
            return self.leave_out(on.api_name(), field, LeftOutBecause::NotFromThere);
        }
        self.update(on, field, value.clone());
    }

    /// Changes a record that exists. Only what the agent was shown can be held against what stands there later.
    fn update(&mut self, on: Target, field: &str, value: Value) {
        let Some(related) = self.telling.wrap_up.related.iter().find(|r| r.object == on) else { return };
        if self.is_lacking(on, field, &value) {
            return self.leave_out(on.api_name(), field, LeftOutBecause::NotOfRecordType);
        }
        let seen = related.values.get(field).cloned().into_iter().map(|seen| (field.to_owned(), seen)).collect();
        let action = Action::Update { id: related.id.clone(), seen };
        let fields = BTreeMap::from([(field.to_owned(), value)]);
        self.write(&on.api_name().to_lowercase(), on.api_name(), action, fields, related.label.clone());
    }

    fn set_on_new(&mut self, on: Target, field: &str, value: &Value) {
        if self.is_lacking(on, field, value) {
            return self.leave_out(on.api_name(), field, LeftOutBecause::NotOfRecordType);
        }
        let fits = self.fits(on.api_name(), field, true);
        if let (true, Some(write)) = (fits, self.plan.writes.iter_mut().find(|w| w.reference == NEW_CALLER)) {
            write.fields.insert(field.to_owned(), value.clone());
        }
    }

    /// What the mapping writes to the records that the call is about. What the disposition sets goes before.
    fn mapped_updates(&mut self) {
        for (on, sheet) in [
            (Target::Contact, Sheet::Contact),
            (Target::Lead, Sheet::Lead),
            (Target::Opportunity, Sheet::Opportunity),
            (Target::Case, Sheet::Case),
        ] {
            let Some(related) = self.telling.wrap_up.related.iter().find(|r| r.object == on) else { continue };
            let record_type = self.type_on(on);
            for row in self.ground.mapping.rows_for(sheet, record_type) {
                let stands = related.values.get(&row.field).is_some_and(|value| !is_empty(value));
                let decided = self
                    .plan
                    .writes
                    .iter()
                    .any(|write| write.object == on.api_name() && write.fields.contains_key(&row.field));
                if decided {
                    continue;
                }
                match row.give(&self.telling, self.ground.org) {
                    Given::Value(_) if row.only_when_empty && stands => {
                        self.leave_out(on.api_name(), &row.field, LeftOutBecause::NotEmpty);
                    }
                    Given::Value(value) => self.update(on, &row.field, value),
                    Given::DoesNotFit => self.leave_out(on.api_name(), &row.field, LeftOutBecause::DoesNotFit),
                    Given::Nothing => {}
                }
            }
        }
    }
}

fn is_empty(value: &serde_json::Value) -> bool {
    value.is_null() || value.as_str().is_some_and(str::is_empty)
}
