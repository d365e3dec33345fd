//! How often an automation ran within the last hour, remembered: one task begins runs, so they need not be counted on the
//! disk for every event.

use crate::companion::Inner;
use crate::error::FlowError;
use callside_core::automation::AutomationName;
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, VecDeque};

/// The time in which runs are counted.
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// When the runs of the last hour began, in order.
#[derive(Default)]
pub(super) struct Recent {
    began: BTreeMap<AutomationName, VecDeque<Timestamp>>,
    looked_at: Option<Timestamp>,
}

impl Recent {
    /// Runs within the hour before `now`. A clock that was set back has them read anew.
    pub(super) async fn runs(
        &mut self,
        inner: &Inner,
        automation: &AutomationName,
        now: Timestamp,
    ) -> Result<u32, FlowError> {
        if self.looked_at.is_some_and(|before| now < before) {
            self.began.clear();
        }
        self.looked_at = Some(now);
        let since = now.checked_sub(HOUR).unwrap_or(Timestamp::MIN);
        if !self.began.contains_key(automation) {
            let began = inner.store.runs_began(automation, since).await?;
            self.began.insert(automation.clone(), began.into());
        }
        Ok(self.began.get_mut(automation).map_or(0, |began| within(began, since)))
    }

    /// One more begins.
    pub(super) fn add(&mut self, automation: &AutomationName, now: Timestamp) {
        if let Some(began) = self.began.get_mut(automation) {
            began.push_back(now);
        }
    }
}

fn within(began: &mut VecDeque<Timestamp>, since: Timestamp) -> u32 {
    while began.front().is_some_and(|at| *at < since) {
        began.pop_front();
    }
    u32::try_from(began.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_older_than_an_hour_counts_no_more() {
        let at = |minutes| Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes);
        let mut began: VecDeque<Timestamp> = [at(0), at(30), at(60)].into();
        assert_eq!(within(&mut began, at(0)), 3);
        assert_eq!(within(&mut began, at(1)), 2);
        assert_eq!(within(&mut began, at(61)), 0);
    }
}
