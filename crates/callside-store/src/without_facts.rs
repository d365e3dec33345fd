//! Calls that were stored before there was a table of facts: they get theirs in small steps, newest first.

use crate::columns::read;
use crate::{Store, StoreError, facts};
use callside_core::call::Call;

/// Calls of one step: some milliseconds, so that a call that comes in meanwhile hardly waits.
const AT_ONCE: i64 = 100;

impl Store {
    /// How far that is: calls that were looked at, and all of them; `None` when none are left.
    ///
    /// # Errors
    /// As every read.
    pub async fn without_facts(&self) -> Result<Option<(u64, u64)>, StoreError> {
        let mut reader = self.reader().await?;
        let row: Option<(i64, i64)> =
            sqlx::query_as("SELECT done, total FROM without_facts").fetch_optional(&mut *reader).await?;
        let count = |n: i64| u64::try_from(n).unwrap_or(0);
        Ok(row.map(|(done, total)| (count(done), count(total))))
    }

    /// The next step; whether there is more. A kill between two steps loses nothing.
    ///
    /// # Errors
    /// As every write.
    pub async fn fill_facts(&self) -> Result<bool, StoreError> {
        const NEXT: &str = "SELECT id, state FROM call WHERE id < (SELECT below FROM without_facts)
                            AND id NOT IN (SELECT id FROM call_fact) ORDER BY id DESC LIMIT ?1";
        const DECIDED: &str = "SELECT 1 FROM disposition WHERE call = ?1";
        const ON: &str = "UPDATE without_facts SET below = ?1, done = done + ?2";
        if self.without_facts().await?.is_none() {
            return Ok(false);
        }
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        let rows: Vec<(i64, String)> = sqlx::query_as(NEXT).bind(AT_ONCE).fetch_all(&mut *transaction).await?;
        for (_, state) in &rows {
            let call: Call = read(state, "call")?;
            let decided: Option<i64> =
                sqlx::query_scalar(DECIDED).bind(call.key.to_string()).fetch_optional(&mut *transaction).await?;
            if call.answered_at().is_some() || call.ended_at().is_some() || decided.is_some() {
                facts::write(&mut transaction, &call).await?;
            }
        }
        match rows.last() {
            Some((lowest, _)) => {
                let looked_at = i64::try_from(rows.len()).unwrap_or(AT_ONCE);
                sqlx::query(ON).bind(lowest).bind(looked_at).execute(&mut *transaction).await?;
            }
            None => {
                sqlx::query("DELETE FROM without_facts").execute(&mut *transaction).await?;
            }
        }
        transaction.commit().await?;
        Ok(!rows.is_empty())
    }
}
