//! What a wrap-up does on this machine, in the transaction that saves it, and how it is taken back.

use crate::StoreError;
use callside_core::ids::EntryId;
use callside_core::plan::{AtDesk, WrapUp, WrapUpPlan};
use jiff::Timestamp;
use sqlx::SqliteConnection;

/// Does what the plan says instead of what an earlier form of the same entry did. Any wrap-up of a number settles what
/// was open for it.
pub(crate) async fn replace(
    connection: &mut SqliteConnection,
    entry: EntryId,
    wrap_up: &WrapUp,
    plan: &WrapUpPlan,
    label: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    const SETTLE: &str = "UPDATE callback SET done_at = ?3, done_by = ?1
                          WHERE done_at IS NULL AND e164 = (SELECT e164 FROM call WHERE key = ?2)";
    take_back(connection, entry).await?;
    let call = wrap_up.call.to_string();
    sqlx::query(SETTLE).bind(entry.0).bind(&call).bind(now.as_millisecond()).execute(&mut *connection).await?;
    for deed in &plan.at_desk {
        match deed {
            AtDesk::Suppress { number } => suppress(connection, number, Some(entry), now).await?,
            AtDesk::CallBack { .. } | AtDesk::Message { .. } => {
                call_back(connection, entry, &call, label, deed).await?;
            }
        }
    }
    Ok(())
}

/// A message counts as a try like a callback, and is open until it was handed over.
async fn call_back(
    connection: &mut SqliteConnection,
    entry: EntryId,
    call: &str,
    label: &str,
    deed: &AtDesk,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO callback (entry, call, e164, who, because, due_at, tries, is_retry, message)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let (number, who, due_at, tries, is_retry, message) = match deed {
        AtDesk::CallBack { number, who, due_at, tries, is_retry } => {
            (number, who.as_str(), due_at, tries, *is_retry, None)
        }
        AtDesk::Message { action, number, who, due_at, tries } => {
            (number, who.as_str(), due_at, tries, true, Some(action))
        }
        AtDesk::Suppress { .. } => return Ok(()),
    };
    sqlx::query(SQL)
        .bind(entry.0)
        .bind(call)
        .bind(number)
        .bind(who)
        .bind(label)
        .bind(due_at.as_millisecond())
        .bind(*tries)
        .bind(is_retry)
        .bind(message)
        .execute(connection)
        .await?;
    Ok(())
}

pub(crate) async fn suppress(
    connection: &mut SqliteConnection,
    number: &str,
    entry: Option<EntryId>,
    now: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO suppression (e164, since, entry) VALUES (?1, ?2, ?3) ON CONFLICT (e164) DO NOTHING";
    sqlx::query(SQL)
        .bind(number)
        .bind(now.as_millisecond())
        .bind(entry.map(|entry| entry.0))
        .execute(connection)
        .await?;
    Ok(())
}

/// Everything is as before this entry was saved.
pub(crate) async fn take_back(connection: &mut SqliteConnection, entry: EntryId) -> Result<(), StoreError> {
    for sql in [
        "DELETE FROM callback WHERE entry = ?1",
        "UPDATE callback SET done_at = NULL, done_by = NULL WHERE done_by = ?1",
        "DELETE FROM suppression WHERE entry = ?1",
    ] {
        sqlx::query(sql).bind(entry.0).execute(&mut *connection).await?;
    }
    Ok(())
}
