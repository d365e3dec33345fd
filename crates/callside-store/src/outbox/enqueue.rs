//! Work that is more than a wrap-up: on the disk before anybody is told that it will be done.

use super::rows;
use crate::{Due, Store, StoreError};
use callside_core::outbox::{Entry, Work};
use jiff::Timestamp;

/// What became of a save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// It is on the disk.
    Now(Entry),
    /// The same work (its kind and key) was saved before; that entry stands, nothing was changed.
    Before(Entry),
}

impl Saved {
    /// The entry, either way.
    #[must_use]
    pub const fn entry(&self) -> &Entry {
        match self {
            Self::Now(entry) | Self::Before(entry) => entry,
        }
    }
}

impl Store {
    /// Saves work to be sent at or after `not_before`, once for its kind and key. A wrap-up goes through
    /// [`Store::save_wrap_up`], which keeps its call in step. What is sent is leased before, and a lease is always synced:
    /// so nothing is sent that may be forgotten.
    ///
    /// # Errors
    /// As every write.
    pub async fn enqueue(
        &self,
        work: &Work,
        not_before: Timestamp,
        due: Due,
        now: Timestamp,
    ) -> Result<Saved, StoreError> {
        let mut writer = self.writer_for(Due::WithNext).await?;
        let mut transaction = writer.begin().await?;
        if let Some(before) = rows::live(&mut transaction, work.kind(), &work.key()).await? {
            return Ok(Saved::Before(before));
        }
        let id = rows::insert(&mut transaction, work, None, not_before, now).await?;
        let entry = rows::one(&mut transaction, id).await?.ok_or_else(|| StoreError::unexpected("outbox"))?;
        transaction.commit().await?;
        drop(writer);
        self.synced_if(due).await?;
        Ok(Saved::Now(entry))
    }
}
