//! What a call webhook means in our words.

use super::payload::{Webhook, agent, contact_name};
use crate::digest::fingerprint;
use crate::json::Node;
use crate::rejection::{Flaw, Rejection};
use callside_core::event::{CallChange, CallEvent, CallFacts, Direction, Event};
use callside_core::ids::{CallKey, EventId, Provider};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// The event itself, then one for each comment and tag that the call carries: they come with whatever event happens
/// to be next, and may come again with every later one.
pub(super) fn call_events(webhook: &Webhook<'_>) -> Result<Vec<Event>, Rejection> {
    let call = CallKey::new(Provider::Aircall, webhook.id()?).map_err(|_| Flaw::WrongKind { field: "data.id" })?;
    let data = webhook.data;
    let mut facts = facts(webhook);
    let what = change(webhook).ok_or_else(|| webhook.unsupported())?;
    if let CallChange::Transferred { .. } = what {
        // The call goes on as a leg of the person who gets it.
        facts.agent = agent(data.node("transferred_to")).or(facts.agent);
    }
    if webhook.event == "call.untagged" {
        facts.tags = Some(data.nodes("tags").filter_map(tag_name).collect::<BTreeSet<_>>());
    }
    let main = CallEvent { id: webhook.event_id(), call: call.clone(), at: webhook.at, what, facts };
    let mut events = vec![Event::Call(main)];
    events.extend(data.nodes("comments").filter_map(|comment| commented(webhook, &call, comment)));
    events.extend(data.nodes("tags").filter_map(|tag| tagged(webhook, &call, tag)));
    Ok(events)
}

fn change(webhook: &Webhook<'_>) -> Option<CallChange> {
    let data = webhook.data;
    let person = |name: &str| agent(data.node(name)).map(|agent| agent.name.unwrap_or(agent.key));
    Some(match webhook.event.as_str() {
        "call.created" => CallChange::Created,
        "call.ringing_on_agent" => CallChange::Ringing,
        "call.agent_declined" => CallChange::Declined,
        "call.answered" => CallChange::Answered,
        "call.transferred" => CallChange::Transferred { to: person("transferred_to") },
        "call.external_transferred" => CallChange::Transferred {
            to: person("transferred_to")
                .or_else(|| data.line("transferred_to"))
                .or_else(|| data.line("external_transferred_to")),
        },
        "call.hungup" => CallChange::HungUp,
        "call.ended" => CallChange::Ended,
        "call.hold" => CallChange::Held,
        "call.unhold" => CallChange::Unheld,
        "call.voicemail_left" => CallChange::VoicemailLeft,
        "call.assigned" => CallChange::Assigned { to: person("assigned_to") },
        "call.archived" => CallChange::Archived,
        // Tags and comments become events of their own; the rest changes nothing but facts.
        "call.tagged"
        | "call.untagged"
        | "call.commented"
        | "call.unsuccessful_transfer"
        | "call.ivr_option_selected"
        | "call.comm_assets_generated" => CallChange::Noted,
        _ => return None,
    })
}

fn facts(webhook: &Webhook<'_>) -> CallFacts {
    let data = webhook.data;
    let instant = |name: &str| data.instant(name, webhook.received_at);
    let (answered_at, ended_at) = (instant("answered_at"), instant("ended_at"));
    let talk_s = answered_at.zip(ended_at).and_then(|(from, to)| u32::try_from(to.duration_since(from).as_secs()).ok());
    let (contact, number) = (data.node("contact"), data.node("number"));
    CallFacts {
        direction: direction(data),
        customer_number: data.line("raw_digits"),
        company_number: number.line("digits"),
        customer_name: contact_name(contact),
        agent: agent(data.node("user")),
        queue: number.line("name"),
        started_at: instant("started_at"),
        answered_at,
        ended_at,
        // Nought until the call is over: from start to end, ringing included.
        duration_s: ended_at.and(data.seconds("duration")),
        talk_s,
        missed_reason: data.line("missed_call_reason"),
        recording_url: data.web_address("recording"),
        voicemail_url: data.web_address("voicemail"),
        provider_contact: contact.id("id"),
        ..CallFacts::default()
    }
}

fn direction(data: Node<'_>) -> Option<Direction> {
    match data.line("direction")?.to_ascii_lowercase().as_str() {
        "inbound" => Some(Direction::Inbound),
        "outbound" => Some(Direction::Outbound),
        "internal" => Some(Direction::Internal),
        _ => None,
    }
}

fn commented(webhook: &Webhook<'_>, call: &CallKey, comment: Node<'_>) -> Option<Event> {
    let text = comment.notes("content")?;
    let at = comment.instant("posted_at", webhook.received_at).unwrap_or(webhook.at);
    let id = comment.id("id").unwrap_or_else(|| at.to_string());
    let mark = fingerprint(&[&id, &text, &at.to_string()]);
    Some(part(call, &format!("comment:{mark}"), at, CallChange::Commented { id, text }))
}

fn tagged(webhook: &Webhook<'_>, call: &CallKey, tag: Node<'_>) -> Option<Event> {
    let at = tag.instant("tagged_at", webhook.received_at).unwrap_or(webhook.at);
    let tag = tag_name(tag)?;
    let mark = fingerprint(&[&tag, &at.to_string()]);
    Some(part(call, &format!("tag:{mark}"), at, CallChange::Tagged { tag }))
}

fn tag_name(tag: Node<'_>) -> Option<String> {
    tag.line("name").or_else(|| tag.line("id"))
}

/// A comment or tag is the same event whichever delivery carries it, so its id names no delivery.
fn part(call: &CallKey, mark: &str, at: Timestamp, what: CallChange) -> Event {
    let id = EventId(format!("aircall:{}:{mark}", call.id()));
    Event::Call(CallEvent { id, call: call.clone(), at, what, facts: CallFacts::default() })
}
