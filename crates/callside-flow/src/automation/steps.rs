//! Runs take their steps.

use super::act::{self, Acted};
use super::answers::Told;
use crate::companion::Inner;
use crate::error::FlowError;
use crate::notice::Notice;
use callside_core::automation::{Next, Outcome, RunState, outbox_key};
use callside_core::event::{CallChange, CallEvent, CallFacts, Event};
use callside_core::ids::{CallKey, EntryId, EventId};
use callside_core::outbox::{Entry, State};
use callside_store::{Due, RunChange, StoredRun};
use futures_util::{StreamExt as _, stream};
use std::collections::HashMap;
use std::sync::Arc;

/// Runs that are taken on before anything else is looked at.
const BATCH: u32 = 100;

/// Tells runs what became of the outbox entries that they wait for; one with nothing left to do ends with that. Whether others
/// have more to do, or there are more of them.
pub(super) async fn answered(inner: &Arc<Inner>) -> Result<bool, FlowError> {
    let mut more = false;
    let changes: Vec<RunChange> = match inner.answers.take() {
        Told::All => {
            let runs = inner.store.answered_runs(BATCH).await?;
            if !runs.is_empty() {
                inner.answers.look_at_all();
                more = true;
            }
            runs.into_iter().filter_map(|(run, entry)| told(run, &entry)).collect()
        }
        Told::These(these) if these.is_empty() => return Ok(false),
        Told::These(these) => {
            let ids: Vec<i64> = these.iter().map(|(run, _)| *run).collect();
            let runs = inner.store.waiting_runs(&ids).await?;
            let entries: HashMap<EntryId, &Entry> = these.iter().map(|(_, entry)| (entry.id, entry.as_ref())).collect();
            let of = |run: StoredRun| entries.get(&run.entry?).and_then(|entry| told(run, entry));
            runs.into_iter().filter_map(of).collect()
        }
    };
    if changes.is_empty() {
        return Ok(false);
    }
    inner.store.save_runs(&changes, Due::WithNext, inner.now()).await?;
    inner.say(Notice::Automations);
    let goes_on = |change: &RunChange| matches!(change.run.run.state, RunState::Going);
    Ok(more || changes.iter().any(goes_on))
}

fn told(mut run: StoredRun, entry: &Entry) -> Option<RunChange> {
    let step = run.run.waits_for()?;
    let wrote = match &entry.state {
        State::Done { receipt, .. } => {
            run.run.acted(step, Ok(act::gave(&entry.work, receipt)));
            receipt.records.iter().map(|written| written.id.clone()).collect()
        }
        _ => {
            run.run.acted(step, Err(Outcome::TakenBack { step }));
            Vec::new()
        }
    };
    if run.run.is_through() {
        run.run.advance();
    }
    Some(RunChange { run, entry: None, wrote })
}

/// Takes runs on as far as they go: those of one call or record in their order, others side by side.
pub(super) async fn going(inner: &Arc<Inner>) -> Result<bool, FlowError> {
    let lanes = lanes(inner.store.going_runs(BATCH).await?);
    let along = |lane: Vec<StoredRun>| async move {
        let mut moved = false;
        for stored in lane {
            moved |= take_on(inner, stored).await?;
            inner.say(Notice::Automations);
        }
        Ok::<_, FlowError>(moved)
    };
    // One that fails stops none that is under way.
    let ends: Vec<Result<bool, FlowError>> =
        stream::iter(lanes).map(along).buffer_unordered(super::SIDE_BY_SIDE).collect().await;
    ends.into_iter().try_fold(false, |any, moved| Ok(any | moved?))
}

/// Runs by what set them off: of the same call, or the same record, one after another.
fn lanes(runs: Vec<StoredRun>) -> Vec<Vec<StoredRun>> {
    let mut lanes: Vec<Vec<StoredRun>> = Vec::new();
    let mut known = HashMap::new();
    for run in runs {
        let happened = &run.occurrence.happened;
        let about =
            happened.call().map(ToString::to_string).or_else(|| happened.record().map(|(_, id)| id.to_string()));
        let lane = about.map_or(lanes.len(), |about| *known.entry(about).or_insert(lanes.len()));
        match lanes.get_mut(lane) {
            Some(lane) => lane.push(run),
            None => lanes.push(vec![run]),
        }
    }
    lanes
}

async fn save(inner: &Inner, run: &StoredRun, entry: Option<EntryId>, due: Due) -> Result<(), FlowError> {
    let change = RunChange { run: run.clone(), entry, wrote: Vec::new() };
    Ok(inner.store.save_runs(&[change], due, inner.now()).await?)
}

/// What is shown or opened is kept as done first: after a kill it is rather missing than there twice. Says whether the run
/// got anywhere: while Salesforce cannot be asked, one that must ask it does not.
async fn take_on(inner: &Arc<Inner>, mut stored: StoredRun) -> Result<bool, FlowError> {
    loop {
        let next = stored.run.advance();
        match next {
            Next::Act(act) => match act::act(inner, &stored, &act).await? {
                Acted::Queued(entry) => {
                    save(inner, &stored, Some(entry), Due::WithNext).await?;
                    return Ok(true);
                }
                Acted::Gave(value) => stored.run.acted(act.number, Ok(value)),
                Acted::NotNow => return Ok(false),
                Acted::Cannot(why) => stored.run.acted(act.number, Err(Outcome::Failed { step: act.number, why })),
            },
            Next::Toast(text) => {
                save(inner, &stored, None, Due::Now).await?;
                inner.say(Notice::AutomationToast { title: stored.run.title.clone(), text });
            }
            Next::OpenRecord(record) => {
                save(inner, &stored, None, Due::Now).await?;
                inner.say(Notice::OpenRecord { record });
            }
            Next::Tag(tag) => {
                if let Some(call) = stored.occurrence.happened.call() {
                    let event = tagged(inner, &stored, call, tag);
                    inner.take_in(&[event], inner.now()).await?;
                }
            }
            Next::Finished(_) => {
                save(inner, &stored, None, Due::WithNext).await?;
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
