//! The open database and who may use which connection.

use crate::accept::Taking;
use crate::forgotten::Seal;
use crate::gather::Gathered;
use crate::lock::Unlocked;
use crate::log_sync::{LogSync, Stamp};
use crate::pops::Shown;
use crate::{StoreError, connection};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, Sqlite, SqliteConnection, Transaction};
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::{MappedMutexGuard, Mutex, MutexGuard, OnceCell};

/// The open database. All questions take `&self`; share it in an `Arc`.
///
/// Writing is one at a time, in the order of asking; what a method wrote is on the disk when it returns, unless it says
/// that it rides with the next ([`Due`]). A method whose future is dropped before it is done has written either all or
/// nothing.
///
/// A process may be killed at any moment. But one that *ends* by itself (`main` returns, `std::process::exit`) must
/// [close](Store::close) or drop the store first: at exit SQLCipher wipes its keys, while a connection's thread may
/// still be sealing pages with them.
///
/// Connections are lent by plain locks, not by `sqlx`'s pool: there is nothing to reconnect to, and a pool's acquire
/// time-out fires at once where a test pauses tokio's clock.
pub struct Store {
    path: PathBuf,
    writer: Mutex<Option<Writer>>,
    readers: Vec<Mutex<Option<SqliteConnection>>>,
    turn: AtomicUsize,
    log: LogSync,
    /// Events that wait to be taken in.
    pub(crate) taking: Gathered<Taking>,
    /// Pops that wait to be kept.
    pub(crate) shown: Gathered<Shown>,
    /// What marks of forgotten calls are made with, once it was read.
    pub(crate) seal: OnceCell<Seal>,
    unlocked: Unlocked,
}

/// The key is in the options: never print them.
impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").finish_non_exhaustive()
    }
}

/// When a write has to be on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// When the method returns: somebody is told so, or something outside happens because of it.
    Now,
    /// With the next write that is due. A killed process loses nothing; when the power goes, this may be missing together
    /// with everything after it, and what led to it is decided again.
    WithNext,
}

/// The one connection that writes, and how to make another.
pub(crate) struct Writer {
    pub(crate) connection: SqliteConnection,
    options: SqliteConnectOptions,
    /// What it is set to; `None` while that is being changed.
    due: Option<Due>,
    /// A transaction of [`Turn`] began and nobody knows that it ended.
    open: bool,
}

/// A transaction that its statements begin and end themselves: the first of them says [`begin!`], the last [`commit!`].
/// Each question is a trip to the connection's thread and back, so it has as many trips as it has answers that are needed
/// before it can go on, and none for its begin and end. Without [`Turn::committed`] whatever it did is undone before the
/// connection is used again.
pub(crate) struct Turn<'w>(&'w mut Writer);

impl Turn<'_> {
    /// Its last statement was answered.
    pub(crate) const fn committed(self) {
        self.0.open = false;
    }
}

impl Deref for Turn<'_> {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.0.connection
    }
}

impl DerefMut for Turn<'_> {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.0.connection
    }
}

/// The first statements of a [`Turn`]. Where several stand in one text, their parameters are written `$1`: each is bound by its
/// number then, wherever it stands.
macro_rules! begin {
    () => { "BEGIN IMMEDIATE" };
    ($($sql:expr),+) => { concat!("BEGIN IMMEDIATE; ", $($sql),+) };
}

/// The last ones.
macro_rules! commit {
    () => { "COMMIT" };
    ($($sql:expr),+) => { concat!($($sql),+, "; COMMIT") };
}

pub(crate) use {begin, commit};

impl Writer {
    /// A connection that was opened with these options, which sync every commit.
    pub(crate) const fn new(connection: SqliteConnection, options: SqliteConnectOptions) -> Self {
        Self { connection, options, due: Some(Due::Now), open: false }
    }

    /// In a log of write-ahead frames a sync takes all frames before it along, so a commit without one keeps its place
    /// (sqlite.org/pragma.html#pragma_synchronous: NORMAL is consistent, and durable with the next sync).
    async fn turn_to(&mut self, due: Due) -> Result<(), StoreError> {
        if self.due == Some(due) {
            return Ok(());
        }
        self.out_of_transaction().await?;
        self.due = None;
        let pragma = match due {
            Due::Now => "PRAGMA synchronous = FULL",
            Due::WithNext => "PRAGMA synchronous = NORMAL",
        };
        sqlx::query(pragma).execute(&mut self.connection).await?;
        self.due = Some(due);
        Ok(())
    }

    /// Starts a transaction that writes.
    pub(crate) async fn begin(&mut self) -> Result<Transaction<'_, Sqlite>, StoreError> {
        self.out_of_transaction().await?;
        Ok(self.connection.begin_with("BEGIN IMMEDIATE").await?)
    }

    /// Starts a transaction that begins and ends with its statements.
    pub(crate) async fn turn(&mut self) -> Result<Turn<'_>, StoreError> {
        self.out_of_transaction().await?;
        self.open = true;
        Ok(Turn(self))
    }

    /// Undoes what a [`Turn`] left behind that failed, or that nobody waited for. Statements are done in the order of asking,
    /// so those that were on their way are done by then. Where it had ended, there is nothing to undo.
    async fn undo(&mut self) {
        if self.open {
            let _ = sqlx::query("ROLLBACK").execute(&mut self.connection).await;
            self.open = false;
        }
    }

    /// When the disk was full SQLite may have rolled the last transaction back by itself, which sqlx does not notice; such
    /// a connection is replaced.
    async fn out_of_transaction(&mut self) -> Result<(), StoreError> {
        self.undo().await;
        if self.connection.is_in_transaction() {
            // The roll-back of a dropped transaction may still be on its way to the connection's thread.
            self.connection.ping().await?;
        }
        if self.connection.is_in_transaction() {
            let fresh = connection::connect(&self.options).await?;
            std::mem::replace(&mut self.connection, fresh).close().await.ok();
            // A fresh one syncs every commit, which is never too little.
            self.due = Some(Due::Now);
        }
        Ok(())
    }
}

impl Store {
    pub(crate) fn new(path: PathBuf, writer: Writer, readers: Vec<SqliteConnection>, unlocked: Unlocked) -> Self {
        let readers = readers.into_iter().map(|reader| Mutex::new(Some(reader))).collect();
        Self {
            log: LogSync::of(&path),
            path,
            writer: Mutex::new(Some(writer)),
            readers,
            turn: AtomicUsize::new(0),
            taking: Gathered::default(),
            shown: Gathered::default(),
            seal: OnceCell::new(),
            unlocked,
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// A connection that cannot write.
    pub(crate) async fn reader(&self) -> Result<MappedMutexGuard<'_, SqliteConnection>, StoreError> {
        open(self.free_reader().await)
    }

    async fn free_reader(&self) -> MutexGuard<'_, Option<SqliteConnection>> {
        for reader in &self.readers {
            if let Ok(free) = reader.try_lock() {
                return free;
            }
        }
        let turn = self.turn.fetch_add(1, Ordering::Relaxed) % self.readers.len();
        self.readers[turn].lock().await
    }

    /// All connections that cannot write: while they are held nobody reads.
    pub(crate) async fn all_readers(&self) -> Vec<MutexGuard<'_, Option<SqliteConnection>>> {
        let mut held = Vec::with_capacity(self.readers.len());
        for reader in &self.readers {
            held.push(reader.lock().await);
        }
        held
    }

    /// The connection that writes; what it commits is on the disk then.
    pub(crate) async fn writer(&self) -> Result<MappedMutexGuard<'_, Writer>, StoreError> {
        self.writer_for(Due::Now).await
    }

    /// The connection that writes.
    pub(crate) async fn writer_for(&self, due: Due) -> Result<MappedMutexGuard<'_, Writer>, StoreError> {
        let mut writer = open(self.writer.lock().await)?;
        self.log.holds()?;
        writer.undo().await;
        writer.turn_to(due).await?;
        Ok(writer)
    }

    /// Whether anything can be promised: after a sync that failed nothing is.
    pub(crate) fn holds(&self) -> Result<(), StoreError> {
        self.log.holds()
    }

    /// As if a sync had failed.
    #[cfg(test)]
    pub(crate) fn lose_hold(&self) {
        self.log.fail();
    }

    /// Returns when everything that was committed so far is on the disk; whoever waits at the same time shares the sync.
    /// Let go of the connection that writes first, so that others can commit meanwhile.
    pub(crate) async fn synced(&self) -> Result<(), StoreError> {
        self.log.reach(self.log.stamp()).await
    }

    /// Returns when what was committed before a moment is on the disk.
    pub(crate) async fn reached(&self, stamp: Stamp) -> Result<(), StoreError> {
        self.log.reach(stamp).await
    }

    /// This moment; take it before the connection that writes is let go.
    pub(crate) fn stamp(&self) -> Stamp {
        self.log.stamp()
    }

    /// The same, where it is due now.
    pub(crate) async fn synced_if(&self, due: Due) -> Result<(), StoreError> {
        match due {
            Due::Now => self.synced().await,
            Due::WithNext => Ok(()),
        }
    }

    /// Waits for what is being asked and written, then closes the database for good.
    pub async fn close(&self) {
        for reader in &self.readers {
            if let Some(reader) = reader.lock().await.take() {
                reader.close().await.ok();
            }
        }
        // Without readers, closing the last connection checkpoints and removes the log.
        if let Some(writer) = self.writer.lock().await.take() {
            writer.connection.close().await.ok();
        }
    }
}

fn open<T>(guard: MutexGuard<'_, Option<T>>) -> Result<MappedMutexGuard<'_, T>, StoreError> {
    MutexGuard::try_map(guard, Option::as_mut).map_err(|_| StoreError::Closed)
}

/// Blocks until the connections' threads are done, some milliseconds, so that the process may end.
impl Drop for Store {
    fn drop(&mut self) {
        for reader in &mut self.readers {
            reader.get_mut().take();
        }
        self.writer.get_mut().take();
        self.unlocked.wait();
    }
}

#[cfg(test)]
#[path = "store_tests.rs"]
mod tests;
