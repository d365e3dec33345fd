//! Flags of quality review, and who has which work.

mod flags;
pub(crate) mod items;
pub(crate) mod lists;
mod unsent;

pub use lists::{OpenWork, UnloggedPage, WorkCounts};

use crate::{Store, StoreError, accept};
use callside_core::event::Event;
use callside_core::work::{WorkChange, WorkEvent};
use jiff::Timestamp;
use sqlx::SqliteConnection;

/// Brings the tables to what an event says, unless they know something later.
pub(crate) async fn hear(connection: &mut SqliteConnection, event: &WorkEvent) -> Result<(), StoreError> {
    match &event.what {
        WorkChange::Flag { flag } => flags::hear(connection, event, flag).await,
        WorkChange::Item { item } => items::hear(connection, event, item).await,
    }
}

impl Store {
    /// Keeps what somebody at this desk did to a flag or a piece of work of a call that is known here. `tell`: other desks
    /// are to hear of it, whenever they can be reached.
    ///
    /// # Errors
    /// As every write; [`StoreError::UnknownCall`].
    pub async fn keep_work(&self, event: &WorkEvent, tell: bool, now: Timestamp) -> Result<(), StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        if accept::insert(&mut transaction, &Event::Work(event.clone()), now).await? {
            hear(&mut transaction, event).await?;
            if tell {
                unsent::add(&mut transaction, event).await?;
            }
        }
        Ok(transaction.commit().await?)
    }
}
