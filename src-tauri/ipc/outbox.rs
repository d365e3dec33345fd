//! The outbox on screen.

use super::caller::RecordView;
use super::wrap_up::PlanView;
use serde::Serialize;
use ts_rs::TS;

/// Where an entry stands, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EntryStateView {
    /// Waits for its turn.
    Waiting {
        /// Why it is still waiting, in words; none on the first attempt.
        trouble: Option<String>,
        /// Next attempt, milliseconds since 1970.
        #[ts(type = "number")]
        next_at: i64,
    },
    /// On its way.
    Sending,
    /// It stands in Salesforce.
    Sent {
        /// Milliseconds since 1970.
        #[ts(type = "number")]
        at: i64,
        /// The records that were written.
        records: Vec<WrittenView>,
        /// It had been written by an earlier attempt whose answer was lost.
        found_again: bool,
    },
    /// A person must act.
    Refused {
        /// What happened, in plain words.
        reason: String,
        /// Salesforce's own words.
        message: String,
        /// What to do, in plain words.
        advice: String,
        /// API names of the fields that it is about.
        fields: Vec<String>,
        /// What others changed since the pop.
        differences: Vec<DifferenceView>,
        /// Existing records, for a duplicate.
        existing: Vec<RecordView>,
        /// Saving anyway is allowed, for a duplicate.
        may_save_anyway: bool,
    },
    /// Taken back.
    Cancelled,
}

/// A record that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WrittenView {
    /// "Call log", "Opportunity Renewal 2027".
    pub label: String,
    /// Object API name.
    pub object: String,
    /// Record id.
    pub id: String,
    /// Created, or updated.
    pub created: bool,
}

/// A field that somebody else changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DifferenceView {
    /// Object API name.
    pub object: String,
    /// Field label.
    pub field: String,
    /// What stood there at the pop.
    pub before: String,
    /// What stands there now.
    pub theirs: String,
    /// What the wrap-up wants.
    pub mine: String,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct EntryView {
    /// Row number.
    #[ts(type = "number")]
    pub id: i64,
    /// The call.
    pub call: String,
    /// Name or number.
    pub who: String,
    /// Label of the disposition.
    pub disposition: String,
    /// Notes as saved.
    pub notes: String,
    /// Milliseconds since 1970.
    #[ts(type = "number")]
    pub created_at: i64,
    /// Attempts so far.
    pub attempts: u32,
    /// Where it stands.
    pub state: EntryStateView,
    /// The writes.
    pub plan: PlanView,
    /// It can be taken back.
    pub can_cancel: bool,
}

/// Numbers for the badge.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
pub struct OutboxCounts {
    /// Waiting or on their way.
    pub waiting: u32,
    /// Refused: a person must act.
    pub refused: u32,
    /// Sent since midnight.
    pub sent_today: u32,
}

/// The outbox screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OutboxView {
    /// Numbers.
    pub counts: OutboxCounts,
    /// Why nothing is being sent at all, in words.
    pub paused: Option<String>,
    /// Entries, refused first, then waiting, then the newest sent ones.
    pub entries: Vec<EntryView>,
}
