//! Saved look-ups beside a pop: copies of this machine at once, Salesforce's answers as they come. They have their own
//! place and their own announcement, so that none of them can hold the pop up or harm it.

use crate::companion::{Companion, Inner};
use crate::error::FlowError;
use crate::notice::Notice;
use crate::stage_two::because;
use callside_core::budget::{Pace, Purpose};
use callside_core::crm::CrmError;
use callside_core::facts::{Facts, of};
use callside_core::ids::CallKey;
use callside_core::look_up::{FailedBecause, LookUp, Shown, ShownState, Table, changed};
use callside_core::pop::{Caller, ScreenPop, StaleBecause};
use callside_core::record::CallerRef;
use callside_core::soql::parse;
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

/// A copy this old is always asked for again; while the org's calls run short, copies may be older.
const FRESH_FOR: SignedDuration = SignedDuration::from_secs(60);
/// While the org's calls run short and nothing happens here, Salesforce is asked this often whether there are new ones.
const CALLS_AGAIN: Duration = Duration::from_secs(10 * 60);
/// Calls whose look-ups are kept in memory.
const MOST_CALLS: usize = 50;

/// Look-ups of live calls.
#[derive(Default)]
pub(crate) struct Board(Mutex<HashMap<CallKey, Beside>>);

/// What stands beside one pop.
struct Beside {
    caller: CallerRef,
    names: Vec<String>,
    shown: Vec<Shown>,
    since: Timestamp,
}

impl Board {
    fn held(&self) -> MutexGuard<'_, HashMap<CallKey, Beside>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn shown(&self, call: &CallKey) -> Vec<Shown> {
        self.held().get(call).map(|beside| beside.shown.clone()).unwrap_or_default()
    }

    fn put(&self, call: &CallKey, beside: Beside) {
        let mut held = self.held();
        if held.len() >= MOST_CALLS && !held.contains_key(call) {
            let oldest = held.iter().min_by_key(|(_, beside)| beside.since).map(|(call, _)| call.clone());
            oldest.map(|call| held.remove(&call));
        }
        held.insert(call.clone(), beside);
    }
}

impl Companion {
    /// The look-ups beside a call's pop, in the admin's order. Empty when none is due, or the caller is not certain.
    ///
    /// # Errors
    /// [`FlowError::UnknownCall`], or when the database fails.
    pub async fn look_ups(&self, call: &CallKey) -> Result<Vec<Shown>, FlowError> {
        let known = self.inner.call(call).await?;
        let pop = self.inner.pop_of(&known).await?;
        follow(&self.inner, &pop, false).await?;
        Ok(self.inner.board.shown(call))
    }

    /// Asks the look-ups of a call again, now.
    ///
    /// # Errors
    /// [`FlowError::UnknownCall`], or when the database fails.
    pub async fn refresh_look_ups(&self, call: &CallKey) -> Result<(), FlowError> {
        let known = self.inner.call(call).await?;
        let pop = self.inner.pop_of(&known).await?;
        follow(&self.inner, &pop, true).await
    }

    /// What a look-up would show for a call, asked now: for whoever sets it up. `None` when a value that it needs is
    /// not known of this call.
    ///
    /// # Errors
    /// [`FlowError::UnknownCall`], [`FlowError::SignInNeeded`], [`FlowError::Crm`], or when the database fails.
    pub async fn try_look_up(&self, call: &CallKey, look_up: &LookUp) -> Result<Option<Table>, FlowError> {
        let inner = &self.inner;
        let known = inner.call(call).await?;
        let facts = inner.facts(&inner.pop_of(&known).await?).await?;
        let crm = inner.crm().ok_or(FlowError::SignInNeeded)?;
        let unreadable = |_| CrmError::Unexpected { code: "MALFORMED_QUERY".into() };
        let query = parse(&look_up.soql).map_err(unreadable)?;
        let asked = crm.look_up(&query, &facts, look_up.rows);
        let wait = Duration::from_secs(u64::from(look_up.seconds));
        Ok(tokio::time::timeout(wait, asked).await.unwrap_or(Err(CrmError::TooLate))?)
    }
}

/// Follows every pop until it is aborted.
pub(crate) async fn run(inner: Arc<Inner>, mut notices: Receiver<Notice>) {
    loop {
        let Ok(notice) = tokio::time::timeout(CALLS_AGAIN, notices.recv()).await else {
            inner.ask_whether_calls_are_back().await;
            continue;
        };
        let followed = match notice {
            Ok(Notice::Pop { pop, .. }) => follow(&inner, &pop, false).await,
            Ok(Notice::Configuration) => follow_all(&inner).await,
            // A pop that was missed is followed when somebody looks at it.
            Ok(_) | Err(RecvError::Lagged(_)) => Ok(()),
            Err(RecvError::Closed) => return,
        };
        if let Err(error) = followed {
            tracing::warn!(%error, "look-ups could not be begun");
        }
        inner.note_pace();
    }
}

async fn follow_all(inner: &Arc<Inner>) -> Result<(), FlowError> {
    let pops: Vec<ScreenPop> = inner.pops().values().cloned().collect();
    for pop in pops {
        follow(inner, &pop, true).await?;
    }
    Ok(())
}

/// Whose record may be shown: the one caller, when that is certain.
fn certain(caller: &Caller) -> Option<&CallerRef> {
    match caller {
        Caller::One { matched, confirmed: true } => Some(&matched.candidate.record),
        _ => None,
    }
}

async fn follow(inner: &Arc<Inner>, pop: &ScreenPop, again: bool) -> Result<(), FlowError> {
    let configured = inner.configuration();
    let (Some(look_ups), Some(caller)) = (&configured.look_ups, certain(&pop.caller)) else {
        let had_some = inner.board.held().remove(&pop.call).is_some_and(|beside| !beside.shown.is_empty());
        if had_some {
            inner.tell_look_ups(&pop.call);
        }
        return Ok(());
    };
    let facts = inner.facts(pop).await?;
    let due: Vec<LookUp> = look_ups.due(&facts).cloned().collect();
    let names: Vec<String> = due.iter().map(|look_up| look_up.name.clone()).collect();
    let same = inner.board.held().get(&pop.call).is_some_and(|b| b.caller == *caller && b.names == names);
    if same && !again {
        return Ok(());
    }
    let mut shown = Vec::with_capacity(due.len());
    for look_up in &due {
        let copy = inner.store.look_up_copy(&look_up.name, caller).await?;
        let (table, as_of) = copy.map_or((None, None), |(table, at)| (Some(table), Some(at)));
        let state = ShownState::Asking { as_of };
        let (name, title) = (look_up.name.clone(), look_up.title.clone());
        shown.push(Shown { name, title, table, state, changed: Vec::new() });
    }
    inner.board.put(&pop.call, Beside { caller: caller.clone(), names, shown, since: inner.now() });
    inner.tell_look_ups(&pop.call);
    let facts = Arc::new(facts);
    for look_up in due {
        let (inner, facts) = (Arc::clone(inner), Arc::clone(&facts));
        let (call, caller) = (pop.call.clone(), caller.clone());
        tokio::spawn(async move { ask(&inner, &call, &caller, &look_up, &facts).await });
    }
    Ok(())
}

/// Asks one look-up and shows what came of it, in its own place.
async fn ask(inner: &Inner, call: &CallKey, caller: &CallerRef, look_up: &LookUp, facts: &Facts) {
    let before = inner.board.shown(call).into_iter().find(|shown| shown.name == look_up.name);
    let (old, as_of) = before.map_or((None, None), |shown| (shown.table.clone(), shown.as_of()));
    let answer = match (inner.pace(Purpose::LookUp), as_of) {
        (Pace::Stop, _) => Err(FailedBecause::Budget),
        (Pace::Slow { times }, Some(as_of)) if inner.now().duration_since(as_of) < spared(times) => {
            return inner
                .settle_look_up(call, caller, &look_up.name, |shown| shown.state = ShownState::Spared { as_of });
        }
        _ => answer(inner, look_up, facts).await,
    };
    match answer {
        // A value that it needs is not known: there is nothing to show.
        Ok(None) => inner.drop_look_up(call, caller, &look_up.name),
        Ok(Some(table)) => {
            let at = inner.now();
            if let Err(error) = inner.store.save_look_up_copy(&look_up.name, caller, &table, at).await {
                tracing::warn!(%error, "a look-up could not be kept");
            }
            let marks = old.map(|old| changed(&old, &table)).unwrap_or_default();
            inner.settle_look_up(call, caller, &look_up.name, |shown| {
                shown.table = Some(table);
                shown.changed = marks;
                shown.state = ShownState::Live { at };
            });
        }
        Err(because) => inner.settle_look_up(call, caller, &look_up.name, |shown| {
            shown.state = ShownState::Failed { as_of, because };
        }),
    }
}

fn spared(times: u32) -> SignedDuration {
    FRESH_FOR * i32::try_from(times).unwrap_or(1)
}

async fn answer(inner: &Inner, look_up: &LookUp, facts: &Facts) -> Result<Option<Table>, FailedBecause> {
    let query = parse(&look_up.soql).map_err(|fault| FailedBecause::Query { message: fault.to_string() })?;
    let Some(crm) = inner.crm() else { return Err(FailedBecause::Stale { why: StaleBecause::SignIn }) };
    let wait = Duration::from_secs(u64::from(look_up.seconds));
    let asked = tokio::time::timeout(wait, crm.look_up(&query, facts, look_up.rows)).await;
    asked.unwrap_or(Err(CrmError::TooLate)).map_err(|error| match error {
        CrmError::Refused(refusal) => FailedBecause::Query { message: refusal.message },
        other => FailedBecause::Stale { why: because(&other) },
    })
}

impl Inner {
    /// Everything that rules and look-ups may ask about a call.
    async fn facts(&self, pop: &ScreenPop) -> Result<Facts, FlowError> {
        let call = self.call(&pop.call).await?;
        let mut facts = of::call(&call, pop);
        let org = self.org();
        if let Some(me) = &org.identity {
            facts.join(of::me(me));
        }
        facts.join(of::now(self.now(), &org.zone(), &self.working_hours()));
        Ok(facts)
    }

    /// Changes one look-up, if it still stands beside this caller, and says so.
    fn settle_look_up(&self, call: &CallKey, caller: &CallerRef, name: &str, change: impl FnOnce(&mut Shown)) {
        let changed = self.board.held().get_mut(call).filter(|beside| beside.caller == *caller).is_some_and(|beside| {
            let found = beside.shown.iter_mut().find(|shown| shown.name == name);
            found.map(change).is_some()
        });
        if changed {
            self.tell_look_ups(call);
        }
    }

    fn drop_look_up(&self, call: &CallKey, caller: &CallerRef, name: &str) {
        if let Some(beside) = self.board.held().get_mut(call).filter(|beside| beside.caller == *caller) {
            beside.shown.retain(|shown| shown.name != name);
        }
        self.tell_look_ups(call);
    }

    fn tell_look_ups(&self, call: &CallKey) {
        self.say(Notice::LookUps { call: call.clone(), look_ups: Arc::new(self.board.shown(call)) });
    }
}
