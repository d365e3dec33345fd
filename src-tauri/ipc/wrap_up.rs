//! Dispositions and the preview of what will be written.

use super::caller::RecordView;
use super::pop::DraftView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A disposition button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DispositionView {
    /// Code.
    pub code: String,
    /// Label.
    pub label: String,
    /// Key 1-9.
    pub key: u8,
    /// Notes must be written.
    pub needs_notes: bool,
    /// The agent is asked for a time.
    pub asks_for_time: bool,
}

/// The exact writes of a wrap-up, for people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct PlanView {
    /// One per record, in order.
    pub writes: Vec<WriteView>,
    /// What is left out and why, in words.
    pub left_out: Vec<String>,
}

/// The writes to one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WriteView {
    /// "Log the call on", "Task", "Deal": the verb and the object, in words.
    pub title: String,
    /// What people call the record.
    pub label: String,
    /// The record, when it exists already.
    pub record: Option<RecordView>,
    /// Field changes; the call log shows only those that matter to people.
    pub changes: Vec<ChangeView>,
}

/// One field change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ChangeView {
    /// API name.
    pub field: String,
    /// Label by the org.
    pub label: String,
    /// What stands there now; none on a new record.
    pub before: Option<String>,
    /// What will stand there.
    pub after: String,
}

/// Preview or save a wrap-up.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct WrapUpRequest {
    /// The call.
    pub call: String,
    /// What was typed and picked.
    pub draft: DraftView,
}

/// The answer to a preview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PreviewView {
    /// It can be saved.
    Ready {
        /// The writes.
        plan: PlanView,
        /// Proposed or agreed time of the follow-up, milliseconds since 1970.
        #[ts(type = "number | null")]
        follow_up_at: Option<i64>,
    },
    /// Something is missing first, in words, with the input that it is about
    /// (`disposition`, `notes`, `agreed_at`, `caller`, or a field's API name).
    Missing {
        /// Which input.
        input: String,
        /// What to do.
        message: String,
    },
}

/// The answer to a save.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SaveView {
    /// It is safe on this machine and will be sent.
    Saved {
        /// Outbox entry.
        #[ts(type = "number")]
        entry: i64,
    },
    /// This call was wrapped up before.
    AlreadySaved {
        /// Outbox entry.
        #[ts(type = "number")]
        entry: i64,
    },
    /// As in the preview.
    Missing {
        /// Which input.
        input: String,
        /// What to do.
        message: String,
    },
}

/// Repairs a refused entry.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct RepairRequest {
    /// Outbox entry.
    #[ts(type = "number")]
    pub entry: i64,
    /// What to do with it.
    pub how: Repair,
}

/// Ways to repair a refused entry.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Repair {
    /// Send again as it is (the admin mended the org).
    Again,
    /// Overwrite what others changed.
    KeepMine,
    /// Leave the fields that others changed as they are, write the rest.
    KeepTheirs,
    /// Save although a duplicate rule warns.
    SaveAnyway,
    /// Use an existing record instead of a new one.
    UseExisting {
        /// It.
        record: RecordView,
    },
    /// Leave these fields out and send the rest. API names as `Object.Field`.
    LeaveOut {
        /// Fields.
        fields: Vec<String>,
    },
    /// Change notes or disposition.
    Edit {
        /// What was typed and picked.
        draft: DraftView,
    },
}
