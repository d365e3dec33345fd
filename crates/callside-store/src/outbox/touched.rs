//! Which records an entry touches, so that entries of one record go out in order.

use crate::StoreError;
use callside_core::ids::EntryId;
use callside_core::plan::{Action, Value, WrapUpPlan};
use sqlx::SqliteConnection;
use std::collections::BTreeSet;

/// Records that a plan changes, and those that its new records hang on (Salesforce locks the parents of an activity).
/// The owner is the same user every time and orders nothing.
pub(crate) fn records(plan: &WrapUpPlan) -> BTreeSet<&str> {
    let mut records = BTreeSet::new();
    for write in &plan.writes {
        if let Action::Update { id, .. } = &write.action {
            records.insert(id.as_str());
        }
        for (field, value) in &write.fields {
            if let Value::Record(id) = value
                && field != "OwnerId"
            {
                records.insert(id.as_str());
            }
        }
    }
    records
}

pub(crate) async fn replace(
    connection: &mut SqliteConnection,
    entry: EntryId,
    plan: &WrapUpPlan,
) -> Result<(), StoreError> {
    clear(connection, entry).await?;
    for record in records(plan) {
        sqlx::query("INSERT INTO outbox_record (record, entry) VALUES (?1, ?2)")
            .bind(record)
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
