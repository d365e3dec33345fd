//! Deliveries that nobody could be found for: kept, shown with their reason, placed again after the mapping is mended.

use super::keep::watched;
use super::{Placing, RelayStore, lasting};
use crate::StoreError;
use crate::columns::{limit, read, time, write};
use callside_core::event::Event;
use jiff::Timestamp;

/// A delivery that waits for an admin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parked {
    /// Its place in this file.
    pub seq: i64,
    /// When it came in.
    pub received_at: Timestamp,
    /// A stable word.
    pub reason: String,
    /// The event.
    pub event: Event,
}

/// What trying again made of parked deliveries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Replayed {
    /// On their way now.
    pub placed: usize,
    /// Still parked.
    pub still_parked: usize,
}

impl RelayStore {
    /// Parked deliveries behind a place, oldest first.
    ///
    /// # Errors
    /// As every read.
    pub async fn parked(&self, after: i64, rows: u32) -> Result<Vec<Parked>, StoreError> {
        const SQL: &str = "SELECT seq, received_at, reason, payload FROM delivery
            WHERE reason IS NOT NULL AND payload IS NOT NULL AND seq > ?1 ORDER BY seq LIMIT ?2";
        let mut reader = self.store.reader().await?;
        let rows: Vec<(i64, i64, String, String)> =
            sqlx::query_as(SQL).bind(after).bind(limit(rows)).fetch_all(&mut *reader).await?;
        rows.into_iter()
            .map(|(seq, at, reason, payload)| {
                Ok(Parked { seq, received_at: time(at)?, reason, event: read(&payload, "delivery")? })
            })
            .collect()
    }

    /// Places parked deliveries anew, each with its place, where it goes now, and who hears of it for a history. They move to
    /// the end of the file, because desktops are past their old place.
    ///
    /// # Errors
    /// As every write; then all stay as they were.
    pub async fn place(
        &self,
        placings: &[(i64, Placing, Option<Vec<String>>)],
        service: super::Service,
    ) -> Result<Replayed, StoreError> {
        const STAY: &str = "UPDATE delivery SET reason = ?2 WHERE seq = ?1 AND reason IS NOT NULL";
        const MOVE: &str = "UPDATE delivery
            SET seq = (SELECT max(seq) + 1 FROM delivery), reason = NULL, people = ?2, handed = ?3, watchers = ?4
            WHERE seq = ?1 AND reason IS NOT NULL AND payload IS NOT NULL";
        const COUNT: &str = "UPDATE sqlite_sequence SET seq = (SELECT max(seq) FROM delivery) WHERE name = 'delivery'";
        const AWAY: &str = "DELETE FROM inbox WHERE seq = ?1";
        let mut replayed = Replayed::default();
        let mut writer = self.store.writer().await?;
        let mut transaction = writer.begin().await?;
        for (seq, placing, watchers) in placings {
            match placing {
                Placing::Parked(reason) => {
                    sqlx::query(STAY).bind(seq).bind(*reason).execute(&mut *transaction).await?;
                    replayed.still_parked += 1;
                }
                Placing::To(people) => {
                    sqlx::query(AWAY).bind(seq).execute(&mut *transaction).await?;
                    let moved = sqlx::query(MOVE).bind(seq).bind(write(people)?).bind(service.handed());
                    let moved = moved.bind(watched(watchers.as_ref())?).execute(&mut *transaction).await?;
                    replayed.placed += usize::from(moved.rows_affected() == 1);
                }
            }
        }
        sqlx::query(COUNT).execute(&mut *transaction).await?;
        let last = lasting::last(&mut transaction).await?;
        transaction.commit().await?;
        self.lasting.reached(Some(last));
        Ok(replayed)
    }
}
