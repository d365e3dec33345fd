//! Text messages that dispositions ask for: rows of the callback list that an action does instead of a person.

use crate::columns::limit;
use crate::{Store, StoreError};
use callside_core::callback::CallBackId;
use callside_core::ids::CallKey;
use jiff::Timestamp;

/// A message that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueMessage {
    /// Its place among the callbacks.
    pub id: CallBackId,
    /// The call that it comes from.
    pub call: CallKey,
    /// Name of the action that sends it.
    pub action: String,
    /// The number, E.164.
    pub number: String,
}

impl Store {
    /// Messages whose time has come and whose wrap-up stands in Salesforce, the first due first. None for a number on
    /// the suppression list, and none that a later wrap-up of the number has settled.
    ///
    /// # Errors
    /// As every read.
    pub async fn due_messages(&self, now: Timestamp, rows: u32) -> Result<Vec<DueMessage>, StoreError> {
        const SQL: &str = "SELECT b.id, b.call, b.message, b.e164 FROM callback b JOIN outbox o ON o.id = b.entry
                           WHERE b.done_at IS NULL AND b.message IS NOT NULL AND b.due_at <= ?1 AND o.state = 'done'
                           AND b.e164 NOT IN (SELECT e164 FROM suppression) ORDER BY b.due_at, b.id LIMIT ?2";
        let mut reader = self.reader().await?;
        let rows: Vec<(i64, String, String, String)> =
            sqlx::query_as(SQL).bind(now.as_millisecond()).bind(limit(rows)).fetch_all(&mut *reader).await?;
        let due = rows.into_iter().map(|(id, call, action, number)| {
            let call = call.parse().map_err(|_| StoreError::unexpected("callback"))?;
            Ok(DueMessage { id: CallBackId(id), call, action, number })
        });
        due.collect()
    }

    /// A message that no action can send becomes a callback for a person.
    ///
    /// # Errors
    /// As every write.
    pub async fn call_back_instead(&self, id: CallBackId) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE callback SET message = NULL WHERE id = ?1 AND done_at IS NULL";
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        sqlx::query(SQL).bind(id.0).execute(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    }
}
