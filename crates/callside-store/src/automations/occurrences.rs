//! What happened and waits for a decision.

use crate::columns::{limit, read, write};
use crate::{Store, StoreError};
use callside_core::automation::Told;
use callside_core::call::Call;
use callside_core::event::{CallEvent, Event};
use jiff::Timestamp;
use sqlx::SqliteConnection;

/// `0`: an event of a call; `1`: the last event of all; the others say whether there is something. Runs are asked for in the words
/// of their index (`automation_run_open`): by other words it would not be used (sqlite.org/partialindex.html, chapter 3).
pub(crate) const UNDONE: &str = "SELECT * FROM
     (SELECT 0, e.row, e.payload, c.state FROM event AS e LEFT JOIN call AS c ON c.key = e.call
      WHERE e.row > ?1 AND e.about = 'call' ORDER BY e.row LIMIT ?2)
     UNION ALL SELECT 1, coalesce((SELECT max(row) FROM event), 0), NULL, NULL
     UNION ALL SELECT 2, EXISTS (SELECT 1 FROM occurrence WHERE decided = 0 AND payload IS NOT NULL), NULL, NULL
     UNION ALL SELECT 3, EXISTS (SELECT 1 FROM automation_run WHERE state IN ('going', 'waiting') AND state = 'going'), NULL, NULL
     UNION ALL SELECT 4, EXISTS
     (SELECT 1 FROM callback WHERE done_at IS NULL AND message IS NOT NULL AND due_at <= ?3), NULL, NULL";

/// How long something that happened is known, so that a repeat is one and a rehearsal has it.
pub(crate) const KNOWN_FOR: jiff::SignedDuration = jiff::SignedDuration::from_hours(24 * 30);

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// The next events of calls, in the order of arrival.
    pub events: Vec<HeardEvent>,
    /// The row of the last event that was looked at, whatever it is about.
    pub upto: i64,
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

    /// What there is to do besides entries of the outbox that are settled: events that were taken in after the one of a row,
    /// `most` of calls, and whether there is anything else. `None`: no event is looked for. One statement, so that it is one
    /// moment that is looked at.
    ///
    /// # Errors
    /// As every read.
    pub async fn undone(&self, after: Option<i64>, most: u32, now: Timestamp) -> Result<Undone, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<(i64, i64, Option<String>, Option<String>)> = sqlx::query_as(UNDONE)
            .bind(after.unwrap_or(i64::MAX))
            .bind(limit(most))
            .bind(now.as_millisecond())
            .fetch_all(&mut *reader)
            .await?;
        drop(reader);
        let flag = |what| rows.iter().any(|row| row.0 == what && row.1 != 0);
        let (occurrences, runs, messages) = (flag(2), flag(3), flag(4));
        let (mut events, mut upto) = (Vec::new(), after.unwrap_or(0));
        for (what, row, json, call) in rows {
            match what {
                0 => {
                    if let Event::Call(event) = read(&json.unwrap_or_default(), "event")? {
                        events.push(HeardEvent { row, event, call });
                    }
                }
                1 => upto = upto.max(row),
                _ => {}
            }
        }
        // There may be more of calls behind the last of them.
        if let Some(last) = events.last().filter(|_| events.len() >= usize::try_from(most).unwrap_or(usize::MAX)) {
            upto = last.row;
        }
        Ok(Undone { events, upto, occurrences, runs, messages })
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

/// Rows are in the order of arrival, so what is old enough stands first: a few of the oldest are looked at each time.
pub(crate) const FORGET: &str = "DELETE FROM occurrence
     WHERE row IN (SELECT row FROM occurrence ORDER BY row LIMIT ?2) AND decided = 1 AND heard_at < ?1";
/// As many go at once.
const AT_ONCE: i64 = 500;

/// Forgets what was decided so long ago that nobody repeats it.
pub(super) async fn forget_old(connection: &mut SqliteConnection, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query(FORGET).bind((now - KNOWN_FOR).as_millisecond()).bind(AT_ONCE).execute(connection).await?;
    Ok(())
}
