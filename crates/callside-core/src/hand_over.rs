//! A call is handed to a colleague with a note: the note has to reach their desk.

use crate::event::{CallChange, CallEvent, CallFacts};
use crate::ids::{CallKey, EventId};
use crate::person::PersonId;
use crate::work::WorkEvent;
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

/// What became of a flag, a piece of work or a wrap-up that other desks should hear of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkFate {
    /// The other desks will hear of it.
    Taken,
    /// Not now: it is tried again.
    Later,
    /// Never: this person may not say it, or nobody there can take it.
    Refused,
}

/// Why colleagues cannot be named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoColleagues {
    /// Other desks cannot be reached just now.
    NotReached,
    /// Whoever asks looks after no team there, or has no session.
    NotAllowed,
    /// What connects the desks is too old for it.
    TooOld,
}

/// The way to colleagues' desks.
#[async_trait]
pub trait Colleagues: Send + Sync {
    /// Brings a hand-over to whoever it is for. In bounded time.
    async fn hand_over(&self, event: &CallEvent) -> NoteFate;

    /// Brings a flag or a piece of work to whom it is for. In bounded time.
    async fn tell_work(&self, event: &WorkEvent) -> WorkFate;

    /// Brings how a wrap-up stands to those who look after this person. In bounded time.
    async fn tell_wrap_up(&self, event: &CallEvent) -> WorkFate;

    /// To whom work can be given, in the order of their addresses. In bounded time.
    ///
    /// # Errors
    /// [`NoColleagues`].
    async fn people(&self) -> Result<Vec<PersonId>, NoColleagues>;
}
