//! What Salesforce said about objects, so that a form opens without asking.

use crate::columns::{read, time, write};
use crate::{Store, StoreError};
use callside_core::describe::ObjectDescribe;
use jiff::Timestamp;

impl Store {
    /// What was last said about an object, and when.
    ///
    /// # Errors
    /// As every read.
    pub async fn describe(&self, object: &str) -> Result<Option<(ObjectDescribe, Timestamp)>, StoreError> {
        const SQL: &str = "SELECT described, described_at FROM describe WHERE object = ?1";
        let mut reader = self.reader().await?;
        let row: Option<(String, i64)> = sqlx::query_as(SQL).bind(object).fetch_optional(&mut *reader).await?;
        row.map(|(json, at)| Ok((read(&json, "description")?, time(at)?))).transpose()
    }

    /// Keeps what was said about an object.
    ///
    /// # Errors
    /// As every write.
    pub async fn save_describe(&self, described: &ObjectDescribe, now: Timestamp) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO describe (object, described_at, described) VALUES (?1, ?2, ?3)
                           ON CONFLICT (object) DO UPDATE SET described_at = excluded.described_at,
                           described = excluded.described";
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        sqlx::query(SQL)
            .bind(&described.name)
            .bind(now.as_millisecond())
            .bind(write(described)?)
            .execute(&mut *transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Forgets what was said: another person sees another org.
    ///
    /// # Errors
    /// As every write.
    pub async fn forget_describes(&self) -> Result<(), StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        sqlx::query("DELETE FROM describe").execute(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    }
}
