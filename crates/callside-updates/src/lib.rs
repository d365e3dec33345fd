//! Asks a web server for newer versions of Callside, and fetches what was signed and nothing else.
//!
//! [`Updater::check`] gets the list and its signature, checks the one by the other, and says what the list means for this
//! machine (`callside_core::update`). [`Updater::fetch`] brings the package, byte for byte as the list says, into a file.
//! Nothing here installs anything.

mod download;
mod memory;
mod source;
mod updater;

pub use memory::FILE as MEMORY_FILE;
pub use source::{LIST, SIGNATURE};
pub use updater::{FOLDER, News, State, Updater};

use callside_core::update::Refusal;

/// What went wrong, by what a person does next. Nothing was taken then, and nothing is left of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// No answer, or not a whole one: try again later.
    #[error("the server of updates cannot be reached, or its answer was cut off")]
    Unreachable,
    /// What answers has no list that can be read.
    #[error("there is no list of updates at that address")]
    NoList,
    /// The signature is missing, is of something else, or is somebody else's.
    #[error("the list is not signed by the key that this machine trusts")]
    Forged,
    /// A list of another product or channel.
    #[error("the list is of another product or channel")]
    Foreign,
    /// An old list is played again.
    #[error("the list is older than one that this machine has seen")]
    Superseded,
    /// The list is too old to be believed.
    #[error("the list is older than it may be")]
    Expired,
    /// The package is not the one that was signed.
    #[error("the package is not the one that was signed")]
    Changed,
    /// The disk is full.
    #[error("there is no room for the package")]
    NoRoom,
    /// A file cannot be written.
    #[error("a file cannot be written")]
    NotKept,
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Foreign => Self::Foreign,
            Refusal::Superseded => Self::Superseded,
            Refusal::Expired => Self::Expired,
        }
    }
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
        tracing::warn!(kind = %error.kind(), "a file of an update cannot be written");
        if matches!(error.kind(), StorageFull | QuotaExceeded | FileTooLarge) { Self::NoRoom } else { Self::NotKept }
    }
}
