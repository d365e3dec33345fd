//! Leases: an entry is handed to one sender at a time, and the disk knows it before anything leaves.

use super::rows::Row;
use super::settle::{self, Outcome, Settled};
use crate::columns::{limit, optional_time};
use crate::{Due, Store, StoreError};
use callside_core::ids::EntryId;
use callside_core::outbox::{Entry, LEASE};
use jiff::{SignedDuration, Timestamp};
use sqlx::SqliteConnection;

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

/// Which entries are leased.
#[derive(Clone, Copy)]
enum Lane {
    /// Those for Salesforce.
    Crm,
    /// Those of them that can be sent with others in one request.
    Together,
    /// What phone systems are told.
    Told,
}

impl Store {
    /// Leases up to `rows` entries for Salesforce that are due, the longest due first. An entry whose lease ran out is
    /// due again: its sender was killed or lost its way, and the write may have arrived. An entry stays back while an older one that
    /// touches the same record waits or is being sent, and while another org than its own is signed in to.
    ///
    /// # Errors
    /// As every write; then nothing was leased.
    pub async fn lease(&self, now: Timestamp, rows: u32) -> Result<Vec<Leased>, StoreError> {
        self.lease_of(now, Lane::Crm, rows, 0).await
    }

    /// The same; for each of them that can be sent with others in one request, up to `with` more that can.
    ///
    /// # Errors
    /// As [`Self::lease`].
    pub async fn lease_with(&self, now: Timestamp, rows: u32, with: u32) -> Result<Vec<Leased>, StoreError> {
        self.lease_of(now, Lane::Crm, rows, with).await
    }

    /// The same for what phone systems are told: they work, or do not, apart from Salesforce.
    ///
    /// # Errors
    /// As [`Self::lease`].
    pub async fn lease_told(&self, now: Timestamp, rows: u32) -> Result<Vec<Leased>, StoreError> {
        self.lease_of(now, Lane::Told, rows, 0).await
    }

    async fn lease_of(&self, now: Timestamp, lane: Lane, rows: u32, with: u32) -> Result<Vec<Leased>, StoreError> {
        let mut writer = self.writer_for(Due::WithNext).await?;
        let mut transaction = writer.begin().await?;
        let leased = lease_some(&mut transaction, now, lane, rows, with).await?;
        transaction.commit().await?;
        drop(writer);
        // Before anything leaves.
        if !leased.is_empty() {
            self.synced().await?;
        }
        Ok(leased)
    }

    /// [`Self::settle`] and [`Self::lease_with`] in one transaction: a place that became free is filled at once.
    ///
    /// # Errors
    /// As every write; nothing is stored or leased then.
    pub async fn settle_and_lease(
        &self,
        outcomes: &[Outcome<'_>],
        now: Timestamp,
        rows: u32,
        with: u32,
    ) -> Result<(Vec<Settled>, Vec<Leased>), StoreError> {
        let mut writer = self.writer_for(Due::WithNext).await?;
        let mut transaction = writer.begin().await?;
        let settled = settle::settle_all(&mut transaction, outcomes).await?;
        let leased = match rows {
            0 => Vec::new(),
            rows => lease_some(&mut transaction, now, Lane::Crm, rows, with).await?,
        };
        transaction.commit().await?;
        drop(writer);
        if !settled.is_empty() || !leased.is_empty() {
            self.synced().await?;
        }
        Ok((settled, leased))
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

    /// The next moment after `now` in which an entry becomes due. What is due already and was not leased waits for
    /// something else: for an older entry of its record, for a place, for a sign-in.
    ///
    /// # Errors
    /// As every read.
    pub async fn next_due(&self, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
        const SQL: &str = "SELECT due_at FROM outbox WHERE due_at IS NOT NULL AND due_at > ?1 ORDER BY due_at LIMIT 1";
        let mut reader = self.reader().await?;
        let due: Option<i64> = sqlx::query_scalar(SQL).bind(now.as_millisecond()).fetch_optional(&mut *reader).await?;
        due.map(|ms| optional_time(Some(ms))).transpose()
    }
}

async fn lease_some(
    connection: &mut SqliteConnection,
    now: Timestamp,
    lane: Lane,
    rows: u32,
    with: u32,
) -> Result<Vec<Leased>, StoreError> {
    let mut leased = lease_lane(connection, now, lane, rows).await?;
    let companions = u32::try_from(leased.iter().filter(|row| row.together).count()).unwrap_or(0);
    if companions > 0 && with > 0 {
        leased.extend(lease_lane(connection, now, Lane::Together, companions.saturating_mul(with)).await?);
    }
    leased.sort_by_key(|row| row.id);
    let read = |row: Row| {
        let token = LeaseToken { entry: EntryId(row.id), lease: row.lease };
        let doubtful = row.doubtful;
        Ok(Leased { entry: row.entry(Vec::new())?, token, doubtful })
    };
    leased.into_iter().map(read).collect()
}

async fn lease_lane(
    connection: &mut SqliteConnection,
    now: Timestamp,
    lane: Lane,
    rows: u32,
) -> Result<Vec<Row>, StoreError> {
    const SQL: &str = "UPDATE outbox SET state = 'leased', leased_until = ?2, next_at = NULL, trouble = NULL,
                           lease = lease + 1, doubtful = doubtful OR state = 'leased'
                       WHERE id IN (
                           SELECT o.id FROM outbox o WHERE o.due_at <= ?1 AND (o.kind = 'phone') = ?4
                           AND (o.together OR NOT ?5)
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
    Ok(sqlx::query_as(SQL)
        .bind(now.as_millisecond())
        .bind(until.as_millisecond())
        .bind(limit(rows))
        .bind(matches!(lane, Lane::Told))
        .bind(matches!(lane, Lane::Together))
        .fetch_all(connection)
        .await?)
}
