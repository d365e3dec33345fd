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

// Settled entries stay for years. A partial index serves only where its own condition stands in the question
// (sqlite.org/partialindex.html, chapter 3): `settled_at IS NOT NULL` for those that are settled, `state <> 'cancelled'` in each
// arm for those that are live.
pub(crate) const OF_CALL: &str = "SELECT * FROM outbox WHERE state <> 'cancelled' AND kind = 'wrap_up' AND key = ?1
     OR state <> 'cancelled' AND kind = 'phone' AND key IN (?1 || ':end', ?1 || ':disposition', ?1 || ':comment')
     ORDER BY id";
pub(crate) const REFUSED: &str = "SELECT * FROM outbox WHERE state = 'refused' AND settled_at IS NOT NULL
     ORDER BY settled_at DESC, id DESC LIMIT ?1";
pub(crate) const OPEN: &str = "SELECT * FROM outbox INDEXED BY outbox_due WHERE due_at IS NOT NULL
     AND org IS (SELECT json_extract(value, '$.org') FROM setting WHERE key = 'identity') ORDER BY id LIMIT ?1";
pub(crate) const NEWEST: &str = "SELECT * FROM outbox WHERE id IN
     (SELECT id FROM outbox INDEXED BY outbox_due WHERE due_at IS NOT NULL ORDER BY id DESC LIMIT ?1) ORDER BY id DESC";
pub(crate) const DONE: &str = "SELECT * FROM outbox WHERE state = 'done' AND settled_at IS NOT NULL
     ORDER BY settled_at DESC, id DESC LIMIT ?1";
/// It begins with the newest rows, most of which are of that kind.
const REST: &str = "SELECT * FROM outbox WHERE state IN ('done', 'cancelled') ORDER BY id DESC LIMIT ?1";
pub(crate) const COUNTS: &str = "WITH here (org) AS
     (SELECT (SELECT json_extract(value, '$.org') FROM setting WHERE key = 'identity'))
     SELECT (SELECT count(*) FROM outbox WHERE due_at IS NOT NULL AND org IS (SELECT org FROM here)),
            (SELECT count(*) FROM outbox WHERE state = 'refused' AND settled_at IS NOT NULL AND org IS (SELECT org FROM here)),
            (SELECT count(*) FROM outbox WHERE state = 'done' AND settled_at >= ?1)";

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
        let mut reader = self.reader().await?;
        let found: Vec<Row> = sqlx::query_as(OF_CALL).bind(call.to_string()).fetch_all(&mut *reader).await?;
        rows::with_receipts(&mut reader, found).await
    }

    /// Entries in the order that the filter says.
    ///
    /// # Errors
    /// As every read.
    pub async fn entries(&self, filter: EntryFilter, rows: u32) -> Result<Vec<Entry>, StoreError> {
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
        let mut reader = self.reader().await?;
        let (waiting, refused, sent): (u32, u32, u32) =
            sqlx::query_as(COUNTS).bind(since.as_millisecond()).fetch_one(&mut *reader).await?;
        Ok(OutboxCounts { waiting, refused, sent })
    }
}
