//! Leases: an entry is handed to one sender at a time, and the disk knows it before anything leaves.

use super::rows::Row;
use crate::columns::{limit, optional_time};
use crate::{Store, StoreError};
use callside_core::ids::EntryId;
use callside_core::outbox::{Entry, LEASE};
use jiff::{SignedDuration, Timestamp};

/// Proof of the present lease of one entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LeaseToken {
    pub(super) entry: EntryId,
    pub(super) lease: i64,
}

/// An entry to send now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leased {
    /// It. `attempts` does not count the attempt that this lease is for.
    pub entry: Entry,
    /// Needed to settle it.
    pub token: LeaseToken,
    /// An earlier attempt may have arrived.
    pub doubtful: bool,
}

impl Store {
    /// Leases up to `rows` entries for Salesforce that are due, the longest due first. An entry whose lease ran out is
    /// due again: its sender was killed or lost its way, and the write may have arrived. An entry stays back while an older one that
    /// touches the same record waits or is being sent, and while another org than its own is signed in to.
    ///
    /// # Errors
    /// As every write; then nothing was leased.
    pub async fn lease(&self, now: Timestamp, rows: u32) -> Result<Vec<Leased>, StoreError> {
        self.lease_of(now, rows, false).await
    }

    /// The same for what phone systems are told: they work, or do not, apart from Salesforce.
    ///
    /// # Errors
    /// As [`Self::lease`].
    pub async fn lease_told(&self, now: Timestamp, rows: u32) -> Result<Vec<Leased>, StoreError> {
        self.lease_of(now, rows, true).await
    }

    async fn lease_of(&self, now: Timestamp, rows: u32, told: bool) -> Result<Vec<Leased>, StoreError> {
        const SQL: &str = "UPDATE outbox SET state = 'leased', leased_until = ?2, next_at = NULL, trouble = NULL,
                               lease = lease + 1, doubtful = doubtful OR state = 'leased'
                           WHERE id IN (
                               SELECT o.id FROM outbox o WHERE o.due_at <= ?1 AND (o.kind = 'phone') = ?4
                               AND (o.kind = 'phone'
                                    OR o.org IS (SELECT json_extract(value, '$.org') FROM setting WHERE key = 'identity'))
                               AND NOT EXISTS (
                                   SELECT 1 FROM outbox_record mine
                                   JOIN outbox_record other ON other.record = mine.record AND other.entry < mine.entry
                                   JOIN outbox older ON older.id = other.entry AND older.due_at IS NOT NULL
                                        AND older.org IS o.org
                                   WHERE mine.entry = o.id)
                               ORDER BY o.due_at, o.id LIMIT ?3)
                           RETURNING *";
        let until = now.checked_add(LEASE).unwrap_or(Timestamp::MAX);
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        let mut leased: Vec<Row> = sqlx::query_as(SQL)
            .bind(now.as_millisecond())
            .bind(until.as_millisecond())
            .bind(limit(rows))
            .bind(told)
            .fetch_all(&mut *transaction)
            .await?;
        transaction.commit().await?;
        leased.sort_by_key(|row| row.id);
        leased
            .into_iter()
            .map(|row| {
                let token = LeaseToken { entry: EntryId(row.id), lease: row.lease };
                let doubtful = row.doubtful;
                Ok(Leased { entry: row.entry(Vec::new())?, token, doubtful })
            })
            .collect()
    }

    /// Ends the leases of earlier runs, so that what they were sending is due again after `settling`: it may still be
    /// under way in Salesforce. Only right at the start: this process is the only one that has the file open, so
    /// whoever held those leases is gone.
    ///
    /// # Errors
    /// As every write.
    pub async fn end_old_leases(&self, now: Timestamp, settling: SignedDuration) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE outbox SET leased_until = ?1 WHERE state = 'leased' AND leased_until > ?1";
        let due = now.checked_add(settling).unwrap_or(Timestamp::MAX);
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        sqlx::query(SQL).bind(due.as_millisecond()).execute(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// When the next entry can be leased: not before this moment. `None` when nothing waits or is being sent.
    ///
    /// # Errors
    /// As every read.
    pub async fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        const SQL: &str = "SELECT o.due_at FROM outbox o WHERE o.due_at IS NOT NULL
                           AND (o.kind = 'phone'
                                OR o.org IS (SELECT json_extract(value, '$.org') FROM setting WHERE key = 'identity'))
                           AND NOT EXISTS (
                               SELECT 1 FROM outbox_record mine
                               JOIN outbox_record other ON other.record = mine.record AND other.entry < mine.entry
                               JOIN outbox older ON older.id = other.entry AND older.due_at IS NOT NULL
                                        AND older.org IS o.org
                               WHERE mine.entry = o.id)
                           ORDER BY o.due_at, o.id LIMIT 1";
        let mut reader = self.reader().await?;
        let due: Option<i64> = sqlx::query_scalar(SQL).fetch_optional(&mut *reader).await?;
        due.map(|ms| optional_time(Some(ms))).transpose()
    }
}
