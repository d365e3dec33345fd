//! Files beside the database: the lock that keeps other processes out, and the mark that tells a lost file and a
//! wrong key from a first start.

use crate::StoreError;
use crate::connection::Key;
use crate::files;
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use std::convert::Infallible;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender};
use std::time::Duration;

/// How often and how long to ask again: a process that was just told to quit needs a moment.
const TRIES: u32 = 50;
const BETWEEN_TRIES: Duration = Duration::from_millis(20);

/// While it lives no other process opens the database. The system lets go of it when the process ends, however.
///
/// Every connection holds it (see [`crate::connection`]), so it lives until the last of them is really closed.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
    _alive: SyncSender<Infallible>,
}

/// Tells when a [`Lock`] is gone.
#[derive(Debug)]
pub(crate) struct Unlocked(Mutex<Receiver<Infallible>>);

impl Unlocked {
    /// Blocks until every connection is closed: some milliseconds. A long question that was given up in the middle may
    /// take longer; then this stops waiting.
    pub(crate) fn wait(&self) {
        const LONGEST: Duration = Duration::from_secs(5);
        if let Ok(alive) = self.0.lock() {
            alive.recv_timeout(LONGEST).ok();
        }
    }
}

impl Lock {
    pub(crate) async fn take(database: &Path) -> Result<(Self, Unlocked), StoreError> {
        let file = files::open_private(&beside(database, "lock"))?;
        for _ in 0..TRIES {
            match file.try_lock() {
                Ok(()) => {
                    let (alive, gone) = std::sync::mpsc::sync_channel(0);
                    return Ok((Self { _file: file, _alive: alive }, Unlocked(Mutex::new(gone))));
                }
                Err(std::fs::TryLockError::WouldBlock) => tokio::time::sleep(BETWEEN_TRIES).await,
                Err(std::fs::TryLockError::Error(error)) => return Err(error.into()),
            }
        }
        Err(StoreError::Locked)
    }
}

/// What the mark says about a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// There has been no database here yet.
    None,
    /// There has been one, opened with this key.
    SameKey,
    /// There has been one, opened with another key.
    OtherKey,
}

/// A hash of the key: it tells a wrong key from a damaged first page. The key is 32 random bytes, so it cannot be
/// guessed from its hash.
fn fingerprint(key: &Key) -> String {
    let hash =
        Sha256::new().chain_update("callside key check\n").chain_update(key.hex().to_ascii_lowercase()).finalize();
    HEXLOWER.encode(&hash)
}

impl Mark {
    pub(crate) fn read(database: &Path, key: &Key) -> Result<Self, StoreError> {
        match std::fs::read_to_string(mark_path(database)) {
            Ok(text) if text.trim() == fingerprint(key) => Ok(Self::SameKey),
            Ok(_) => Ok(Self::OtherKey),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::None),
            Err(error) => Err(error.into()),
        }
    }

    /// Durable when it returns.
    pub(crate) fn write(database: &Path, key: &Key) -> Result<(), StoreError> {
        Ok(files::write_private(&mark_path(database), fingerprint(key).as_bytes())?)
    }
}

pub(crate) fn mark_path(database: &Path) -> PathBuf {
    beside(database, "mark")
}

/// `callside.db` -> `callside.db.lock`
pub(crate) fn beside(database: &Path, suffix: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    name.into()
}
