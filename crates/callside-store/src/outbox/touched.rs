//! Which records entries touch; what orders them.

use crate::StoreError;
use crate::columns::write;
use callside_core::ids::EntryId;
use callside_core::outbox::Work;
use sqlx::SqliteConnection;

pub(crate) async fn replace(connection: &mut SqliteConnection, entry: EntryId, work: &Work) -> Result<(), StoreError> {
    clear(connection, &[entry]).await?;
    add(connection, &[(entry, work)]).await
}

/// For entries that are new.
pub(crate) async fn add(connection: &mut SqliteConnection, entries: &[(EntryId, &Work)]) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO outbox_record (record, entry) SELECT value ->> 0, value ->> 1 FROM json_each(?1)";
    let touched = entries.iter().flat_map(|(id, work)| work.touches().into_iter().map(|it| (it.as_str(), id.0)));
    let rows: Vec<(&str, i64)> = touched.collect();
    if !rows.is_empty() {
        sqlx::query(SQL).bind(write(&rows)?).execute(connection).await?;
    }
    Ok(())
}

/// The entries of which a parameter has the ids touch nothing any more.
macro_rules! clear_all {
    ($ids:literal) => {
        concat!("DELETE FROM outbox_record WHERE entry IN (SELECT value FROM json_each(", $ids, "))")
    };
}
pub(super) use clear_all;

/// For entries that will never be sent again.
pub(crate) async fn clear(connection: &mut SqliteConnection, entries: &[EntryId]) -> Result<(), StoreError> {
    const SQL: &str = clear_all!("?1");
    let ids: Vec<i64> = entries.iter().map(|entry| entry.0).collect();
    sqlx::query(SQL).bind(write(&ids)?).execute(connection).await?;
    Ok(())
}
