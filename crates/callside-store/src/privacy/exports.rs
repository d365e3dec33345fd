//! Files that a person had Callside write.

use crate::columns::{limit, time};
use crate::{Store, StoreError};
use jiff::Timestamp;

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// When.
    pub at: Timestamp,
    /// Where.
    pub path: String,
}

impl Store {
    /// Notes that a file was written.
    ///
    /// # Errors
    /// As every write.
    pub async fn note_export(&self, export: &Export) -> Result<(), StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        sqlx::query("INSERT INTO export (at, path) VALUES (?1, ?2)")
            .bind(export.at.as_millisecond())
            .bind(&export.path)
            .execute(&mut *transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// The newest files that were written.
    ///
    /// # Errors
    /// As every read.
    pub async fn exports(&self, rows: u32) -> Result<Vec<Export>, StoreError> {
        const SQL: &str = "SELECT at, path FROM export ORDER BY id DESC LIMIT ?1";
        let mut reader = self.reader().await?;
        let rows: Vec<(i64, String)> = sqlx::query_as(SQL).bind(limit(rows)).fetch_all(&mut *reader).await?;
        rows.into_iter().map(|(at, path)| Ok(Export { at: time(at)?, path })).collect()
    }
}
