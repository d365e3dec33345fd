//! Calls with what was decided about them, in batches: what a rehearsal runs over.

use crate::columns::{limit, read, write};
use crate::{Store, StoreError};
use callside_core::call::Call;
use callside_core::event::CallEvent;
use callside_core::plan::WrapUp;
use callside_core::rehearsal::{Decided, Heard};
use jiff::Timestamp;
use serde::Deserialize;
use std::collections::BTreeSet;

/// Calls as they stand on the disk. Reading them as nouns is most of the work and needs no connection: do it in
/// parallel with [`Self::read`].
#[derive(Debug, Clone, Default)]
pub struct DecidedBatch {
    rows: Vec<(i64, String, String)>,
    /// Payloads of events by the row that they belong to, in the order of rows and arrivals.
    events: Vec<(i64, String)>,
    /// The last pop of a row, in the order of rows.
    pops: Vec<(i64, String)>,
    /// The last one with several records to pick from.
    several: Vec<(i64, String)>,
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
        let read: Vec<Decided> = self.rows.iter().filter_map(|row| self.one(row).ok()).collect();
        let unread = u32::try_from(self.rows.len() - read.len()).unwrap_or(u32::MAX);
        (read, unread)
    }

    fn one(&self, (id, call, payload): &(i64, String, String)) -> Result<Decided, StoreError> {
        let call: Call = read(call, "call")?;
        let payload: Payload = read(payload, "outbox payload")?;
        Ok(Decided { call, wrap_up: payload.wrap_up, heard: self.heard(*id)? })
    }

    fn heard(&self, id: i64) -> Result<Heard, StoreError> {
        let mut heard = Heard::default();
        for json in of_row(&self.events, id) {
            // They are about calls: what says so needs no look.
            heard.events.push(read::<CallEvent>(json, "event")?);
        }
        let pop = |list| of_row(list, id).next().map(|json| read(json, "pop")).transpose();
        (heard.pop, heard.several) = (pop(&self.pops)?, pop(&self.several)?);
        Ok(heard)
    }
}

/// What belongs to a row, in a list that is ordered by rows.
fn of_row(list: &[(i64, String)], id: i64) -> impl Iterator<Item = &String> {
    let from = list.partition_point(|(row, _)| *row < id);
    list[from..].iter().take_while(move |(row, _)| *row == id).map(|(_, json)| json)
}

// Each question says by which index it goes: without statistics SQLite would look through all wrap-ups for each batch
// and sort them.
const COUNT: &str = "SELECT count(*) FROM outbox INDEXED BY outbox_decided
                     WHERE kind = 'wrap_up' AND state <> 'cancelled' AND created_at >= ?1";
/// Where to begin; from there the rows are read in the order of the table.
const FIRST: &str = "SELECT min(id) - 1 FROM outbox INDEXED BY outbox_decided
                     WHERE kind = 'wrap_up' AND state <> 'cancelled' AND created_at >= ?1";
const NEXT: &str = "SELECT o.id, c.state, o.payload FROM outbox o NOT INDEXED JOIN call c ON c.key = o.key
                    WHERE o.kind = 'wrap_up' AND o.state <> 'cancelled' AND o.created_at >= ?1 AND o.id > ?2
                    ORDER BY o.id LIMIT ?3";
const EVENTS: &str = "SELECT o.id, e.payload FROM outbox o NOT INDEXED JOIN event e ON e.call = o.key
                      WHERE o.kind = 'wrap_up' AND o.state <> 'cancelled' AND o.id BETWEEN ?1 AND ?2
                        AND e.about = 'call' AND (?3 IS NULL OR e.kind IN (SELECT value FROM json_each(?3)))
                      ORDER BY o.id, e.row";
const POPS: &str = "SELECT o.id, p.pop FROM outbox o NOT INDEXED
                    JOIN pop p ON p.id = (SELECT max(id) FROM pop WHERE call = o.key)
                    WHERE o.kind = 'wrap_up' AND o.state <> 'cancelled' AND o.id BETWEEN ?1 AND ?2
                    ORDER BY o.id";
const SEVERAL: &str = "SELECT o.id, p.pop FROM outbox o NOT INDEXED
                       JOIN pop p ON p.id = (SELECT max(id) FROM pop
                                             WHERE call = o.key AND pop ->> '$.caller.caller' = 'several')
                       WHERE o.kind = 'wrap_up' AND o.state <> 'cancelled' AND o.id BETWEEN ?1 AND ?2
                       ORDER BY o.id";
const LAST: &str =
    "SELECT o.id, c.state, o.payload FROM outbox o INDEXED BY outbox_decided CROSS JOIN call c ON c.key = o.key
                    WHERE o.kind = 'wrap_up' AND o.state <> 'cancelled' ORDER BY o.created_at DESC, o.id DESC LIMIT ?1";

impl Store {
    /// How many calls since a moment have a decision.
    ///
    /// # Errors
    /// As every read.
    pub async fn count_decided(&self, since: Timestamp) -> Result<u32, StoreError> {
        let mut reader = self.reader().await?;
        Ok(sqlx::query_scalar(COUNT).bind(since.as_millisecond()).fetch_one(&mut *reader).await?)
    }

    /// The next calls with a decision made since a moment, in the order of the decisions; `after` is the last of the
    /// batch before.
    ///
    /// # Errors
    /// As every read.
    pub async fn decided(&self, since: Timestamp, after: Option<i64>, rows: u32) -> Result<DecidedBatch, StoreError> {
        let mut reader = self.reader().await?;
        let after = match after {
            Some(after) => Some(after),
            None => sqlx::query_scalar(FIRST).bind(since.as_millisecond()).fetch_one(&mut *reader).await?,
        };
        let Some(after) = after else { return Ok(DecidedBatch::default()) };
        let rows = sqlx::query_as(NEXT)
            .bind(since.as_millisecond())
            .bind(after)
            .bind(limit(rows))
            .fetch_all(&mut *reader)
            .await?;
        Ok(DecidedBatch { rows, ..DecidedBatch::default() })
    }

    /// Adds to a batch the last pop of each of its calls, and what phone systems told of them: by these words only, or
    /// everything.
    ///
    /// # Errors
    /// As every read.
    pub async fn add_heard(
        &self,
        batch: &mut DecidedBatch,
        words: Option<&BTreeSet<String>>,
    ) -> Result<(), StoreError> {
        let (Some(first), Some(last)) = (batch.rows.first(), batch.rows.last()) else { return Ok(()) };
        let (first, last) = (first.0, last.0);
        let mut reader = self.reader().await?;
        if words.is_none_or(|words| !words.is_empty()) {
            let words = words.map(write).transpose()?;
            batch.events = sqlx::query_as(EVENTS).bind(first).bind(last).bind(words).fetch_all(&mut *reader).await?;
        }
        batch.pops = sqlx::query_as(POPS).bind(first).bind(last).fetch_all(&mut *reader).await?;
        Ok(())
    }

    /// Adds to a batch the last pop of each of its calls that had several records to pick from: one that the agent picked is
    /// alone in the pops that follow.
    ///
    /// # Errors
    /// As every read.
    pub async fn add_several(&self, batch: &mut DecidedBatch) -> Result<(), StoreError> {
        let (Some(first), Some(last)) = (batch.rows.first(), batch.rows.last()) else { return Ok(()) };
        let mut reader = self.reader().await?;
        batch.several = sqlx::query_as(SEVERAL).bind(first.0).bind(last.0).fetch_all(&mut *reader).await?;
        Ok(())
    }

    /// The last calls with a decision, newest first.
    ///
    /// # Errors
    /// As every read.
    pub async fn last_decided(&self, rows: u32) -> Result<DecidedBatch, StoreError> {
        let mut reader = self.reader().await?;
        let rows = sqlx::query_as(LAST).bind(limit(rows)).fetch_all(&mut *reader).await?;
        Ok(DecidedBatch { rows, ..DecidedBatch::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plans::{plan, store};

    /// However many there are, a batch begins where the one before ended, and nothing is sorted but what one call heard.
    #[tokio::test]
    async fn no_question_looks_through_all_wrap_ups() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(&folder).await;
        for (sql, way) in [
            (COUNT, "SEARCH outbox USING INDEX outbox_decided (created_at>?)"),
            (FIRST, "SEARCH outbox USING INDEX outbox_decided (created_at>?)"),
            (NEXT, "SEARCH o USING INTEGER PRIMARY KEY (rowid>?)"),
            (EVENTS, "SEARCH o USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"),
            (POPS, "SEARCH o USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"),
            (SEVERAL, "SEARCH o USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"),
            (LAST, "SCAN o USING INDEX outbox_decided"),
        ] {
            let steps = plan(&store, sql).await;
            assert_eq!(steps[0], way, "{steps:?}");
            assert!(!steps.iter().any(|step| step == "USE TEMP B-TREE FOR ORDER BY"), "{steps:?}");
        }
    }
}
