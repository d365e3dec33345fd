//! Older calls from their logs in the CRM: what is asked for, what a log says, and how far it has come.
//!
//! A log becomes an event like any other ([`CallLog::event`]), so that a call that was heard and a call that was only
//! logged are one kind of thing, and bringing a log in twice changes nothing.

use crate::event::{AgentName, CallChange, CallEvent, CallFacts, Direction};
use crate::ids::{CallKey, EventId, RecordId};
use jiff::civil::{Date, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

mod run;

pub use run::{Fill, FillState, MayFill, Trouble};

/// Whose calls are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// Those of whoever is signed in.
    Mine,
    /// All that the CRM lets whoever is signed in see: sharing rules decide.
    Team,
}

/// Which logs are wanted: those of days on the calendar of a place, both ends included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogQuery {
    /// Only logs of this owner.
    pub owner: Option<RecordId>,
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
    /// The place's zone.
    pub zone: TimeZone,
}

/// Who owns a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogOwner {
    /// The user, or a queue.
    pub id: RecordId,
    /// Name to show.
    pub name: Option<String>,
    /// E-mail address, by which a phone system may know the same person.
    pub email: Option<String>,
}

/// A log of a call, as it stands in the CRM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallLog {
    /// The log.
    pub id: RecordId,
    /// The call's key, where the log carries one.
    pub key: Option<CallKey>,
    /// When it was written.
    pub created_at: Timestamp,
    /// The day that it is about, where it says one.
    pub day: Option<Date>,
    /// Which way.
    pub direction: Option<Direction>,
    /// Seconds.
    pub duration_s: Option<u32>,
    /// How it ended, in words.
    pub result: Option<String>,
    /// Notes. Hostile text.
    pub notes: Option<String>,
    /// Name of whom it was with. Hostile text.
    pub who: Option<String>,
    /// Records that it is about.
    pub about: BTreeSet<RecordId>,
    /// Who had it.
    pub owner: Option<LogOwner>,
}

/// A page of logs, in the order of their ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogPage {
    /// The logs.
    pub logs: Vec<CallLog>,
    /// The last id of the page, logs that could not be read included; `None` when there was nothing.
    pub last: Option<RecordId>,
    /// Logs that could not be read.
    pub unreadable: u32,
    /// There may be more after these.
    pub more: bool,
}

impl CallLog {
    /// What the log says, as an event. `agent` is how the phone system calls the owner, where that is known.
    ///
    /// A log is written when the call is over: it began its length before. One whose day is another than that of its
    /// writing was written later, or brought in from elsewhere: then the day alone is known, and the moment is around
    /// noon, spread over a minute so that rows of one day keep apart.
    #[must_use]
    pub fn event(&self, zone: &TimeZone, agent: Option<AgentName>) -> CallEvent {
        let length = SignedDuration::from_secs(i64::from(self.duration_s.unwrap_or(0)));
        let written_on = self.created_at.to_zoned(zone.clone()).date();
        let other_day = self.day.filter(|day| *day != written_on);
        let noon = other_day.and_then(|day| day.to_datetime(time(12, 0, 0, 0)).to_zoned(zone.clone()).ok());
        let began = noon.map_or(self.created_at - length, |noon| noon.timestamp() + spread(&self.id));
        let own = || AgentName::owner(self.owner.as_ref()?);
        CallEvent {
            id: event_id(&self.id),
            call: self.key.clone().unwrap_or_else(|| CallKey::of_log(&self.id)),
            at: began,
            what: CallChange::Logged {
                record: self.id.clone(),
                about: self.about.clone(),
                day_only: other_day.is_some(),
            },
            facts: CallFacts {
                direction: self.direction,
                customer_name: self.who.clone(),
                agent: agent.or_else(own),
                talk_s: self.duration_s.filter(|seconds| *seconds > 0),
                ended_at: Some(began + length),
                disposition: self.result.clone(),
                notes: self.notes.clone(),
                ..CallFacts::default()
            },
        }
    }
}

impl AgentName {
    fn owner(owner: &LogOwner) -> Option<Self> {
        // A queue takes no calls.
        owner.id.as_str().starts_with("005").then(|| Self { key: owner.id.to_string(), name: owner.name.clone() })
    }
}

/// The event that a log becomes: the same log, the same event.
#[must_use]
pub fn event_id(log: &RecordId) -> EventId {
    EventId(format!("log:{log}"))
}

/// Milliseconds within a minute, from the end of an id, which counts up.
fn spread(id: &RecordId) -> SignedDuration {
    let digits = id.as_str().bytes().skip(5).take(10);
    let sum = digits.fold(0_u32, |sum, byte| sum.wrapping_mul(61).wrapping_add(u32::from(byte)));
    SignedDuration::from_millis(i64::from(sum % 60_000))
}

/// The key that a log carries: in the field of the call object, in a field for the key (with the person behind it), or
/// in brackets at the end of the subject.
#[must_use]
pub fn key_of_log(object: Option<&str>, key_field: Option<&str>, subject: Option<&str>) -> Option<CallKey> {
    let of_field = |text: &str| text.rsplit_once('/').map_or(text, |(key, _)| key).parse().ok();
    let of_subject = |text: &str| text.strip_suffix(']')?.rsplit_once('[')?.1.parse().ok();
    let of_object = |text: &str| text.parse().ok();
    object.and_then(of_object).or_else(|| key_field.and_then(of_field)).or_else(|| subject.and_then(of_subject))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log() -> CallLog {
        CallLog {
            id: RecordId::new("00T000000000001AAA").unwrap(),
            key: None,
            created_at: "2026-11-20T09:10:00Z".parse().unwrap(),
            day: Some(Date::constant(2026, 11, 20)),
            direction: Some(Direction::Inbound),
            duration_s: Some(600),
            result: Some("Booked".into()),
            notes: None,
            who: Some("Rosa".into()),
            about: BTreeSet::new(),
            owner: None,
        }
    }

    #[test]
    fn a_log_is_written_when_its_call_is_over() {
        let berlin = TimeZone::get("Europe/Berlin").unwrap();
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        // written, day, seconds: begin (without what is below a minute), the day alone
        for (written, day, seconds, began, day_only) in [
            ("2026-11-20T09:10:00Z", Some((2026, 11, 20)), Some(600), "2026-11-20T09:00:00Z", false),
            ("2026-11-20T09:10:00Z", None, None, "2026-11-20T09:10:00Z", false),
            // Past midnight in Berlin.
            ("2026-11-20T23:30:00Z", Some((2026, 11, 21)), Some(0), "2026-11-20T23:30:00Z", false),
            ("2026-11-20T09:10:00Z", Some((2025, 3, 1)), Some(600), "2025-03-01T11:00:00Z", true),
        ] {
            let day = day.map(|(year, month, day)| Date::constant(year, month, day));
            let event = CallLog { created_at: at(written), day, duration_s: seconds, ..log() }.event(&berlin, None);
            let minute = event.at.as_second() - event.at.as_second().rem_euclid(60);
            assert_eq!(Timestamp::from_second(minute).unwrap(), at(began), "{written}");
            let CallChange::Logged { day_only: told, .. } = event.what else { panic!("{event:?}") };
            assert_eq!(told, day_only, "{written}");
        }
    }

    #[test]
    fn a_log_of_an_unknown_call_is_known_by_itself() {
        let event = log().event(&TimeZone::UTC, None);
        assert_eq!(event.call.to_string(), "salesforce:00T000000000001AAA");
        assert_eq!(event.id, event_id(&log().id));
        let key = CallLog { key: "five9:7".parse().ok(), ..log() }.event(&TimeZone::UTC, None);
        assert_eq!(key.call.to_string(), "five9:7");
    }

    #[test]
    fn the_owner_is_called_as_the_phone_system_calls_them() {
        let owner = |id: &str| LogOwner { id: RecordId::new(id).unwrap(), name: Some("Dana".into()), email: None };
        let told = |owner, agent| {
            let event = CallLog { owner, ..log() }.event(&TimeZone::UTC, agent);
            event.facts.agent.map(|agent| agent.key)
        };
        let dana = owner("005000000000001AAA");
        let by_phone = AgentName { key: "dana@example.com".into(), name: None };
        assert_eq!(told(Some(dana.clone()), Some(by_phone)).as_deref(), Some("dana@example.com"));
        assert_eq!(told(Some(dana), None).as_deref(), Some("005000000000001AAA"));
        assert_eq!(told(Some(owner("00G000000000001AAA")), None), None, "a queue takes no calls");
    }

    #[test]
    fn a_key_is_found_wherever_a_log_may_carry_it() {
        for (object, field, subject, key) in [
            (Some("five9:7"), None, Some("Call"), Some("five9:7")),
            (Some("7"), Some("phone:a/b/005000000000001AAA"), None, Some("phone:a/b")),
            (None, Some("aircall:9"), None, Some("aircall:9")),
            (None, None, Some("Busy: x [phone:a]"), Some("phone:a")),
            (Some(""), Some("other:1"), Some("Call [of Monday]"), None),
        ] {
            assert_eq!(key_of_log(object, field, subject).map(|key| key.to_string()).as_deref(), key);
        }
    }
}
