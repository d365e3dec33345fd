//! Entries as rows.

use super::touched;
use crate::StoreError;
use crate::columns::{optional_time, read, time, write};
use callside_core::crm::{Receipt, Written};
use callside_core::ids::{CallKey, EntryId, RecordId};
use callside_core::outbox::{Entry, State, Told, Work};
use callside_core::plan::{WrapUp, WrapUpPlan};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row as _, SqliteConnection};
use std::borrow::Cow;
use std::collections::HashMap;

/// What a wrap-up entry carries.
#[derive(Serialize, Deserialize)]
struct WrapUpPayload<'a> {
    wrap_up: Cow<'a, WrapUp>,
    plan: Cow<'a, WrapUpPlan>,
}

/// What an entry for a phone system carries.
#[derive(Serialize, Deserialize)]
struct PhonePayload<'a> {
    call: Cow<'a, CallKey>,
    told: Cow<'a, Told>,
}

/// The column `payload`; its kind stands in a column of its own.
pub(crate) fn payload(work: &Work) -> Result<String, StoreError> {
    match work {
        Work::WrapUp { wrap_up, plan } => {
            write(&WrapUpPayload { wrap_up: Cow::Borrowed(wrap_up), plan: Cow::Borrowed(plan) })
        }
        Work::Action { run } => write(run),
        Work::Phone { call, told } => write(&PhonePayload { call: Cow::Borrowed(call), told: Cow::Borrowed(told) }),
    }
}

pub(crate) fn org(id: &str) -> Result<RecordId, StoreError> {
    RecordId::new(id).map_err(|_| StoreError::unexpected("outbox org"))
}

fn work(kind: &str, payload: &str) -> Result<Work, StoreError> {
    match kind {
        "wrap_up" => {
            let WrapUpPayload { wrap_up, plan } = read(payload, "outbox payload")?;
            Ok(Work::WrapUp { wrap_up: wrap_up.into_owned(), plan: plan.into_owned() })
        }
        "action" => Ok(Work::Action { run: read(payload, "outbox payload")? }),
        "phone" => {
            let PhonePayload { call, told } = read(payload, "outbox payload")?;
            Ok(Work::Phone { call: call.into_owned(), told: told.into_owned() })
        }
        _ => Err(StoreError::unexpected("outbox kind")),
    }
}

/// An entry's row without its receipt. Select `*`: the columns are taken by name.
pub(crate) struct Row {
    pub(crate) id: i64,
    kind: String,
    created_at: i64,
    state: String,
    attempts: u32,
    next_at: Option<i64>,
    trouble: Option<String>,
    leased_until: Option<i64>,
    pub(crate) lease: i64,
    pub(crate) doubtful: bool,
    settled_at: Option<i64>,
    found_again: bool,
    refusal: Option<String>,
    payload: String,
    org: Option<String>,
}

impl FromRow<'_, SqliteRow> for Row {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: row.try_get("id")?,
            kind: row.try_get("kind")?,
            created_at: row.try_get("created_at")?,
            state: row.try_get("state")?,
            attempts: row.try_get("attempts")?,
            next_at: row.try_get("next_at")?,
            trouble: row.try_get("trouble")?,
            leased_until: row.try_get("leased_until")?,
            lease: row.try_get("lease")?,
            doubtful: row.try_get("doubtful")?,
            settled_at: row.try_get("settled_at")?,
            found_again: row.try_get("found_again")?,
            refusal: row.try_get("refusal")?,
            payload: row.try_get("payload")?,
            org: row.try_get("org")?,
        })
    }
}

impl Row {
    /// `records` is what the entry wrote, when it is done.
    pub(crate) fn entry(self, records: Vec<Written>) -> Result<Entry, StoreError> {
        Ok(Entry {
            id: EntryId(self.id),
            state: self.state(records)?,
            attempts: self.attempts,
            created_at: time(self.created_at)?,
            work: work(&self.kind, &self.payload)?,
            org: self.org.as_deref().map(org).transpose()?,
        })
    }

    fn state(&self, records: Vec<Written>) -> Result<State, StoreError> {
        let trouble = self.trouble.as_deref().map(|json| read(json, "trouble")).transpose()?;
        Ok(match self.state.as_str() {
            "waiting" => State::Waiting { not_before: optional_time(self.next_at)?, trouble },
            "leased" => State::Leased { until: optional_time(self.leased_until)? },
            "done" => State::Done {
                receipt: Receipt { records, found_again: self.found_again },
                at: optional_time(self.settled_at)?,
            },
            "refused" => State::Refused {
                refusal: read(self.refusal.as_deref().unwrap_or_default(), "refusal")?,
                at: optional_time(self.settled_at)?,
            },
            "cancelled" => State::Cancelled { at: optional_time(self.settled_at)? },
            _ => return Err(StoreError::unexpected("outbox state")),
        })
    }
}

pub(crate) async fn one(connection: &mut SqliteConnection, id: EntryId) -> Result<Option<Entry>, StoreError> {
    let row: Option<Row> =
        sqlx::query_as("SELECT * FROM outbox WHERE id = ?1").bind(id.0).fetch_optional(&mut *connection).await?;
    Ok(with_receipts(connection, row.into_iter().collect()).await?.pop())
}

/// The entry of this kind and key that is not cancelled.
pub(crate) async fn live(
    connection: &mut SqliteConnection,
    kind: &str,
    key: &str,
) -> Result<Option<Entry>, StoreError> {
    const SQL: &str = "SELECT * FROM outbox WHERE kind = ?1 AND key = ?2 AND state <> 'cancelled'";
    let row: Option<Row> = sqlx::query_as(SQL).bind(kind).bind(key).fetch_optional(&mut *connection).await?;
    Ok(with_receipts(connection, row.into_iter().collect()).await?.pop())
}

/// A new entry that waits; `draft` is what it gives back when it is cancelled.
pub(crate) async fn insert(
    connection: &mut SqliteConnection,
    work: &Work,
    draft: Option<String>,
    not_before: Timestamp,
    now: Timestamp,
) -> Result<EntryId, StoreError> {
    const SQL: &str = "INSERT INTO outbox (kind, key, created_at, state, next_at, draft, payload, org, together)
                       VALUES (?1, ?2, ?3, 'waiting', ?4, ?5, ?6,
                               (SELECT json_extract(value, '$.org') FROM setting WHERE key = 'identity'), ?7)
                       RETURNING id";
    let id = sqlx::query_scalar(SQL)
        .bind(work.kind())
        .bind(work.key())
        .bind(now.as_millisecond())
        .bind(not_before.as_millisecond())
        .bind(draft)
        .bind(payload(work)?)
        .bind(work.goes_together())
        .fetch_one(&mut *connection)
        .await?;
    let id = EntryId(id);
    touched::add(connection, &[(id, work)]).await?;
    Ok(id)
}

/// The entries of these ids, in no order.
pub(crate) async fn of(connection: &mut SqliteConnection, ids: &[i64]) -> Result<Vec<Entry>, StoreError> {
    const SQL: &str = "SELECT * FROM outbox WHERE id IN (SELECT value FROM json_each(?1))";
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Row> = sqlx::query_as(SQL).bind(write(&ids)?).fetch_all(&mut *connection).await?;
    with_receipts(connection, rows).await
}

pub(crate) async fn with_receipts(connection: &mut SqliteConnection, rows: Vec<Row>) -> Result<Vec<Entry>, StoreError> {
    const SQL: &str = "SELECT entry, reference, object, record, created FROM receipt
                       WHERE entry IN (SELECT value FROM json_each(?1)) ORDER BY entry, position";
    let done: Vec<i64> = rows.iter().filter(|row| row.state == "done").map(|row| row.id).collect();
    let mut records: HashMap<i64, Vec<Written>> = HashMap::new();
    if !done.is_empty() {
        let found: Vec<(i64, String, String, String, bool)> =
            sqlx::query_as(SQL).bind(crate::columns::write(&done)?).fetch_all(connection).await?;
        for (entry, reference, object, id, created) in found {
            let id = RecordId::new(&id).map_err(|_| StoreError::unexpected("receipt"))?;
            records.entry(entry).or_default().push(Written { reference, object, id, created });
        }
    }
    rows.into_iter()
        .map(|row| {
            let written = records.remove(&row.id).unwrap_or_default();
            row.entry(written)
        })
        .collect()
}
