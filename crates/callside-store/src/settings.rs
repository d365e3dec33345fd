//! Settings that matter, each a JSON value under a name of this program.

use crate::columns::{read, write};
use crate::{Store, StoreError};
use serde::Serialize;
use serde::de::DeserializeOwned;

impl Store {
    /// The setting of this name, if it was ever saved.
    ///
    /// # Errors
    /// As every read; [`StoreError::Unexpected`] when it is not a `T`.
    pub async fn setting<T: DeserializeOwned>(&self, name: &'static str) -> Result<Option<T>, StoreError> {
        let mut reader = self.reader().await?;
        let row: Option<String> = sqlx::query_scalar("SELECT value FROM setting WHERE key = ?1")
            .bind(name)
            .fetch_optional(&mut *reader)
            .await?;
        row.map(|json| read(&json, name)).transpose()
    }

    /// Keeps a setting in place of the one before.
    ///
    /// # Errors
    /// As every write.
    pub async fn save_setting<T: Serialize + Sync>(&self, name: &'static str, value: &T) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO setting (key, value) VALUES (?1, ?2)
                           ON CONFLICT (key) DO UPDATE SET value = excluded.value";
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        sqlx::query(SQL).bind(name).bind(write(value)?).execute(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// Takes a setting away, so that its default counts again.
    ///
    /// # Errors
    /// As every write.
    pub async fn drop_setting(&self, name: &'static str) -> Result<(), StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        sqlx::query("DELETE FROM setting WHERE key = ?1").bind(name).execute(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    }
}
