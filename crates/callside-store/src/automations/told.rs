//! What Salesforce told of records, in batches: what a rehearsal of automations runs over besides calls.

use crate::columns::{limit, read};
use crate::{Store, StoreError};
use callside_core::automation::Told;
use jiff::Timestamp;

/// What was told as it stands on the disk; reading it needs no connection.
#[derive(Debug, Clone, Default)]
pub struct ToldBatch(Vec<(i64, String)>);

impl ToldBatch {
    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Give this to get the next batch.
    #[must_use]
    pub fn last(&self) -> Option<i64> {
        self.0.last().map(|row| row.0)
    }

    /// What was told; what cannot be read (of a newer program) is left out and counted.
    #[must_use]
    pub fn read(&self) -> (Vec<Told>, u32) {
        let told: Vec<Told> = self.0.iter().filter_map(|(_, json)| read(json, "occurrence").ok()).collect();
        let unread = u32::try_from(self.0.len() - told.len()).unwrap_or(u32::MAX);
        (told, unread)
    }
}

impl Store {
    /// How much Salesforce told of records since a moment, as far as it is decided and kept.
    ///
    /// # Errors
    /// As every read.
    pub async fn count_told(&self, since: Timestamp) -> Result<u32, StoreError> {
        const SQL: &str = "SELECT count(*) FROM occurrence INDEXED BY occurrence_told
                           WHERE decided = 1 AND payload IS NOT NULL AND heard_at >= ?1";
        let mut reader = self.reader().await?;
        Ok(sqlx::query_scalar(SQL).bind(since.as_millisecond()).fetch_one(&mut *reader).await?)
    }

    /// The next of it, in the order in which it was heard; `after` is the last of the batch before.
    ///
    /// # Errors
    /// As every read.
    pub async fn told(&self, since: Timestamp, after: Option<i64>, rows: u32) -> Result<ToldBatch, StoreError> {
        const SQL: &str = "SELECT row, payload FROM occurrence NOT INDEXED
                           WHERE decided = 1 AND payload IS NOT NULL AND heard_at >= ?1 AND row > ?2
                           ORDER BY row LIMIT ?3";
        let mut reader = self.reader().await?;
        let rows = sqlx::query_as(SQL)
            .bind(since.as_millisecond())
            .bind(after.unwrap_or(0))
            .bind(limit(rows))
            .fetch_all(&mut *reader)
            .await?;
        Ok(ToldBatch(rows))
    }
}
