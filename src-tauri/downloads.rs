//! Files that a person asked for, in their downloads.

use crate::ipc::error::{ErrorAction, ErrorCode, UiError};
use crate::ipc::rules::WrittenFile;
use crate::ipc::sentence::Sentence;
use jiff::Zoned;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// Another folder for such files: for kiosks and tests.
const FOLDER: &str = "CALLSIDE_DOWNLOADS";

/// Writes a text to a new file; none that is there is touched.
///
/// # Errors
/// When it cannot be written, in words.
pub async fn write(stem: &str, extension: &str, text: &str) -> Result<WrittenFile, UiError> {
    let stamp = Zoned::now().strftime("%Y-%m-%d-%H%M%S").to_string();
    let (stem, extension, text) = (format!("{stem}-{stamp}"), extension.to_owned(), text.to_owned());
    let written = tokio::task::spawn_blocking(move || write_new(&folder(), &stem, &extension, &text)).await;
    match written {
        Ok(Ok(path)) => Ok(WrittenFile { path: path.display().to_string() }),
        Ok(Err(_)) | Err(_) => Err(UiError {
            code: ErrorCode::Storage,
            message: Sentence::FileNotWritten,
            action: Some(ErrorAction::Retry),
        }),
    }
}

/// The downloads, else the home folder.
fn folder() -> PathBuf {
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE")).map(PathBuf::from);
    let downloads = || home.as_ref().map(|home| home.join("Downloads")).filter(|folder| folder.is_dir());
    crate::environment::variable(FOLDER)
        .map(PathBuf::from)
        .or_else(downloads)
        .or_else(|| home.clone())
        .unwrap_or_default()
}

fn write_new(folder: &Path, stem: &str, extension: &str, text: &str) -> std::io::Result<PathBuf> {
    for n in 1..1_000 {
        let name = if n == 1 { format!("{stem}.{extension}") } else { format!("{stem} ({n}).{extension}") };
        let path = folder.join(name);
        match std::fs::File::create_new(&path) {
            Ok(mut file) => {
                file.write_all(text.as_bytes())?;
                file.sync_all()?;
                return Ok(path);
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let first = write_new(folder.path(), "rules", "json", "1").unwrap();
        let second = write_new(folder.path(), "rules", "json", "2").unwrap();
        assert_eq!(second.file_name().unwrap(), "rules (2).json");
        assert_eq!(std::fs::read_to_string(first).unwrap(), "1");
        assert_eq!(std::fs::read_to_string(second).unwrap(), "2");
    }
}
