//! How far the file is on the disk: what stands behind that was committed, and a cut of the power may still take it back.

use crate::{Store, StoreError};
use sqlx::SqliteConnection;
use std::sync::atomic::{AtomicI64, Ordering};

/// The last place of a delivery that stays. Behind it nothing is given to anybody.
#[derive(Debug)]
pub(super) struct Lasting(AtomicI64);

impl Lasting {
    /// Of a file that was just opened. A process that was killed may have left commits that were never synced.
    pub(super) async fn of(store: &Store) -> Result<Self, StoreError> {
        store.synced().await?;
        let mut reader = store.reader().await?;
        Ok(Self(AtomicI64::new(last(&mut reader).await?)))
    }

    /// Everything up to this place is on the disk.
    pub(super) fn reached(&self, place: Option<i64>) {
        if let Some(place) = place {
            self.0.fetch_max(place, Ordering::AcqRel);
        }
    }

    /// The place.
    pub(super) fn place(&self) -> i64 {
        self.0.load(Ordering::Acquire)
    }
}

/// The last place of the file; 0 when nothing was ever kept.
pub(super) async fn last(connection: &mut SqliteConnection) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar("SELECT coalesce(max(seq), 0) FROM delivery").fetch_one(connection).await?)
}
