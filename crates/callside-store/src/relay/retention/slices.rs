//! Some rows at a time.

use crate::StoreError;
use crate::columns::write;
use crate::relay::RelayStore;

/// Rows of one commit, so that what comes in meanwhile hardly waits.
pub(super) const AT_ONCE: usize = 500;

/// What is done in one commit with deliveries that were found, whose places are `?1`. Each statement says again what must hold of a
/// row, because that may have changed since it was found. `?2` is the moment before which what is for a history has had its term.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deed {
    pub(super) first: &'static str,
    pub(super) second: &'static str,
    /// The second statement takes the contents of deliveries.
    pub(super) empties: bool,
}

/// What is in no inbox any more needs no contents.
pub(super) const EMPTY: &str = "UPDATE delivery SET payload = NULL
    WHERE seq IN (SELECT value FROM json_each(?1)) AND payload IS NOT NULL AND reason IS NULL AND handed <> 0
      AND NOT EXISTS (SELECT 1 FROM inbox WHERE inbox.seq = delivery.seq)
      AND (watchers IS NULL OR received_at < ?2)";

/// How many rows the two statements of a deed changed.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Changed {
    pub(super) first: u64,
    pub(super) second: u64,
}

impl std::ops::AddAssign for Changed {
    fn add_assign(&mut self, more: Self) {
        self.first += more.first;
        self.second += more.second;
    }
}

impl RelayStore {
    /// Does it with these.
    pub(super) async fn slice(&self, deed: Deed, seqs: &[i64], history: i64) -> Result<Changed, StoreError> {
        if seqs.is_empty() {
            return Ok(Changed::default());
        }
        let seqs = write(&seqs)?;
        let mut writer = self.store.writer().await?;
        let mut transaction = writer.begin().await?;
        let first = sqlx::query(deed.first).bind(&seqs).bind(history).execute(&mut *transaction).await?.rows_affected();
        let second =
            sqlx::query(deed.second).bind(&seqs).bind(history).execute(&mut *transaction).await?.rows_affected();
        transaction.commit().await?;
        if deed.empties {
            self.contents.went(second);
        }
        Ok(Changed { first, second })
    }
}
