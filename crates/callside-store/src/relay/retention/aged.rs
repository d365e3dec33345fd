//! What goes by its age alone: what was held for a history, what stayed parked, ids, desktops.

use super::Terms;
use super::slices::{AT_ONCE, Changed, Deed, EMPTY};
use crate::StoreError;
use crate::relay::RelayStore;

/// Rows of one commit, as SQLite takes them.
const ROWS: i64 = AT_ONCE as i64;

/// A desktop that was away for longer than everything is kept no longer counts.
pub(super) const GONE: &str = "DELETE FROM desk WHERE seen_at < ?1";

/// Held for a history for its whole term, the oldest first. Those that somebody still has to fetch are found in every round.
pub(super) const WATCHED: &str = "SELECT received_at, seq FROM delivery
    WHERE payload IS NOT NULL AND watchers IS NOT NULL AND received_at < ?1 AND (received_at, seq) > (?2, ?3)
    ORDER BY received_at, seq LIMIT ?4";

pub(super) const OUTLIVED: Deed = Deed {
    first: "DELETE FROM inbox WHERE history = 1 AND seq IN (SELECT value FROM json_each(?1))",
    second: EMPTY,
    empties: true,
};

/// Parked for so long that nobody will mend the mapping.
pub(super) const PARKED: &str = "SELECT seq FROM delivery
    WHERE reason IS NOT NULL AND payload IS NOT NULL AND received_at < ?1 AND seq > ?2 ORDER BY seq LIMIT ?3";

/// What is held for a history stays for that.
pub(super) const GIVE_UP: Deed = Deed {
    first: "UPDATE delivery SET reason = NULL WHERE seq IN (SELECT value FROM json_each(?1))
        AND payload IS NOT NULL AND reason IS NOT NULL AND watchers IS NOT NULL",
    second: "UPDATE delivery SET payload = NULL WHERE seq IN (SELECT value FROM json_each(?1))
        AND payload IS NOT NULL AND reason IS NOT NULL AND watchers IS NULL",
    empties: true,
};

pub(super) const FORGET: &str = "DELETE FROM delivery
    WHERE seq IN (SELECT seq FROM delivery WHERE payload IS NULL AND received_at < ?1 LIMIT ?2)";

impl RelayStore {
    pub(super) async fn forget_desks(&self, terms: Terms) -> Result<(), StoreError> {
        let mut writer = self.store.writer().await?;
        sqlx::query(GONE).bind(terms.keep).execute(&mut writer.connection).await?;
        Ok(())
    }

    /// Lets go of what was held for a history: how many that emptied.
    pub(super) async fn let_history_go(&self, terms: Terms) -> Result<u64, StoreError> {
        let (mut changed, mut after) = (Changed::default(), (i64::MIN, 0));
        loop {
            let query = sqlx::query_as(WATCHED).bind(terms.history).bind(after.0).bind(after.1).bind(ROWS);
            let page: Vec<(i64, i64)> = query.fetch_all(&mut *self.store.reader().await?).await?;
            let Some(last) = page.last() else { return Ok(changed.second) };
            after = *last;
            let seqs: Vec<_> = page.iter().map(|(_, seq)| *seq).collect();
            changed += self.slice(OUTLIVED, &seqs, terms.history).await?;
        }
    }

    /// Gives up what stayed parked: how many.
    pub(super) async fn give_up(&self, terms: Terms) -> Result<u64, StoreError> {
        let (mut changed, mut after) = (Changed::default(), 0);
        loop {
            let query = sqlx::query_scalar(PARKED).bind(terms.twice).bind(after).bind(ROWS);
            let seqs: Vec<i64> = query.fetch_all(&mut *self.store.reader().await?).await?;
            let Some(last) = seqs.last() else { return Ok(changed.first + changed.second) };
            after = *last;
            changed += self.slice(GIVE_UP, &seqs, terms.history).await?;
        }
    }

    /// Forgets the ids of emptied deliveries: how many.
    pub(super) async fn forget_ids(&self, terms: Terms) -> Result<u64, StoreError> {
        let mut forgotten = 0;
        loop {
            let mut writer = self.store.writer().await?;
            let query = sqlx::query(FORGET).bind(terms.remember).bind(ROWS);
            let slice = query.execute(&mut writer.connection).await?.rows_affected();
            forgotten += slice;
            if slice < AT_ONCE as u64 {
                return Ok(forgotten);
            }
        }
    }
}
