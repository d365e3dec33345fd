//! Two plans side by side.

use super::{Change, Decided, Place};
use crate::disposition::Disposition;
use crate::plan::{About, AtDesk, Value, WrapUp, WrapUpPlan, Write, full_name};
use std::collections::{BTreeMap, BTreeSet};

/// Whether the outcome could be picked, and what would be asked first.
pub(super) fn offers(now: Option<&Disposition>, then: Option<&Disposition>, wrap_up: &WrapUp) -> Vec<Change> {
    match (now, then) {
        (Some(_), None) => vec![Change::NotOffered],
        (None, Some(_)) => vec![Change::OfferedNow],
        (Some(now), Some(then)) if wrap_up.notes.trim().is_empty() => match (now.needs_notes, then.needs_notes) {
            (false, true) => vec![Change::NotesAsked],
            (true, false) => vec![Change::NotesNotAsked],
            _ => vec![],
        },
        _ => vec![],
    }
}

/// Adds what differs between two plans, in the order of the writes.
pub(super) fn plans(now: &WrapUpPlan, then: &WrapUpPlan, changes: &mut Vec<Change>) {
    let find = |plan: &'_ WrapUpPlan, write: &Write| plan.writes.iter().position(|other| same_record(other, write));
    for write in &now.writes {
        let other = find(then, write).map(|i| &then.writes[i]);
        fields(Some(write), other, changes);
    }
    for write in then.writes.iter().filter(|write| find(now, write).is_none()) {
        fields(None, Some(write), changes);
    }
    for what in [Place::CallBack, Place::Suppression, Place::Message] {
        let (before, after) = (deed(now, what), deed(then, what));
        if before != after {
            changes.push(Change::Desk { what, before, after });
        }
    }
}

/// Whether two writes of two plans are about the same record: references are made in the same way in both.
fn same_record(a: &Write, b: &Write) -> bool {
    a.reference == b.reference && a.object == b.object
}

fn fields(now: Option<&Write>, then: Option<&Write>, changes: &mut Vec<Change>) {
    let Some(write) = now.or(then) else { return };
    let none = BTreeMap::new();
    let (before, after) = (now.map_or(&none, |w| &w.fields), then.map_or(&none, |w| &w.fields));
    if before == after {
        return;
    }
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for field in names {
        let (before, after) = (before.get(field), after.get(field));
        if before != after {
            changes.push(Change::Field {
                object: write.object.clone(),
                label: write.label.clone(),
                field: field.clone(),
                before: before.cloned(),
                after: after.cloned(),
            });
        }
    }
}

fn deed(plan: &WrapUpPlan, what: Place) -> Option<Value> {
    plan.at_desk.iter().find_map(|deed| match (what, deed) {
        (Place::CallBack, AtDesk::CallBack { due_at, .. }) => Some(Value::Moment(*due_at)),
        (Place::Suppression, AtDesk::Suppress { number }) => Some(Value::text(number)),
        (Place::Message, AtDesk::Message { action, .. }) => Some(Value::text(action)),
        _ => None,
    })
}

/// What people call the other party of a decided call.
#[must_use]
pub fn who(decided: &Decided) -> String {
    let name = match &decided.wrap_up.about {
        About::Known { name, .. } => Some(name.clone()),
        About::New { fields, .. } => Some(full_name(fields)),
        About::Nobody => None,
    };
    let heard = || decided.call.customer_name().or_else(|| decided.call.customer_number()).cloned();
    name.filter(|name| !name.trim().is_empty()).or_else(heard).unwrap_or_default()
}
