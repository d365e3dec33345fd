//! Events come in: kept first, then shown.

use crate::companion::{Companion, Inner};
use crate::error::FlowError;
use crate::local;
use crate::notice::Notice;
use crate::stage_two;
use callside_core::call::Call;
use callside_core::event::Event;
use callside_core::matching::MatchOutcome;
use callside_core::phone::{Line, read};
use callside_core::pop::{Caller, ScreenPop};
use callside_core::record::CallerContext;
use callside_store::Known;
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;

/// How long a record made here is searched for first: Salesforce's index lags by minutes.
/// Source: Salesforce, "Search index delay".
const MADE_HERE_FOR: SignedDuration = SignedDuration::from_mins(60);

/// Calls of the same number that a pop shows.
const EARLIER_CALLS: u32 = 20;

impl Companion {
    /// Takes in events. When this returns they are durable; hearing them again changes nothing. Says how many calls
    /// changed.
    ///
    /// # Errors
    /// When they could not be stored; the sender should try again.
    pub async fn accept(&self, events: &[Event], received_at: Timestamp) -> Result<usize, FlowError> {
        let home = self.inner.preferences().home();
        let changed = self.inner.store.accept(events, received_at, home).await?;
        for change in &changed {
            self.inner.follow(&change.call).await?;
        }
        if !changed.is_empty() {
            self.inner.say(Notice::Calls);
        }
        Ok(changed.len())
    }
}

impl Inner {
    /// Shows what changed about a call: its first pop, or new facts in the pop that is there.
    async fn follow(self: &Arc<Self>, call: &Call) -> Result<(), FlowError> {
        let line = self.line(call);
        let shown = self.shown(call).await?;
        match shown {
            Some(mut pop) if pop.line == line => {
                local::follow(&mut pop, call);
                self.pops().insert(call.key.clone(), pop.clone());
                self.show(pop, false).await
            }
            None if !call.pops() => Ok(()),
            earlier => {
                let pop = self.first_stage(call, line).await?;
                self.pops().insert(call.key.clone(), pop.clone());
                self.show(pop, earlier.is_none()).await?;
                stage_two::begin(self, &call.key);
                Ok(())
            }
        }
    }

    /// The pop as it stands: in memory, else as it was last shown.
    pub(crate) async fn shown(&self, call: &Call) -> Result<Option<ScreenPop>, FlowError> {
        let in_memory = self.pops().get(&call.key).cloned();
        match in_memory {
            Some(pop) => Ok(Some(pop)),
            None => Ok(self.store.last_pop(&call.key).await?),
        }
    }

    pub(crate) fn line(&self, call: &Call) -> Line {
        call.customer_number().map_or(Line::Withheld, |number| read(number, self.preferences().home()))
    }

    /// What this machine knows about a line.
    pub(crate) async fn known(&self, line: &Line) -> Result<Known, FlowError> {
        let Some(number) = line.number() else { return Ok(Known::default()) };
        let e164 = number.e164();
        let since = self.now() - MADE_HERE_FOR;
        Ok(self.store.known(e164, since, EARLIER_CALLS).await?)
    }

    /// Stage one: from this machine alone.
    pub(crate) async fn first_stage(&self, call: &Call, line: Line) -> Result<ScreenPop, FlowError> {
        let known = self.known(&line).await?;
        let outcome = match line.number() {
            Some(number) => local::outcome(&known, number, self.preferences().home()),
            None => MatchOutcome::None,
        };
        let caller = Caller::of(&line, outcome);
        let (context, as_of) = self.copied_context(&caller, &known).await?;
        Ok(local::pop(call, line, caller, context, known.past, as_of))
    }

    async fn copied_context(
        &self,
        caller: &Caller,
        known: &Known,
    ) -> Result<(CallerContext, Option<Timestamp>), FlowError> {
        let Some(matched) = caller.one() else { return Ok((CallerContext::default(), known.asked_at)) };
        let copy = self.store.context(&matched.candidate.record).await?;
        Ok(copy.map_or_else(|| (CallerContext::default(), known.asked_at), |(context, at)| (context, Some(at))))
    }
}
