//! Assistance on a call, both ends of it.

use super::pop::PopView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// All that is known here.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct AssistanceView {
    /// Whether requests can be passed on.
    pub way: AssistanceWay,
    /// The request of this desk's agent.
    pub mine: Option<MyRequestView>,
    /// Requests of agents whom this person looks after, the oldest first.
    pub theirs: Vec<TheirRequestView>,
    /// The one that is looked at.
    pub look: Option<LookView>,
}

/// Whether requests can be passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AssistanceWay {
    /// No relay is set up: there is nobody to ask.
    NoRelay,
    /// The relay has not said yet how things are.
    Coming,
    /// They can.
    Open,
    /// The relay is not reached: things are as they were then.
    Down,
    /// The relay is too old.
    TooOld,
}

/// The request of this desk's agent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MyRequestView {
    /// On which call.
    pub call: String,
    /// Since when, in milliseconds since 1970.
    #[ts(type = "number")]
    pub since: i64,
    /// How many were told; none = it has not been passed on.
    pub told: Option<u32>,
    /// Who looks at it, by name.
    pub looking: Vec<String>,
    /// Notes, oldest first.
    pub notes: Vec<AdviceView>,
}

/// A note from somebody who was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AdviceView {
    /// When, in milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// From whom, by name.
    pub by: String,
    /// It.
    pub text: String,
}

/// A request of another agent. Nothing of the caller is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TheirRequestView {
    /// Who asks: e-mail address.
    pub person: String,
    /// On which call.
    pub call: String,
    /// What they are called; else the address.
    pub name: String,
    /// Queue or skill.
    pub queue: Option<String>,
    /// Since when, in milliseconds since 1970.
    #[ts(type = "number")]
    pub since: i64,
    /// Who looks at it, by name.
    pub looking: Vec<String>,
    /// Notes, oldest first.
    pub notes: Vec<AdviceView>,
}

/// The request that is looked at.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct LookView {
    /// Who asks.
    pub person: String,
    /// On which call.
    pub call: String,
    /// What the agent sees.
    pub sees: AgentSees,
}

/// What an agent sees.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AgentSees {
    /// It has not been told yet, or the request is over.
    Nothing,
    /// Another version of Callside told it: it cannot be read here.
    Unreadable,
    /// This pop, with what was typed in its draft.
    Pop {
        /// It.
        pop: Box<PopView>,
    },
}

/// Names a request.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct AssistanceRequestRef {
    /// Who asks.
    pub person: String,
    /// On which call.
    pub call: String,
}

/// A note for an agent who asks.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct AdviceRequest {
    /// Who asks.
    pub person: String,
    /// On which call.
    pub call: String,
    /// The note.
    pub text: String,
}

/// What became of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AdviceFateView {
    /// The agent has it.
    Sent,
    /// The request is over: nobody has it.
    Over,
    /// The relay is not reached: nobody has it.
    NotReached,
    /// Nothing was written.
    Empty,
}
