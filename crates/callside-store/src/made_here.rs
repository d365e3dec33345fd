//! Records that this app made: found again at once, before Salesforce's search index knows them.

use crate::columns::{read, write};
use crate::{Store, StoreError};
use callside_core::ids::RecordId;
use callside_core::phone::{self, HomeRegion, Line};
use callside_core::record::Candidate;
use jiff::{SignedDuration, Timestamp};

/// The index has caught up long before; older notes are dropped.
const KEPT: SignedDuration = SignedDuration::from_hours(24);

impl Store {
    /// Notes a record that was just made, under each of its numbers; one without a number under none. `home` is the region
    /// of numbers without a country code.
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
        let number = |typed: &str| match phone::read(typed, home) {
            Line::Number { number } => Some(number.e164().to_owned()),
            Line::Internal { .. } | Line::Withheld | Line::Unreadable { .. } => None,
        };
        let mut numbers: Vec<String> = made.phones.iter().filter_map(|field| number(&field.typed)).collect();
        if numbers.is_empty() {
            numbers.push(String::new());
        }
        for number in numbers {
            sqlx::query(SQL)
                .bind(number)
                .bind(made.record.id.as_str())
                .bind(now.as_millisecond())
                .bind(write(made)?)
                .execute(&mut *transaction)
                .await?;
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

    /// Callers that were made at or after a moment, newest first, each once.
    ///
    /// # Errors
    /// As every read.
    pub async fn callers_made_since(&self, since: Timestamp) -> Result<Vec<Candidate>, StoreError> {
        const SQL: &str = "SELECT candidate FROM made_here WHERE made_at >= ?1 GROUP BY record ORDER BY made_at DESC";
        let mut reader = self.reader().await?;
        let rows: Vec<String> = sqlx::query_scalar(SQL).bind(since.as_millisecond()).fetch_all(&mut *reader).await?;
        rows.iter().map(|json| read(json, "made record")).collect()
    }

    /// Records of any object that receipts of at or after a moment say were made: object and id, newest first.
    ///
    /// # Errors
    /// As every read.
    pub async fn created_since(&self, since: Timestamp) -> Result<Vec<(String, RecordId)>, StoreError> {
        const SQL: &str = "SELECT r.object, r.record FROM outbox o JOIN receipt r ON r.entry = o.id
                           WHERE o.state = 'done' AND o.settled_at >= ?1 AND r.created = 1
                           ORDER BY o.settled_at DESC, r.position LIMIT 200";
        let mut reader = self.reader().await?;
        let rows: Vec<(String, String)> =
            sqlx::query_as(SQL).bind(since.as_millisecond()).fetch_all(&mut *reader).await?;
        Ok(rows.into_iter().filter_map(|(object, id)| Some((object, RecordId::new(&id).ok()?))).collect())
    }
}
