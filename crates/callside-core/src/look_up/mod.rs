//! Saved look-ups: queries of the admin whose answers stand on the pop, when a rule holds.

mod section;
mod table;

pub use section::{LookUp, LookUps};
pub use table::{Cell, Column, Place, Row, Table, changed};

use crate::facts::Facts;
use crate::pop::StaleBecause;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A look-up as it stands on a pop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Which look-up.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What was found; `None` while nothing was ever found for this caller.
    pub table: Option<Table>,
    /// How fresh that is.
    pub state: ShownState,
    /// Cells that differ from the copy that was shown before.
    pub changed: Vec<Place>,
}

/// How fresh a look-up is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ShownState {
    /// The copy of this machine stands while Salesforce is asked.
    Asking {
        /// When it was made.
        as_of: Option<Timestamp>,
    },
    /// Salesforce answered.
    Live {
        /// When.
        at: Timestamp,
    },
    /// A copy that is young enough: nobody was asked, to spare the org's API calls.
    Spared {
        /// When it was made.
        as_of: Timestamp,
    },
    /// Salesforce gave no answer: the copy stands, if there is one.
    Failed {
        /// When it was made.
        as_of: Option<Timestamp>,
        /// Why.
        because: FailedBecause,
    },
}

/// Why a look-up has no live answer. One that fails says so in its own place and harms nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum FailedBecause {
    /// As with the pop itself.
    Stale {
        /// Why.
        why: StaleBecause,
    },
    /// The org's API calls are kept for calls and wrap-ups.
    Budget,
    /// The query cannot be asked in this org; an admin must mend it.
    Query {
        /// Salesforce's words, or ours.
        message: String,
    },
}

impl Shown {
    /// When what is shown was true.
    #[must_use]
    pub const fn as_of(&self) -> Option<Timestamp> {
        match self.state {
            ShownState::Asking { as_of } | ShownState::Failed { as_of, .. } => as_of,
            ShownState::Live { at } => Some(at),
            ShownState::Spared { as_of } => Some(as_of),
        }
    }
}

impl LookUps {
    /// Those whose rule holds, in the admin's order.
    pub fn due<'l>(&'l self, facts: &'l Facts) -> impl Iterator<Item = &'l LookUp> {
        self.0.iter().filter(|look_up| look_up.when.as_ref().is_none_or(|rule| rule.holds(facts)))
    }
}
