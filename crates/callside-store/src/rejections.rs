//! Events that were turned away, for the diagnostics: the last thousand.

use crate::columns::{limit, time};
use crate::{Store, StoreError};
use jiff::Timestamp;

/// How many are kept.
const KEPT: i64 = 1_000;
/// Longest word for source and reason, in characters.
const MAX_WORD: usize = 64;
/// Longest detail, in characters.
const MAX_DETAIL: usize = 500;

/// An event that was turned away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// When, to the millisecond.
    pub at: Timestamp,
    /// Where it came in, such as `aircall`. Cut to 64 characters.
    pub source: String,
    /// Why, as a stable word such as `bad_signature`. Cut to 64 characters.
    pub reason: String,
    /// What a person needs to mend it; no secrets. Hostile text, cut to 500 characters.
    pub detail: String,
}

fn cut(text: &str, longest: usize) -> String {
    text.chars().take(longest).collect()
}

impl Store {
    /// Notes a rejection; the oldest beyond a thousand falls out.
    ///
    /// # Errors
    /// As every write.
    pub async fn note_rejection(&self, rejection: &Rejection) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO rejection (at, source, reason, detail) VALUES (?1, ?2, ?3, ?4)";
        const OLD: &str = "DELETE FROM rejection WHERE id <= (SELECT max(id) FROM rejection) - ?1";
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        sqlx::query(SQL)
            .bind(rejection.at.as_millisecond())
            .bind(cut(&rejection.source, MAX_WORD))
            .bind(cut(&rejection.reason, MAX_WORD))
            .bind(cut(&rejection.detail, MAX_DETAIL))
            .execute(&mut *transaction)
            .await?;
        sqlx::query(OLD).bind(KEPT).execute(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// The last rejections, newest first.
    ///
    /// # Errors
    /// As every read.
    pub async fn rejections(&self, rows: u32) -> Result<Vec<Rejection>, StoreError> {
        const SQL: &str = "SELECT at, source, reason, detail FROM rejection ORDER BY id DESC LIMIT ?1";
        let mut reader = self.reader().await?;
        let rows: Vec<(i64, String, String, String)> =
            sqlx::query_as(SQL).bind(limit(rows)).fetch_all(&mut *reader).await?;
        rows.into_iter()
            .map(|(at, source, reason, detail)| Ok(Rejection { at: time(at)?, source, reason, detail }))
            .collect()
    }
}
