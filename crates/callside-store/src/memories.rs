//! What the service that remembers callers said of a call.

use crate::columns::{read, write};
use crate::{Store, StoreError};
use callside_core::call_memory::Memory;
use callside_core::ids::CallKey;
use jiff::Timestamp;

impl Store {
    /// Takes a call for asking; false when it has been asked about before, by whatever start of this program.
    ///
    /// # Errors
    /// As every write.
    pub async fn claim_memory(&self, call: &CallKey, e164: Option<&str>, now: Timestamp) -> Result<bool, StoreError> {
        const SQL: &str = "INSERT INTO call_memory (call, e164, asked_at) VALUES (?1, ?2, ?3)
                           ON CONFLICT (call) DO NOTHING";
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        let done = sqlx::query(SQL)
            .bind(call.to_string())
            .bind(e164)
            .bind(now.as_millisecond())
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(done.rows_affected() == 1)
    }

    /// Keeps what the service said, or that it said nothing.
    ///
    /// # Errors
    /// As every write.
    pub async fn save_memory(&self, call: &CallKey, memory: &Memory) -> Result<(), StoreError> {
        let reference = match memory {
            Memory::Known { remembered, .. } => Some(remembered.customer_ref.as_str()),
            Memory::Asked | Memory::Failed { .. } | Memory::CutOff => None,
        };
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        sqlx::query("UPDATE call_memory SET memory = ?2, reference = ?3 WHERE call = ?1")
            .bind(call.to_string())
            .bind(write(memory)?)
            .bind(reference)
            .execute(&mut *transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// What the service said of a call; [`Memory::Asked`] while it has not answered, `None` when it was never asked.
    ///
    /// # Errors
    /// As every read.
    pub async fn memory(&self, call: &CallKey) -> Result<Option<Memory>, StoreError> {
        let mut reader = self.reader().await?;
        let row: Option<Option<String>> = sqlx::query_scalar("SELECT memory FROM call_memory WHERE call = ?1")
            .bind(call.to_string())
            .fetch_optional(&mut *reader)
            .await?;
        row.map(|memory| memory.map_or(Ok(Memory::Asked), |json| read(&json, "memory"))).transpose()
    }

    /// The service's reference from the last call of a number.
    ///
    /// # Errors
    /// As every read.
    pub async fn last_reference(&self, e164: &str) -> Result<Option<String>, StoreError> {
        const SQL: &str = "SELECT reference FROM call_memory WHERE e164 = ?1 AND reference IS NOT NULL
                           ORDER BY asked_at DESC LIMIT 1";
        let mut reader = self.reader().await?;
        Ok(sqlx::query_scalar(SQL).bind(e164).fetch_optional(&mut *reader).await?)
    }
}
