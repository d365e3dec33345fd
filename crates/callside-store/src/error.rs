//! What can go wrong with the database, by what the caller does about it.

use std::io;
use std::path::PathBuf;

/// A failed question to the store. Unless a variant says otherwise nothing was saved and what was there is unharmed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The key does not open this file, or is no key (64 hex digits): ask for the right one. Never make a new file.
    #[error("this key does not open the database")]
    WrongKey,
    /// The file is damaged: tell the person, offer [`crate::set_aside`]. Never make a new file in silence.
    #[error("the database is damaged")]
    Corrupt {
        /// Where a copy was put; `None` when the damage showed while running (ask [`crate::Store::integrity_check`]) or
        /// the copy failed.
        copied_to: Option<PathBuf>,
    },
    /// A newer Callside wrote it: install that one again.
    #[error("a newer Callside wrote this database (version {found}, this one knows {known})")]
    Newer {
        /// Version of the file.
        found: i64,
        /// Newest version that this program knows.
        known: i64,
        /// Where a copy was put; `None` when the copy failed.
        copied_to: Option<PathBuf>,
    },
    /// There was a database in this place and the file is gone: tell the person, offer [`crate::set_aside`].
    #[error("the database file is gone")]
    Gone,
    /// Another process uses it: bring that one to the front, or wait.
    #[error("another program uses the database")]
    Locked,
    /// No room is left: nothing was saved; say so and try again when there is room.
    #[error("the disk is full")]
    Full,
    /// The file or its folder may not be opened or written: nothing was saved; say so.
    #[error("the database cannot be written")]
    ReadOnly,
    /// The store was closed: the program is ending.
    #[error("the database is closed")]
    Closed,
    /// The call that this belongs to has never been accepted.
    #[error("this call is not known here")]
    UnknownCall,
    /// Anything else: show the code and how to report it.
    #[error("the database failed ({code})")]
    Unexpected {
        /// SQLite's extended result code, or what could not be read.
        code: String,
    },
}

impl StoreError {
    pub(crate) fn unexpected(code: impl Into<String>) -> Self {
        Self::Unexpected { code: code.into() }
    }

    /// SQLite answers "not a database" for a page that does not decrypt: at the first look that is the key, later it
    /// is damage.
    pub(crate) fn is_not_a_database(error: &sqlx::Error) -> bool {
        primary_code(error) == Some(26)
    }
}

/// SQLite's primary result code (sqlite.org/rescode.html): the low byte of the extended one.
fn primary_code(error: &sqlx::Error) -> Option<u32> {
    let extended: u32 = error.as_database_error()?.code()?.parse().ok()?;
    Some(extended & 0xff)
}

/// A page whose seal does not fit: SQLCipher hands SQLite no page, which SQLite takes for a lack of memory at first and
/// then for an error that it has no words for.
fn is_broken_seal(error: &sqlx::Error) -> bool {
    match primary_code(error) {
        Some(7) => true,
        Some(1) => error.as_database_error().is_some_and(|e| e.message() == "SQL logic error"),
        Some(_) | None => false,
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        const FOREIGN_KEY: &str = "787";
        let extended = error.as_database_error().and_then(|e| e.code()).map(|code| code.into_owned());
        match (primary_code(&error), extended) {
            (Some(5 | 6), _) => Self::Locked,
            (Some(3 | 8 | 14 | 23), _) => Self::ReadOnly,
            (Some(11 | 26), _) => Self::Corrupt { copied_to: None },
            _ if is_broken_seal(&error) => Self::Corrupt { copied_to: None },
            (Some(13), _) => Self::Full,
            (_, Some(code)) if code == FOREIGN_KEY => Self::UnknownCall,
            (_, Some(code)) => Self::Unexpected { code },
            (_, None) => match error {
                sqlx::Error::Io(error) => error.into(),
                sqlx::Error::RowNotFound => Self::unexpected("row"),
                sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => Self::unexpected("column"),
                sqlx::Error::WorkerCrashed => Self::unexpected("worker"),
                _ => Self::unexpected("driver"),
            },
        }
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            kind => Self::unexpected(kind.to_string()),
        }
    }
}
