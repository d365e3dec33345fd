//! Looking after the file.

use crate::{Store, StoreError, open};
use jiff::Timestamp;

/// A step of a merge: at most so many pages, some milliseconds.
const MERGES: [&str; 2] = [
    "INSERT INTO call_words (call_words, rank) VALUES ('merge', 64)",
    "INSERT INTO call_digits (call_digits, rank) VALUES ('merge', 64)",
];

impl Store {
    /// Reads every page and checks seals, structure, references and the search index. Takes seconds on a large file.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] with a copy when something is wrong.
    pub async fn integrity_check(&self, now: Timestamp) -> Result<(), StoreError> {
        match self.findings().await {
            Ok(findings) if findings.is_empty() => Ok(()),
            Ok(_) | Err(StoreError::Corrupt { .. }) => Err(open::corrupt(self.path(), now)),
            Err(other) => Err(other),
        }
    }

    async fn findings(&self) -> Result<Vec<String>, StoreError> {
        let mut reader = self.reader().await?;
        // SQLCipher: one row for each page whose seal does not fit. It looks at the file alone, not at the log.
        let mut findings: Vec<String> =
            sqlx::query_scalar("PRAGMA cipher_integrity_check").fetch_all(&mut *reader).await?;
        if !findings.is_empty() {
            return Ok(findings);
        }
        let structure: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check(20)").fetch_all(&mut *reader).await?;
        findings.extend(structure.into_iter().filter(|line| line != "ok"));
        let dangling = sqlx::query("PRAGMA foreign_key_check").fetch_all(&mut *reader).await?.len();
        findings.extend((dangling > 0).then(|| "references".to_owned()));
        Ok(findings)
    }

    /// Does what would make a commit slow: merges segments of the search indexes, and brings the write-ahead log into
    /// the file, so that the next write begins it anew. For moments in which nobody waits; somebody who comes all the
    /// same waits for one small step of it.
    ///
    /// # Errors
    /// As every write.
    pub async fn put_in_order(&self) -> Result<(), StoreError> {
        for sql in MERGES {
            while self.merge(sql).await? {}
        }
        let mut writer = self.writer().await?;
        sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").fetch_all(&mut writer.connection).await?;
        Ok(())
    }

    /// One step; whether there may be more to merge. Source: SQLite, FTS5 chapter 6.8: a merge that had nothing to do
    /// makes fewer than two changes.
    async fn merge(&self, sql: &'static str) -> Result<bool, StoreError> {
        const CHANGES: &str = "SELECT total_changes()";
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        let before: i64 = sqlx::query_scalar(CHANGES).fetch_one(&mut *transaction).await?;
        sqlx::query(sql).execute(&mut *transaction).await?;
        let after: i64 = sqlx::query_scalar(CHANGES).fetch_one(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(after - before >= 2)
    }

    /// Brings the write-ahead log into the file and empties it, so that nothing erased stays in it. Readers that are
    /// busy just now may hold a part back; the next call takes it.
    ///
    /// # Errors
    /// As every write.
    pub async fn checkpoint(&self) -> Result<(), StoreError> {
        let mut writer = self.writer().await?;
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_all(&mut writer.connection).await?;
        Ok(())
    }
}
