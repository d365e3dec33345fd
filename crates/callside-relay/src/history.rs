//! The history of a team: those who look after it hear of its calls beside those whose calls they are, from what is kept
//! for everybody, and are told again who may hear of what at the moment of telling
//! ([0071](../../../docs/adr/0071-the-history-is-told-beside.md)).

use crate::config::Share;
use crate::house::House;
use callside_core::event::{CallEvent, Event};
use callside_core::person::PersonId;
use callside_intake::SinkError;
use callside_link::{Capability, Envelope, Heard};
use callside_store::relay::{NewDelivery, Placing};
use std::collections::BTreeSet;

impl House {
    pub(crate) const fn share(&self) -> Share {
        self.config.history.share
    }

    /// What this relay can do, as it says at hello.
    pub(crate) fn capabilities(&self) -> BTreeSet<Capability> {
        let mut capabilities = Capability::ours();
        if self.share() == Share::Off {
            capabilities.retain(|capability| capability.0 != Capability::HISTORY);
        }
        if self.share() == Share::CallsAndNotes {
            capabilities.insert(Capability(Capability::HISTORY_NOTES.to_owned()));
        }
        capabilities
    }

    /// Who hears of an event for the history of their teams; `None` where it is for no history.
    pub(crate) fn watchers(&self, event: &Event, placing: &Placing) -> Option<Vec<String>> {
        match (self.share(), event, placing) {
            (Share::Calls | Share::CallsAndNotes, Event::Call(_), Placing::To(people)) => {
                self.directory().watched(people)
            }
            _ => None,
        }
    }

    /// What somebody is told of an event for the history of their teams; `None` where it is not theirs to hear. `people`:
    /// whose call it is; of a wrap-up only who wrapped it up counts.
    pub(crate) fn for_history(&self, person: &PersonId, envelope: Envelope, people: &[String]) -> Option<Envelope> {
        let Envelope { received_at, event: Heard::Known(event), .. } = envelope else { return None };
        if !self.directory().may_watch(person, &whose(&event, people)) {
            return None;
        }
        let event = Heard::Known(self.share().told(event)?);
        Some(Envelope { received_at, for_history: true, event })
    }

    /// Keeps how a wrap-up stands for those who look after whoever says so.
    pub(crate) async fn keep_wrap_up(&self, event: CallEvent, by: &PersonId) -> Result<(), SinkError> {
        let watchers = self.directory().watched(&[by.to_string()]);
        let Some(event) = self.share().told(Event::Call(event)).filter(|_| watchers.is_some()) else {
            return Ok(());
        };
        let caller = match &event {
            Event::Call(event) => event.facts.customer_number.as_deref().and_then(|text| self.e164(text)),
            _ => None,
        };
        let placing = Placing::To(Vec::new());
        let delivery = NewDelivery { event, caller, received_at: self.now(), placing, watchers };
        self.keep(vec![delivery]).await.map(drop)
    }
}

/// Whose call an event is about, as far as a history is concerned.
pub(crate) fn whose(event: &Event, people: &[String]) -> Vec<String> {
    match event {
        Event::Call(CallEvent { what: callside_core::event::CallChange::WrappedUp { told, .. }, .. }) => {
            vec![told.by.0.clone()]
        }
        _ => people.to_vec(),
    }
}
