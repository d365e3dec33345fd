//! Records that this app made: found again at once, before Salesforce's search index knows them.

use crate::columns::{read, write};
use crate::{Store, StoreError};
use callside_core::phone::{self, HomeRegion, Line};
use callside_core::record::Candidate;
use jiff::{SignedDuration, Timestamp};

/// The index has caught up long before; older notes are dropped.
const KEPT: SignedDuration = SignedDuration::from_hours(24);

impl Store {
    /// Notes a record that was just made, under each of its numbers. `home` is the region of numbers without a country
    /// code.
    ///
    /// # Errors
    /// As every write.
    pub async fn note_made(
        &self,
        made: &Candidate,
        home: Option<HomeRegion>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO made_here (e164, record, made_at, candidate) VALUES (?1, ?2, ?3, ?4)
                           ON CONFLICT (e164, record) DO UPDATE SET candidate = excluded.candidate";
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        let oldest = now.checked_sub(KEPT).unwrap_or(Timestamp::MIN);
        let drop_old = sqlx::query("DELETE FROM made_here WHERE made_at < ?1").bind(oldest.as_millisecond());
        drop_old.execute(&mut *transaction).await?;
        for field in &made.phones {
            if let Line::Number { number } = phone::read(&field.typed, home) {
                sqlx::query(SQL)
                    .bind(number.e164())
                    .bind(made.record.id.as_str())
                    .bind(now.as_millisecond())
                    .bind(write(made)?)
                    .execute(&mut *transaction)
                    .await?;
            }
        }
        Ok(transaction.commit().await?)
    }

    /// Records that were made for a number at or after a moment, newest first.
    ///
    /// # Errors
    /// As every read.
    pub async fn made_since(&self, e164: &str, since: Timestamp) -> Result<Vec<Candidate>, StoreError> {
        const SQL: &str = "SELECT candidate FROM made_here WHERE e164 = ?1 AND made_at >= ?2 ORDER BY made_at DESC";
        let mut reader = self.reader().await?;
        let rows: Vec<String> =
            sqlx::query_scalar(SQL).bind(e164).bind(since.as_millisecond()).fetch_all(&mut *reader).await?;
        rows.iter().map(|json| read(json, "made record")).collect()
    }
}
