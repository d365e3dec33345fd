//! Automations as the setup shows them.

use super::{Lens, action as actions, caller, millis, outbox, wrong};
use crate::ipc::automations::{
    BecauseView, CallWord, CannotView, ChoiceView, ChoicesView, DidView, FactView, FaultView, HeldBackView,
    InputChoice, KeptCallView, LeftOutStep, ParentView, RecordChangeView, RunCallView, RunStateView, RunStepView,
    RunView, WatchView,
};
use crate::ipc::caller::NamedRecordView;
use callside_core::action::{Action, Actions};
use callside_core::automation::{
    Cannot, Done, Happened, HeldBack, LeftOut, Outcome, RecordChange, RunState, StepDone, Trigger,
};
use callside_core::config::Fault;
use callside_core::event::CallChange;
use callside_core::facts::{Kind, kind_of_field, of};
use callside_core::ids::{CallKey, RecordId};
use callside_core::parents::Offered;
use callside_core::phone::{self, Line};
use callside_core::record::object_of;
use callside_store::{Caption, StoredRun};
use serde::Deserialize as _;
use serde::de::IntoDeserializer as _;
use serde::de::value::Error;
use serde_json::Value;
use std::collections::HashMap;

/// What can be picked for a trigger.
#[must_use]
pub fn choices(trigger: &Trigger, lens: &Lens, actions: Vec<ChoiceView>) -> ChoicesView {
    let vocabulary = trigger.vocabulary(&lens.org);
    let facts = vocabulary.names().map(|(path, kind)| fact(path, kind, vocabulary.values(path).unwrap_or_default()));
    let parents =
        trigger.branches().into_iter().flat_map(|(branch, object)| below(branch, &lens.org.offered(object, &[])));
    let plain = |name: &str, label: String| ChoiceView { name: name.to_owned(), label, inputs: Vec::new() };
    let fields = trigger.object().and_then(|object| Some((object, lens.org.objects.get(object)?)));
    ChoicesView {
        facts: facts.collect(),
        parents: parents.collect(),
        actions,
        objects: lens.org.objects.keys().map(|object| plain(object, lens.object(object))).collect(),
        fields: fields.map_or_else(Vec::new, |(object, shape)| {
            shape.fields.keys().map(|field| plain(field, lens.field(object, field))).collect()
        }),
        dispositions: lens.table.rows.iter().map(|row| plain(&row.code.0, row.label.clone())).collect(),
        events: CallChange::WORDS.iter().map(|word| call_word(word)).collect(),
    }
}

/// What can be named of a parent at this path; of the object itself for an empty one.
#[must_use]
pub fn parent(path: &str, offered: &Offered) -> ParentView {
    let facts = offered.fields.iter().map(|(name, kind)| fact(&joined(path, name), kind_of_field(kind), &[]));
    ParentView { facts: facts.collect(), parents: below(path, offered) }
}

fn below(path: &str, offered: &Offered) -> Vec<String> {
    offered.relationships.iter().map(|name| joined(path, name)).collect()
}

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

fn fact(path: &str, kind: Kind, values: &[String]) -> FactView {
    let word = serde_json::to_value(kind).ok().and_then(|word| word.as_str().map(str::to_owned));
    FactView { path: path.to_owned(), kind: word.unwrap_or_default(), values: values.to_vec() }
}

/// An action with what can be given to its first part.
#[must_use]
pub fn action(action: &Action, lens: &Lens) -> ChoiceView {
    let mut inputs = Vec::new();
    if let Some(part) = action.parts.first() {
        inputs.extend(part.template.inputs.iter().map(|input| InputChoice {
            name: input.name.clone(),
            label: input.label.clone(),
            required: input.required && input.value.is_none(),
        }));
        let step = part.step();
        let object = step.and_then(|step| step.object()).unwrap_or_default();
        let fields = step.map(|step| step.fields().0).unwrap_or_default();
        inputs.extend(fields.iter().filter(|field| !field.hidden).map(|spec| InputChoice {
            name: spec.field.clone(),
            label: spec.label.clone().unwrap_or_else(|| lens.field(object, &spec.field)),
            required: spec.required && spec.value.is_none(),
        }));
    }
    ChoiceView { name: action.name.clone(), label: action.title.clone(), inputs }
}

/// Something that is wrong in a file.
#[must_use]
pub fn fault(fault: &Fault) -> FaultView {
    FaultView {
        line: fault.line,
        path: fault.path.clone(),
        wrong: wrong::of_file(&fault.problem),
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

/// One run; the actions give what it did its names.
#[must_use]
pub fn run(stored: &StoredRun, calls: &HashMap<CallKey, Caption>, known: &Actions, lens: &Lens) -> RunView {
    RunView {
        id: stored.id,
        automation: stored.run.automation.to_string(),
        title: stored.run.title.clone(),
        at: millis(stored.began_at),
        because: because(stored, calls, lens),
        state: state(stored),
        steps: steps(stored, known, lens),
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

fn because(stored: &StoredRun, calls: &HashMap<CallKey, Caption>, lens: &Lens) -> BecauseView {
    let call = |key: &CallKey| RunCallView {
        key: key.to_string(),
        id: key.id().to_owned(),
        kept: calls.get(key).map(|call| kept(call, lens)),
    };
    let record = |object: &str, id: &RecordId| NamedRecordView {
        name: of::record_name(&stored.run.facts),
        ..outbox::by_id(object, id, lens)
    };
    match &stored.occurrence.happened {
        Happened::Call { call: key, word } => BecauseView::Call { call: call(key), word: call_word(word) },
        Happened::Disposition { call: key, code } => {
            BecauseView::Disposition { call: call(key), label: lens.disposition(code) }
        }
        Happened::Record { object, id, change, .. } => {
            let change = match change {
                RecordChange::New => RecordChangeView::New,
                RecordChange::Updated { .. } => RecordChangeView::Updated,
                RecordChange::Deleted => RecordChangeView::Deleted,
            };
            BecauseView::Record { record: record(object, id), change }
        }
        Happened::Message { object, id, .. } => BecauseView::Message { record: record(object, id) },
    }
}

fn kept(call: &Caption, lens: &Lens) -> KeptCallView {
    let line = call.number.as_deref().map_or(Line::Withheld, |number| phone::read(number, lens.home));
    let number = caller::number(&line, false);
    KeptCallView { who: call.name.clone(), number, began_at: millis(call.began_at) }
}

/// A word of a phone system's events; what only a newer version can say is something else.
fn call_word(word: &str) -> CallWord {
    let read: Result<CallWord, Error> = CallWord::deserialize(word.into_deserializer());
    read.unwrap_or(CallWord::Noted)
}

fn steps(stored: &StoredRun, known: &Actions, lens: &Lens) -> Vec<RunStepView> {
    let mut steps: Vec<RunStepView> = stored.run.done.iter().map(|done| step(done, known, lens)).collect();
    let held_back = |why| Some(DidView::HeldBack { why });
    let last = match (&stored.run.state, stored.held_back) {
        (_, Some(HeldBack::OwnWrite)) => held_back(HeldBackView::OwnWrite),
        (_, Some(HeldBack::Chain)) => held_back(HeldBackView::Chain),
        (_, Some(HeldBack::TooOften)) => held_back(HeldBackView::TooOften),
        (RunState::Finished { outcome }, None) => ended(outcome, lens),
        _ => None,
    };
    let number = u32::try_from(steps.len()).unwrap_or(u32::MAX - 1) + 1;
    steps.extend(last.map(|did| RunStepView { number, did, records: Vec::new(), waits: false }));
    steps
}

fn ended(outcome: &Outcome, lens: &Lens) -> Option<DidView> {
    match outcome {
        Outcome::Done => None,
        Outcome::TakenBack { step } => Some(DidView::TakenBack { step: *step }),
        Outcome::Failed { step, why } => Some(DidView::Failed { step: *step, why: cannot(why, lens) }),
        Outcome::TooManySteps => Some(DidView::TooManySteps),
    }
}

fn cannot(why: &Cannot, lens: &Lens) -> CannotView {
    match why {
        Cannot::NoAction { action } => CannotView::NoAction { action: action.clone() },
        Cannot::DoesNotFit { faults } => CannotView::DoesNotFit {
            because: faults.iter().map(|fault| actions::misfit(fault, lens).because).collect(),
        },
        Cannot::Refused { message } => CannotView::Refused { message: message.clone() },
        Cannot::Unexpected { code } => CannotView::Unexpected { code: code.clone() },
        Cannot::NoStep => CannotView::NoStep,
    }
}

fn step(done: &StepDone, known: &Actions, lens: &Lens) -> RunStepView {
    let waits = matches!(&done.what, Done::Action { .. }) && done.result.is_none();
    let did = match &done.what {
        Done::Action { action, with } => {
            let known = known.action(action);
            let template = known.as_ref().and_then(|action| action.parts.first()).map(|part| &part.template);
            let label = |name: &String| {
                template.map_or_else(|| name.clone(), |template| actions::given_label(template, name, lens))
            };
            DidView::Ran {
                action: known.as_ref().map_or(action, |known| &known.title).clone(),
                inputs: with.iter().map(|(name, value)| (label(name), short(value))).collect(),
            }
        }
        Done::Toast { text } => DidView::Showed { text: text.clone() },
        Done::OpenRecord { .. } => DidView::Opened,
        Done::Tag { tag } => DidView::Tagged { tag: tag.clone() },
        Done::Branch { when, held } => DidView::Asked { when: when.to_string(), held: *held },
        Done::LeftOut { step } => DidView::LeftOut {
            step: match step {
                LeftOut::Toast => LeftOutStep::Toast,
                LeftOut::OpenRecord => LeftOutStep::OpenRecord,
                LeftOut::Tag => LeftOutStep::Tag,
            },
        },
    };
    let mut records = records(done.result.as_ref(), lens);
    if let Done::OpenRecord { record } = &done.what {
        // Salesforce's pages find records of any object under this name.
        let named = outbox::by_id(object_of(record).unwrap_or("sObject"), record, lens);
        let label = if object_of(record).is_some() { named.label } else { record.to_string() };
        records.push(NamedRecordView { label, ..named });
    }
    RunStepView { number: done.number, did, records, waits }
}

fn short(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    if text.chars().count() > 80 { text.chars().take(79).chain(['…']).collect() } else { text }
}

/// Records that an action gave back.
fn records(result: Option<&Value>, lens: &Lens) -> Vec<NamedRecordView> {
    let list = result.and_then(|value| value.get("records")).and_then(Value::as_array).into_iter().flatten();
    let text = |row: &Value, key: &str| row.get(key).and_then(Value::as_str).map(str::to_owned);
    let record = |row: &Value| {
        let id = RecordId::new(&text(row, "id")?).ok()?;
        Some(outbox::by_id(&text(row, "object")?, &id, lens))
    };
    list.filter_map(record).collect()
}

#[cfg(test)]
#[path = "automations_tests.rs"]
mod tests;
