//! What one agent is doing, as their desktop sees it.

use crate::call::{Call, Phase};
use crate::event::{AgentState, Direction};
use crate::ids::CallKey;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// An agent whose call ended this long ago, and is not wrapped up, has gone on: the call is unlogged, the agent is not in
/// wrap-up.
pub const WRAP_UP_AT_MOST: SignedDuration = SignedDuration::from_mins(15);

/// What a phone system said of its agent counts for so long: nobody is away for days because a word was lost.
pub const PHONE_STATE_COUNTS: SignedDuration = SignedDuration::from_hours(12);

/// Longest name of a queue, campaign or person that is told on, in characters.
const LONGEST_NAME: usize = 80;

/// The call that an agent has, without anything of its caller.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LiveCall {
    /// Its key: it says which of the phone system's calls it is, and nothing of who calls.
    pub call: CallKey,
    /// Queue or skill.
    #[serde(default)]
    pub queue: Option<String>,
    /// Campaign.
    #[serde(default)]
    pub campaign: Option<String>,
    /// Which way it goes.
    #[serde(default)]
    pub direction: Option<Direction>,
}

impl LiveCall {
    /// A call as the board tells it.
    #[must_use]
    pub fn of(call: &Call) -> Self {
        Self {
            call: call.key.clone(),
            queue: call.queue().map(|queue| short(queue)),
            campaign: call.campaign().map(|campaign| short(campaign)),
            direction: call.direction().copied(),
        }
    }

    /// The same with names of a length that fits a board: what comes over a wire may be any text.
    #[must_use]
    pub fn clipped(self) -> Self {
        let (queue, campaign) = (self.queue.as_deref().map(short), self.campaign.as_deref().map(short));
        Self { queue, campaign, ..self }
    }
}

/// What an agent is doing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Doing {
    /// No desktop of theirs is linked.
    Offline,
    /// Do not disturb is on, or the phone system says that it gives them no calls.
    Away,
    /// Waits for a call.
    Available,
    /// A call has ended and is not wrapped up.
    WrapUp(LiveCall),
    /// A call rings.
    Ringing(LiveCall),
    /// A call is on hold.
    OnHold(LiveCall),
    /// Talks.
    Talking(LiveCall),
    /// A desktop is linked that cannot say, or says what only a newer Callside can read.
    #[serde(other)]
    Unknown,
}

impl Doing {
    /// The call, where there is one.
    #[must_use]
    pub const fn call(&self) -> Option<&LiveCall> {
        match self {
            Self::Offline | Self::Unknown | Self::Away | Self::Available => None,
            Self::WrapUp(call) | Self::Ringing(call) | Self::OnHold(call) | Self::Talking(call) => Some(call),
        }
    }

    const fn rank(&self) -> u8 {
        match self {
            Self::Offline => 0,
            Self::Unknown => 1,
            Self::Away => 2,
            Self::Available => 3,
            Self::WrapUp(_) => 4,
            Self::Ringing(_) => 5,
            Self::OnHold(_) => 6,
            Self::Talking(_) => 7,
        }
    }

    /// The same with names of a length that fits a board: what comes over a wire may be any text.
    #[must_use]
    pub fn clipped(self) -> Self {
        match self {
            Self::WrapUp(call) => Self::WrapUp(call.clipped()),
            Self::Ringing(call) => Self::Ringing(call.clipped()),
            Self::OnHold(call) => Self::OnHold(call.clipped()),
            Self::Talking(call) => Self::Talking(call.clipped()),
            plain => plain,
        }
    }
}

/// A name of a length that fits a board.
pub(super) fn short(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect()
}

/// What a desktop tells its relay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// What its agent is doing.
    pub doing: Doing,
    /// For how many seconds: clocks of desktops are not trusted with more.
    #[serde(default)]
    pub for_s: u64,
    /// What the agent is called, as Salesforce says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl Presence {
    /// The same with names of a length that fits a board.
    #[must_use]
    pub fn clipped(self) -> Self {
        Self { doing: self.doing.clipped(), for_s: self.for_s, name: self.name.as_deref().map(short) }
    }
}

/// One linked desktop, as a relay knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desktop {
    /// What its agent is doing.
    pub doing: Doing,
    /// Since when, by the relay's clock.
    pub since: Timestamp,
    /// What the agent is called.
    #[serde(default)]
    pub name: Option<String>,
}

/// What an agent is doing, and since when where a call says it. The calls are those that are live or not wrapped up:
/// whatever is nearest to a conversation counts.
#[must_use]
pub fn doing(calls: &[Call], away: bool, now: Timestamp) -> (Doing, Option<Timestamp>) {
    let of_call = |call: &Call| -> Option<(Doing, Timestamp)> {
        let live = || LiveCall::of(call);
        match call.phase() {
            Phase::Talking => Some((Doing::Talking(live()), call.answered_at()?)),
            Phase::OnHold => Some((Doing::OnHold(live()), call.held_since()?)),
            Phase::Ringing => Some((Doing::Ringing(live()), call.first_at)),
            Phase::Ended if call.answered_at().is_some() => {
                let ended = call.ended_at()?;
                (now.duration_since(ended) < WRAP_UP_AT_MOST).then(|| (Doing::WrapUp(live()), ended))
            }
            Phase::Waiting | Phase::Preview | Phase::Ended => None,
        }
    };
    // Of two calls in the same state the newer one.
    let busiest = calls.iter().filter_map(of_call).max_by_key(|(doing, since)| (doing.rank(), *since));
    match busiest {
        Some((doing, since)) => (doing, Some(since)),
        None if away => (Doing::Away, None),
        None => (Doing::Available, None),
    }
}

/// Whether a phone system, by what it said last of its agent, gives them no calls.
#[must_use]
pub fn is_away_by_phone(state: &AgentState, said_at: Timestamp, now: Timestamp) -> bool {
    let takes_none = matches!(state, AgentState::NotReady { .. } | AgentState::Offline);
    takes_none && now.duration_since(said_at) < PHONE_STATE_COUNTS
}

/// What an agent with several desktops is doing: what is nearest to a conversation; of two the same the older.
#[must_use]
pub fn busiest<'a>(desktops: impl Iterator<Item = &'a Desktop>) -> Option<&'a Desktop> {
    desktops.max_by_key(|desktop| (desktop.doing.rank(), std::cmp::Reverse(desktop.since)))
}

#[cfg(test)]
#[path = "doing_tests.rs"]
mod tests;
