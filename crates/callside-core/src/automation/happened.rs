//! What can happen that automations react to.

use super::AutomationName;
use crate::disposition::DispositionCode;
use crate::facts::Facts;
use crate::ids::{CallKey, EntryId, EventId, RecordId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

/// Something that happened, once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occurrence {
    /// The same id = the same thing told again.
    pub id: OccurrenceId,
    /// When.
    pub at: Timestamp,
    /// What.
    pub happened: Happened,
    /// Automations whose own writes brought it about, the first cause first. They are not set off by it again.
    #[serde(default)]
    pub caused_by: Vec<AutomationName>,
}

/// Something that happened, as it was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// What happened.
    pub occurrence: Occurrence,
    /// Facts that only its teller knows (`record.*`, `before.*`).
    pub facts: Facts,
    /// Fields of the record that its teller asked for; `None`: it told what it tells, whatever anybody asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<BTreeSet<String>>,
}

/// What tells one occurrence from another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OccurrenceId(String);

impl OccurrenceId {
    /// An event of a phone system, by the id that its deliveries share.
    #[must_use]
    pub fn event(id: &EventId) -> Self {
        Self(format!("event:{}", id.0))
    }

    /// A wrap-up that stands in Salesforce.
    #[must_use]
    pub fn wrap_up(entry: EntryId) -> Self {
        Self(format!("wrap_up:{}", entry.0))
    }

    /// The wrap-up of a call in a rehearsal, where no entry is sent.
    #[must_use]
    pub fn of_call(call: &CallKey) -> Self {
        Self(format!("call:{call}"))
    }

    /// A new record: whatever happens to it later, it is new once.
    #[must_use]
    pub fn new_record(id: &RecordId) -> Self {
        Self(format!("new:{id}"))
    }

    /// A change of a record, by the `SystemModstamp` that it left.
    #[must_use]
    pub fn updated(id: &RecordId, stamp: &str) -> Self {
        Self(format!("updated:{id}@{stamp}"))
    }

    /// A deletion, by its time: a record may be restored and deleted again.
    #[must_use]
    pub fn deleted(id: &RecordId, at: Timestamp) -> Self {
        Self(format!("deleted:{id}@{at}"))
    }

    /// A notification of an Outbound Message, by its id (`04l…`), which repeats keep.
    #[must_use]
    pub fn notification(id: &RecordId) -> Self {
        Self(format!("message:{id}"))
    }

    /// As it is stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OccurrenceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "happened", rename_all = "snake_case")]
pub enum Happened {
    /// A phone system said something about a call.
    Call {
        /// Which call.
        call: CallKey,
        /// What, by its word.
        word: String,
    },
    /// A wrap-up stands in Salesforce.
    Disposition {
        /// Which call.
        call: CallKey,
        /// Which disposition.
        code: DispositionCode,
    },
    /// A record of Salesforce came, changed or went.
    Record {
        /// SObject API name.
        object: String,
        /// Which record.
        id: RecordId,
        /// What became of it.
        change: RecordChange,
        /// Whether the signed-in person owns it.
        mine: bool,
    },
    /// Salesforce sent a notification.
    Message {
        /// SObject API name.
        object: String,
        /// Which record.
        id: RecordId,
        /// The Outbound Message action that sent it.
        action: RecordId,
    },
}

/// What became of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum RecordChange {
    /// It is new.
    New,
    /// It has other values.
    Updated {
        /// Fields that differ from what this desk saw last; empty when it never saw the record.
        fields: BTreeSet<String>,
    },
    /// It is gone.
    Deleted,
}

impl Happened {
    /// The call that it is about.
    #[must_use]
    pub const fn call(&self) -> Option<&CallKey> {
        match self {
            Self::Call { call, .. } | Self::Disposition { call, .. } => Some(call),
            Self::Record { .. } | Self::Message { .. } => None,
        }
    }

    /// The record that it is about.
    #[must_use]
    pub fn record(&self) -> Option<(&str, &RecordId)> {
        match self {
            Self::Record { object, id, .. } | Self::Message { object, id, .. } => Some((object, id)),
            Self::Call { .. } | Self::Disposition { .. } => None,
        }
    }
}
