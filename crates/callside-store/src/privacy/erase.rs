//! Forgetting one caller.

use super::places::PLACES;
use crate::columns::write;
use crate::{Store, StoreError, files};
use callside_core::ids::CallKey;
use callside_core::privacy::{StoredKind, Subject, Traces, Unsent};
use futures_util::TryStreamExt;
use jiff::Timestamp;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What there is about somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Rows by kind; kinds without any are absent.
    pub counts: BTreeMap<StoredKind, u64>,
    /// Of the unsent ones, those on their way to Salesforce just now.
    pub sending: u64,
    /// Settings that speak of them and that only a person can change.
    pub settings: Vec<String>,
    /// Copies of the whole database, which cannot be searched.
    pub backups: u64,
    /// The person's calls.
    pub calls: Vec<CallKey>,
}

/// What became of an order to forget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Erasure {
    /// Nothing was forgotten: of this work Salesforce has nothing yet, or it is being sent just now.
    Held(Found),
    /// Everything is gone, from the file and from the log.
    Done(Erased),
}

/// What was forgotten.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Erased {
    /// Rows and files by kind.
    pub counts: BTreeMap<StoredKind, u64>,
    /// Settings that still speak of them.
    pub settings: Vec<String>,
    /// Rows that were read once more at the end, none of which speaks of them.
    pub checked: u64,
}

/// Rows that speak of somebody.
#[derive(Default)]
struct Rows {
    /// By place in [`PLACES`].
    keys: Vec<Vec<String>>,
    /// How many rows were read.
    read: u64,
}

/// Rounds before giving up: what came in between two rounds is met by the next.
const ROUNDS: u32 = 5;

impl Store {
    /// What there is about somebody. Reads the whole file: seconds on a large one.
    ///
    /// # Errors
    /// As every read.
    pub async fn find_subject(&self, subject: &Subject) -> Result<Found, StoreError> {
        let whole = self.whole(subject).await?;
        let traces = whole.traces();
        let rows = self.rows_about(&traces).await?;
        let (lists, settings) = self.settings_about(&traces).await?;
        let mut counts = count(&rows);
        if !lists.is_empty() {
            counts.insert(StoredKind::Settings, lists.len() as u64);
        }
        Ok(Found {
            counts,
            sending: self.sending(&rows).await?,
            settings,
            backups: files::copies_of(self.path())?.len() as u64,
            calls: whole.calls,
        })
    }

    /// Forgets somebody: every row that speaks of them, the words of the search index, free room, the write-ahead log,
    /// and copies of the database, which cannot be searched. Of their calls a sealed mark stays, so that nothing that is told
    /// late brings them back. Can be given again at any time.
    ///
    /// # Errors
    /// As every write. What was forgotten before the error is gone; give the order again for the rest.
    pub async fn erase(&self, subject: &Subject, unsent: Unsent, now: Timestamp) -> Result<Erasure, StoreError> {
        let found = self.find_subject(subject).await?;
        let waits = found.counts.contains_key(&StoredKind::Unsent);
        if found.sending > 0 || (waits && unsent == Unsent::StopsIt) {
            return Ok(Erasure::Held(found));
        }
        self.mark_forgotten(&found.calls, now).await?;
        let mut erased = Erased { settings: found.settings, ..Erased::default() };
        // What is found again belongs to calls whose rows are gone by then.
        let traces = Subject { calls: found.calls, ..subject.clone() }.traces();
        let mut clean = false;
        for _ in 0..ROUNDS {
            let rows = self.rows_about(&traces).await?;
            erased.checked = rows.read;
            clean = rows.keys.iter().all(Vec::is_empty);
            if clean {
                break;
            }
            self.forget(&rows).await?;
            for (kind, rows) in count(&rows) {
                *erased.counts.entry(kind).or_default() += rows;
            }
        }
        if !clean {
            return Err(StoreError::unexpected("erase"));
        }
        let lists = self.shorten_lists(&traces).await?;
        if lists > 0 {
            erased.counts.insert(StoredKind::Settings, lists);
        }
        let copies = files::copies_of(self.path())?;
        for copy in &copies {
            std::fs::remove_file(copy)?;
        }
        if !copies.is_empty() {
            erased.counts.insert(StoredKind::Backups, copies.len() as u64);
        }
        self.clean(erased.counts.contains_key(&StoredKind::Calls)).await?;
        Ok(Erasure::Done(erased))
    }

    /// The subject with the calls that were theirs: by number, by the record that the agent picked, by a wrap-up.
    async fn whole(&self, subject: &Subject) -> Result<Subject, StoreError> {
        const CALLS: &str = "SELECT key, concat_ws(char(10), number, e164, digits, state) FROM call";
        const CHOSEN: &str = "SELECT call, record FROM chosen";
        const DECIDED: &str = "SELECT key, payload FROM outbox WHERE kind = 'wrap_up'";
        let traces = subject.traces();
        let mut calls: BTreeSet<CallKey> = subject.calls.iter().cloned().collect();
        for sql in [CALLS, CHOSEN, DECIDED] {
            let (keys, _) = self.keys_about(sql, &traces).await?;
            calls.extend(keys.iter().filter_map(|key| key.parse::<CallKey>().ok()));
        }
        Ok(Subject { calls: calls.into_iter().collect(), ..subject.clone() })
    }

    /// Keys of the rows of a question whose text speaks of somebody, and how many rows there are. One row at a time: a
    /// table may be larger than the memory.
    pub(crate) async fn keys_about(
        &self,
        sql: &'static str,
        traces: &Traces,
    ) -> Result<(Vec<String>, u64), StoreError> {
        let mut reader = self.reader().await?;
        let mut rows = sqlx::query_as::<_, (String, String)>(sql).fetch(&mut *reader);
        let (mut keys, mut read) = (Vec::new(), 0);
        while let Some((key, text)) = rows.try_next().await? {
            read += 1;
            if traces.are_in(&text) {
                keys.push(key);
            }
        }
        Ok((keys, read))
    }

    async fn rows_about(&self, traces: &Traces) -> Result<Rows, StoreError> {
        let mut rows = Rows::default();
        for place in PLACES {
            let (keys, read) = self.keys_about(place.scan, traces).await?;
            rows.keys.push(keys);
            rows.read += read;
        }
        Ok(rows)
    }

    async fn sending(&self, rows: &Rows) -> Result<u64, StoreError> {
        const SQL: &str = "SELECT count(*) FROM outbox WHERE state = 'leased'
                           AND CAST(id AS TEXT) IN (SELECT value FROM json_each(?1))";
        let unsent: Vec<&String> = PLACES
            .iter()
            .zip(&rows.keys)
            .filter(|(place, _)| place.kind == StoredKind::Unsent)
            .flat_map(|(_, keys)| keys)
            .collect();
        let mut reader = self.reader().await?;
        let sending: i64 = sqlx::query_scalar(SQL).bind(write(&unsent)?).fetch_one(&mut *reader).await?;
        Ok(sending.unsigned_abs())
    }

    async fn forget(&self, rows: &Rows) -> Result<(), StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        for (place, keys) in PLACES.iter().zip(&rows.keys).filter(|(_, keys)| !keys.is_empty()) {
            sqlx::query(place.forget).bind(write(keys)?).execute(&mut *transaction).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Settings that speak of somebody: lists that can be shortened, and others by name.
    async fn settings_about(&self, traces: &Traces) -> Result<(Vec<(String, String)>, Vec<String>), StoreError> {
        let (mut lists, mut others) = (Vec::new(), Vec::new());
        let mut reader = self.reader().await?;
        let settings: Vec<(String, String)> =
            sqlx::query_as("SELECT key, value FROM setting").fetch_all(&mut *reader).await?;
        for (key, value) in settings {
            if traces.are_in(&value) {
                match serde_json::from_str(&value) {
                    Ok(Value::Array(items)) => {
                        let kept: Vec<Value> =
                            items.into_iter().filter(|item| !traces.are_in(&item.to_string())).collect();
                        lists.push((key, write(&kept)?));
                    }
                    Ok(_) | Err(_) => others.push(key),
                }
            }
        }
        Ok((lists, others))
    }

    /// Takes them out of lists, such as that of past queries.
    async fn shorten_lists(&self, traces: &Traces) -> Result<u64, StoreError> {
        let (lists, _) = self.settings_about(traces).await?;
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        for (key, value) in &lists {
            sqlx::query("UPDATE setting SET value = ?2 WHERE key = ?1")
                .bind(key)
                .bind(value)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(lists.len() as u64)
    }
}

fn count(rows: &Rows) -> BTreeMap<StoredKind, u64> {
    let mut counts = BTreeMap::new();
    for (place, keys) in PLACES.iter().zip(&rows.keys).filter(|(_, keys)| !keys.is_empty()) {
        *counts.entry(place.kind).or_default() += keys.len() as u64;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::super::places::{NOBODY, PLACES};
    use crate::Store;
    use callside_core::secret::Secret;

    #[tokio::test]
    async fn no_table_is_missed() {
        const TABLES: &str = "SELECT name FROM sqlite_schema WHERE type = 'table'
                              AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'call_words%'
                              AND name NOT LIKE 'call_digits%' AND name <> 'call_vocabulary'";
        let folder = tempfile::tempdir().unwrap();
        let now = "2026-11-26T12:00:00Z".parse().unwrap();
        let store = Store::open(&folder.path().join("callside.db"), &Secret::new("0f".repeat(32)), now).await.unwrap();
        let mut reader = store.reader().await.unwrap();
        let tables: Vec<String> = sqlx::query_scalar(TABLES).fetch_all(&mut *reader).await.unwrap();
        assert!(tables.len() > 20);
        for table in &tables {
            let searched = PLACES.iter().any(|place| place.table == table);
            assert!(
                searched != NOBODY.contains(&table.as_str()),
                "{table}: say where callers are in it, or that none is"
            );
        }
    }
}
