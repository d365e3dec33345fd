//! Runs of automations: begun once per automation and occurrence, taken on step by step, kept as a log.

use crate::columns::{limit, read, time, write};
use crate::outbox::rows;
use crate::store::{begin, commit};
use crate::{Due, Store, StoreError};
use callside_core::action;
use callside_core::automation::{AutomationName, HeldBack, Occurrence, Run, RunState, forget_before, outbox_key};
use callside_core::ids::{EntryId, RecordId};
use callside_core::outbox::{Entry, State, Work};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;
use std::collections::HashSet;

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

// In the words of their index (`automation_run_open`): it holds the few that are under way and not the log of months, and SQLite
// uses it only where its own condition stands in the question (sqlite.org/partialindex.html, chapter 3).
pub(crate) const GOING: &str = select_runs!(
    "FROM automation_run r WHERE r.state IN ('going', 'waiting') AND r.state = 'going' ORDER BY r.id LIMIT ?1"
);
pub(crate) const ANSWERED: &str = select_runs!(
    "FROM automation_run r JOIN outbox o ON o.id = r.entry WHERE r.state IN ('going', 'waiting') AND r.state = 'waiting'
     AND o.state IN ('done', 'cancelled') ORDER BY r.id LIMIT ?1"
);
pub(crate) const IN_DOUBT: &str = "SELECT EXISTS (SELECT 1 FROM automation_run r JOIN outbox o ON o.id = r.entry
     WHERE r.state IN ('going', 'waiting') AND r.state = 'waiting'
     AND (o.state IN ('leased', 'done') OR (o.state = 'waiting' AND o.doubtful = 1)))";

/// Runs begin in the order of their rows; a clock that was set back puts a run at its time.
pub(crate) const LOG: &str = select_runs!("FROM automation_run r WHERE r.id < ?1 ORDER BY r.id DESC LIMIT ?2");
pub(crate) const LOG_OF: &str = select_runs!(
    "FROM automation_run r WHERE r.automation = ?2 AND r.id < ?1 AND r.began_at <=
     coalesce((SELECT began_at FROM automation_run WHERE id = ?1), 9223372036854775807)
     ORDER BY r.began_at DESC, r.id DESC LIMIT ?3"
);

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
        let mut writer = self.writer_for(Due::WithNext).await?;
        let mut turn = writer.turn().await?;
        let next = next(&mut turn, &decisions.runs).await?;
        let (runs, entries) = begun(&decisions.runs, next, now)?;
        keep(&mut turn, decisions, &runs, &entries, now).await?;
        turn.committed();
        Ok(entries)
    }

    /// Runs that have something to do, oldest first.
    ///
    /// # Errors
    /// As every read.
    pub async fn going_runs(&self, most: u32) -> Result<Vec<StoredRun>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = sqlx::query_as(GOING).bind(limit(most)).fetch_all(&mut *reader).await?;
        rows.into_iter().map(stored).collect()
    }

    /// Runs that wait for an outbox entry which is settled for good, oldest first, each with the entry.
    ///
    /// # Errors
    /// As every read.
    pub async fn answered_runs(&self, most: u32) -> Result<Vec<(StoredRun, Entry)>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = sqlx::query_as(ANSWERED).bind(limit(most)).fetch_all(&mut *reader).await?;
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

    /// Those of these runs that wait for an outbox entry, oldest first.
    ///
    /// # Errors
    /// As every read.
    pub async fn waiting_runs(&self, ids: &[i64]) -> Result<Vec<StoredRun>, StoreError> {
        const SQL: &str = select_runs!(
            "FROM automation_run r WHERE r.id IN (SELECT value FROM json_each(?1)) AND r.state = 'waiting' ORDER BY r.id"
        );
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = sqlx::query_as(SQL).bind(write(&ids)?).fetch_all(&mut *reader).await?;
        rows.into_iter().map(stored).collect()
    }

    /// Whether an action of a run may stand in Salesforce without being settled here.
    ///
    /// # Errors
    /// As every read.
    pub async fn run_is_in_doubt(&self) -> Result<bool, StoreError> {
        let mut reader = self.reader().await?;
        Ok(sqlx::query_scalar(IN_DOUBT).fetch_one(&mut *reader).await?)
    }

    /// Keeps runs as they stand now, all or none.
    ///
    /// # Errors
    /// As every write.
    pub async fn save_runs(&self, changes: &[RunChange], due: Due, now: Timestamp) -> Result<(), StoreError> {
        const SQL: &str = begin!(
            "UPDATE automation_run SET state = v.value ->> 1, entry = v.value ->> 2, changed_at = $2, payload = v.value ->> 3
             FROM json_each($1) AS v WHERE automation_run.id = v.value ->> 0;
             INSERT INTO automation_write (record, run, at) SELECT value ->> 0, value ->> 1, $2 FROM json_each($3) WHERE true
             ON CONFLICT (record, run) DO UPDATE SET at = excluded.at, seen = 0; ",
            commit!()
        );
        let (mut rows, mut wrote) = (Vec::with_capacity(changes.len()), Vec::new());
        for RunChange { run, entry, wrote: records } in changes {
            let payload = payload(&run.occurrence, &run.run, run.held_back)?;
            rows.push((run.id, word(&run.run.state, run.held_back), entry.map(|entry| entry.0), payload));
            wrote.extend(records.iter().map(|record| (record.as_str(), run.id)));
        }
        let mut writer = self.writer_for(Due::WithNext).await?;
        let mut turn = writer.turn().await?;
        let asked = sqlx::query(SQL).bind(write(&rows)?).bind(now.as_millisecond()).bind(write(&wrote)?);
        asked.execute(&mut *turn).await?;
        turn.committed();
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
        let before = filter.before.unwrap_or(i64::MAX);
        let mut reader = self.reader().await?;
        let asked = match &filter.automation {
            None => sqlx::query_as(LOG).bind(before),
            Some(automation) => sqlx::query_as(LOG_OF).bind(before).bind(automation.as_str()),
        };
        let rows: Vec<Row> = asked.bind(limit(most)).fetch_all(&mut *reader).await?;
        rows.into_iter().map(stored).collect()
    }
}

/// What comes next in the tables.
struct Next {
    run: i64,
    entry: i64,
    org: Option<RecordId>,
    /// Places of runs that were begun before.
    before: HashSet<usize>,
}

/// Begins the transaction and looks what there is.
async fn next(turn: &mut SqliteConnection, runs: &[NewRun]) -> Result<Next, StoreError> {
    const SQL: &str = begin!(
        "SELECT 0, 1 + coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'automation_run'), 0),
                1 + coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'outbox'), 0),
                (SELECT json_extract(value, '$.org') FROM setting WHERE key = 'identity');
         SELECT 1, v.key, 0, NULL FROM json_each($1) AS v WHERE EXISTS
         (SELECT 1 FROM automation_run WHERE automation = v.value ->> 0 AND occurrence = v.value ->> 1)"
    );
    let keys: Vec<_> = runs.iter().map(key).collect();
    let rows: Vec<(i64, i64, i64, Option<String>)> = sqlx::query_as(SQL).bind(write(&keys)?).fetch_all(turn).await?;
    let mut rows = rows.into_iter();
    let (_, run, entry, org) = rows.next().ok_or_else(|| StoreError::unexpected("automation_run"))?;
    let before = rows.map(|row| usize::try_from(row.1).unwrap_or(usize::MAX)).collect();
    Ok(Next { run, entry, org: org.as_deref().map(rows::org).transpose()?, before })
}

/// An automation runs once for an occurrence.
fn key(new: &NewRun) -> (&str, &str) {
    (new.run.automation.as_str(), new.occurrence.id.as_str())
}

/// Columns of a run that begins: its number, automation, occurrence, word, entry and payload.
type Begun<'r> = (i64, &'r str, &'r str, &'static str, Option<i64>, String);

/// The runs that were not begun before, and the entries of their first writes.
fn begun(runs: &[NewRun], next: Next, now: Timestamp) -> Result<(Vec<Begun<'_>>, Vec<Entry>), StoreError> {
    let not_before = time(now.as_millisecond())?;
    let (mut rows, mut entries, mut known) = (Vec::with_capacity(runs.len()), Vec::new(), HashSet::new());
    for (place, new) in runs.iter().enumerate() {
        if next.before.contains(&place) || !known.insert(key(new)) {
            continue;
        }
        let id = next.run + count(rows.len());
        let mut entry = None;
        if let Some((step, run)) = &new.first {
            let entry_id = next.entry + count(entries.len());
            entry = Some(entry_id);
            entries.push(Entry {
                id: EntryId(entry_id),
                work: Work::Action { run: action::Run { key: outbox_key(id, *step), ..run.clone() } },
                org: next.org.clone(),
                state: State::Waiting { not_before, trouble: None },
                attempts: 0,
                created_at: not_before,
            });
        }
        let (automation, occurrence) = key(new);
        let payload = payload(&new.occurrence, &new.run, new.held_back)?;
        rows.push((id, automation, occurrence, word(&new.run.state, new.held_back), entry, payload));
    }
    Ok((rows, entries))
}

fn count(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

/// Keeps all of it, forgets runs that are over and old enough, and ends the transaction.
async fn keep(
    turn: &mut SqliteConnection,
    decisions: &Decisions,
    runs: &[Begun<'_>],
    entries: &[Entry],
    now: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str = commit!(
        "INSERT INTO outbox (id, kind, key, created_at, state, next_at, payload, org, together)
         SELECT value ->> 0, value ->> 1, value ->> 2, $2, 'waiting', $2, value ->> 3, value ->> 4, value ->> 5
         FROM json_each($1);
         INSERT INTO outbox_record (record, entry) SELECT value ->> 0, value ->> 1 FROM json_each($3);
         INSERT INTO automation_run (id, automation, occurrence, began_at, changed_at, state, entry, payload)
         SELECT value ->> 0, value ->> 1, value ->> 2, $2, $2, value ->> 3, value ->> 4, value ->> 5 FROM json_each($4);
         DELETE FROM automation_run WHERE automation IN (SELECT value ->> 1 FROM json_each($4)) AND began_at < $5
         AND state IN ('finished', 'held_back');
         UPDATE occurrence SET decided = 1, payload = NULL WHERE row IN (SELECT value FROM json_each($6));
         UPDATE occurrence SET decided = 1 WHERE row IN (SELECT value FROM json_each($7));
         UPDATE automation_write SET seen = 1 WHERE record IN (SELECT value FROM json_each($8));
         INSERT INTO setting (key, value) SELECT value ->> 0, value ->> 1 FROM json_each($9) WHERE true
         ON CONFLICT (key) DO UPDATE SET value = excluded.value"
    );
    let mut rows = Vec::with_capacity(entries.len());
    for Entry { id, work, org, .. } in entries {
        let org = org.as_ref().map(RecordId::as_str);
        rows.push((id.0, work.kind(), work.key(), rows::payload(work)?, org, i64::from(work.goes_together())));
    }
    let mut touched = Vec::with_capacity(entries.len());
    for entry in entries {
        touched.extend(entry.work.touches().into_iter().map(|record| (record.as_str(), entry.id.0)));
    }
    let cursor: Vec<_> = decisions.cursor.iter().map(|row| (CURSOR, row.to_string())).collect();
    sqlx::query(SQL)
        .bind(write(&rows)?)
        .bind(now.as_millisecond())
        .bind(write(&touched)?)
        .bind(write(&runs)?)
        .bind(forget_before(now).as_millisecond())
        .bind(write(&decisions.occurrences)?)
        .bind(write(&decisions.told)?)
        .bind(write(&decisions.writes_seen)?)
        .bind(write(&cursor)?)
        .execute(turn)
        .await?;
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
