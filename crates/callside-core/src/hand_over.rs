//! A call is handed to a colleague with a note: the note has to reach their desk.

use crate::event::{CallChange, CallEvent, CallFacts};
use crate::ids::{CallKey, EventId};
use async_trait::async_trait;
use jiff::Timestamp;

/// Longest note, in characters.
pub const LONGEST_NOTE: usize = 2_000;

/// The event of a hand-over. Its id follows from call and moment, so that it counts once wherever it is heard.
#[must_use]
pub fn handed_over(call: &CallKey, to: &str, note: &str, at: Timestamp) -> CallEvent {
    CallEvent {
        id: EventId(format!("callside:{call}:{}:handed_over", at.as_microsecond())),
        call: call.clone(),
        at,
        what: CallChange::HandedOver { to: to.to_owned(), note: note.trim().chars().take(LONGEST_NOTE).collect() },
        facts: CallFacts::default(),
    }
}

/// What became of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteFate {
    /// There was none.
    None,
    /// It waits for whoever gets the call.
    Waits,
    /// There is no way to other desks: it stays here, with the call.
    Stays,
    /// Nobody is known under this number or extension: it stays here.
    NobodyKnown,
    /// Other desks could not be reached just now: it stays here.
    NotReached,
}

/// The way to colleagues' desks.
#[async_trait]
pub trait Colleagues: Send + Sync {
    /// Brings a hand-over to whoever it is for. In bounded time.
    async fn hand_over(&self, event: &CallEvent) -> NoteFate;
}
