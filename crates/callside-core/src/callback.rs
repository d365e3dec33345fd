//! The agent's callback list: whom to call again, and when.

use crate::ids::CallKey;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// The row number of a place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CallBackId(pub i64);

/// A place in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallBack {
    /// Row number.
    pub id: CallBackId,
    /// The call that it comes from.
    pub call: CallKey,
    /// The number, E.164.
    pub number: String,
    /// What people call the other party. Hostile text.
    pub who: String,
    /// Label of the disposition that it comes from.
    pub because: String,
    /// When.
    pub due_at: Timestamp,
    /// How often it was tried so far; 0 for a promise.
    pub tries: u32,
    /// Nobody was reached, as against a promise.
    pub is_retry: bool,
}

/// How a place in the list stands against the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// The time has passed.
    Overdue,
    /// Now, or within five minutes.
    Due,
    /// Later.
    Later,
}

/// So long before its time a callback counts as due.
const SOON: SignedDuration = SignedDuration::from_mins(5);
/// So long after its time it counts as overdue.
const LATE: SignedDuration = SignedDuration::from_mins(5);

impl CallBack {
    /// How it stands.
    #[must_use]
    pub fn urgency(&self, now: Timestamp) -> Urgency {
        let until = self.due_at.duration_since(now);
        if until < -LATE {
            Urgency::Overdue
        } else if until <= SOON {
            Urgency::Due
        } else {
            Urgency::Later
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Provider;

    #[test]
    fn a_callback_is_due_five_minutes_around_its_time() {
        let due_at: Timestamp = "2026-11-20T12:00:00Z".parse().unwrap();
        let call = CallKey::new(Provider::Five9, "1").unwrap();
        let callback = CallBack {
            id: CallBackId(1),
            call,
            number: "+14155550134".into(),
            who: "Sarah".into(),
            because: "Busy".into(),
            due_at,
            tries: 1,
            is_retry: true,
        };
        for (now, expected) in [
            ("2026-11-20T11:54:59Z", Urgency::Later),
            ("2026-11-20T11:55:00Z", Urgency::Due),
            ("2026-11-20T12:05:00Z", Urgency::Due),
            ("2026-11-20T12:05:01Z", Urgency::Overdue),
        ] {
            assert_eq!(callback.urgency(now.parse().unwrap()), expected, "{now}");
        }
    }
}
