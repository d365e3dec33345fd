//! The ledger: every effect that was committed, in order, never changed.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What was done to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    /// A record was created.
    Create,
    /// A record was changed.
    Update,
    /// A record went to the recycle bin.
    Delete,
    /// A record came back from there.
    Undelete,
}

/// Why it was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// A caller of the REST API asked for it.
    Api,
    /// It follows from another effect (the link of a new note, the members of a deleted campaign).
    Consequence,
    /// A test did it through the control endpoints, as another user.
    Control,
}

/// One committed effect.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Position in the ledger, from 1.
    pub seq: u64,
    /// Number of the HTTP request that caused it.
    pub request: u64,
    /// When, RFC 3339.
    pub at: String,
    /// Id of the user who did it.
    pub user: String,
    /// Why.
    pub cause: Cause,
    /// What.
    pub operation: Operation,
    /// Object, such as `Task`.
    pub object: String,
    /// Id of the record, 18 characters.
    pub id: String,
    /// The values that were written; empty for a deletion.
    pub fields: Map<String, Value>,
}

/// Which entries a reader wants; an absent part wants all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LedgerFilter {
    /// Only this object.
    pub object: Option<String>,
    /// Only this operation.
    pub operation: Option<Operation>,
    /// Only this record.
    pub id: Option<String>,
    /// Only this request.
    pub request: Option<u64>,
    /// Only entries after this position.
    pub since: Option<u64>,
    /// Only entries with this cause.
    pub cause: Option<Cause>,
}

impl LedgerFilter {
    fn wants(&self, entry: &Entry) -> bool {
        self.object.as_ref().is_none_or(|object| object.eq_ignore_ascii_case(&entry.object))
            && self.operation.is_none_or(|operation| operation == entry.operation)
            && self.id.as_ref().is_none_or(|id| crate::schema::same_id(id, &entry.id))
            && self.request.is_none_or(|request| request == entry.request)
            && self.since.is_none_or(|since| entry.seq > since)
            && self.cause.is_none_or(|cause| cause == entry.cause)
    }
}

/// All committed effects.
#[derive(Debug, Default)]
pub struct Ledger {
    entries: Vec<Entry>,
}

impl Ledger {
    /// Adds an effect; its `seq` is set here.
    pub fn append(&mut self, mut entry: Entry) {
        entry.seq = self.entries.len() as u64 + 1;
        self.entries.push(entry);
    }

    /// The entries that the filter wants, in order.
    #[must_use]
    pub fn read(&self, filter: &LedgerFilter) -> Vec<Entry> {
        self.entries.iter().filter(|entry| filter.wants(entry)).cloned().collect()
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing was committed yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}
