//! What may be wrong with the database; the window says what happened and what to do.

use callside_store::StoreError;
use serde::Serialize;
use std::path::Path;
use ts_rs::TS;

/// A fault of the database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DatabaseTrouble {
    /// The key does not open it.
    WrongKey,
    /// Its key is not in the keychain.
    KeyLost,
    /// It is damaged.
    Corrupt {
        /// Where a copy was put; none when none could be made.
        copied_to: Option<String>,
    },
    /// A newer Callside wrote it.
    Newer {
        /// Where a copy was put; none when none could be made.
        copied_to: Option<String>,
    },
    /// The file is gone.
    Gone,
    /// Another Callside uses it.
    Locked,
    /// The disk is full.
    Full,
    /// The folder cannot be written.
    ReadOnly,
    /// It is closed.
    Closed,
    /// Something that nobody foresaw.
    Unexpected {
        /// SQLite's code.
        code: String,
    },
    /// The parts around it could not be started.
    NotStarted,
}

impl From<&StoreError> for DatabaseTrouble {
    fn from(error: &StoreError) -> Self {
        let place = |path: Option<&Path>| path.map(|path| path.display().to_string());
        match error {
            StoreError::WrongKey => Self::WrongKey,
            StoreError::Corrupt { copied_to } => Self::Corrupt { copied_to: place(copied_to.as_deref()) },
            StoreError::Newer { copied_to, .. } => Self::Newer { copied_to: place(copied_to.as_deref()) },
            StoreError::Gone => Self::Gone,
            StoreError::Locked => Self::Locked,
            StoreError::Full => Self::Full,
            StoreError::ReadOnly => Self::ReadOnly,
            StoreError::Closed => Self::Closed,
            StoreError::Unexpected { code } => Self::Unexpected { code: code.clone() },
            // Of a call that is not there: no fault of the database, and never shown as one.
            StoreError::UnknownCall => Self::Unexpected { code: String::new() },
        }
    }
}
