//! What waits for a person.

use super::{EVERYONE, RelayStore};
use crate::StoreError;
use crate::columns::{limit, read, time};
use callside_core::event::Event;
use callside_core::ids::CallKey;
use callside_core::person::PersonId;
use jiff::Timestamp;

/// One delivery that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Its place in the file.
    pub seq: i64,
    /// When it came in.
    pub received_at: Timestamp,
    /// The event.
    pub event: Event,
}

impl RelayStore {
    /// What waits for a person behind a place, in the order in which it came in, at most `rows`. With `only_unhanded`
    /// only what the fleet does not have yet.
    ///
    /// # Errors
    /// As every read.
    pub async fn waiting(
        &self,
        person: &PersonId,
        after: i64,
        rows: u32,
        only_unhanded: bool,
    ) -> Result<Vec<Waiting>, StoreError> {
        const SQL: &str = "SELECT d.seq, d.received_at, d.payload
            FROM inbox AS i JOIN delivery AS d ON d.seq = i.seq
            WHERE i.person IN (?1, ?2) AND i.seq > ?3 AND d.payload IS NOT NULL AND (?5 = 0 OR d.handed = 0)
            GROUP BY d.seq ORDER BY d.seq LIMIT ?4";
        let mut reader = self.store.reader().await?;
        let rows: Vec<(i64, i64, String)> = sqlx::query_as(SQL)
            .bind(person.as_str())
            .bind(EVERYONE)
            .bind(after)
            .bind(limit(rows))
            .bind(only_unhanded)
            .fetch_all(&mut *reader)
            .await?;
        rows.into_iter()
            .map(|(seq, at, payload)| Ok(Waiting { seq, received_at: time(at)?, event: read(&payload, "delivery")? }))
            .collect()
    }

    /// The last place of the file; 0 when nothing was ever kept.
    ///
    /// # Errors
    /// As every read.
    pub async fn last(&self) -> Result<i64, StoreError> {
        let mut reader = self.store.reader().await?;
        Ok(sqlx::query_scalar("SELECT coalesce(max(seq), 0) FROM delivery").fetch_one(&mut *reader).await?)
    }

    /// Who has been given something of this call: the same people hear how it goes on.
    ///
    /// # Errors
    /// As every read.
    pub async fn audience(&self, call: &CallKey) -> Result<Vec<String>, StoreError> {
        const SQL: &str = "SELECT DISTINCT e.value FROM delivery AS d, json_each(d.people) AS e
            WHERE d.call = ?1 AND d.payload IS NOT NULL AND d.people IS NOT NULL";
        let mut reader = self.store.reader().await?;
        Ok(sqlx::query_scalar(SQL).bind(call.to_string()).fetch_all(&mut *reader).await?)
    }
}
