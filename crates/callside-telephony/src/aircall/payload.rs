//! What the wire says: the envelope `resource, event, timestamp, token, data`, and the parts that calls share.

use crate::digest::body_fingerprint;
use crate::json::{Node, scalar};
use crate::rejection::{EventName, Flaw, Rejection};
use crate::{instant, text};
use callside_core::event::AgentName;
use callside_core::ids::EventId;
use jiff::Timestamp;
use serde_json::{Map, Value};

/// One webhook delivery.
pub(super) struct Webhook<'a> {
    /// `call.created` and so on, in lower case.
    pub(super) event: String,
    /// Id of the call, contact or user, as decimal digits.
    pub(super) id: String,
    /// When Aircall says that it happened, else when it came in.
    pub(super) at: Timestamp,
    pub(super) received_at: Timestamp,
    pub(super) data: Node<'a>,
    stamp: String,
}

impl<'a> Webhook<'a> {
    /// Reads the envelope.
    pub(super) fn read(object: &'a Map<String, Value>, body: &[u8], received_at: Timestamp) -> Result<Self, Rejection> {
        let top = Node(Some(object));
        let event = top.line("event").ok_or(Flaw::Missing { field: "event" })?.to_ascii_lowercase();
        let data = match object.get("data") {
            Some(Value::Object(data)) => Node(Some(data)),
            Some(_) => return Err(Flaw::WrongKind { field: "data" }.into()),
            None => return Err(Flaw::Missing { field: "data" }.into()),
        };
        let stamp = object.get("timestamp").and_then(scalar).filter(|stamp| !stamp.trim().is_empty());
        let at = stamp.as_deref().and_then(|stamp| instant::read(stamp, received_at)).unwrap_or(received_at);
        // Other resources (messages, transcriptions) have ids of other kinds, which nothing here reads.
        let id = data.id("id").unwrap_or_default();
        let stamp = stamp.unwrap_or_else(|| body_fingerprint(body));
        Ok(Self { event, id, at, received_at, data, stamp })
    }

    /// Fails when the subject's id is absent or not a whole number.
    pub(super) fn id(&self) -> Result<&str, Rejection> {
        if self.id.is_empty() { Err(Flaw::Missing { field: "data.id" }.into()) } else { Ok(&self.id) }
    }

    /// Aircall gives deliveries no id: event, subject and time together tell them apart.
    pub(super) fn event_id(&self) -> EventId {
        EventId(format!("aircall:{}:{}:{}", self.event, self.id, self.stamp))
    }

    pub(super) fn unsupported(&self) -> Rejection {
        Rejection::UnsupportedEvent { event: EventName::new(&self.event) }
    }
}

/// Events of the catalogue that Callside has no use for. A webhook that subscribes to everything sends them, and too
/// many refusals would make Aircall switch the webhook off.
pub(super) fn is_known_elsewhere(event: &str) -> bool {
    const RESOURCES: [&str; 14] = [
        "number",
        "message",
        "group_message",
        "transcription",
        "summary",
        "topics",
        "sentiment",
        "action_items",
        "conversation_intelligence",
        "ai_voice_agent",
        "analytics",
        "integration",
        "playbook",
        "evaluation",
    ];
    event.split_once('.').is_some_and(|(resource, _)| RESOURCES.contains(&resource))
}

/// A user as the one who handles the call. The e-mail address tells people apart, as it does in Salesforce.
pub(super) fn agent(user: Node<'_>) -> Option<AgentName> {
    let key = user.line("email").map(|email| email.to_ascii_lowercase()).or_else(|| user.id("id"))?;
    Some(AgentName { key, name: user.line("name") })
}

/// First and last name, else the company.
pub(super) fn contact_name(contact: Node<'_>) -> Option<String> {
    let name = match (contact.line("first_name"), contact.line("last_name")) {
        (Some(first), Some(last)) => text::line(&format!("{first} {last}")),
        (first, last) => first.or(last),
    };
    name.or_else(|| contact.line("company_name"))
}
