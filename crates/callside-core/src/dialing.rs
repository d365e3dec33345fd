//! May this number be called now? What the company's policy says before a phone system is asked.

use crate::phone_system::Destination;
use crate::zone;
use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// What the policy does about an objection.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    /// Nothing.
    Allow,
    /// The agent is told and may go on.
    #[default]
    Warn,
    /// The call is not made.
    Block,
}

/// Hours in which people are not called, by the clock where they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct QuietHours {
    /// What is done about it.
    pub policy: Policy,
    /// From this time of day.
    pub from: Time,
    /// Until this time of day, usually on the next morning.
    pub until: Time,
}

impl Default for QuietHours {
    /// 47 CFR 64.1200(c)(1): no solicitation before 8 a.m. or after 9 p.m. at the called party's location.
    fn default() -> Self {
        Self { policy: Policy::Warn, from: Time::constant(21, 0, 0, 0), until: Time::constant(8, 0, 0, 0) }
    }
}

impl QuietHours {
    fn holds(&self, time: Time) -> bool {
        match self.from <= self.until {
            true => (self.from..self.until).contains(&time),
            false => time >= self.from || time < self.until,
        }
    }
}

/// What the company says about calling out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DialPolicy {
    /// People who asked not to be called (`DoNotCall` of their record).
    pub do_not_call: Policy,
    /// Numbers on the suppression list.
    pub suppressed: Policy,
    /// Hours in which people are not called.
    pub quiet_hours: QuietHours,
}

impl Default for DialPolicy {
    fn default() -> Self {
        Self { do_not_call: Policy::Block, suppressed: Policy::Block, quiet_hours: QuietHours::default() }
    }
}

/// Something that speaks against a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum Objection {
    /// The person asked not to be called.
    DoNotCall,
    /// The number is on the suppression list.
    Suppressed,
    /// It is quiet hours there.
    QuietHours {
        /// The time of day there, earliest first; two where the region keeps several.
        there: Vec<Time>,
        /// It is so wherever in the region the person is; else it may be.
        surely: bool,
    },
}

/// What is known about the person to be called.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Callee {
    /// Their record says so.
    pub do_not_call: bool,
    /// Their number is on the suppression list.
    pub suppressed: bool,
}

/// What the policy says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing speaks against it.
    Free,
    /// The agent must be told first.
    Ask(Vec<Objection>),
    /// The call is not made.
    No(Vec<Objection>),
}

/// Judges a call. Colleagues (extensions) are always free.
#[must_use]
pub fn may_dial(to: &Destination, callee: Callee, policy: &DialPolicy, now: Timestamp) -> Verdict {
    let Destination::Number { number } = to else { return Verdict::Free };
    let mut heard = Vec::new();
    if callee.do_not_call {
        heard.push((policy.do_not_call, Objection::DoNotCall));
    }
    if callee.suppressed {
        heard.push((policy.suppressed, Objection::Suppressed));
    }
    let zones = number.region().map(|region| zone::all_of_region(&region)).unwrap_or_default();
    if let Some(objection) = quiet(&zones, &policy.quiet_hours, now) {
        // What only may be so is never more than a warning: most of the region is awake.
        let surely = matches!(objection, Objection::QuietHours { surely: true, .. });
        let limit = if surely { Policy::Block } else { Policy::Warn };
        heard.push((policy.quiet_hours.policy.min(limit), objection));
    }
    heard.retain(|(policy, _)| *policy != Policy::Allow);
    let blocked = heard.iter().any(|(policy, _)| *policy == Policy::Block);
    let objections: Vec<_> = heard.into_iter().map(|(_, objection)| objection).collect();
    match (objections.is_empty(), blocked) {
        (true, _) => Verdict::Free,
        (false, true) => Verdict::No(objections),
        (false, false) => Verdict::Ask(objections),
    }
}

fn quiet(zones: &[&str], hours: &QuietHours, now: Timestamp) -> Option<Objection> {
    let clock = |zone: &&str| TimeZone::get(zone).ok().map(|zone| now.to_zoned(zone).time());
    let times: Vec<Time> = zones.iter().filter_map(clock).collect();
    let quiet: Vec<Time> = times.iter().copied().filter(|time| hours.holds(*time)).collect();
    if quiet.is_empty() {
        return None;
    }
    let surely = quiet.len() == times.len();
    let mut there: Vec<Time> = [times.last(), times.first()].into_iter().flatten().copied().collect();
    there.dedup();
    Some(Objection::QuietHours { there, surely })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Destination {
        Destination::read(text, None).unwrap()
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn policy_blocks_warns_and_allows() {
        // Berlin, noon: nobody sleeps.
        let (berlin, noon) = (number("+493023125017"), at("2026-11-26T11:00:00Z"));
        let both = Callee { do_not_call: true, suppressed: true };
        let dnc = Callee { do_not_call: true, suppressed: false };
        let say = |do_not_call, suppressed| DialPolicy { do_not_call, suppressed, ..DialPolicy::default() };
        for (callee, policy, expected) in [
            (Callee::default(), DialPolicy::default(), Verdict::Free),
            (dnc, DialPolicy::default(), Verdict::No(vec![Objection::DoNotCall])),
            (dnc, say(Policy::Warn, Policy::Block), Verdict::Ask(vec![Objection::DoNotCall])),
            (dnc, say(Policy::Allow, Policy::Block), Verdict::Free),
            (both, say(Policy::Warn, Policy::Block), Verdict::No(vec![Objection::DoNotCall, Objection::Suppressed])),
            (both, say(Policy::Allow, Policy::Warn), Verdict::Ask(vec![Objection::Suppressed])),
        ] {
            assert_eq!(may_dial(&berlin, callee, &policy, noon), expected, "{callee:?} {policy:?}");
        }
        let colleague = Destination::read("4021", None).unwrap();
        assert_eq!(may_dial(&colleague, both, &DialPolicy::default(), noon), Verdict::Free);
    }

    #[test]
    fn quiet_hours_are_those_of_the_callee() {
        let block = QuietHours { policy: Policy::Block, ..QuietHours::default() };
        let policy = DialPolicy { quiet_hours: block, ..DialPolicy::default() };
        for (to, when, blocked, asked) in [
            ("+493023125017", "2026-11-26T06:59:00Z", true, false),
            ("+493023125017", "2026-11-26T07:00:00Z", false, false),
            ("+493023125017", "2026-11-26T19:59:00Z", false, false),
            ("+493023125017", "2026-11-26T20:00:00Z", true, false),
            // Seven in the morning in New York and midnight in Honolulu: quiet everywhere.
            ("+14155550134", "2026-11-26T12:00:00Z", true, false),
            // Noon in New York, seven in Honolulu: only some are asleep, so nobody is kept from calling.
            ("+14155550134", "2026-11-26T17:00:00Z", false, true),
            // Three in the afternoon in New York, ten in Honolulu.
            ("+14155550134", "2026-11-26T20:00:00Z", false, false),
        ] {
            let verdict = may_dial(&number(to), Callee::default(), &policy, at(when));
            assert_eq!(
                (matches!(verdict, Verdict::No(_)), matches!(verdict, Verdict::Ask(_))),
                (blocked, asked),
                "{to} {when} {verdict:?}"
            );
        }
    }

    #[test]
    fn hours_within_one_day_and_over_midnight() {
        let time = |hour, minute| Time::constant(hour, minute, 0, 0);
        let lunch = QuietHours { policy: Policy::Warn, from: time(12, 0), until: time(13, 0) };
        for (hours, when, held) in [
            (&lunch, time(12, 30), true),
            (&lunch, time(13, 0), false),
            (&QuietHours::default(), time(23, 0), true),
            (&QuietHours::default(), time(7, 59), true),
            (&QuietHours::default(), time(8, 0), false),
        ] {
            assert_eq!(hours.holds(when), held, "{when}");
        }
    }
}
