//! How often automations would have run, hour by hour: what would be a flood is seen before it goes live.

use crate::automation::{Automation, AutomationName};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

const HOUR_S: i64 = 3_600;

/// Runs by automation and hour, counted while a rehearsal runs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Runs {
    by_automation: BTreeMap<AutomationName, BTreeMap<i64, u32>>,
    /// Hours in which anything was heard at all.
    hours: BTreeSet<i64>,
}

/// How often one automation would have run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// What people call it.
    pub automation: String,
    /// Runs in all.
    pub runs: u32,
    /// Hours in which anything was heard, whether or not it ran: the mean is over these.
    pub hours: u32,
    /// Runs of the hour that had the most.
    pub peak: u32,
    /// When that hour began.
    pub peak_at: Timestamp,
    /// Runs that an hour may have; what is beyond is held back.
    pub limit: u32,
}

impl Runs {
    /// Something was heard, whatever came of it.
    pub(super) fn heard(&mut self, at: Timestamp) {
        self.hours.insert(hour(at));
    }

    /// An automation ran.
    pub(super) fn ran(&mut self, automation: &AutomationName, at: Timestamp) {
        if !self.by_automation.contains_key(automation) {
            self.by_automation.insert(automation.clone(), BTreeMap::new());
        }
        if let Some(hours) = self.by_automation.get_mut(automation) {
            *hours.entry(hour(at)).or_default() += 1;
        }
    }

    /// Adds the runs of another part.
    pub fn join(&mut self, other: Self) {
        self.hours.extend(other.hours);
        for (automation, hours) in other.by_automation {
            let all = self.by_automation.entry(automation).or_default();
            for (hour, runs) in hours {
                *all.entry(hour).or_default() += runs;
            }
        }
    }

    /// The rates of these automations, the highest peak first; those that never ran are left out.
    #[must_use]
    pub fn rates(&self, automations: &[Automation]) -> Vec<Rate> {
        let rate = |automation: &Automation| {
            let hours = self.by_automation.get(&automation.name)?;
            let (at, peak) = hours.iter().max_by_key(|(hour, runs)| (**runs, std::cmp::Reverse(**hour)))?;
            Some(Rate {
                automation: automation.title.clone(),
                runs: hours.values().sum(),
                hours: u32::try_from(self.hours.len()).unwrap_or(u32::MAX),
                peak: *peak,
                peak_at: Timestamp::from_second(at.saturating_mul(HOUR_S)).ok()?,
                limit: automation.limits.runs_per_hour,
            })
        };
        let mut rates: Vec<Rate> = automations.iter().filter_map(rate).collect();
        rates.sort_by(|a, b| b.peak.cmp(&a.peak).then_with(|| a.automation.cmp(&b.automation)));
        rates
    }
}

fn hour(at: Timestamp) -> i64 {
    at.as_second().div_euclid(HOUR_S)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn automation(name: &str, limit: u32) -> Automation {
        serde_json::from_value(json!({
            "name": name, "title": name.to_uppercase(), "on": {"trigger": "call"}, "steps": [{"do": "toast", "text": "x"}],
            "limits": {"runs_per_hour": limit},
        }))
        .unwrap()
    }

    #[test]
    fn runs_are_counted_by_the_hour_and_the_mean_is_over_hours_in_which_anything_was_heard() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let (busy, calm) = (automation("busy", 2), automation("calm", 500));
        let (mut first, mut second) = (Runs::default(), Runs::default());
        let told: [(&str, &[&Automation]); 4] = [
            ("2026-11-20T09:00:00Z", &[&busy, &calm]),
            ("2026-11-20T09:59:59Z", &[&busy]),
            ("2026-11-20T10:00:00Z", &[&busy]),
            ("2026-11-20T11:30:00Z", &[]),
        ];
        for (moment, ran) in told {
            first.heard(at(moment));
            ran.iter().for_each(|automation| first.ran(&automation.name, at(moment)));
        }
        second.heard(at("2026-11-20T09:20:00Z"));
        second.ran(&busy.name, at("2026-11-20T09:20:00Z"));
        first.join(second);
        let rates = first.rates(&[calm.clone(), busy, automation("never", 1)]);
        let told: Vec<_> =
            rates.iter().map(|it| (it.automation.as_str(), it.runs, it.hours, it.peak, it.limit)).collect();
        assert_eq!(told, [("BUSY", 4, 3, 3, 2), ("CALM", 1, 3, 1, 500)]);
        assert_eq!(rates[0].peak_at, at("2026-11-20T09:00:00Z"));
    }
}
