//! What the agent has typed and not yet saved: on the disk as it is typed.

use crate::columns::{read, write};
use crate::{Store, StoreError};
use callside_core::ids::CallKey;
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

impl Store {
    /// Keeps a draft in place of the one before. Its shape is the form's own business.
    ///
    /// # Errors
    /// As every write; [`StoreError::UnknownCall`].
    pub async fn save_draft<D: Serialize + Sync>(
        &self,
        call: &CallKey,
        draft: &D,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO draft (call, saved_at, draft) VALUES (?1, ?2, ?3)
                           ON CONFLICT (call) DO UPDATE SET saved_at = excluded.saved_at, draft = excluded.draft";
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        sqlx::query(SQL)
            .bind(call.to_string())
            .bind(now.as_millisecond())
            .bind(write(draft)?)
            .execute(&mut *transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// The draft of a call.
    ///
    /// # Errors
    /// As every read; [`StoreError::Unexpected`] when it is not a `D`.
    pub async fn draft<D: DeserializeOwned>(&self, call: &CallKey) -> Result<Option<D>, StoreError> {
        const SQL: &str = "SELECT draft FROM draft WHERE call = ?1";
        let mut reader = self.reader().await?;
        let row: Option<String> = sqlx::query_scalar(SQL).bind(call.to_string()).fetch_optional(&mut *reader).await?;
        row.map(|json| read(&json, "draft")).transpose()
    }

    /// Throws a draft away.
    ///
    /// # Errors
    /// As every write.
    pub async fn drop_draft(&self, call: &CallKey) -> Result<(), StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        sqlx::query("DELETE FROM draft WHERE call = ?1").bind(call.to_string()).execute(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    }
}
