//! Whom the agent picked: for a number from now on, and for one call.

use crate::columns::{read, time};
use crate::{Store, StoreError};
use callside_core::ids::CallKey;
use callside_core::record::CallerRef;
use jiff::Timestamp;
use sqlx::SqliteConnection;

/// The record that a call is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// Which.
    pub record: CallerRef,
    /// The agent confirmed that it is this person, so personal data may be shown.
    pub confirmed: bool,
    /// When, to the millisecond.
    pub at: Timestamp,
}

fn record(object: &str, id: &str) -> Result<CallerRef, StoreError> {
    let value = serde_json::json!({ "object": object, "id": id }).to_string();
    read(&value, "record")
}

impl Store {
    /// Remembers whom the agent picked for a number that several records have.
    ///
    /// # Errors
    /// As every write.
    pub async fn remember_choice(&self, e164: &str, chosen: &CallerRef, now: Timestamp) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO number_choice (e164, object, record, chosen_at) VALUES (?1, ?2, ?3, ?4)
                           ON CONFLICT (e164) DO UPDATE SET object = excluded.object, record = excluded.record,
                           chosen_at = excluded.chosen_at";
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        sqlx::query(SQL)
            .bind(e164)
            .bind(chosen.object.api_name())
            .bind(chosen.id.as_str())
            .bind(now.as_millisecond())
            .execute(&mut *transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Whom the agent picked for a number before.
    ///
    /// # Errors
    /// As every read.
    pub async fn choice(&self, e164: &str) -> Result<Option<CallerRef>, StoreError> {
        const SQL: &str = "SELECT object, record FROM number_choice WHERE e164 = ?1";
        let mut reader = self.reader().await?;
        let row: Option<(String, String)> = sqlx::query_as(SQL).bind(e164).fetch_optional(&mut *reader).await?;
        row.map(|(object, id)| record(&object, &id)).transpose()
    }

    /// Forgets the pick for a number.
    ///
    /// # Errors
    /// As every write.
    pub async fn forget_choice(&self, e164: &str) -> Result<(), StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        sqlx::query("DELETE FROM number_choice WHERE e164 = ?1").bind(e164).execute(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// Sets the record that a call is about. Its name, where a copy of it is here, finds the call from now on.
    ///
    /// # Errors
    /// As every write; [`StoreError::UnknownCall`].
    pub async fn choose(
        &self,
        call: &CallKey,
        chosen: &CallerRef,
        confirmed: bool,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO chosen (call, object, record, confirmed, chosen_at) VALUES (?1, ?2, ?3, ?4, ?5)
                           ON CONFLICT (call) DO UPDATE SET object = excluded.object, record = excluded.record,
                           confirmed = excluded.confirmed, chosen_at = excluded.chosen_at";
        const NAME: &str = "SELECT candidate ->> 'name' FROM caller WHERE id = ?1";
        let key = call.to_string();
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        sqlx::query(SQL)
            .bind(&key)
            .bind(chosen.object.api_name())
            .bind(chosen.id.as_str())
            .bind(confirmed)
            .bind(now.as_millisecond())
            .execute(&mut *transaction)
            .await?;
        let name: Option<String> =
            sqlx::query_scalar(NAME).bind(chosen.id.as_str()).fetch_optional(&mut *transaction).await?;
        if let Some(name) = name {
            name_call(&mut transaction, &key, &name).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// The record that a call is about, if one was set.
    ///
    /// # Errors
    /// As every read.
    pub async fn chosen(&self, call: &CallKey) -> Result<Option<Chosen>, StoreError> {
        const SQL: &str = "SELECT object, record, confirmed, chosen_at FROM chosen WHERE call = ?1";
        let mut reader = self.reader().await?;
        let row: Option<(String, String, bool, i64)> =
            sqlx::query_as(SQL).bind(call.to_string()).fetch_optional(&mut *reader).await?;
        row.map(|(object, id, confirmed, at)| Ok(Chosen { record: record(&object, &id)?, confirmed, at: time(at)? }))
            .transpose()
    }

    /// Takes the pick for a call back.
    ///
    /// # Errors
    /// As every write.
    pub async fn unchoose(&self, call: &CallKey) -> Result<(), StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        sqlx::query("DELETE FROM chosen WHERE call = ?1").bind(call.to_string()).execute(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    }
}

/// Sets the name by which a call that is not wrapped up is shown and found.
pub(crate) async fn name_call(connection: &mut SqliteConnection, key: &str, name: &str) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE call SET known_name = ?2 WHERE key = ?1 AND wrapped = 0 AND known_name IS NOT ?2";
    sqlx::query(SQL).bind(key).bind(name).execute(connection).await?;
    Ok(())
}
