//! The copy of what saved look-ups found for a caller.

use crate::columns::{read, time, write};
use crate::{Store, StoreError};
use callside_core::look_up::Table;
use callside_core::record::CallerRef;
use jiff::Timestamp;

impl Store {
    /// Keeps what a look-up found for a caller, in place of what it found before.
    ///
    /// # Errors
    /// As every write.
    pub async fn save_look_up_copy(
        &self,
        look_up: &str,
        caller: &CallerRef,
        table: &Table,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO look_up_copy (caller, look_up, seen_at, found) VALUES (?1, ?2, ?3, ?4)
                           ON CONFLICT (caller, look_up) DO UPDATE
                           SET seen_at = excluded.seen_at, found = excluded.found";
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        sqlx::query(SQL)
            .bind(caller.id.as_str())
            .bind(look_up)
            .bind(now.as_millisecond())
            .bind(write(table)?)
            .execute(&mut *transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// What a look-up found for a caller, and when.
    ///
    /// # Errors
    /// As every read.
    pub async fn look_up_copy(
        &self,
        look_up: &str,
        caller: &CallerRef,
    ) -> Result<Option<(Table, Timestamp)>, StoreError> {
        const SQL: &str = "SELECT found, seen_at FROM look_up_copy WHERE caller = ?1 AND look_up = ?2";
        let mut reader = self.reader().await?;
        let row: Option<(String, i64)> =
            sqlx::query_as(SQL).bind(caller.id.as_str()).bind(look_up).fetch_optional(&mut *reader).await?;
        row.map(|(json, at)| Ok((read(&json, "look-up")?, time(at)?))).transpose()
    }
}
