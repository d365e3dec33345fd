//! The callback list.

use crate::columns::{limit, time};
use crate::{Store, StoreError};
use callside_core::callback::{CallBack, CallBackId};
use callside_core::ids::CallKey;
use jiff::Timestamp;
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row as _};

struct Row {
    id: i64,
    call: String,
    e164: String,
    who: String,
    because: String,
    due_at: i64,
    tries: u32,
    is_retry: bool,
}

impl FromRow<'_, SqliteRow> for Row {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: row.try_get("id")?,
            call: row.try_get("call")?,
            e164: row.try_get("e164")?,
            who: row.try_get("who")?,
            because: row.try_get("because")?,
            due_at: row.try_get("due_at")?,
            tries: row.try_get("tries")?,
            is_retry: row.try_get("is_retry")?,
        })
    }
}

impl Row {
    fn callback(self) -> Result<CallBack, StoreError> {
        Ok(CallBack {
            id: CallBackId(self.id),
            call: self.call.parse().map_err(|_| StoreError::unexpected("callback"))?,
            number: self.e164,
            who: self.who,
            because: self.because,
            due_at: time(self.due_at)?,
            tries: self.tries,
            is_retry: self.is_retry,
        })
    }
}

impl Store {
    /// Whom to call again, the soonest first. Numbers on the suppression list are not among them.
    ///
    /// # Errors
    /// As every read.
    pub async fn callbacks(&self, rows: u32) -> Result<Vec<CallBack>, StoreError> {
        const SQL: &str = "SELECT id, call, e164, who, because, due_at, tries, is_retry FROM callback
                           WHERE done_at IS NULL AND message IS NULL
                           AND e164 NOT IN (SELECT e164 FROM suppression)
                           ORDER BY due_at, id LIMIT ?1";
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = sqlx::query_as(SQL).bind(limit(rows)).fetch_all(&mut *reader).await?;
        rows.into_iter().map(Row::callback).collect()
    }

    /// How often this number was tried in a row without reaching anybody: what the last wrap-up of it says.
    ///
    /// # Errors
    /// As every read.
    pub async fn tries(&self, e164: &str, not_of: &str) -> Result<u32, StoreError> {
        const SQL: &str =
            "SELECT tries FROM callback WHERE e164 = ?1 AND call <> ?2 AND is_retry = 1 AND done_by IS NULL
                           ORDER BY id DESC LIMIT 1";
        let mut reader = self.reader().await?;
        let tries: Option<u32> = sqlx::query_scalar(SQL).bind(e164).bind(not_of).fetch_optional(&mut *reader).await?;
        Ok(tries.unwrap_or(0))
    }

    /// The call that a place in the list comes from.
    ///
    /// # Errors
    /// As every read.
    pub async fn call_of_callback(&self, id: CallBackId) -> Result<Option<CallKey>, StoreError> {
        let mut reader = self.reader().await?;
        let call: Option<String> = sqlx::query_scalar("SELECT call FROM callback WHERE id = ?1")
            .bind(id.0)
            .fetch_optional(&mut *reader)
            .await?;
        call.map(|call| call.parse().map_err(|_| StoreError::unexpected("callback"))).transpose()
    }

    /// Takes a callback off the list. What is off already stays off.
    ///
    /// # Errors
    /// As every write.
    pub async fn end_callback(&self, id: CallBackId, now: Timestamp) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE callback SET done_at = ?2 WHERE id = ?1 AND done_at IS NULL";
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        sqlx::query(SQL).bind(id.0).bind(now.as_millisecond()).execute(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// Puts a callback off to another time.
    ///
    /// # Errors
    /// As every write.
    pub async fn move_callback(&self, id: CallBackId, due_at: Timestamp) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE callback SET due_at = ?2 WHERE id = ?1 AND done_at IS NULL";
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        sqlx::query(SQL).bind(id.0).bind(due_at.as_millisecond()).execute(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    }
}
