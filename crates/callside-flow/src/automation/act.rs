//! Running an action for a step: through the same path as when a person runs it.

use crate::action::{Asked, Prepared, Ran};
use crate::companion::Inner;
use crate::error::FlowError;
use callside_core::action::{self, Action, ActionPart, Given, defaults};
use callside_core::automation::{Act, Cannot, Next, Occurrence, Run, outbox_key};
use callside_core::crm::{CrmError, Receipt};
use callside_core::facts::Facts;
use callside_core::ids::EntryId;
use callside_core::outbox::Work;
use callside_store::{Due, StoredRun};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What became of an action.
pub(super) enum Acted {
    /// It is in the outbox, and the run waits for it.
    Queued(EntryId),
    /// It gave this back at once.
    Gave(Value),
    /// It cannot be done, and why.
    Cannot(Cannot),
    /// Salesforce cannot be asked just now; the run goes on later.
    NotNow,
}

/// The first write of a run that begins, where it begins with one: the run then waits for it, and both are kept with the
/// decision. Everything else is left to the steps of the run.
pub(super) async fn first(
    inner: &Arc<Inner>,
    occurrence: &Occurrence,
    run: &mut Run,
) -> Result<Option<(u32, action::Run)>, FlowError> {
    let mut ahead = run.clone();
    let Next::Act(act) = ahead.advance() else { return Ok(None) };
    let Some(action) = inner.actions().action(&act.action) else { return Ok(None) };
    // Its key is that of the run, which has no number yet.
    match inner.prepare(asked(&action, &run.facts, occurrence, &act, "")).await {
        Ok(Prepared::Writes(write)) => {
            *run = ahead;
            Ok(Some((act.number, write)))
        }
        Ok(Prepared::Reads(_) | Prepared::Faults { .. }) => Ok(None),
        Err(FlowError::SignInNeeded | FlowError::Crm(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Runs it under the key of its run and step: however often it is asked for, the outbox has it once.
pub(super) async fn act(inner: &Arc<Inner>, stored: &StoredRun, act: &Act) -> Result<Acted, FlowError> {
    let Some(action) = inner.actions().action(&act.action) else {
        return Ok(Acted::Cannot(Cannot::NoAction { action: act.action.clone() }));
    };
    let key = outbox_key(stored.id, act.number);
    match inner.run(asked(&action, &stored.run.facts, &stored.occurrence, act, &key)).await {
        Ok(Ran::Queued(entry) | Ran::Before(entry)) => Ok(Acted::Queued(entry)),
        Ok(Ran::Answered(answers)) => Ok(Acted::Gave(answers.last().map_or(Value::Null, |answer| answer.for_next()))),
        Ok(Ran::Faults { faults, .. }) => Ok(Acted::Cannot(Cannot::DoesNotFit { faults })),
        Err(FlowError::Crm(CrmError::Refused(refusal))) => {
            Ok(Acted::Cannot(Cannot::Refused { message: refusal.message }))
        }
        Err(FlowError::Crm(CrmError::TooLarge)) => {
            Ok(Acted::Cannot(Cannot::Unexpected { code: "TOO_LARGE".to_owned() }))
        }
        Err(FlowError::Crm(CrmError::Unexpected { code })) => Ok(Acted::Cannot(Cannot::Unexpected { code })),
        Err(FlowError::SignInNeeded | FlowError::Crm(_)) => Ok(Acted::NotNow),
        Err(error) => Err(error),
    }
}

/// The action as a step asks for it.
fn asked<'a>(action: &'a Action, facts: &Facts, occurrence: &Occurrence, act: &'a Act, key: &'a str) -> Asked<'a> {
    let first = action.parts.first().map(|part| given(part, facts, &act.with));
    let parts = action.parts.iter().cloned().enumerate();
    let parts = parts.map(|(n, part)| (part, first.clone().filter(|_| n == 0))).collect();
    let call = occurrence.happened.call().cloned();
    let (name, title) = (act.action.as_str(), action.title.as_str());
    Asked { name, title, parts, facts: facts.clone(), call, key, due: Due::WithNext }
}

/// What was set for the action, with what the automation says over it: names of inputs are inputs, all others fields.
fn given(part: &ActionPart, facts: &Facts, with: &BTreeMap<String, Value>) -> Given {
    let mut given = part.given(facts);
    for (name, value) in with {
        let is_input = part.template.inputs.iter().any(|input| input.name == *name);
        let place = if is_input { &mut given.inputs } else { &mut given.fields };
        place.insert(name.clone(), value.clone());
    }
    // What a form would propose for a field is a person's to decide; which record it is about is not.
    if let Some(step) = part.step() {
        given.inputs = defaults(&part.template, step, &given, facts, None).inputs;
    }
    given
}

/// What an action that was written gives to the steps after it: what its last part read back, and every record.
pub(super) fn gave(work: &Work, receipt: &Receipt) -> Value {
    let last = match work {
        Work::Action { run } => run.steps.iter().rev().find_map(|step| step.done.as_ref()).map(|done| done.for_next()),
        _ => None,
    };
    let mut value = last.filter(Value::is_object).unwrap_or_else(|| json!({}));
    let records = receipt.records.iter();
    let records = records.map(|w| json!({"id": w.id, "object": w.object, "created": w.created})).collect();
    if value.get("id").is_none()
        && let Some(first) = receipt.records.first()
    {
        value["id"] = json!(first.id);
    }
    value["records"] = records;
    value
}
