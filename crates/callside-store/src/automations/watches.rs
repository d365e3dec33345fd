//! What of Salesforce is watched, and how watched records were seen last.

use super::occurrences;
use crate::columns::{read, write};
use crate::{Store, StoreError};
use callside_core::automation::Told;
use callside_core::ids::RecordId;
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A watched record as it was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenRecord {
    /// Which.
    pub record: RecordId,
    /// Its `SystemModstamp`, as Salesforce wrote it.
    pub stamp: String,
    /// The watched fields.
    pub fields: Value,
}

impl Store {
    /// How far a watch has come, if it was ever begun.
    ///
    /// # Errors
    /// As every read; [`StoreError::Unexpected`] when it is not a `T`.
    pub async fn watch<T: DeserializeOwned>(&self, object: &str) -> Result<Option<T>, StoreError> {
        let mut reader = self.reader().await?;
        let row: Option<String> = sqlx::query_scalar("SELECT state FROM watch WHERE object = ?1")
            .bind(object)
            .fetch_optional(&mut *reader)
            .await?;
        row.map(|json| read(&json, "watch")).transpose()
    }

    /// How a record was seen last.
    ///
    /// # Errors
    /// As every read.
    pub async fn seen_record(&self, record: &RecordId) -> Result<Option<SeenRecord>, StoreError> {
        const SQL: &str = "SELECT stamp, fields FROM watched_record WHERE record = ?1";
        let mut reader = self.reader().await?;
        let row: Option<(String, String)> =
            sqlx::query_as(SQL).bind(record.as_str()).fetch_optional(&mut *reader).await?;
        row.map(|(stamp, fields)| {
            Ok(SeenRecord { record: record.clone(), stamp, fields: read(&fields, "watched record")? })
        })
        .transpose()
    }

    /// Keeps what a look at an object brought, all or none: what happened, how its records are now, and how far the
    /// watch has come.
    ///
    /// # Errors
    /// As every write.
    pub async fn save_watch<T: Serialize + Sync>(
        &self,
        object: &str,
        state: &T,
        happened: &[Told],
        seen: &[SeenRecord],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        const WATCH: &str = "INSERT INTO watch (object, state) VALUES (?1, ?2)
                             ON CONFLICT (object) DO UPDATE SET state = excluded.state";
        const SEEN: &str = "INSERT INTO watched_record (record, object, stamp, seen_at, fields)
                            VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (record) DO UPDATE SET stamp = excluded.stamp,
                            seen_at = excluded.seen_at, fields = excluded.fields";
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        for told in happened {
            occurrences::insert(&mut transaction, told, now).await?;
        }
        occurrences::forget_old(&mut transaction, now).await?;
        for record in seen {
            sqlx::query(SEEN)
                .bind(record.record.as_str())
                .bind(object)
                .bind(&record.stamp)
                .bind(now.as_millisecond())
                .bind(write(&record.fields)?)
                .execute(&mut *transaction)
                .await?;
        }
        sqlx::query(WATCH).bind(object).bind(write(state)?).execute(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    }
}
