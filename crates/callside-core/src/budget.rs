//! How the org's API calls are shared out: calls and wrap-ups first, everything that can wait after them.
//!
//! Salesforce counts the calls of all programs of an org over the last 24 hours, says so in `Sforce-Limit-Info`, and
//! answers `REQUEST_LIMIT_EXCEEDED` when they are used up (REST API Developer Guide, "Limit Info header"). Long before
//! that, what can wait steps back.

use crate::config::{Known, Problem, Section, Wrong};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What Salesforce last said about the calls of the last 24 hours. It lags, and may go down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Usage {
    /// Calls so far, of all programs.
    pub used: u32,
    /// Calls allowed.
    pub max: u32,
}

impl Usage {
    /// Used share in percent, at most 100.
    #[must_use]
    pub fn percent(self) -> u8 {
        let percent = u64::from(self.used) * 100 / u64::from(self.max.max(1));
        u8::try_from(percent.min(100)).unwrap_or(100)
    }
}

/// What a call to Salesforce is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Writing what an agent decided.
    WrapUp,
    /// Showing who calls.
    Pop,
    /// A person waits for it: search, an action, a form.
    Agent,
    /// What the org looks like.
    Describe,
    /// Saved look-ups on the pop.
    LookUp,
    /// The console.
    Console,
    /// Watching for new and changed records.
    Polling,
    /// Trying a configuration on stored calls.
    Rehearsal,
    /// Fetching what was missed.
    BackFill,
}

impl Purpose {
    /// All, those that go on longest first.
    pub const ALL: [Self; 9] = [
        Self::WrapUp,
        Self::Pop,
        Self::Agent,
        Self::Describe,
        Self::LookUp,
        Self::Console,
        Self::Polling,
        Self::Rehearsal,
        Self::BackFill,
    ];

    /// Whether it can wait: it slows at [`Shares::slow`] and stops at [`Shares::stop`].
    #[must_use]
    pub const fn can_wait(self) -> bool {
        match self {
            Self::WrapUp | Self::Pop | Self::Agent | Self::Describe => false,
            Self::LookUp | Self::Console | Self::Polling | Self::Rehearsal | Self::BackFill => true,
        }
    }
}

/// Used shares, in percent, at which something changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Shares {
    /// What can wait slows down.
    pub slow: u8,
    /// What can wait stops.
    pub stop: u8,
    /// Everything but wrap-ups stops.
    pub last: u8,
}

impl Default for Shares {
    fn default() -> Self {
        Self { slow: 70, stop: 85, last: 98 }
    }
}

impl Shares {
    /// Whether they are in order and within 1 to 100.
    #[must_use]
    pub const fn are_in_order(self) -> bool {
        1 <= self.slow && self.slow <= self.stop && self.stop <= self.last && self.last <= 100
    }
}

impl Section for Shares {
    const NAME: &'static str = "api_budget";

    fn wrongs(&self, _: &Known<'_>) -> Vec<Wrong> {
        if self.are_in_order() { Vec::new() } else { vec![Wrong::new("", Problem::Shares)] }
    }
}

/// How somebody may go on who wants to call Salesforce.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "pace", rename_all = "snake_case")]
pub enum Pace {
    /// As always.
    Go,
    /// So many times rarer than always; for what is kept: so many times older is still good.
    Slow {
        /// 2 to 10.
        times: u32,
    },
    /// Not now.
    Stop,
}

/// How a purpose may go on. Before Salesforce has said anything, everything may. Wrap-ups always may: what an agent
/// decided is tried until Salesforce itself says no.
#[must_use]
pub fn pace(usage: Option<Usage>, shares: Shares, purpose: Purpose) -> Pace {
    let Some(percent) = usage.map(Usage::percent) else { return Pace::Go };
    match purpose {
        Purpose::WrapUp => Pace::Go,
        _ if percent >= shares.last => Pace::Stop,
        purpose if !purpose.can_wait() => Pace::Go,
        _ if percent >= shares.stop => Pace::Stop,
        _ if percent >= shares.slow => {
            let (into, width) = (u32::from(percent - shares.slow), u32::from(shares.stop - shares.slow).max(1));
            Pace::Slow { times: 2 + 8 * into / width }
        }
        _ => Pace::Go,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GO: Pace = Pace::Go;
    const STOP: Pace = Pace::Stop;
    const fn slow(times: u32) -> Pace {
        Pace::Slow { times }
    }

    #[test]
    fn what_can_wait_steps_back_first_and_wrap_ups_last() {
        use Purpose::{BackFill, Console, LookUp, Pop, WrapUp};
        for (used, expected) in [
            (0, [GO, GO, GO, GO, GO]),
            (6_999, [GO, GO, GO, GO, GO]),
            (7_000, [GO, GO, slow(2), slow(2), slow(2)]),
            (7_700, [GO, GO, slow(5), slow(5), slow(5)]),
            (8_400, [GO, GO, slow(9), slow(9), slow(9)]),
            (8_500, [GO, GO, STOP, STOP, STOP]),
            (9_800, [GO, STOP, STOP, STOP, STOP]),
            (20_000, [GO, STOP, STOP, STOP, STOP]),
        ] {
            let usage = Some(Usage { used, max: 10_000 });
            let paces = [WrapUp, Pop, LookUp, Console, BackFill].map(|p| pace(usage, Shares::default(), p));
            assert_eq!(paces, expected, "{used}");
        }
    }

    #[test]
    fn while_nothing_is_known_everything_goes_on() {
        for purpose in Purpose::ALL {
            assert_eq!(pace(None, Shares::default(), purpose), GO);
        }
        let none_allowed = Some(Usage { used: 0, max: 0 });
        assert_eq!(pace(none_allowed, Shares::default(), Purpose::Polling), GO);
    }

    #[test]
    fn shares_are_in_order() {
        assert!(Shares::default().are_in_order());
        for (slow, stop, last) in [(0, 1, 2), (50, 40, 60), (50, 60, 55), (50, 60, 101)] {
            assert!(!Shares { slow, stop, last }.are_in_order());
        }
        let narrow = Shares { slow: 80, stop: 80, last: 80 };
        assert_eq!(pace(Some(Usage { used: 80, max: 100 }), narrow, Purpose::Polling), STOP);
    }
}
