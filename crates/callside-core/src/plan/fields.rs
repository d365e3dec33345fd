//! What the mapping gives, what the org takes, and what is said about the rest.

use super::draft::Draft;
use super::{About, Action, DESCRIPTION_LENGTH, LeftOut, LeftOutBecause, NEW_CALLER, SUBJECT_LENGTH, Value, Write};
use crate::describe::RECORD_TYPE;
use crate::disposition::Target;
use crate::mapping::{Given, Sheet};
use crate::record::CallerObject;
use crate::shape::FieldShape;
use std::collections::BTreeMap;

impl<'a> Draft<'a> {
    /// The fields of a new record by the mapping.
    pub(super) fn mapped(&mut self, sheet: Sheet) -> BTreeMap<String, Value> {
        let mut fields = BTreeMap::new();
        let record_type = self.record_type(sheet);
        for row in self.ground.mapping.rows_for(sheet, record_type) {
            match row.give(&self.telling, self.ground.org) {
                Given::Value(value) => drop(fields.insert(row.field.clone(), value)),
                Given::DoesNotFit => self.leave_out(sheet.api_name(), &row.field, LeftOutBecause::DoesNotFit),
                Given::Nothing => {}
            }
        }
        fields
    }

    /// The record type that a new record gets: the one that the mapping writes, else the user's default.
    fn record_type(&self, sheet: Sheet) -> Option<&'a str> {
        let object = self.ground.org.objects.get(sheet.api_name())?;
        if object.record_types.is_empty() {
            return None;
        }
        let (telling, org) = (self.telling, self.ground.org);
        let written = self.ground.mapping.rows_for(sheet, None).find(|row| row.field == RECORD_TYPE);
        let id = written.and_then(|row| match row.give(&telling, org) {
            Given::Value(Value::Record(id)) => Some(id),
            _ => None,
        });
        let mut types = object.record_types.iter();
        let found = match id {
            Some(id) => types.find(|it| it.id == id),
            None => types.find(|it| it.is_default),
        };
        found.map(|it| it.name.as_str())
    }

    /// The record type of the record that an effect changes: what a new one gets, or what the agent's copy says.
    pub(super) fn type_on(&self, on: Target) -> Option<&'a str> {
        if let About::New { object, .. } = &self.telling.wrap_up.about
            && object.api_name() == on.api_name()
        {
            return self.record_type(if on == Target::Lead { Sheet::NewLead } else { Sheet::NewContact });
        }
        let related = self.telling.wrap_up.related.iter().find(|related| related.object == on)?;
        let id = related.values.get(RECORD_TYPE)?.as_str()?;
        let types = &self.ground.org.objects.get(on.api_name())?.record_types;
        types.iter().find(|it| it.id.as_str() == id).map(|it| it.name.as_str())
    }

    /// Whether records of this one's type do not have the value: Salesforce would refuse the whole wrap-up for it.
    pub(super) fn is_lacking(&self, on: Target, field: &str, value: &Value) -> bool {
        let (Value::Text(text), Some(of)) = (value, self.type_on(on)) else { return false };
        let object = self.ground.org.objects.get(on.api_name());
        let lacking = object.map(|object| object.lacking(field, text, |name| name == of)).unwrap_or_default();
        lacking.iter().any(|lacking| lacking.record_type.is_some())
    }

    /// What every activity is about. With a Lead there is no `WhatId`.
    pub(super) fn relations(&self) -> BTreeMap<String, Value> {
        let mut fields = BTreeMap::new();
        let what = self.what();
        match &self.telling.wrap_up.about {
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
        let of = |target| self.telling.wrap_up.related.iter().find(|r| r.object == target);
        of(Target::Case).or_else(|| of(Target::Opportunity)).map(|r| Value::Record(r.id.clone()))
    }

    /// Adds a write, or joins it with an earlier one of the same record; leaves out what the user may not write and
    /// shortens what is too long.
    pub(super) fn write(
        &mut self,
        reference: &str,
        object: &str,
        action: Action,
        fields: BTreeMap<String, Value>,
        label: String,
    ) {
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

    pub(super) fn fits(&mut self, object: &str, field: &str, create: bool) -> bool {
        let because = match self.ground.org.field(object, field) {
            None => LeftOutBecause::NotInOrg,
            Some(FieldShape { createable: false, .. }) if create => LeftOutBecause::NotAllowed,
            Some(FieldShape { updateable: false, .. }) if !create => LeftOutBecause::NotAllowed,
            Some(_) => return true,
        };
        self.leave_out(object, field, because);
        false
    }

    pub(super) fn leave_out(&mut self, object: &str, field: &str, because: LeftOutBecause) {
        let left = LeftOut { object: object.into(), field: field.into(), because };
        if !self.plan.left_out.contains(&left) {
            self.plan.left_out.push(left);
        }
    }

    fn shorten(&mut self, object: &str, field: &str, value: Value) -> Value {
        let Value::Text(text) = value else { return value };
        let described = self.ground.org.field(object, field).map_or(0, |shape| shape.length as usize);
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
