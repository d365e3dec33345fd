//! What must be known from one start to the next. In a file of its own, not in the database: updates must also work where
//! the database does not open.

use callside_core::update::Version;
use data_encoding::HEXLOWER;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

/// Name of the file, in the folder of Callside's own files.
pub const FILE: &str = "updates.json";

/// The memory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// A number of this installation, drawn once: its place in roll-outs. It is never sent.
    pub installation: String,
    /// When the newest list that was taken was published.
    pub seen: Option<Timestamp>,
    /// A version that the person wants to hear of later.
    pub put_off: Option<Version>,
}

impl Memory {
    /// Reads it. Where there is none, or a damaged one, a new installation begins.
    pub fn load(folder: &Path) -> Self {
        let kept = match fs::read(folder.join(FILE)) {
            Ok(bytes) => serde_json::from_slice(&bytes).ok(),
            Err(error) if error.kind() == ErrorKind::NotFound => return Self::new(),
            Err(_) => None,
        };
        kept.unwrap_or_else(|| {
            tracing::warn!("what was known of updates cannot be read");
            Self::new()
        })
    }

    fn new() -> Self {
        let mut number = [0; 16];
        getrandom::fill(&mut number).unwrap_or_default();
        let installation = HEXLOWER.encode(&number);
        Self { installation, seen: None, put_off: None }
    }

    /// Keeps it: under its name the file is whole, and for its owner only.
    ///
    /// # Errors
    /// When it cannot be written; the old one stays.
    pub fn save(&self, folder: &Path) -> std::io::Result<()> {
        fs::create_dir_all(folder)?;
        let beside = folder.join(format!("{FILE}.new"));
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&beside)?;
        file.write_all(&serde_json::to_vec(self)?)?;
        file.sync_all()?;
        fs::rename(beside, folder.join(FILE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_known_again_and_damage_begins_anew() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (Memory::load(folder.path()), Memory::load(folder.path()));
        assert_eq!(one.installation.len(), 32);
        assert_ne!(one, two, "each is drawn");
        let kept = Memory { seen: Some(Timestamp::UNIX_EPOCH), put_off: "0.2.0".parse().ok(), ..one };
        kept.save(folder.path()).unwrap();
        assert_eq!(Memory::load(folder.path()), kept);
        fs::write(folder.path().join(FILE), "{").unwrap();
        assert_eq!(Memory::load(folder.path()).seen, None);
    }
}
