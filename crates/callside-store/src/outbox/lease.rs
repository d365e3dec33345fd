//! Leases: an entry is handed to one sender at a time, and the disk knows it before anything leaves.

use super::rows::Row;
use super::settle::{self, Outcome, Settled};
use super::touched;
use crate::columns::{limit, optional_time, write};
use crate::store::{begin, commit};
use crate::{Due, Store, StoreError};
use callside_core::crm::Written;
use callside_core::ids::EntryId;
use callside_core::outbox::{Entry, LEASE};
use jiff::{SignedDuration, Timestamp};
use sqlx::{FromRow as _, Row as _, SqliteConnection};

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

/// How many entries are leased.
#[derive(Clone, Copy, Default)]
struct Want {
    /// For Salesforce.
    crm: u32,
    /// More for each of them that can be sent with others in one request.
    with: u32,
    /// For phone systems.
    told: u32,
}

/// What one turn of the sender came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// What became of each outcome, in their order.
    pub settled: Vec<Settled>,
    /// What is to be sent.
    pub leased: Vec<Leased>,
    /// Something for phone systems is due.
    pub told_is_due: bool,
    /// As [`Store::next_due`].
    pub next_due: Option<Timestamp>,
}

/// By the index of what is due: what was ever sent is not looked through.
pub(crate) const END_LEASES: &str =
    "UPDATE outbox SET leased_until = ?1 WHERE due_at > ?1 AND state = 'leased' AND leased_until > ?1";

impl Store {
    /// Leases up to `rows` entries for Salesforce that are due, the longest due first. An entry whose lease ran out is
    /// due again: its sender was killed or lost its way, and the write may have arrived. An entry stays back while an older one that
    /// touches the same record waits or is being sent, and while another org than its own is signed in to.
    ///
    /// # Errors
    /// As every write; then nothing was leased.
    pub async fn lease(&self, now: Timestamp, rows: u32) -> Result<Vec<Leased>, StoreError> {
        self.lease_with(now, rows, 0).await
    }

    /// The same; for each of them that can be sent with others in one request, up to `with` more that can.
    ///
    /// # Errors
    /// As [`Self::lease`].
    pub async fn lease_with(&self, now: Timestamp, rows: u32, with: u32) -> Result<Vec<Leased>, StoreError> {
        Ok(self.hand(&[], now, Want { crm: rows, with, told: 0 }).await?.leased)
    }

    /// The same for what phone systems are told: they work, or do not, apart from Salesforce.
    ///
    /// # Errors
    /// As [`Self::lease`].
    pub async fn lease_told(&self, now: Timestamp, rows: u32) -> Result<Vec<Leased>, StoreError> {
        Ok(self.hand(&[], now, Want { told: rows, ..Want::default() }).await?.leased)
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
    ) -> Result<Handed, StoreError> {
        self.hand(outcomes, now, Want { crm: rows, with, told: 0 }).await
    }

    /// Stores what became of attempts, in one transaction. The answers are in the order of the outcomes.
    ///
    /// # Errors
    /// As every write; nothing is stored then, and the leases run out by themselves.
    pub async fn settle(&self, outcomes: &[Outcome<'_>]) -> Result<Vec<Settled>, StoreError> {
        Ok(self.hand(outcomes, Timestamp::MIN, Want::default()).await?.settled)
    }

    /// Two trips: what is settled and what may be leased is asked, then all of it is done.
    async fn hand(&self, outcomes: &[Outcome<'_>], now: Timestamp, want: Want) -> Result<Handed, StoreError> {
        let mut writer = self.writer_for(Due::WithNext).await?;
        let mut turn = writer.turn().await?;
        let (stored, ready) = open(&mut turn, outcomes, now, want).await?;
        settle::tell_wrap_ups(&mut turn, outcomes, &stored).await?;
        let (rows, next_due) = close(&mut turn, &settle::done(outcomes, &stored), &ready.leased, now).await?;
        turn.committed();
        let stamp = self.stamp();
        drop(writer);
        // Before anything leaves.
        if !outcomes.is_empty() || !rows.is_empty() {
            self.reached(stamp).await?;
        }
        // One that cannot be read stays leased: it stops none of the others.
        let mut leased: Vec<Leased> = rows.into_iter().filter_map(|row| read(row).ok()).collect();
        leased.sort_by_key(|leased| leased.entry.id);
        Ok(Handed { settled: settle::settled(outcomes, &stored), leased, told_is_due: ready.told_is_due, next_due })
    }

    /// Ends the leases of earlier runs, so that what they were sending is due again after `settling`: it may still be
    /// under way in Salesforce. Only right at the start: this process is the only one that has the file open, so
    /// whoever held those leases is gone.
    ///
    /// # Errors
    /// As every write.
    pub async fn end_old_leases(&self, now: Timestamp, settling: SignedDuration) -> Result<(), StoreError> {
        let due = now.checked_add(settling).unwrap_or(Timestamp::MAX);
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        sqlx::query(END_LEASES).bind(due.as_millisecond()).execute(&mut *transaction).await?;
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

/// Entries that may be leased.
struct Ready {
    leased: Vec<i64>,
    told_is_due: bool,
}

/// Begins the transaction, stores outcomes, and looks which entries may be leased then.
async fn open(
    turn: &mut SqliteConnection,
    outcomes: &[Outcome<'_>],
    now: Timestamp,
    want: Want,
) -> Result<(settle::Stored, Ready), StoreError> {
    /// Entries for Salesforce, of the org that is signed in to, that no older one holds back.
    macro_rules! ready {
        ($gives:literal, $of:literal, $limit:literal) => {
            concat!(
                "SELECT ",
                $gives,
                " FROM outbox INDEXED BY outbox_ready WHERE due_at IS NOT NULL AND due_at <= $2 AND behind = 0 AND ",
                $of,
                " ORDER BY due_at, id LIMIT ",
                $limit
            )
        };
    }
    const SQL: &str = begin!(
        settle::store_outcomes!("$1", "0, id, lease, kind = 'wrap_up'"),
        "; ",
        ready!(
            "1, id, together, 0",
            "kind <> 'phone' AND org IS (SELECT json_extract(value, '$.org') FROM setting WHERE key = 'identity')",
            "$3"
        ),
        "; ",
        ready!(
            "2, id, together, 0",
            "kind <> 'phone' AND together AND org IS
             (SELECT json_extract(value, '$.org') FROM setting WHERE key = 'identity')",
            "$4"
        ),
        "; ",
        ready!("3, id, 0, 0", "kind = 'phone'", "$5")
    );
    let with = limit(want.crm).saturating_mul(limit(want.with).saturating_add(1));
    let rows: Vec<(i64, i64, i64, bool)> = sqlx::query_as(SQL)
        .bind(settle::columns(outcomes)?)
        .bind(now.as_millisecond())
        .bind(limit(want.crm))
        .bind(if want.with == 0 { 0 } else { with })
        .bind(limit(want.told.max(1)))
        .fetch_all(turn)
        .await?;
    let of = |what| rows.iter().filter(move |row| row.0 == what);
    let stored = of(0).map(|row| (LeaseToken { entry: EntryId(row.1), lease: row.2 }, row.3)).collect();
    let mut leased: Vec<i64> = of(1).map(|row| row.1).collect();
    let companions = of(1).filter(|row| row.2 != 0).count();
    let more: Vec<i64> = of(2).map(|row| row.1).filter(|id| !leased.contains(id)).collect();
    leased.extend(more.into_iter().take(companions.saturating_mul(usize::try_from(want.with).unwrap_or(0))));
    let told: Vec<i64> = of(3).map(|row| row.1).collect();
    let told_is_due = !told.is_empty();
    leased.extend(told.into_iter().take(usize::try_from(want.told).unwrap_or(0)));
    Ok((stored, Ready { leased, told_is_due }))
}

/// Keeps receipts, leases, looks when something is due next, and ends the transaction.
async fn close(
    turn: &mut SqliteConnection,
    done: &[(EntryId, &[Written])],
    leased: &[i64],
    now: Timestamp,
) -> Result<(Vec<Row>, Option<Timestamp>), StoreError> {
    const SQL: &str = commit!(
        touched::clear_all!("$1"),
        "; ",
        settle::keep_receipts!("$2"),
        ";
         UPDATE outbox SET state = 'leased', leased_until = $4, next_at = NULL, trouble = NULL, lease = lease + 1,
                doubtful = doubtful OR state = 'leased'
         WHERE id IN (SELECT value FROM json_each($3)) RETURNING *;
         SELECT due_at AS next_due FROM outbox WHERE due_at IS NOT NULL AND due_at > $5 ORDER BY due_at LIMIT 1"
    );
    let until = now.checked_add(LEASE).unwrap_or(Timestamp::MAX);
    let ids: Vec<i64> = done.iter().map(|(entry, _)| entry.0).collect();
    let found = sqlx::query(SQL)
        .bind(write(&ids)?)
        .bind(settle::receipts(done)?)
        .bind(write(&leased)?)
        .bind(until.as_millisecond())
        .bind(now.as_millisecond())
        .fetch_all(turn)
        .await?;
    let (mut rows, mut next_due) = (Vec::with_capacity(leased.len()), None);
    for row in &found {
        // The last statement gives one column.
        if row.len() == 1 {
            next_due = Some(optional_time(row.try_get(0)?)?);
        } else {
            rows.push(Row::from_row(row)?);
        }
    }
    Ok((rows, next_due))
}

fn read(row: Row) -> Result<Leased, StoreError> {
    let token = LeaseToken { entry: EntryId(row.id), lease: row.lease };
    let doubtful = row.doubtful;
    Ok(Leased { entry: row.entry(Vec::new())?, token, doubtful })
}

#[cfg(test)]
#[path = "lease_tests.rs"]
mod tests;
