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
    /// Where it is for the history of their teams alone: whose call it is.
    pub history: Option<Vec<String>>,
}

/// One delivery that is held for the history of a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its place in the file.
    pub seq: i64,
    /// When it came in.
    pub received_at: Timestamp,
    /// The event.
    pub event: Event,
    /// Whose call it is.
    pub people: Vec<String>,
    /// Who heard of it for the history as it came in.
    pub watchers: Vec<String>,
}

/// How much one page holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// At most so many deliveries.
    pub rows: u32,
    /// At most so many bytes of events, unless it is one alone.
    pub bytes: usize,
}

/// Which deliveries somebody asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Those that are for them.
    Own,
    /// Those for the history of their teams, too.
    History,
}

impl RelayStore {
    /// What waits for a person behind a place, in the order in which it came in. With `only_unhanded` only
    /// what the fleet does not have yet. What is for them is not for the history, whatever else is said of it.
    ///
    /// # Errors
    /// As every read.
    pub async fn waiting(
        &self,
        person: &PersonId,
        after: i64,
        page: Page,
        only_unhanded: bool,
        reach: Reach,
    ) -> Result<Vec<Waiting>, StoreError> {
        const SQL: &str = "SELECT d.seq, d.received_at, d.payload, min(i.history), coalesce(d.people, '[]')
            FROM inbox AS i JOIN delivery AS d ON d.seq = i.seq
            WHERE i.person IN (?1, ?2) AND i.seq > ?3 AND d.payload IS NOT NULL AND (?5 = 0 OR d.handed = 0)
              AND i.history <= ?6
            GROUP BY d.seq ORDER BY d.seq LIMIT ?4";
        let mut reader = self.store.reader().await?;
        let rows: Vec<(i64, i64, String, bool, String)> = sqlx::query_as(SQL)
            .bind(person.as_str())
            .bind(EVERYONE)
            .bind(after)
            .bind(limit(page.rows))
            .bind(only_unhanded)
            .bind(reach == Reach::History)
            .fetch_all(&mut *reader)
            .await?;
        let mut bytes = 0;
        let fits = |row: &(i64, i64, String, bool, String)| {
            let first = bytes == 0;
            bytes += row.2.len();
            first || bytes <= page.bytes
        };
        rows.into_iter()
            .take_while(fits)
            .map(|(seq, at, payload, history, people)| {
                let history = history.then(|| read(&people, "people")).transpose()?;
                Ok(Waiting { seq, received_at: time(at)?, event: read(&payload, "delivery")?, history })
            })
            .collect()
    }

    /// What is held for the history of teams behind a place, in the order in which it came in, as far as it came since then.
    ///
    /// # Errors
    /// As every read.
    pub async fn held(&self, after: i64, since: Timestamp, page: Page) -> Result<Vec<Held>, StoreError> {
        const SQL: &str = "SELECT seq, received_at, payload, coalesce(people, '[]'), watchers FROM delivery
            WHERE seq > ?1 AND received_at >= ?2 AND payload IS NOT NULL AND watchers IS NOT NULL ORDER BY seq LIMIT ?3";
        let mut reader = self.store.reader().await?;
        let rows: Vec<(i64, i64, String, String, String)> = sqlx::query_as(SQL)
            .bind(after)
            .bind(since.as_millisecond())
            .bind(limit(page.rows))
            .fetch_all(&mut *reader)
            .await?;
        let mut bytes = 0;
        let fits = |row: &(i64, i64, String, String, String)| {
            let first = bytes == 0;
            bytes += row.2.len();
            first || bytes <= page.bytes
        };
        rows.into_iter()
            .take_while(fits)
            .map(|(seq, at, payload, people, watchers)| {
                let (people, watchers) = (read(&people, "people")?, read(&watchers, "watchers")?);
                Ok(Held { seq, received_at: time(at)?, event: read(&payload, "delivery")?, people, watchers })
            })
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
