//! Aircall webhooks: `resource, event, timestamp, token, data`, nothing signed, the token in the body.
//!
//! What is not known is absent, not null: an inbound call has no `user` before it rings at one, and no `contact`
//! unless Aircall knows the caller. Times are whole seconds; `raw_digits` has spaces.

use reqwest::Method;
use serde_json::{Value, json};

use super::play::Outcome;
use super::script::{Moment, Script};
use super::send::Step;
use super::{AIRCALL_TOKEN, line};
use crate::error::SandboxError;

const API: &str = "https://api.aircall.io/v1";

const EVENTS: [&str; 15] = [
    "call.created",
    "call.ringing_on_agent",
    "call.agent_declined",
    "call.answered",
    "call.hold",
    "call.unhold",
    "call.transferred",
    "call.hungup",
    "call.ended",
    "call.voicemail_left",
    "call.tagged",
    "call.untagged",
    "call.commented",
    "call.assigned",
    "call.archived",
];

/// The webhooks of a call.
///
/// # Errors
/// [`SandboxError::Unplayable`] for an event that Aircall does not have, or a call id that is no number.
pub fn webhooks(script: &Script<'_>) -> Result<Vec<Step>, SandboxError> {
    let id: u64 = script.call_id.parse().map_err(|_| SandboxError::Unplayable("Aircall's call ids are numbers"))?;
    let mut usual = match (script.is_inbound(), script.call.outcome) {
        (true, Outcome::Answered) => {
            vec!["call.created", "call.ringing_on_agent", "call.answered", "call.hungup", "call.ended"]
        }
        (true, Outcome::Missed) => vec!["call.created", "call.ringing_on_agent", "call.hungup", "call.ended"],
        (true, Outcome::Voicemail) => {
            vec!["call.created", "call.ringing_on_agent", "call.hungup", "call.ended", "call.voicemail_left"]
        }
        (false, Outcome::Answered) => vec!["call.created", "call.answered", "call.hungup", "call.ended"],
        (false, _) => vec!["call.created", "call.hungup", "call.ended"],
    };
    // Tags and comments come during the call or after it, before the last word.
    let last = usual.len() - 1;
    if script.call.disposition.is_some() {
        usual.insert(last, "call.tagged");
    }
    if script.call.notes.is_some() {
        usual.insert(last, "call.commented");
    }
    let url = format!("{}/aircall", script.call.target.trim_end_matches('/'));
    let steps = script.steps(&EVENTS, &usual)?;
    Ok(steps
        .into_iter()
        .map(|event| {
            let moment = moment_of(event);
            let body = json!({
                "resource": "call",
                "event": event,
                "timestamp": script.at(moment).as_second(),
                "token": script.call.secret.as_deref().unwrap_or(AIRCALL_TOKEN),
                "data": data(script, id, event),
            });
            Step {
                name: event.to_owned(),
                offset: script.offset(moment),
                method: Method::POST,
                url: url.clone(),
                headers: vec![
                    ("content-type", "application/json".to_owned()),
                    ("user-agent", "axios/1.7.4".to_owned()),
                    ("aircall-origin", "webhooks".to_owned()),
                ],
                body: body.to_string().into_bytes(),
            }
        })
        .collect())
}

fn moment_of(event: &str) -> Moment {
    match event {
        "call.created" => Moment::Begin,
        "call.ringing_on_agent" | "call.agent_declined" => Moment::Ring,
        "call.answered" => Moment::Answer,
        "call.hold" => Moment::Early,
        "call.unhold" | "call.transferred" => Moment::Late,
        "call.hungup" => Moment::HangUp,
        "call.tagged" | "call.untagged" | "call.commented" => Moment::WrapUp,
        _ => Moment::Aftermath,
    }
}

fn data(script: &Script<'_>, id: u64, event: &str) -> Value {
    let moment = moment_of(event);
    let second = |moment: Moment| script.at(moment).as_second();
    let answered = script.is_answered() && moment >= Moment::Answer;
    let over = moment >= Moment::HangUp;
    let final_word = moment == Moment::Aftermath;
    let voicemail = (final_word && script.call.outcome == Outcome::Voicemail)
        .then(|| format!("https://recordings.example/aircall/{id}/voicemail.mp3"));
    let recording = (final_word && answered).then(|| format!("https://recordings.example/aircall/{id}/call.mp3"));
    let missed = script.is_inbound() && over && !script.is_answered();
    let mut data = json!({
        "id": id,
        "direct_link": format!("{API}/calls/{id}"),
        "call_uuid": format!("CA{id:030}"),
        "direction": if script.is_inbound() { "inbound" } else { "outbound" },
        "status": if over { "done" } else if answered { "answered" } else { "initial" },
        "missed_call_reason": missed.then_some("agents_did_not_answer"),
        "started_at": second(Moment::Begin),
        "answered_at": answered.then(|| second(Moment::Answer)),
        "ended_at": over.then(|| second(Moment::HangUp)),
        "duration": if over { second(Moment::HangUp) - second(Moment::Begin) } else { 0 },
        "cost": "0.0",
        "hangup_cause": null,
        "voicemail": voicemail,
        "recording": recording,
        "asset": final_word.then(|| format!("https://assets.aircall.io/calls/{id}/asset")),
        "raw_digits": line::aircall(&script.call.caller),
        "number": number(script),
        "archived": event == "call.archived",
        "teams": [],
        "comments": comments(script, moment),
        "tags": tags(script, event, moment),
    });
    if has_user(script, event) {
        data["user"] = user(script);
    }
    if matches!(event, "call.transferred") {
        data["transferred_by"] = user(script);
        data["transferred_to"] = colleague(script);
    }
    if event == "call.assigned" {
        data["assigned_to"] = user(script);
    }
    data
}

/// Inbound calls get a user when they ring at one, and lose it when nobody answers.
fn has_user(script: &Script<'_>, event: &str) -> bool {
    if !script.is_inbound() {
        return true;
    }
    match event {
        "call.created" => false,
        "call.ringing_on_agent" | "call.agent_declined" => true,
        _ => script.is_answered(),
    }
}

fn user(script: &Script<'_>) -> Value {
    let agent = &script.call.agent;
    json!({
        "id": agent.id,
        "direct_link": format!("{API}/users/{}", agent.id),
        "name": agent.name,
        "email": agent.email,
        "available": true,
        "availability_status": "available",
        "language": "en-US",
        "wrap_up_time": 30,
    })
}

fn colleague(script: &Script<'_>) -> Value {
    let name = script.call.transfer_to.as_deref().unwrap_or("Miguel Santos");
    json!({
        "id": script.call.agent.id + 1,
        "direct_link": format!("{API}/users/{}", script.call.agent.id + 1),
        "name": name,
        "email": "miguel.santos@callside.example",
        "available": true,
        "availability_status": "available",
        "language": "en-US",
        "wrap_up_time": 0,
    })
}

fn number(script: &Script<'_>) -> Value {
    json!({
        "id": 397_375,
        "direct_link": format!("{API}/numbers/397375"),
        "name": script.call.queue.as_deref().unwrap_or("Customer care"),
        "digits": line::aircall(&script.call.line),
        "country": "US",
        "time_zone": "America/Los_Angeles",
        "open": true,
        "availability_status": "open",
        "is_ivr": false,
        "live_recording_activated": true,
        "messages": {},
    })
}

fn comments(script: &Script<'_>, moment: Moment) -> Value {
    match &script.call.notes {
        Some(notes) if moment >= Moment::WrapUp => json!([{
            "id": 5_120_771,
            "content": notes,
            "posted_at": script.at(Moment::WrapUp).as_second(),
            "posted_by": user(script),
        }]),
        _ => json!([]),
    }
}

/// A tag plays the part of a disposition.
fn tags(script: &Script<'_>, event: &str, moment: Moment) -> Value {
    match &script.call.disposition {
        Some(name) if moment >= Moment::WrapUp && event != "call.untagged" => json!([{
            "id": 1_022_984,
            "name": name,
            "tagged_by": user(script),
            "tagged_at": script.at(Moment::WrapUp).as_second(),
        }]),
        _ => json!([]),
    }
}
