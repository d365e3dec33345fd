//! Files that only their owner may read, and copies of them.

use crate::lock::{beside, mark_path};
use jiff::Timestamp;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Makes the folder if need be; one that was there keeps its rights, since it may be shared on purpose.
pub(crate) fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Opens for writing; a new file is readable by its owner only, an old one becomes so.
pub(crate) fn open_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(file)
}

/// Replaces the whole file or leaves the old one: temporary file, sync, rename, sync of the folder.
pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = beside(path, "new");
    let mut file = open_private(&temporary)?;
    file.set_len(0)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&temporary, path)?;
    sync_folder_of(path)
}

pub(crate) fn sync_folder_of(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        File::open(folder)?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// `-wal` and `-shm` belong to the database as SQLite names them.
fn companion(database: &Path, suffix: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

pub(crate) fn wal_of(database: &Path) -> PathBuf {
    companion(database, "-wal")
}

pub(crate) fn journal_of(database: &Path) -> PathBuf {
    companion(database, "-journal")
}

/// Length in bytes; `None` when there is no such file.
pub(crate) fn length(path: &Path) -> io::Result<Option<u64>> {
    match fs::metadata(path) {
        Ok(meta) => Ok(Some(meta.len())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// A name beside the database that nothing has yet: `callside.db.damaged-20261120T120000Z`.
pub(crate) fn free_name(database: &Path, why: &str, now: Timestamp) -> PathBuf {
    let stamp = now.strftime("%Y%m%dT%H%M%SZ");
    let first = beside(database, &format!("{why}-{stamp}"));
    let numbered = (2..).map(|n| beside(database, &format!("{why}-{stamp}-{n}")));
    std::iter::once(first.clone()).chain(numbered).find(|name| !name.exists()).unwrap_or(first)
}

/// Copies the database and its write-ahead log as they are. A copy of the same state that is already there is enough:
/// starting again and again must not fill the disk.
pub(crate) fn copy_aside(database: &Path, why: &str, now: Timestamp) -> io::Result<PathBuf> {
    if let Some(known) = earlier_copy(database, why)? {
        return Ok(known);
    }
    let copy = free_name(database, why, now);
    drop(open_private(&copy)?);
    for (from, to) in [(database.to_owned(), copy.clone()), (wal_of(database), wal_of(&copy))] {
        if length(&from)?.is_some_and(|bytes| bytes > 0) {
            let mut target = open_private(&to)?;
            io::copy(&mut File::open(&from)?, &mut target)?;
            target.sync_all()?;
        }
    }
    sync_folder_of(&copy)?;
    Ok(copy)
}

fn earlier_copy(database: &Path, why: &str) -> io::Result<Option<PathBuf>> {
    let (Some(folder), Some(name)) = (database.parent(), database.file_name()) else { return Ok(None) };
    let prefix = format!("{}.{why}-", name.to_string_lossy());
    let Ok(original) = fs::metadata(database) else { return Ok(None) };
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let meta = entry.metadata()?;
        let same_state = meta.len() == original.len() && meta.modified()? >= original.modified()?;
        if name.starts_with(&prefix) && !name.ends_with("-wal") && same_state {
            return Ok(Some(entry.path()));
        }
    }
    Ok(None)
}

/// Copies of the database with their logs: set aside, damaged, of a newer version, or from before an upgrade.
pub(crate) fn copies_of(database: &Path) -> io::Result<Vec<PathBuf>> {
    const WHY: [&str; 4] = ["set-aside-", "damaged-", "newer-", "version-"];
    beside_it(database, |rest| WHY.iter().any(|why| rest.starts_with(why)))
}

/// Copies from before an upgrade that were not changed since a moment.
pub(crate) fn copies_before_upgrades(database: &Path, since: Timestamp) -> io::Result<Vec<PathBuf>> {
    let mut copies = beside_it(database, |rest| rest.starts_with("version-"))?;
    copies.retain(|copy| {
        let changed = fs::metadata(copy).and_then(|meta| meta.modified()).ok();
        changed.and_then(|at| Timestamp::try_from(at).ok()).is_some_and(|at| at < since)
    });
    Ok(copies)
}

/// Files whose name is the database's, a point, and a rest that is wanted.
fn beside_it(database: &Path, wanted: impl Fn(&str) -> bool) -> io::Result<Vec<PathBuf>> {
    let (Some(folder), Some(name)) = (database.parent(), database.file_name()) else { return Ok(Vec::new()) };
    let prefix = format!("{}.", name.to_string_lossy());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().strip_prefix(&prefix).is_some_and(&wanted) {
            found.push(entry.path());
        }
    }
    Ok(found)
}

/// A database that no process can open while this is held.
#[derive(Debug)]
pub struct Held {
    database: PathBuf,
    _lock: crate::lock::Lock,
}

impl crate::Store {
    /// Keeps everybody out of a database, without opening it and whether or not there is one.
    ///
    /// # Errors
    /// [`crate::StoreError::Locked`] while a process uses it.
    pub async fn hold(database: &Path) -> Result<Held, crate::StoreError> {
        if let Some(folder) = database.parent() {
            make_folder(folder)?;
        }
        let (lock, _) = crate::lock::Lock::take(database).await?;
        Ok(Held { database: database.to_owned(), _lock: lock })
    }
}

impl Held {
    /// Deletes the database and every file of its name: log, marks, copies.
    ///
    /// # Errors
    /// The first file that cannot be deleted; what was deleted before is gone.
    pub fn delete(self) -> Result<(), crate::StoreError> {
        let beside = beside_it(&self.database, |_| true)?;
        let log = [wal_of(&self.database), journal_of(&self.database), companion(&self.database, "-shm")];
        for file in beside.into_iter().chain(log).chain([self.database.clone()]) {
            match fs::remove_file(file) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
                Ok(()) | Err(_) => {}
            }
        }
        Ok(sync_folder_of(&self.database)?)
    }
}

/// Moves a database that cannot be used out of the way, so that the next [`crate::Store::open`] starts afresh. Only
/// for when a person has been told and agreed; nothing is deleted. Gives the new name, if there was a file.
///
/// # Errors
/// The first move that failed; what was moved before stays moved.
pub fn set_aside(database: &Path, now: Timestamp) -> Result<Option<PathBuf>, crate::StoreError> {
    let target = free_name(database, "set-aside", now);
    let pairs = [
        (wal_of(database), wal_of(&target)),
        (mark_path(database), mark_path(&target)),
        (database.to_owned(), target.clone()),
    ];
    let had_file = database.exists();
    for (from, to) in pairs {
        if from.exists() {
            fs::rename(from, to)?;
        }
    }
    match fs::remove_file(companion(database, "-shm")) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    sync_folder_of(database)?;
    Ok(had_file.then_some(target))
}
