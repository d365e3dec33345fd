//! What Salesforce sends as an Outbound Message.
//! Source: Salesforce SOAP API Developer Guide, "Outbound messaging".

use crate::event::{Event, RecordEvent};
use crate::ids::{EventId, RecordId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One message: up to [`OutboundMessage::MOST`] notifications of one action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboundMessage {
    /// The org that sent it. The message is not signed: this and the secret address are all that proves the sender.
    pub org: RecordId,
    /// The action that was set up in Salesforce (`04k…`).
    pub action: RecordId,
    /// What it tells, in no order.
    pub notifications: Vec<Notification>,
}

/// One record that a message tells of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notification {
    /// Its id (`04l…`); a repeat has the same.
    pub id: RecordId,
    /// SObject API name.
    pub object: String,
    /// Which record.
    pub record: RecordId,
    /// The fields that were chosen in Salesforce and have a value, as texts. Hostile.
    pub fields: BTreeMap<String, String>,
}

impl OutboundMessage {
    /// Notifications that a message has at most.
    pub const MOST: usize = 100;

    /// Its notifications, each as an event of its own.
    #[must_use]
    pub fn events(self, at: Timestamp) -> Vec<Event> {
        let Self { org, action, notifications } = self;
        let event = |notification: Notification| {
            let id = EventId(format!("salesforce:{}", notification.id));
            Event::Record(RecordEvent { id, at, org: org.clone(), action: action.clone(), notification })
        };
        notifications.into_iter().map(event).collect()
    }
}
