//! Work that was given, dismissed or done.

use crate::columns::{read, write};
use crate::{Store, StoreError};
use callside_core::ids::CallKey;
use callside_core::work::{Settled, Settlement, WorkEvent, WorkItem, WorkKind};
use sqlx::SqliteConnection;

/// What a piece of work takes with it at this desk changes with it.
pub(super) async fn hear(
    connection: &mut SqliteConnection,
    event: &WorkEvent,
    item: &WorkItem,
) -> Result<(), StoreError> {
    let last = one(connection, item.kind, &event.call).await?.and_then(|last| last.settled);
    if !write_one(connection, event, item).await? {
        return Ok(());
    }
    match (item.kind, &item.settled) {
        (WorkKind::Unlogged, _) => Ok(()),
        (WorkKind::Callback, settled) => list(connection, event, settled.as_ref(), last).await,
        (WorkKind::Refused, Some(settled)) if matches!(settled.how, Settlement::Logged { .. }) => {
            log(connection, event, settled).await
        }
        (WorkKind::Refused, _) => Ok(()),
    }
}

/// Whether nothing later was known.
async fn write_one(connection: &mut SqliteConnection, event: &WorkEvent, item: &WorkItem) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO work (kind, call, changed_at, person, due_at, settled, item)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                       ON CONFLICT (kind, call) DO UPDATE SET changed_at = excluded.changed_at, person = excluded.person,
                         due_at = excluded.due_at, settled = excluded.settled, item = excluded.item
                       WHERE excluded.changed_at >= changed_at";
    let done = sqlx::query(SQL)
        .bind(item.kind.word())
        .bind(event.call.to_string())
        .bind(event.at.as_microsecond())
        .bind(item.given.as_ref().map(|given| &given.to.0))
        .bind(item.due_at.map(jiff::Timestamp::as_millisecond))
        .bind(item.settled.is_some())
        .bind(write(item)?)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() > 0)
}

/// A callback that is in the list of this desk goes off it with its work, and comes back with it.
async fn list(
    connection: &mut SqliteConnection,
    event: &WorkEvent,
    settled: Option<&Settled>,
    last: Option<Settled>,
) -> Result<(), StoreError> {
    const OFF: &str = "UPDATE callback SET done_at = ?2 WHERE call = ?1 AND done_at IS NULL";
    const BACK: &str =
        "UPDATE callback SET done_at = NULL WHERE call = ?1 AND done_by IS NULL AND message IS NULL AND done_at = ?2";
    let (sql, at) = match (settled, last) {
        (Some(settled), _) => (OFF, settled.at),
        (None, Some(last)) => (BACK, last.at),
        (None, None) => return Ok(()),
    };
    sqlx::query(sql).bind(event.call.to_string()).bind(at.as_millisecond()).execute(connection).await?;
    Ok(())
}

/// A refused write arrived after all: nobody has to log its call, not even whoever was given it in the meantime.
async fn log(connection: &mut SqliteConnection, event: &WorkEvent, settled: &Settled) -> Result<(), StoreError> {
    let open = || WorkItem::open(WorkKind::Unlogged, event.call.clone());
    let unlogged = one(connection, WorkKind::Unlogged, &event.call).await?.unwrap_or_else(open);
    write_one(connection, event, &WorkItem { settled: Some(settled.clone()), ..unlogged }).await?;
    Ok(())
}

async fn one(
    connection: &mut SqliteConnection,
    kind: WorkKind,
    call: &CallKey,
) -> Result<Option<WorkItem>, StoreError> {
    const SQL: &str = "SELECT item FROM work WHERE kind = ?1 AND call = ?2";
    let row: Option<String> =
        sqlx::query_scalar(SQL).bind(kind.word()).bind(call.to_string()).fetch_optional(connection).await?;
    row.map(|text| read(&text, "work")).transpose()
}

/// CROSS: from the calls of the number, not from all callbacks there ever were.
pub(crate) const AROUND: &str = "SELECT item FROM work WHERE kind = 'unlogged' AND call = ?1
     UNION ALL
     SELECT w.item FROM call t CROSS JOIN call c ON c.e164 = t.e164
     CROSS JOIN work w ON w.kind = 'callback' AND w.call = c.key WHERE t.key = ?1";

impl Store {
    /// How a piece of work stands, where somebody ever did something to it.
    ///
    /// # Errors
    /// As every read.
    pub async fn work_item(&self, kind: WorkKind, call: &CallKey) -> Result<Option<WorkItem>, StoreError> {
        let mut reader = self.reader().await?;
        one(&mut reader, kind, call).await
    }

    /// Work that a wrap-up of this call settles: that of the call, and callbacks of its number.
    ///
    /// # Errors
    /// As every read.
    pub async fn work_around(&self, call: &CallKey) -> Result<Vec<WorkItem>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<String> = sqlx::query_scalar(AROUND).bind(call.to_string()).fetch_all(&mut *reader).await?;
        rows.iter().map(|text| read(text, "work")).collect()
    }
}
