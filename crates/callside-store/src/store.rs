//! The open database and who may use which connection.

use crate::{StoreError, connection, open};
use jiff::Timestamp;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, Sqlite, SqliteConnection, Transaction};
use std::fmt;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::{Mutex, MutexGuard};

/// The open database. All questions take `&self`; share it in an `Arc`.
///
/// Writing is one at a time, in the order of asking; what a method wrote is on the disk when it returns. A method
/// whose future is dropped before it is done has written either all or nothing.
///
/// Connections are lent by plain locks, not by `sqlx`'s pool: there is nothing to reconnect to, and a pool's acquire
/// time-out fires at once where a test pauses tokio's clock.
pub struct Store {
    path: PathBuf,
    writer_options: SqliteConnectOptions,
    writer: Mutex<SqliteConnection>,
    readers: Vec<Mutex<SqliteConnection>>,
    turn: AtomicUsize,
}

/// The key is in the options: never print them.
impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").finish_non_exhaustive()
    }
}

impl Store {
    pub(crate) fn new(
        path: PathBuf,
        writer_options: SqliteConnectOptions,
        writer: SqliteConnection,
        readers: Vec<Mutex<SqliteConnection>>,
    ) -> Self {
        Self { path, writer_options, writer: Mutex::new(writer), readers, turn: AtomicUsize::new(0) }
    }

    /// A connection that cannot write.
    pub(crate) async fn reader(&self) -> MutexGuard<'_, SqliteConnection> {
        for reader in &self.readers {
            if let Ok(free) = reader.try_lock() {
                return free;
            }
        }
        let turn = self.turn.fetch_add(1, Ordering::Relaxed) % self.readers.len();
        self.readers[turn].lock().await
    }

    /// The one connection that writes.
    pub(crate) async fn writer(&self) -> MutexGuard<'_, SqliteConnection> {
        self.writer.lock().await
    }

    /// Starts a transaction that writes. When the disk was full SQLite may have rolled the last one back by itself,
    /// which sqlx does not notice; such a connection is replaced.
    pub(crate) async fn begin<'c>(
        &self,
        writer: &'c mut SqliteConnection,
    ) -> Result<Transaction<'c, Sqlite>, StoreError> {
        if writer.is_in_transaction() {
            // The roll-back of a dropped transaction may still be on its way to the connection's thread.
            writer.ping().await?;
        }
        if writer.is_in_transaction() {
            let fresh = connection::connect(&self.writer_options).await?;
            std::mem::replace(writer, fresh).close().await.ok();
        }
        Ok(writer.begin_with("BEGIN IMMEDIATE").await?)
    }

    /// Reads every page and checks seals, structure, references and the search index. Takes seconds on a large file.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] with a copy when something is wrong.
    pub async fn integrity_check(&self, now: Timestamp) -> Result<(), StoreError> {
        match self.findings().await {
            Ok(findings) if findings.is_empty() => Ok(()),
            Ok(_) | Err(StoreError::Corrupt { .. }) => Err(open::corrupt(&self.path, now)),
            Err(other) => Err(other),
        }
    }

    async fn findings(&self) -> Result<Vec<String>, StoreError> {
        let mut reader = self.reader().await;
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

    /// Brings the write-ahead log into the file and empties it, so that nothing erased stays in it. Readers that are
    /// busy just now may hold a part back; the next call takes it.
    ///
    /// # Errors
    /// As every write.
    pub async fn checkpoint(&self) -> Result<(), StoreError> {
        let mut writer = self.writer().await;
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_all(&mut *writer).await?;
        Ok(())
    }

    /// Closes the database and waits until it is closed. Not needed for safety: a process that just ends loses
    /// nothing either.
    pub async fn close(self) {
        for reader in self.readers {
            reader.into_inner().close().await.ok();
        }
        // Without readers, closing the last connection checkpoints and removes the log.
        self.writer.into_inner().close().await.ok();
    }
}

#[cfg(test)]
#[path = "store_tests.rs"]
mod tests;
