//! May this number be called now? What the company's policy says before a phone system is asked.

use crate::phone_system::Destination;
use crate::zone;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How long Salesforce's last answer about a number holds when the number is called.
pub const ANSWER_HOLDS: SignedDuration = SignedDuration::from_mins(5);

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
    /// Salesforce could not be asked, and nothing is known here of whoever has this number.
    NotChecked,
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
    /// Nobody could say who they are.
    pub not_checked: bool,
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

/// Whether Salesforce has to be asked who has a number before it is called, by when it last answered. An answer from a
/// future clock is as old as it is far away.
#[must_use]
pub fn must_ask(policy: &DialPolicy, answered_at: Option<Timestamp>, now: Timestamp) -> bool {
    let holds = |at: Timestamp| now.duration_since(at).abs() < ANSWER_HOLDS;
    policy.do_not_call != Policy::Allow && !answered_at.is_some_and(holds)
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
    if callee.not_checked {
        // Most people did not ask so: whoever calls decides.
        heard.push((policy.do_not_call.min(Policy::Warn), Objection::NotChecked));
    }
    let zones = number.region().map(|region| zone::of_number(&region, number.e164())).unwrap_or_default();
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
        let both = Callee { do_not_call: true, suppressed: true, not_checked: false };
        let dnc = Callee { do_not_call: true, ..Callee::default() };
        let nobody_knows = Callee { not_checked: true, ..Callee::default() };
        let listed = Callee { suppressed: true, ..nobody_knows };
        let say = |do_not_call, suppressed| DialPolicy { do_not_call, suppressed, ..DialPolicy::default() };
        for (callee, policy, expected) in [
            (Callee::default(), DialPolicy::default(), Verdict::Free),
            (dnc, DialPolicy::default(), Verdict::No(vec![Objection::DoNotCall])),
            (dnc, say(Policy::Warn, Policy::Block), Verdict::Ask(vec![Objection::DoNotCall])),
            (dnc, say(Policy::Allow, Policy::Block), Verdict::Free),
            (both, say(Policy::Warn, Policy::Block), Verdict::No(vec![Objection::DoNotCall, Objection::Suppressed])),
            (both, say(Policy::Allow, Policy::Warn), Verdict::Ask(vec![Objection::Suppressed])),
            (nobody_knows, DialPolicy::default(), Verdict::Ask(vec![Objection::NotChecked])),
            (nobody_knows, say(Policy::Warn, Policy::Block), Verdict::Ask(vec![Objection::NotChecked])),
            (nobody_knows, say(Policy::Allow, Policy::Block), Verdict::Free),
            (listed, DialPolicy::default(), Verdict::No(vec![Objection::Suppressed, Objection::NotChecked])),
        ] {
            assert_eq!(may_dial(&berlin, callee, &policy, noon), expected, "{callee:?} {policy:?}");
        }
        let colleague = Destination::read("4021", None).unwrap();
        assert_eq!(may_dial(&colleague, both, &DialPolicy::default(), noon), Verdict::Free);
    }

    #[test]
    fn salesforce_is_asked_where_its_last_answer_is_missing_or_old_and_the_policy_listens() {
        let now = at("2026-11-26T11:00:00Z");
        let deaf = DialPolicy { do_not_call: Policy::Allow, ..DialPolicy::default() };
        let warns = DialPolicy { do_not_call: Policy::Warn, ..DialPolicy::default() };
        for (policy, answered_at, expected) in [
            (DialPolicy::default(), None, true),
            (DialPolicy::default(), Some("2026-11-26T10:55:01Z"), false),
            (DialPolicy::default(), Some("2026-11-26T10:55:00Z"), true),
            (DialPolicy::default(), Some("2026-11-26T11:04:59Z"), false),
            (DialPolicy::default(), Some("2026-11-27T11:00:00Z"), true),
            (warns, None, true),
            (deaf.clone(), None, false),
            (deaf, Some("2026-11-20T10:55:00Z"), false),
        ] {
            assert_eq!(must_ask(&policy, answered_at.map(at), now), expected, "{policy:?} {answered_at:?}");
        }
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
            // Ten in the evening in New York is seven in San Francisco.
            ("+12125550134", "2026-11-27T03:00:00Z", true, false),
            ("+14155550134", "2026-11-27T03:00:00Z", false, false),
            // Idaho has two times: eight in the morning in Boise, seven in the north.
            ("+12085550134", "2026-11-26T14:59:00Z", true, false),
            ("+12085550134", "2026-11-26T15:00:00Z", false, true),
            ("+12085550134", "2026-11-26T16:00:00Z", false, false),
            // A mobile number of Australia: five in the morning in Perth, eight in Sydney. Only some are asleep, so nobody is
            // kept from calling.
            ("+61412345678", "2026-11-26T21:00:00Z", false, true),
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
