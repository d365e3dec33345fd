//! Five9: web connectors, and the events that a relay names after them.
//!
//! A connector sends parameters only, in a query or a form: no headers, no JSON. What is not set arrives as the
//! literal variable, such as `@Call.LPRecKey@`; times are compact UTC; on outbound calls ANI is the company.

use jiff::Timestamp;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::Method;
use serde_json::{Map, Value, json};

use super::play::Outcome;
use super::script::{Moment, Script};
use super::send::Step;
use super::{FIVE9_SECRET, line};
use crate::error::SandboxError;

const TRIGGERS: [&str; 5] =
    ["OnPreview", "OnCallAccepted", "OnWarmTransferInitiation", "OnCallDisconnected", "OnCallDispositioned"];

const EVENTS: [&str; 5] =
    ["call.created", "call.ended", "voicemail.received", "call.disposition_set", "agent.state_changed"];

/// The requests of web connectors.
///
/// # Errors
/// [`SandboxError::Unplayable`] for a trigger that Five9 does not have.
pub fn connector(script: &Script<'_>) -> Result<Vec<Step>, SandboxError> {
    let usual: &[&str] = match (script.is_inbound(), script.is_answered()) {
        (true, true) => &["OnCallAccepted", "OnCallDisconnected", "OnCallDispositioned"],
        (false, true) => &["OnPreview", "OnCallAccepted", "OnCallDisconnected", "OnCallDispositioned"],
        // Nobody accepted, so the first that a connector hears is the system's own disposition.
        (true, false) => &["OnCallDispositioned"],
        (false, false) => &["OnPreview", "OnCallDispositioned"],
    };
    script.steps(&TRIGGERS, usual)?.into_iter().map(|trigger| connector_step(script, trigger)).collect()
}

fn connector_step(script: &Script<'_>, trigger: &str) -> Result<Step, SandboxError> {
    let moment = match trigger {
        "OnPreview" => Moment::Begin,
        "OnCallAccepted" => Moment::Answer,
        "OnWarmTransferInitiation" => Moment::Late,
        "OnCallDisconnected" => Moment::HangUp,
        _ => Moment::WrapUp,
    };
    let query = parameters(script, trigger)
        .into_iter()
        .map(|(name, value)| format!("{name}={}", utf8_percent_encode(&value, NON_ALPHANUMERIC)))
        .collect::<Vec<_>>()
        .join("&");
    let in_browser = matches!(trigger, "OnPreview" | "OnCallAccepted");
    let get = match script.call.method.as_deref() {
        None => in_browser,
        Some(method) if method.eq_ignore_ascii_case("GET") => true,
        Some(method) if method.eq_ignore_ascii_case("POST") => false,
        Some(_) => return Err(SandboxError::Unplayable("a connector uses GET or POST")),
    };
    let door = format!("{}/five9/connector", script.call.target.trim_end_matches('/'));
    let (method, url, headers, body) = if get {
        (Method::GET, format!("{door}?{query}"), vec![("accept", "text/html".to_owned())], Vec::new())
    } else {
        let kind = "application/x-www-form-urlencoded; charset=UTF-8".to_owned();
        (Method::POST, door, vec![("content-type", kind)], query.into_bytes())
    };
    Ok(Step { name: trigger.to_owned(), offset: script.offset(moment), method, url, headers, body })
}

/// What an admin put into the connector, and what the variables hold at this trigger.
fn parameters(script: &Script<'_>, trigger: &str) -> Vec<(&'static str, String)> {
    let call = script.call;
    let over = matches!(trigger, "OnCallDisconnected" | "OnCallDispositioned");
    let unset = |variable: &str| format!("@{variable}@");
    let (ani, dnis) = numbers(script);
    let at = |moment| compact(script.at(moment));
    let mut parameters = vec![
        ("eventType", trigger.to_owned()),
        ("call_id", script.call_id.clone()),
        ("session_id", session(script)),
        ("ANI", ani),
        ("DNIS", dnis),
        ("type_name", if script.is_inbound() { "Inbound" } else { "Manual" }.to_owned()),
        ("campaign_name", call.campaign.clone().unwrap_or_else(|| "Inbound Sales".to_owned())),
        ("skill_name", call.queue.clone().unwrap_or_else(|| unset("Call.skill_name"))),
        ("full_name", call.agent.name.clone()),
        ("user_name", call.agent.email.clone()),
        ("start_timestamp", at(Moment::Begin)),
        ("end_timestamp", if over { at(Moment::HangUp) } else { unset("Call.end_timestamp") }),
        ("LPRecKey", unset("Call.LPRecKey")),
    ];
    if over {
        parameters.push(("length", script.seconds(Moment::HangUp).to_string()));
        parameters.push(("handle_time", (script.talk() + 12).to_string()));
        parameters.push(("wrapup_time", "12".to_owned()));
        parameters.push(("hold_time", "0".to_owned()));
    }
    if trigger == "OnCallDispositioned" {
        let (id, name) = disposition(script);
        parameters.push(("disposition_id", id));
        parameters.push(("disposition_name", name));
        parameters.push(("comments", call.notes.clone().unwrap_or_else(|| unset("Call.comments"))));
    }
    if trigger == "OnWarmTransferInitiation" {
        parameters.push(("transfer_to", call.transfer_to.clone().unwrap_or_else(|| "Support Tier 2".to_owned())));
    }
    parameters.push(("secret", call.secret.clone().unwrap_or_else(|| FIVE9_SECRET.to_owned())));
    parameters
}

/// A disposition of the agent, or the system's own with its negative id.
fn disposition(script: &Script<'_>) -> (String, String) {
    match (&script.call.disposition, script.call.outcome) {
        (Some(name), _) => ("300000000000456".to_owned(), name.clone()),
        (None, Outcome::Answered) => ("300000000000401".to_owned(), "Resolved".to_owned()),
        (None, Outcome::Missed) if script.is_inbound() => ("-14".to_owned(), "Abandon".to_owned()),
        (None, Outcome::Missed) => ("-7".to_owned(), "No Answer".to_owned()),
        (None, Outcome::Voicemail) => ("-9".to_owned(), "Sent To Voicemail".to_owned()),
    }
}

/// The events by name, as JSON with all fields of the relay.
///
/// # Errors
/// [`SandboxError::Unplayable`] for an event that a relay does not have.
pub fn events(script: &Script<'_>) -> Result<Vec<Step>, SandboxError> {
    let usual: &[&str] = match script.call.outcome {
        Outcome::Answered => &["call.created", "call.ended", "call.disposition_set"],
        Outcome::Missed => &["call.created", "call.ended"],
        Outcome::Voicemail => &["call.created", "call.ended", "voicemail.received"],
    };
    let secret = script.call.secret.as_deref().unwrap_or(FIVE9_SECRET);
    let secret = utf8_percent_encode(secret, NON_ALPHANUMERIC);
    let url = format!("{}/five9/events?secret={secret}", script.call.target.trim_end_matches('/'));
    let steps = script.steps(&EVENTS, usual)?;
    Ok(steps
        .into_iter()
        .map(|event| {
            let moment = match event {
                "call.created" => Moment::Ring,
                "call.ended" => Moment::HangUp,
                _ => Moment::WrapUp,
            };
            Step {
                name: event.to_owned(),
                offset: script.offset(moment),
                method: Method::POST,
                url: url.clone(),
                headers: vec![("content-type", "application/json".to_owned())],
                body: event_body(script, event, moment).to_string().into_bytes(),
            }
        })
        .collect())
}

fn event_body(script: &Script<'_>, event: &str, moment: Moment) -> Value {
    let call = script.call;
    if event == "agent.state_changed" {
        return json!({
            "event": event, "agentName": call.agent.name, "state": "Not Ready", "reason": "After Call Work",
            "timestamp": script.at(moment).to_string(),
        });
    }
    let (ani, dnis) = numbers(script);
    let over = event != "call.created";
    let figure = |seconds: u64| if over { json!(seconds) } else { Value::Null };
    let mut body: Map<String, Value> = Map::new();
    for (name, value) in [
        ("event", json!(event)),
        ("callId", json!(script.call_id)),
        ("sessionId", json!(session(script))),
        ("agentName", json!(call.agent.name)),
        ("ani", json!(ani)),
        ("dnis", json!(dnis)),
        ("direction", json!(if script.is_inbound() { "inbound" } else { "outbound" })),
        ("duration", figure(script.seconds(Moment::HangUp))),
        ("talkTime", figure(script.talk())),
        ("holdTime", figure(0)),
        ("dispositionName", if event == "call.disposition_set" { json!(disposition(script).1) } else { Value::Null }),
        ("notes", json!(call.notes.as_ref().filter(|_| event == "call.disposition_set"))),
        ("recordingUrl", recording(script, event)),
        ("queueName", json!(call.queue)),
        ("campaignName", json!(call.campaign.as_deref().unwrap_or("Inbound Sales"))),
        ("contactId", Value::Null),
        ("timestamp", json!(script.at(moment).to_string())),
    ] {
        body.insert(name.to_owned(), value);
    }
    Value::Object(body)
}

fn recording(script: &Script<'_>, event: &str) -> Value {
    match event {
        "voicemail.received" => json!(format!("https://recordings.example/voicemail/{}.wav", script.call_id)),
        "call.disposition_set" if script.is_answered() => {
            json!(format!("https://recordings.example/calls/{}.wav", script.call_id))
        }
        _ => Value::Null,
    }
}

/// ANI and DNIS: on outbound calls the company comes first.
fn numbers(script: &Script<'_>) -> (String, String) {
    let (customer, company) = (line::five9(&script.call.caller), line::five9(&script.call.line));
    if script.is_inbound() { (customer, company) } else { (company, customer) }
}

fn session(script: &Script<'_>) -> String {
    format!("S{}", script.call_id)
}

/// `YYYYMMDDHHMMSSmmm`, UTC.
fn compact(at: Timestamp) -> String {
    at.strftime("%Y%m%d%H%M%S%3f").to_string()
}
