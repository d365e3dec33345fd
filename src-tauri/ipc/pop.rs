//! The screen pop and the lists of calls.

use super::caller::WhoView;
use callside_store::HistoryCursor;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where a call stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PhaseView {
    /// In a queue or the IVR.
    Waiting,
    /// Shown before dialling.
    Preview,
    /// Rings.
    Ringing,
    /// In conversation.
    Talking,
    /// On hold.
    OnHold,
    /// Over, not yet wrapped up.
    WrapUp,
    /// Wrapped up.
    Saved,
}

/// How fresh the pop is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FreshnessView {
    /// From this machine, Salesforce is being asked.
    Asking {
        /// Milliseconds since 1970 of the copy; none when there is no copy.
        #[ts(type = "number | null")]
        as_of: Option<i64>,
    },
    /// Live.
    Live {
        /// Milliseconds that it took.
        took_ms: u32,
    },
    /// From this machine; Salesforce did not answer.
    Stale {
        /// Milliseconds since 1970 of the copy.
        #[ts(type = "number | null")]
        as_of: Option<i64>,
        /// Why.
        because: StaleView,
        /// Signing in would mend it.
        sign_in: bool,
    },
}

/// Why Salesforce did not answer a look-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StaleView {
    /// It asks for a sign-in.
    SignIn,
    /// It cannot be reached.
    Unreachable,
    /// It took too long.
    TooLate,
    /// The org's API calls are used up.
    Limit,
    /// It does not let this user look.
    Refused,
    /// Its answer cannot be read.
    Trouble,
}

/// The other end of the line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LineView {
    /// A number.
    Number {
        /// As people read it; covered while the match is unsure.
        text: String,
        /// Extension behind it.
        extension: Option<String>,
    },
    /// An extension or short code of the company.
    Internal {
        /// The digits.
        digits: String,
    },
    /// Hidden by the caller.
    Withheld,
    /// It cannot be read.
    Unreadable,
    /// Nothing tells it: the call is known from a task in Salesforce alone.
    Unknown,
}

/// Everything that the desk shows about a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PopView {
    /// The call's key.
    pub call: String,
    /// Phone system's name.
    pub provider: String,
    /// Where it stands.
    pub phase: PhaseView,
    /// `inbound`, `outbound`, or none while unknown.
    pub direction: Option<String>,
    /// Queue or skill.
    pub queue: Option<String>,
    /// Campaign.
    pub campaign: Option<String>,
    /// Milliseconds since 1970.
    #[ts(type = "number")]
    pub began_at: i64,
    /// Milliseconds since 1970.
    #[ts(type = "number | null")]
    pub answered_at: Option<i64>,
    /// Milliseconds since 1970.
    #[ts(type = "number | null")]
    pub ended_at: Option<i64>,
    /// The number.
    pub number: LineView,
    /// Time of day where the number is at home, where that is one zone: IANA name.
    pub zone: Option<String>,
    /// Name by the phone system.
    pub provider_name: Option<String>,
    /// Who it is.
    pub who: WhoView,
    /// Open cases.
    pub cases: Vec<CaseView>,
    /// Open opportunities.
    pub opportunities: Vec<OpportunityView>,
    /// What happened before, newest first.
    pub timeline: Vec<TimelineView>,
    /// What can be done with the call now.
    pub offers: super::phones::OffersView,
    /// What Sticky Calls says of the caller; none where it is not set up.
    pub memory: Option<super::phones::MemoryView>,
    /// The last note of a colleague who handed the call over.
    pub hand_over: Option<super::phones::HandOverView>,
    /// How fresh it is.
    pub freshness: FreshnessView,
    /// What the agent has typed so far.
    pub draft: DraftView,
    /// The outcomes that may be picked for this call.
    pub outcomes: Vec<super::wrap_up::DispositionView>,
    /// The table that they come from, where it is one of a campaign or queue.
    pub outcomes_from: Option<String>,
    /// How the call was wrapped up, once it is.
    pub saved: Option<SavedView>,
}

/// An open case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CaseView {
    /// Record id.
    pub id: String,
    /// Case number.
    pub number: String,
    /// Subject.
    pub subject: String,
    /// Status.
    pub status: String,
    /// Priority.
    pub priority: Option<String>,
    /// Escalated.
    pub escalated: bool,
    /// Milliseconds since 1970.
    #[ts(type = "number")]
    pub opened_at: i64,
    /// It differs from what was shown a moment ago.
    pub changed: bool,
}

/// An open opportunity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OpportunityView {
    /// Record id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Stage.
    pub stage: String,
    /// Amount for people.
    pub amount: Option<String>,
    /// `YYYY-MM-DD`.
    pub closes: Option<String>,
    /// It differs from what was shown a moment ago.
    pub changed: bool,
}

/// One item of the past.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TimelineView {
    /// Stable key for lists.
    pub key: String,
    /// `call`, `task` or `case`.
    pub kind: String,
    /// Milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// Bold line.
    pub title: TimelineTitle,
    /// Seconds of conversation.
    pub talk_s: Option<u32>,
    /// Who of the company had it.
    pub owner: Option<String>,
    /// Priority of a case.
    pub priority: Option<String>,
    /// Second line.
    pub detail: Option<String>,
    /// Phone system, where it is a call.
    pub provider: Option<String>,
    /// Salesforce record, where there is one.
    pub record: Option<super::caller::RecordView>,
    /// It is new since what was shown a moment ago.
    pub changed: bool,
}

/// What an item of the past is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TimelineTitle {
    /// As the org or an agent called it.
    Text {
        /// It.
        text: String,
    },
    /// A call to the caller, of which nothing is known.
    Called,
    /// A call, of which nothing is known.
    Call,
    /// A case was opened.
    CaseOpened {
        /// Its number.
        number: String,
    },
}

/// What the agent has typed and picked for a call.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct DraftView {
    /// Notes.
    pub notes: String,
    /// Code of the picked disposition.
    pub disposition: Option<String>,
    /// Agreed time, milliseconds since 1970.
    #[ts(type = "number | null")]
    pub agreed_at: Option<i64>,
    /// Case that the call is about.
    pub case_id: Option<String>,
    /// Opportunity that the call is about.
    pub opportunity_id: Option<String>,
    /// A new caller's form, while it is open.
    pub new_record: Option<NewRecordDraft>,
    /// What the caller wanted and whether it is settled, for Sticky Calls.
    pub intent: Option<super::phones::IntentDraft>,
    /// Save although a duplicate rule warns.
    pub allow_duplicate: bool,
    /// Seconds that the agent added to the clock after the call.
    pub added_s: u32,
}

/// A new caller as filled in so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct NewRecordDraft {
    /// `Contact` or `Lead`.
    pub object: String,
    /// Field -> text.
    pub fields: std::collections::BTreeMap<String, String>,
}

/// How a call was wrapped up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SavedView {
    /// Outbox entry.
    #[ts(type = "number")]
    pub entry: i64,
    /// Label of the disposition.
    pub disposition: String,
    /// Where the entry stands.
    pub state: super::outbox::EntryStateView,
    /// It can still be taken back.
    pub can_undo: bool,
}

/// A call in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CallRow {
    /// The call's key.
    pub call: String,
    /// Milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// Name; none where nobody is known.
    pub who: Option<String>,
    /// The number.
    pub number: LineView,
    /// Phone system.
    pub provider: String,
    /// `inbound`, `outbound` or none.
    pub direction: Option<String>,
    /// Queue.
    pub queue: Option<String>,
    /// Label of the disposition.
    pub disposition: Option<String>,
    /// Notes, first line.
    pub notes: Option<String>,
    /// Seconds of conversation.
    pub talk_s: Option<u32>,
    /// Where it stands.
    pub phase: PhaseView,
    /// Where its outbox entry stands.
    pub entry: Option<super::outbox::EntryStateView>,
    /// Kinds of its flags of quality review that are not resolved.
    pub flags: Vec<String>,
    /// It is known from a task in Salesforce alone: no phone system told of it.
    pub only_logged: bool,
    /// Of such a call: the task names the day and not the hour.
    pub day_only: bool,
    /// The team's relay told of it, and nothing of it came to this desk.
    pub by_relay: bool,
    /// Who had a call that did not come to this desk.
    pub agent: Option<String>,
}

/// One page of the call history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HistoryView {
    /// Calls, newest first.
    pub rows: Vec<CallRow>,
    /// Give this to get the next page; none when this is the last.
    #[ts(type = "number | null")]
    pub next: Option<HistoryCursor>,
}
