//! Aircall webhooks: calls, contacts and the availability of users.
//!
//! Source: Aircall's public API reference, "Webhooks". There is no signature: the `token` in the body is the secret.
//! Deliveries come at least once, in any order, and legitimately up to twelve hours late, so age is no reason to
//! refuse one.

pub mod answers;
mod client;
mod normalise;
mod payload;
mod people;
mod verify;

pub use client::{ADDRESS, Access, Aircall};

use crate::inbound::Inbound;
use crate::json;
use crate::rejection::Rejection;
use crate::secrets::Secrets;
use callside_core::event::Event;
use payload::Webhook;

/// How this installation hears from Aircall.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The token of each webhook, as Aircall gave it when the webhook was made.
    pub tokens: Secrets,
}

pub(crate) fn webhook(inbound: &Inbound<'_>, settings: &Settings) -> Result<Vec<Event>, Rejection> {
    let object = json::object(inbound.body)?;
    verify::token(&object, &settings.tokens)?;
    let webhook = Webhook::read(&object, inbound.body, inbound.received_at)?;
    match webhook.event.split('.').next() {
        Some("call") => normalise::call_events(&webhook),
        Some("contact") => people::contact_event(&webhook),
        Some("user") => people::user_event(&webhook),
        _ if payload::is_known_elsewhere(&webhook.event) => Ok(vec![]),
        _ => Err(webhook.unsupported()),
    }
}
