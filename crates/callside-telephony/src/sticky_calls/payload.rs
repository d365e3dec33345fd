//! What the wire says: the two requests.

use callside_core::call_memory::{CallEnd, Hints, Who};
use serde_json::{Map, Value, json};

/// `POST /v1/calls/start`. What is not known is left out: an empty text would count as a hint.
#[must_use]
pub fn start_body(call_id: &str, hints: &Hints) -> Value {
    let mut body = json!({ "call_id": call_id, "identity_hints": identity(hints) });
    if let Some(kind) = &hints.line_type {
        body["telco"] = json!({ "line_type": kind });
    }
    body
}

/// `POST /v1/calls/end`. Without a chosen intent none is named, so that none changes.
#[must_use]
pub fn end_body(end: &CallEnd) -> Value {
    let mut body = json!({ "call_id": end.call_id });
    match &end.who {
        Who::Reference { customer_ref } => body["customer_ref"] = json!(customer_ref),
        Who::Hints { hints } => body["identity_hints"] = identity(hints),
    }
    if let Some(chosen) = &end.intent {
        body["intent"] = json!(chosen.intent);
        body["intent_status"] = json!(chosen.status.as_str());
    }
    if !end.variables.is_empty() {
        body["variables"] = json!(end.variables);
    }
    body
}

fn identity(hints: &Hints) -> Value {
    let mut identity = Map::new();
    let mut put = |name: &str, value: Option<&String>| {
        if let Some(value) = value {
            identity.insert(name.to_owned(), json!(value));
        }
    };
    put("ani", hints.ani.as_ref());
    put("dnis", hints.dnis.as_ref());
    put("customer_ref", hints.customer_ref.as_ref());
    if !hints.external_ids.is_empty() {
        identity.insert("external_ids".to_owned(), json!(hints.external_ids));
    }
    Value::Object(identity)
}
