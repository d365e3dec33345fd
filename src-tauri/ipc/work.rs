//! Flags of quality review, and the lists of what is still to be done.

use super::outbox::{EntryView, RefusedBecause};
use callside_store::HistoryCursor;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A flag on a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FlagView {
    /// Its id.
    pub id: String,
    /// Its kind: a word of the company's list.
    pub kind: String,
    /// What the supervisor says. May be empty.
    pub comment: String,
    /// The agent of the call sees it.
    pub for_agent: bool,
    /// Who set it.
    pub by: String,
    /// Milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// Nothing is left to be done about it.
    pub resolved: Option<ResolvedView>,
}

/// Who resolved a flag, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ResolvedView {
    /// Who.
    pub by: String,
    /// Milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
}

/// What a person may do with flags.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FlagSetupView {
    /// This person looks after a team: they set flags and resolve them.
    pub may_flag: bool,
    /// Kinds, in the company's order.
    pub kinds: Vec<String>,
    /// Whether agents see flags; none = it is decided for each.
    pub for_agents: Option<bool>,
}

/// Flags a call.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct FlagRequest {
    /// The call's key.
    pub call: String,
    /// A kind of the list.
    pub kind: String,
    /// What is to be said. May be empty.
    pub comment: String,
    /// The agent sees it.
    pub for_agent: bool,
}

/// Resolves a flag, or opens it again.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ResolveRequest {
    /// The call's key.
    pub call: String,
    /// The flag's id.
    pub flag: String,
    /// Resolved, or open again.
    pub resolved: bool,
}

/// A list of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WorkListView {
    /// Calls that are over and that nobody logged.
    Unlogged,
    /// People to call again.
    Callbacks,
    /// Writes that were refused.
    Refused,
}

/// Asks for a page of a list.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct WorkRequest {
    /// Which.
    pub list: WorkListView,
    /// The `next` of the page before; none = from the top.
    #[ts(type = "number | null")]
    pub before: Option<HistoryCursor>,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WorkView {
    /// Calls newest first, callbacks soonest first, refused writes newest first.
    pub rows: Vec<WorkRowView>,
    /// Give this to get the next page; none when this is the last.
    #[ts(type = "number | null")]
    pub next: Option<HistoryCursor>,
}

/// A piece of work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WorkRowView {
    /// Tells rows of a list apart.
    pub key: String,
    /// The call that it is about; none for actions that were run without one.
    pub call: Option<String>,
    /// The refused write, in that list.
    pub entry: Option<EntryView>,
    /// What the other party is called; none = only the number is known.
    pub who: Option<String>,
    /// The number as people read it.
    pub number: String,
    /// The number, E.164: what is dialled for a callback.
    pub dial: Option<String>,
    /// Queue or skill.
    pub queue: Option<String>,
    /// Since when it waits, or when it is due: milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// Seconds of talk; none = nobody spoke.
    pub talk_s: Option<u32>,
    /// Label of the outcome that a callback comes from, or that another desk could not write.
    pub because: Option<String>,
    /// Where and why a refused write waits, when it is not at this desk.
    pub elsewhere: Option<RefusedElsewhere>,
    /// How often a callback was tried so far.
    pub tries: u32,
    /// Who has it.
    pub given: Option<HolderView>,
}

/// A refused write that waits at another desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RefusedElsewhere {
    /// Whose desk.
    pub desk: String,
    /// Why it was refused.
    pub because: RefusedBecause,
    /// It was given to somebody else than that desk, which is to take it back first.
    pub asked: bool,
}

/// Who has a piece of work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HolderView {
    /// To whom.
    pub to: String,
    /// By whom.
    pub by: String,
    /// Milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// What they say about it. May be empty.
    pub note: String,
    /// Whoever is signed in has it.
    pub mine: bool,
    /// Whoever is signed in gave it.
    pub by_me: bool,
}

/// How much is open for whoever is signed in: what nobody has, and what they have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
pub struct WorkCountsView {
    /// Calls that nobody logged; not counted beyond a thousand.
    pub unlogged: u32,
    /// People to call again.
    pub callbacks: u32,
    /// Of them those whose time has come.
    pub due: u32,
    /// Refused writes, of this desk and of those that it looks after.
    pub refused: u32,
    /// Of all work that which was given to this person.
    pub mine: u32,
}

/// Gives work to somebody.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct GiveRequest {
    /// `unlogged`, `callback` or `refused`.
    pub kind: String,
    /// The call's key.
    pub call: String,
    /// To whom; none = to nobody.
    pub to: Option<String>,
    /// What is to be said about it.
    pub note: String,
}

/// Brings work to its end, or opens it again.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SettleRequest {
    /// `unlogged` or `callback`.
    pub kind: String,
    /// The call's key.
    pub call: String,
    /// `called_back`, or the reason why it is dismissed; none = it is open again.
    pub how: Option<String>,
}

/// To whom work can be given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ColleaguesView {
    /// Whoever is signed in; empty before anybody was.
    pub me: String,
    /// The others.
    pub others: Vec<String>,
    /// Why there are no others.
    pub only_me: Option<OnlyMeView>,
}

/// Why work can be given to nobody but oneself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OnlyMeView {
    /// Whoever is signed in looks after no team.
    NotSupervisor,
    /// Desks are not connected: no relay is set up.
    NoRelay,
    /// The relay cannot be reached just now.
    NotReached,
    /// The relay does not take this person for a supervisor.
    NotAllowed,
    /// The relay is too old.
    TooOld,
}
