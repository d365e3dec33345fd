//! A phone system with signed webhooks: Standard Webhooks 1.0, or a plain hexadecimal HMAC over the body.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit as _, Mac as _};
use reqwest::Method;
use serde_json::{Value, json};
use sha2::Sha256;

use super::PHONE_SECRET;
use super::play::{Outcome, Signature};
use super::script::{Moment, Script};
use super::send::Step;
use crate::error::SandboxError;
use crate::random;

const EVENTS: [&str; 8] = [
    "call.ringing",
    "call.answered",
    "call.hold",
    "call.resumed",
    "call.transferred",
    "call.hangup",
    "call.voicemail",
    "call.disposition",
];

/// The webhooks of a call.
///
/// # Errors
/// [`SandboxError::Unplayable`] for an event that the phone system does not have, or a key that is none.
pub fn webhooks(script: &Script<'_>) -> Result<Vec<Step>, SandboxError> {
    let mut usual = match script.call.outcome {
        Outcome::Answered => vec!["call.ringing", "call.answered", "call.hangup"],
        Outcome::Missed => vec!["call.ringing", "call.hangup"],
        Outcome::Voicemail => vec!["call.ringing", "call.hangup", "call.voicemail"],
    };
    if script.call.disposition.is_some() {
        usual.push("call.disposition");
    }
    let url = format!("{}/phone", script.call.target.trim_end_matches('/'));
    let steps = script.steps(&EVENTS, &usual)?;
    steps
        .into_iter()
        .map(|event| {
            let moment = moment_of(event);
            let body = body(script, event, moment).to_string();
            let mut headers = vec![("content-type", "application/json".to_owned())];
            headers.extend(sign(script, &body)?);
            Ok(Step {
                name: event.to_owned(),
                offset: script.offset(moment),
                method: Method::POST,
                url: url.clone(),
                headers,
                body: body.into_bytes(),
            })
        })
        .collect()
}

fn moment_of(event: &str) -> Moment {
    match event {
        "call.ringing" => Moment::Ring,
        "call.answered" => Moment::Answer,
        "call.hold" => Moment::Early,
        "call.resumed" | "call.transferred" => Moment::Late,
        "call.hangup" => Moment::HangUp,
        "call.voicemail" => Moment::Aftermath,
        _ => Moment::WrapUp,
    }
}

fn body(script: &Script<'_>, event: &str, moment: Moment) -> Value {
    let call = script.call;
    let over = moment >= Moment::HangUp;
    let (from, to) = if script.is_inbound() { (&call.caller, &call.line) } else { (&call.line, &call.caller) };
    let mut body = json!({
        "event": event,
        "event_id": format!("{}-{event}", script.call_id),
        "timestamp": script.at(moment).to_string(),
        "call_id": script.call_id,
        "direction": if script.is_inbound() { "inbound" } else { "outbound" },
        "from": from,
        "to": to,
        "agent_email": call.agent.email,
        "agent_name": call.agent.name,
        "queue": call.queue,
        "campaign": call.campaign,
        "started_at": script.at(Moment::Begin).to_string(),
    });
    if script.is_answered() && moment >= Moment::Answer {
        body["answered_at"] = json!(script.at(Moment::Answer).to_string());
    }
    if over {
        body["ended_at"] = json!(script.at(Moment::HangUp).to_string());
        body["duration"] = json!(script.seconds(Moment::HangUp));
        body["talk_time"] = json!(script.talk());
    }
    match event {
        "call.disposition" => {
            body["disposition"] = json!(call.disposition);
            body["notes"] = json!(call.notes);
        }
        "call.voicemail" => {
            body["voicemail_url"] = json!(format!("https://recordings.example/phone/{}.mp3", script.call_id));
        }
        "call.transferred" => {
            body["transfer_to"] = json!(call.transfer_to.as_deref().unwrap_or("201"));
        }
        _ => {}
    }
    body
}

/// The headers that prove the sender. Each webhook is signed at the moment it is made, by the machine's own clock.
fn sign(script: &Script<'_>, body: &str) -> Result<Vec<(&'static str, String)>, SandboxError> {
    let secret = script.call.secret.as_deref().unwrap_or(PHONE_SECRET);
    match script.call.signature {
        Signature::None => Ok(Vec::new()),
        Signature::Hex => {
            let digits = HEXLOWER.encode(&mac(secret.as_bytes(), body.as_bytes()));
            Ok(vec![("x-signature", format!("sha256={digits}"))])
        }
        Signature::StandardWebhooks => {
            let key = secret
                .strip_prefix("whsec_")
                .and_then(|encoded| STANDARD.decode(encoded).ok())
                .ok_or(SandboxError::Unplayable("the key of Standard Webhooks is whsec_ and base64"))?;
            let id = format!("msg_{}", random::token(18).replace(['-', '_'], "x"));
            let timestamp = jiff::Timestamp::now().as_second().to_string();
            let signed = format!("{id}.{timestamp}.{body}");
            let signature = format!("v1,{}", STANDARD.encode(mac(&key, signed.as_bytes())));
            Ok(vec![("webhook-id", id), ("webhook-timestamp", timestamp), ("webhook-signature", signature)])
        }
    }
}

fn mac(key: &[u8], text: &[u8]) -> Vec<u8> {
    #[expect(clippy::expect_used, reason = "HMAC takes keys of every length")]
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes every key");
    mac.update(text);
    mac.finalize().into_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_vector_of_standard_webhooks_agrees() {
        let key = STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let signed = b"msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{\"test\": 2432232314}";
        assert_eq!(STANDARD.encode(mac(&key, signed)), "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }
}
