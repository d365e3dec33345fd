//! What a supervisor sees: filters of the history, one call whole, and the numbers of a team.

use super::caller::RecordView;
use super::outbox::{AboutView, EntryView, RefusedBecause};
use super::pop::{CallRow, PopView};
use super::wrap_up::TitleView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which calls are wanted; everything that is given must be so.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct FilterView {
    /// The phone system's key of the person.
    pub agent: Option<String>,
    /// Queue or skill.
    pub queue: Option<String>,
    /// Campaign.
    pub campaign: Option<String>,
    /// Label of the disposition.
    pub outcome: Option<String>,
    /// `inbound`, `outbound` or `internal`.
    pub direction: Option<String>,
    /// At least so many seconds of talk.
    pub at_least_s: Option<u32>,
    /// At most so many seconds of talk.
    pub at_most_s: Option<u32>,
    /// First day, `YYYY-MM-DD`, in the agent's zone.
    pub first: Option<String>,
    /// Last day.
    pub last: Option<String>,
    /// An hour of the week, within these days.
    pub slot: Option<SlotView>,
    /// `refused` or `unlogged`.
    pub standing: Option<String>,
    /// How a call stands to others from its number.
    pub again: Option<AgainView>,
    /// Its caller said how it was on one of these days.
    pub rated: Option<DaysView>,
    /// Has a flag of this kind, resolved or not; empty = has any that is not resolved.
    pub flag: Option<String>,
}

/// How a call stands to others from its number, as the numbers of a team count them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AgainView {
    /// What it is.
    pub kind: AgainKind,
    /// Within how many days a call is a repeat: 1, 3, 7, 14 or 30.
    pub window_days: u8,
}

/// What a call is among those from its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AgainKind {
    /// It repeats one.
    Repeat,
    /// It is a first one that was answered, and another followed.
    Unresolved,
}

/// Days one after the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DaysView {
    /// The first, `YYYY-MM-DD`, in the agent's zone.
    pub first: String,
    /// The last.
    pub last: String,
}

/// An hour of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SlotView {
    /// 1 = Monday, 7 = Sunday; 0 = every day.
    pub weekday: i8,
    /// 0 to 23.
    pub hour: i8,
}

/// A filter under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SavedFilterView {
    /// The name that a person gave.
    pub name: String,
    /// Words or digits.
    pub text: String,
    /// The rest.
    pub filter: FilterView,
}

/// Names a kept filter.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct FilterNameRequest {
    /// Its name.
    pub name: String,
}

/// What calls can be filtered by: every value that occurs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct FilterChoicesView {
    /// People.
    pub agents: Vec<PersonView>,
    /// Queues or skills.
    pub queues: Vec<String>,
    /// Campaigns.
    pub campaigns: Vec<String>,
    /// Labels of dispositions.
    pub outcomes: Vec<String>,
}

/// A person who takes calls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PersonView {
    /// The phone system's key.
    pub key: String,
    /// Name to show.
    pub name: String,
}

/// One call, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StoryView {
    /// As the history lists it.
    pub row: CallRow,
    /// Who had it last.
    pub agent: Option<String>,
    /// Campaign.
    pub campaign: Option<String>,
    /// Seconds on hold.
    pub hold_s: Option<u32>,
    /// The address that opens this page.
    pub link: String,
    /// The team's relay told of it, and nothing of it came to this desk.
    pub by_relay: bool,
    /// What the phone system said, in its order.
    pub events: Vec<StoryEventView>,
    /// Who handled it, one after the other.
    pub legs: Vec<LegView>,
    /// The pops as they were shown, oldest first. Covered where they were covered then.
    pub shown: Vec<ShownView>,
    /// The notes as they grew.
    pub notes: Vec<NoteView>,
    /// They were shown at the desk of a colleague, which told of them as much as leaves it.
    pub shown_there: bool,
    /// What was written because of it, and what will be.
    pub entries: Vec<EntryView>,
    /// The same of a colleague's wrap-up, as their desk told it; none where it told nothing of it.
    pub writing: Option<ToldWritingView>,
    /// The call before of the same caller.
    pub before: Option<BeforeView>,
    /// Flags of quality review, oldest first.
    pub flags: Vec<super::work::FlagView>,
    /// There is a recording or a voicemail.
    pub recording: bool,
    /// What there is to hear is what the caller left.
    pub voicemail: bool,
    /// The tasks in Salesforce that tell of it, by record id.
    pub logs: Vec<String>,
}

/// What a wrap-up at the desk of a colleague writes to Salesforce, and what became of that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ToldWritingView {
    /// Whose desk told it.
    pub by: String,
    /// Label of the disposition.
    pub outcome: String,
    /// Where it stands.
    pub standing: ToldStandingView,
    /// What it writes or wrote, in its order.
    pub records: Vec<ToldRecordView>,
}

/// Where the writing of a colleague's wrap-up stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ToldStandingView {
    /// Salesforce does not have it yet.
    Waiting,
    /// It stands there.
    Sent {
        /// Milliseconds since 1970.
        #[ts(type = "number")]
        at: i64,
        /// It had been written by an earlier attempt whose answer was lost.
        found_again: bool,
    },
    /// Salesforce refused it: its agent must act.
    Refused {
        /// Milliseconds since 1970.
        #[ts(type = "number")]
        at: i64,
        /// What happened.
        reason: RefusedBecause,
        /// What it is about, as the org calls it.
        about: AboutView,
    },
}

/// A record that a colleague's wrap-up writes or wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ToldRecordView {
    /// What it is.
    pub title: TitleView,
    /// What people call it, where that is told.
    pub name: Option<String>,
    /// It; none while it is not made, and where nobody knows which it is.
    pub record: Option<RecordView>,
    /// Created, or updated.
    pub created: bool,
    /// Labels of the fields that are written, where they are told.
    pub fields: Vec<String>,
}

/// One thing that the phone system said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StoryEventView {
    /// When it happened, milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// When it was received.
    #[ts(type = "number")]
    pub received_at: i64,
    /// What, in the words of `CallChange`.
    pub what: String,
    /// To whom, which tag, which text: what belongs to it.
    pub detail: Option<String>,
    /// Who had the call then.
    pub agent: Option<String>,
    /// Whose desk told it over the team's relay; none for what the phone system said.
    pub told_by: Option<String>,
}

/// The part of a call that one person handled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LegView {
    /// Who.
    pub agent: Option<String>,
    /// Milliseconds since 1970.
    #[ts(type = "number | null")]
    pub from: Option<i64>,
    /// Milliseconds since 1970.
    #[ts(type = "number | null")]
    pub until: Option<i64>,
}

/// A pop as it was shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ShownView {
    /// Milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// What was on the screen.
    pub pop: PopView,
}

/// Notes as they stood at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct NoteView {
    /// Milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// The whole text.
    pub notes: String,
}

/// The call before of the same caller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BeforeView {
    /// Its key.
    pub call: String,
    /// Milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// How it ended.
    pub disposition: Option<String>,
    /// What is different since.
    pub changes: Vec<SinceView>,
}

/// A difference between two calls of one caller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SinceView {
    /// Another record stands for the caller.
    Caller {
        /// Name then.
        before: Option<String>,
        /// Name now.
        now: Option<String>,
    },
    /// A field of the caller.
    Field {
        /// `name`, `title`, `company`, `email`, `owner`, `status`, `do_not_call`, or the org's label.
        field: String,
        /// Then.
        before: Option<String>,
        /// Now.
        now: Option<String>,
    },
    /// A case: opened (no status then), closed (none now), or with another status.
    Case {
        /// Its number.
        number: String,
        /// Its subject.
        subject: String,
        /// Status then.
        before: Option<String>,
        /// Status now.
        now: Option<String>,
    },
    /// An opportunity, in the same way.
    Opportunity {
        /// Its name.
        name: String,
        /// Stage then.
        before: Option<String>,
        /// Stage now.
        now: Option<String>,
    },
    /// An activity was logged since.
    Activity {
        /// Its subject.
        subject: String,
        /// Milliseconds since 1970.
        #[ts(type = "number")]
        at: i64,
    },
}

/// Asks for the numbers of some days.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct NumbersRequest {
    /// First day, `YYYY-MM-DD`, in the agent's zone.
    pub first: String,
    /// Last day.
    pub last: String,
    /// Only this person's calls.
    pub agent: Option<String>,
    /// Only those of this queue.
    pub queue: Option<String>,
    /// Only those of this campaign.
    pub campaign: Option<String>,
    /// What calls are told apart by: `agent`, `queue` or `campaign`.
    pub by: String,
    /// Within how many days a call is a repeat: 1, 3, 7, 14 or 30.
    pub window_days: u8,
}

/// The numbers of some days and of as many before.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct NumbersView {
    /// Of all these calls.
    pub now: TallyView,
    /// Of as many days before.
    pub before: TallyView,
    /// First of the days before, `YYYY-MM-DD`.
    pub before_first: String,
    /// Last of them.
    pub before_last: String,
    /// By hour of the week; hours without calls are left out.
    pub hours: Vec<HourView>,
    /// The same in the days before.
    pub hours_before: Vec<HourView>,
    /// How calls ended, most first.
    pub outcomes: Vec<OutcomeCountView>,
    /// By agent, queue or campaign, most calls first.
    pub groups: Vec<GroupView>,
    /// By campaign and how calls ended.
    pub campaigns: Vec<CampaignOutcomeView>,
    /// Somebody may still call again about the last of these calls: resolution and repeats can change.
    pub is_open: bool,
}

/// Sums and shares of some calls.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
pub struct TallyView {
    /// Calls.
    #[ts(type = "number")]
    pub calls: u64,
    /// Of them from customers.
    #[ts(type = "number")]
    pub inbound: u64,
    /// Of all, those of which it is known whether a person answered.
    #[ts(type = "number")]
    pub offered: u64,
    /// Of those, the ones that a person answered.
    #[ts(type = "number")]
    pub answered: u64,
    /// Average seconds of talk; none while nothing is known.
    pub talk_s: Option<f64>,
    /// Average seconds of hold.
    pub hold_s: Option<f64>,
    /// Average seconds of after-call work.
    pub wrap_up_s: Option<f64>,
    /// Share of first calls after which nobody called again, 0 to 1.
    pub resolved: Option<f64>,
    /// First calls that this share is of.
    #[ts(type = "number")]
    pub firsts: u64,
    /// Share of inbound calls that repeat another, 0 to 1.
    pub repeated: Option<f64>,
}

/// An hour of the week.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
pub struct HourView {
    /// 1 = Monday, 7 = Sunday.
    pub weekday: i8,
    /// 0 to 23.
    pub hour: i8,
    /// Calls.
    #[ts(type = "number")]
    pub calls: u64,
    /// Calls with a known talk time.
    #[ts(type = "number")]
    pub talked: u64,
    /// Seconds of talk.
    #[ts(type = "number")]
    pub talk_s: u64,
    /// Calls with a known time on hold.
    #[ts(type = "number")]
    pub held: u64,
    /// Seconds of hold.
    #[ts(type = "number")]
    pub hold_s: u64,
    /// Calls with a known after-call time.
    #[ts(type = "number")]
    pub wrapped: u64,
    /// Seconds of after-call work.
    #[ts(type = "number")]
    pub wrap_up_s: u64,
}

/// How often calls ended in one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OutcomeCountView {
    /// Label of the disposition; none = without one.
    pub outcome: Option<String>,
    /// Calls.
    #[ts(type = "number")]
    pub calls: u64,
    /// In the days before.
    #[ts(type = "number")]
    pub before: u64,
}

/// One agent, queue or campaign.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct GroupView {
    /// Its key; none = calls that name none.
    pub key: Option<String>,
    /// Name to show.
    pub name: Option<String>,
    /// In these days.
    pub now: TallyView,
    /// In the days before.
    pub before: TallyView,
}

/// Calls of a campaign that ended in one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CampaignOutcomeView {
    /// Campaign.
    pub campaign: Option<String>,
    /// Label of the disposition.
    pub outcome: Option<String>,
    /// Calls.
    #[ts(type = "number")]
    pub calls: u64,
    /// In the days before.
    #[ts(type = "number")]
    pub before: u64,
}
