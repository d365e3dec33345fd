//! Secrets in files that only their owner and the service's group can read.

use callside_core::secret::Secret;
use data_encoding::HEXLOWER;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Why a secret cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// The file cannot be read.
    #[error("{0} cannot be read")]
    Unreadable(PathBuf),
    /// Others can read it.
    #[error("{0} holds a secret but others may read it: chmod 640")]
    Open(PathBuf),
    /// It is empty.
    #[error("{0} is empty")]
    Empty(PathBuf),
    /// It cannot be made.
    #[error("{0} cannot be made: it exists, or its folder cannot be written")]
    Unmade(PathBuf),
    /// The system gives no random numbers.
    #[error("the system gives no random numbers")]
    NoRandom,
}

/// Reads a secret from a file that only its owner and its group can read: root's, for the group of the service.
///
/// # Errors
/// [`SecretError`].
pub fn secret_file(path: &Path) -> Result<Secret, SecretError> {
    let unreadable = || SecretError::Unreadable(path.to_owned());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(path).map_err(|_| unreadable())?.permissions().mode();
        if mode & 0o007 != 0 {
            return Err(SecretError::Open(path.to_owned()));
        }
    }
    let text = std::fs::read_to_string(path).map_err(|_| unreadable())?;
    match text.trim() {
        "" => Err(SecretError::Empty(path.to_owned())),
        text => Ok(Secret::new(text)),
    }
}

/// Makes the secrets of a new relay: `database-key`, `session-key` and `path-secret`. None is ever overwritten.
///
/// # Errors
/// [`SecretError::Unmade`] and [`SecretError::NoRandom`].
pub fn make_secrets(folder: &Path) -> Result<Vec<PathBuf>, SecretError> {
    std::fs::create_dir_all(folder).map_err(|_| SecretError::Unmade(folder.to_owned()))?;
    ["database-key", "session-key", "path-secret"].map(|name| make(&folder.join(name))).into_iter().collect()
}

fn make(path: &Path) -> Result<PathBuf, SecretError> {
    let unmade = || SecretError::Unmade(path.to_owned());
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| SecretError::NoRandom)?;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(|_| unmade())?;
    writeln!(file, "{}", HEXLOWER.encode(&bytes)).map_err(|_| unmade())?;
    file.sync_all().map_err(|_| unmade())?;
    Ok(path.to_owned())
}
