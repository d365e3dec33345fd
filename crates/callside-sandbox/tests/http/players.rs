//! What the players send, as a door on this machine receives it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, Uri};
use callside_sandbox::SandboxError;
use callside_sandbox::players::{CallPlay, Direction, Outcome, PHONE_SECRET, Player, Signature};
use serde_json::{Value, json};

use crate::client::{Desk, send};

#[derive(Debug, Clone)]
struct Received {
    method: Method,
    path: String,
    query: HashMap<String, String>,
    headers: HeaderMap,
    body: String,
}

impl Received {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// The parameters of a connector, wherever they came.
    fn parameters(&self) -> HashMap<String, String> {
        let mut parameters = self.query.clone();
        parameters.extend(url::form_urlencoded::parse(self.body.as_bytes()).into_owned());
        parameters
    }
}

type Inbox = Arc<Mutex<Vec<Received>>>;

/// A door that takes everything.
async fn door() -> (String, Inbox) {
    async fn take(
        State(inbox): State<Inbox>,
        method: Method,
        uri: Uri,
        headers: HeaderMap,
        body: Bytes,
    ) -> &'static str {
        let query = url::form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()).into_owned().collect();
        let body = String::from_utf8(body.to_vec()).unwrap();
        inbox.lock().unwrap().push(Received { method, path: uri.path().to_owned(), query, headers, body });
        "taken"
    }
    let inbox = Inbox::default();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let target = format!("http://{}/a1b2c3", listener.local_addr().unwrap());
    let app = Router::new().fallback(take).with_state(Arc::clone(&inbox));
    tokio::spawn(async move { axum::serve(listener, app).await });
    (target, inbox)
}

async fn played(change: impl FnOnce(&mut CallPlay)) -> Vec<Received> {
    let desk = Desk::new().await;
    let (target, inbox) = door().await;
    let mut call = CallPlay::new(Player::Five9, &target, "+14155550134");
    change(&mut call);
    let report = desk.sandbox.play(&call).await.unwrap();
    assert!(report.is_accepted(), "{report:?}");
    let received = inbox.lock().unwrap().clone();
    assert_eq!(report.deliveries.len(), received.len());
    received
}

#[tokio::test]
async fn five9_connectors_send_parameters_and_nothing_else() {
    let received = played(|call| {
        call.disposition = Some("Callback Requested".to_owned());
        call.call_id = Some("300000000001234".to_owned());
    })
    .await;
    let parameters: Vec<_> = received.iter().map(Received::parameters).collect();
    let triggers: Vec<_> = parameters.iter().map(|one| one["eventType"].as_str()).collect();
    assert_eq!(triggers, ["OnCallAccepted", "OnCallDisconnected", "OnCallDispositioned"]);
    assert!(received.iter().all(|one| one.path == "/a1b2c3/five9/connector"));
    assert_eq!((&received[0].method, &received[2].method), (&Method::GET, &Method::POST));
    assert!(received[2].headers["content-type"].to_str().unwrap().starts_with("application/x-www-form-urlencoded"));
    let first = &parameters[0];
    assert_eq!((first["ANI"].as_str(), first["call_id"].as_str()), ("4155550134", "300000000001234"));
    assert_eq!(first["LPRecKey"], "@Call.LPRecKey@");
    assert_eq!(first["end_timestamp"], "@Call.end_timestamp@");
    assert_eq!((first["start_timestamp"].len(), first["secret"].as_str()), (17, "five9-training-secret-0001"));
    assert_eq!(parameters[2]["disposition_name"], "Callback Requested");
    assert!(!parameters[2]["disposition_id"].starts_with('-'));
}

#[tokio::test]
async fn five9_turns_the_numbers_round_on_outbound_calls() {
    let received = played(|call| {
        call.direction = Direction::Outbound;
        call.outcome = Outcome::Missed;
    })
    .await;
    let parameters: Vec<_> = received.iter().map(Received::parameters).collect();
    assert_eq!(parameters[0]["eventType"], "OnPreview");
    assert_eq!((parameters[0]["ANI"].as_str(), parameters[0]["DNIS"].as_str()), ("4155550100", "4155550134"));
    assert_eq!(
        (parameters[1]["disposition_id"].as_str(), parameters[1]["disposition_name"].as_str()),
        ("-7", "No Answer")
    );
}

#[tokio::test]
async fn five9_events_by_name_have_all_their_fields() {
    let received = played(|call| call.player = Player::Five9Events).await;
    let events: Vec<_> = received.iter().map(|one| one.json()["event"].as_str().unwrap().to_owned()).collect();
    assert_eq!(events, ["call.created", "call.ended", "call.disposition_set"]);
    assert_eq!(received[0].query["secret"], "five9-training-secret-0001");
    let body = received[2].json();
    for field in [
        "callId",
        "sessionId",
        "agentName",
        "ani",
        "dnis",
        "duration",
        "talkTime",
        "holdTime",
        "dispositionName",
        "notes",
        "recordingUrl",
        "queueName",
        "campaignName",
        "contactId",
        "timestamp",
    ] {
        assert!(body.get(field).is_some(), "{field}");
    }
    assert_eq!((body["duration"].as_u64(), body["talkTime"].as_u64()), (Some(80), Some(74)));
}

#[tokio::test]
async fn aircall_leaves_out_what_it_does_not_know() {
    let received = played(|call| {
        call.player = Player::Aircall;
        call.disposition = Some("Interested".to_owned());
        call.notes = Some("two\nlines".to_owned());
    })
    .await;
    let bodies: Vec<_> = received.iter().map(Received::json).collect();
    let events: Vec<_> = bodies.iter().map(|body| body["event"].as_str().unwrap()).collect();
    assert_eq!(
        events,
        [
            "call.created",
            "call.ringing_on_agent",
            "call.answered",
            "call.hungup",
            "call.commented",
            "call.tagged",
            "call.ended",
        ]
    );
    let keys: Vec<_> = bodies[0].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["data", "event", "resource", "timestamp", "token"]);
    let created = &bodies[0]["data"];
    assert!(created.get("user").is_none() && created.get("contact").is_none());
    assert_eq!(
        (created["raw_digits"].as_str(), created["status"].as_str()),
        (Some("+1 415-555-0134"), Some("initial"))
    );
    assert_eq!(bodies[1]["data"]["user"]["name"], "Dana Whitfield");
    let ended = &bodies[6]["data"];
    assert_eq!((ended["status"].as_str(), ended["duration"].as_i64()), (Some("done"), Some(80)));
    assert_eq!(
        (ended["tags"][0]["name"].as_str(), ended["comments"][0]["content"].as_str()),
        (Some("Interested"), Some("two\nlines"))
    );
    assert!(received.iter().all(|one| one.headers.keys().all(|name| !name.as_str().contains("signature"))));
    let started = created["started_at"].as_i64().unwrap();
    assert_eq!(ended["ended_at"].as_i64().unwrap() - started, 80);
    assert!(bodies[6]["timestamp"].as_i64().unwrap() <= jiff::Timestamp::now().as_second());
}

#[tokio::test]
async fn aircall_says_why_nobody_answered() {
    let received = played(|call| {
        call.player = Player::Aircall;
        call.caller = "anonymous".to_owned();
        call.outcome = Outcome::Voicemail;
    })
    .await;
    let last = received.last().unwrap().json();
    assert_eq!(last["event"], "call.voicemail_left");
    let data = &last["data"];
    assert_eq!(
        (data["raw_digits"].as_str(), data["missed_call_reason"].as_str()),
        (Some("anonymous"), Some("agents_did_not_answer"))
    );
    assert!(data.get("user").is_none() && data["voicemail"].is_string() && data["answered_at"].is_null());
}

#[tokio::test]
async fn a_phone_system_signs_in_either_way() {
    let standard = played(|call| call.player = Player::Phone).await;
    assert_eq!(standard[0].json()["event"], "call.ringing");
    assert!(PHONE_SECRET.starts_with("whsec_"));
    for one in &standard {
        assert!(one.headers["webhook-signature"].to_str().unwrap().starts_with("v1,"));
        assert!(one.headers.contains_key("webhook-id") && one.headers.contains_key("webhook-timestamp"));
    }
    let hex = played(|call| {
        call.player = Player::Phone;
        call.signature = Signature::Hex;
    })
    .await;
    assert_eq!(hex[0].headers["x-signature"].to_str().unwrap().len(), "sha256=".len() + 64);
}

#[tokio::test]
async fn steps_can_be_chosen_repeated_and_mixed() {
    let steps = |received: &[Received]| -> Vec<String> {
        received.iter().map(|one| one.json()["event"].as_str().unwrap().to_owned()).collect()
    };
    let chosen = played(|call| {
        call.player = Player::Aircall;
        call.steps = vec!["call.answered".to_owned(), "call.transferred".to_owned()];
        call.repeat = 2;
    })
    .await;
    assert_eq!(steps(&chosen), ["call.answered", "call.answered", "call.transferred", "call.transferred"]);
    assert_eq!(chosen[0].body, chosen[1].body, "a repeat says the same again");
    let mixed = played(|call| {
        call.player = Player::Aircall;
        call.shuffle = Some(3);
    })
    .await;
    let mut sorted = steps(&mixed);
    assert_ne!(sorted, ["call.created", "call.ringing_on_agent", "call.answered", "call.hungup", "call.ended"]);
    sorted.sort();
    assert_eq!(sorted, ["call.answered", "call.created", "call.ended", "call.hungup", "call.ringing_on_agent"]);
}

#[tokio::test]
async fn a_call_is_played_to_this_machine_only() {
    let desk = Desk::new().await;
    let abroad = CallPlay::new(Player::Five9, "http://example.com/x", "+14155550134");
    assert!(matches!(desk.sandbox.play(&abroad).await, Err(SandboxError::NotLoopback(_))));
    let over_http = json!({"player": "aircall", "target": "http://192.0.2.1/x", "caller": "+14155550134"});
    assert_eq!(send(desk.control(Method::POST, "/calls").json(&over_http)).await.status, 400);

    let (target, inbox) = door().await;
    let call = json!({"player": "aircall", "target": target, "caller": "+14155550134", "call_id": "77"});
    let report = send(desk.control(Method::POST, "/calls").json(&call)).await.body;
    assert_eq!((report["call_id"].as_str(), report["deliveries"][0]["status"].as_u64()), (Some("77"), Some(200)));
    assert_eq!(inbox.lock().unwrap()[0].json()["data"]["id"], 77);

    let mut unknown = CallPlay::new(Player::Five9, &target, "+14155550134");
    unknown.steps = vec!["OnFire".to_owned()];
    assert!(matches!(desk.sandbox.play(&unknown).await, Err(SandboxError::Unplayable(_))));
}

#[tokio::test]
async fn a_door_that_is_shut_is_reported() {
    let desk = Desk::new().await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let target = format!("http://{}/x", listener.local_addr().unwrap());
    drop(listener);
    let report = desk.sandbox.play(&CallPlay::new(Player::Five9, &target, "+14155550134")).await.unwrap();
    assert!(!report.is_accepted());
    assert!(report.deliveries[0].error.as_ref().is_some_and(|error| !error.contains("secret")));
}
