//! A call that never was: for previews on a machine that has wrapped up none like it.

use super::{Decided, Heard};
use crate::call::Call;
use crate::disposition::DispositionCode;
use crate::event::{AgentName, CallChange, CallEvent, CallFacts, Direction};
use crate::ids::{CallKey, EventId, Provider, RecordId};
use crate::plan::{About, WrapUp};
use crate::record::{CallerObject, CallerRef};
use jiff::{Timestamp, ToSpan};

/// A call of six minutes with a made-up Contact, wrapped up at `now` with this outcome.
///
/// # Panics
/// Never: the ids are right.
#[must_use]
pub fn sample(outcome: &DispositionCode, now: Timestamp) -> Decided {
    let (Ok(key), Ok(contact)) = (CallKey::new(Provider::Phone, "sample"), RecordId::new("003000000000001AAA")) else {
        unreachable!("both are written here")
    };
    let began = now - 6.minutes();
    let facts = CallFacts {
        direction: Some(Direction::Inbound),
        customer_number: Some("+14155550134".into()),
        company_number: Some("+14155550100".into()),
        customer_name: Some("Sarah Johnson".into()),
        agent: Some(AgentName { key: "agent".into(), name: None }),
        queue: Some("Support".into()),
        campaign: Some("Spring".into()),
        answered_at: Some(began),
        ended_at: Some(now),
        duration_s: Some(372),
        talk_s: Some(360),
        hold_s: Some(12),
        recording_url: Some("https://recordings.example/sample.mp3".into()),
        voicemail_url: Some("https://recordings.example/voicemail.mp3".into()),
        ai_summary: Some("Asked for the corrected invoice; agreed to call back.".into()),
        ..CallFacts::default()
    };
    let what = CallChange::Answered;
    let call = Call::begin(&CallEvent { id: EventId("sample".into()), call: key.clone(), at: began, what, facts });
    let wrap_up = WrapUp {
        intent: None,
        call: key,
        disposition: outcome.clone(),
        notes: "Wants the corrected invoice by Friday.".into(),
        agreed_at: None,
        about: About::Known {
            caller: CallerRef { object: CallerObject::Contact, id: contact },
            name: "Sarah Johnson".into(),
            account: None,
            email: Some("sarah@example.com".into()),
        },
        related: vec![],
        allow_duplicate: false,
        earlier_tries: 0,
        decided_at: now,
    };
    Decided { call, wrap_up, heard: Heard::default() }
}
