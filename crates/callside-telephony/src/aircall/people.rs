//! What contact and user webhooks mean in our words.

use super::payload::{Webhook, agent, contact_name};
use crate::json::Node;
use crate::rejection::{Flaw, Rejection};
use callside_core::event::{AgentEvent, AgentState, ContactChange, ContactEvent, Event};

/// An entry of Aircall's address book changed.
pub(super) fn contact_event(webhook: &Webhook<'_>) -> Result<Vec<Event>, Rejection> {
    let change = match webhook.event.as_str() {
        "contact.created" | "contact.updated" => ContactChange::Saved {
            name: contact_name(webhook.data),
            numbers: values(webhook.data, "phone_numbers"),
            emails: values(webhook.data, "emails"),
        },
        "contact.deleted" => ContactChange::Deleted,
        _ => return Err(webhook.unsupported()),
    };
    let contact = webhook.id()?.to_owned();
    Ok(vec![Event::Contact(ContactEvent { id: webhook.event_id(), contact, at: webhook.at, change })])
}

fn values(data: Node<'_>, list: &str) -> Vec<String> {
    data.nodes(list).filter_map(|entry| entry.line("value")).collect()
}

/// A person's readiness. Events about accounts (`user.created`, `user.deleted`) say nothing of it.
pub(super) fn user_event(webhook: &Webhook<'_>) -> Result<Vec<Event>, Rejection> {
    let event = webhook.event.strip_suffix(".v2").unwrap_or(&webhook.event);
    let state = match event {
        "user.created" | "user.deleted" => return Ok(vec![]),
        "user.connected" => standing(webhook.data),
        "user.opened" | "user.wut_end" => AgentState::Available,
        "user.disconnected" => AgentState::Offline,
        "user.closed" => AgentState::NotReady { reason: reason(webhook.data) },
        "user.wut_start" => AgentState::WrapUp,
        _ => return Err(webhook.unsupported()),
    };
    let agent = agent(webhook.data).ok_or(Flaw::Missing { field: "data.id" })?;
    Ok(vec![Event::Agent(AgentEvent { id: webhook.event_id(), agent, at: webhook.at, state })])
}

/// `availability` in newer payloads, `availability_status` in older ones; `custom` means working hours, and then the
/// flag says what they come to.
pub(super) fn standing(user: Node<'_>) -> AgentState {
    let word = user.line("availability").or_else(|| user.line("availability_status")).unwrap_or_default();
    match word.as_str() {
        "available" => AgentState::Available,
        "offline" => AgentState::Offline,
        "in_call" => AgentState::OnCall,
        "after_call_work" => AgentState::WrapUp,
        "do_not_disturb" | "unavailable" => AgentState::NotReady { reason: reason(user) },
        "" | "custom" if user.flag("available") == Some(true) => AgentState::Available,
        "" | "custom" => AgentState::NotReady { reason: reason(user) },
        _ => AgentState::Other { word },
    }
}

/// Why a person takes no calls: the sub-status where one is set, else the availability itself.
fn reason(user: Node<'_>) -> Option<String> {
    let status = user.line("availability").or_else(|| user.line("availability_status"));
    user.line("substatus").or(status).filter(|word| !matches!(word.as_str(), "available" | "custom" | "unavailable"))
}
