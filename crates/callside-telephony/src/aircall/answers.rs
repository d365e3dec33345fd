//! What the answers of Aircall's API mean in our words.

use super::payload::contact_name;
use super::people::standing;
use crate::json::Node;
use crate::text;
use callside_core::phone_system::{CallDetail, Contact, Moment, Person};
use callside_core::secret::Secret;
use jiff::Timestamp;
use serde_json::Value;

/// The events that Callside reads; a webhook that is made here brings no others.
pub(super) const EVENTS: [&str; 20] = [
    "call.created",
    "call.ringing_on_agent",
    "call.agent_declined",
    "call.answered",
    "call.transferred",
    "call.external_transferred",
    "call.unsuccessful_transfer",
    "call.hungup",
    "call.ended",
    "call.hold",
    "call.unhold",
    "call.voicemail_left",
    "call.assigned",
    "call.archived",
    "call.tagged",
    "call.untagged",
    "call.commented",
    "contact.created",
    "contact.updated",
    "contact.deleted",
];

fn top(body: &Value) -> Node<'_> {
    Node(body.as_object())
}

/// `{"call": {...}}`. Event names of the timeline stand under `type`, `event` or `name`.
pub(super) fn call(body: &Value, now: Timestamp) -> Option<CallDetail> {
    let call = top(body).node("call");
    call.id("id")?;
    let mut timeline: Vec<Moment> = ["timeline", "call_timeline"]
        .into_iter()
        .flat_map(|name| call.nodes(name))
        .filter_map(|node| {
            let at = ["timestamp", "at", "created_at"].iter().find_map(|name| node.instant(name, now))?;
            let what = ["type", "event", "name"].iter().find_map(|name| node.line(name))?;
            Some(Moment { at, what })
        })
        .collect();
    timeline.sort_by_key(|moment| moment.at);
    let contact = call.node("contact");
    Some(CallDetail {
        status: call.line("status"),
        duration_s: call.seconds("duration"),
        timeline,
        recording: call.web_address("recording").or_else(|| call.web_address("recording_short_url")),
        voicemail: call.web_address("voicemail").or_else(|| call.web_address("voicemail_short_url")),
        tags: call.nodes("tags").filter_map(|tag| tag.line("name")).collect(),
        comments: call.nodes("comments").filter_map(|comment| comment.notes("content")).collect(),
        contact: contact.id("id").map(|id| contact_of(id, contact)),
    })
}

fn contact_of(id: String, node: Node<'_>) -> Contact {
    let values = |list: &str| node.nodes(list).filter_map(|entry| entry.line("value")).collect();
    Contact {
        id,
        name: contact_name(node),
        company: node.line("company_name"),
        numbers: values("phone_numbers"),
        emails: values("emails"),
    }
}

/// `{"contacts": [...]}`.
pub(super) fn contacts(body: &Value) -> Option<Vec<Contact>> {
    body.get("contacts")?.as_array()?;
    Some(top(body).nodes("contacts").filter_map(|node| Some(contact_of(node.id("id")?, node))).collect())
}

/// `{"contact": {...}}`.
pub(super) fn contact(body: &Value) -> Option<Contact> {
    let node = top(body).node("contact");
    Some(contact_of(node.id("id")?, node))
}

/// `{"users": [...]}`.
pub(super) fn people(body: &Value) -> Option<Vec<Person>> {
    body.get("users")?.as_array()?;
    let person = |node: Node<'_>| {
        let id = node.id("id")?;
        let email = node.line("email").map(|email| email.to_ascii_lowercase());
        Some(Person { name: node.line("name").unwrap_or_else(|| id.clone()), id, email, state: standing(node) })
    };
    Some(top(body).nodes("users").filter_map(person).collect())
}

/// The id of the tag with this name, whatever its case and punctuation.
pub(super) fn tag_of(body: &Value, label: &str) -> Option<u64> {
    let wanted = text::fold(label);
    let named = |node: &Node<'_>| node.line("name").is_some_and(|name| text::fold(&name) == wanted);
    top(body).nodes("tags").find(named)?.id("id")?.parse().ok()
}

/// Id, whether it is switched on, and the token of a webhook.
pub(super) type Hook = (String, bool, Option<Secret>);

fn hook(node: Node<'_>) -> Option<Hook> {
    let token = node.line("token").map(Secret::new);
    Some((node.line("webhook_id")?, node.flag("active").unwrap_or(true), token))
}

/// `{"webhook": {...}}`.
pub(super) fn webhook(body: &Value) -> Option<Hook> {
    hook(top(body).node("webhook"))
}

/// The webhook that brings events to this address.
pub(super) fn webhook_at(body: &Value, address: &str) -> Option<Hook> {
    let ours = |node: &Node<'_>| node.line("url").as_deref() == Some(address);
    hook(top(body).nodes("webhooks").find(ours)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_call_is_read_with_timeline_and_fresh_recording() {
        let now = "2026-11-26T04:00:00Z".parse().unwrap();
        let body = json!({ "call": {
            "id": 780_883_160, "status": "done", "duration": 208, "recording": "https://rec.example/1.mp3?sig=a",
            "voicemail": "javascript:alert(1)",
            "timeline": [{ "type": "answered", "timestamp": 1_783_092_620 }, { "type": "ringing", "timestamp": 1_783_092_612 }, {}],
            "tags": [{ "id": 1, "name": "Interested" }, {}], "comments": [{ "content": "one\ntwo" }],
            "contact": { "id": 76_041_687, "first_name": "Ana", "phone_numbers": [{ "value": "+14155550134" }] },
        }});
        let call = super::call(&body, now).unwrap();
        assert_eq!(call.timeline.iter().map(|m| m.what.as_str()).collect::<Vec<_>>(), ["ringing", "answered"]);
        assert_eq!(call.recording.as_deref(), Some("https://rec.example/1.mp3?sig=a"));
        assert_eq!((call.voicemail, call.tags, call.comments.len()), (None, vec!["Interested".to_owned()], 1));
        assert_eq!(call.contact.unwrap().numbers, ["+14155550134"]);
        assert!(super::call(&json!({ "call": {} }), now).is_none() && super::call(&json!([]), now).is_none());
    }

    #[test]
    fn tags_are_found_by_name_and_webhooks_by_address() {
        let tags = json!({ "tags": [{ "id": 4, "name": "Wrong number" }, { "id": 5, "name": "Interested!" }] });
        assert_eq!((tag_of(&tags, "interested"), tag_of(&tags, "unknown")), (Some(5), None));
        let hooks = json!({ "webhooks": [{ "webhook_id": "w1", "url": "https://a.example/x", "active": false, "token": "t" }] });
        let (id, active, token) = webhook_at(&hooks, "https://a.example/x").unwrap();
        assert_eq!((id.as_str(), active, token.is_some()), ("w1", false, true));
        assert!(webhook_at(&hooks, "https://a.example/y").is_none());
    }
}
