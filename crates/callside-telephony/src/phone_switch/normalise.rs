//! What it means in our words.

use super::mapping::{Field, Mapping};
use super::payload::Payload;
use super::verify::Delivery;
use super::words::Change;
use crate::digest::body_fingerprint;
use crate::inbound::Inbound;
use crate::rejection::{EventName, Flaw, Rejection};
use crate::{duration, instant, text};
use callside_core::event::{AgentName, CallChange, CallEvent, CallFacts, Direction, Event};
use callside_core::ids::{CallKey, EventId, LegId, Provider};
use jiff::Timestamp;

/// One event, or none where the settings ignore its word.
pub(super) fn events(
    payload: &Payload,
    mapping: &Mapping,
    delivery: &Delivery,
    inbound: &Inbound<'_>,
) -> Result<Vec<Event>, Rejection> {
    let change = match payload.raw(Field::Event) {
        Some(word) => {
            mapping.change(word).ok_or_else(|| Rejection::UnsupportedEvent { event: EventName::new(word) })?
        }
        None => mapping.without_word,
    };
    let Some(what) = what(change, payload) else { return Ok(vec![]) };
    let id = payload.raw(Field::CallId).ok_or(Flaw::Missing { field: "call_id" })?;
    let call = CallKey::new(Provider::Phone, id).map_err(|_| Flaw::WrongKind { field: "call_id" })?;
    let at = time(payload, Field::At, inbound.received_at).unwrap_or(inbound.received_at);
    let facts = facts(payload, mapping, inbound.received_at);
    Ok(vec![Event::Call(CallEvent { id: event_id(payload, delivery, inbound.body), call, at, what, facts })])
}

/// The signed message id first: it is stable over retries. Without any id, the same body is the same event.
fn event_id(payload: &Payload, delivery: &Delivery, body: &[u8]) -> EventId {
    let id = delivery.message.clone().or_else(|| payload.line(Field::EventId));
    EventId(format!("phone:{}", id.unwrap_or_else(|| body_fingerprint(body))))
}

fn what(change: Change, payload: &Payload) -> Option<CallChange> {
    Some(match change {
        Change::Created => CallChange::Created,
        Change::Previewed => CallChange::Previewed,
        Change::Ringing => CallChange::Ringing,
        Change::Declined => CallChange::Declined,
        Change::Answered => CallChange::Answered,
        Change::Held => CallChange::Held,
        Change::Unheld => CallChange::Unheld,
        Change::Transferred => CallChange::Transferred { to: payload.line(Field::TransferTo) },
        Change::HungUp => CallChange::HungUp,
        Change::Ended => CallChange::Ended,
        Change::Dispositioned => CallChange::Dispositioned { label: payload.line(Field::Disposition) },
        Change::VoicemailLeft => CallChange::VoicemailLeft,
        Change::Noted => CallChange::Noted,
        Change::Ignored => return None,
    })
}

fn facts(payload: &Payload, mapping: &Mapping, received_at: Timestamp) -> CallFacts {
    let direction = direction(payload);
    let line = |field| payload.line(field);
    let (calling, called) = (line(Field::From), line(Field::To));
    let (customer, company) =
        if direction == Some(Direction::Outbound) { (called, calling) } else { (calling, called) };
    let seconds = |field| duration::seconds(payload.raw(field)?, mapping.durations);
    let time = |field| time(payload, field, received_at);
    let name = line(Field::AgentName);
    CallFacts {
        direction,
        customer_number: line(Field::CustomerNumber).or(customer),
        company_number: line(Field::CompanyNumber).or(company),
        customer_name: line(Field::CustomerName),
        agent: line(Field::Agent).or_else(|| name.clone()).map(|key| AgentName { key, name }),
        leg: line(Field::Leg).map(LegId),
        session: line(Field::Session),
        queue: line(Field::Queue),
        campaign: line(Field::Campaign),
        started_at: time(Field::StartedAt),
        answered_at: time(Field::AnsweredAt),
        ended_at: time(Field::EndedAt),
        duration_s: seconds(Field::Duration),
        talk_s: seconds(Field::Talk),
        hold_s: seconds(Field::Hold),
        missed_reason: line(Field::MissedReason),
        disposition: line(Field::Disposition),
        notes: payload.raw(Field::Notes).and_then(text::notes),
        recording_url: payload.raw(Field::RecordingUrl).and_then(text::web_address),
        voicemail_url: payload.raw(Field::VoicemailUrl).and_then(text::web_address),
        ai_summary: payload.raw(Field::AiSummary).and_then(text::notes),
        provider_contact: line(Field::Contact),
        tags: None,
    }
}

fn time(payload: &Payload, field: Field, received_at: Timestamp) -> Option<Timestamp> {
    instant::read(payload.raw(field)?, received_at)
}

fn direction(payload: &Payload) -> Option<Direction> {
    match text::fold(payload.raw(Field::Direction)?).as_str() {
        "inbound" | "incoming" | "in" => Some(Direction::Inbound),
        "outbound" | "outgoing" | "out" => Some(Direction::Outbound),
        "internal" => Some(Direction::Internal),
        _ => None,
    }
}
