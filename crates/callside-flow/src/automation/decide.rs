//! Deciding: which automations does this set off?

use super::facts;
use crate::companion::Inner;
use crate::error::FlowError;
use crate::notice::Notice;
use crate::stage_two;
use callside_core::automation::{
    Automation, AutomationName, Decided, Happened, Occurrence, OccurrenceId, Run, Trigger, decide,
};
use callside_core::event::{CallEvent, Direction};
use callside_core::facts::Facts;
use callside_core::ids::CallKey;
use callside_core::pop::{Freshness, ScreenPop};
use callside_store::{Decisions, NewRun};
use jiff::SignedDuration;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Decided together, in one transaction.
const BATCH: u32 = 100;
/// How long an event waits for the desk, which asks Salesforce who is calling; after that it asks by itself.
const PATIENCE: Duration = Duration::from_secs(10);

/// The event that waits for the desk's question about its caller, and since when.
#[derive(Default)]
pub(super) struct Waiting(Option<(i64, Instant)>);

/// Decides events of calls since the last decision, in the order of their arrival.
pub(super) async fn events(inner: &Arc<Inner>, waiting: &mut Waiting) -> Result<bool, FlowError> {
    let automations = enabled(inner, |on| matches!(on, Trigger::Call { .. }));
    if automations.is_empty() {
        return Ok(false);
    }
    let cursor = match inner.store.automation_cursor().await? {
        Some(cursor) => cursor,
        None => inner.store.last_event_row().await?,
    };
    let mut decisions = Decisions::default();
    for (row, event) in inner.store.call_events_after(cursor, BATCH).await? {
        let occurrence = occurrence(inner, &event).await?;
        if automations.iter().any(|automation| automation.on.is_set_off_by(&occurrence.happened)) {
            let Some(pop) = told(inner, &event.call, row, waiting).await? else { break };
            let facts = facts::of_event(inner, &event, &pop).await?;
            set_off(inner, &automations, &occurrence, facts, &mut decisions).await?;
        }
        decisions.cursor = Some(row);
    }
    if decisions.cursor.is_none() {
        return Ok(false);
    }
    keep(inner, &decisions).await?;
    Ok(true)
}

/// The pop with Salesforce's word on the caller, whether the call has popped or not: an event may be told before the one
/// that makes its call pop, and what an automation finds out must not hang on that. `None` while the desk is asking.
async fn told(
    inner: &Arc<Inner>,
    call: &CallKey,
    row: i64,
    waiting: &mut Waiting,
) -> Result<Option<ScreenPop>, FlowError> {
    let call = inner.call(call).await?;
    let pop = inner.pop_of(&call).await?;
    let open = matches!(pop.freshness, Freshness::Local { .. }) && call.direction() != Some(&Direction::Internal);
    if !open {
        return Ok(Some(pop));
    }
    let asking = inner.crm().is_some() && inner.pops().contains_key(&call.key) && pop.line.number().is_some();
    if asking && waiting.goes_on(row) {
        return Ok(None);
    }
    stage_two::asked_aside(inner, pop).await.map(Some)
}

/// The log changed: also by runs that are held back and never go on.
async fn keep(inner: &Inner, decisions: &Decisions) -> Result<(), FlowError> {
    inner.store.decide(decisions, inner.now()).await?;
    if !decisions.runs.is_empty() {
        inner.say(Notice::Automations);
    }
    Ok(())
}

impl Waiting {
    /// Whether this event should wait still.
    fn goes_on(&mut self, row: i64) -> bool {
        match self.0 {
            Some((known, since)) if known == row => since.elapsed() < PATIENCE,
            _ => {
                self.0 = Some((row, Instant::now()));
                true
            }
        }
    }
}

/// The automations that are on and have such a trigger.
fn enabled(inner: &Inner, of: impl Fn(&Trigger) -> bool) -> Vec<Automation> {
    let configuration = inner.configuration();
    let all = configuration.automations.iter().flat_map(|list| &list.0);
    all.filter(|automation| automation.enabled && of(&automation.on)).cloned().collect()
}

async fn occurrence(inner: &Inner, event: &CallEvent) -> Result<Occurrence, FlowError> {
    let happened = Happened::Call { call: event.call.clone(), word: event.what.word().to_owned() };
    let caused_by = match own_run(event) {
        Some(run) => causes(inner, run).await?,
        None => Vec::new(),
    };
    Ok(Occurrence { id: OccurrenceId::event(&event.id), at: event.at, happened, caused_by })
}

/// The run whose step made this event.
fn own_run(event: &CallEvent) -> Option<i64> {
    event.id.0.strip_prefix("automation:")?.split(':').next()?.parse().ok()
}

async fn causes(inner: &Inner, run: i64) -> Result<Vec<AutomationName>, FlowError> {
    let run = inner.store.automation_run(run).await?;
    Ok(run.map(|run| chain(&run.occurrence, &run.run.automation)).unwrap_or_default())
}

/// What brought about what an automation does now.
pub(super) fn chain(occurrence: &Occurrence, automation: &AutomationName) -> Vec<AutomationName> {
    let mut chain = occurrence.caused_by.clone();
    chain.push(automation.clone());
    chain
}

/// Decides everything else that happened.
pub(super) async fn occurrences(inner: &Arc<Inner>) -> Result<bool, FlowError> {
    let pending = inner.store.pending_occurrences(BATCH).await?;
    if pending.is_empty() {
        return Ok(false);
    }
    let automations = enabled(inner, |on| !matches!(on, Trigger::Call { .. }));
    let mut decisions = Decisions::default();
    for (row, told) in pending {
        let occurrence = told.occurrence;
        // What a call was stands elsewhere; what a record was stands nowhere else.
        match occurrence.happened.record() {
            Some(_) => decisions.told.push(row),
            None => decisions.occurrences.push(row),
        }
        if let Happened::Record { id, .. } = &occurrence.happened
            && !occurrence.caused_by.is_empty()
        {
            decisions.writes_seen.push(id.clone());
        }
        if automations.iter().any(|automation| automation.on.is_set_off_by(&occurrence.happened)) {
            let facts = facts::of_occurrence(inner, &occurrence, told.facts).await?;
            set_off(inner, &automations, &occurrence, facts, &mut decisions).await?;
        }
    }
    keep(inner, &decisions).await?;
    Ok(true)
}

async fn set_off(
    inner: &Inner,
    automations: &[Automation],
    occurrence: &Occurrence,
    facts: Facts,
    decisions: &mut Decisions,
) -> Result<(), FlowError> {
    let hour_ago = inner.now() - SignedDuration::from_hours(1);
    let mut ran = BTreeMap::new();
    for decided in decide(automations, occurrence, &facts, |_| 0) {
        if let Decided::Runs(automation) = decided {
            let begun = decisions.runs.iter().filter(|new| new.run.automation == automation.name).count();
            let stored = inner.store.runs_since(&automation.name, hour_ago).await?;
            ran.insert(automation.name.clone(), stored.saturating_add(u32::try_from(begun).unwrap_or(u32::MAX)));
        }
    }
    for decided in decide(automations, occurrence, &facts, |name| ran.get(name).copied().unwrap_or(0)) {
        let (automation, held_back) = match decided {
            Decided::Runs(automation) => (automation, None),
            Decided::HeldBack(automation, why) => (automation, Some(why)),
        };
        let run = Run::begin(automation, facts.clone());
        decisions.runs.push(NewRun { occurrence: occurrence.clone(), run, held_back });
    }
    Ok(())
}
