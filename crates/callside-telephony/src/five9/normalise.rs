//! What it means in our words.

use super::payload::{Payload, Word};
use crate::digest::fingerprint;
use crate::rejection::{Flaw, Rejection};
use crate::text;
use callside_core::event::{AgentEvent, AgentState, CallChange, CallEvent, CallFacts, Event};
use callside_core::ids::EventId;

/// One event, or none for other media.
pub(super) fn events(payload: &Payload<'_>) -> Result<Vec<Event>, Rejection> {
    let word = payload.word()?;
    Ok(match word {
        Word::OtherMedia => vec![],
        Word::AgentState => vec![Event::Agent(agent_event(payload)?)],
        _ => vec![Event::Call(call_event(payload, word)?)],
    })
}

fn call_event(payload: &Payload<'_>, word: Word) -> Result<CallEvent, Rejection> {
    let call = payload.call()?;
    let said = payload.said_at();
    let of_the_line = if matches!(word, Word::HungUp | Word::Ended) { payload.ended_at() } else { None };
    let at = said.or(of_the_line).unwrap_or(payload.received_at);
    let what = match word {
        Word::Previewed => CallChange::Previewed,
        Word::Ringing => CallChange::Ringing,
        Word::Answered => CallChange::Answered,
        Word::Declined => CallChange::Declined,
        Word::Transferred => {
            CallChange::Transferred { to: payload.line(&["transferto", "transferredto", "destination"]) }
        }
        Word::HungUp => CallChange::HungUp,
        Word::Ended => CallChange::Ended,
        Word::Dispositioned => CallChange::Dispositioned { label: payload.disposition().label() },
        Word::VoicemailLeft => CallChange::VoicemailLeft,
        Word::ContactSelected | Word::AgentState | Word::OtherMedia => CallChange::Noted,
    };
    let mut facts = facts(payload, word);
    if word.call_is_over() {
        facts.ended_at = Some(payload.ended_at().unwrap_or(at));
    }
    if word == Word::Ringing {
        facts.started_at = facts.started_at.or(said);
    }
    Ok(CallEvent { id: call_event_id(payload, word, call.id()), call, at, what, facts })
}

fn facts(payload: &Payload<'_>, word: Word) -> CallFacts {
    let direction = payload.direction(word);
    let (customer_number, company_number) = payload.numbers(direction);
    let recording = payload.recording();
    let (recording_url, voicemail_url) =
        if word == Word::VoicemailLeft { (None, recording) } else { (recording, None) };
    // Figures that Five9 fills in only at the end; before that they are noughts.
    let figure = |names: &[&str]| if word.call_is_over() { payload.seconds(names) } else { None };
    CallFacts {
        direction,
        customer_number,
        company_number,
        customer_name: payload.customer_name(),
        agent: payload.agent(),
        session: payload.session(),
        queue: payload.line(&["skillname", "skill", "queuename", "queue"]),
        campaign: payload.line(&["campaignname", "campaign"]),
        started_at: payload.started_at(),
        duration_s: figure(&["length", "duration"]),
        talk_s: if word.call_is_over() { payload.talk_s() } else { None },
        hold_s: figure(&["holdtime"]),
        disposition: payload.disposition().label(),
        notes: payload.notes(),
        recording_url,
        voicemail_url,
        provider_contact: payload.line(&["contactid"]),
        ..CallFacts::default()
    }
}

/// Five9 gives deliveries no id. A repeat says the same of the same call by the same person; a changed disposition,
/// end or note is news. The person is part of it because a transferred call is accepted again by a colleague.
fn call_event_id(payload: &Payload<'_>, word: Word, call: &str) -> EventId {
    if let Some(id) = payload.event_id() {
        return EventId(format!("five9:{id}"));
    }
    let disposition = payload.disposition();
    let [said, ended] = payload.times_as_written();
    let agent = payload.agent().map(|agent| agent.key).unwrap_or_default();
    EventId(format!(
        "five9:{}",
        fingerprint(&[
            word.tag(),
            call,
            &agent,
            disposition.id.as_deref().unwrap_or_default(),
            disposition.name.as_deref().unwrap_or_default(),
            said,
            ended,
            payload.notes().as_deref().unwrap_or_default(),
            payload.recording().as_deref().unwrap_or_default(),
        ])
    ))
}

fn agent_event(payload: &Payload<'_>) -> Result<AgentEvent, Rejection> {
    let agent = payload.agent().ok_or(Flaw::Missing { field: "agentName" })?;
    let word = payload.line(&["state", "agentstate", "newstate", "status"]);
    let word = word.ok_or(Flaw::Missing { field: "state" })?;
    let reason = payload.line(&["reason", "notreadyreason", "reasoncode", "reasoncodename", "reasoncodeid"]);
    // Without a time of its own every report is news: Ready, Not Ready, Ready are three changes, not two.
    let [said, _] = payload.times_as_written();
    let when = if said.is_empty() { payload.received_at.to_string() } else { said.to_owned() };
    let id = payload.event_id().unwrap_or_else(|| {
        let reason = reason.as_deref().unwrap_or_default();
        fingerprint(&[Word::AgentState.tag(), &agent.key, &word, reason, &when])
    });
    Ok(AgentEvent {
        id: EventId(format!("five9:{id}")),
        at: payload.said_at().unwrap_or(payload.received_at),
        state: agent_state(word, reason),
        agent,
    })
}

fn agent_state(word: String, reason: Option<String>) -> AgentState {
    match text::fold(&word).as_str() {
        "ready" | "available" | "waiting" | "idle" => AgentState::Available,
        "oncall" | "incall" | "talking" | "busy" | "onhold" | "ringing" => AgentState::OnCall,
        "acw" | "aftercallwork" | "wrapup" | "oncallwrapup" => AgentState::WrapUp,
        "notready" | "unavailable" | "break" | "away" => AgentState::NotReady { reason },
        "loggedout" | "logout" | "offline" | "disconnected" => AgentState::Offline,
        _ => AgentState::Other { word },
    }
}
