//! Sticky Calls v1 (docs.stickycalls.com): start and end of calls. Unknown fields are refused, so that a client that
//! invents some is found out here. Bodies of its errors are not documented; these carry `error`.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::post;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use super::ledger::System;
use super::{STICKY_KEY, answer, is_e164, open};
use crate::http::Shared;

/// How long variables are remembered.
const TTL_S: i64 = 30 * 24 * 3600;

/// What the service remembers.
#[derive(Debug)]
pub struct Sticky {
    customers: Vec<Customer>,
    calls: BTreeMap<String, CallState>,
    /// Credits that are left; each started call costs one.
    pub credits: u64,
    seeded: bool,
}

impl Default for Sticky {
    fn default() -> Self {
        Self { customers: Vec::new(), calls: BTreeMap::new(), credits: 10_000, seeded: false }
    }
}

#[derive(Debug, Clone, Default)]
struct Customer {
    reference: String,
    numbers: Vec<String>,
    external: BTreeMap<String, String>,
    intents: BTreeMap<String, (String, u32)>,
    variables: BTreeMap<String, Value>,
    last_call: Option<Timestamp>,
}

impl Customer {
    fn learn(&mut self, hints: Hints) {
        let new = hints.ani.filter(|ani| !self.numbers.contains(ani));
        self.numbers.extend(new);
        self.external.extend(hints.external);
    }
}

#[derive(Debug, Clone)]
struct CallState {
    customer: String,
    started: Timestamp,
    start_answer: Value,
    end_answer: Option<Value>,
}

/// Its addresses.
pub fn router() -> Router<Arc<Shared>> {
    Router::new().route("/v1/calls/start", post(start)).route("/v1/calls/end", post(end))
}

type Refused = (u16, &'static str);

async fn start(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Bytes) -> Response {
    let now = shared.now();
    let mut phones = shared.phones.open();
    let done = read(&headers, &body).and_then(|body| {
        let told = phones.sticky.start(&body, now)?;
        phones.ledger.note(now, System::Sticky, "calls/start", body);
        Ok(told)
    });
    say(done)
}

async fn end(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Bytes) -> Response {
    let now = shared.now();
    let mut phones = shared.phones.open();
    let done = read(&headers, &body).and_then(|body| {
        let told = phones.sticky.end(&body, now)?;
        phones.ledger.note(now, System::Sticky, "calls/end", body);
        Ok(told)
    });
    say(done)
}

fn say(done: Result<Value, Refused>) -> Response {
    match done {
        Ok(body) => answer(200, &body),
        Err((status, error)) => answer(status, &json!({ "error": error })),
    }
}

fn read(headers: &HeaderMap, body: &[u8]) -> Result<Value, Refused> {
    if !open::bearer(headers, STICKY_KEY) {
        return Err((401, "invalid API key"));
    }
    serde_json::from_slice(body).map_err(|_| (400, "the body is not JSON"))
}

/// An object with no other fields than these.
fn only<'v>(value: &'v Value, names: &[&str]) -> Result<&'v Map<String, Value>, Refused> {
    let object = value.as_object().ok_or((400, "an object is expected"))?;
    if object.keys().all(|key| names.contains(&key.as_str())) { Ok(object) } else { Err((400, "unknown field")) }
}

struct Hints {
    ani: Option<String>,
    external: BTreeMap<String, String>,
    customer_ref: Option<String>,
}

fn text(object: &Map<String, Value>, name: &str) -> Result<Option<String>, Refused> {
    match object.get(name) {
        None => Ok(None),
        Some(Value::String(text)) if !text.is_empty() => Ok(Some(text.clone())),
        Some(_) => Err((400, "a text is expected")),
    }
}

fn call_id(object: &Map<String, Value>) -> Result<String, Refused> {
    let id = text(object, "call_id")?.ok_or((400, "call_id is required"))?;
    if id.chars().count() <= 128 { Ok(id) } else { Err((400, "call_id is longer than 128 characters")) }
}

fn hints(value: &Value) -> Result<Hints, Refused> {
    let object = only(value, &["ani", "dnis", "external_ids", "customer_ref"])?;
    let (ani, dnis) = (text(object, "ani")?, text(object, "dnis")?);
    if [&ani, &dnis].into_iter().flatten().any(|number| !is_e164(number)) {
        return Err((400, "numbers must be E.164"));
    }
    let mut external = BTreeMap::new();
    if let Some(ids) = object.get("external_ids") {
        for (name, value) in ids.as_object().ok_or((400, "external_ids must be an object"))? {
            external.insert(name.clone(), value.as_str().ok_or((400, "an external id is a text"))?.to_owned());
        }
    }
    let customer_ref = text(object, "customer_ref")?;
    if ani.is_none() && external.is_empty() && customer_ref.is_none() {
        return Err((400, "one of ani, external_ids and customer_ref is required"));
    }
    Ok(Hints { ani, external, customer_ref })
}

impl Sticky {
    /// One returning customer for every number that is known in the demo.
    fn seed(&mut self, now: Timestamp) {
        if std::mem::replace(&mut self.seeded, true) {
            return;
        }
        let variable = |value: &str| json!({ "value": value, "source": "agent", "ttl_seconds": TTL_S });
        self.customers.push(Customer {
            reference: "5d0c7a4e-1f7b-4c5e-9a43-5a2b8c1d0134".to_owned(),
            numbers: vec!["+14155550134".to_owned()],
            external: BTreeMap::from([("account_number".to_owned(), "AC-1042".to_owned())]),
            intents: BTreeMap::from([("refund_request".to_owned(), ("open".to_owned(), 2))]),
            variables: BTreeMap::from([
                ("preferred_language".to_owned(), variable("en")),
                ("last_invoice".to_owned(), variable("1234")),
            ]),
            last_call: Some(now - SignedDuration::from_hours(20)),
        });
    }

    fn start(&mut self, body: &Value, now: Timestamp) -> Result<Value, Refused> {
        self.seed(now);
        let object = only(body, &["call_id", "identity_hints", "telco"])?;
        let id = call_id(object)?;
        let hints = hints(object.get("identity_hints").ok_or((400, "identity_hints is required"))?)?;
        let line = match object.get("telco") {
            None => "unknown".to_owned(),
            Some(telco) => text(only(telco, &["line_type"])?, "line_type")?.unwrap_or_else(|| "unknown".to_owned()),
        };
        if !["mobile", "landline", "voip", "unknown"].contains(&line.as_str()) {
            return Err((400, "line_type is mobile, landline, voip or unknown"));
        }
        if let Some(known) = self.calls.get(&id) {
            return Ok(known.start_answer.clone());
        }
        self.credits = self.credits.checked_sub(1).ok_or((402, "out of credits"))?;
        let (index, identity) = self.recognise(&hints, &line, now);
        let customer = &mut self.customers[index];
        customer.last_call = Some(now);
        customer.learn(hints);
        let open = customer.intents.iter().filter(|(_, (status, _))| status == "open");
        let open: Vec<_> = open
            .map(|(intent, (status, count))| json!({ "intent": intent, "status": status, "attempt_count": count }))
            .collect();
        let told = json!({
            "call_id": id, "customer_ref": customer.reference, "call_start": stamp(now), "identity": identity,
            "open_intents": open, "variables": customer.variables,
        });
        let state = CallState {
            customer: customer.reference.clone(),
            started: now,
            start_answer: told.clone(),
            end_answer: None,
        };
        self.calls.insert(id, state);
        Ok(told)
    }

    /// Reference, then external ids, then number; nobody = somebody new.
    fn recognise(&mut self, hints: &Hints, line: &str, now: Timestamp) -> (usize, Value) {
        let place = |by: &dyn Fn(&Customer) -> bool| self.customers.iter().position(by);
        let by_reference = hints.customer_ref.as_ref().and_then(|wanted| place(&|c| c.reference == *wanted));
        let shares = |c: &Customer| hints.external.iter().any(|(name, value)| c.external.get(name) == Some(value));
        let by_external = if hints.external.is_empty() { None } else { place(&shares) };
        let by_number = hints.ani.as_ref().and_then(|ani| place(&|c| c.numbers.contains(ani)));
        let mut sources = Vec::new();
        let mut confidence: f64 = 0.0;
        if by_number.is_some() {
            sources.push(format!("ani:{line}"));
            confidence = if line == "mobile" { 0.6 } else { 0.4 };
        }
        if by_external.is_some() {
            sources.push("external_id".to_owned());
            confidence = confidence.max(0.85);
        }
        if by_reference.is_some() {
            sources.push("customer_ref".to_owned());
            confidence = 0.95;
        }
        let found = by_reference.or(by_external).or(by_number);
        let index = found.unwrap_or_else(|| {
            let reference = new_reference(self.customers.len());
            self.customers.push(Customer { reference, ..Customer::default() });
            self.customers.len() - 1
        });
        let lately = self.customers[index].last_call.is_some_and(|at| now.duration_since(at).as_hours() < 24);
        if found.is_some() && lately {
            sources.push("recency:1day".to_owned());
            confidence += 0.05;
        }
        let (level, recommendation) = match confidence {
            c if c >= 0.9 => ("very_high", "reuse"),
            c if c >= 0.8 => ("high", "reuse"),
            c if c >= 0.5 => ("medium", "verify"),
            _ => ("low", "ignore"),
        };
        let confidence = (confidence.min(1.0) * 100.0).round() / 100.0;
        let identity = json!({
            "confidence": confidence, "level": level, "sources": sources, "recommendation": recommendation,
        });
        (index, identity)
    }

    fn end(&mut self, body: &Value, now: Timestamp) -> Result<Value, Refused> {
        self.seed(now);
        let names = ["call_id", "customer_ref", "identity_hints", "intent", "intent_status", "variables"];
        let object = only(body, &names)?;
        let id = call_id(object)?;
        if let Some(told) = self.calls.get(&id).and_then(|call| call.end_answer.clone()) {
            return Ok(told);
        }
        let index = match (text(object, "customer_ref")?, object.get("identity_hints")) {
            (Some(reference), None) => {
                let known = self.customers.iter().position(|customer| customer.reference == reference);
                known.ok_or((400, "customer_ref is not known"))?
            }
            (None, Some(given)) => {
                let hints = hints(given)?;
                let index = self.recognise(&hints, "unknown", now).0;
                self.customers[index].learn(hints);
                index
            }
            _ => return Err((400, "either customer_ref or identity_hints is required")),
        };
        let customer = &mut self.customers[index];
        let intents = match (text(object, "intent")?, text(object, "intent_status")?) {
            (Some(intent), Some(status)) if ["open", "resolved", "abandoned"].contains(&status.as_str()) => {
                let slot = customer.intents.entry(intent).or_insert((String::new(), 0));
                slot.1 += u32::from(status == "open");
                slot.0 = status;
                1
            }
            (None, None) => 0,
            _ => return Err((400, "intent needs intent_status open, resolved or abandoned")),
        };
        let mut count = 0;
        if let Some(variables) = object.get("variables") {
            for (name, value) in variables.as_object().ok_or((400, "variables must be an object"))? {
                if value.is_object() || value.is_array() {
                    return Err((400, "a variable is a plain value"));
                }
                customer
                    .variables
                    .insert(name.clone(), json!({ "value": value, "source": "call", "ttl_seconds": TTL_S }));
                count += 1;
            }
        }
        let reference = customer.reference.clone();
        let call = self.calls.entry(id.clone()).or_insert_with(|| CallState {
            customer: reference.clone(),
            started: now,
            start_answer: json!({ "call_id": id, "customer_ref": reference }),
            end_answer: None,
        });
        let told = json!({
            "call_id": id, "customer_ref": call.customer, "call_start": stamp(call.started), "call_end": stamp(now),
            "duration_seconds": now.duration_since(call.started).as_secs().max(0),
            "intents_updated": intents, "variables_updated": count,
        });
        call.end_answer = Some(told.clone());
        Ok(told)
    }
}

fn stamp(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

fn new_reference(count: usize) -> String {
    format!("0b1e4a9c-7d2f-4e6a-8c35-{count:012x}")
}
