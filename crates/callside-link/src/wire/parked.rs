//! What a relay could bring to nobody, as an admin of the team sees it: what the mapping needs, not who called.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What waits for an admin. In a fleet each relay keeps what it took itself, and the one that is asked asks the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParkedList {
    /// The name of the relay that was asked.
    pub relay: String,
    /// How many wait.
    pub total: u64,
    /// The oldest of them.
    pub parked: Vec<ParkedDelivery>,
    /// Other relays of its fleet: what waits there is counted and shown, too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<String>,
    /// Those of them that did not answer: what waits there is missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub silent: Vec<String>,
}

/// A delivery that waits. Every field but the first two is absent where its event says nothing of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParkedDelivery {
    /// When it came in.
    pub received_at: Timestamp,
    /// Why it waits: a stable word. A newer relay may have others.
    pub reason: String,
    /// The relay that keeps it, where there are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relay: Option<String>,
    /// The phone system: a stable word. A newer relay may have others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// The call's key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<String>,
    /// Whom it names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<String>,
    /// Its queue or skill.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue: Option<String>,
    /// Its campaign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub campaign: Option<String>,
    /// The number of the company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company_number: Option<String>,
    /// The extension or number for which a note of a hand-over is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handed_over_to: Option<String>,
    /// The object of an Outbound Message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// Its record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
}

impl ParkedDelivery {
    /// One of which nothing is known but when it came and why it waits.
    #[must_use]
    pub const fn new(received_at: Timestamp, reason: String) -> Self {
        Self {
            received_at,
            reason,
            relay: None,
            provider: None,
            call: None,
            agent: None,
            queue: None,
            campaign: None,
            company_number: None,
            handed_over_to: None,
            object: None,
            record: None,
        }
    }
}

/// What looking again made of everything that waited, at each relay of a fleet by the team that it knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookedAgain {
    /// The name of the relay that was asked.
    pub relay: String,
    /// Those that are on their way now.
    pub placed: u64,
    /// Those that wait still.
    pub still_parked: u64,
    /// Other relays of its fleet that looked, too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<String>,
    /// Those that did not answer: nobody knows whether they looked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub silent: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_a_newer_relay_says_is_read_and_what_it_does_not_say_is_absent() {
        let said = json!({ "relay": "a", "total": 1, "parked": [
            { "received_at": "2026-11-28T09:00:00Z", "reason": "of_tomorrow", "provider": "new", "shoe_size": 42 },
        ] });
        let list: ParkedList = serde_json::from_value(said).unwrap();
        let mut known = ParkedDelivery::new("2026-11-28T09:00:00Z".parse().unwrap(), "of_tomorrow".into());
        known.provider = Some("new".into());
        let (others, silent) = (Vec::new(), Vec::new());
        assert_eq!(list, ParkedList { relay: "a".into(), total: 1, parked: vec![known], others, silent });
    }
}
