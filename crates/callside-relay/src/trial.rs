//! `callside-relay try`: deliveries as phone systems send them, over the public address, so through name service, firewall,
//! proxy and certificate; each with what is wrong. Without a person nothing of it is kept.

use crate::check::Finding;
use crate::config::{Config, secret_file};
use crate::start::phone_secrets;
use callside_core::person::PersonId;
use callside_core::secret::Secret;
use callside_link::wire::paths;
use jiff::Timestamp;
use reqwest::header::CONTENT_TYPE;
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Url};
use serde_json::{Value, json};
use std::time::Duration;

/// How long an answer may take; Aircall gives up after five seconds.
const PATIENCE: Duration = Duration::from_secs(5);
/// A number that belongs to nobody (North American Numbering Plan, 555-0100 to 555-0199).
const NOBODY: &str = "+12025550100";

/// What came back.
enum Answer {
    /// With what the relay says in it.
    Said(u16, Value),
    /// Nothing: the reason of the network.
    Nothing(String),
}

/// Tries everything that is set up. `at`: the address that phone systems and desktops use, without a path. `person`: who gets
/// an internal test call, which pops nowhere.
pub async fn trial(config: &Config, at: &str, person: Option<&PersonId>) -> Vec<Finding> {
    let wrong = |text: &str| vec![Finding::Wrong(text.to_owned())];
    let Some(base) = Url::parse(at.trim()).ok().filter(Url::has_host) else {
        return wrong("at: that is no address, such as https://relay.example.com");
    };
    let (secret, phones) = match (secret_file(&config.secrets.path_secret_file), phone_secrets(config)) {
        (Ok(secret), Ok(phones)) => (secret, phones),
        (Err(error), _) | (_, Err(error)) => return wrong(&error.to_string()),
    };
    let Ok(client) = Client::builder().redirect(Policy::none()).timeout(PATIENCE).build() else {
        return wrong("this machine has no TLS");
    };
    let to = |path: &str| format!("{}/{path}", base.as_str().trim_end_matches('/'));
    let post = |path: &str, body: &Value| {
        let request = client.post(to(&format!("{}/{path}", secret.expose())));
        request.header(CONTENT_TYPE, "application/json").body(body.to_string())
    };
    let mut findings = vec![desktops(send(client.get(to(paths::ABOUT))).await)];
    if base.scheme() != "https" {
        findings.push(Finding::Doubt("at: without https phone systems of the internet send nothing".into()));
    }
    if let Some(five9) = &phones.five9 {
        // The state of somebody who is not of the team: proven and read, and nothing to keep.
        let event =
            json!({ "event": "agent.state_changed", "data": { "agentName": "callside-try", "state": "Ready" } });
        let answer = send(post("five9/events", &event).bearer_auth(five9.expose())).await;
        findings.push(phone("Five9", "phones.five9_secret_file", answer));
        if let Some(person) = person {
            findings.push(test_call(post("five9/events", &of_a_call(person)), five9, person).await);
        }
    } else if person.is_some() {
        findings.push(Finding::Doubt("test call: it comes as Five9's, which is not set up".into()));
    }
    if let Some(aircall) = &phones.aircall {
        let event = json!({
            "resource": "user", "event": "user.created", "timestamp": Timestamp::now().as_second(),
            "token": aircall.expose(), "data": { "id": 1, "name": "callside-try" },
        });
        findings.push(phone("Aircall", "phones.aircall_token_file", send(post("aircall", &event)).await));
    }
    if phones.phone.is_some() {
        findings.push(match send(post("phone", &json!({}))).await {
            Answer::Said(401 | 403, _) => {
                Finding::Works("phone system: the address is right; what is not signed is refused".into())
            }
            answer => phone("phone system", "phones.phone_secret_file", answer),
        });
    }
    findings
}

async fn send(request: RequestBuilder) -> Answer {
    match request.send().await {
        Ok(answer) => {
            let status = answer.status().as_u16();
            Answer::Said(status, answer.json().await.unwrap_or_default())
        }
        Err(error) => {
            // The innermost reason: refused, no such name, the certificate. The address has the secret in it.
            let timed_out = error.is_timeout();
            let error = error.without_url();
            let mut reason: &dyn std::error::Error = &error;
            while let Some(inner) = reason.source() {
                reason = inner;
            }
            Answer::Nothing(if timed_out { "no answer in five seconds".into() } else { reason.to_string() })
        }
    }
}

fn desktops(answer: Answer) -> Finding {
    match answer {
        Answer::Nothing(why) => {
            Finding::Wrong(format!("desktops: it cannot be reached ({why}): name, firewall, certificate or proxy"))
        }
        Answer::Said(200, about) if about["relay"].is_string() => {
            Finding::Works(format!("desktops: {} answers", about["relay"].as_str().unwrap_or_default()))
        }
        Answer::Said(status, _) => {
            let path = paths::ABOUT;
            Finding::Wrong(format!(
                "desktops: {status} at /{path}: what answers is no relay, or a proxy keeps this path"
            ))
        }
    }
}

/// How a phone system's delivery fared. `field` is where its secret stands.
fn phone(name: &str, field: &str, answer: Answer) -> Finding {
    let wrong = |why: String| Finding::Wrong(format!("{name}: {why}"));
    match answer {
        Answer::Nothing(why) => wrong(format!("it cannot be reached ({why})")),
        Answer::Said(200, said) if said["code"].is_string() => {
            Finding::Works(format!("{name}: its deliveries are taken"))
        }
        Answer::Said(200, _) => wrong("what answers is no relay".into()),
        Answer::Said(status @ 300..=399, _) => {
            wrong(format!("{status}: a redirect, which phone systems do not follow"))
        }
        Answer::Said(401 | 403, _) => wrong(format!("the running relay has another secret than {field}: reload it")),
        Answer::Said(404, said) if said["code"] == "not_configured" => {
            wrong("the running relay does not know it: reload it".into())
        }
        Answer::Said(404, _) => {
            wrong("404: the running relay has another path-secret, or a proxy takes this path away".into())
        }
        Answer::Said(429, _) => {
            Finding::Doubt(format!("{name}: too much came from here just now; try again in a second"))
        }
        Answer::Said(503, _) => wrong("503: the relay cannot bring it to the disk now: its log says why".into()),
        Answer::Said(status, said) => wrong(format!("{status} {}", said["message"].as_str().unwrap_or_default())),
    }
}

fn of_a_call(person: &PersonId) -> Value {
    let call = format!("callside-try-{}", Timestamp::now().as_millisecond());
    json!({
        "event": "call.created", "eventId": call,
        "data": { "callId": call, "call_type": "Internal", "ani": NOBODY, "agentUserName": person.as_str() },
    })
}

async fn test_call(request: RequestBuilder, secret: &Secret, person: &PersonId) -> Finding {
    match send(request.bearer_auth(secret.expose())).await {
        Answer::Said(200, said) if said["code"] == "accepted" => Finding::Works(format!(
            "test call: it is on the disk for {person}; `callside-relay team` says whether they are there"
        )),
        answer => phone("test call", "phones.five9_secret_file", answer),
    }
}
