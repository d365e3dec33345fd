//! How connections are opened: one that writes, some that only read.
//!
//! The bundled SQLCipher has SQLite 3.50.4, in which two connections that write or checkpoint at once can damage the
//! file (sqlite.org/wal.html, "The WAL-Reset Bug"). So one connection writes and checkpoints, readers cannot, no other
//! process gets in (see [`crate::lock`]), and nothing is memory-mapped.

use crate::StoreError;
use crate::lock::Lock;
use callside_core::secret::Secret;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Page caches in KiB (SQLite takes a negative number for that). Every page that is not cached is decrypted and its seal
/// checked again.
const WRITER_CACHE: &str = "-16384";
const READER_CACHE: &str = "PRAGMA cache_size = -8192";

/// What seals each page. A file keeps for good the one that it was made with (docs/adr/0097).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PageSeal {
    /// Of files that are new: processors have instructions for it.
    HmacSha256,
    /// SQLCipher 4's own, of files that are older.
    HmacSha512,
}

impl PageSeal {
    const fn pragma(self) -> &'static str {
        match self {
            Self::HmacSha256 => "HMAC_SHA256",
            Self::HmacSha512 => "HMAC_SHA512",
        }
    }
}

/// The key as SQLCipher takes it: 32 raw bytes, so that no time goes into deriving one. And what the pages are sealed with.
#[derive(Clone)]
pub(crate) struct Key {
    hex: Secret,
    seal: PageSeal,
}

impl Key {
    /// For a file that is new.
    pub(crate) fn new(key: &Secret) -> Result<Self, StoreError> {
        let fits = key.expose().len() == 64 && key.expose().bytes().all(|b| b.is_ascii_hexdigit());
        if fits { Ok(Self { hex: key.clone(), seal: PageSeal::HmacSha256 }) } else { Err(StoreError::WrongKey) }
    }

    /// For a file with other seals.
    pub(crate) fn sealing(&self, seal: PageSeal) -> Self {
        Self { seal, ..self.clone() }
    }

    pub(crate) fn hex(&self) -> &str {
        self.hex.expose()
    }
}

/// The lock hangs on the connection itself: SQLite lets go of a collation only after the file is closed, and closing
/// may still checkpoint. So nobody gets in before that, even when the store is dropped without being closed.
fn options(path: &Path, key: &Key, lock: &Arc<Lock>) -> SqliteConnectOptions {
    let held = Arc::clone(lock);
    SqliteConnectOptions::new()
        .filename(path)
        // Statements would reach the log with the key in them.
        .disable_statement_logging()
        .pragma("key", format!("\"x'{}'\"", key.hex()))
        .pragma("cipher_hmac_algorithm", key.seal.pragma())
        // SQLCipher would write page numbers of failed decryptions to stderr.
        .pragma("cipher_log_level", "NONE")
        .pragma("mmap_size", "0")
        .pragma("trusted_schema", "OFF")
        .busy_timeout(Duration::from_secs(2))
        .statement_cache_capacity(128)
        .collation("held", move |a, b| {
            let _held = &held;
            a.cmp(b)
        })
}

pub(crate) fn reader(path: &Path, key: &Key, lock: &Arc<Lock>) -> SqliteConnectOptions {
    options(path, key, lock).read_only(true).pragma("query_only", "ON")
}

pub(crate) fn writer(path: &Path, key: &Key, lock: &Arc<Lock>) -> SqliteConnectOptions {
    options(path, key, lock)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        // macOS: make fsync reach the disk.
        .pragma("fullfsync", "ON")
        .pragma("checkpoint_fullfsync", "ON")
        .pragma("secure_delete", "ON")
        .pragma("cache_size", WRITER_CACHE)
        // Bringing the log into the file is for quiet moments (`Store::put_in_order`). Without any it goes on to 32 MiB, in
        // pages.
        .pragma("wal_autocheckpoint", "8192")
        // And is cut back to that after a burst.
        .pragma("journal_size_limit", "33554432")
        .foreign_keys(true)
}

/// Opens a connection of [`reader`] to stay. The size of its cache is set here: that reads the file, and what fails while sqlx
/// connects is closed by a thread for which nobody can wait.
pub(crate) async fn read(options: &SqliteConnectOptions) -> Result<SqliteConnection, sqlx::Error> {
    let mut connection = connect(options).await?;
    sqlx::query(READER_CACHE).execute(&mut connection).await?;
    Ok(connection)
}

/// Opens and reads a little, so that a wrong key or damage shows now.
pub(crate) async fn connect(options: &SqliteConnectOptions) -> Result<SqliteConnection, sqlx::Error> {
    let mut connection = options.connect().await?;
    match sqlx::query_scalar::<_, i64>("SELECT count(*) FROM sqlite_schema").fetch_one(&mut connection).await {
        Ok(_) => Ok(connection),
        Err(error) => {
            connection.close().await.ok();
            Err(error)
        }
    }
}
