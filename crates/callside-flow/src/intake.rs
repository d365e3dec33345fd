//! Events come in: kept first, then shown.

use crate::companion::{Companion, Inner};
use crate::error::FlowError;
use crate::local;
use crate::notice::Notice;
use crate::phones;
use crate::stage_two;
use callside_core::automation::OutboundMessage;
use callside_core::call::Call;
use callside_core::card::CardNumbers;
use callside_core::event::{CallChange, CallEvent, CallFacts, Event, RecordEvent};
use callside_core::matching::MatchOutcome;
use callside_core::phone::{Line, read};
use callside_core::pop::{Caller, ScreenPop};
use callside_store::{CallChanged, Known, Rejection};
use jiff::{SignedDuration, Timestamp};
use std::borrow::Cow;
use std::sync::Arc;

/// How long a record made here is searched for first: Salesforce's index lags by minutes.
/// Source: Salesforce, "Search index delay".
pub(crate) const MADE_HERE_FOR: SignedDuration = SignedDuration::from_mins(60);

/// Calls of the same number that a pop shows.
const EARLIER_CALLS: u32 = 20;

impl Companion {
    /// Takes in events. When this returns they are durable; hearing them again changes nothing. Says how many calls
    /// changed.
    ///
    /// # Errors
    /// When they could not be stored; the sender should try again.
    pub async fn accept(&self, events: &[Event], received_at: Timestamp) -> Result<usize, FlowError> {
        self.inner.take_in(events, received_at).await
    }
}

/// What this machine knows of a line, asked while the event that speaks of it was being stored.
struct Ahead {
    line: Line,
    known: Known,
}

/// What phone systems and other desks bring as notes, with card numbers covered where they are. Most events have none.
pub(crate) fn covered(events: &[Event], cards: CardNumbers) -> Cow<'_, [Event]> {
    let told = |event: &CallEvent| matches!(event.what, CallChange::WrappedUp { .. });
    let noted = |event: &Event| matches!(event, Event::Call(event) if event.facts.notes.is_some() || told(event));
    if cards == CardNumbers::Keep || !events.iter().any(noted) {
        return Cow::Borrowed(events);
    }
    let mut events = events.to_vec();
    for event in &mut events {
        let Event::Call(CallEvent { facts: CallFacts { notes, .. }, what, .. }) = event else { continue };
        let told = match what {
            CallChange::WrappedUp { told, .. } => told.decided.as_mut().and_then(|decided| decided.notes.as_mut()),
            _ => None,
        };
        notes.iter_mut().chain(told).for_each(|notes| cards.apply(notes));
    }
    Cow::Owned(events)
}

impl Inner {
    /// [`Companion::accept`], for the engine's own events too.
    pub(crate) async fn take_in(
        self: &Arc<Self>,
        events: &[Event],
        received_at: Timestamp,
    ) -> Result<usize, FlowError> {
        let preferences = self.preferences();
        let events = covered(events, preferences.card_numbers);
        let events = events.as_ref();
        let home = preferences.home();
        // The disk is slow and asking this machine about the number does not depend on it.
        let stored = self.store.accept(events, received_at, home);
        let (changed, mut ahead) = tokio::join!(stored, self.look_ahead(events));
        let changed = changed?;
        self.announce_told(events);
        self.follow_told(events).await?;
        for change in &changed {
            self.follow(change, ahead.take()).await?;
        }
        if !changed.is_empty() {
            self.say(Notice::Calls);
            self.occurred.notify_one();
        }
        if events.iter().any(|event| matches!(event, Event::Agent(_))) {
            self.say(Notice::Agents);
        }
        let mut told = 0;
        for event in events {
            if let Event::Record(event) = event {
                told += self.take_record(event, received_at).await?;
            }
        }
        Ok(changed.len() + told)
    }

    /// Salesforce told a relay of a record.
    async fn take_record(&self, event: &RecordEvent, received_at: Timestamp) -> Result<usize, FlowError> {
        let message = OutboundMessage {
            org: event.org.clone(),
            action: event.action.clone(),
            notifications: vec![event.notification.clone()],
        };
        if let Some(new) = self.take_message(&message).await? {
            return Ok(new);
        }
        self.store
            .note_rejection(&Rejection {
                at: received_at,
                source: "relay".into(),
                reason: "foreign_org".into(),
                detail: format!(
                    "a message about {} is of another org than the one signed in to",
                    message.notifications[0].object
                ),
            })
            .await?;
        Ok(0)
    }

    /// For the event that begins a call, which is when the agent waits for a pop.
    async fn look_ahead(&self, events: &[Event]) -> Option<Ahead> {
        let [Event::Call(event)] = events else { return None };
        let call = Call::begin(event);
        if !call.pops() || self.pops().contains_key(&call.key) {
            return None;
        }
        let line = self.line(&call);
        // What fails here is asked again, and then said.
        let known = self.known(&line).await.ok()?;
        Some(Ahead { line, known })
    }

    /// Shows what changed about a call: its first pop, or new facts in the pop that is there.
    async fn follow(self: &Arc<Self>, change: &CallChanged, ahead: Option<Ahead>) -> Result<(), FlowError> {
        let call = &change.call;
        let line = self.line(call);
        phones::begin_memory(self, call, &line);
        // A call that was not known before has no pop on the disk.
        let shown = if change.is_new { self.in_memory(call) } else { self.shown(call).await? };
        match shown {
            Some(pop) if pop.line == line => {
                self.lay_pop(pop);
                self.change_pop(&call.key, |pop| local::follow(pop, call)).await?;
                Ok(())
            }
            None if !call.pops() => Ok(()),
            earlier => {
                // Facts that came earlier may say another number than this event.
                let known = match ahead.filter(|ahead| ahead.line == line) {
                    Some(ahead) => ahead.known,
                    None => self.known(&line).await?,
                };
                let mut pop = self.first_stage(call, line, known);
                if self.phones().memory.is_some() {
                    pop.memory = phones::remembered(self, &call.key).await?;
                }
                self.put_pop(pop, earlier.is_none()).await?;
                phones::catch_up(self, &call.key).await?;
                stage_two::begin(self, &call.key);
                Ok(())
            }
        }
    }

    /// The pop as it stands: in memory, else as it was last shown.
    pub(crate) async fn shown(&self, call: &Call) -> Result<Option<ScreenPop>, FlowError> {
        if let Some(pop) = self.in_memory(call) {
            return Ok(Some(pop));
        }
        let Some(mut pop) = self.store.last_pop(&call.key).await? else { return Ok(None) };
        // The answer may have come after this was kept, or never, when the program ended before it.
        pop.memory = phones::remembered(self, &call.key).await?;
        Ok(Some(pop))
    }

    fn in_memory(&self, call: &Call) -> Option<ScreenPop> {
        self.pops().get(&call.key).cloned()
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
    pub(crate) fn first_stage(&self, call: &Call, line: Line, known: Known) -> ScreenPop {
        let outcome = match line.number() {
            Some(number) => local::outcome(&known, number, &self.match_rules()),
            None => MatchOutcome::None,
        };
        local::pop(call, Caller::of(&line, outcome), line, known)
    }
}
