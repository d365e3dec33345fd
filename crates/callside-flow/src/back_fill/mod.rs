//! Bringing in older calls from their logs in Salesforce: ordered by a person, done by a task of the engine, slice by
//! slice, and gone on with after a pause, a lost connection, a used-up budget or a crash where it stood.

mod agents;
mod work;

use crate::companion::{Companion, Inner};
use crate::error::FlowError;
use crate::notice::Notice;
use callside_core::back_fill::{Fill, FillState, Whose};
use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan as _};
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::Notify;

pub(crate) use agents::PhoneKeys;
pub(crate) use work::run;

/// The speed is that of the last so many seconds.
const LOOK_BACK: Duration = Duration::from_secs(10);

/// Why it does not go on just now, though nobody stopped it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waits {
    /// Nobody is signed in.
    ForSignIn,
    /// Another org is signed in to.
    ForOrg,
    /// Salesforce cannot be reached, or is busy.
    ForSalesforce,
    /// The org's API calls run short.
    ForBudget,
}

/// How it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Filling {
    /// The order.
    pub fill: Fill,
    /// Why it does not go on just now.
    pub waits: Option<Waits>,
    /// Logs a second, over the last seconds in which it went on.
    pub per_second: Option<f64>,
    /// How long it will still take.
    pub left: Option<SignedDuration>,
}

/// What a person may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rights {
    /// Their own calls.
    pub mine: bool,
    /// Those of the team.
    pub team: bool,
    /// Calls before this day would be deleted at once: their time is over.
    pub earliest: Date,
}

/// Why an order is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotOrdered {
    /// The role or the policy does not let this person.
    NotAllowed,
    /// The days are none, or all of them are over for what is kept here.
    BadDays,
    /// One is under way.
    UnderWay,
}

/// What the task of the engine and the screen share.
#[derive(Default)]
pub(crate) struct Progress {
    /// Wakes the task.
    pub wake: Notify,
    state: Mutex<Pace>,
}

#[derive(Default)]
struct Pace {
    waits: Option<Waits>,
    /// When, and logs that were read by then.
    samples: VecDeque<(Instant, u64)>,
    said: Option<Instant>,
}

impl Progress {
    fn held(&self) -> MutexGuard<'_, Pace> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes note of a slice; whether it is time to say so.
    fn sample(&self, read: u64, at: Instant) -> bool {
        let mut pace = self.held();
        pace.waits = None;
        pace.samples.push_back((at, read));
        while pace.samples.front().is_some_and(|(first, _)| at.duration_since(*first) > LOOK_BACK) {
            pace.samples.pop_front();
        }
        let due = pace.said.is_none_or(|said| at.duration_since(said) >= SAY_EVERY);
        if due {
            pace.said = Some(at);
        }
        due
    }

    /// It stands still; whether that is new.
    fn stand(&self, waits: Option<Waits>) -> bool {
        let mut pace = self.held();
        pace.samples.clear();
        std::mem::replace(&mut pace.waits, waits) != waits
    }

    fn speed(&self) -> Option<(u64, Duration)> {
        let pace = self.held();
        let ((first, read), (last, now)) = (pace.samples.front()?, pace.samples.back()?);
        let took = last.duration_since(*first);
        (!took.is_zero()).then(|| (now.saturating_sub(*read), took))
    }
}

/// How often progress is announced.
const SAY_EVERY: Duration = Duration::from_millis(250);

impl Companion {
    /// What this person may ask for.
    #[must_use]
    pub fn fill_rights(&self) -> Rights {
        let (preferences, role) = (self.inner.preferences(), self.role());
        let may = |whose| preferences.bring_in_calls.lets(role, whose);
        Rights { mine: may(Whose::Mine), team: may(Whose::Team), earliest: self.inner.earliest_day() }
    }

    /// How the last order stands; `None` when there was none yet.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn filling(&self) -> Result<Option<Filling>, FlowError> {
        let Some((_, fill)) = self.inner.store.back_fill().await? else { return Ok(None) };
        let progress = &self.inner.progress;
        let running = fill.state == FillState::Running;
        let speed = progress.speed().filter(|_| running);
        let duration = |took: Duration| SignedDuration::try_from(took).unwrap_or(SignedDuration::MAX);
        Ok(Some(Filling {
            waits: progress.held().waits.filter(|_| running),
            per_second: speed
                .map(|(read, took)| f64::from(u32::try_from(read).unwrap_or(u32::MAX)) / took.as_secs_f64()),
            left: speed.and_then(|(read, took)| fill.left(read, duration(took))),
            fill,
        }))
    }

    /// Orders the calls of some days, both ends included. Days whose calls are over for what is kept here are left out.
    ///
    /// # Errors
    /// [`FlowError::SignInNeeded`], or when the database fails.
    pub async fn order_fill(
        &self,
        whose: Whose,
        first: Date,
        last: Date,
    ) -> Result<Result<Fill, NotOrdered>, FlowError> {
        let inner = &self.inner;
        let rights = self.fill_rights();
        if !(if whose == Whose::Mine { rights.mine } else { rights.team }) {
            return Ok(Err(NotOrdered::NotAllowed));
        }
        let first = first.max(rights.earliest);
        if first > last {
            return Ok(Err(NotOrdered::BadDays));
        }
        if inner.store.back_fill().await?.is_some_and(|(_, fill)| fill.state.is_open()) {
            return Ok(Err(NotOrdered::UnderWay));
        }
        let org = inner.org();
        let me = org.identity.as_ref().ok_or(FlowError::SignInNeeded)?;
        let fill = Fill {
            org: me.org.clone(),
            by: me.user.clone(),
            whose,
            first,
            last,
            zone: org.zone().iana_name().unwrap_or("UTC").to_owned(),
            asked_at: inner.now(),
            total: None,
            read: 0,
            new: 0,
            known: 0,
            unreadable: 0,
            after: None,
            state: FillState::Running,
        };
        inner.store.order_back_fill(&fill).await?;
        inner.progress.stand(None);
        inner.progress.wake.notify_one();
        inner.say(Notice::BackFill);
        Ok(Ok(fill))
    }

    /// Stops for a while, goes on, or ends what is under way. What was brought in stays. Nothing happens when nothing is
    /// under way.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn steer_fill(&self, to: Steer) -> Result<(), FlowError> {
        let inner = &self.inner;
        if let Some((id, _)) = inner.store.back_fill().await? {
            inner.store.change_back_fill(id, |fill| fill.state = to.state()).await?;
            inner.progress.stand(None);
            inner.progress.wake.notify_one();
            inner.say(Notice::BackFill);
            inner.say(Notice::Calls);
        }
        Ok(())
    }
}

/// What a person does with an order that is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Steer {
    /// Stop for a while.
    Pause,
    /// Go on.
    Resume,
    /// End it.
    Cancel,
}

impl Steer {
    const fn state(self) -> FillState {
        match self {
            Self::Pause => FillState::Paused,
            Self::Resume => FillState::Running,
            Self::Cancel => FillState::Cancelled,
        }
    }
}

impl Inner {
    /// The first day whose calls stay for a while.
    fn earliest_day(&self) -> Date {
        let today = self.now().to_zoned(self.org().zone()).date();
        let days = i64::from(self.preferences().retention.calls_days);
        today.checked_sub((days - 1).max(0).days()).unwrap_or(Date::MIN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_speed_is_that_of_the_last_seconds_and_is_forgotten_when_it_stands() {
        let progress = Progress::default();
        let begin = Instant::now();
        let at = |millis| begin + Duration::from_millis(millis);
        assert_eq!(progress.speed(), None);
        assert!(progress.sample(0, at(0)), "the first is said");
        assert!(!progress.sample(100, at(100)));
        assert!(progress.sample(300, at(300)));
        assert_eq!(progress.speed(), Some((300, Duration::from_millis(300))));
        progress.sample(9000, at(10_200));
        assert_eq!(progress.speed(), Some((8700, Duration::from_millis(9900))), "what is older is forgotten");
        assert!(progress.stand(Some(Waits::ForBudget)) && !progress.stand(Some(Waits::ForBudget)));
        assert_eq!(progress.speed(), None);
    }
}
