//! The outbox on screen.

use super::caller::NamedRecordView;
use super::phones::PhoneFailure;
use super::sentence::Sentence;
use super::wrap_up::{PlanView, ValueView};
use serde::Serialize;
use ts_rs::TS;

/// Where an entry stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EntryStateView {
    /// Waits for its turn.
    Waiting {
        /// Why it is still waiting; none on the first attempt.
        trouble: Option<TroubleView>,
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
        /// What happened; the window says what to do about it.
        reason: RefusedBecause,
        /// What it is about, as the org calls it.
        about: AboutView,
        /// Salesforce's own words.
        message: String,
        /// API names of the fields that it is about.
        fields: Vec<String>,
        /// What others changed since the pop.
        differences: Vec<DifferenceView>,
        /// Existing records, for a duplicate or a key of several; their names are asked for on their own.
        existing: Vec<NamedRecordView>,
        /// Saving anyway is allowed, for a duplicate.
        may_save_anyway: bool,
    },
    /// A phone system did not take what it was told after the wrap-up; a person must act.
    Untold {
        /// Why, and what to check.
        failure: PhoneFailure,
    },
    /// Taken back.
    Cancelled,
}

/// Why an entry is still waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TroubleView {
    /// Salesforce cannot be reached.
    Unreachable,
    /// Its answer was lost.
    AnswerLost,
    /// It was busy with the record.
    Busy,
    /// The org's API calls are used up.
    Limit,
    /// It asks for a sign-in.
    SignIn,
    /// Its answer cannot be read.
    Unexpected,
}

/// Why Salesforce refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RefusedBecause {
    /// A rule of the org.
    Rule,
    /// Something is missing.
    Missing,
    /// A value does not do.
    BadValue,
    /// The user may not.
    NotAllowed,
    /// The record is gone.
    Gone,
    /// There is a record like it.
    Duplicate,
    /// What should name one record names several.
    Several,
    /// Somebody changed the record since the pop.
    Changed,
    /// The org lacks something.
    OrgLacks,
    /// Something else: Salesforce's own words tell.
    Other,
}

/// What a refusal is about; labels are the org's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct AboutView {
    /// Label of the object.
    pub object: Option<String>,
    /// Labels of the fields.
    pub fields: Vec<String>,
}

/// A record that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WrittenView {
    /// What it is.
    pub title: super::wrap_up::TitleView,
    /// What people call it, where it has a name.
    pub name: Option<String>,
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
    /// `Object.Field`.
    pub name: String,
    /// What stood there at the pop.
    pub before: ValueView,
    /// What stands there now.
    pub theirs: ValueView,
    /// What the wrap-up wants.
    pub mine: ValueView,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct EntryView {
    /// Row number.
    #[ts(type = "number")]
    pub id: i64,
    /// The call; none for an action without one.
    pub call: Option<String>,
    /// Name or number, or title of the action; none when the plan names nobody.
    pub who: Option<String>,
    /// Label of the disposition; none for an action.
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
    /// The phone system that is told this; none for what is written to Salesforce.
    pub told_to: Option<String>,
    /// It can be taken back.
    pub can_cancel: bool,
    /// The org that it is for, when that is another one than the one that is signed in to.
    pub elsewhere: Option<ElsewhereView>,
    /// It is an action, not a wrap-up.
    pub is_action: bool,
    /// It is done and can be taken back by another entry.
    pub can_undo: bool,
    /// Fields that were filled in and are not written.
    pub gone: Vec<GoneView>,
}

/// A field that gave way to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct GoneView {
    /// Its label by the org.
    pub field: String,
    /// Why, as the template says it.
    pub why: String,
}

/// Another org that somebody signed in to on this machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ElsewhereView {
    /// Who was signed in there.
    pub username: String,
    /// Its host.
    pub host: String,
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
    /// Why nothing is being sent at all.
    pub paused: Option<Sentence>,
    /// Entries, refused first, then waiting, then the newest sent ones.
    pub entries: Vec<EntryView>,
}
