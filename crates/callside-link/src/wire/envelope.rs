//! One event on its way to a desktop.

use callside_core::event::Event;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An event with when the relay took it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// When it came in at the relay, by the relay's clock.
    pub received_at: Timestamp,
    /// It is told for the history of those who look after a team, and concerns nobody's own desk: it pops nowhere. Only
    /// desktops that say [`super::Capability::HISTORY`] are told such events.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub for_history: bool,
    /// The event.
    pub event: Heard,
}

/// An event as far as this version can read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
#[expect(clippy::large_enum_variant, reason = "nearly every event is known: a box would cost more than it saves")]
pub enum Heard {
    /// One of ours.
    Known(Event),
    /// One that only a newer Callside can read. It is noted, and the link goes on.
    Newer(Value),
}
