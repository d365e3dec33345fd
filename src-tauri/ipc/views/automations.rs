//! Automations as the setup shows them.

use super::{Lens, millis};
use crate::ipc::automations::{
    ChoiceView, ChoicesView, FactView, FaultView, RunStateView, RunStepView, RunView, WatchView,
};
use crate::ipc::caller::RecordView;
use callside_core::automation::{Done, Happened, HeldBack, Outcome, RecordChange, RunState, StepDone, Trigger};
use callside_core::config::Fault;
use callside_core::event::CallChange;
use callside_store::StoredRun;
use serde_json::Value;

/// What can be picked for a trigger.
#[must_use]
pub fn choices(trigger: &Trigger, lens: &Lens, actions: Vec<ChoiceView>) -> ChoicesView {
    let vocabulary = trigger.vocabulary(&lens.org);
    let facts = vocabulary.names().map(|(path, kind)| FactView {
        path: path.to_owned(),
        kind: serde_json::to_value(kind).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default(),
        values: vocabulary.values(path).unwrap_or_default().to_vec(),
    });
    let plain = |name: &str, label: String| ChoiceView { name: name.to_owned(), label, inputs: Vec::new() };
    let fields = trigger.object().and_then(|object| Some((object, lens.org.objects.get(object)?)));
    ChoicesView {
        facts: facts.collect(),
        actions,
        objects: lens.org.objects.keys().map(|object| plain(object, lens.object(object))).collect(),
        fields: fields.map_or_else(Vec::new, |(object, shape)| {
            shape.fields.keys().map(|field| plain(field, lens.field(object, field))).collect()
        }),
        dispositions: lens.table.rows.iter().map(|row| plain(&row.code.0, row.label.clone())).collect(),
        events: CallChange::WORDS.iter().map(|word| (*word).to_owned()).collect(),
    }
}

/// Something that is wrong in a file.
#[must_use]
pub fn fault(fault: &Fault) -> FaultView {
    FaultView {
        line: fault.line,
        path: fault.path.clone(),
        message: fault.problem.to_string(),
        nearest: fault.nearest.clone(),
    }
}

/// How the watch over an object goes.
#[must_use]
pub fn watch(view: &callside_flow::WatchView, lens: &Lens) -> WatchView {
    WatchView {
        object: lens.object(&view.object),
        looked_at: view.looked_at.map(millis),
        trouble: view.trouble.clone().map(|error| crate::ipc::error::UiError::from(error).message),
    }
}

/// One run.
#[must_use]
pub fn run(stored: &StoredRun, lens: &Lens) -> RunView {
    RunView {
        id: stored.id,
        automation: stored.run.automation.to_string(),
        title: stored.run.title.clone(),
        at: millis(stored.began_at),
        because: because(&stored.occurrence.happened, lens),
        state: state(stored),
        steps: steps(stored),
        inputs: stored.run.inputs().into_iter().collect(),
    }
}

const fn state(stored: &StoredRun) -> RunStateView {
    match (&stored.run.state, stored.held_back) {
        (_, Some(_)) => RunStateView::HeldBack,
        (RunState::Going, None) => RunStateView::Going,
        (RunState::Waiting { .. }, None) => RunStateView::Waiting,
        (RunState::Finished { outcome: Outcome::Done }, None) => RunStateView::Done,
        (RunState::Finished { .. }, None) => RunStateView::Failed,
    }
}

fn because(happened: &Happened, lens: &Lens) -> String {
    match happened {
        Happened::Call { call, word } => format!("Call {}: {}", call.id(), word.replace('_', " ")),
        Happened::Disposition { call, code } => format!("Call {}: {}", call.id(), lens.disposition(code)),
        Happened::Record { object, id, change, .. } => {
            let what = match change {
                RecordChange::New => "new",
                RecordChange::Updated { .. } => "changed",
                RecordChange::Deleted => "deleted",
            };
            format!("{} {id}: {what}", lens.object(object))
        }
        Happened::Message { object, id, .. } => format!("{} {id}: Outbound Message", lens.object(object)),
    }
}

fn steps(stored: &StoredRun) -> Vec<RunStepView> {
    let mut steps: Vec<RunStepView> = stored.run.done.iter().map(step).collect();
    let last = match (&stored.run.state, stored.held_back) {
        (_, Some(HeldBack::OwnWrite)) => Some("Held back: its own write brought this about.".to_owned()),
        (_, Some(HeldBack::Chain)) => Some("Held back: automations have set each other off too many times.".to_owned()),
        (_, Some(HeldBack::TooOften)) => Some("Held back: it ran as often as it may within an hour.".to_owned()),
        (RunState::Finished { outcome }, None) => ended(outcome),
        _ => None,
    };
    let number = u32::try_from(steps.len()).unwrap_or(u32::MAX - 1) + 1;
    steps.extend(last.map(|did| RunStepView { number, did, records: Vec::new(), waits: false }));
    steps
}

fn ended(outcome: &Outcome) -> Option<String> {
    match outcome {
        Outcome::Done => None,
        Outcome::TakenBack { step } => Some(format!("Ended: step {step} was taken back in the outbox.")),
        Outcome::Failed { step, why } => Some(format!("Ended: step {step} could not be done: {why}.")),
        Outcome::TooManySteps => Some("Ended: it had more steps than it may take.".to_owned()),
    }
}

fn step(done: &StepDone) -> RunStepView {
    let (did, waits) = match &done.what {
        Done::Action { action, with } => {
            let inputs: Vec<String> = with.iter().map(|(name, value)| format!("{name} = {}", short(value))).collect();
            (format!("Ran {action}: {}", inputs.join(", ")), done.result.is_none())
        }
        Done::Toast { text } => (format!("Showed: {text}"), false),
        Done::OpenRecord { record } => (format!("Opened {record}"), false),
        Done::Tag { tag } => (format!("Tagged the call: {tag}"), false),
        Done::Branch { when, held } => (format!("{when}: {}", if *held { "yes" } else { "no" }), false),
        Done::LeftOut { step } => (format!("Left out {}: what it needs is not known", step.replace('_', " ")), false),
    };
    RunStepView { number: done.number, did, records: records(done.result.as_ref()), waits }
}

fn short(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    if text.chars().count() > 80 { text.chars().take(79).chain(['…']).collect() } else { text }
}

/// Records that an action gave back.
fn records(result: Option<&Value>) -> Vec<RecordView> {
    let list = result.and_then(|value| value.get("records")).and_then(Value::as_array).into_iter().flatten();
    let text = |row: &Value, key: &str| row.get(key).and_then(Value::as_str).map(str::to_owned);
    list.filter_map(|row| Some(RecordView { object: text(row, "object")?, id: text(row, "id")? })).collect()
}

#[cfg(test)]
#[path = "automations_tests.rs"]
mod tests;
