//! How long things stay.

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

/// What is in the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Stock {
    /// Deliveries with contents, parked ones among them.
    pub waiting: i64,
    /// Parked deliveries.
    pub parked: i64,
    /// Deliveries that the fleet does not have yet.
    pub unhanded: i64,
}

impl RelayStore {
    /// Empties what is delivered, parks what nobody fetched, gives up what stayed parked, forgets old ids.
    ///
    /// # Errors
    /// As every write; then nothing changed.
    pub async fn retire(&self, retention: Retention, now: Timestamp) -> Result<Retired, StoreError> {
        // A desktop that was away for longer than everything is kept no longer counts.
        const GONE: &str = "DELETE FROM desk WHERE seen_at < ?1";
        const FETCHED: &str = "DELETE FROM inbox WHERE person <> '*'
            AND seq <= (SELECT min(cursor) FROM desk WHERE desk.person = inbox.person)
            AND (SELECT received_at FROM delivery AS d WHERE d.seq = inbox.seq) < ?1";
        const TO_ALL: &str = "DELETE FROM inbox WHERE person = '*'
            AND (SELECT received_at FROM delivery AS d WHERE d.seq = inbox.seq) < ?1";
        const EMPTY: &str = "UPDATE delivery SET payload = NULL WHERE payload IS NOT NULL
            AND reason IS NULL AND handed <> 0 AND NOT EXISTS (SELECT 1 FROM inbox WHERE inbox.seq = delivery.seq)
            AND (watchers IS NULL OR received_at < ?1)";
        const OUTLIVED: &str = "DELETE FROM inbox WHERE history = 1
            AND (SELECT received_at FROM delivery AS d WHERE d.seq = inbox.seq) < ?1";
        // What only waits for a history is nobody's to claim.
        const UNCLAIMED: &str = "UPDATE delivery SET reason = 'unclaimed' WHERE payload IS NOT NULL AND reason IS NULL
            AND handed <> 0 AND received_at < ?1
            AND EXISTS (SELECT 1 FROM inbox WHERE inbox.seq = delivery.seq AND history = 0)";
        const UNCLAIMED_INBOX: &str = "DELETE FROM inbox WHERE history = 0 AND seq IN
            (SELECT seq FROM delivery WHERE reason = 'unclaimed')";
        const GIVE_UP: &str = "UPDATE delivery SET payload = NULL WHERE payload IS NOT NULL
            AND reason IS NOT NULL AND received_at < ?1 AND watchers IS NULL";
        const GIVE_UP_FOR_HISTORY: &str = "UPDATE delivery SET reason = NULL WHERE payload IS NOT NULL
            AND reason = 'unclaimed' AND received_at < ?1";
        const FORGET: &str = "DELETE FROM delivery WHERE payload IS NULL AND received_at < ?1";
        let before = |age: SignedDuration| (now - age).as_millisecond();
        let mut writer = self.store.writer().await?;
        let mut transaction = writer.begin().await?;
        let mut count = Vec::new();
        for (sql, bound) in [
            (GONE, Some(before(retention.keep))),
            (FETCHED, Some(before(retention.grace))),
            (TO_ALL, Some(before(retention.keep))),
            (OUTLIVED, Some(before(retention.history))),
            (EMPTY, Some(before(retention.history))),
            (UNCLAIMED, Some(before(retention.keep))),
            (UNCLAIMED_INBOX, None),
            (GIVE_UP, Some(before(retention.keep * 2))),
            (GIVE_UP_FOR_HISTORY, Some(before(retention.keep * 2))),
            (FORGET, Some(before(retention.remember))),
        ] {
            let query = sqlx::query(sql);
            let query = if let Some(bound) = bound { query.bind(bound) } else { query };
            count.push(query.execute(&mut *transaction).await?.rows_affected());
        }
        transaction.commit().await?;
        let given_up = count[7] + count[8];
        Ok(Retired { emptied: count[4], unclaimed: count[5], given_up, forgotten: count[9] })
    }

    /// Counts what is in the file.
    ///
    /// # Errors
    /// As every read.
    pub async fn stock(&self) -> Result<Stock, StoreError> {
        const SQL: &str = "SELECT
            (SELECT count(*) FROM delivery WHERE payload IS NOT NULL),
            (SELECT count(*) FROM delivery WHERE reason IS NOT NULL AND payload IS NOT NULL),
            (SELECT count(*) FROM delivery WHERE handed = 0 AND people IS NOT NULL AND payload IS NOT NULL)";
        let mut reader = self.store.reader().await?;
        let (waiting, parked, unhanded) = sqlx::query_as(SQL).fetch_one(&mut *reader).await?;
        Ok(Stock { waiting, parked, unhanded })
    }
}
