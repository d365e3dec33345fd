//! Pops as they were shown: what the agent could know when they decided.

use crate::columns::{read, time, write};
use crate::{Due, Store, StoreError, choices};
use callside_core::ids::CallKey;
use callside_core::pop::ScreenPop;
use jiff::Timestamp;

impl Store {
    /// Keeps a pop as it was shown. The one caller's name finds the call from now on. Rides with the next write: what it
    /// was made of is on the disk, and nobody waits for it.
    ///
    /// # Errors
    /// As every write; [`StoreError::UnknownCall`].
    pub async fn save_pop(&self, pop: &ScreenPop, at: Timestamp) -> Result<(), StoreError> {
        let key = pop.call.to_string();
        let mut writer = self.writer_for(Due::WithNext).await?;
        let mut transaction = writer.begin().await?;
        sqlx::query("INSERT INTO pop (call, shown_at, pop) VALUES (?1, ?2, ?3)")
            .bind(&key)
            .bind(at.as_millisecond())
            .bind(write(pop)?)
            .execute(&mut *transaction)
            .await?;
        if let Some(matched) = pop.caller.one() {
            choices::name_call(&mut transaction, &key, &matched.candidate.name).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// The pops of a call as they were shown and when, oldest first.
    ///
    /// # Errors
    /// As every read.
    pub async fn pops(&self, call: &CallKey) -> Result<Vec<(Timestamp, ScreenPop)>, StoreError> {
        const SQL: &str = "SELECT shown_at, pop FROM pop WHERE call = ?1 ORDER BY id";
        let mut reader = self.reader().await?;
        let rows: Vec<(i64, String)> = sqlx::query_as(SQL).bind(call.to_string()).fetch_all(&mut *reader).await?;
        rows.iter().map(|(at, json)| Ok((time(*at)?, read(json, "pop")?))).collect()
    }

    /// The last pop of a call.
    ///
    /// # Errors
    /// As every read.
    pub async fn last_pop(&self, call: &CallKey) -> Result<Option<ScreenPop>, StoreError> {
        const SQL: &str = "SELECT pop FROM pop WHERE call = ?1 ORDER BY id DESC LIMIT 1";
        let mut reader = self.reader().await?;
        let row: Option<String> = sqlx::query_scalar(SQL).bind(call.to_string()).fetch_optional(&mut *reader).await?;
        row.map(|json| read(&json, "pop")).transpose()
    }
}
