//! Opening: lock, look without touching, back up, migrate, then write.

use crate::connection::{self, Key, PageSeal};
use crate::lock::{Lock, Mark};
use crate::store::Writer;
use crate::{Store, StoreError, files, migrations};
use callside_core::secret::Secret;
use jiff::Timestamp;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, SqliteConnection};
use std::path::Path;
use std::sync::Arc;

/// Readers beside the one writer. Each is a thread with its own page cache.
const READERS: usize = 4;

impl Store {
    /// Opens the database at `path`, or makes it when there has never been one there. `key` is 32 bytes as 64 hex
    /// digits; `now` names copies. Call it once per process and path.
    ///
    /// # Errors
    /// [`StoreError::WrongKey`], [`StoreError::Corrupt`], [`StoreError::Newer`], [`StoreError::Gone`]: the file was
    /// left as it is. [`StoreError::Locked`]: another process has it. [`StoreError::Full`], [`StoreError::ReadOnly`]:
    /// it cannot be made or migrated.
    pub async fn open(path: &Path, key: &Secret, now: Timestamp) -> Result<Self, StoreError> {
        Self::open_with(path, key, migrations::STEPS, now).await
    }

    pub(crate) async fn open_with(
        path: &Path,
        key: &Secret,
        steps: &'static [&'static str],
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let key = Key::new(key)?;
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            files::make_folder(folder)?;
        }
        let (lock, unlocked) = Lock::take(path).await?;
        let opened = connect(path, &key, Arc::new(lock), steps, now).await;
        if opened.is_err() {
            // What was opened is being closed by its own thread.
            unlocked.wait();
        }
        let (writer, readers) = opened?;
        Ok(Self::new(path.to_owned(), writer, readers, unlocked))
    }
}

async fn connect(
    path: &Path,
    key: &Key,
    lock: Arc<Lock>,
    steps: &'static [&'static str],
    now: Timestamp,
) -> Result<(Writer, Vec<SqliteConnection>), StoreError> {
    let mark = Mark::read(path, key)?;
    let key = &if holds_data(path, mark, now)? {
        look(path, key, &lock, mark, migrations::known(steps), now).await?
    } else {
        key.clone()
    };
    // SQLite gives its log and index the rights of the database file.
    drop(files::open_private(path)?);
    let options = connection::writer(path, key, &lock);
    let mut connection = connection::connect(&options).await.map_err(|error| unopened(error, path, mark, now))?;
    migrations::run(&mut connection, path, steps, now).await?;
    if mark != Mark::SameKey {
        Mark::write(path, key)?;
    }
    let readers = readers(&connection::reader(path, key, &lock)).await?;
    Ok((Writer::new(connection, options), readers))
}

/// SQLCipher's page size. SQLite takes a file that is shorter than its header for a new one.
const PAGE: u64 = 4096;

/// Whether a database is there that must be looked at first. Without a mark, an empty file or one whose very first
/// change was not completed (it still has a rollback journal, which later changes never have) is a first start that was
/// cut short.
fn holds_data(path: &Path, mark: Mark, now: Timestamp) -> Result<bool, StoreError> {
    let has_data = |path: &Path| Ok::<_, StoreError>(files::length(path)?.is_some_and(|bytes| bytes > 0));
    let never_used = mark == Mark::None && !has_data(&files::wal_of(path))?;
    match files::length(path)? {
        None | Some(0) if never_used => Ok(false),
        Some(_) if never_used && has_data(&files::journal_of(path))? => Ok(false),
        None => Err(StoreError::Gone),
        Some(..PAGE) => Err(corrupt(path, now)),
        Some(PAGE..) => Ok(true),
    }
}

/// Looks through a connection that cannot write, so that a file that is not for us stays as it is. Gives the key with what
/// this file's pages are sealed with.
async fn look(
    path: &Path,
    key: &Key,
    lock: &Arc<Lock>,
    mark: Mark,
    known: i64,
    now: Timestamp,
) -> Result<Key, StoreError> {
    let (key, mut reader) = unseal(path, key, lock).await.map_err(|error| unopened(error, path, mark, now))?;
    let found = migrations::version(&mut reader).await;
    reader.close().await.ok();
    let found = found.map_err(|error| unopened(error, path, mark, now))?;
    if found > known {
        let copied_to = files::copy_aside(path, "newer", now).ok();
        return Err(StoreError::Newer { found, known, copied_to });
    }
    Ok(key)
}

/// A first page with another seal looks like none at all, so both are tried.
async fn unseal(path: &Path, key: &Key, lock: &Arc<Lock>) -> Result<(Key, SqliteConnection), sqlx::Error> {
    match connection::connect(&connection::reader(path, key, lock)).await {
        Err(error) if StoreError::is_not_a_database(&error) => {
            let key = key.sealing(PageSeal::HmacSha512);
            let reader = connection::connect(&connection::reader(path, &key, lock)).await?;
            Ok((key, reader))
        }
        opened => Ok((key.clone(), opened?)),
    }
}

/// SQLite answers "not a database" when the first page does not decrypt. With the key that the file was made with,
/// that is damage.
fn unopened(error: sqlx::Error, path: &Path, mark: Mark, now: Timestamp) -> StoreError {
    if StoreError::is_not_a_database(&error) && mark != Mark::SameKey {
        return StoreError::WrongKey;
    }
    match StoreError::from(error) {
        StoreError::Corrupt { .. } => corrupt(path, now),
        other => other,
    }
}

pub(crate) fn corrupt(path: &Path, now: Timestamp) -> StoreError {
    StoreError::Corrupt { copied_to: files::copy_aside(path, "damaged", now).ok() }
}

async fn readers(options: &SqliteConnectOptions) -> Result<Vec<SqliteConnection>, StoreError> {
    let mut readers = Vec::with_capacity(READERS);
    for _ in 0..READERS {
        readers.push(connection::read(options).await?);
    }
    Ok(readers)
}
