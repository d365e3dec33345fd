//! How much those who look after a team are told of its calls, for the history of the team.

use crate::call::ToldWriting;
use crate::event::{CallChange, CallEvent, CallFacts, Event};
use serde::{Deserialize, Serialize};

/// How much is shared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Share {
    /// Nothing.
    #[default]
    Off,
    /// Calls with their times, outcomes and the records that were written, without anything that somebody wrote about them.
    Calls,
    /// The same with notes, names of records and fields, and the pop as the agent saw it.
    CallsAndNotes,
}

impl Share {
    /// What of an event is told; `None` for what concerns no history.
    #[must_use]
    pub fn told(self, event: Event) -> Option<Event> {
        match (self, event) {
            (Self::Off, _) => None,
            (Self::CallsAndNotes, Event::Call(event)) => Some(Event::Call(event)),
            (Self::Calls, Event::Call(event)) => Some(Event::Call(without_notes(event))),
            (_, Event::Agent(_) | Event::Contact(_) | Event::Record(_) | Event::Work(_)) => None,
        }
    }
}

fn without_notes(event: CallEvent) -> CallEvent {
    let what = match event.what {
        CallChange::Commented { .. } => CallChange::Noted,
        CallChange::HandedOver { to, .. } => CallChange::Transferred { to: Some(to) },
        CallChange::WrappedUp { mut told, saw: _ } => {
            if let Some(decided) = &mut told.decided {
                decided.notes = None;
                decided.writing = decided.writing.take().map(ToldWriting::without_names);
            }
            CallChange::WrappedUp { told, saw: None }
        }
        what => what,
    };
    let facts = CallFacts { notes: None, ai_summary: None, ..event.facts };
    CallEvent { what, facts, ..event }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::{ToldDecision, ToldRecord, ToldStanding, ToldWrapUp};
    use crate::ids::{CallKey, EventId, Provider};
    use crate::work::Worker;
    use jiff::Timestamp;

    fn event(what: CallChange) -> Event {
        let facts = CallFacts {
            customer_number: Some("+14155550134".into()),
            notes: Some("secret".into()),
            ai_summary: Some("secret".into()),
            ..CallFacts::default()
        };
        let call = CallKey::new(Provider::Five9, "1").unwrap();
        Event::Call(CallEvent { id: EventId("1".into()), call, at: Timestamp::UNIX_EPOCH, what, facts })
    }

    fn writing() -> ToldWriting {
        let record = ToldRecord {
            reference: "case".into(),
            object: "Case".into(),
            id: None,
            created: false,
            label: Some("secret".into()),
            fields: vec!["secret".into()],
        };
        ToldWriting { standing: ToldStanding::Waiting, records: vec![record] }
    }

    #[test]
    fn only_as_much_is_told_as_is_shared() {
        let decided = ToldDecision {
            at: Timestamp::UNIX_EPOCH,
            outcome: "Booked".into(),
            notes: Some("secret".into()),
            name: Some("Rosa".into()),
            record: None,
            writing: Some(writing()),
        };
        let told = ToldWrapUp { revision: 1, by: Worker("dana@example.com".into()), decided: Some(decided) };
        for what in [
            CallChange::Ended,
            CallChange::Commented { id: "1".into(), text: "secret".into() },
            CallChange::HandedOver { to: "202".into(), note: "secret".into() },
            CallChange::WrappedUp { told: Box::new(told), saw: None },
        ] {
            let whole = event(what);
            assert_eq!(Share::Off.told(whole.clone()), None);
            assert_eq!(Share::CallsAndNotes.told(whole.clone()), Some(whole.clone()));
            let told = serde_json::to_string(&Share::Calls.told(whole)).unwrap();
            assert!(!told.contains("secret") && told.contains("5550134"), "{told}");
        }
    }
}
