//! The relay's own file: what came in for a team, until the desktops have it.
//!
//! It lives here because only this crate may name sqlx, and because it is opened like a desk's file: sealed, locked,
//! one writer (docs/adr/0004). Its tables are its own (`relay-migrations/`). A group of deliveries is one statement, and so one
//! commit: `keep`. What is not on the disk yet is given to nobody: `lasting`.

mod desks;
mod erase;
#[cfg(test)]
mod given;
mod handover;
mod inbox;
mod keep;
mod lasting;
mod parked;
#[cfg(test)]
mod plans;
mod retention;
mod stock;

pub use erase::Erased;
pub use handover::Unhanded;
pub use inbox::{Held, Page, Reach, Waiting};
pub use keep::{Committed, Kept, NewDelivery, Placing, Service};
pub use parked::{Parked, Replayed};
pub use retention::{Retention, Retired};
pub use stock::Stock;

use crate::{Store, StoreError};
use callside_core::secret::Secret;
use jiff::Timestamp;
use std::path::Path;

const STEPS: &[&str] = &[
    include_str!("../../relay-migrations/0001_deliveries.sql"),
    include_str!("../../relay-migrations/0002_history.sql"),
    include_str!("../../relay-migrations/0003_forgotten.sql"),
    include_str!("../../relay-migrations/0004_tidying.sql"),
];

/// Who a delivery for everyone is for, where a person stands else.
pub const EVERYONE: &str = "*";

/// The open file of a relay. Share it in an `Arc`. What a method wrote is on the disk when it returns, but for
/// [`RelayStore::commit`].
#[derive(Debug)]
pub struct RelayStore {
    pub(crate) store: Store,
    contents: stock::Contents,
    lasting: lasting::Lasting,
}

impl RelayStore {
    /// Opens the file, or makes it when there has never been one there. `key` is 32 bytes as 64 hex digits.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn open(path: &Path, key: &Secret, now: Timestamp) -> Result<Self, StoreError> {
        let store = Store::open_with(path, key, STEPS, now).await?;
        let contents = stock::Contents::count(&store).await?;
        let lasting = lasting::Lasting::of(&store).await?;
        Ok(Self { store, contents, lasting })
    }

    /// The setting of this name, if it was ever saved.
    ///
    /// # Errors
    /// As every read.
    pub async fn setting(&self, name: &'static str) -> Result<Option<String>, StoreError> {
        self.store.setting(name).await
    }

    /// Keeps a setting in place of the one before.
    ///
    /// # Errors
    /// As every write.
    pub async fn save_setting(&self, name: &'static str, value: &str) -> Result<(), StoreError> {
        self.store.save_setting(name, &value).await
    }

    /// Waits for what is being asked and written, then closes for good.
    pub async fn close(&self) {
        self.store.close().await;
    }
}
