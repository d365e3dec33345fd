//! Runs of automations: begun once per automation and occurrence, taken on step by step, kept as a log.

use crate::columns::{limit, read, time, write};
use crate::{Due, Store, StoreError};
use callside_core::automation::{AutomationName, HeldBack, Occurrence, Run, RunState, forget_before};
use callside_core::ids::{EntryId, RecordId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;

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

    /// Keeps decisions, all or none. A run that was begun for the same occurrence before stays as it is. Rides with the
    /// next write: what is not known to be decided is decided again.
    ///
    /// # Errors
    /// As every write.
    pub async fn decide(&self, decisions: &Decisions, now: Timestamp) -> Result<(), StoreError> {
        const DECIDED: &str = "UPDATE occurrence SET decided = 1, payload = NULL WHERE row = ?1";
        const TOLD: &str = "UPDATE occurrence SET decided = 1 WHERE row = ?1";
        const SEEN: &str = "UPDATE automation_write SET seen = 1 WHERE record = ?1";
        const AT: &str = "INSERT INTO setting (key, value) VALUES (?1, ?2)
                          ON CONFLICT (key) DO UPDATE SET value = excluded.value";
        let mut writer = self.writer_for(Due::WithNext).await?;
        let mut transaction = writer.begin().await?;
        for run in &decisions.runs {
            begin(&mut transaction, run, now).await?;
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
        Ok(transaction.commit().await?)
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

    /// Runs that wait for an outbox entry which is settled for good.
    ///
    /// # Errors
    /// As every read.
    pub async fn answered_runs(&self, most: u32) -> Result<Vec<StoredRun>, StoreError> {
        const SQL: &str = select_runs!(
            "FROM automation_run r JOIN outbox o ON o.id = r.entry
             WHERE r.state = 'waiting' AND o.state IN ('done', 'cancelled') ORDER BY r.id LIMIT ?1"
        );
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = sqlx::query_as(SQL).bind(limit(most)).fetch_all(&mut *reader).await?;
        rows.into_iter().map(stored).collect()
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

    /// Keeps a run as it stands now, the outbox entry that it waits for, and the records that its last action wrote.
    ///
    /// # Errors
    /// As every write.
    pub async fn save_run(
        &self,
        run: &StoredRun,
        entry: Option<EntryId>,
        wrote: &[RecordId],
        due: Due,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        const SQL: &str =
            "UPDATE automation_run SET state = ?2, entry = ?3, changed_at = ?4, payload = ?5 WHERE id = ?1";
        const WROTE: &str = "INSERT INTO automation_write (record, run, at) VALUES (?1, ?2, ?3)
                             ON CONFLICT (record, run) DO UPDATE SET at = excluded.at, seen = 0";
        let mut writer = self.writer_for(due).await?;
        let mut transaction = writer.begin().await?;
        sqlx::query(SQL)
            .bind(run.id)
            .bind(word(&run.run.state, run.held_back))
            .bind(entry.map(|entry| entry.0))
            .bind(now.as_millisecond())
            .bind(payload(&run.occurrence, &run.run, run.held_back)?)
            .execute(&mut *transaction)
            .await?;
        for record in wrote {
            sqlx::query(WROTE)
                .bind(record.as_str())
                .bind(run.id)
                .bind(now.as_millisecond())
                .execute(&mut *transaction)
                .await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Runs of an automation that began since a moment; those that were held back do not count.
    ///
    /// # Errors
    /// As every read.
    pub async fn runs_since(&self, automation: &AutomationName, since: Timestamp) -> Result<u32, StoreError> {
        const SQL: &str = "SELECT count(*) FROM automation_run
                           WHERE automation = ?1 AND began_at >= ?2 AND state <> 'held_back'";
        let mut reader = self.reader().await?;
        let query = sqlx::query_scalar(SQL).bind(automation.as_str()).bind(since.as_millisecond());
        let count: i64 = query.fetch_one(&mut *reader).await?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
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

async fn begin(connection: &mut SqliteConnection, new: &NewRun, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO automation_run (automation, occurrence, began_at, changed_at, state, payload)
                       VALUES (?1, ?2, ?3, ?3, ?4, ?5) ON CONFLICT (automation, occurrence) DO NOTHING";
    const OLD: &str = "DELETE FROM automation_run WHERE automation = ?1 AND began_at < ?2
                       AND state IN ('finished', 'held_back')";
    sqlx::query(SQL)
        .bind(new.run.automation.as_str())
        .bind(new.occurrence.id.as_str())
        .bind(now.as_millisecond())
        .bind(word(&new.run.state, new.held_back))
        .bind(payload(&new.occurrence, &new.run, new.held_back)?)
        .execute(&mut *connection)
        .await?;
    sqlx::query(OLD)
        .bind(new.run.automation.as_str())
        .bind(forget_before(now).as_millisecond())
        .execute(connection)
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
