//! Files that a person asked for, among their downloads: no plugin, no dialog, nothing that the window could name a path
//! with.

use crate::environment;
use crate::ipc::error::{ErrorAction, ErrorCode, UiError};
use crate::ipc::rules::WrittenFile;
use crate::ipc::sentence::Sentence;
use crate::shell::Shell;
use jiff::{Timestamp, tz::TimeZone};
use std::fs::OpenOptions;
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

/// Writes a new file and says where it is. An existing one is never touched: a number is added to the name.
///
/// # Errors
/// When there is no folder for downloads, or it cannot be written to.
pub async fn write(shell: &Shell, name: &str, text: String) -> Result<WrittenFile, UiError> {
    let folder = shell.face().downloads().ok_or_else(|| failed(Sentence::NoDownloads))?;
    let name = harmless(name);
    let written = tokio::task::spawn_blocking(move || write_new(&folder, &name, text.as_bytes())).await;
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
            Err(failed(Sentence::FileNotSaved))
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

fn write_new(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    let (stem, end) = name.rsplit_once('.').map_or((name, String::new()), |(stem, end)| (stem, format!(".{end}")));
    for n in 1..=TRIES {
        let name = if n == 1 { name.to_owned() } else { format!("{stem}-{n}{end}") };
        let path = folder.join(name);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(&path) {
            Ok(mut file) => {
                file.write_all(bytes)?;
                file.sync_all()?;
                return Ok(path);
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
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
        let first = write_new(&deep, "a.csv", b"1").unwrap();
        let second = write_new(&deep, "a.csv", b"2").unwrap();
        assert_eq!(std::fs::read(first).unwrap(), b"1");
        assert_eq!(second.file_name().unwrap(), "a-2.csv");
    }
}
