//! What those who look after this agent were told of wrap-ups. The marks are made in the transaction of what changed: of a
//! decision by triggers, of what became of its writing where the outbox says so.

use crate::columns::{optional_time, time, write};
use crate::{Store, StoreError};
use callside_core::ids::{CallKey, EntryId};
use callside_core::team::Share;
use jiff::Timestamp;
use sqlx::SqliteConnection;

/// The triggers look at this setting, too.
const SHARE: &str = "history_share";

/// How long a wrap-up that may be sent is given to be on its way, in milliseconds: most are told once, when they stand in
/// Salesforce, and not before as waiting.
const TO_LEAVE_MS: i64 = 1_000;

/// A wrap-up whose last change was not told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UntoldWrapUp {
    /// The call.
    pub call: CallKey,
    /// How often it was decided, changed or taken back.
    pub revision: u32,
    /// When it was told last, if ever.
    pub told_at: Option<Timestamp>,
}

/// CROSS: those that are untold are few, the wrap-ups are not.
pub(crate) const NEXT_SETTLED: &str =
    "SELECT min(CASE o.state WHEN 'leased' THEN o.leased_until ELSE o.next_at + ?1 END)
     FROM wrap_up_told t CROSS JOIN outbox o ON o.key = t.call
     WHERE t.told < t.revision AND o.kind = 'wrap_up' AND o.state <> 'cancelled'
     AND (o.state = 'waiting' AND o.attempts = 0 OR o.state = 'leased')";

impl Store {
    /// How much the relay wants to hear of wrap-ups.
    ///
    /// # Errors
    /// As every read.
    pub async fn history_share(&self) -> Result<Share, StoreError> {
        Ok(self.setting(SHARE).await?.unwrap_or_default())
    }

    /// The relay wants to hear so much from now on. Without anything, what was not told never will be.
    ///
    /// # Errors
    /// As every write.
    pub async fn save_history_share(&self, share: Share) -> Result<(), StoreError> {
        if self.history_share().await? == share {
            return Ok(());
        }
        self.save_setting(SHARE, &share).await?;
        if share == Share::Off {
            let mut writer = self.writer().await?;
            sqlx::query("DELETE FROM wrap_up_told WHERE told < revision").execute(&mut writer.connection).await?;
        }
        Ok(())
    }

    /// A wrap-up whose last change was not told, and that has passed the time in which it is taken back easily. One that is on
    /// its way to Salesforce, or is about to be, waits for what becomes of that.
    ///
    /// # Errors
    /// As every read.
    pub async fn next_untold_wrap_up(&self, now: Timestamp) -> Result<Option<UntoldWrapUp>, StoreError> {
        const SQL: &str = "SELECT t.call, t.revision, t.told_at FROM wrap_up_told t WHERE t.told < t.revision
                           AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.kind = 'wrap_up' AND o.key = t.call
                                           AND o.state <> 'cancelled'
                                           AND (o.state = 'waiting' AND o.attempts = 0 AND o.next_at + ?2 > ?1
                                                OR o.state = 'leased' AND o.leased_until > ?1))
                           ORDER BY t.call LIMIT 1";
        let mut reader = self.reader().await?;
        let found =
            sqlx::query_as(SQL).bind(now.as_millisecond()).bind(TO_LEAVE_MS).fetch_optional(&mut *reader).await?;
        let Some((call, revision, told_at)): Option<(String, u32, Option<i64>)> = found else { return Ok(None) };
        let call = call.parse().map_err(|_| StoreError::unexpected("call key"))?;
        let told_at = told_at.map(|at| optional_time(Some(at))).transpose()?;
        Ok(Some(UntoldWrapUp { call, revision, told_at }))
    }

    /// When the next of those that are taken back easily has passed that time.
    ///
    /// # Errors
    /// As every read.
    pub async fn next_settled_wrap_up(&self) -> Result<Option<Timestamp>, StoreError> {
        let mut reader = self.reader().await?;
        let at: Option<i64> = sqlx::query_scalar(NEXT_SETTLED).bind(TO_LEAVE_MS).fetch_one(&mut *reader).await?;
        at.map(time).transpose()
    }

    /// It was told; with `None`, nobody needs to be told. A change that came meanwhile is still to be told.
    ///
    /// # Errors
    /// As every write; then it is told again, which is known by its revision.
    pub async fn wrap_up_is_told(&self, untold: &UntoldWrapUp, at: Option<Timestamp>) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE wrap_up_told SET told = ?2, told_at = coalesce(?3, told_at) WHERE call = ?1";
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        let done = sqlx::query(SQL).bind(untold.call.to_string()).bind(untold.revision);
        done.bind(at.map(Timestamp::as_millisecond)).execute(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    }
}

/// What became of the writing of wrap-ups changed; `entries` are theirs, others are none. Only of those that were to be told
/// before: whoever heard of the decision hears of this.
pub(crate) async fn writing_changed(
    connection: &mut SqliteConnection,
    entries: impl IntoIterator<Item = EntryId>,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE wrap_up_told SET revision = revision + 1
                       WHERE call IN (SELECT o.key FROM json_each(?1) v JOIN outbox o ON o.id = v.value
                                      WHERE o.kind = 'wrap_up')
                       AND EXISTS (SELECT 1 FROM setting WHERE key = 'history_share' AND value <> '\"off\"')";
    let entries: Vec<i64> = entries.into_iter().map(|entry| entry.0).collect();
    if !entries.is_empty() {
        sqlx::query(SQL).bind(write(&entries)?).execute(connection).await?;
    }
    Ok(())
}
