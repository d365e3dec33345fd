//! The outbox as people see it.

use super::rows::{self, Row};
use crate::columns::limit;
use crate::{Store, StoreError};
use callside_core::ids::{CallKey, EntryId};
use callside_core::outbox::Entry;
use jiff::Timestamp;

/// Which entries to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryFilter {
    /// All: refused ones first, then those to be sent, then the others; each newest first.
    All,
    /// Waiting or being sent, for the org that is signed in to; oldest first.
    Open,
    /// Refused; newest first.
    Refused,
    /// Standing in Salesforce; the last one sent first.
    Done,
}

/// Numbers of the outbox.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OutboxCounts {
    /// Waiting or being sent.
    pub waiting: u32,
    /// Refused: a person must act.
    pub refused: u32,
    /// Standing in Salesforce since the moment that was asked for.
    pub sent: u32,
}

impl Store {
    /// One entry.
    ///
    /// # Errors
    /// As every read.
    pub async fn entry(&self, id: EntryId) -> Result<Option<Entry>, StoreError> {
        let mut reader = self.reader().await?;
        rows::one(&mut reader, id).await
    }

    /// The wrap-up of a call that is not cancelled.
    ///
    /// # Errors
    /// As every read.
    pub async fn entry_of(&self, call: &CallKey) -> Result<Option<Entry>, StoreError> {
        let mut reader = self.reader().await?;
        rows::live(&mut reader, "wrap_up", &call.to_string()).await
    }

    /// Whether a wrap-up of this call was ever taken back here.
    ///
    /// # Errors
    /// As every read.
    pub async fn was_taken_back(&self, call: &CallKey) -> Result<bool, StoreError> {
        const SQL: &str = "SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'cancelled' AND settled_at IS NOT NULL
                           AND kind = 'wrap_up' AND key = ?1)";
        let mut reader = self.reader().await?;
        Ok(sqlx::query_scalar(SQL).bind(call.to_string()).fetch_one(&mut *reader).await?)
    }

    /// What was and will be written because of a call, in the order of saving: its wrap-up and what phone systems are
    /// told after it. What was taken back is not among it.
    ///
    /// # Errors
    /// As every read.
    pub async fn entries_of(&self, call: &CallKey) -> Result<Vec<Entry>, StoreError> {
        const SQL: &str = "SELECT * FROM outbox WHERE state <> 'cancelled'
                           AND (kind = 'wrap_up' AND key = ?1
                                OR kind = 'phone' AND key IN (?1 || ':end', ?1 || ':disposition', ?1 || ':comment'))
                           ORDER BY id";
        let mut reader = self.reader().await?;
        let found: Vec<Row> = sqlx::query_as(SQL).bind(call.to_string()).fetch_all(&mut *reader).await?;
        rows::with_receipts(&mut reader, found).await
    }

    /// Entries in the order that the filter says.
    ///
    /// # Errors
    /// As every read.
    pub async fn entries(&self, filter: EntryFilter, rows: u32) -> Result<Vec<Entry>, StoreError> {
        const REFUSED: &str = "SELECT * FROM outbox WHERE state = 'refused' ORDER BY settled_at DESC, id DESC LIMIT ?1";
        const OPEN: &str = "SELECT * FROM outbox WHERE due_at IS NOT NULL
                            AND org IS (SELECT json_extract(value, '$.org') FROM setting WHERE key = 'identity')
                            ORDER BY id LIMIT ?1";
        const NEWEST: &str = "SELECT * FROM outbox WHERE due_at IS NOT NULL ORDER BY id DESC LIMIT ?1";
        const DONE: &str = "SELECT * FROM outbox WHERE state = 'done' ORDER BY settled_at DESC, id DESC LIMIT ?1";
        const REST: &str = "SELECT * FROM outbox WHERE state IN ('done', 'cancelled') ORDER BY id DESC LIMIT ?1";
        let parts: &[&'static str] = match filter {
            EntryFilter::All => &[REFUSED, NEWEST, REST],
            EntryFilter::Open => &[OPEN],
            EntryFilter::Refused => &[REFUSED],
            EntryFilter::Done => &[DONE],
        };
        let wanted = usize::try_from(rows).unwrap_or(usize::MAX);
        let mut reader = self.reader().await?;
        let mut found: Vec<Row> = Vec::new();
        for sql in parts {
            if found.len() < wanted {
                found.extend(sqlx::query_as::<_, Row>(*sql).bind(limit(rows)).fetch_all(&mut *reader).await?);
            }
        }
        found.truncate(wanted);
        rows::with_receipts(&mut reader, found).await
    }

    /// How many of the org that is signed in to wait, were refused, and were sent since `since` (the agent's midnight, say).
    ///
    /// # Errors
    /// As every read.
    pub async fn outbox_counts(&self, since: Timestamp) -> Result<OutboxCounts, StoreError> {
        const SQL: &str = "SELECT (SELECT count(*) FROM outbox WHERE due_at IS NOT NULL AND org IS (SELECT json_extract(value, '$.org') FROM setting WHERE key = 'identity')),
                                  (SELECT count(*) FROM outbox WHERE state = 'refused' AND org IS (SELECT json_extract(value, '$.org') FROM setting WHERE key = 'identity')),
                                  (SELECT count(*) FROM outbox WHERE state = 'done' AND settled_at >= ?1)";
        let mut reader = self.reader().await?;
        let (waiting, refused, sent): (u32, u32, u32) =
            sqlx::query_as(SQL).bind(since.as_millisecond()).fetch_one(&mut *reader).await?;
        Ok(OutboxCounts { waiting, refused, sent })
    }
}
