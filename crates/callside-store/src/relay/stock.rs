//! What is in the file.

use super::RelayStore;
use crate::{Store, StoreError};
use std::sync::atomic::{AtomicI64, Ordering};

/// What is in the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Stock {
    /// Deliveries with contents, parked ones among them.
    pub waiting: i64,
    /// Parked deliveries.
    pub parked: i64,
    /// Deliveries that the fleet does not have yet.
    pub unhanded: i64,
}

/// How many deliveries have contents. They are counted once, as the file is opened, and from then on by whatever changes it: figures
/// are asked for every few seconds, and an index for their sake would be an entry more for each event.
#[derive(Debug)]
pub(super) struct Contents(AtomicI64);

impl Contents {
    pub(super) async fn count(store: &Store) -> Result<Self, StoreError> {
        const SQL: &str = "SELECT count(*) FROM delivery WHERE payload IS NOT NULL";
        let mut reader = store.reader().await?;
        Ok(Self(AtomicI64::new(sqlx::query_scalar(SQL).fetch_one(&mut *reader).await?)))
    }

    /// Deliveries came in. Say so once it is committed, as with [`Contents::went`].
    pub(super) fn came(&self, deliveries: usize) {
        self.0.fetch_add(i64::try_from(deliveries).unwrap_or(i64::MAX), Ordering::Relaxed);
    }

    /// Deliveries were emptied.
    pub(super) fn went(&self, deliveries: u64) {
        self.0.fetch_sub(i64::try_from(deliveries).unwrap_or(i64::MAX), Ordering::Relaxed);
    }
}

/// Both look through an index that holds only such rows.
pub(super) const STOCK: &str = "SELECT
    (SELECT count(*) FROM delivery WHERE reason IS NOT NULL AND payload IS NOT NULL),
    (SELECT count(*) FROM delivery WHERE handed = 0 AND people IS NOT NULL AND payload IS NOT NULL)";

impl RelayStore {
    /// Counts what is in the file.
    ///
    /// # Errors
    /// As every read.
    pub async fn stock(&self) -> Result<Stock, StoreError> {
        let mut reader = self.store.reader().await?;
        let (parked, unhanded) = sqlx::query_as(STOCK).fetch_one(&mut *reader).await?;
        Ok(Stock { waiting: self.contents.0.load(Ordering::Relaxed), parked, unhanded })
    }
}
