//! Entries as rows.

use crate::StoreError;
use crate::columns::{optional_time, read, time};
use callside_core::crm::{Receipt, Written};
use callside_core::ids::{EntryId, RecordId};
use callside_core::outbox::{Entry, State};
use callside_core::plan::{WrapUp, WrapUpPlan};
use serde::{Deserialize, Serialize};
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row as _, SqliteConnection};
use std::borrow::Cow;
use std::collections::HashMap;

/// What a wrap-up entry carries.
#[derive(Serialize, Deserialize)]
pub(crate) struct Payload<'a> {
    wrap_up: Cow<'a, WrapUp>,
    plan: Cow<'a, WrapUpPlan>,
}

impl<'a> Payload<'a> {
    pub(crate) const fn new(wrap_up: &'a WrapUp, plan: &'a WrapUpPlan) -> Self {
        Self { wrap_up: Cow::Borrowed(wrap_up), plan: Cow::Borrowed(plan) }
    }
}

/// An entry's row without its receipt. Select `*`: the columns are taken by name.
pub(crate) struct Row {
    pub(crate) id: i64,
    created_at: i64,
    state: String,
    attempts: u32,
    next_at: Option<i64>,
    trouble: Option<String>,
    leased_until: Option<i64>,
    pub(crate) lease: i64,
    settled_at: Option<i64>,
    found_again: bool,
    refusal: Option<String>,
    payload: String,
}

impl FromRow<'_, SqliteRow> for Row {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: row.try_get("id")?,
            created_at: row.try_get("created_at")?,
            state: row.try_get("state")?,
            attempts: row.try_get("attempts")?,
            next_at: row.try_get("next_at")?,
            trouble: row.try_get("trouble")?,
            leased_until: row.try_get("leased_until")?,
            lease: row.try_get("lease")?,
            settled_at: row.try_get("settled_at")?,
            found_again: row.try_get("found_again")?,
            refusal: row.try_get("refusal")?,
            payload: row.try_get("payload")?,
        })
    }
}

impl Row {
    /// `records` is what the entry wrote, when it is done.
    pub(crate) fn entry(self, records: Vec<Written>) -> Result<Entry, StoreError> {
        let payload: Payload<'static> = read(&self.payload, "outbox payload")?;
        Ok(Entry {
            id: EntryId(self.id),
            state: self.state(records)?,
            attempts: self.attempts,
            created_at: time(self.created_at)?,
            call: payload.wrap_up.call.clone(),
            wrap_up: payload.wrap_up.into_owned(),
            plan: payload.plan.into_owned(),
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

/// The entry of a call that is not cancelled.
pub(crate) async fn live(connection: &mut SqliteConnection, key: &str) -> Result<Option<Entry>, StoreError> {
    const SQL: &str = "SELECT * FROM outbox WHERE kind = 'wrap_up' AND key = ?1 AND state <> 'cancelled'";
    let row: Option<Row> = sqlx::query_as(SQL).bind(key).fetch_optional(&mut *connection).await?;
    Ok(with_receipts(connection, row.into_iter().collect()).await?.pop())
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
