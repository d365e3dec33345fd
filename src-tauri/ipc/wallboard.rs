//! The live board of a team. Nothing of a caller is on it.

use serde::Serialize;
use ts_rs::TS;

/// The board, and how it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WallView {
    /// How it stands.
    pub standing: WallStandingView,
    /// What is on it; none before the first news.
    pub board: Option<WallBoardView>,
}

/// How the board stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum WallStandingView {
    /// No relay is set up: there is nobody to ask.
    NoRelay,
    /// It has not come yet.
    Coming,
    /// It is as things are.
    Live,
    /// The link to the relay broke: it is as things were then.
    Old {
        /// When, in milliseconds since 1970.
        #[ts(type = "number")]
        since: i64,
    },
    /// The relay names no team that this person looks after.
    NotAllowed,
    /// The relay is too old to have one.
    NotThere,
}

/// What is on the board. Times are in milliseconds since 1970, by this machine's clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WallBoardView {
    /// Number of the last news.
    #[ts(type = "number")]
    pub seq: u64,
    /// Seconds within which a call counts as answered in time.
    pub goal_s: u32,
    /// Tallies begin here.
    #[ts(type = "number")]
    pub counted_since: i64,
    /// Agents.
    pub agents: Vec<WallAgentView>,
    /// Calls that nobody has answered.
    pub waiting: Vec<WaitingCallView>,
    /// Today's calls by queue and campaign.
    pub tallies: Vec<TallyRowView>,
}

/// One agent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WallAgentView {
    /// E-mail address.
    pub person: String,
    /// What they are called, where a desktop has said so.
    pub name: Option<String>,
    /// Their teams.
    pub teams: Vec<String>,
    /// What they are doing.
    pub state: AgentStateView,
    /// Since when.
    #[ts(type = "number")]
    pub since: i64,
    /// Queue of their call.
    pub queue: Option<String>,
    /// Campaign of their call.
    pub campaign: Option<String>,
    /// `inbound`, `outbound` or `internal`.
    pub direction: Option<String>,
}

/// What an agent is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AgentStateView {
    /// No desktop is linked.
    Offline,
    /// A desktop is linked that cannot say.
    Unknown,
    /// Do not disturb.
    Away,
    /// Waits for a call.
    Available,
    /// A call is over and not wrapped up.
    WrapUp,
    /// A call rings.
    Ringing,
    /// A call is on hold.
    OnHold,
    /// Talks.
    Talking,
}

/// A call that nobody has answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WaitingCallView {
    /// Its key.
    pub call: String,
    /// Queue or skill.
    pub queue: Option<String>,
    /// Campaign.
    pub campaign: Option<String>,
    /// It rings at somebody.
    pub rings: bool,
    /// Since when.
    #[ts(type = "number")]
    pub since: i64,
}

/// Today's calls of a queue and campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TallyRowView {
    /// Queue or skill.
    pub queue: Option<String>,
    /// Campaign.
    pub campaign: Option<String>,
    /// Came in.
    pub came: u32,
    /// Were answered.
    pub answered: u32,
    /// Were answered in time.
    pub in_time: u32,
    /// Ended without an answer, later than the goal.
    pub lost: u32,
}

/// What is new on the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum WallNewsView {
    /// These rows are new or replace others. It follows the news with the number before.
    Changes {
        /// Its number.
        #[ts(type = "number")]
        seq: u64,
        /// Agents.
        agents: Vec<WallAgentView>,
        /// Calls that wait.
        waiting: Vec<WaitingCallView>,
        /// Calls that no longer wait.
        over: Vec<String>,
        /// Tallies.
        tallies: Vec<TallyRowView>,
    },
    /// How it stands has changed, or something was missed: the board is read anew.
    Anew,
}
