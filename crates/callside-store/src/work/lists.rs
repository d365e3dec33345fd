//! What is open: calls that nobody logged, callbacks and refused writes of other desks, and how much there is of everything.

use crate::columns::{limit, read};
use crate::history::{self, HistoryCursor};
use crate::{Store, StoreError};
use callside_core::history::PastCall;
use callside_core::work::{WorkItem, Worker};
use jiff::Timestamp;
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row as _};

/// A call with the work that it asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenWork {
    /// The call.
    pub call: PastCall,
    /// How the work stands, where somebody ever did something to it.
    pub item: Option<WorkItem>,
}

/// A page of calls that nobody logged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnloggedPage {
    /// Newest first.
    pub rows: Vec<OpenWork>,
    /// Give this to get the next page; `None` when this is the last.
    pub next: Option<HistoryCursor>,
}

/// How much is open for a person: what nobody has, and what they have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WorkCounts {
    /// Calls that nobody logged; counted up to a thousand.
    pub unlogged: u32,
    /// People to call again.
    pub callbacks: u32,
    /// Of them those whose time has come.
    pub due: u32,
    /// Writes that Salesforce or a phone system refused: of this desk, and of other desks that nobody else has.
    pub refused: u32,
    /// Of all work that which was given to this person.
    pub mine: u32,
}

/// Nobody needs to know how many more there are.
const MOST: u32 = 1_000;
/// Callbacks and refused writes of other desks that are listed.
const GIVEN: u32 = 1_000;

/// It is asked at every change of a call, so nothing in it may grow with what is settled.
pub(crate) const COUNTS: &str = "WITH open (due_at) AS (
      SELECT b.due_at FROM callback b LEFT JOIN work w ON w.kind = 'callback' AND w.call = b.call
      WHERE b.done_at IS NULL AND b.message IS NULL AND b.e164 NOT IN (SELECT e164 FROM suppression) AND coalesce(w.person, ?1) = ?1
      UNION ALL
      SELECT w.due_at FROM work w JOIN call c ON c.key = w.call
      WHERE w.kind = 'callback' AND w.settled = 0 AND w.person = ?1
      AND NOT EXISTS (SELECT 1 FROM callback b WHERE b.call = w.call)
      AND coalesce(c.e164, '') NOT IN (SELECT e164 FROM suppression))
    SELECT
    (SELECT count(*) FROM (SELECT 1 FROM call_fact f INDEXED BY call_fact_unlogged
      CROSS JOIN call c ON c.id = f.id LEFT JOIN work w ON w.kind = 'unlogged' AND w.call = c.key
      WHERE f.over = 1 AND f.outcome IS NULL AND coalesce(w.settled, 0) = 0 AND coalesce(w.person, ?1) = ?1
      AND NOT EXISTS (SELECT 1 FROM work r WHERE r.kind = 'refused' AND r.call = c.key AND r.settled = 0)
      LIMIT ?3)),
    (SELECT count(*) FROM open), (SELECT count(*) FROM open WHERE due_at <= ?2),
    (SELECT count(*) FROM outbox WHERE state = 'refused' AND settled_at IS NOT NULL)
      + (SELECT count(*) FROM work w WHERE w.kind = 'refused' AND w.settled = 0 AND coalesce(w.person, ?1) = ?1
         AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.kind = 'wrap_up' AND o.key = w.call
                         AND o.state <> 'cancelled')),
    (SELECT count(*) FROM work w WHERE w.settled = 0 AND w.person = ?1 AND NOT (w.kind = 'unlogged'
      AND EXISTS (SELECT 1 FROM work r WHERE r.kind = 'refused' AND r.call = w.call AND r.settled = 0)))";

struct Row {
    call: history::Row,
    item: Option<String>,
}

impl FromRow<'_, SqliteRow> for Row {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self { call: history::Row::from_row(row)?, item: row.try_get("item")? })
    }
}

impl Row {
    fn open(self) -> Result<OpenWork, StoreError> {
        let item = self.item.map(|text| read(&text, "work")).transpose()?;
        Ok(OpenWork { call: self.call.call, item })
    }
}

impl Store {
    /// Calls that are over, have no outcome and were not dismissed, newest first. A call whose write waits refused at
    /// another desk is not among them: it has an outcome there.
    ///
    /// # Errors
    /// As every read.
    pub async fn unlogged(&self, before: Option<HistoryCursor>, rows: u32) -> Result<UnloggedPage, StoreError> {
        const SQL: &str = "SELECT c.id, c.state, c.number, c.e164, c.known_name, c.notes, d.label, d.entry, w.item
                           FROM call_fact f INDEXED BY call_fact_unlogged CROSS JOIN call c ON c.id = f.id
                           LEFT JOIN disposition d ON d.call = c.key
                           LEFT JOIN work w ON w.kind = 'unlogged' AND w.call = c.key
                           WHERE f.over = 1 AND f.outcome IS NULL AND f.id < ?1 AND coalesce(w.settled, 0) = 0
                           AND NOT EXISTS (SELECT 1 FROM work r WHERE r.kind = 'refused' AND r.call = c.key
                                           AND r.settled = 0)
                           ORDER BY f.id DESC LIMIT ?2";
        let mut reader = self.reader().await?;
        let fits = usize::try_from(rows).unwrap_or(usize::MAX);
        let mut found: Vec<Row> =
            sqlx::query_as(SQL).bind(history::start(before)).bind(limit(rows) + 1).fetch_all(&mut *reader).await?;
        let more = found.len() > fits;
        found.truncate(fits);
        let next = found.last().filter(|_| more).map(|row| row.call.cursor());
        let rows: Result<Vec<OpenWork>, StoreError> = found.into_iter().map(Row::open).collect();
        Ok(UnloggedPage { rows: rows?, next })
    }

    /// Callbacks that another desk gave to this one, the soonest first. Those of this desk's own list are in that list.
    ///
    /// # Errors
    /// As every read.
    pub async fn given_callbacks(&self) -> Result<Vec<OpenWork>, StoreError> {
        const SQL: &str = "SELECT c.id, c.state, c.number, c.e164, c.known_name, c.notes, d.label, d.entry, w.item
                           FROM work w JOIN call c ON c.key = w.call LEFT JOIN disposition d ON d.call = c.key
                           WHERE w.kind = 'callback' AND w.settled = 0
                           AND NOT EXISTS (SELECT 1 FROM callback b WHERE b.call = w.call)
                           AND coalesce(c.e164, '') NOT IN (SELECT e164 FROM suppression)
                           ORDER BY w.due_at, c.id LIMIT ?1";
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = sqlx::query_as(SQL).bind(limit(GIVEN)).fetch_all(&mut *reader).await?;
        rows.into_iter().map(Row::open).collect()
    }

    /// Writes that wait refused at other desks, the last one heard of first.
    ///
    /// # Errors
    /// As every read.
    pub async fn refused_elsewhere(&self) -> Result<Vec<OpenWork>, StoreError> {
        const SQL: &str = "SELECT c.id, c.state, c.number, c.e164, c.known_name, c.notes, d.label, d.entry, w.item
                           FROM work w JOIN call c ON c.key = w.call LEFT JOIN disposition d ON d.call = c.key
                           WHERE w.kind = 'refused' AND w.settled = 0
                           AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.kind = 'wrap_up' AND o.key = w.call
                                           AND o.state <> 'cancelled')
                           ORDER BY w.changed_at DESC, c.id DESC LIMIT ?1";
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = sqlx::query_as(SQL).bind(limit(GIVEN)).fetch_all(&mut *reader).await?;
        rows.into_iter().map(Row::open).collect()
    }

    /// How much is open for a person.
    ///
    /// # Errors
    /// As every read.
    pub async fn work_counts(&self, me: &Worker, now: Timestamp) -> Result<WorkCounts, StoreError> {
        let mut reader = self.reader().await?;
        let (unlogged, callbacks, due, refused, mine): (u32, u32, u32, u32, u32) =
            sqlx::query_as(COUNTS).bind(&me.0).bind(now.as_millisecond()).bind(MOST).fetch_one(&mut *reader).await?;
        Ok(WorkCounts { unlogged, callbacks, due, refused, mine })
    }
}
