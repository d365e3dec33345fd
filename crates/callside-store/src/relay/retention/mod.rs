//! How long things stay.
//!
//! What has had its term is looked for beside whoever writes, and let go in slices of some hundred rows, each a commit: a webhook
//! that comes in meanwhile waits for one slice at most.

mod aged;
mod inboxes;
mod slices;
#[cfg(test)]
mod tests;

use super::RelayStore;
use crate::StoreError;
use jiff::{SignedDuration, Timestamp};

/// How long a relay keeps what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// A delivery that nobody has fetched becomes `unclaimed` after this, and a parked one is given up after twice this.
    pub keep: SignedDuration,
    /// A delivery that every desktop of its people has is emptied after this.
    pub grace: SignedDuration,
    /// The id of an emptied delivery is known for this long, so that late repeats change nothing.
    pub remember: SignedDuration,
    /// A delivery is held so long for those who look after its team, also when all of them have it: others may be given the
    /// team. Nothing where there is no history.
    pub history: SignedDuration,
}

/// What a round of tidying did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Retired {
    /// Deliveries emptied because their people have them.
    pub emptied: u64,
    /// Deliveries that nobody fetched in time: parked now, for an admin to see.
    pub unclaimed: u64,
    /// Parked deliveries that were given up for good.
    pub given_up: u64,
    /// Ids forgotten.
    pub forgotten: u64,
}

/// What came in before these moments, in milliseconds, has had the term of the same name.
#[derive(Debug, Clone, Copy)]
struct Terms {
    keep: i64,
    twice: i64,
    grace: i64,
    remember: i64,
    history: i64,
}

impl Terms {
    fn of(retention: Retention, now: Timestamp) -> Self {
        let before = |age: SignedDuration| (now - age).as_millisecond();
        Self {
            keep: before(retention.keep),
            twice: before(retention.keep * 2),
            grace: before(retention.grace),
            remember: before(retention.remember),
            history: before(retention.history),
        }
    }
}

impl RelayStore {
    /// Empties what is delivered, parks what nobody fetched, gives up what stayed parked, forgets old ids.
    ///
    /// # Errors
    /// As every write. What was done before the error is done; the next round does the rest.
    pub async fn retire(&self, retention: Retention, now: Timestamp) -> Result<Retired, StoreError> {
        let terms = Terms::of(retention, now);
        self.forget_desks(terms).await?;
        Ok(Retired {
            emptied: self.take_out(terms).await? + self.let_history_go(terms).await?,
            unclaimed: self.park_unclaimed(terms).await?,
            given_up: self.give_up(terms).await?,
            forgotten: self.forget_ids(terms).await?,
        })
    }
}
