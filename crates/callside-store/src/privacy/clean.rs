//! After rows were forgotten: nothing of them may stay in the search index, in free room, or in the write-ahead log.

use crate::store::Writer;
use crate::{Store, StoreError};

/// The index over words, made anew from the calls that are left. A word may stand at the border of two pages of it, where
/// neither its own secure deletion nor a merge reaches. The index over digits holds no more than three of them together.
const WORDS: [&str; 2] = [
    "INSERT INTO call_words (call_words) VALUES ('delete-all')",
    "INSERT INTO call_words (rowid, heard_name, known_name, heard_notes, notes)
     SELECT id, heard_name, known_name, heard_notes, notes FROM call
     WHERE coalesce(heard_name, known_name, heard_notes, notes) IS NOT NULL",
];

impl Store {
    /// Writes the whole file anew without what was deleted, and empties the write-ahead log. `secure_delete` overwrites
    /// rows, but a page that was divided may still hold copies of those that moved; a new file holds none. Takes
    /// seconds on a large file; whoever writes meanwhile waits.
    ///
    /// # Errors
    /// As every write; [`StoreError::Full`] where there is no room for a second file. What was deleted stays deleted.
    pub(super) async fn clean(&self, words: bool) -> Result<(), StoreError> {
        let mut writer = self.writer().await?;
        if words {
            let mut transaction = writer.begin().await?;
            for sql in WORDS {
                sqlx::query(sql).execute(&mut *transaction).await?;
            }
            transaction.commit().await?;
        }
        sqlx::query("VACUUM").execute(&mut writer.connection).await?;
        self.empty_log(&mut writer).await
    }

    /// Brings the write-ahead log into the file and leaves nothing of it.
    pub(super) async fn empty_log(&self, writer: &mut Writer) -> Result<(), StoreError> {
        // A reader in the middle of a question would keep it as it is.
        let _readers = self.all_readers().await;
        let (busy, _, _): (i64, i64, i64) =
            sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut writer.connection).await?;
        if busy == 0 { Ok(()) } else { Err(StoreError::Locked) }
    }
}
