//! A middleware in front of Five9 with the default paths. Agent `dana.whitfield@callside.example` is ready; any other
//! agent's session does not allow a call (409).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use serde_json::{Value, json};

use super::ledger::System;
use super::{FIVE9_TOKEN, answer, is_e164, open, recording_at};
use crate::http::Shared;
use crate::players::{CallPlay, Direction, Player, play};

const AGENT: &str = "dana.whitfield@callside.example";
/// Calls are made in these and in no other.
const CAMPAIGNS: [&str; 2] = ["Inbound Sales", "Renewals"];

/// What the middleware knows.
#[derive(Debug, Default)]
pub struct Five9 {
    calls: BTreeSet<String>,
    contacts: Vec<Value>,
    made: u64,
}

impl Five9 {
    /// A call that was told to a door.
    pub fn told(&mut self, id: &str) {
        self.calls.insert(id.to_owned());
    }
}

/// Its addresses.
pub fn router() -> Router<Arc<Shared>> {
    Router::new()
        .route("/api/contacts", get(search).post(save))
        .route("/api/calls", post(dial))
        .route("/api/campaigns", get(campaigns))
        .route("/api/dispositions", post(disposition))
        .route("/api/recordings/{id}", get(recording))
}

fn refuse(status: u16, message: &str) -> Response {
    answer(status, &json!({ "message": message }))
}

fn read(headers: &HeaderMap, body: &[u8]) -> Result<Value, Box<Response>> {
    if !open::bearer(headers, FIVE9_TOKEN) {
        return Err(Box::new(refuse(401, "invalid token")));
    }
    if body.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_slice(body).map_err(|_| Box::new(refuse(400, "the body is not JSON")))
}

async fn search(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    if let Err(refused) = read(&headers, &[]) {
        return *refused;
    }
    let wanted = query.get("number").cloned().unwrap_or_default();
    let phones = shared.phones.open();
    let found: Vec<_> = phones.five9.contacts.iter().filter(|c| c["number1"] == wanted.as_str()).cloned().collect();
    answer(200, &json!({ "contacts": found }))
}

async fn save(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Bytes) -> Response {
    let mut contact = match read(&headers, &body) {
        Ok(body) if body["number1"].as_str().is_some_and(is_e164) => body,
        Ok(_) => return refuse(422, "number1 must be E.164"),
        Err(refused) => return *refused,
    };
    let now = shared.now();
    let mut phones = shared.phones.open();
    contact["contactId"] = json!(format!("f9-{}", phones.five9.contacts.len() + 1));
    phones.five9.contacts.push(contact.clone());
    phones.ledger.note(now, System::Five9, "contact", contact.clone());
    answer(201, &json!({ "contact": contact }))
}

async fn dial(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Bytes) -> Response {
    let body = match read(&headers, &body) {
        Ok(body) => body,
        Err(refused) => return *refused,
    };
    let number = body["number"].as_str().unwrap_or_default().to_owned();
    if !is_e164(&number) {
        return refuse(422, "number must be E.164");
    }
    if body["agent"] != AGENT {
        return refuse(409, "the agent's session does not allow a call");
    }
    if body["campaign"].as_str().is_some_and(|campaign| !CAMPAIGNS.contains(&campaign)) {
        return refuse(422, "no such campaign");
    }
    let now = shared.now();
    let (id, door) = {
        let mut phones = shared.phones.open();
        phones.five9.made += 1;
        let id = format!("30000000000{:04}", phones.five9.made);
        phones.five9.calls.insert(id.clone());
        phones.ledger.note(now, System::Five9, "dial", body);
        (id, phones.door.clone())
    };
    if let Some(door) = door {
        let mut call = CallPlay::new(Player::Five9, &door, &number);
        call.direction = Direction::Outbound;
        call.call_id = Some(id.clone());
        call.steps = vec!["OnCallAccepted".to_owned()];
        tokio::spawn(async move { play(&call, now).await });
    }
    answer(201, &json!({ "callId": id }))
}

async fn campaigns(headers: HeaderMap) -> Response {
    match read(&headers, &[]) {
        Ok(_) => answer(200, &json!({ "campaigns": CAMPAIGNS.map(|name| json!({ "name": name })) })),
        Err(refused) => *refused,
    }
}

async fn disposition(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Bytes) -> Response {
    let body = match read(&headers, &body) {
        Ok(body) => body,
        Err(refused) => return *refused,
    };
    let now = shared.now();
    let mut phones = shared.phones.open();
    if !body["callId"].as_str().is_some_and(|id| phones.five9.calls.contains(id)) {
        return refuse(404, "no such call");
    }
    phones.ledger.note(now, System::Five9, "disposition", body);
    answer(200, &json!({ "success": true }))
}

async fn recording(State(shared): State<Arc<Shared>>, Path(id): Path<String>, headers: HeaderMap) -> Response {
    if let Err(refused) = read(&headers, &[]) {
        return *refused;
    }
    match shared.phones.open().five9.calls.contains(&id) {
        true => answer(200, &json!({ "recordingUrl": recording_at(&shared, &id) })),
        false => refuse(404, "no recording"),
    }
}
