//! One sync of the write-ahead log for all commits that wait for one (docs/adr/0079).
//!
//! A commit without a sync of its own appends to the log and is seen by readers at once; the next sync of the log makes it
//! last (sqlite.org/pragma.html#pragma_synchronous, NORMAL). Whoever has to wait for that waits here, after their turn to
//! write: others commit meanwhile, and one sync takes all of them. The log is one file in one order, so a sync that began
//! after a commit holds it and everything before it.

use crate::{StoreError, files};
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use tokio::sync::Mutex;

/// See [`LogSync::stamp`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp(u64);

pub(crate) struct LogSync {
    path: PathBuf,
    /// Commits, and moments that stand for what was committed before them.
    committed: AtomicU64,
    /// How many of them are on the disk.
    reached: AtomicU64,
    /// Held by whoever syncs. SQLite keeps the file as long as a connection is open.
    file: Mutex<Option<Arc<File>>>,
    /// After a sync that failed, nobody can tell which pages are on the disk, and a second sync would not write them again.
    failed: AtomicBool,
}

impl LogSync {
    pub(crate) fn of(database: &Path) -> Self {
        Self {
            path: files::wal_of(database),
            committed: AtomicU64::new(0),
            reached: AtomicU64::new(0),
            file: Mutex::new(None),
            failed: AtomicBool::new(false),
        }
    }

    /// Nothing more is promised after a sync that failed: the program has to open the file anew.
    pub(crate) fn holds(&self) -> Result<(), StoreError> {
        if self.failed.load(Ordering::Acquire) { Err(StoreError::unexpected("sync")) } else { Ok(()) }
    }

    /// As a sync that failed.
    #[cfg(test)]
    pub(crate) fn fail(&self) {
        self.failed.store(true, Ordering::Release);
    }

    /// A moment: everything that was committed before it is on the disk when it is [reached](Self::reach). Whoever commits for
    /// others takes it before they hear of it, so that a sync that begins meanwhile is theirs, too.
    pub(crate) fn stamp(&self) -> Stamp {
        Stamp(self.committed.fetch_add(1, Ordering::AcqRel) + 1)
    }

    /// Returns when everything that was committed before that moment is on the disk.
    pub(crate) async fn reach(&self, stamp: Stamp) -> Result<(), StoreError> {
        if self.reached.load(Ordering::Acquire) >= stamp.0 {
            return Ok(());
        }
        let mut file = self.file.lock().await;
        if self.reached.load(Ordering::Acquire) >= stamp.0 {
            return Ok(());
        }
        self.holds()?;
        // A moment that was taken by now has its commits behind it.
        let all = self.committed.load(Ordering::Acquire);
        let log = match &*file {
            Some(log) => Arc::clone(log),
            None => Arc::clone(file.insert(Arc::new(OpenOptions::new().write(true).open(&self.path)?))),
        };
        let synced = tokio::task::spawn_blocking(move || log.sync_data()).await;
        match synced.map_err(std::io::Error::other).flatten() {
            Ok(()) => {
                self.reached.fetch_max(all, Ordering::AcqRel);
                Ok(())
            }
            Err(error) => {
                self.failed.store(true, Ordering::Release);
                Err(error.into())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn those_who_wait_together_share_a_sync_and_after_a_failed_one_nothing_is_promised() {
        let folder = tempfile::tempdir().unwrap();
        let log = LogSync::of(&folder.path().join("callside.db"));
        assert!(log.reach(log.stamp()).await.is_err(), "there is no log yet");
        log.holds().unwrap();
        std::fs::write(files::wal_of(&folder.path().join("callside.db")), b"frames").unwrap();
        let held = log.file.lock().await;
        let waiting: Vec<_> = (0..5).map(|_| log.reach(log.stamp())).collect();
        let all = futures_util::future::join_all(waiting);
        let (all, ()) = tokio::join!(all, async move {
            tokio::task::yield_now().await;
            drop(held);
        });
        assert!(all.into_iter().all(|reached| reached.is_ok()));
        assert_eq!(log.reached.load(Ordering::Acquire), 6, "one sync for those five");
        let (committed, later) = (log.stamp(), log.stamp());
        log.reach(later).await.unwrap();
        log.fail();
        log.reach(committed).await.expect("a sync that began after its commit has been made");
        assert!(log.reach(log.stamp()).await.is_err() && log.holds().is_err());
    }
}
