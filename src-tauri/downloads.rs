//! Files that a person asked for, among their downloads: no plugin, no dialog, nothing that the window could name a path
//! with.

use crate::environment;
use crate::ipc::error::{ErrorAction, ErrorCode, UiError};
use crate::ipc::rules::WrittenFile;
use crate::ipc::sentence::Sentence;
use crate::shell::Shell;
use jiff::{Timestamp, tz::TimeZone};
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// Names that are tried before the folder is given up.
const TRIES: u32 = 200;

/// The folder for downloads: the override, else the one that the desktop names, else where a desktop that names none
/// has it (freedesktop.org, xdg-user-dirs). It is made when the first file is written.
#[must_use]
pub fn folder(named: Option<PathBuf>, home: Option<PathBuf>) -> Option<PathBuf> {
    let wanted = environment::variable(environment::DOWNLOADS).map(PathBuf::from);
    wanted.or(named).or_else(|| home.map(|home| home.join("Downloads")))
}

/// A name with today's date in it.
#[must_use]
pub fn dated(stem: &str, extension: &str, zone: TimeZone) -> String {
    format!("{stem}-{}.{extension}", Timestamp::now().to_zoned(zone).strftime("%Y-%m-%d"))
}

/// Writes a new file and says where it is. An existing one is never touched: a number is added to the name. Under its
/// name the file is whole: it is written beside, and gets its name when it is on the disk.
///
/// # Errors
/// When there is no folder for downloads, it cannot be written to, or there is no room; then nothing is left of it.
pub async fn write(shell: &Shell, name: &str, content: impl Into<Vec<u8>>) -> Result<WrittenFile, UiError> {
    let folder = shell.face().downloads().ok_or_else(|| failed(Sentence::NoDownloads))?;
    let name = harmless(name);
    let content = content.into();
    let written = tokio::task::spawn_blocking(move || write_new(&folder, &name, |file| file.write_all(&content))).await;
    match written {
        Ok(Ok(path)) => {
            let path = path.to_string_lossy().into_owned();
            // Somebody's data may be in it from now on.
            if let Ok(open) = shell.open().await
                && let Err(error) = open.companion.note_export(path.clone()).await
            {
                tracing::error!(%error, "a written file could not be noted");
            }
            Ok(WrittenFile { path })
        }
        Ok(Err(error)) => {
            tracing::warn!(kind = %error.kind(), "a file could not be saved");
            Err(failed(if is_full(error.kind()) { Sentence::NoRoomForFile } else { Sentence::FileNotSaved }))
        }
        Err(_) => Err(crate::ipc::views::errors::internal()),
    }
}

/// A name without anything that leads elsewhere.
fn harmless(name: &str) -> String {
    let kept: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')).collect();
    let kept = kept.trim_start_matches('.');
    if kept.is_empty() { "callside.txt".to_owned() } else { kept.chars().take(100).collect() }
}

/// No room on the disk, in the quota of the person, or within the limit of the process.
const fn is_full(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge)
}

fn write_new(
    folder: &Path,
    name: &str,
    content: impl FnOnce(&mut File) -> std::io::Result<()>,
) -> std::io::Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    let (beside, mut file) = new_file(folder, name, |n| format!(".{name}.{n}.part"))?;
    let written = content(&mut file).and_then(|()| file.sync_all()).and_then(|()| give_name(folder, name, &beside));
    // What was given its name is no longer here; what could not be written is of use to nobody.
    std::fs::remove_file(&beside).ok();
    let path = written?;
    sync_folder(folder)?;
    Ok(path)
}

/// Writes a file of a name that a person gave, in place of whatever has that name; what is there stays until the new one is
/// whole on the disk.
///
/// # Errors
/// When it cannot be written; then everything is as it was.
pub fn replace(path: &Path, content: &[u8]) -> std::io::Result<()> {
    // A pipe or a terminal keeps nothing that could be lost.
    if std::fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        return std::fs::write(path, content);
    }
    replace_by(path, |file| file.write_all(content))
}

fn replace_by(path: &Path, content: impl FnOnce(&mut File) -> std::io::Result<()>) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().ok_or(ErrorKind::InvalidInput)?.to_string_lossy().into_owned();
    let (beside, mut file) = new_file(folder, &name, |n| format!(".{name}.{n}.part"))?;
    let written = content(&mut file).and_then(|()| file.sync_all()).and_then(|()| std::fs::rename(&beside, path));
    if written.is_err() {
        std::fs::remove_file(&beside).ok();
    }
    written.and_then(|()| sync_folder(folder))
}

/// A new file of the first name that is free.
fn new_file(folder: &Path, name: &str, named: impl Fn(u32) -> String) -> std::io::Result<(PathBuf, File)> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    for n in 1..=TRIES {
        let path = folder.join(named(n));
        match options.open(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    tracing::warn!(length = name.len(), "no name is free");
    Err(ErrorKind::AlreadyExists.into())
}

/// Gives a file the first of its names that is free, in one step and over nothing that is there. Where the disk knows no
/// second name for a file (FAT), the name is taken first, by an empty file that the whole one replaces.
fn give_name(folder: &Path, name: &str, beside: &Path) -> std::io::Result<PathBuf> {
    let (stem, end) = name.rsplit_once('.').map_or((name, String::new()), |(stem, end)| (stem, format!(".{end}")));
    let numbered = |n: u32| if n == 1 { name.to_owned() } else { format!("{stem}-{n}{end}") };
    for n in 1..=TRIES {
        let path = folder.join(numbered(n));
        match std::fs::hard_link(beside, &path) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(_) => {
                let (path, empty) = new_file(folder, name, numbered)?;
                drop(empty);
                return match std::fs::rename(beside, &path) {
                    Ok(()) => Ok(path),
                    Err(error) => {
                        std::fs::remove_file(&path).ok();
                        Err(error)
                    }
                };
            }
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// The name is on the disk, too. Windows writes it with the file.
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

const fn failed(message: Sentence) -> UiError {
    UiError { code: ErrorCode::Storage, message, action: Some(ErrorAction::Retry) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_nowhere_else() {
        for (name, kept) in [
            ("callside-query-2026-11-26.csv", "callside-query-2026-11-26.csv"),
            ("../../etc/passwd", "etcpasswd"),
            ("a/b\\c\0d.csv", "abcd.csv"),
            ("...", "callside.txt"),
            ("Übersicht.json", "bersicht.json"),
        ] {
            assert_eq!(harmless(name), kept);
        }
    }

    #[test]
    fn a_desktop_that_names_no_folder_has_one_all_the_same() {
        let path = |text: &str| Some(PathBuf::from(text));
        for (named, home, expected) in [
            (path("docs/Descargas"), path("docs"), path("docs/Descargas")),
            (None, path("docs"), path("docs/Downloads")),
            (None, None, None),
        ] {
            assert_eq!(folder(named, home), expected);
        }
    }

    #[test]
    fn a_file_that_is_there_stays() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("Downloads");
        let first = write_new(&deep, "a.csv", |file| file.write_all(b"1")).unwrap();
        let second = write_new(&deep, "a.csv", |file| file.write_all(b"2")).unwrap();
        assert_eq!(std::fs::read(first).unwrap(), b"1");
        assert_eq!(second.file_name().unwrap(), "a-2.csv");
        assert_eq!(names(&deep), ["a-2.csv", "a.csv"]);
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|one| one.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_could_not_be_written_whole_leaves_nothing_and_harms_nothing() {
        let folder = tempfile::tempdir().unwrap();
        write_new(folder.path(), "a.csv", |file| file.write_all(b"old")).unwrap();
        let error = write_new(folder.path(), "a.csv", |file| {
            file.write_all(b"half")?;
            Err(ErrorKind::StorageFull.into())
        })
        .unwrap_err();
        assert!(is_full(error.kind()));
        assert_eq!(names(folder.path()), ["a.csv"]);
        assert_eq!(std::fs::read(folder.path().join("a.csv")).unwrap(), b"old");
    }

    #[test]
    fn what_a_person_named_is_replaced_whole_or_stays_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("audit.jsonl");
        replace(&path, b"old").unwrap();
        let full = |file: &mut File| file.write_all(b"half").and_then(|()| Err(ErrorKind::StorageFull.into()));
        assert!(is_full(replace_by(&path, full).unwrap_err().kind()));
        assert_eq!(
            (std::fs::read(&path).unwrap(), names(folder.path())),
            (b"old".to_vec(), vec!["audit.jsonl".to_owned()])
        );
        replace(&path, b"new").unwrap();
        assert_eq!(
            (std::fs::read(&path).unwrap(), names(folder.path())),
            (b"new".to_vec(), vec!["audit.jsonl".to_owned()])
        );
        assert!(replace(Path::new("/"), b"").is_err());
    }

    /// A process that may write 512 bytes into a file meets what a full disk is like, on every Unix and without being
    /// root. It is this very test, started again: the limit holds for the whole process.
    #[cfg(unix)]
    #[test]
    fn a_disk_that_is_full_is_met_for_real() {
        const FOLDER: &str = "CALLSIDE_TEST_NO_ROOM";
        if let Some(folder) = std::env::var_os(FOLDER) {
            let error = write_new(Path::new(&folder), "b.csv", |file| file.write_all(&[b'x'; 4096])).unwrap_err();
            assert!(is_full(error.kind()), "{error}");
            return;
        }
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("b.csv"), "old").unwrap();
        let limited = r#"trap "" XFSZ; ulimit -f 1; exec "$0" "$@""#;
        let this = "downloads::tests::a_disk_that_is_full_is_met_for_real";
        let child = std::process::Command::new("sh")
            .args(["-c", limited])
            .arg(std::env::current_exe().unwrap())
            .args(["--exact", this])
            .env(FOLDER, folder.path())
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&child.stdout);
        assert!(child.status.success() && told.contains("1 passed"), "{told}");
        assert_eq!(names(folder.path()), ["b.csv"]);
        assert_eq!(std::fs::read(folder.path().join("b.csv")).unwrap(), b"old");
    }
}
