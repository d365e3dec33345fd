//! Aircall's API: Basic with id and token, a limit that its headers tell, cards only while a call is live, tags by id,
//! 405 for a user who is not available. User 731416 is available, 731417 is not.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{get, post, put};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::ledger::System;
use super::{AIRCALL_KEY, answer, is_e164, open, recording_at};
use crate::http::Shared;
use crate::players::{AIRCALL_TOKEN, CallPlay, Direction, Player, play};

const TAGS: [(u64, &str); 9] = [
    (1_022_980, "Interested"),
    (1_022_981, "Not interested"),
    (1_022_982, "Callback requested"),
    (1_022_983, "No answer"),
    (1_022_984, "Voicemail"),
    (1_022_985, "Wrong number"),
    (1_022_986, "Do not call"),
    (1_022_987, "Meeting scheduled"),
    (1_022_988, "Busy"),
];
const MOST_NOTES: usize = 5;

/// Aircall's state.
#[derive(Debug)]
pub struct Aircall {
    calls: BTreeMap<u64, Call>,
    contacts: Vec<Value>,
    webhooks: Vec<Value>,
    /// Requests a minute.
    pub limit: i64,
    /// Users and tags besides those of the demo.
    pub more: u64,
    window: Option<(i64, i64)>,
    made: u64,
}

impl Default for Aircall {
    fn default() -> Self {
        Self {
            calls: BTreeMap::new(),
            contacts: Vec::new(),
            webhooks: Vec::new(),
            limit: 120,
            more: 0,
            window: None,
            made: 0,
        }
    }
}

#[derive(Debug, Clone, Default)]
struct Call {
    customer: String,
    over: bool,
    comments: Vec<String>,
    tags: Vec<u64>,
    cards: usize,
}

impl Aircall {
    /// A call that was told to a door.
    pub fn told(&mut self, id: &str, customer: &str, over: bool) {
        if let Ok(id) = id.parse() {
            let call = self.calls.entry(id).or_default();
            customer.clone_into(&mut call.customer);
            call.over |= over;
        }
    }

    /// Switches all webhooks off, as Aircall does after too many failures.
    pub fn switch_webhooks_off(&mut self) {
        for webhook in &mut self.webhooks {
            webhook["active"] = json!(false);
        }
    }

    /// Has webhooks bring these events alone, as one that an older program made.
    pub fn narrow_webhooks(&mut self, events: &[String]) {
        for webhook in &mut self.webhooks {
            webhook["events"] = json!(events);
        }
    }

    /// Counts a request; what is left and when the count begins anew, or nothing when the limit is reached.
    fn count(&mut self, now: Timestamp) -> (Option<i64>, i64) {
        let second = now.as_second();
        let (began, used) = self.window.filter(|(began, _)| second < began + 60).unwrap_or((second, 0));
        let taken = used < self.limit;
        self.window = Some((began, used + i64::from(taken)));
        (taken.then_some(self.limit - used - 1), began + 60)
    }
}

/// Its addresses.
fn router() -> Router<Arc<Shared>> {
    Router::new()
        .route("/v1/ping", get(|| async { answer(200, &json!({ "ping": "pong" })) }))
        .route("/v2/users", get(users))
        .route("/v1/users/{id}/dial", post(dial))
        .route("/v1/calls/{id}", get(call))
        .route("/v1/calls/{id}/comments", post(comment))
        .route("/v1/calls/{id}/tags", post(tag))
        .route("/v1/calls/{id}/insight_cards", post(card))
        .route("/v1/tags", get(tags))
        .route("/v1/contacts", post(new_contact))
        .route("/v1/contacts/search", get(search))
        .route("/v1/webhooks", get(webhooks).post(new_webhook))
        .route("/v1/webhooks/{id}", put(change_webhook))
}

/// Who asks and how often, for all addresses.
pub async fn guard(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let (limit, (left, reset)) = {
        let now = shared.now();
        let mut phones = shared.phones.open();
        (phones.aircall.limit, phones.aircall.count(now))
    };
    let mut response = match left {
        None => refuse(429, "Too Many Requests", ""),
        Some(_) if !open::basic(request.headers(), AIRCALL_KEY) => {
            refuse(401, "Unauthorized", "Invalid API credentials")
        }
        Some(_) => next.run(request).await,
    };
    for (name, value) in
        [("x-aircallapi-limit", limit), ("x-aircallapi-remaining", left.unwrap_or(0)), ("x-aircallapi-reset", reset)]
    {
        response.headers_mut().insert(name, HeaderValue::from(value));
    }
    response
}

/// The router with its guard.
pub fn guarded(shared: Arc<Shared>) -> Router<Arc<Shared>> {
    router().layer(middleware::from_fn_with_state(shared, guard))
}

fn refuse(status: u16, error: &str, troubleshoot: &str) -> Response {
    answer(status, &json!({ "error": error, "troubleshoot": troubleshoot, "success": false }))
}

fn read(headers: &HeaderMap, body: &[u8]) -> Option<Value> {
    let json = headers.get("content-type")?.to_str().ok()?.starts_with("application/json");
    serde_json::from_slice(body).ok().filter(|value: &Value| json && value.is_object())
}

fn user(id: u64, name: &str, email: &str, availability: &str) -> Value {
    json!({ "id": id, "name": name, "email": email, "available": availability == "available", "availability": availability })
}

/// A page of a list, with a link to the next one as long as there is one.
/// Source: Aircall, Public API, "Pagination": 20 entries unless asked otherwise, 50 at most.
fn page(list: &str, all: Vec<Value>, query: &BTreeMap<String, String>) -> Response {
    let number = |name: &str| query.get(name).and_then(|text| text.parse::<usize>().ok());
    let (per_page, page) = (number("per_page").unwrap_or(20).clamp(1, 50), number("page").unwrap_or(1).max(1));
    let total = all.len();
    let entries: Vec<_> = all.into_iter().skip((page - 1) * per_page).take(per_page).collect();
    let next = (page * per_page < total).then(|| format!("https://api.aircall.io/v1/{list}?page={}", page + 1));
    let meta = json!({
        "count": entries.len(), "total": total, "current_page": page, "per_page": per_page, "next_page_link": next,
        "previous_page_link": null,
    });
    answer(200, &json!({ list: entries, "meta": meta }))
}

async fn users(State(shared): State<Arc<Shared>>, Query(query): Query<BTreeMap<String, String>>) -> Response {
    let more = (0..shared.phones.open().aircall.more)
        .map(|n| user(731_500 + n, &format!("Agent {n}"), &format!("agent.{n}@callside.example"), "offline"));
    let users = [
        user(731_416, "Dana Whitfield", "dana.whitfield@callside.example", "available"),
        user(731_417, "Miguel Santos", "miguel.santos@callside.example", "after_call_work"),
    ];
    let users = users.into_iter().chain(more).collect();
    page("users", users, &query)
}

async fn dial(State(shared): State<Arc<Shared>>, Path(id): Path<u64>, headers: HeaderMap, body: Bytes) -> Response {
    let Some(body) = read(&headers, &body) else { return refuse(400, "Bad Request", "Invalid JSON") };
    let to = body["to"].as_str().unwrap_or_default().to_owned();
    if !is_e164(&to) {
        return refuse(400, "Bad Request", "to must be E.164");
    }
    match id {
        731_416 => {}
        731_417 => return refuse(405, "Method Not Allowed", "The user is currently unavailable"),
        _ => return refuse(404, "Not Found", "User not found"),
    }
    let now = shared.now();
    let (call_id, door) = {
        let mut phones = shared.phones.open();
        phones.aircall.made += 1;
        let call_id = 780_900_000 + phones.aircall.made;
        phones.aircall.calls.insert(call_id, Call { customer: to.clone(), ..Call::default() });
        phones.ledger.note(now, System::Aircall, "dial", body);
        (call_id, phones.door.clone())
    };
    if let Some(door) = door {
        let mut call = CallPlay::new(Player::Aircall, &door, &to);
        call.direction = Direction::Outbound;
        call.call_id = Some(call_id.to_string());
        call.steps = vec!["call.created".to_owned(), "call.answered".to_owned()];
        tokio::spawn(async move { play(&call, now).await });
    }
    answer(204, &Value::Null)
}

async fn call(State(shared): State<Arc<Shared>>, Path(id): Path<u64>) -> Response {
    let now = shared.now().as_second();
    let phones = shared.phones.open();
    let Some(call) = phones.aircall.calls.get(&id) else { return refuse(404, "Not Found", "Call not found") };
    let named = |id: &u64| json!({ "id": id, "name": TAGS.iter().find(|(tag, _)| tag == id).map(|(_, name)| name) });
    let recording = call.over.then(|| format!("{}?expires={}", recording_at(&shared, &id.to_string()), now + 3600));
    answer(
        200,
        &json!({ "call": {
            "id": id, "sid": format!("CA{id:030}"), "status": if call.over { "done" } else { "answered" },
            "raw_digits": call.customer, "duration": if call.over { 80 } else { 0 }, "recording": recording, "voicemail": null,
            "comments": call.comments.iter().map(|text| json!({ "content": text })).collect::<Vec<_>>(),
            "tags": call.tags.iter().map(named).collect::<Vec<_>>(),
            "timeline": [
                { "type": "ringing", "timestamp": now - 90 }, { "type": "answered", "timestamp": now - 84 },
            ],
        }}),
    )
}

/// Changes a call that is known.
fn with_call(
    shared: &Shared,
    id: u64,
    what: &str,
    body: Value,
    act: impl FnOnce(&mut Call) -> Result<(), (u16, &'static str)>,
) -> Response {
    let now = shared.now();
    let mut phones = shared.phones.open();
    let Some(call) = phones.aircall.calls.get_mut(&id) else { return refuse(404, "Not Found", "Call not found") };
    match act(call) {
        Ok(()) => {
            phones.ledger.note(now, System::Aircall, what, json!({ "call": id, "body": body }));
            answer(201, &json!({ "success": true }))
        }
        Err((status, why)) => refuse(status, "Bad Request", why),
    }
}

async fn comment(State(shared): State<Arc<Shared>>, Path(id): Path<u64>, headers: HeaderMap, body: Bytes) -> Response {
    let Some(body) = read(&headers, &body) else { return refuse(400, "Bad Request", "Invalid JSON") };
    let Some(text) = body["content"].as_str().filter(|text| !text.is_empty()).map(str::to_owned) else {
        return refuse(400, "Bad Request", "content is required");
    };
    with_call(&shared, id, "comment", body, |call| {
        if call.comments.len() >= MOST_NOTES {
            return Err((400, "a call has at most five notes"));
        }
        call.comments.push(text);
        Ok(())
    })
}

async fn tag(State(shared): State<Arc<Shared>>, Path(id): Path<u64>, headers: HeaderMap, body: Bytes) -> Response {
    let Some(body) = read(&headers, &body) else { return refuse(400, "Bad Request", "Invalid JSON") };
    let ids: Option<Vec<u64>> = body["tags"].as_array().and_then(|list| list.iter().map(Value::as_u64).collect());
    let Some(ids) = ids.filter(|ids| ids.iter().all(|id| TAGS.iter().any(|(tag, _)| tag == id))) else {
        return refuse(400, "Bad Request", "tags must be ids of tags");
    };
    with_call(&shared, id, "tag", body, |call| {
        call.tags.extend(ids);
        Ok(())
    })
}

async fn card(State(shared): State<Arc<Shared>>, Path(id): Path<u64>, headers: HeaderMap, body: Bytes) -> Response {
    let Some(body) = read(&headers, &body) else { return refuse(400, "Bad Request", "Invalid JSON") };
    let good = |part: &Value| match part["type"].as_str() {
        Some("title") => part["text"].is_string(),
        Some("shortText") => part["text"].is_string() && part["label"].is_string(),
        _ => false,
    };
    let contents = body["contents"].as_array();
    if !contents.is_some_and(|list| !list.is_empty() && list.iter().all(good)) {
        return refuse(400, "Bad Request", "contents must be titles and short texts");
    }
    with_call(&shared, id, "insight_card", body, |call| {
        if call.over {
            return Err((400, "the call is not live"));
        }
        call.cards += 1;
        Ok(())
    })
}

async fn tags(State(shared): State<Arc<Shared>>, Query(query): Query<BTreeMap<String, String>>) -> Response {
    let tag = |id: u64, name: &str| json!({ "id": id, "name": name, "color": "#00B388" });
    let more = (0..shared.phones.open().aircall.more).map(|n| tag(1_022_000 + n, &format!("Tag {n}")));
    let tags = more.chain(TAGS.iter().map(|(id, name)| tag(*id, name))).collect();
    page("tags", tags, &query)
}

async fn new_contact(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Bytes) -> Response {
    let Some(mut contact) = read(&headers, &body) else { return refuse(400, "Bad Request", "Invalid JSON") };
    let now = shared.now();
    let mut phones = shared.phones.open();
    contact["id"] = json!(76_041_700 + phones.aircall.contacts.len());
    contact["created_at"] = json!(now.as_second());
    phones.aircall.contacts.push(contact.clone());
    phones.ledger.note(now, System::Aircall, "contact", contact.clone());
    answer(201, &json!({ "contact": contact }))
}

async fn search(State(shared): State<Arc<Shared>>, Query(query): Query<BTreeMap<String, String>>) -> Response {
    let wanted = query.get("phone_number").cloned().unwrap_or_default();
    let has = |contact: &&Value| {
        contact["phone_numbers"]
            .as_array()
            .is_some_and(|list| list.iter().any(|entry| entry["value"] == wanted.as_str()))
    };
    let phones = shared.phones.open();
    let found: Vec<_> = phones.aircall.contacts.iter().filter(has).cloned().collect();
    answer(200, &json!({ "contacts": found, "meta": { "count": found.len() } }))
}

async fn webhooks(State(shared): State<Arc<Shared>>, Query(query): Query<BTreeMap<String, String>>) -> Response {
    let webhooks = shared.phones.open().aircall.webhooks.clone();
    page("webhooks", webhooks, &query)
}

async fn new_webhook(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Bytes) -> Response {
    let Some(body) = read(&headers, &body) else { return refuse(400, "Bad Request", "Invalid JSON") };
    let now = shared.now();
    let mut phones = shared.phones.open();
    let id = format!("6f1c2b34-0000-4000-8000-{:012}", phones.aircall.webhooks.len() + 1);
    let webhook = json!({
        "webhook_id": id, "custom_name": body["custom_name"], "url": body["url"], "events": body["events"],
        "active": true, "token": AIRCALL_TOKEN, "created_at": now.to_string(),
    });
    phones.aircall.webhooks.push(webhook.clone());
    phones.ledger.note(now, System::Aircall, "webhook", body);
    answer(201, &json!({ "webhook": webhook }))
}

async fn change_webhook(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(body) = read(&headers, &body) else { return refuse(400, "Bad Request", "Invalid JSON") };
    let mut phones = shared.phones.open();
    let Some(webhook) = phones.aircall.webhooks.iter_mut().find(|webhook| webhook["webhook_id"] == id.as_str()) else {
        return refuse(404, "Not Found", "Webhook not found");
    };
    if let Some(active) = body["active"].as_bool() {
        webhook["active"] = json!(active);
    }
    if body["events"].is_array() {
        webhook["events"] = body["events"].clone();
    }
    let webhook = webhook.clone();
    answer(200, &json!({ "webhook": webhook }))
}
