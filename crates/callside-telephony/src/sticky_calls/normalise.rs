//! What the answers mean in our words. Everything but the reference may be absent or odd: the pop then says less.

use crate::json::{Node, scalar};
use crate::text;
use callside_core::call_memory::{Confidence, EndReceipt, OpenIntent, Remembered, Variable};
use callside_core::phone_system::PhoneError;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Most intents, sources and variables of one answer that are taken.
const MOST: usize = 100;

/// Reads the answer to a start.
///
/// # Errors
/// [`PhoneError::Unreadable`] when it is not an object with a `customer_ref`.
pub fn started(body: &[u8]) -> Result<Remembered, PhoneError> {
    let object = object(body)?;
    let top = Node(Some(&object));
    let identity = top.node("identity");
    let confidence = object.get("identity").and_then(|identity| identity.get("confidence")).and_then(Value::as_f64);
    Ok(Remembered {
        customer_ref: top.line("customer_ref").ok_or(PhoneError::Unreadable)?,
        confidence: Confidence::of(confidence.unwrap_or(0.0)),
        level: identity.line("level").unwrap_or_default(),
        sources: identity.lines("sources").take(MOST).collect(),
        recommendation: identity.line("recommendation").unwrap_or_default(),
        open_intents: top.nodes("open_intents").filter_map(intent).take(MOST).collect(),
        variables: object.get("variables").and_then(Value::as_object).map(variables).unwrap_or_default(),
    })
}

fn intent(node: Node<'_>) -> Option<OpenIntent> {
    Some(OpenIntent {
        intent: node.line("intent")?,
        status: node.line("status").unwrap_or_else(|| "open".to_owned()),
        attempts: node.seconds("attempt_count").unwrap_or(0),
    })
}

/// `{"name": {"value", "source", "ttl_seconds"}}`; a bare value is taken as one without source and time.
fn variables(map: &Map<String, Value>) -> BTreeMap<String, Variable> {
    let read = |(name, value): (&String, &Value)| {
        let (value, source, ttl_s) = match value {
            Value::Object(inside) => {
                let node = Node(Some(inside));
                (scalar(inside.get("value")?)?, node.line("source"), inside.get("ttl_seconds").and_then(Value::as_u64))
            }
            bare => (scalar(bare)?, None, None),
        };
        Some((text::line(name)?, Variable { value: text::notes(&value)?, source, ttl_s }))
    };
    map.iter().take(MOST).filter_map(read).collect()
}

/// Reads the answer to an end.
///
/// # Errors
/// [`PhoneError::Unreadable`] when it is not an object.
pub fn ended(body: &[u8]) -> Result<EndReceipt, PhoneError> {
    let object = object(body)?;
    let top = Node(Some(&object));
    Ok(EndReceipt {
        customer_ref: top.line("customer_ref"),
        duration_s: top.seconds("duration_seconds"),
        intents_updated: top.seconds("intents_updated").unwrap_or(0),
        variables_updated: top.seconds("variables_updated").unwrap_or(0),
    })
}

fn object(body: &[u8]) -> Result<Map<String, Value>, PhoneError> {
    crate::json::object(body).map_err(|_| PhoneError::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_returning_caller_is_read_with_everything() {
        let body = br#"{"call_id":"c1","customer_ref":"7f2d","call_start":"2026-11-26T04:00:00.000Z",
            "identity":{"confidence":0.86,"level":"high","sources":["ani:mobile","recency:1day"],"recommendation":"reuse"},
            "open_intents":[{"intent":"refund","status":"open","attempt_count":2},{"status":"open"},7],
            "variables":{"plan":{"value":"Gold","source":"crm","ttl_seconds":86400},"seats":12,"none":null,"odd":{"value":[]}}}"#;
        let known = started(body).unwrap();
        assert_eq!((known.customer_ref.as_str(), known.confidence.percent()), ("7f2d", 86));
        assert_eq!(known.sources, ["ani:mobile", "recency:1day"]);
        assert_eq!(
            known.open_intents,
            [OpenIntent { intent: "refund".into(), status: "open".into(), attempts: 2 }],
            "what has no name is left out"
        );
        let plan = Variable { value: "Gold".into(), source: Some("crm".into()), ttl_s: Some(86_400) };
        assert_eq!(known.variables["plan"], plan);
        assert_eq!(known.variables["seats"].value, "12");
        assert_eq!(known.variables.len(), 2);
    }

    #[test]
    fn absent_and_odd_parts_cost_only_themselves() {
        for (body, good) in [
            (r#"{"customer_ref":"a"}"#, true),
            (r#"{"customer_ref":"a","identity":null,"open_intents":{},"variables":[]}"#, true),
            (r#"{"customer_ref":"a","identity":{"confidence":"high"}}"#, true),
            (r#"{"identity":{"confidence":1}}"#, false),
            (r#"{"customer_ref":""}"#, false),
            ("[]", false),
            ("<html>", false),
            ("", false),
        ] {
            assert_eq!(started(body.as_bytes()).is_ok(), good, "{body}");
        }
        let stranger = started(br#"{"customer_ref":"a"}"#).unwrap();
        assert_eq!((stranger.confidence.percent(), stranger.level.as_str()), (0, ""));
    }

    #[test]
    fn an_end_is_read_leniently() {
        let receipt = ended(br#"{"customer_ref":"a","duration_seconds":15,"intents_updated":1}"#).unwrap();
        assert_eq!((receipt.duration_s, receipt.intents_updated, receipt.variables_updated), (Some(15), 1, 0));
        assert!(ended(b"{}").is_ok() && ended(b"null").is_err());
    }
}
