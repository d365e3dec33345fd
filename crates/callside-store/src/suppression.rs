//! Numbers that are not dialled from here any more.

use crate::columns::{limit, time};
use crate::{Store, StoreError, at_desk};
use jiff::Timestamp;

impl Store {
    /// Whether a number, E.164, is on the list. Ask before every call out.
    ///
    /// # Errors
    /// As every read. A caller that cannot ask must not dial.
    pub async fn is_suppressed(&self, e164: &str) -> Result<bool, StoreError> {
        let mut reader = self.reader().await?;
        Ok(sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM suppression WHERE e164 = ?1)")
            .bind(e164)
            .fetch_one(&mut *reader)
            .await?)
    }

    /// The list, newest first.
    ///
    /// # Errors
    /// As every read.
    pub async fn suppressed(&self, rows: u32) -> Result<Vec<(String, Timestamp)>, StoreError> {
        const SQL: &str = "SELECT e164, since FROM suppression ORDER BY since DESC, e164 LIMIT ?1";
        let mut reader = self.reader().await?;
        let rows: Vec<(String, i64)> = sqlx::query_as(SQL).bind(limit(rows)).fetch_all(&mut *reader).await?;
        rows.into_iter().map(|(number, since)| Ok((number, time(since)?))).collect()
    }

    /// Puts a number on the list by hand.
    ///
    /// # Errors
    /// As every write.
    pub async fn suppress(&self, e164: &str, now: Timestamp) -> Result<(), StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        at_desk::suppress(&mut transaction, e164, None, now).await?;
        Ok(transaction.commit().await?)
    }

    /// Takes a number off the list: the person said otherwise.
    ///
    /// # Errors
    /// As every write.
    pub async fn allow_again(&self, e164: &str) -> Result<(), StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        sqlx::query("DELETE FROM suppression WHERE e164 = ?1").bind(e164).execute(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    }
}
