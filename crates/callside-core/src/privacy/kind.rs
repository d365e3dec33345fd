//! The kinds of what is stored on a machine.

use super::retention::Term;
use serde::{Deserialize, Serialize};

/// A kind of what is stored. Its name in reports is the word in `snake_case`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StoredKind {
    /// Calls with the search index over their names, notes and numbers.
    Calls,
    /// What phone systems said about them.
    Events,
    /// What a relay told of the calls of a team, for whoever looks after it.
    TeamHistory,
    /// Pops as the agent saw them.
    Pops,
    /// What the agent picked: the caller of a call, the person behind a number.
    Choices,
    /// Notes that are being typed.
    Drafts,
    /// Work that waits to be sent, is being sent, or was refused and waits for a person.
    Unsent,
    /// Work that stands in Salesforce or was taken back, with its receipts.
    Settled,
    /// Whom to call again.
    Callbacks,
    /// Flags of quality review with their comments, and who has which work.
    Work,
    /// Numbers that are not dialled.
    Suppressed,
    /// Copies of people's records in Salesforce.
    Records,
    /// What saved look-ups found.
    LookUps,
    /// What the service that remembers callers said.
    Memories,
    /// Whether agents are available.
    Agents,
    /// What automations heard and did.
    Automations,
    /// Records that automations watch.
    Watched,
    /// Events that were turned away.
    Rejections,
    /// Requests to phone systems, counted by day.
    PhoneUse,
    /// Settings, and what Salesforce says about its objects.
    Settings,
    /// Files that a person had Callside write.
    Exports,
    /// The record of what mattered.
    Audit,
    /// Copies of the whole database: from before an upgrade, or set aside because it was damaged.
    Backups,
    /// The log: what happened, never about whom.
    Logs,
}

/// Until when something stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// So many days, by a setting.
    Term(Term),
    /// As long as the call that it belongs to.
    WithCall,
    /// Until Salesforce has it, or a person takes it back.
    Sent,
    /// Until a person takes it away.
    Person,
    /// It never holds more than so many of the newest.
    Newest,
    /// As long as this machine has Callside's data.
    Machine,
}

impl StoredKind {
    /// Every kind, in the order of the inventory.
    pub const ALL: [Self; 24] = [
        Self::Calls,
        Self::Events,
        Self::TeamHistory,
        Self::Pops,
        Self::Choices,
        Self::Drafts,
        Self::Unsent,
        Self::Settled,
        Self::Callbacks,
        Self::Work,
        Self::Suppressed,
        Self::Records,
        Self::LookUps,
        Self::Memories,
        Self::Agents,
        Self::Automations,
        Self::Watched,
        Self::Rejections,
        Self::PhoneUse,
        Self::Settings,
        Self::Exports,
        Self::Audit,
        Self::Backups,
        Self::Logs,
    ];

    /// Until when it stays.
    #[must_use]
    pub const fn until(self) -> Until {
        match self {
            Self::Calls | Self::Events | Self::TeamHistory | Self::Settled | Self::Memories | Self::Agents => {
                Until::Term(Term::Calls)
            }
            Self::Pops | Self::Choices | Self::Drafts | Self::Callbacks | Self::Work => Until::WithCall,
            Self::Unsent => Until::Sent,
            Self::Records | Self::LookUps => Until::Term(Term::Copies),
            Self::Rejections | Self::Backups => Until::Term(Term::Diagnostics),
            Self::Automations | Self::Logs => Until::Newest,
            Self::Suppressed | Self::Watched | Self::Settings | Self::Exports => Until::Person,
            Self::Audit => Until::Term(Term::Audit),
            Self::PhoneUse => Until::Machine,
        }
    }

    /// Whether what it holds can be about a caller.
    #[must_use]
    pub const fn is_about_callers(self) -> bool {
        !matches!(self, Self::PhoneUse | Self::Audit | Self::Logs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_listed_once_and_has_a_word_of_its_own() {
        let mut words: Vec<_> = StoredKind::ALL.iter().map(|kind| serde_json::to_string(kind).unwrap()).collect();
        assert!(StoredKind::ALL.is_sorted(), "in the order of their declaration, so that none is missing");
        words.sort();
        words.dedup();
        assert_eq!(words.len(), StoredKind::ALL.len());
    }

    #[test]
    fn what_waits_to_be_sent_has_no_term() {
        assert_eq!(StoredKind::Unsent.until(), Until::Sent);
    }
}
