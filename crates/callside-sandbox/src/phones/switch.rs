//! A phone switch by REST: the default paths, Bearer or Basic, and refusals of both kinds: by status, and by
//! `"success": false` under a 200. Extensions 201 and 202 are ready, 203 is signed out.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use serde_json::{Value, json};

use super::ledger::System;
use super::{SWITCH_KEY, SWITCH_LOGIN, answer, is_e164, is_extension, open, recording_at};
use crate::http::Shared;
use crate::players::{CallPlay, Direction, Player, play};

const CAMPAIGNS: [&str; 2] = ["Renewals", "Inbound Sales"];
const SKILLS: [&str; 2] = ["sales-1", "support-1"];
const READY: [&str; 2] = ["201", "202"];
const SIGNED_OUT: &str = "203";

/// The switch's calls.
#[derive(Debug, Default)]
pub struct Switch {
    calls: BTreeMap<String, Call>,
    made: u64,
}

#[derive(Debug, Clone)]
struct Call {
    extension: Option<String>,
    customer: String,
    over: bool,
    on_hold: bool,
}

impl Switch {
    /// A call that was told to a door.
    pub fn told(&mut self, id: &str, customer: &str, over: bool) {
        let known = self.calls.entry(id.to_owned()).or_insert_with(|| Call {
            extension: None,
            customer: customer.to_owned(),
            over: false,
            on_hold: false,
        });
        known.over |= over;
    }
}

/// Its addresses.
pub fn router() -> Router<Arc<Shared>> {
    Router::new()
        .route("/", get(connect))
        .route("/calls/make", post(make))
        .route("/calls/hangup", post(hang_up))
        .route("/calls/hold", post(hold))
        .route("/calls/transfer", post(transfer))
        .route("/calls/recording", post(recording))
}

fn refuse(status: u16, message: &str) -> Response {
    answer(status, &json!({ "success": false, "message": message }))
}

/// The body, or the refusal.
fn read(headers: &HeaderMap, body: &[u8]) -> Result<Value, Box<Response>> {
    if !open::bearer(headers, SWITCH_KEY) && !open::basic(headers, SWITCH_LOGIN) {
        return Err(Box::new(refuse(401, "invalid credentials")));
    }
    if body.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_slice(body).map_err(|_| Box::new(refuse(400, "the body is not JSON")))
}

/// Answers when the key is right.
pub async fn connect(headers: HeaderMap) -> Response {
    match read(&headers, &[]) {
        Ok(_) => answer(200, &json!({ "success": true, "name": "Training switch" })),
        Err(refused) => *refused,
    }
}

async fn make(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Bytes) -> Response {
    let body = match read(&headers, &body) {
        Ok(body) => body,
        Err(refused) => return *refused,
    };
    let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
    let (extension, destination) = (text("agent_extension"), text("destination"));
    if !is_e164(&destination) && !is_extension(&destination) {
        return refuse(422, "destination must be E.164 or an extension");
    }
    if let Some(campaign) = body.get("campaign_name")
        && !campaign.as_str().is_some_and(|name| CAMPAIGNS.contains(&name))
    {
        return refuse(422, "no such campaign");
    }
    if let Some(skill) = body.get("skill_id")
        && !skill.as_str().is_some_and(|name| SKILLS.contains(&name))
    {
        return refuse(422, "no such skill");
    }
    if extension == SIGNED_OUT {
        // Some switches say no under a 200.
        return refuse(200, "Agent extension 203 is not logged in");
    }
    if !READY.contains(&extension.as_str()) {
        return refuse(404, "no such extension");
    }
    let id = {
        let mut phones = shared.phones.open();
        let now = shared.now();
        if phones.switch.calls.values().any(|call| !call.over && call.extension.as_deref() == Some(&extension)) {
            return refuse(409, "Agent extension is busy");
        }
        phones.switch.made += 1;
        let id = format!("sw-{:06}", phones.switch.made);
        let call = Call { extension: Some(extension), customer: destination.clone(), over: false, on_hold: false };
        phones.switch.calls.insert(id.clone(), call);
        phones.ledger.note(now, System::Switch, "make", body);
        id
    };
    tell(&shared, &id, &destination, &["call.ringing", "call.answered"]);
    answer(200, &json!({ "success": true, "data": { "call_id": id } }))
}

/// The switch tells the door what happened to a call that it made.
fn tell(shared: &Arc<Shared>, id: &str, customer: &str, steps: &[&str]) {
    let Some(door) = shared.phones.open().door.clone() else { return };
    let mut call = CallPlay::new(Player::Phone, &door, customer);
    call.direction = Direction::Outbound;
    call.call_id = Some(id.to_owned());
    call.steps = steps.iter().map(|step| (*step).to_owned()).collect();
    let now = shared.now();
    // A door that does not answer is the test's own business: the call was made all the same.
    tokio::spawn(async move { play(&call, now).await });
}

/// The call of a body.
fn named(body: &Value) -> String {
    body["call_id"].as_str().unwrap_or_default().to_owned()
}

async fn change(
    shared: &Arc<Shared>,
    headers: &HeaderMap,
    body: &[u8],
    what: &str,
    act: impl FnOnce(&mut Call, &Value) -> Result<Value, (u16, &'static str)>,
) -> Response {
    let body = match read(headers, body) {
        Ok(body) => body,
        Err(refused) => return *refused,
    };
    let now = shared.now();
    let mut phones = shared.phones.open();
    let Some(call) = phones.switch.calls.get_mut(&named(&body)) else { return refuse(404, "no such call") };
    match act(call, &body) {
        Ok(told) => {
            phones.ledger.note(now, System::Switch, what, body);
            answer(200, &told)
        }
        Err((status, message)) => refuse(status, message),
    }
}

async fn hang_up(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Bytes) -> Response {
    let mut told = None;
    let response = change(&shared, &headers, &body, "hangup", |call, body| {
        if !std::mem::replace(&mut call.over, true) && call.extension.is_some() {
            told = Some((named(body), call.customer.clone()));
        }
        Ok(json!({ "success": true }))
    })
    .await;
    if let Some((id, customer)) = told {
        tell(&shared, &id, &customer, &["call.hangup"]);
    }
    response
}

async fn hold(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Bytes) -> Response {
    change(&shared, &headers, &body, "hold", |call, body| match (call.over, body["hold"].as_bool()) {
        (true, _) => Err((409, "the call is over")),
        (false, Some(on)) => {
            call.on_hold = on;
            Ok(json!({ "success": true, "on_hold": on }))
        }
        (false, None) => Err((422, "hold is true or false")),
    })
    .await
}

async fn transfer(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Bytes) -> Response {
    change(&shared, &headers, &body, "transfer", |call, body| {
        let target = body["target_extension"].as_str().unwrap_or_default();
        let kind = body["transfer_type"].as_str().unwrap_or("blind");
        if call.over {
            Err((409, "the call is over"))
        } else if !READY.contains(&target) && !is_e164(target) {
            Err((422, "no such extension"))
        } else if !["blind", "attended"].contains(&kind) {
            Err((422, "transfer_type is blind or attended"))
        } else {
            Ok(json!({ "success": true }))
        }
    })
    .await
}

async fn recording(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Bytes) -> Response {
    let at = |id: String| recording_at(&shared, &id);
    change(&shared, &headers, &body, "recording", |call, body| {
        // Recordings appear when the call is over.
        let url = call.over.then(|| at(named(body)));
        Ok(json!({ "success": true, "recording_url": url }))
    })
    .await
}
