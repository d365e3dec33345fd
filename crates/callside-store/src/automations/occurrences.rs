//! What happened and waits for a decision.

use crate::columns::{limit, read, write};
use crate::{Store, StoreError};
use callside_core::automation::Told;
use callside_core::call::Call;
use callside_core::event::{CallEvent, Event};
use jiff::Timestamp;
use sqlx::SqliteConnection;

/// How long something that happened is known, so that a repeat is one and a rehearsal has it.
const KNOWN_FOR: jiff::SignedDuration = jiff::SignedDuration::from_hours(24 * 30);

/// An event of a call, and how the call stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeardEvent {
    /// Its row.
    pub row: i64,
    /// It.
    pub event: CallEvent,
    call: Option<String>,
}

impl HeardEvent {
    /// Its call, which need not be read for an event that matters to nobody; `None` when it is not known.
    ///
    /// # Errors
    /// As every read.
    pub fn call(&self) -> Result<Option<Call>, StoreError> {
        self.call.as_deref().map(|json| read(json, "call")).transpose()
    }
}

/// What there is to do for automations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undone {
    /// Something happened and waits for a decision.
    pub occurrences: bool,
    /// Runs have steps to take.
    pub runs: bool,
    /// The time of a message has come; it may have to wait for its wrap-up.
    pub messages: bool,
}

impl Store {
    /// Keeps what happened until it is decided. What is known already by its id changes nothing. Says how many were
    /// new.
    ///
    /// # Errors
    /// As every write; then nothing was kept.
    pub async fn keep_occurrences(&self, told: &[Told], now: Timestamp) -> Result<usize, StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        let mut new = 0;
        for one in told {
            new += usize::from(insert(&mut transaction, one, now).await?);
        }
        forget_old(&mut transaction, now).await?;
        transaction.commit().await?;
        Ok(new)
    }

    /// What waits for a decision, in the order in which it was kept, each with its row.
    ///
    /// # Errors
    /// As every read.
    pub async fn pending_occurrences(&self, most: u32) -> Result<Vec<(i64, Told)>, StoreError> {
        const SQL: &str =
            "SELECT row, payload FROM occurrence WHERE decided = 0 AND payload IS NOT NULL ORDER BY row LIMIT ?1";
        let mut reader = self.reader().await?;
        let rows: Vec<(i64, String)> = sqlx::query_as(SQL).bind(limit(most)).fetch_all(&mut *reader).await?;
        rows.into_iter().map(|(row, json)| Ok((row, read(&json, "occurrence")?))).collect()
    }

    /// Events of calls that were taken in after the one of this row, in the order of arrival.
    ///
    /// # Errors
    /// As every read.
    pub async fn call_events_after(&self, row: i64, most: u32) -> Result<Vec<HeardEvent>, StoreError> {
        const SQL: &str = "SELECT e.row, e.payload, c.state FROM event AS e LEFT JOIN call AS c ON c.key = e.call
                           WHERE e.row > ?1 AND e.about = 'call' ORDER BY e.row LIMIT ?2";
        let mut reader = self.reader().await?;
        let rows: Vec<(i64, String, Option<String>)> =
            sqlx::query_as(SQL).bind(row).bind(limit(most)).fetch_all(&mut *reader).await?;
        let mut events = Vec::with_capacity(rows.len());
        for (row, json, call) in rows {
            if let Event::Call(event) = read(&json, "event")? {
                events.push(HeardEvent { row, event, call });
            }
        }
        Ok(events)
    }

    /// What there is to do for automations besides events of calls, and besides entries of the outbox that are settled.
    ///
    /// # Errors
    /// As every read.
    pub async fn undone(&self, now: Timestamp) -> Result<Undone, StoreError> {
        const SQL: &str = "SELECT
            EXISTS (SELECT 1 FROM occurrence WHERE decided = 0 AND payload IS NOT NULL),
            EXISTS (SELECT 1 FROM automation_run WHERE state = 'going'),
            EXISTS (SELECT 1 FROM callback WHERE done_at IS NULL AND message IS NOT NULL AND due_at <= ?1)";
        let mut reader = self.reader().await?;
        let (occurrences, runs, messages) =
            sqlx::query_as(SQL).bind(now.as_millisecond()).fetch_one(&mut *reader).await?;
        Ok(Undone { occurrences, runs, messages })
    }

    /// The row of the last event that was taken in; 0 when there is none.
    ///
    /// # Errors
    /// As every read.
    pub async fn last_event_row(&self) -> Result<i64, StoreError> {
        let mut reader = self.reader().await?;
        let row: Option<i64> = sqlx::query_scalar("SELECT max(row) FROM event").fetch_one(&mut *reader).await?;
        Ok(row.unwrap_or(0))
    }
}

/// Whether it is new.
pub(crate) async fn insert(connection: &mut SqliteConnection, told: &Told, now: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO occurrence (id, heard_at, payload) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO NOTHING";
    let done = sqlx::query(SQL)
        .bind(told.occurrence.id.as_str())
        .bind(now.as_millisecond())
        .bind(write(told)?)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Forgets what was decided so long ago that nobody repeats it.
pub(super) async fn forget_old(connection: &mut SqliteConnection, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM occurrence WHERE decided = 1 AND heard_at < ?1")
        .bind((now - KNOWN_FOR).as_millisecond())
        .execute(connection)
        .await?;
    Ok(())
}
