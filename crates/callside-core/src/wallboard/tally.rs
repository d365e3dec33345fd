//! How well calls were answered: counts, and the service level.

use crate::call::Call;
use crate::event::Direction;
use serde::{Deserialize, Serialize};

/// What counts as answered in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// Seconds from the first word of a call until a person answers.
    pub answer_within_s: u32,
}

/// Calls that came in, and what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Came in.
    pub came: u32,
    /// Were answered, whenever.
    pub answered: u32,
    /// Were answered in time.
    pub in_time: u32,
    /// Ended without an answer, later than the goal.
    pub lost: u32,
    /// Ended without an answer before the goal was over: they say nothing of the service.
    pub left_early: u32,
}

impl Tally {
    /// What one call counts. Only what comes in counts: what the company dials, and calls between colleagues, wait for
    /// nobody.
    #[must_use]
    pub fn of(call: &Call, goal: Goal) -> Self {
        if matches!(call.direction(), Some(Direction::Outbound | Direction::Internal)) {
            return Self::default();
        }
        let waited = |until: jiff::Timestamp| until.duration_since(call.first_at).as_secs();
        let within = |until| waited(until) <= i64::from(goal.answer_within_s);
        let came = Self { came: 1, ..Self::default() };
        match (call.answered_at(), call.ended_at()) {
            (Some(answered), _) => Self { answered: 1, in_time: u32::from(within(answered)), ..came },
            (None, Some(ended)) if within(ended) => Self { left_early: 1, ..came },
            (None, Some(_)) => Self { lost: 1, ..came },
            (None, None) => came,
        }
    }

    /// The share of calls that were answered in time, in percent: answered in time ÷ (answered + lost). Calls that
    /// ended within the goal without an answer are left out, and so are those that still wait. `None` before any counts.
    #[must_use]
    pub fn service_level(&self) -> Option<u32> {
        let of = u64::from(self.answered) + u64::from(self.lost);
        let percent = (u64::from(self.in_time) * 100 + of / 2).checked_div(of)?;
        Some(u32::try_from(percent).unwrap_or(100))
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            came: self.came.saturating_add(other.came),
            answered: self.answered.saturating_add(other.answered),
            in_time: self.in_time.saturating_add(other.in_time),
            lost: self.lost.saturating_add(other.lost),
            left_early: self.left_early.saturating_add(other.left_early),
        }
    }

    /// Without what was counted before.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self {
            came: self.came.saturating_sub(other.came),
            answered: self.answered.saturating_sub(other.answered),
            in_time: self.in_time.saturating_sub(other.in_time),
            lost: self.lost.saturating_sub(other.lost),
            left_early: self.left_early.saturating_sub(other.left_early),
        }
    }
}

/// The tally of a queue and a campaign, each as far as phone systems name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TallyRow {
    /// Queue or skill.
    #[serde(default)]
    pub queue: Option<String>,
    /// Campaign.
    #[serde(default)]
    pub campaign: Option<String>,
    /// Today's.
    pub tally: Tally,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{CallChange, CallEvent, CallFacts};
    use crate::ids::{CallKey, EventId, Provider};
    use jiff::Timestamp;

    fn call(direction: Option<Direction>, changes: &[(i64, CallChange)]) -> Call {
        let event = |(second, what): &(i64, CallChange)| CallEvent {
            id: EventId(format!("{second}")),
            call: CallKey::new(Provider::Five9, "1").unwrap(),
            at: Timestamp::from_second(1_800_000_000 + second).unwrap(),
            what: what.clone(),
            facts: CallFacts { direction, ..CallFacts::default() },
        };
        let mut call = Call::begin(&event(&changes[0]));
        changes[1..].iter().for_each(|change| call.hear(&event(change)));
        call
    }

    #[test]
    fn a_call_counts_by_how_long_it_waited() {
        use CallChange::{Answered, Created, Ended, Ringing};
        let goal = Goal { answer_within_s: 20 };
        let came = Tally { came: 1, ..Tally::default() };
        let (inbound, outbound) = (Some(Direction::Inbound), Some(Direction::Outbound));
        for (direction, changes, expected) in [
            (inbound, vec![(0, Created), (5, Ringing)], came),
            (None, vec![(0, Created), (20, Answered)], Tally { answered: 1, in_time: 1, ..came }),
            (inbound, vec![(0, Created), (21, Answered), (90, Ended)], Tally { answered: 1, ..came }),
            (inbound, vec![(0, Created), (20, Ended)], Tally { left_early: 1, ..came }),
            (inbound, vec![(0, Created), (21, Ended)], Tally { lost: 1, ..came }),
            (outbound, vec![(0, Created), (3, Answered)], Tally::default()),
            (Some(Direction::Internal), vec![(0, Created)], Tally::default()),
        ] {
            assert_eq!(Tally::of(&call(direction, &changes), goal), expected, "{direction:?} {changes:?}");
        }
    }

    #[test]
    fn the_service_level_is_of_those_that_were_answered_or_lost() {
        let tally = |answered, in_time, lost| Tally { came: 9, answered, in_time, lost, left_early: 4 };
        for (tally, expected) in [
            (Tally::default(), None),
            (tally(0, 0, 0), None),
            (tally(1, 1, 0), Some(100)),
            (tally(2, 1, 1), Some(33)),
            (tally(2, 2, 1), Some(67)),
            (tally(0, 0, 3), Some(0)),
        ] {
            assert_eq!(tally.service_level(), expected, "{tally:?}");
        }
        assert_eq!(tally(2, 1, 1).and(tally(1, 1, 1)).without(tally(2, 1, 1)), tally(1, 1, 1));
    }
}
