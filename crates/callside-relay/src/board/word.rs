//! What relays of a fleet tell each other of the board. Nothing of a caller is in it, and none of it is kept.

use callside_core::event::CallEvent;
use callside_core::person::PersonId;
use callside_core::wallboard::Desktop;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A word, and which relay says it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Said {
    pub(crate) relay: String,
    pub(crate) word: Word,
}

/// What one relay knows.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub(crate) enum Word {
    /// A linked desktop says what its agent is doing.
    Desktop { person: PersonId, desktop: String, standing: Desktop },
    /// A desktop is no longer linked.
    Lost { person: PersonId, desktop: String, at: Timestamp },
    /// Something happened to a call. Everybody's events of a call add up to the same call.
    Call { event: Box<CallEvent>, received_at: Timestamp, people: Vec<String>, handler: Option<PersonId> },
    /// This relay is there.
    Here,
    /// This relay has just come: what do the others know?
    Ask,
}
