//! What relays of a fleet tell each other of the board. None of it is kept; nothing of a caller is in it but what an agent
//! who asks for assistance shows, while somebody looks.

use super::assistance::Stated;
use callside_core::assistance::{AssistanceNote, AssistanceRef};
use callside_core::event::CallEvent;
use callside_core::person::PersonId;
use callside_core::wallboard::Desktop;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

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
    /// Where the agent of a linked desktop asks for assistance, and where somebody looks there.
    Assistance { person: PersonId, desktop: String, stated: Stated },
    /// Somebody answered a request.
    Note { request: AssistanceRef, note: AssistanceNote },
    /// What an agent who asks shows.
    View { request: AssistanceRef, view: Value },
    /// This relay is there.
    Here,
    /// This relay has just come: what do the others know?
    Ask,
}
