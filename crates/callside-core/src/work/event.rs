//! How a flag or a piece of work stands, on its way to other desks.

use super::{QualityFlag, WorkItem, Worker};
use crate::call::Call;
use crate::event::{CallChange, CallEvent, CallFacts};
use crate::ids::{CallKey, EventId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A flag or a piece of work stands so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkEvent {
    /// Same id = same event delivered again.
    pub id: EventId,
    /// The call that it is about.
    pub call: CallKey,
    /// Since when. Of two events about the same thing the later one counts.
    pub at: Timestamp,
    /// Who says so. A relay puts in who was signed in.
    pub by: Worker,
    /// How it stands.
    pub what: WorkChange,
    /// What a desk must know of the call that has never heard of it.
    #[serde(default)]
    pub facts: CallFacts,
}

/// What stands so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "work", rename_all = "snake_case")]
pub enum WorkChange {
    /// A flag of quality review.
    Flag {
        /// All of it.
        flag: QualityFlag,
    },
    /// A piece of work.
    Item {
        /// All of it.
        item: WorkItem,
    },
}

impl WorkChange {
    /// Its word, under which the event is stored.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Flag { .. } => "flag",
            Self::Item { .. } => "item",
        }
    }
}

impl WorkEvent {
    /// What `by` says about a call at a moment.
    #[must_use]
    pub fn of(call: &Call, what: WorkChange, by: Worker, at: Timestamp) -> Self {
        let about = match &what {
            WorkChange::Flag { flag } => flag.id.0.clone(),
            WorkChange::Item { item } => item.kind.word().to_owned(),
        };
        let id = EventId(format!("callside:{}:{}:{about}", call.key, at.as_microsecond()));
        Self { id, call: call.key.clone(), at, facts: facts(call, &what), by, what }
    }

    /// The call's own event, for a desk that has never heard of the call: it is over, and pops nowhere.
    #[must_use]
    pub fn call_event(&self) -> CallEvent {
        let ended = self.facts.ended_at;
        CallEvent {
            id: self.id.clone(),
            call: self.call.clone(),
            at: ended.or(self.facts.started_at).unwrap_or(self.at),
            what: if ended.is_some() { CallChange::Ended } else { CallChange::Noted },
            facts: CallFacts { agent: None, ..self.facts.clone() },
        }
    }
}

/// Whoever gets the work looks the caller up with rights of their own. The agent of a flagged call is named, for the flag
/// goes to them.
fn facts(call: &Call, what: &WorkChange) -> CallFacts {
    let facts = call.facts_for_others();
    if matches!(what, WorkChange::Flag { .. }) { facts } else { CallFacts { agent: None, ..facts } }
}
