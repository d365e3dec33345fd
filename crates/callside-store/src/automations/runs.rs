//! Runs of automations: begun once per automation and occurrence, taken on step by step, kept as a log.

use crate::columns::{limit, read, time, write};
use crate::outbox::rows;
use crate::{Due, Store, StoreError};
use callside_core::action;
use callside_core::automation::{AutomationName, HeldBack, Occurrence, Run, RunState, forget_before, outbox_key};
use callside_core::ids::{EntryId, RecordId};
use callside_core::outbox::{Entry, Work};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;
use std::collections::{BTreeSet, HashMap};

/// Where the decisions about events of calls stand: the row of the last event that was decided.
const CURSOR: &str = "automation_cursor";

/// A run to begin, or one that is held back and only logged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRun {
    /// What set it off.
    pub occurrence: Occurrence,
    /// The run.
    pub run: Run,
    /// Why it does not run.
    pub held_back: Option<HeldBack>,
    /// The write that its first step asks for, and the number of that step; the run waits for it then. It goes into the
    /// outbox under the key of run and step, which is given here.
    pub first: Option<(u32, action::Run)>,
}

/// Decisions that belong together.
#[derive(Debug, Clone, Default)]
pub struct Decisions {
    /// Runs that begin.
    pub runs: Vec<NewRun>,
    /// Rows of occurrences that are decided.
    pub occurrences: Vec<i64>,
    /// Rows of those that are decided and kept to be rehearsed over.
    pub told: Vec<i64>,
    /// Row of the last event of a call that is decided.
    pub cursor: Option<i64>,
    /// Records whose own writes the watch has met with this.
    pub writes_seen: Vec<RecordId>,
}

/// A run as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRun {
    /// Row number; part of the keys under which the outbox knows its actions.
    pub id: i64,
    /// What set it off.
    pub occurrence: Occurrence,
    /// The run.
    pub run: Run,
    /// Why it did not run.
    pub held_back: Option<HeldBack>,
    /// The outbox entry that it waits for.
    pub entry: Option<EntryId>,
    /// When it was decided.
    pub began_at: Timestamp,
    /// When it was taken on last.
    pub changed_at: Timestamp,
}

/// How a run stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunChange {
    /// It.
    pub run: StoredRun,
    /// The outbox entry that it waits for.
    pub entry: Option<EntryId>,
    /// Records that its last action wrote.
    pub wrote: Vec<RecordId>,
}

/// Which runs of the log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunFilter {
    /// Only of this automation.
    pub automation: Option<AutomationName>,
    /// Only those before this one.
    pub before: Option<i64>,
}

#[derive(Serialize, Deserialize)]
struct Payload {
    occurrence: Occurrence,
    run: Run,
    held_back: Option<HeldBack>,
}

type Row = (i64, Option<i64>, i64, i64, String);

/// A question for runs; what follows is the rest of the statement.
macro_rules! select_runs {
    ($rest:literal) => {
        concat!("SELECT r.id, r.entry, r.began_at, r.changed_at, r.payload ", $rest)
    };
}

fn stored((id, entry, began_at, changed_at, payload): Row) -> Result<StoredRun, StoreError> {
    let Payload { occurrence, run, held_back } = read(&payload, "automation run")?;
    let entry = entry.map(EntryId);
    let (began_at, changed_at) = (time(began_at)?, time(changed_at)?);
    Ok(StoredRun { id, occurrence, run, held_back, entry, began_at, changed_at })
}

impl Store {
    /// The row of the last event of a call that automations were decided for; `None` before there were any.
    ///
    /// # Errors
    /// As every read.
    pub async fn automation_cursor(&self) -> Result<Option<i64>, StoreError> {
        self.setting(CURSOR).await
    }

    /// Keeps decisions with the writes that their runs begin with, all or none. A run that was begun for the same
    /// occurrence before stays as it is. Rides with the next write: what is not known to be decided is decided again. Gives
    /// the new entries of the outbox.
    ///
    /// # Errors
    /// As every write.
    pub async fn decide(&self, decisions: &Decisions, now: Timestamp) -> Result<Vec<Entry>, StoreError> {
        const DECIDED: &str = "UPDATE occurrence SET decided = 1, payload = NULL WHERE row = ?1";
        const TOLD: &str = "UPDATE occurrence SET decided = 1 WHERE row = ?1";
        const SEEN: &str = "UPDATE automation_write SET seen = 1 WHERE record = ?1";
        const AT: &str = "INSERT INTO setting (key, value) VALUES (?1, ?2)
                          ON CONFLICT (key) DO UPDATE SET value = excluded.value";
        let mut writer = self.writer_for(Due::WithNext).await?;
        let mut transaction = writer.begin().await?;
        let entries = begin(&mut transaction, &decisions.runs, now).await?;
        for automation in decisions.runs.iter().map(|new| &new.run.automation).collect::<BTreeSet<_>>() {
            forget(&mut transaction, automation, now).await?;
        }
        for row in &decisions.occurrences {
            sqlx::query(DECIDED).bind(row).execute(&mut *transaction).await?;
        }
        for row in &decisions.told {
            sqlx::query(TOLD).bind(row).execute(&mut *transaction).await?;
        }
        for record in &decisions.writes_seen {
            sqlx::query(SEEN).bind(record.as_str()).execute(&mut *transaction).await?;
        }
        if let Some(row) = decisions.cursor {
            sqlx::query(AT).bind(CURSOR).bind(write(&row)?).execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
        Ok(entries)
    }

    /// Runs that have something to do, oldest first.
    ///
    /// # Errors
    /// As every read.
    pub async fn going_runs(&self, most: u32) -> Result<Vec<StoredRun>, StoreError> {
        const SQL: &str = select_runs!("FROM automation_run r WHERE r.state = 'going' ORDER BY r.id LIMIT ?1");
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = sqlx::query_as(SQL).bind(limit(most)).fetch_all(&mut *reader).await?;
        rows.into_iter().map(stored).collect()
    }

    /// Runs that wait for an outbox entry which is settled for good, oldest first, each with the entry.
    ///
    /// # Errors
    /// As every read.
    pub async fn answered_runs(&self, most: u32) -> Result<Vec<(StoredRun, Entry)>, StoreError> {
        const SQL: &str = select_runs!(
            "FROM automation_run r JOIN outbox o ON o.id = r.entry
             WHERE r.state = 'waiting' AND o.state IN ('done', 'cancelled') ORDER BY r.id LIMIT ?1"
        );
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = sqlx::query_as(SQL).bind(limit(most)).fetch_all(&mut *reader).await?;
        let entries = rows::of(&mut reader, &rows.iter().filter_map(|row| row.1).collect::<Vec<_>>()).await?;
        let mut answered = Vec::with_capacity(rows.len());
        for row in rows {
            let run = stored(row)?;
            if let Some(entry) = entries.iter().find(|entry| Some(entry.id) == run.entry) {
                answered.push((run, entry.clone()));
            }
        }
        Ok(answered)
    }

    /// Whether an action of a run may stand in Salesforce without being settled here.
    ///
    /// # Errors
    /// As every read.
    pub async fn run_is_in_doubt(&self) -> Result<bool, StoreError> {
        const SQL: &str = "SELECT EXISTS (SELECT 1 FROM automation_run r JOIN outbox o ON o.id = r.entry
                           WHERE r.state = 'waiting' AND (o.state IN ('leased', 'done')
                           OR (o.state = 'waiting' AND o.doubtful = 1)))";
        let mut reader = self.reader().await?;
        Ok(sqlx::query_scalar(SQL).fetch_one(&mut *reader).await?)
    }

    /// Keeps runs as they stand now, all or none.
    ///
    /// # Errors
    /// As every write.
    pub async fn save_runs(&self, changes: &[RunChange], due: Due, now: Timestamp) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE automation_run SET state = v.value ->> 1, entry = v.value ->> 2, changed_at = ?2,
                               payload = v.value ->> 3
                           FROM json_each(?1) AS v WHERE automation_run.id = v.value ->> 0";
        const WROTE: &str = "INSERT INTO automation_write (record, run, at)
                             SELECT value ->> 0, value ->> 1, ?2 FROM json_each(?1) WHERE true
                             ON CONFLICT (record, run) DO UPDATE SET at = excluded.at, seen = 0";
        let (mut rows, mut wrote) = (Vec::with_capacity(changes.len()), Vec::new());
        for RunChange { run, entry, wrote: records } in changes {
            let payload = payload(&run.occurrence, &run.run, run.held_back)?;
            rows.push((run.id, word(&run.run.state, run.held_back), entry.map(|entry| entry.0), payload));
            wrote.extend(records.iter().map(|record| (record.as_str(), run.id)));
        }
        let now = now.as_millisecond();
        let mut writer = self.writer_for(Due::WithNext).await?;
        let mut transaction = writer.begin().await?;
        sqlx::query(SQL).bind(write(&rows)?).bind(now).execute(&mut *transaction).await?;
        if !wrote.is_empty() {
            sqlx::query(WROTE).bind(write(&wrote)?).bind(now).execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
        drop(writer);
        self.synced_if(due).await
    }

    /// When the runs of an automation began that began since a moment, in order; those that were held back do not count.
    ///
    /// # Errors
    /// As every read.
    pub async fn runs_began(
        &self,
        automation: &AutomationName,
        since: Timestamp,
    ) -> Result<Vec<Timestamp>, StoreError> {
        const SQL: &str = "SELECT began_at FROM automation_run
                           WHERE automation = ?1 AND began_at >= ?2 AND state <> 'held_back' ORDER BY began_at";
        let mut reader = self.reader().await?;
        let query = sqlx::query_scalar(SQL).bind(automation.as_str()).bind(since.as_millisecond());
        let began: Vec<i64> = query.fetch_all(&mut *reader).await?;
        began.into_iter().map(time).collect()
    }

    /// The runs that wrote a record since a moment, newest last; `unseen` leaves out those whose change was met.
    ///
    /// # Errors
    /// As every read.
    pub async fn writers_of(
        &self,
        record: &RecordId,
        since: Timestamp,
        unseen: bool,
    ) -> Result<Vec<StoredRun>, StoreError> {
        const SQL: &str = select_runs!(
            "FROM automation_write w JOIN automation_run r ON r.id = w.run
             WHERE w.record = ?1 AND w.at >= ?2 AND (w.seen = 0 OR NOT ?3) ORDER BY w.at"
        );
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = sqlx::query_as(SQL)
            .bind(record.as_str())
            .bind(since.as_millisecond())
            .bind(unseen)
            .fetch_all(&mut *reader)
            .await?;
        rows.into_iter().map(stored).collect()
    }

    /// One run.
    ///
    /// # Errors
    /// As every read.
    pub async fn automation_run(&self, id: i64) -> Result<Option<StoredRun>, StoreError> {
        const SQL: &str = select_runs!("FROM automation_run r WHERE r.id = ?1");
        let mut reader = self.reader().await?;
        let row: Option<Row> = sqlx::query_as(SQL).bind(id).fetch_optional(&mut *reader).await?;
        row.map(stored).transpose()
    }

    /// The log of runs, newest first.
    ///
    /// # Errors
    /// As every read.
    pub async fn automation_runs(&self, filter: &RunFilter, most: u32) -> Result<Vec<StoredRun>, StoreError> {
        const SQL: &str = select_runs!(
            "FROM automation_run r
             WHERE (?1 IS NULL OR r.automation = ?1) AND (?2 IS NULL OR r.id < ?2) ORDER BY r.id DESC LIMIT ?3"
        );
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = sqlx::query_as(SQL)
            .bind(filter.automation.as_ref().map(AutomationName::as_str))
            .bind(filter.before)
            .bind(limit(most))
            .fetch_all(&mut *reader)
            .await?;
        rows.into_iter().map(stored).collect()
    }
}

/// Begins runs, those that were not begun before; gives the entries of their first writes.
async fn begin(connection: &mut SqliteConnection, runs: &[NewRun], now: Timestamp) -> Result<Vec<Entry>, StoreError> {
    const SQL: &str = "INSERT INTO automation_run (automation, occurrence, began_at, changed_at, state, payload)
                       SELECT value ->> 0, value ->> 1, ?2, ?2, value ->> 2, value ->> 3 FROM json_each(?1) WHERE true
                       ON CONFLICT (automation, occurrence) DO NOTHING RETURNING id, automation, occurrence";
    const WAIT: &str = "UPDATE automation_run SET entry = v.value ->> 1 FROM json_each(?1) AS v
                        WHERE automation_run.id = v.value ->> 0";
    if runs.is_empty() {
        return Ok(Vec::new());
    }
    let mut rows = Vec::with_capacity(runs.len());
    for new in runs {
        let payload = payload(&new.occurrence, &new.run, new.held_back)?;
        let (automation, occurrence) = (new.run.automation.as_str(), new.occurrence.id.as_str());
        rows.push((automation, occurrence, word(&new.run.state, new.held_back), payload));
    }
    let begun: Vec<(i64, String, String)> =
        sqlx::query_as(SQL).bind(write(&rows)?).bind(now.as_millisecond()).fetch_all(&mut *connection).await?;
    let mut ids: HashMap<(String, String), i64> = begun.into_iter().map(|(id, a, o)| ((a, o), id)).collect();
    let (mut waiting, mut works) = (Vec::new(), Vec::new());
    for new in runs {
        let key = (new.run.automation.as_str().to_owned(), new.occurrence.id.as_str().to_owned());
        if let (Some(id), Some((step, run))) = (ids.remove(&key), &new.first) {
            waiting.push(id);
            works.push(Work::Action { run: action::Run { key: outbox_key(id, *step), ..run.clone() } });
        }
    }
    let entries = rows::insert_entries(connection, works, now).await?;
    if !entries.is_empty() {
        let waits: Vec<(i64, i64)> = waiting.iter().zip(&entries).map(|(run, entry)| (*run, entry.id.0)).collect();
        sqlx::query(WAIT).bind(write(&waits)?).execute(connection).await?;
    }
    Ok(entries)
}

/// Runs of an automation that are over and old enough to be forgotten.
async fn forget(
    connection: &mut SqliteConnection,
    automation: &AutomationName,
    now: Timestamp,
) -> Result<(), StoreError> {
    const OLD: &str = "DELETE FROM automation_run WHERE automation = ?1 AND began_at < ?2
                       AND state IN ('finished', 'held_back')";
    let before = forget_before(now).as_millisecond();
    sqlx::query(OLD).bind(automation.as_str()).bind(before).execute(connection).await?;
    Ok(())
}

const fn word(state: &RunState, held_back: Option<HeldBack>) -> &'static str {
    match (held_back, state) {
        (Some(_), _) => "held_back",
        (None, RunState::Going) => "going",
        (None, RunState::Waiting { .. }) => "waiting",
        (None, RunState::Finished { .. }) => "finished",
    }
}

fn payload(occurrence: &Occurrence, run: &Run, held_back: Option<HeldBack>) -> Result<String, StoreError> {
    write(&Payload { occurrence: occurrence.clone(), run: run.clone(), held_back })
}
