//! What other desks have not heard yet.

use crate::columns::{read, write};
use crate::{Store, StoreError};
use callside_core::work::WorkEvent;
use sqlx::SqliteConnection;

pub(super) async fn add(connection: &mut SqliteConnection, event: &WorkEvent) -> Result<(), StoreError> {
    let add = sqlx::query("INSERT INTO work_unsent (event) VALUES (?1)").bind(write(event)?);
    add.execute(connection).await?;
    Ok(())
}

impl Store {
    /// The oldest of what other desks have not heard yet, with its place.
    ///
    /// # Errors
    /// As every read.
    pub async fn next_unsent_work(&self) -> Result<Option<(i64, WorkEvent)>, StoreError> {
        const SQL: &str = "SELECT id, event FROM work_unsent ORDER BY id LIMIT 1";
        let mut reader = self.reader().await?;
        let row: Option<(i64, String)> = sqlx::query_as(SQL).fetch_optional(&mut *reader).await?;
        row.map(|(id, text)| Ok((id, read(&text, "work")?))).transpose()
    }

    /// Other desks have heard it, or never will.
    ///
    /// # Errors
    /// As every write.
    pub async fn work_is_sent(&self, place: i64) -> Result<(), StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        sqlx::query("DELETE FROM work_unsent WHERE id = ?1").bind(place).execute(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    }
}
