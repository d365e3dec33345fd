//! Calls with what was decided about them, in batches: what a rehearsal runs over.

use crate::columns::{limit, read};
use crate::{Store, StoreError};
use callside_core::call::Call;
use callside_core::plan::WrapUp;
use callside_core::rehearsal::Decided;
use jiff::Timestamp;
use serde::Deserialize;

/// Calls as they stand on the disk. Reading them as nouns is most of the work and needs no connection: do it in
/// parallel with [`Self::read`].
#[derive(Debug, Clone, Default)]
pub struct DecidedBatch {
    rows: Vec<(i64, String, String)>,
}

/// Only the decision: the plan of that day is not wanted.
#[derive(Deserialize)]
struct Payload {
    wrap_up: WrapUp,
}

impl DecidedBatch {
    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Give this to get the next batch.
    #[must_use]
    pub fn last(&self) -> Option<i64> {
        self.rows.last().map(|row| row.0)
    }

    /// The calls and decisions; those that cannot be read (of a newer program) are left out and counted.
    #[must_use]
    pub fn read(&self) -> (Vec<Decided>, u32) {
        let one = |(_, call, payload): &(i64, String, String)| -> Result<Decided, StoreError> {
            let call: Call = read(call, "call")?;
            let payload: Payload = read(payload, "outbox payload")?;
            Ok(Decided { call, wrap_up: payload.wrap_up })
        };
        let read: Vec<Decided> = self.rows.iter().filter_map(|row| one(row).ok()).collect();
        let unread = u32::try_from(self.rows.len() - read.len()).unwrap_or(u32::MAX);
        (read, unread)
    }
}

impl Store {
    /// How many calls since a moment have a decision.
    ///
    /// # Errors
    /// As every read.
    pub async fn count_decided(&self, since: Timestamp) -> Result<u32, StoreError> {
        const SQL: &str =
            "SELECT count(*) FROM outbox WHERE kind = 'wrap_up' AND state <> 'cancelled' AND created_at >= ?1";
        let mut reader = self.reader().await?;
        Ok(sqlx::query_scalar(SQL).bind(since.as_millisecond()).fetch_one(&mut *reader).await?)
    }

    /// The next calls with a decision made since a moment, in the order of the decisions; `after` is the last of the
    /// batch before.
    ///
    /// # Errors
    /// As every read.
    pub async fn decided(&self, since: Timestamp, after: Option<i64>, rows: u32) -> Result<DecidedBatch, StoreError> {
        const SQL: &str = "SELECT o.id, c.state, o.payload FROM outbox o JOIN call c ON c.key = o.key
                           WHERE o.kind = 'wrap_up' AND o.state <> 'cancelled' AND o.created_at >= ?1 AND o.id > ?2
                           ORDER BY o.id LIMIT ?3";
        // The index says where to begin; from there the rows are read in the order of the table.
        const FIRST: &str = "SELECT min(id) - 1 FROM outbox
                             WHERE kind = 'wrap_up' AND state <> 'cancelled' AND created_at >= ?1";
        let mut reader = self.reader().await?;
        let after = match after {
            Some(after) => Some(after),
            None => sqlx::query_scalar(FIRST).bind(since.as_millisecond()).fetch_one(&mut *reader).await?,
        };
        let Some(after) = after else { return Ok(DecidedBatch::default()) };
        let rows = sqlx::query_as(SQL)
            .bind(since.as_millisecond())
            .bind(after)
            .bind(limit(rows))
            .fetch_all(&mut *reader)
            .await?;
        Ok(DecidedBatch { rows })
    }

    /// The last calls with a decision, newest first.
    ///
    /// # Errors
    /// As every read.
    pub async fn last_decided(&self, rows: u32) -> Result<DecidedBatch, StoreError> {
        const SQL: &str = "SELECT o.id, c.state, o.payload FROM outbox o JOIN call c ON c.key = o.key
                           WHERE o.kind = 'wrap_up' AND o.state <> 'cancelled' ORDER BY o.id DESC LIMIT ?1";
        let mut reader = self.reader().await?;
        Ok(DecidedBatch { rows: sqlx::query_as(SQL).bind(limit(rows)).fetch_all(&mut *reader).await? })
    }
}
