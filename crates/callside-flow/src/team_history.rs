//! The history of a team over a relay: calls of others come in beside this desk's own, and how wrap-ups stand here is told
//! to those who look after this person ([0072](../../../docs/adr/0072-a-wrap-up-is-told-by-revision.md)).

use crate::companion::{Companion, Inner};
use crate::error::FlowError;
use crate::intake::covered;
use crate::notice::Notice;
use callside_core::call::{ShownPop, ToldDecision, ToldWrapUp, ToldWriting};
use callside_core::event::{CallEvent, Event};
use callside_core::hand_over::WorkFate;
use callside_core::ids::CallKey;
use callside_core::outbox::Entry;
use callside_core::plan::About;
use callside_core::team::Share;
use callside_store::UntoldWrapUp;
use jiff::{SignedDuration, Timestamp};

/// When what could not be told is tried again, unless something happens before.
const AGAIN: SignedDuration = SignedDuration::from_secs(30);
/// Revisions of one desk are told at moments of their own, so that the later one counts.
const APART: SignedDuration = SignedDuration::from_millis(1);

impl Companion {
    /// Takes in what a relay told of calls for the history of the teams that this person looks after. When this returns it
    /// is durable; hearing it again changes nothing. Nothing pops because of it. Says how many calls changed.
    ///
    /// # Errors
    /// When it could not be stored.
    pub async fn accept_history(&self, events: &[Event], received_at: Timestamp) -> Result<usize, FlowError> {
        let inner = &self.inner;
        let preferences = inner.preferences();
        let events = covered(events, preferences.card_numbers);
        let changed = inner.store.accept_history(&events, received_at, preferences.home()).await?;
        if changed > 0 {
            inner.say(Notice::Calls);
            inner.say(Notice::Work);
        }
        Ok(changed)
    }

    /// How much the relay wants to hear of wrap-ups.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn history_share(&self) -> Result<Share, FlowError> {
        Ok(self.inner.store.history_share().await?)
    }

    /// The relay wants to hear so much from the next wrap-up on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn share_history(&self, share: Share) -> Result<(), FlowError> {
        Ok(self.inner.store.save_history_share(share).await?)
    }

    /// Tells how wrap-ups stand to those who look after this person, as far as they were not told and the relay can be
    /// reached. One that can still be taken back waits. Says when to try again; `None` = when something happens.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tell_wrap_ups(&self) -> Result<Option<Timestamp>, FlowError> {
        let inner = &self.inner;
        let Some(colleagues) = inner.colleagues() else { return Ok(None) };
        let share = inner.store.history_share().await?;
        while let Some(untold) = inner.store.next_untold_wrap_up(inner.now()).await? {
            let Some(event) = inner.told(&untold, share).await? else {
                inner.store.wrap_up_is_told(&untold, None).await?;
                continue;
            };
            match colleagues.tell_wrap_up(&event).await {
                WorkFate::Later => return Ok(Some(inner.now() + AGAIN)),
                // A relay that does not take it never will: the call is somebody else's there.
                WorkFate::Taken | WorkFate::Refused => {
                    inner.store.wrap_up_is_told(&untold, Some(event.at)).await?;
                }
            }
        }
        Ok(inner.store.next_settled_wrap_up().await?)
    }
}

impl Inner {
    /// `None` when nobody needs to be told: it was taken back before anybody heard of it, or its entry had its term.
    async fn told(&self, untold: &UntoldWrapUp, share: Share) -> Result<Option<CallEvent>, FlowError> {
        let Some(call) = self.store.call(&untold.call).await? else { return Ok(None) };
        let (decided, saw) = match self.store.entry_of(&untold.call).await? {
            Some(entry) => {
                let name = self.store.past_call(&untold.call).await?.and_then(|listed| listed.name);
                let decided = self.decision(&entry, share, name);
                let saw = match &decided {
                    Some(decided) if share == Share::CallsAndNotes => self.saw(&untold.call, decided.at).await?,
                    Some(_) | None => None,
                };
                (decided, saw)
            }
            None if untold.told_at.is_some() && self.store.was_taken_back(&untold.call).await? => (None, None),
            None => return Ok(None),
        };
        let at = untold.told_at.map_or(self.now(), |told| self.now().max(told + APART));
        let told = ToldWrapUp { revision: untold.revision, by: self.worker(), decided };
        Ok(Some(told.event(&untold.call, call.facts_for_others(), at, saw)))
    }

    /// The last pop that was shown before the decision.
    async fn saw(&self, call: &CallKey, decided_at: Timestamp) -> Result<Option<ShownPop>, FlowError> {
        let mut shown = self.store.pops(call).await?;
        let last = shown.iter().rposition(|(at, _)| *at <= decided_at);
        Ok(last.map(|place| shown.swap_remove(place)).map(|(at, pop)| ShownPop { at, pop }))
    }

    fn decision(&self, entry: &Entry, share: Share, name: Option<String>) -> Option<ToldDecision> {
        let (wrap_up, plan) = entry.work.wrap_up()?;
        let whole = share == Share::CallsAndNotes;
        let writing = ToldWriting::of(plan, &entry.state, whole);
        let record = match &wrap_up.about {
            About::Known { caller, .. } => Some(caller.id.clone()),
            About::New { .. } => writing.as_ref().and_then(|writing| writing.new_caller().cloned()),
            About::Nobody => None,
        };
        let notes = whole.then(|| wrap_up.notes.clone());
        Some(ToldDecision { at: wrap_up.decided_at, outcome: self.label(wrap_up), notes, name, record, writing })
    }
}
