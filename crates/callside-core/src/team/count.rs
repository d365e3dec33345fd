//! The numbers of a stretch of time: one pass over its calls.

use super::{FinishedCall, Tally};
use crate::call::Seen;
use jiff::Zoned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What calls are told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// The person who had the call.
    Agent,
    /// Queue or skill.
    Queue,
    /// Campaign.
    Campaign,
}

impl Dimension {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Agent, Self::Queue, Self::Campaign];

    /// What a call says of it.
    #[must_use]
    pub fn of(self, call: &FinishedCall) -> Option<&str> {
        match self {
            Self::Agent => call.agent.as_deref(),
            Self::Queue => call.queue.as_deref(),
            Self::Campaign => call.campaign.as_deref(),
        }
    }
}

/// An hour of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    /// 1 = Monday, 7 = Sunday (ISO 8601).
    pub weekday: i8,
    /// 0 to 23.
    pub hour: i8,
}

/// Sums that an hour of the week is pictured by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Handling {
    /// Calls.
    pub calls: u64,
    /// With a known talk time.
    pub talked: u64,
    /// Seconds of talk.
    pub talk_s: u64,
    /// With a known time on hold.
    pub held: u64,
    /// Seconds of hold.
    pub hold_s: u64,
    /// With a known after-call time.
    pub wrapped: u64,
    /// Seconds of after-call work.
    pub wrap_up_s: u64,
}

impl Handling {
    /// Adds other sums.
    pub fn merge(&mut self, other: &Self) {
        self.calls += other.calls;
        self.talked += other.talked;
        self.talk_s += other.talk_s;
        self.held += other.held;
        self.hold_s += other.hold_s;
        self.wrapped += other.wrapped;
        self.wrap_up_s += other.wrap_up_s;
    }

    fn of(call: &FinishedCall) -> Self {
        let mut one = Tally::default();
        one.add(call);
        Self {
            calls: one.calls,
            talked: one.talked,
            talk_s: one.talk_s,
            held: one.held,
            hold_s: one.hold_s,
            wrapped: one.wrapped,
            wrap_up_s: one.wrap_up_s,
        }
    }
}

/// The numbers of a stretch of time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Count {
    /// Over all of it.
    pub whole: Tally,
    /// By hour of the week, in the zone that the calls were counted in; without calls whose hour nobody knows.
    pub hours: BTreeMap<Slot, Handling>,
    /// Calls by label of the disposition; `None` = a phone system told of it and nobody gave one.
    pub outcomes: BTreeMap<Option<String>, u64>,
}

impl Count {
    /// Takes one more call in; `began` is its beginning on the clock of the place.
    pub fn add(&mut self, call: &FinishedCall, began: &Zoned) {
        self.whole.add(call);
        if call.seen != Seen::LoggedDay {
            let slot = Slot { weekday: began.weekday().to_monday_one_offset(), hour: began.hour() };
            self.hours.entry(slot).or_default().merge(&Handling::of(call));
        }
        if call.outcome.is_some() || call.seen == Seen::Heard {
            *self.outcomes.entry(call.outcome.clone()).or_default() += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Direction;
    use jiff::Timestamp;
    use jiff::tz::TimeZone;

    #[test]
    fn a_call_counts_in_the_hour_of_the_place() {
        let began_at: Timestamp = "2026-11-26T23:30:00Z".parse().unwrap();
        let call = FinishedCall {
            began_at,
            agent: Some("dana".into()),
            queue: Some("Billing".into()),
            campaign: None,
            outcome: Some("Booked".into()),
            direction: Some(Direction::Inbound),
            seen: Seen::Heard,
            answered: true,
            talk_s: Some(60),
            hold_s: None,
            wrap_up_s: None,
            gap_before_s: None,
            gap_after_s: None,
        };
        for (zone, weekday, hour) in [("UTC", 4, 23), ("Europe/Berlin", 5, 0), ("Asia/Kolkata", 5, 5)] {
            let mut count = Count::default();
            count.add(&call, &began_at.to_zoned(TimeZone::get(zone).unwrap()));
            assert_eq!(count.hours.keys().copied().collect::<Vec<_>>(), [Slot { weekday, hour }], "{zone}");
            assert_eq!(count.outcomes, BTreeMap::from([(Some("Booked".to_owned()), 1)]));
            assert_eq!(count.whole.talk_s, 60);
        }
        let logged = FinishedCall { seen: Seen::LoggedDay, outcome: None, ..call.clone() };
        let mut count = Count::default();
        count.add(&logged, &began_at.to_zoned(TimeZone::UTC));
        assert_eq!((count.whole.calls, count.hours.len(), count.outcomes.len()), (1, 0, 0), "nobody knows the hour");
        assert_eq!(Dimension::ALL.map(|dimension| dimension.of(&call)), [Some("dana"), Some("Billing"), None]);
    }
}
