//! Older calls from Salesforce, and what customers said of calls.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a person may bring in, and how the last order stands.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct OlderCallsView {
    /// They may bring in their own calls.
    pub mine: bool,
    /// They may bring in those of the team.
    pub team: bool,
    /// Calls before this day, `YYYY-MM-DD`, would be deleted at once: their time is over.
    pub earliest: String,
    /// The last order.
    pub fill: Option<FillView>,
    /// Calls of an older version that are being made ready for filters and numbers.
    pub ready: Option<ReadyView>,
}

/// Calls of an older version that are being made ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct ReadyView {
    /// So many are.
    #[ts(type = "number")]
    pub done: u64,
    /// Of so many.
    #[ts(type = "number")]
    pub total: u64,
}

/// An order to bring in older calls, and how far it has come.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct FillView {
    /// Of the team, not of one person.
    pub team: bool,
    /// First day, `YYYY-MM-DD`.
    pub first: String,
    /// Last day.
    pub last: String,
    /// Logs that there are; none before Salesforce has said.
    #[ts(type = "number | null")]
    pub total: Option<u64>,
    /// Logs that were read.
    #[ts(type = "number")]
    pub read: u64,
    /// Calls that were not known here.
    #[ts(type = "number")]
    pub new: u64,
    /// Logs of calls that were known here.
    #[ts(type = "number")]
    pub known: u64,
    /// Logs that could not be read.
    #[ts(type = "number")]
    pub unreadable: u64,
    /// `running`, `paused`, `done`, `cancelled` or `failed`.
    pub state: String,
    /// Why it does not go on just now.
    pub waits: Option<FillWaits>,
    /// What Salesforce says against it, in its words.
    pub refusal: Option<String>,
    /// Logs a second.
    pub per_second: Option<f64>,
    /// Seconds that it will still take.
    #[ts(type = "number | null")]
    pub left_s: Option<i64>,
}

/// Why it does not go on just now, though nobody stopped it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FillWaits {
    /// Nobody is signed in.
    SignIn,
    /// Another org, or another person, is signed in.
    Org,
    /// Salesforce cannot be reached, or is busy.
    Salesforce,
    /// The org's API calls run short.
    Budget,
}

/// Orders older calls.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct OrderOlderCalls {
    /// Those of the team, not one's own.
    pub team: bool,
    /// First day, `YYYY-MM-DD`, in the agent's zone.
    pub first: String,
    /// Last day.
    pub last: String,
}

/// What is done with an order that is under way.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SteerOlderCalls {
    /// Stop for a while.
    Pause,
    /// Go on.
    Resume,
    /// End it; what was brought in stays.
    Cancel,
}

/// What customers said of their calls.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct SatisfactionView {
    /// The worst rating there is.
    pub worst: i32,
    /// The best.
    pub best: i32,
    /// How old the copy is, milliseconds since 1970; none while there is none.
    #[ts(type = "number | null")]
    pub as_of: Option<i64>,
    /// Over all days.
    pub now: RatedView,
    /// Over as many days before.
    pub before: RatedView,
    /// Day by day; days without a rating are left out.
    pub days: Vec<RatedDayView>,
    /// By person, queue or campaign, most ratings first.
    pub groups: Vec<RatedGroupView>,
    /// Rows that hold no rating on the scale.
    pub left_out: u32,
    /// There were more rows than are read.
    pub cut: bool,
    /// Salesforce is being asked.
    pub asking: bool,
    /// Salesforce could not be asked the last time.
    pub trouble: Option<super::sentence::Sentence>,
}

/// Some ratings.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
pub struct RatedView {
    /// How many.
    pub count: u32,
    /// Their average; none where there are none.
    pub average: Option<f64>,
}

/// Ratings of a day.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct RatedDayView {
    /// `YYYY-MM-DD`.
    pub day: String,
    /// They.
    pub rated: RatedView,
}

/// Ratings of the calls of a person, a queue or a campaign.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct RatedGroupView {
    /// Its key; none = none is named.
    pub key: Option<String>,
    /// Name to show.
    pub name: Option<String>,
    /// In these days.
    pub now: RatedView,
    /// In the days before.
    pub before: RatedView,
}

/// A picture for the downloads.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SavePictureRequest {
    /// Name of the file; a number is added where there is one already.
    pub name: String,
    /// A PNG, in base64.
    pub png: String,
}
