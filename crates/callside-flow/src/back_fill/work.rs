//! The task that does it.

use super::Waits;
use super::agents::PhoneKeys;
use crate::companion::Inner;
use crate::error::FlowError;
use crate::notice::Notice;
use callside_core::back_fill::{CallLog, Fill, FillState, LogPage, LogQuery, Trouble};
use callside_core::budget::{Pace, Purpose};
use callside_core::crm::{Crm, CrmError};
use callside_core::event::CallEvent;
use callside_core::ids::RecordId;
use callside_store::{FillId, Logs};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Logs of one transaction: some hundredths of a second, so that a call that comes in meanwhile hardly waits. Smaller ones
/// would write the same pages of the indexes again and again.
const SLICE: usize = 500;
/// How long it waits before it looks again whether there is a way.
const AGAIN: Duration = Duration::from_secs(5);
/// The same while the org's API calls are used up: they come back by the hour.
const CALLS_AGAIN: Duration = Duration::from_secs(10 * 60);
/// A page with what follows it takes about this long; while the org's calls run short, so many times as long.
const PAGE: Duration = Duration::from_secs(1);

/// How a turn of the work ended.
enum Turn {
    /// Nothing is to be done until somebody asks.
    Idle,
    /// There is no way just now.
    Wait(Waits, Duration),
    /// It went on to where it was stopped, or to the end.
    Through,
}

/// Works off what was ordered, until it is aborted.
pub(crate) async fn run(inner: Arc<Inner>) {
    loop {
        let wait = match turn(&inner).await {
            Ok(Turn::Idle | Turn::Through) => None,
            Ok(Turn::Wait(waits, wait)) => {
                if inner.progress.stand(Some(waits)) {
                    inner.say(Notice::BackFill);
                }
                Some(wait)
            }
            Err(error) => {
                tracing::warn!(%error, "older calls could not be brought in just now");
                Some(AGAIN)
            }
        };
        let woken = inner.progress.wake.notified();
        match wait {
            Some(wait) => drop(tokio::time::timeout(wait, woken).await),
            None => woken.await,
        }
    }
}

async fn turn(inner: &Inner) -> Result<Turn, FlowError> {
    let Some((id, fill)) = inner.store.back_fill().await? else { return Ok(Turn::Idle) };
    if fill.state != FillState::Running {
        return Ok(Turn::Idle);
    }
    let Some(crm) = inner.crm() else { return Ok(Turn::Wait(Waits::ForSignIn, AGAIN)) };
    let work = Work { inner, crm: crm.as_ref(), id, query: fill.query() };
    match work.through(fill).await {
        Ok(turn) => Ok(turn),
        Err(FlowError::Crm(error)) => work.stumble(error).await,
        Err(other) => Err(other),
    }
}

/// One order and the way to its logs.
struct Work<'a> {
    inner: &'a Inner,
    crm: &'a dyn Crm,
    id: FillId,
    query: LogQuery,
}

impl Work<'_> {
    async fn through(&self, fill: Fill) -> Result<Turn, FlowError> {
        let me = self.crm.identity().await?;
        if me.org != fill.org || me.user != fill.by {
            return Ok(Turn::Wait(Waits::ForOrg, AGAIN));
        }
        if let Some(wait) = self.spared().await {
            return Ok(wait);
        }
        if fill.total.is_none() {
            let total = self.crm.count_logs(&self.query).await?;
            self.inner.store.change_back_fill(self.id, |fill| fill.total = Some(total)).await?;
            self.inner.say(Notice::BackFill);
        }
        let mut keys = PhoneKeys::read(self.inner).await?;
        self.inner.progress.sample(fill.read, Instant::now());
        let mut page = self.fetch(fill.after.as_ref()).await?;
        // The next page is on its way while this one is stored.
        while let Some(last) = page.last.clone() {
            let more = page.more;
            let spared = if more { self.spared().await } else { None };
            let next = async { if more && spared.is_none() { Some(self.fetch(Some(&last)).await) } else { None } };
            let (stored, next) = tokio::join!(self.store(&page, &mut keys), next);
            if !stored? {
                return Ok(Turn::Through);
            }
            keys.keep(self.inner).await?;
            if let Some(wait) = spared {
                return Ok(wait);
            }
            let Some(next) = next else { break };
            page = next?;
        }
        self.end(FillState::Done).await?;
        Ok(Turn::Through)
    }

    /// While the org's calls run short it goes on more slowly, or not at all.
    async fn spared(&self) -> Option<Turn> {
        match self.inner.pace(Purpose::BackFill) {
            Pace::Go => None,
            Pace::Slow { times } => {
                tokio::time::sleep(PAGE.saturating_mul(times)).await;
                None
            }
            Pace::Stop => {
                self.inner.ask_whether_calls_are_back().await;
                let stopped = self.inner.pace(Purpose::BackFill) == Pace::Stop;
                stopped.then_some(Turn::Wait(Waits::ForBudget, CALLS_AGAIN))
            }
        }
    }

    async fn fetch(&self, after: Option<&RecordId>) -> Result<LogPage, FlowError> {
        Ok(self.crm.call_logs(&self.query, after).await?)
    }

    /// Stores a page, slice by slice; `false` when a person stopped it.
    async fn store(&self, page: &LogPage, keys: &mut PhoneKeys) -> Result<bool, FlowError> {
        let preferences = self.inner.preferences();
        let home = preferences.home();
        let mut unreadable = page.unreadable;
        let mut slices = page.logs.chunks(SLICE).peekable();
        if slices.peek().is_none() && unreadable > 0 {
            return self.slice(&[], &mut unreadable, page.last.as_ref(), home).await;
        }
        while let Some(slice) = slices.next() {
            let events: Vec<CallEvent> = slice.iter().map(|log| self.event(log, keys)).collect();
            // The last slice reaches behind logs that could not be read.
            let (upto, skipped) = match slices.peek() {
                Some(_) => (slice.last().map(|log| &log.id), &mut 0),
                None => (page.last.as_ref(), &mut unreadable),
            };
            if !self.slice(&events, skipped, upto, home).await? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn event(&self, log: &CallLog, keys: &mut PhoneKeys) -> CallEvent {
        let mut event = log.event(&self.query.zone, keys.of(log));
        if let Some(notes) = &mut event.facts.notes {
            self.inner.preferences().card_numbers.apply(notes);
        }
        event
    }

    async fn slice(
        &self,
        events: &[CallEvent],
        unreadable: &mut u32,
        upto: Option<&RecordId>,
        home: Option<callside_core::phone::HomeRegion>,
    ) -> Result<bool, FlowError> {
        let Some(upto) = upto else { return Ok(true) };
        let logs = Logs { events, unreadable: std::mem::take(unreadable), upto };
        let Some(fill) = self.inner.store.bring_in(self.id, logs, home).await? else { return Ok(false) };
        if self.inner.progress.sample(fill.read, Instant::now()) {
            self.inner.say(Notice::BackFill);
        }
        Ok(true)
    }

    async fn end(&self, state: FillState) -> Result<(), FlowError> {
        self.inner.store.change_back_fill(self.id, |fill| fill.state = state).await?;
        self.inner.progress.stand(None);
        self.inner.say(Notice::BackFill);
        self.inner.say(Notice::Calls);
        Ok(())
    }

    /// What cannot be mended by waiting ends it.
    async fn stumble(&self, error: CrmError) -> Result<Turn, FlowError> {
        let trouble = match error {
            CrmError::SignInNeeded => return Ok(Turn::Wait(Waits::ForSignIn, AGAIN)),
            CrmError::Unreachable | CrmError::AnswerLost | CrmError::TooLate => {
                return Ok(Turn::Wait(Waits::ForSalesforce, AGAIN));
            }
            CrmError::Busy { retry_after_s } => {
                let wait = retry_after_s.map_or(AGAIN, |seconds| Duration::from_secs(seconds.into()));
                return Ok(Turn::Wait(Waits::ForSalesforce, wait.clamp(AGAIN, CALLS_AGAIN)));
            }
            CrmError::LimitReached { daily } => {
                return Ok(Turn::Wait(Waits::ForBudget, if daily { CALLS_AGAIN } else { AGAIN }));
            }
            CrmError::Refused(refusal) => Trouble { code: refusal.code, message: refusal.message },
            CrmError::TooLarge => Trouble { code: "TOO_LARGE".to_owned(), message: error.to_string() },
            CrmError::Unexpected { code } => Trouble { message: code.clone(), code },
        };
        tracing::warn!(code = %trouble.code, "Salesforce refuses older calls");
        self.end(FillState::Failed { trouble }).await?;
        Ok(Turn::Through)
    }
}
