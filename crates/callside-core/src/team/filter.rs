//! Which calls a person wants to see.

use super::{RepeatWindow, Slot};
use crate::event::Direction;
use crate::work::FlagFilter;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// Most filters that are kept.
pub const MAX_SAVED: usize = 50;

/// How the wrap-up of a call must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Salesforce refused what was to be written, here or at another desk that told of it.
    Refused,
    /// The call is over and has no disposition.
    Unlogged,
}

/// How a call stands to others from its number, as the numbers of a team count them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "within", rename_all = "snake_case")]
pub enum Again {
    /// An inbound call whose number had called within the window before.
    Repeat(RepeatWindow),
    /// An answered inbound call that is no repeat, and whose number called again within the window.
    Unresolved(RepeatWindow),
}

/// Which calls are wanted; everything that is given must be so.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CallFilter {
    /// Who had it: the provider's key of the person.
    pub agent: Option<String>,
    /// Queue or skill.
    pub queue: Option<String>,
    /// Campaign.
    pub campaign: Option<String>,
    /// Label of the disposition.
    pub outcome: Option<String>,
    /// Which way.
    pub direction: Option<Direction>,
    /// At least so many seconds of talk.
    pub at_least_s: Option<u32>,
    /// At most so many seconds of talk.
    pub at_most_s: Option<u32>,
    /// Began at or after this moment.
    pub from: Option<Timestamp>,
    /// Began before this moment.
    pub until: Option<Timestamp>,
    /// Began within one of these, each from (inclusive) and until (exclusive): an hour of the week over some weeks.
    pub within: Vec<(Timestamp, Timestamp)>,
    /// How the wrap-up stands.
    pub standing: Option<Standing>,
    /// How it stands to others from its number.
    pub again: Option<Again>,
    /// Its caller said how it was between these moments (the first one inclusive), however long ago it was.
    pub rated: Option<(Timestamp, Timestamp)>,
    /// Which flag of quality review it has.
    pub flag: Option<FlagFilter>,
}

impl CallFilter {
    /// Whether it lets every call through.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The stretches in which it is this hour of the week at a place, between two moments.
///
/// An hour that the clock leaves out is not among them; one that it repeats is one stretch of two hours.
#[must_use]
pub fn hours_of(slot: Slot, from: Timestamp, until: Timestamp, zone: &TimeZone) -> Vec<(Timestamp, Timestamp)> {
    let mut stretches = Vec::new();
    let mut date = from.to_zoned(zone.clone()).date();
    let last = until.to_zoned(zone.clone()).date();
    while date <= last {
        if date.weekday().to_monday_one_offset() == slot.weekday {
            let begins = |date: Date, hour: i8| date.at(hour, 0, 0, 0).to_zoned(zone.clone()).ok();
            let next = if slot.hour == 23 { date.tomorrow().ok() } else { Some(date) };
            let end = next.and_then(|date| begins(date, (slot.hour + 1) % 24));
            if let Some((begin, end)) = begins(date, slot.hour).zip(end) {
                let stretch = (begin.timestamp().max(from), end.timestamp().min(until));
                stretches.extend((stretch.0 < stretch.1).then_some(stretch));
            }
        }
        let Ok(tomorrow) = date.tomorrow() else { break };
        date = tomorrow;
    }
    stretches
}

/// A filter under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedFilter {
    /// The name that a person gave.
    pub name: String,
    /// Words or digits.
    #[serde(default)]
    pub text: String,
    /// The rest.
    #[serde(default)]
    pub filter: CallFilter,
}

impl SavedFilter {
    /// Puts a filter among others: one of the same name is replaced, the newest stands last.
    ///
    /// `false` when there are [`MAX_SAVED`] already; then nothing has changed.
    #[must_use]
    pub fn put_into(self, saved: &mut Vec<Self>) -> bool {
        let place = saved.iter().position(|other| other.name.to_lowercase() == self.name.to_lowercase());
        if place.is_none() && saved.len() >= MAX_SAVED {
            return false;
        }
        if let Some(place) = place {
            saved.remove(place);
        }
        saved.push(self);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str, text: &str) -> SavedFilter {
        SavedFilter { name: name.into(), text: text.into(), filter: CallFilter::default() }
    }

    #[test]
    fn a_name_stands_once_and_the_list_has_an_end() {
        let mut saved = Vec::new();
        assert!(named("Refunds", "refund").put_into(&mut saved));
        assert!(named("Long", "").put_into(&mut saved));
        assert!(named("refunds", "money back").put_into(&mut saved));
        let list: Vec<_> = saved.iter().map(|one| (one.name.as_str(), one.text.as_str())).collect();
        assert_eq!(list, [("Long", ""), ("refunds", "money back")]);
        (2..MAX_SAVED).for_each(|n| assert!(named(&n.to_string(), "").put_into(&mut saved)));
        assert!(!named("one more", "").put_into(&mut saved));
        assert!(named("LONG", "x").put_into(&mut saved));
        assert_eq!(saved.len(), MAX_SAVED);
    }

    #[test]
    fn an_hour_of_the_week_is_found_on_the_clock_of_the_place() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let berlin = TimeZone::get("Europe/Berlin").unwrap();
        // (weekday, hour, from, until): stretches. Summer time ends on Sunday 25 October 2026 at 3:00.
        for (weekday, hour, from, until, expected) in [
            (5, 9, "2026-11-19T23:00:00Z", "2026-11-26T23:00:00Z", vec!["2026-11-20T08:00:00Z/2026-11-20T09:00:00Z"]),
            (5, 9, "2026-11-20T08:30:00Z", "2026-11-20T08:40:00Z", vec!["2026-11-20T08:30:00Z/2026-11-20T08:40:00Z"]),
            (7, 2, "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", vec!["2026-10-25T00:00:00Z/2026-10-25T02:00:00Z"]),
            (7, 2, "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", vec![]),
            (7, 23, "2026-11-21T23:00:00Z", "2026-11-22T23:00:00Z", vec!["2026-11-22T22:00:00Z/2026-11-22T23:00:00Z"]),
            (1, 0, "2026-11-20T08:30:00Z", "2026-11-22T08:40:00Z", vec![]),
        ] {
            let stretches = hours_of(Slot { weekday, hour }, at(from), at(until), &berlin);
            let told: Vec<_> = stretches.iter().map(|(from, until)| format!("{from}/{until}")).collect();
            assert_eq!(told, expected, "{weekday} {hour} {from}");
        }
    }

    #[test]
    fn a_filter_of_an_older_version_is_read() {
        let read: SavedFilter = serde_json::from_str(r#"{"name": "Mine", "filter": {"queue": "Billing"}}"#).unwrap();
        assert_eq!(read.filter, CallFilter { queue: Some("Billing".into()), ..CallFilter::default() });
        let again = CallFilter { again: Some(Again::Unresolved(RepeatWindow::ThreeDays)), ..CallFilter::default() };
        let kept = serde_json::to_value(&again).unwrap();
        assert_eq!(kept["again"], serde_json::json!({ "kind": "unresolved", "within": "three_days" }));
        assert_eq!(serde_json::from_value::<CallFilter>(kept).unwrap(), again);
        assert!(!read.filter.is_empty() && CallFilter::default().is_empty());
    }
}
