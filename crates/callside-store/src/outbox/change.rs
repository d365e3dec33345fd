//! What a person does to an entry: take it back, mend it, send it now.

use super::{rows, touched};
use crate::{Store, StoreError, at_desk, facts, wrap_ups, wrap_ups_told};
use callside_core::ids::EntryId;
use callside_core::outbox::{Entry, State, Work};
use jiff::Timestamp;
use sqlx::SqliteConnection;

/// What became of taking an entry back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cancelled {
    /// It will not be sent; the call waits for its wrap-up again, with the draft as it was.
    Done(Box<Entry>),
    /// It is being sent, was sent, or may stand in Salesforce already; or there is no such entry.
    TooLate,
}

/// What became of a repair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Revised {
    /// It waits to be sent in its new form.
    Done(Box<Entry>),
    /// It is being sent, was sent, was taken back, or may stand in Salesforce already; or there is no such entry.
    TooLate,
}

/// What became of "send it now".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Retried {
    /// It is due.
    Done(Box<Entry>),
    /// It is being sent, was sent, or was taken back; or there is no such entry.
    TooLate,
}

impl Store {
    /// Takes an entry back before it is sent, or after it was refused. An attempt whose answer was lost may stand in
    /// Salesforce: such an entry cannot be taken back.
    ///
    /// # Errors
    /// As every write.
    pub async fn cancel(&self, id: EntryId, now: Timestamp) -> Result<Cancelled, StoreError> {
        const CANCEL: &str = "UPDATE outbox SET state = 'cancelled', settled_at = ?2, next_at = NULL, trouble = NULL,
                              refusal = NULL WHERE id = ?1";
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        match rows::one(&mut transaction, id).await? {
            Some(entry) if entry.state.can_cancel() && !is_doubtful(&mut transaction, id).await? => {}
            Some(_) | None => return Ok(Cancelled::TooLate),
        }
        sqlx::query(CANCEL).bind(id.0).bind(now.as_millisecond()).execute(&mut *transaction).await?;
        touched::clear(&mut transaction, &[id]).await?;
        at_desk::take_back(&mut transaction, id).await?;
        let entry = rows::one(&mut transaction, id).await?.ok_or_else(|| StoreError::unexpected("outbox"))?;
        if let Some((wrap_up, _)) = entry.work.wrap_up() {
            unwrap_call(&mut transaction, id, now).await?;
            facts::write_anew(&mut transaction, &wrap_up.call).await?;
        }
        transaction.commit().await?;
        Ok(Cancelled::Done(Box::new(entry)))
    }

    /// Puts mended work in place of work that was refused or still waits; it is due at once and its attempts count from
    /// the start. It keeps its place in the order of its records. `label` is the disposition's, for the history of a
    /// wrap-up's call.
    ///
    /// # Errors
    /// As every write; [`StoreError::Unexpected`] when it is of another kind or key.
    pub async fn revise(&self, id: EntryId, work: &Work, label: &str, now: Timestamp) -> Result<Revised, StoreError> {
        const REVISE: &str = "UPDATE outbox SET state = 'waiting', next_at = ?2, attempts = 0, trouble = NULL,
                              refusal = NULL, settled_at = NULL, payload = ?3, together = ?4 WHERE id = ?1";
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        let Some(entry) = rows::one(&mut transaction, id).await? else { return Ok(Revised::TooLate) };
        let is_open = matches!(entry.state, State::Waiting { .. } | State::Refused { .. });
        if !is_open || is_doubtful(&mut transaction, id).await? {
            return Ok(Revised::TooLate);
        }
        if (entry.work.kind(), entry.work.key()) != (work.kind(), work.key()) {
            return Err(StoreError::unexpected("other work"));
        }
        let payload = rows::payload(work)?;
        sqlx::query(REVISE)
            .bind(id.0)
            .bind(now.as_millisecond())
            .bind(payload)
            .bind(work.goes_together())
            .execute(&mut *transaction)
            .await?;
        touched::replace(&mut transaction, id, work).await?;
        if let Some((wrap_up, plan)) = work.wrap_up() {
            wrap_ups::record(&mut transaction, id, wrap_up, label).await?;
            at_desk::replace(&mut transaction, id, wrap_up, plan, label, now).await?;
        }
        let entry = rows::one(&mut transaction, id).await?.ok_or_else(|| StoreError::unexpected("outbox"))?;
        transaction.commit().await?;
        Ok(Revised::Done(Box::new(entry)))
    }

    /// Makes an entry that waits or was refused due now, as it is.
    ///
    /// # Errors
    /// As every write.
    pub async fn retry_now(&self, id: EntryId, now: Timestamp) -> Result<Retried, StoreError> {
        const SQL: &str = "UPDATE outbox SET state = 'waiting', next_at = ?2, refusal = NULL, settled_at = NULL
                           WHERE id = ?1 AND state IN ('waiting', 'refused')";
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        let done = sqlx::query(SQL).bind(id.0).bind(now.as_millisecond()).execute(&mut *transaction).await?;
        if done.rows_affected() == 0 {
            return Ok(Retried::TooLate);
        }
        wrap_ups_told::writing_changed(&mut transaction, [id]).await?;
        let entry = rows::one(&mut transaction, id).await?.ok_or_else(|| StoreError::unexpected("outbox"))?;
        transaction.commit().await?;
        Ok(Retried::Done(Box::new(entry)))
    }
}

/// Whether an earlier attempt may have arrived, whatever the latest one said.
async fn is_doubtful(connection: &mut SqliteConnection, id: EntryId) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar("SELECT doubtful FROM outbox WHERE id = ?1").bind(id.0).fetch_one(connection).await?)
}

/// What phone systems would have been told of a wrap-up.
pub(crate) const UNTELL: &str =
    "UPDATE outbox SET state = 'cancelled', settled_at = ?2, next_at = NULL, trouble = NULL, refusal = NULL
     WHERE kind = 'phone' AND state <> 'cancelled' AND state IN ('waiting', 'refused') AND NOT doubtful
       AND key IN (SELECT key || ':end' FROM outbox WHERE id = ?1
                   UNION SELECT key || ':disposition' FROM outbox WHERE id = ?1
                   UNION SELECT key || ':comment' FROM outbox WHERE id = ?1)";

/// The call is as before it was wrapped up: no disposition, no notes, and the draft is back unless a newer one is there.
async fn unwrap_call(connection: &mut SqliteConnection, id: EntryId, now: Timestamp) -> Result<(), StoreError> {
    const CALL: &str = "UPDATE call SET wrapped = 0, notes = NULL WHERE key = (SELECT key FROM outbox WHERE id = ?1)";
    const DRAFT: &str = "INSERT INTO draft (call, saved_at, draft)
                         SELECT key, ?2, draft FROM outbox WHERE id = ?1 AND draft IS NOT NULL
                         ON CONFLICT (call) DO NOTHING";
    sqlx::query(CALL).bind(id.0).execute(&mut *connection).await?;
    sqlx::query(UNTELL).bind(id.0).bind(now.as_millisecond()).execute(&mut *connection).await?;
    sqlx::query("DELETE FROM disposition WHERE entry = ?1").bind(id.0).execute(&mut *connection).await?;
    sqlx::query(DRAFT).bind(id.0).bind(now.as_millisecond()).execute(connection).await?;
    Ok(())
}
