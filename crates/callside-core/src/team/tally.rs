//! Sums over calls, and the shares that are read from them.

use super::FinishedCall;
use crate::call::Seen;
use crate::event::Direction;
use serde::{Deserialize, Serialize};

/// Within how many days a second inbound call from the same number counts as a repeat.
///
/// Contact centres use 1 to 30 days; there is no standard, so the definition is picked and always shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RepeatWindow {
    /// One day.
    Day,
    /// Three days.
    ThreeDays,
    /// A week.
    #[default]
    Week,
    /// Two weeks.
    TwoWeeks,
    /// Thirty days.
    Month,
}

impl RepeatWindow {
    /// All, the shortest first.
    pub const ALL: [Self; 5] = [Self::Day, Self::ThreeDays, Self::Week, Self::TwoWeeks, Self::Month];

    /// Its length.
    #[must_use]
    pub const fn days(self) -> u8 {
        match self {
            Self::Day => 1,
            Self::ThreeDays => 3,
            Self::Week => 7,
            Self::TwoWeeks => 14,
            Self::Month => 30,
        }
    }

    /// The window of so many days, where there is one.
    #[must_use]
    pub fn of_days(days: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|window| window.days() == days)
    }

    /// Its place in [`Self::ALL`].
    #[must_use]
    pub const fn place(self) -> usize {
        self as usize
    }

    /// Milliseconds between two calls from which on the later one repeats the earlier one no more: gaps are whole seconds, and one
    /// that is as long as the window still counts.
    #[must_use]
    pub fn reach_ms(self) -> i64 {
        (i64::from(self.days()) * 86_400 + 1) * 1000
    }

    fn holds(self, gap_s: Option<u64>) -> bool {
        gap_s.is_some_and(|gap| gap <= u64::from(self.days()) * 86_400)
    }
}

/// Sums over calls that are over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Calls.
    pub calls: u64,
    /// Of them from customers, as a phone system told: those among which repeats are looked for. A log in the CRM does
    /// not say which number called.
    pub inbound: u64,
    /// Of all, those of which it is known whether a person answered.
    pub offered: u64,
    /// Of those, the ones that a person answered.
    pub answered: u64,
    /// Of those, with a known talk time.
    pub talked: u64,
    /// Of those, with a known time on hold: none at all, where the phone system told of no hold.
    pub held: u64,
    /// Seconds of talk.
    pub talk_s: u64,
    /// Seconds of hold.
    pub hold_s: u64,
    /// Calls with a known after-call time.
    pub wrapped: u64,
    /// Seconds of after-call work.
    pub wrap_up_s: u64,
    /// By window: inbound calls whose number had called within it before.
    pub repeats: [u64; 5],
    /// By window: inbound calls that were answered, and whose number had not called within it before.
    pub firsts: [u64; 5],
    /// By window: of those, the ones whose number did not call again within it.
    pub resolved: [u64; 5],
}

impl Tally {
    /// Takes one more call in.
    pub fn add(&mut self, call: &FinishedCall) {
        let inbound = call.direction == Some(Direction::Inbound) && call.seen == Seen::Heard;
        self.calls += 1;
        self.inbound += u64::from(inbound);
        self.offered += u64::from(call.answered || call.seen == Seen::Heard);
        self.answered += u64::from(call.answered);
        if let Some(talk) = call.talk_s {
            self.talked += 1;
            self.talk_s += u64::from(talk);
            self.held += u64::from(call.hold_s.is_some() || call.seen == Seen::Heard);
            self.hold_s += u64::from(call.hold_s.unwrap_or(0));
        }
        if let Some(wrap_up) = call.wrap_up_s {
            self.wrapped += 1;
            self.wrap_up_s += u64::from(wrap_up);
        }
        if !inbound {
            return;
        }
        for window in RepeatWindow::ALL {
            let (place, is_repeat) = (window.place(), window.holds(call.gap_before_s));
            let is_first = call.answered && !is_repeat;
            self.repeats[place] += u64::from(is_repeat);
            self.firsts[place] += u64::from(is_first);
            self.resolved[place] += u64::from(is_first && !window.holds(call.gap_after_s));
        }
    }

    /// Average seconds of talk, hold and after-call work of a call, each over the calls of which it is known; `None`
    /// while it is of none. Their sum is the average handle time.
    #[must_use]
    pub fn handling(&self) -> [Option<f64>; 3] {
        [share(self.talk_s, self.talked), share(self.hold_s, self.held), share(self.wrap_up_s, self.wrapped)]
    }

    /// First-call resolution: of the answered first calls, the share after which nobody called again within the window.
    #[must_use]
    pub fn first_call_resolution(&self, window: RepeatWindow) -> Option<f64> {
        share(self.resolved[window.place()], self.firsts[window.place()])
    }

    /// Of inbound calls, the share that repeats one of the same number within the window.
    #[must_use]
    pub fn repeat_rate(&self, window: RepeatWindow) -> Option<f64> {
        share(self.repeats[window.place()], self.inbound)
    }

    /// Of calls of which it is known, the share that a person answered.
    #[must_use]
    pub fn answer_rate(&self) -> Option<f64> {
        share(self.answered, self.offered)
    }
}

fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| as_f64(part) / as_f64(whole))
}

#[expect(clippy::cast_precision_loss, reason = "a share or an average; counts stay far below 2^52")]
const fn as_f64(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    const DAY: u64 = 86_400;

    fn inbound(before: Option<u64>, after: Option<u64>) -> FinishedCall {
        FinishedCall {
            began_at: Timestamp::UNIX_EPOCH,
            agent: None,
            queue: None,
            campaign: None,
            outcome: None,
            direction: Some(Direction::Inbound),
            seen: Seen::Heard,
            answered: true,
            talk_s: Some(100),
            hold_s: Some(20),
            wrap_up_s: Some(30),
            gap_before_s: before,
            gap_after_s: after,
        }
    }

    fn tally(calls: &[FinishedCall]) -> Tally {
        let mut tally = Tally::default();
        calls.iter().for_each(|call| tally.add(call));
        tally
    }

    #[test]
    fn a_repeat_and_a_resolution_are_told_by_the_window() {
        // before, after, window: (repeats, firsts, resolved)
        for (before, after, window, expected) in [
            (None, None, RepeatWindow::Week, (0, 1, 1)),
            (None, Some(7 * DAY), RepeatWindow::Week, (0, 1, 0)),
            (None, Some(7 * DAY + 1), RepeatWindow::Week, (0, 1, 1)),
            (Some(DAY), None, RepeatWindow::Day, (1, 0, 0)),
            (Some(DAY + 1), None, RepeatWindow::Day, (0, 1, 1)),
            (Some(20 * DAY), None, RepeatWindow::Month, (1, 0, 0)),
        ] {
            let tally = tally(&[inbound(before, after)]);
            let place = window.place();
            let seen = (tally.repeats[place], tally.firsts[place], tally.resolved[place]);
            assert_eq!(seen, expected, "{before:?} {after:?} {window:?}");
        }
    }

    #[test]
    fn only_answered_inbound_calls_are_first_calls() {
        let missed = FinishedCall { answered: false, talk_s: None, ..inbound(None, None) };
        let outbound = FinishedCall { direction: Some(Direction::Outbound), ..inbound(Some(5), Some(5)) };
        let tally = tally(&[missed, outbound]);
        assert_eq!((tally.calls, tally.inbound, tally.answered), (2, 1, 1));
        assert_eq!((tally.firsts, tally.repeats), ([0; 5], [0; 5]));
        assert_eq!(tally.first_call_resolution(RepeatWindow::Week), None);
        assert_eq!(tally.repeat_rate(RepeatWindow::Week), Some(0.0));
        assert_eq!(tally.answer_rate(), Some(0.5));
    }

    #[test]
    fn handle_time_is_an_average_of_what_is_known() {
        let unlogged = FinishedCall { wrap_up_s: None, hold_s: None, ..inbound(None, None) };
        assert_eq!(tally(&[inbound(None, None), unlogged]).handling(), [Some(100.0), Some(10.0), Some(30.0)]);
        assert_eq!(Tally::default().handling(), [None; 3]);
    }

    #[test]
    fn what_a_log_does_not_say_is_unknown_and_not_nothing() {
        let logged = FinishedCall { seen: Seen::Logged, hold_s: None, wrap_up_s: None, ..inbound(None, None) };
        let silent = FinishedCall { answered: false, talk_s: None, ..logged.clone() };
        let alone = tally(&[logged.clone(), silent.clone()]);
        assert_eq!(alone.handling(), [Some(100.0), None, None]);
        assert_eq!((alone.answer_rate(), alone.calls), (Some(1.0), 2));
        assert_eq!((alone.inbound, alone.firsts, alone.repeat_rate(RepeatWindow::Week)), (0, [0; 5], None));
        let mixed = tally(&[logged, silent, inbound(None, None)]);
        assert_eq!(mixed.handling(), [Some(100.0), Some(20.0), Some(30.0)], "a log thins out no average");
        assert_eq!(mixed.first_call_resolution(RepeatWindow::Week), Some(1.0));
    }

    #[test]
    fn windows_are_known_by_their_days() {
        for window in RepeatWindow::ALL {
            assert_eq!(RepeatWindow::of_days(window.days()), Some(window));
            assert_eq!(RepeatWindow::ALL[window.place()], window);
            let gap_s = |ms: i64| Some(ms.unsigned_abs() / 1000);
            assert!(window.holds(gap_s(window.reach_ms() - 1)) && !window.holds(gap_s(window.reach_ms())));
        }
        assert_eq!(RepeatWindow::of_days(2), None);
    }
}
