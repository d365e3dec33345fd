//! What desktops and relays tell each other of requests.

use crate::event::{CallChange, CallEvent, CallFacts};
use crate::ids::{CallKey, EventId};
use crate::person::PersonId;
use crate::pop::ScreenPop;
use crate::wallboard::LiveCall;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Longest note, in characters.
pub const LONGEST_NOTE: usize = 2_000;

/// Notes of one request that a relay keeps; older ones stand at the agent's desk.
pub const MOST_NOTES: usize = 20;

/// A note as it is sent: without blanks around it, and of a length that has an end. `None` when nothing is left.
#[must_use]
pub fn note_text(typed: &str) -> Option<String> {
    let text: String = typed.trim().chars().take(LONGEST_NOTE).collect();
    (!text.is_empty()).then_some(text)
}

/// Names a request: an agent asks at most once on a call.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AssistanceRef {
    /// Who asks.
    pub person: PersonId,
    /// On which call.
    pub call: CallKey,
}

/// An agent asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asking {
    /// On this call.
    pub call: LiveCall,
    /// For so many seconds: clocks of desktops are not trusted with more.
    #[serde(default)]
    pub for_s: u64,
}

/// What a desktop says of assistance: all of it, first of all on a link and whenever it changes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssistanceSaid {
    /// Its agent asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asks: Option<Asking>,
    /// Somebody looks at a request of another agent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looks: Option<AssistanceRef>,
}

/// Somebody who looks after the agent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Helper {
    /// Who.
    pub person: PersonId,
    /// What they are called, as Salesforce says at their desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl Helper {
    /// Name, else address.
    #[must_use]
    pub fn shown(&self) -> &str {
        self.name.as_deref().unwrap_or(self.person.as_str())
    }
}

/// A note for the agent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AssistanceNote {
    /// When, by the relay's clock.
    pub at: Timestamp,
    /// From whom, as the relay knows them.
    pub by: Helper,
    /// It. Typed by a colleague.
    pub text: String,
}

impl AssistanceNote {
    /// The note as something that happened to the call, so that it stays with it. The same note is the same event.
    #[must_use]
    pub fn event(&self, call: &CallKey) -> CallEvent {
        CallEvent {
            id: EventId(format!("callside:{call}:{}:advised:{}", self.at.as_microsecond(), self.by.person)),
            call: call.clone(),
            at: self.at,
            what: CallChange::Advised { by: self.by.shown().to_owned(), note: self.text.clone() },
            facts: CallFacts::default(),
        }
    }
}

/// A request as the relay tells it to its agent and to those who look after them. Nothing of the caller is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssistanceRequest {
    /// Who asks.
    pub person: PersonId,
    /// What they are called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// On which call.
    pub call: LiveCall,
    /// Since when, by the relay's clock.
    pub since: Timestamp,
    /// How many who look after the agent are there. Told to the agent alone.
    #[serde(default)]
    pub told: u32,
    /// Who looks at it.
    #[serde(default)]
    pub looking: Vec<Helper>,
    /// Notes, oldest first.
    #[serde(default)]
    pub notes: Vec<AssistanceNote>,
}

impl AssistanceRequest {
    /// Its name.
    #[must_use]
    pub fn reference(&self) -> AssistanceRef {
        AssistanceRef { person: self.person.clone(), call: self.call.call.clone() }
    }
}

/// What the agent sees and has typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentView {
    /// The pop as it stands.
    pub pop: ScreenPop,
    /// The notes as they stand.
    #[serde(default)]
    pub notes: String,
}

/// What the relay tells a desktop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "assistance", rename_all = "snake_case")]
pub enum AssistanceNews {
    /// All requests that concern it: those of its agent, and of those whom they look after.
    Stands {
        /// The relay's clock.
        at: Timestamp,
        /// They.
        requests: Vec<AssistanceRequest>,
    },
    /// To the desktop where somebody looks: what the agent sees.
    Shown {
        /// On which request.
        of: AssistanceRef,
        /// An [`AgentView`]. One of another version may not be readable here.
        view: Value,
    },
    /// What only a newer Callside can read.
    #[serde(other)]
    Newer,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_has_an_end_and_is_never_nothing() {
        for (typed, sent) in [
            ("  Offer 10 %\n", Some("Offer 10 %".to_owned())),
            (" \n\t", None),
            ("", None),
            (&"é".repeat(3_000), Some("é".repeat(LONGEST_NOTE))),
        ] {
            assert_eq!(note_text(typed), sent, "{typed:.20}");
        }
    }

    #[test]
    fn the_same_note_is_the_same_event_and_names_who_wrote_it() {
        let call: CallKey = "five9:1".parse().unwrap();
        let person = PersonId::new("bea@example.com").unwrap();
        let by = |name: Option<&str>| Helper { person: person.clone(), name: name.map(str::to_owned) };
        let note = |by: Helper, second: i64| AssistanceNote {
            at: Timestamp::from_second(second).unwrap(),
            by,
            text: "Offer 10 %".into(),
        };
        let first = note(by(Some("Bea Lind")), 1).event(&call);
        assert_eq!(first.what, CallChange::Advised { by: "Bea Lind".into(), note: "Offer 10 %".into() });
        assert_eq!(first.id, note(by(None), 1).event(&call).id, "the name may come later");
        assert_ne!(first.id, note(by(None), 2).event(&call).id);
        let unnamed = note(by(None), 1).event(&call).what;
        assert_eq!(unnamed, CallChange::Advised { by: "bea@example.com".into(), note: "Offer 10 %".into() });
    }
}
