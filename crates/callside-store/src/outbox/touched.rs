//! Which records entries touch; what orders them.

use crate::StoreError;
use callside_core::ids::EntryId;
use callside_core::outbox::Work;
use sqlx::SqliteConnection;

pub(crate) async fn replace(connection: &mut SqliteConnection, entry: EntryId, work: &Work) -> Result<(), StoreError> {
    clear(connection, entry).await?;
    for record in work.touches() {
        sqlx::query("INSERT INTO outbox_record (record, entry) VALUES (?1, ?2)")
            .bind(record.as_str())
            .bind(entry.0)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// For entries that will never be sent again.
pub(crate) async fn clear(connection: &mut SqliteConnection, entry: EntryId) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM outbox_record WHERE entry = ?1").bind(entry.0).execute(connection).await?;
    Ok(())
}
