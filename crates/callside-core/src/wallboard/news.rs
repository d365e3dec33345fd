//! The board as rows, and what changes about it.

use super::doing::Doing;
use super::tally::{Goal, TallyRow};
use crate::ids::CallKey;
use crate::person::PersonId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One agent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentRow {
    /// Who.
    pub person: PersonId,
    /// What they are called, where a desktop has said so.
    #[serde(default)]
    pub name: Option<String>,
    /// Their teams, as far as the one who looks may see them.
    #[serde(default)]
    pub teams: Vec<String>,
    /// What they are doing.
    pub doing: Doing,
    /// Since when, by the relay's clock.
    pub since: Timestamp,
}

/// A call that nobody has answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingCall {
    /// It.
    pub call: CallKey,
    /// Queue or skill.
    #[serde(default)]
    pub queue: Option<String>,
    /// Campaign.
    #[serde(default)]
    pub campaign: Option<String>,
    /// It rings at somebody.
    #[serde(default)]
    pub rings: bool,
    /// Since when, by the relay's clock.
    pub since: Timestamp,
}

/// The whole board as one person may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    /// The relay's clock.
    pub at: Timestamp,
    /// What counts as answered in time.
    pub goal: Goal,
    /// Tallies begin here: midnight, or the start of the relay.
    pub counted_since: Timestamp,
    /// Agents, in order of their addresses.
    pub agents: Vec<AgentRow>,
    /// Calls that wait, in order of their keys.
    pub waiting: Vec<WaitingCall>,
    /// Tallies, in order of queue and campaign.
    pub tallies: Vec<TallyRow>,
}

/// What is different since the last news. A row that is there already is replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// The relay's clock.
    pub at: Timestamp,
    /// Agents that are new or do something else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agents: Vec<AgentRow>,
    /// Calls that wait.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waiting: Vec<WaitingCall>,
    /// Calls that no longer wait.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub over: Vec<CallKey>,
    /// Tallies that changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tallies: Vec<TallyRow>,
}

impl Changes {
    /// Nothing yet.
    #[must_use]
    pub const fn none(at: Timestamp) -> Self {
        Self { at, agents: Vec::new(), waiting: Vec::new(), over: Vec::new(), tallies: Vec::new() }
    }

    /// Does it say nothing?
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.agents.is_empty() && self.waiting.is_empty() && self.over.is_empty() && self.tallies.is_empty()
    }
}

/// What a relay says of a board: everything first, then what changes, numbered without a gap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "board", rename_all = "snake_case")]
pub enum BoardNews {
    /// All of it.
    Snapshot {
        /// Number of this news; the next one has one more.
        seq: u64,
        /// It.
        whole: Board,
    },
    /// What changed.
    Changes {
        /// One more than the news before.
        seq: u64,
        /// What.
        changes: Changes,
    },
    /// This person looks after no team here.
    NotAllowed,
    /// What only a newer Callside can read.
    #[serde(other)]
    Newer,
}

/// What became of news.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// The board is other than before.
    Changed,
    /// It was known already.
    Repeated,
    /// Something is missing before it: the board must be asked for anew.
    Gap,
}

/// A board that is put together from news. Whatever news is lost and repeated, it is either what a fresh snapshot would
/// be or says that there is a gap.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wallboard {
    standing: Option<Standing>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Standing {
    seq: u64,
    at: Timestamp,
    goal: Goal,
    counted_since: Timestamp,
    agents: BTreeMap<PersonId, AgentRow>,
    waiting: BTreeMap<CallKey, WaitingCall>,
    tallies: BTreeMap<(Option<String>, Option<String>), TallyRow>,
}

impl Wallboard {
    /// Takes news.
    pub fn take(&mut self, news: &BoardNews) -> Taken {
        match news {
            BoardNews::Snapshot { seq, whole } => {
                self.standing = Some(Standing::of(*seq, whole));
                Taken::Changed
            }
            BoardNews::Changes { seq, changes } => match &mut self.standing {
                Some(standing) if *seq == standing.seq + 1 => {
                    standing.seq = *seq;
                    standing.change(changes);
                    Taken::Changed
                }
                Some(standing) if *seq <= standing.seq => Taken::Repeated,
                _ => Taken::Gap,
            },
            BoardNews::NotAllowed => {
                self.standing = None;
                Taken::Changed
            }
            BoardNews::Newer => Taken::Gap,
        }
    }

    /// The number of the last news and the whole board, once there is one.
    #[must_use]
    pub fn whole(&self) -> Option<(u64, Board)> {
        let standing = self.standing.as_ref()?;
        let whole = Board {
            at: standing.at,
            goal: standing.goal,
            counted_since: standing.counted_since,
            agents: standing.agents.values().cloned().collect(),
            waiting: standing.waiting.values().cloned().collect(),
            tallies: standing.tallies.values().cloned().collect(),
        };
        Some((standing.seq, whole))
    }
}

impl Standing {
    fn of(seq: u64, board: &Board) -> Self {
        let mut standing = Self {
            seq,
            at: board.at,
            goal: board.goal,
            counted_since: board.counted_since,
            agents: BTreeMap::new(),
            waiting: BTreeMap::new(),
            tallies: BTreeMap::new(),
        };
        let Board { agents, waiting, tallies, .. } = board.clone();
        standing.change(&Changes { agents, waiting, tallies, ..Changes::none(board.at) });
        standing
    }

    fn change(&mut self, changes: &Changes) {
        self.at = changes.at;
        for call in &changes.over {
            self.waiting.remove(call);
        }
        self.agents.extend(changes.agents.iter().map(|row| (row.person.clone(), row.clone())));
        self.waiting.extend(changes.waiting.iter().map(|call| (call.call.clone(), call.clone())));
        let tallies = changes.tallies.iter();
        self.tallies.extend(tallies.map(|row| ((row.queue.clone(), row.campaign.clone()), row.clone())));
    }
}

#[cfg(test)]
#[path = "news_tests.rs"]
mod tests;
