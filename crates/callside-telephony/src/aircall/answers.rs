//! What the answers of Aircall's API mean in our words.

use super::payload::contact_name;
use super::people::standing;
use crate::json::Node;
use crate::text;
use callside_core::phone_system::{CallDetail, Contact, Moment, Person};
use callside_core::secret::Secret;
use jiff::Timestamp;
use serde_json::Value;

/// The events that Callside reads; a webhook that is made here brings no others. Of users the second version: Aircall calls the
/// first one deprecated.
pub(super) const EVENTS: [&str; 28] = [
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
    "call.ivr_option_selected",
    "call.comm_assets_generated",
    "call.voicemail_left",
    "call.assigned",
    "call.archived",
    "call.tagged",
    "call.untagged",
    "call.commented",
    "contact.created",
    "contact.updated",
    "contact.deleted",
    "user.connected.v2",
    "user.disconnected.v2",
    "user.opened.v2",
    "user.closed.v2",
    "user.wut_start.v2",
    "user.wut_end.v2",
];

fn top(body: &Value) -> Node<'_> {
    Node(body.as_object())
}

/// `{"call": {...}}`. Event names of the timeline stand under `type`, `event` or `name`.
#[must_use]
pub fn call(body: &Value, now: Timestamp) -> Option<CallDetail> {
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

/// The entries of one page of a list, and whether there is another one.
/// Source: Aircall, Public API, "Pagination": `meta.next_page_link` is null on the last page.
#[must_use]
pub fn page(mut body: Value, list: &str) -> Option<(Vec<Value>, bool)> {
    let goes_on = body.get("meta").and_then(|meta| meta.get("next_page_link")).is_some_and(Value::is_string);
    match body.get_mut(list)?.take() {
        Value::Array(entries) => Some((entries, goes_on)),
        _ => None,
    }
}

/// `{"contacts": [...]}`.
#[must_use]
pub fn contacts(body: &Value) -> Option<Vec<Contact>> {
    body.get("contacts")?.as_array()?;
    Some(top(body).nodes("contacts").filter_map(|node| Some(contact_of(node.id("id")?, node))).collect())
}

/// `{"contact": {...}}`.
#[must_use]
pub fn contact(body: &Value) -> Option<Contact> {
    let node = top(body).node("contact");
    Some(contact_of(node.id("id")?, node))
}

/// Entries of `{"users": [...]}`.
#[must_use]
pub fn people(users: &[Value]) -> Vec<Person> {
    let person = |user: &Value| {
        let node = top(user);
        let id = node.id("id")?;
        let email = node.line("email").map(|email| email.to_ascii_lowercase());
        Some(Person { name: node.line("name").unwrap_or_else(|| id.clone()), id, email, state: standing(node) })
    };
    users.iter().filter_map(person).collect()
}

/// The id of the tag with this name, whatever its case and punctuation.
#[must_use]
pub fn tag_of(tags: &[Value], label: &str) -> Option<u64> {
    let wanted = text::fold(label);
    let named = |node: &Node<'_>| node.line("name").is_some_and(|name| text::fold(&name) == wanted);
    tags.iter().map(top).find(named)?.id("id")?.parse().ok()
}

/// A webhook.
pub struct Hook {
    /// Its id.
    pub id: String,
    /// It is switched on.
    pub active: bool,
    /// What it proves itself by.
    pub token: Option<Secret>,
    /// What it brings; nothing named is everything.
    events: Vec<String>,
}

impl Hook {
    /// Everything that it brings and that Callside reads, where that is more than it brings now.
    #[must_use]
    pub fn lacks(&self) -> Option<Vec<String>> {
        let has = |event: &str| self.events.iter().any(|known| known == event);
        let read = |event: &&str| !has(event) && !event.strip_suffix(".v2").is_some_and(has);
        let missing: Vec<_> = EVENTS.iter().filter(|event| read(event)).map(|event| (*event).to_owned()).collect();
        (!self.events.is_empty() && !missing.is_empty()).then(|| [self.events.clone(), missing].concat())
    }
}

fn hook(node: Node<'_>) -> Option<Hook> {
    Some(Hook {
        id: node.line("webhook_id")?,
        active: node.flag("active").unwrap_or(true),
        token: node.line("token").map(Secret::new),
        events: node.lines("events").collect(),
    })
}

/// `{"webhook": {...}}`.
#[must_use]
pub fn webhook(body: &Value) -> Option<Hook> {
    hook(top(body).node("webhook"))
}

/// The webhook that brings events to this address.
#[must_use]
pub fn webhook_at(webhooks: &[Value], address: &str) -> Option<Hook> {
    let ours = |node: &Node<'_>| node.line("url").as_deref() == Some(address);
    hook(webhooks.iter().map(top).find(ours)?)
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
    fn a_page_says_whether_there_is_another_one() {
        let of = |meta: Value| {
            page(json!({ "users": [{}, {}], "meta": meta }), "users").map(|(list, more)| (list.len(), more))
        };
        for (meta, more) in [
            (json!({ "next_page_link": "https://api.aircall.io/v2/users?page=2" }), true),
            (json!({ "next_page_link": null }), false),
            (json!({}), false),
            (json!(7), false),
        ] {
            assert_eq!(of(meta.clone()), Some((2, more)), "{meta}");
        }
        assert!(page(json!({ "tags": [] }), "users").is_none() && page(json!({ "users": {} }), "users").is_none());
    }

    #[test]
    fn tags_are_found_by_name_and_webhooks_by_address() {
        let tags = [json!({ "id": 4, "name": "Wrong number" }), json!({ "id": 5, "name": "Interested!" })];
        assert_eq!((tag_of(&tags, "interested"), tag_of(&tags, "unknown")), (Some(5), None));
        let mut hooks =
            [json!({ "webhook_id": "w1", "url": "https://a.example/x", "active": false, "token": "t", "events": [] })];
        let hook = webhook_at(&hooks, "https://a.example/x").unwrap();
        assert_eq!((hook.id.as_str(), hook.active, hook.token.is_some()), ("w1", false, true));
        assert_eq!(hook.lacks(), None, "nothing named is everything");
        // The first version of an event of users is as good as the second.
        hooks[0]["events"] = EVENTS.iter().map(|event| event.trim_end_matches(".v2")).collect();
        assert_eq!(webhook_at(&hooks, "https://a.example/x").unwrap().lacks(), None);
        hooks[0]["events"] = json!(["number.opened", "call.ended"]);
        let lacks = webhook_at(&hooks, "https://a.example/x").unwrap().lacks().unwrap();
        assert_eq!((lacks.len(), &lacks[..2]), (EVENTS.len() + 1, &["number.opened".into(), "call.ended".into()][..]));
        assert!(webhook_at(&hooks, "https://a.example/y").is_none());
    }
}
