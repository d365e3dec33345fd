//! The exact writes of a wrap-up, as people read them.

use super::{Lens, values};
use crate::ipc::caller::RecordView;
use crate::ipc::wrap_up::{ChangeView, PlanView, WriteView};
use callside_core::plan::{Action, CALL_LOG, LeftOut, LeftOutBecause, NEW_CALLER, WrapUpPlan, Write};

/// Fields of activities that matter to people; the others (owner, relations, the commit mark) are bookkeeping.
const TELLING: [&str; 7] = [
    "ActivityDate",
    "CallDisposition",
    "Description",
    "DurationInMinutes",
    "Phone",
    "ReminderDateTime",
    "StartDateTime",
];

/// The plan.
#[must_use]
pub fn plan(plan: &WrapUpPlan, lens: &Lens) -> PlanView {
    let shortened = plan.shortened.iter().map(|field| format!("{} is shortened to fit.", values::spaced(field)));
    PlanView {
        writes: plan.writes.iter().map(|it| write(it, lens)).collect(),
        left_out: plan.left_out.iter().filter_map(|left| left_out(left, lens)).chain(shortened).collect(),
    }
}

/// The name or number that the plan's call log carries.
#[must_use]
pub fn caller_name(plan: &WrapUpPlan) -> Option<&str> {
    let log = plan.writes.iter().find(|write| write.reference == CALL_LOG)?;
    Some(log.label.strip_prefix("Call with ").unwrap_or(&log.label))
}

fn write(write: &Write, lens: &Lens) -> WriteView {
    let Write { object, action, fields, label, .. } = write;
    let (record, seen) = match action {
        Action::Create => (None, None),
        Action::Update { id, seen } => (Some(RecordView { object: object.clone(), id: id.to_string() }), Some(seen)),
    };
    let activity = matches!(object.as_str(), "Task" | "Event");
    let reminder = fields.contains_key("ReminderDateTime");
    let tells = |field: &str| match (write.reference == CALL_LOG, field) {
        (true, "ActivityDate") => false,
        (false, "ActivityDate") => !reminder,
        _ => !activity || TELLING.contains(&field),
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

fn title(write: &Write, lens: &Lens) -> String {
    match (write.reference.as_str(), write.object.as_str(), &write.action) {
        (CALL_LOG, ..) => "Log the call with".to_owned(),
        (NEW_CALLER, object, _) => format!("New {}", lens.object(object).to_lowercase()),
        (_, "Event", Action::Create) => "Calendar event".to_owned(),
        (_, object, _) => lens.object(object),
    }
}

/// What a written record is called in the list of what was sent.
#[must_use]
pub fn written_label(reference: &str, plan: &WrapUpPlan, object: &str, lens: &Lens) -> String {
    let label = plan.writes.iter().find(|write| write.reference == reference).map(|write| write.label.as_str());
    match (reference, object, label) {
        (CALL_LOG, ..) => "Call log".to_owned(),
        (_, "Event", Some(label)) => format!("Calendar event {label}"),
        (_, object, Some(label)) => format!("{} {label}", lens.object(object)),
        (_, object, None) => lens.object(object),
    }
}

/// `None` for what has another place anyway: the commit mark moves into the subject when the org hides its field.
fn left_out(left: &LeftOut, lens: &Lens) -> Option<String> {
    if matches!(left.field.as_str(), "CallObject" | "CallKey__c") {
        return None;
    }
    let (field, object) = (lens.field(&left.object, &left.field), lens.object(&left.object).to_lowercase());
    Some(match left.because {
        LeftOutBecause::NotInOrg => format!("{field} of the {object} is left out: your org does not show it to you."),
        LeftOutBecause::NotAllowed => format!("{field} of the {object} is left out: your user may not write it."),
        LeftOutBecause::NotFromThere => format!("{field} of the {object} stays: it is already past this step."),
        LeftOutBecause::NoRecord => format!("{field} stays: this call is about no {object}."),
    })
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
