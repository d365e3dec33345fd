//! Notes as they grew.

use crate::columns::time;
use crate::{Store, StoreError};
use callside_core::ids::CallKey;
use callside_core::team::{NoteVersion, keeps_apart};
use jiff::Timestamp;

/// Most versions that are kept of one call; what comes after takes the place of the last.
const MOST: i64 = 200;

impl Store {
    /// Keeps how notes stand now, in steps that are worth reading later. Notes that have not changed, and the first
    /// empty ones, are not kept.
    ///
    /// # Errors
    /// As every write; [`StoreError::UnknownCall`].
    pub async fn keep_notes(&self, call: &CallKey, notes: &str, now: Timestamp) -> Result<(), StoreError> {
        const LAST: &str = "SELECT id, at, notes, (SELECT count(*) FROM note_version WHERE call = ?1)
                            FROM note_version WHERE call = ?1 ORDER BY id DESC LIMIT 1";
        const ADD: &str = "INSERT INTO note_version (call, at, notes) VALUES (?1, ?2, ?3)";
        const GROW: &str = "UPDATE note_version SET notes = ?2 WHERE id = ?1";
        let key = call.to_string();
        // Most drafts change something else: they need no write.
        let last = {
            let mut reader = self.reader().await?;
            let row: Option<(i64, i64, String, i64)> =
                sqlx::query_as(LAST).bind(&key).fetch_optional(&mut *reader).await?;
            row
        };
        if last.as_ref().map_or(notes.is_empty(), |(_, _, before, _)| before == notes) {
            return Ok(());
        }
        let grows = match last {
            None => None,
            Some((id, at, before, versions)) => {
                let last = NoteVersion { at: time(at)?, notes: before };
                (versions >= MOST || !keeps_apart(&last, notes, now)).then_some(id)
            }
        };
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        match grows {
            Some(id) => sqlx::query(GROW).bind(id).bind(notes).execute(&mut *transaction).await?,
            None => {
                let add = sqlx::query(ADD).bind(&key).bind(now.as_millisecond()).bind(notes);
                add.execute(&mut *transaction).await?
            }
        };
        Ok(transaction.commit().await?)
    }

    /// The notes of a call as they grew, oldest first.
    ///
    /// # Errors
    /// As every read.
    pub async fn note_versions(&self, call: &CallKey) -> Result<Vec<NoteVersion>, StoreError> {
        const SQL: &str = "SELECT at, notes FROM note_version WHERE call = ?1 ORDER BY id";
        let mut reader = self.reader().await?;
        let rows: Vec<(i64, String)> = sqlx::query_as(SQL).bind(call.to_string()).fetch_all(&mut *reader).await?;
        rows.into_iter().map(|(at, notes)| Ok(NoteVersion { at: time(at)?, notes })).collect()
    }
}
