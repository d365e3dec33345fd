//! The exact writes of a wrap-up, as people read them.

use super::{Lens, millis, values};
use crate::ipc::caller::RecordView;
use crate::ipc::wrap_up::{
    AppointmentView, AtDeskView, CalendarView, ChangeView, LeftOutReason, LeftOutView, PlanView, TitleView, WriteView,
};
use callside_core::calendar::{Appointment, Slots, When};
use callside_core::plan::{Action, AtDesk, CALL_LOG, LeftOut, LeftOutBecause, NEW_CALLER, WrapUpPlan, Write};
use jiff::tz::TimeZone;

/// Fields of activities that are the same every time or say nothing to people: owner, relations, the commit mark. What
/// the mapping adds is shown.
const BOOKKEEPING: [&str; 13] = [
    "CallDurationInSeconds",
    "CallKey__c",
    "CallObject",
    "CallType",
    "IsReminderSet",
    "OwnerId",
    "Priority",
    "RecordTypeId",
    "Status",
    "Subject",
    "TaskSubtype",
    "WhatId",
    "WhoId",
];

/// Whether a field of a record says something to people.
#[must_use]
pub(super) fn tells(object: &str, field: &str) -> bool {
    !matches!(object, "Task" | "Event") || !BOOKKEEPING.contains(&field)
}

/// The plan, as an agent reads it.
#[must_use]
pub fn plan(plan: &WrapUpPlan, lens: &Lens) -> PlanView {
    view(plan, lens, false)
}

/// The plan with every field, as an admin reads it.
#[must_use]
pub fn whole(plan: &WrapUpPlan, lens: &Lens) -> PlanView {
    view(plan, lens, true)
}

fn view(plan: &WrapUpPlan, lens: &Lens, whole: bool) -> PlanView {
    let shortened = plan.shortened.iter().map(|field| LeftOutView {
        field: lens.field("Task", field),
        object: lens.object("Task"),
        because: LeftOutReason::Shortened,
    });
    PlanView {
        writes: plan.writes.iter().map(|it| write(it, lens, whole)).collect(),
        left_out: plan.left_out.iter().filter_map(|left| left_out(left, lens)).chain(shortened).collect(),
        at_desk: plan.at_desk.iter().map(|deed| at_desk(deed, lens)).collect(),
    }
}

fn at_desk(deed: &AtDesk, lens: &Lens) -> AtDeskView {
    let zone = || lens.zone.iana_name().map(str::to_owned);
    match deed {
        AtDesk::CallBack { due_at, tries, .. } => {
            AtDeskView::CallBack { at: super::millis(*due_at), zone: zone(), tries: *tries }
        }
        AtDesk::Suppress { .. } => AtDeskView::Suppress,
        AtDesk::Message { action, due_at, .. } => {
            AtDeskView::Message { action: action.clone(), at: super::millis(*due_at), zone: zone() }
        }
    }
}

/// The name or number that the plan's call log carries.
#[must_use]
pub fn caller_name(plan: &WrapUpPlan) -> Option<&str> {
    let log = plan.writes.iter().find(|write| write.reference == CALL_LOG)?;
    Some(log.label.strip_prefix("Call with ").unwrap_or(&log.label))
}

fn write(write: &Write, lens: &Lens, whole: bool) -> WriteView {
    let Write { object, action, fields, label, .. } = write;
    let (record, seen) = match action {
        Action::Create => (None, None),
        Action::Update { id, seen } => (Some(RecordView { object: object.clone(), id: id.to_string() }), Some(seen)),
    };
    let reminder = fields.contains_key("ReminderDateTime");
    let tells = |field: &str| match (write.reference == CALL_LOG, field) {
        _ if whole => true,
        (true, "ActivityDate") => false,
        (false, "ActivityDate") => !reminder,
        _ => self::tells(object, field),
    };
    let changes = fields.iter().filter(|(field, _)| tells(field)).map(|(field, value)| ChangeView {
        field: field.clone(),
        label: lens.field(object, field),
        before: seen.map(|seen| values::json(seen.get(field).unwrap_or(&serde_json::Value::Null))),
        after: values::value(value, &lens.zone),
    });
    WriteView {
        title: title(write, lens),
        label: label.strip_prefix("Call with ").unwrap_or(label).to_owned(),
        record,
        changes: changes.collect(),
    }
}

fn title(write: &Write, lens: &Lens) -> TitleView {
    match (write.reference.as_str(), write.object.as_str(), &write.action) {
        (CALL_LOG, ..) => TitleView::CallLog,
        (NEW_CALLER, object, _) => TitleView::NewRecord { object: lens.object(object) },
        (_, "Event", Action::Create) => TitleView::CalendarEvent,
        (_, object, _) => TitleView::Record { object: lens.object(object) },
    }
}

/// What a written record is, and what people call it, in the list of what was sent.
#[must_use]
pub fn written(reference: &str, plan: &WrapUpPlan, object: &str, lens: &Lens) -> (TitleView, Option<String>) {
    let name = plan.writes.iter().find(|write| write.reference == reference).map(|write| write.label.clone());
    match (reference, object) {
        (CALL_LOG, _) => (TitleView::CallLog, None),
        (_, "Event") => (TitleView::CalendarEvent, name),
        (_, object) => (TitleView::Record { object: lens.object(object) }, name),
    }
}

/// `None` for what has another place anyway: the commit mark moves into the subject when the org hides its field.
fn left_out(left: &LeftOut, lens: &Lens) -> Option<LeftOutView> {
    if matches!(left.field.as_str(), "CallObject" | "CallKey__c") {
        return None;
    }
    let because = match left.because {
        LeftOutBecause::NotInOrg => LeftOutReason::NotInOrg,
        LeftOutBecause::NotAllowed => LeftOutReason::NotAllowed,
        LeftOutBecause::NotFromThere => LeftOutReason::NotFromThere,
        LeftOutBecause::NoRecord => LeftOutReason::NoRecord,
        LeftOutBecause::DoesNotFit => LeftOutReason::DoesNotFit,
        LeftOutBecause::NotEmpty => LeftOutReason::NotEmpty,
        LeftOutBecause::NotOfRecordType => LeftOutReason::NotOfRecordType,
        LeftOutBecause::TriedEnough => LeftOutReason::TriedEnough,
    };
    Some(LeftOutView { field: lens.field(&left.object, &left.field), object: lens.object(&left.object), because })
}

/// What the calendar says.
#[must_use]
pub fn calendar(slots: Option<Slots>, zone: &TimeZone) -> CalendarView {
    let Some(Slots { free, taken_by }) = slots else { return CalendarView::Silent };
    let view = |it: Appointment| {
        let (from, until) = it.when.span(zone)?;
        let whole_days = matches!(it.when, When::Days { .. });
        Some(AppointmentView { subject: it.subject, from: millis(from), until: millis(until), whole_days })
    };
    CalendarView::Told { free: free.into_iter().map(millis).collect(), taken_by: taken_by.and_then(view) }
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
