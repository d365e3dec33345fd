//! The copy of callers' records: who has a number, and what surrounds them.

use crate::columns::{read, time, write};
use crate::{Store, StoreError};
use callside_core::record::{CallerContext, CallerRef, Candidate};
use jiff::Timestamp;
use sqlx::SqliteConnection;

impl Store {
    /// Keeps Salesforce's answer to "who has this number", in place of the one before. A record that no number leads
    /// to any more is forgotten with everything around it.
    ///
    /// # Errors
    /// As every write.
    pub async fn save_callers(&self, e164: &str, callers: &[Candidate], now: Timestamp) -> Result<(), StoreError> {
        self.save_many_callers(&[(e164.to_owned(), callers.to_vec())], now).await
    }

    /// [`Store::save_callers`] for many numbers in one transaction.
    ///
    /// # Errors
    /// As every write; then nothing was kept.
    pub async fn save_many_callers(
        &self,
        answers: &[(String, Vec<Candidate>)],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        for (e164, callers) in answers {
            replace(&mut transaction, e164, callers, now).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Copies of the records that have a number, and when each was made.
    ///
    /// # Errors
    /// As every read.
    pub async fn callers(&self, e164: &str) -> Result<Vec<(Candidate, Timestamp)>, StoreError> {
        const SQL: &str = "SELECT c.candidate, c.seen_at FROM caller_number n JOIN caller c ON c.id = n.caller
                           WHERE n.e164 = ?1 ORDER BY c.id";
        let mut reader = self.reader().await?;
        let rows: Vec<(String, i64)> = sqlx::query_as(SQL).bind(e164).fetch_all(&mut *reader).await?;
        rows.iter().map(|(json, at)| Ok((read(json, "caller")?, time(*at)?))).collect()
    }

    /// When Salesforce last said who has a number, also when that was nobody.
    ///
    /// # Errors
    /// As every read.
    pub async fn asked_at(&self, e164: &str) -> Result<Option<Timestamp>, StoreError> {
        let mut reader = self.reader().await?;
        let asked: Option<i64> = sqlx::query_scalar("SELECT asked_at FROM number WHERE e164 = ?1")
            .bind(e164)
            .fetch_optional(&mut *reader)
            .await?;
        asked.map(time).transpose()
    }

    /// Keeps one record as it is now, apart from any number: one that the agent picked by hand, or that was read again.
    ///
    /// # Errors
    /// As every write.
    pub async fn save_caller(&self, caller: &Candidate, now: Timestamp) -> Result<(), StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        upsert(&mut transaction, caller, now).await?;
        Ok(transaction.commit().await?)
    }

    /// The copy of one record, and when it was made.
    ///
    /// # Errors
    /// As every read.
    pub async fn caller(&self, caller: &CallerRef) -> Result<Option<(Candidate, Timestamp)>, StoreError> {
        const SQL: &str = "SELECT candidate, seen_at FROM caller WHERE id = ?1";
        let mut reader = self.reader().await?;
        let row: Option<(String, i64)> =
            sqlx::query_as(SQL).bind(caller.id.as_str()).fetch_optional(&mut *reader).await?;
        row.map(|(json, at)| Ok((read(&json, "caller")?, time(at)?))).transpose()
    }

    /// Forgets a record that Salesforce no longer has.
    ///
    /// # Errors
    /// As every write.
    pub async fn forget_caller(&self, caller: &CallerRef) -> Result<(), StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        for sql in [
            "DELETE FROM caller WHERE id = ?1",
            "DELETE FROM caller_context WHERE caller = ?1",
            "DELETE FROM look_up_copy WHERE caller = ?1",
            "DELETE FROM made_here WHERE record = ?1",
            "DELETE FROM number_choice WHERE record = ?1",
        ] {
            sqlx::query(sql).bind(caller.id.as_str()).execute(&mut *transaction).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Keeps the cases, opportunities and activities of a caller, in place of those before.
    ///
    /// # Errors
    /// As every write.
    pub async fn save_context(
        &self,
        caller: &CallerRef,
        context: &CallerContext,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO caller_context (caller, seen_at, context) VALUES (?1, ?2, ?3)
                           ON CONFLICT (caller) DO UPDATE SET seen_at = excluded.seen_at, context = excluded.context";
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        sqlx::query(SQL)
            .bind(caller.id.as_str())
            .bind(now.as_millisecond())
            .bind(write(context)?)
            .execute(&mut *transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// The cases, opportunities and activities of a caller, and when the copy was made.
    ///
    /// # Errors
    /// As every read.
    pub async fn context(&self, caller: &CallerRef) -> Result<Option<(CallerContext, Timestamp)>, StoreError> {
        const SQL: &str = "SELECT context, seen_at FROM caller_context WHERE caller = ?1";
        let mut reader = self.reader().await?;
        let row: Option<(String, i64)> =
            sqlx::query_as(SQL).bind(caller.id.as_str()).fetch_optional(&mut *reader).await?;
        row.map(|(json, at)| Ok((read(&json, "context")?, time(at)?))).transpose()
    }
}

async fn replace(
    connection: &mut SqliteConnection,
    e164: &str,
    callers: &[Candidate],
    now: Timestamp,
) -> Result<(), StoreError> {
    const ASKED: &str = "INSERT INTO number (e164, asked_at) VALUES (?1, ?2)
                         ON CONFLICT (e164) DO UPDATE SET asked_at = excluded.asked_at";
    const CLEAR: &str = "DELETE FROM caller_number WHERE e164 = ?1 RETURNING caller";
    const LINK: &str = "INSERT INTO caller_number (e164, caller) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    sqlx::query(ASKED).bind(e164).bind(now.as_millisecond()).execute(&mut *connection).await?;
    let before: Vec<String> = sqlx::query_scalar(CLEAR).bind(e164).fetch_all(&mut *connection).await?;
    for caller in callers {
        upsert(connection, caller, now).await?;
        sqlx::query(LINK).bind(e164).bind(caller.record.id.as_str()).execute(&mut *connection).await?;
    }
    for gone in before.iter().filter(|id| callers.iter().all(|c| c.record.id.as_str() != id.as_str())) {
        forget_if_unreachable(connection, gone).await?;
    }
    Ok(())
}

async fn forget_if_unreachable(connection: &mut SqliteConnection, id: &str) -> Result<(), StoreError> {
    const CALLER: &str = "DELETE FROM caller WHERE id = ?1
                          AND NOT EXISTS (SELECT 1 FROM caller_number WHERE caller = ?1)";
    const CONTEXT: &str = "DELETE FROM caller_context WHERE caller = ?1
                           AND NOT EXISTS (SELECT 1 FROM caller WHERE id = ?1)";
    const FOUND: &str = "DELETE FROM look_up_copy WHERE caller = ?1
                         AND NOT EXISTS (SELECT 1 FROM caller WHERE id = ?1)";
    for sql in [CALLER, CONTEXT, FOUND] {
        sqlx::query(sql).bind(id).execute(&mut *connection).await?;
    }
    Ok(())
}

async fn upsert(connection: &mut SqliteConnection, caller: &Candidate, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO caller (id, object, seen_at, candidate) VALUES (?1, ?2, ?3, ?4)
                       ON CONFLICT (id) DO UPDATE
                       SET object = excluded.object, seen_at = excluded.seen_at, candidate = excluded.candidate";
    sqlx::query(SQL)
        .bind(caller.record.id.as_str())
        .bind(caller.record.object.api_name())
        .bind(now.as_millisecond())
        .bind(write(caller)?)
        .execute(connection)
        .await?;
    Ok(())
}
