//! Files that a person asked for, among the downloads: no plugin, no dialog, nothing that the window could name a path
//! with.

use crate::ipc::error::{ErrorAction, ErrorCode, UiError};
use crate::ipc::sentence::Sentence;
use crate::shell::Shell;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// Names that are tried before the folder is given up.
const TRIES: u32 = 200;

/// Writes a new file and says where it is. An existing one is never touched: a number is added to the name.
///
/// # Errors
/// When there is no folder for downloads, or it cannot be written to.
pub async fn write(shell: &Shell, name: &str, bytes: &[u8]) -> Result<String, UiError> {
    let folder = shell.face().downloads().ok_or_else(|| failed(Sentence::NoDownloads))?;
    let (name, bytes) = (harmless(name), bytes.to_vec());
    let written = tokio::task::spawn_blocking(move || write_new(&folder, &name, &bytes)).await;
    match written {
        Ok(Ok(path)) => Ok(path.to_string_lossy().into_owned()),
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
    fn a_file_that_is_there_stays() {
        let folder = tempfile::tempdir().unwrap();
        let first = write_new(folder.path(), "a.csv", b"1").unwrap();
        let second = write_new(folder.path(), "a.csv", b"2").unwrap();
        assert_eq!(std::fs::read(first).unwrap(), b"1");
        assert_eq!(second.file_name().unwrap(), "a-2.csv");
    }
}
