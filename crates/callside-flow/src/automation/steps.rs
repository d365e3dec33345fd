//! Runs take their steps.

use super::act::{self, Acted};
use crate::companion::Inner;
use crate::error::FlowError;
use crate::notice::Notice;
use callside_core::automation::{Next, Outcome, outbox_key};
use callside_core::event::{CallChange, CallEvent, CallFacts, Event};
use callside_core::ids::{CallKey, EventId, RecordId};
use callside_core::outbox::State;
use callside_store::{Due, StoredRun};
use std::sync::Arc;

/// Runs that are taken on before anything else is looked at.
const BATCH: u32 = 50;

/// Tells runs what became of the outbox entries that they wait for.
pub(super) async fn answered(inner: &Arc<Inner>) -> Result<bool, FlowError> {
    let runs = inner.store.answered_runs(BATCH).await?;
    for mut stored in runs.iter().cloned() {
        let (Some(entry), Some(step)) = (stored.entry, stored.run.waits_for()) else { continue };
        let wrote = match inner.store.entry(entry).await?.map(|entry| (entry.work, entry.state)) {
            Some((work, State::Done { receipt, .. })) => {
                stored.run.acted(step, Ok(act::gave(&work, &receipt)));
                receipt.records.into_iter().map(|written| written.id).collect::<Vec<RecordId>>()
            }
            _ => {
                stored.run.acted(step, Err(Outcome::TakenBack { step }));
                Vec::new()
            }
        };
        inner.store.save_run(&stored, None, &wrote, Due::WithNext, inner.now()).await?;
        inner.say(Notice::Automations);
    }
    Ok(!runs.is_empty())
}

/// Takes runs on as far as they go.
pub(super) async fn going(inner: &Arc<Inner>) -> Result<bool, FlowError> {
    let runs = inner.store.going_runs(BATCH).await?;
    let mut moved = false;
    for stored in runs {
        moved |= take_on(inner, stored).await?;
        inner.say(Notice::Automations);
    }
    Ok(moved)
}

/// What is shown or opened is kept as done first: after a kill it is rather missing than there twice. Says whether the run got anywhere: while Salesforce cannot be asked, one that must ask it does not.
async fn take_on(inner: &Arc<Inner>, mut stored: StoredRun) -> Result<bool, FlowError> {
    loop {
        let next = stored.run.advance();
        match next {
            Next::Act(act) => match act::act(inner, &stored, &act).await? {
                Acted::Queued(entry) => {
                    inner.store.save_run(&stored, Some(entry), &[], Due::WithNext, inner.now()).await?;
                    return Ok(true);
                }
                Acted::Gave(value) => stored.run.acted(act.number, Ok(value)),
                Acted::NotNow => return Ok(false),
                Acted::Cannot(why) => stored.run.acted(act.number, Err(Outcome::Failed { step: act.number, why })),
            },
            Next::Toast(text) => {
                inner.store.save_run(&stored, None, &[], Due::Now, inner.now()).await?;
                inner.say(Notice::AutomationToast { title: stored.run.title.clone(), text });
            }
            Next::OpenRecord(record) => {
                inner.store.save_run(&stored, None, &[], Due::Now, inner.now()).await?;
                inner.say(Notice::OpenRecord { record });
            }
            Next::Tag(tag) => {
                if let Some(call) = stored.occurrence.happened.call() {
                    let event = tagged(inner, &stored, call, tag);
                    inner.take_in(&[event], inner.now()).await?;
                }
            }
            Next::Finished(_) => {
                inner.store.save_run(&stored, None, &[], Due::WithNext, inner.now()).await?;
                return Ok(true);
            }
        }
    }
}

/// Facts come in only as events, so a tag of ours is one: its id makes it the same however often the step is taken.
fn tagged(inner: &Inner, stored: &StoredRun, call: &CallKey, tag: String) -> Event {
    let step = u32::try_from(stored.run.done.len()).unwrap_or(u32::MAX);
    Event::Call(CallEvent {
        id: EventId(outbox_key(stored.id, step)),
        call: call.clone(),
        at: inner.now(),
        what: CallChange::Tagged { tag },
        facts: CallFacts::default(),
    })
}
