//! Deciding: which automations does this set off?

use super::recent::Recent;
use super::{act, facts};
use crate::companion::Inner;
use crate::error::FlowError;
use crate::notice::Notice;
use crate::stage_two;
use callside_core::automation::{
    Automation, AutomationName, Decided, Happened, Occurrence, OccurrenceId, Run, Trigger, decide, run_of_key,
};
use callside_core::call::Call;
use callside_core::event::{CallEvent, Direction};
use callside_core::facts::Facts;
use callside_core::pop::{Freshness, ScreenPop};
use callside_store::{Decisions, HeardEvent, NewRun, Undone};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Decided together, in one transaction.
const BATCH: u32 = 100;
/// How long an event waits for the desk, which asks Salesforce who is calling; after that it asks by itself.
const PATIENCE: Duration = Duration::from_secs(10);

/// What deciding remembers from one time to the next.
#[derive(Default)]
pub(super) struct Deciding {
    waiting: Waiting,
    recent: Recent,
}

impl Deciding {
    /// Something failed: what was counted may never have been kept.
    pub(super) fn forget_counts(&mut self) {
        self.recent = Recent::default();
    }
}

/// The row of the last event that is decided, as far as it is remembered: one task decides, and a change of the configuration
/// may put it elsewhere.
#[derive(Default)]
pub(crate) struct DecidedUpto(Mutex<Option<i64>>);

impl DecidedUpto {
    fn held(&self) -> MutexGuard<'_, Option<i64>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// It stands elsewhere, or nobody knows.
    pub(crate) fn forget(&self) {
        *self.held() = None;
    }

    async fn read(&self, inner: &Inner) -> Result<i64, FlowError> {
        let known = *self.held();
        if let Some(row) = known {
            return Ok(row);
        }
        let row = match inner.store.automation_cursor().await? {
            Some(row) => row,
            None => inner.store.last_event_row().await?,
        };
        *self.held() = Some(row);
        Ok(row)
    }

    /// Moves on, unless it was put elsewhere meanwhile.
    fn go_on(&self, from: i64, upto: Option<i64>) {
        let mut held = self.held();
        *held = upto.filter(|_| *held == Some(from));
    }
}

/// The event that waits for the desk's question about its caller, and since when.
#[derive(Default)]
struct Waiting(Option<(i64, Instant)>);

/// An event that sets something off, with what is known of its call.
struct Considered {
    event: CallEvent,
    occurrence: Occurrence,
    call: Call,
    pop: ScreenPop,
    /// Salesforce must be asked who is calling.
    ask: bool,
}

/// What there is to do. Events of calls are left out where no automation hears of any.
pub(super) async fn undone(inner: &Inner) -> Result<Undone, FlowError> {
    let hears = !enabled(inner, |on| matches!(on, Trigger::Call { .. })).is_empty();
    let after = if hears { Some(inner.decided_upto.read(inner).await?) } else { None };
    Ok(inner.store.undone(after, BATCH, inner.now()).await?)
}

/// Decides events of calls since the last decision, in the order of their arrival; whether there may be more to do at once.
pub(super) async fn events(
    inner: &Arc<Inner>,
    deciding: &mut Deciding,
    heard: Vec<HeardEvent>,
    upto: i64,
) -> Result<bool, FlowError> {
    let cursor = inner.decided_upto.read(inner).await?;
    let automations = enabled(inner, |on| matches!(on, Trigger::Call { .. }));
    if automations.is_empty() {
        return Ok(false);
    }
    if heard.is_empty() {
        // What came in is of nobody's call here; it need not be looked through again.
        inner.decided_upto.go_on(cursor, Some(upto));
        return Ok(false);
    }
    let full = heard.len() >= usize::try_from(BATCH).unwrap_or(usize::MAX);
    let (considered, upto) = consider(inner, &automations, heard, upto, &mut deciding.waiting).await?;
    if upto.is_none() {
        return Ok(false);
    }
    // Questions about different calls are asked side by side; what follows from them is decided in the order of arrival.
    let told = |mut considered: Considered| async move {
        if considered.ask {
            considered.pop = stage_two::asked_aside(inner, considered.pop).await?;
        }
        Ok::<_, FlowError>(considered)
    };
    let considered: Vec<Considered> =
        stream::iter(considered).map(told).buffered(super::SIDE_BY_SIDE).try_collect().await?;
    let mut decisions = Decisions { cursor: upto, ..Decisions::default() };
    for Considered { event, occurrence, call, pop, .. } in &considered {
        let facts = facts::of_event(inner, event, call, pop);
        set_off(inner, &automations, occurrence, facts, &mut deciding.recent, &mut decisions).await?;
    }
    keep(inner, &decisions).await?;
    inner.decided_upto.go_on(cursor, upto);
    // A run that begins with a write waits for it.
    Ok(full || decisions.runs.iter().any(|new| new.held_back.is_none() && new.first.is_none()))
}

/// Those of the events that set something off, up to the first one about which the desk is asking; and the row of the last
/// event that can be decided, which is `last` where all can.
async fn consider(
    inner: &Arc<Inner>,
    automations: &[Automation],
    events: Vec<HeardEvent>,
    last: i64,
    waiting: &mut Waiting,
) -> Result<(Vec<Considered>, Option<i64>), FlowError> {
    let (mut considered, mut upto) = (Vec::new(), None);
    for heard in events {
        let occurrence = occurrence(inner, &heard.event).await?;
        if automations.iter().any(|automation| automation.on.is_set_off_by(&occurrence.happened)) {
            let call = heard.call()?.ok_or_else(|| FlowError::UnknownCall(heard.event.call.clone()))?;
            let pop = inner.pop_of(&call).await?;
            let ask = is_open(&call, &pop);
            if ask && desk_asks(inner, &pop) && waiting.goes_on(heard.row) {
                return Ok((considered, upto));
            }
            considered.push(Considered { event: heard.event, occurrence, call, pop, ask });
        }
        upto = Some(heard.row);
    }
    Ok((considered, Some(last)))
}

/// Whether Salesforce's word on the caller is missing, whether the call has popped or not: an event may be told before the
/// one that makes its call pop, and what an automation finds out must not hang on that.
fn is_open(call: &Call, pop: &ScreenPop) -> bool {
    matches!(pop.freshness, Freshness::Local { .. }) && call.direction() != Some(&Direction::Internal)
}

/// Whether the desk is asking Salesforce about the caller.
fn desk_asks(inner: &Inner, pop: &ScreenPop) -> bool {
    inner.crm().is_some() && inner.pops().contains_key(&pop.call) && pop.line.number().is_some()
}

/// The log changed: also by runs that are held back and never go on.
async fn keep(inner: &Inner, decisions: &Decisions) -> Result<(), FlowError> {
    let entries = inner.store.decide(decisions, inner.now()).await?;
    if !entries.is_empty() {
        inner.wake.notify_one();
    }
    for entry in entries {
        inner.announce_entry(entry);
    }
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
    let caused_by = match run_of_key(&event.id.0) {
        Some(run) => causes(inner, run).await?,
        None => Vec::new(),
    };
    Ok(Occurrence { id: OccurrenceId::event(&event.id), at: event.at, happened, caused_by })
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
pub(super) async fn occurrences(inner: &Arc<Inner>, deciding: &mut Deciding) -> Result<bool, FlowError> {
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
            set_off(inner, &automations, &occurrence, facts, &mut deciding.recent, &mut decisions).await?;
        }
    }
    keep(inner, &decisions).await?;
    Ok(true)
}

async fn set_off(
    inner: &Arc<Inner>,
    automations: &[Automation],
    occurrence: &Occurrence,
    facts: Facts,
    recent: &mut Recent,
    decisions: &mut Decisions,
) -> Result<(), FlowError> {
    let now = inner.now();
    let mut ran = BTreeMap::new();
    for decided in decide(automations, occurrence, &facts, |_| 0) {
        if let Decided::Runs(automation) = decided {
            ran.insert(automation.name.clone(), recent.runs(inner, &automation.name, now).await?);
        }
    }
    for decided in decide(automations, occurrence, &facts, |name| ran.get(name).copied().unwrap_or(0)) {
        let (automation, held_back) = match decided {
            Decided::Runs(automation) => (automation, None),
            Decided::HeldBack(automation, why) => (automation, Some(why)),
        };
        let mut run = Run::begin(automation, facts.clone());
        let first = match held_back {
            Some(_) => None,
            None => {
                recent.add(&automation.name, now);
                act::first(inner, occurrence, &mut run).await?
            }
        };
        decisions.runs.push(NewRun { occurrence: occurrence.clone(), run, held_back, first });
    }
    Ok(())
}
