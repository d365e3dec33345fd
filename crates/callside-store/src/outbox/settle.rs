//! Outcomes: what became of an attempt is stored only by the sender that holds the lease.

use super::lease::LeaseToken;
use super::{rows, touched};
use crate::automations;
use crate::columns::write;
use crate::{Store, StoreError};
use callside_core::automation::{Happened, Occurrence, OccurrenceId, Told};
use callside_core::crm::Written;
use callside_core::disposition::DispositionCode;
use callside_core::facts::Facts;
use callside_core::ids::EntryId;
use callside_core::outbox::{LEASE, State, Trouble, Work};
use jiff::Timestamp;
use sqlx::SqliteConnection;

/// What became of a settlement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// It is on the disk.
    Stored,
    /// The lease ran out and is somebody else's now: nothing was changed, drop the outcome.
    LeaseLost,
}

/// The columns that a state fills.
#[derive(Default)]
struct Columns {
    word: &'static str,
    next_at: Option<i64>,
    leased_until: Option<i64>,
    trouble: Option<String>,
    settled_at: Option<i64>,
    found_again: bool,
    refusal: Option<String>,
    /// Whether the write may stand in Salesforce after this outcome; `None` = as unsure as before.
    doubtful: Option<bool>,
}

impl Columns {
    fn of(state: &State) -> Result<Self, StoreError> {
        let empty = Self::default();
        Ok(match state {
            State::Waiting { not_before, trouble } => Self {
                word: "waiting",
                next_at: Some(not_before.as_millisecond()),
                trouble: trouble.as_ref().map(write).transpose()?,
                doubtful: matches!(trouble, Some(Trouble::AnswerLost | Trouble::Unexpected)).then_some(true),
                ..empty
            },
            State::Leased { until } => Self { word: "leased", leased_until: Some(until.as_millisecond()), ..empty },
            State::Done { receipt, at } => {
                Self { word: "done", settled_at: Some(at.as_millisecond()), found_again: receipt.found_again, ..empty }
            }
            // The commit mark is looked for before anything is written, so what is refused does not stand there.
            State::Refused { refusal, at } => Self {
                word: "refused",
                settled_at: Some(at.as_millisecond()),
                refusal: Some(write(refusal)?),
                doubtful: Some(false),
                ..empty
            },
            State::Cancelled { at } => Self { word: "cancelled", settled_at: Some(at.as_millisecond()), ..empty },
        })
    }
}

impl Store {
    /// Stores what became of attempts, in one transaction: each with the proof of its lease, its state, and how many
    /// attempts that makes. The answers are in the order of the outcomes.
    ///
    /// # Errors
    /// As every write; nothing is stored then, and the leases run out by themselves.
    pub async fn settle(&self, outcomes: &[(LeaseToken, &State, u32)]) -> Result<Vec<Settled>, StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        let mut settled = Vec::with_capacity(outcomes.len());
        for (token, state, attempts) in outcomes {
            settled.push(settle_one(&mut transaction, *token, state, *attempts).await?);
        }
        transaction.commit().await?;
        Ok(settled)
    }
}

async fn settle_one(
    connection: &mut SqliteConnection,
    token: LeaseToken,
    state: &State,
    attempts: u32,
) -> Result<Settled, StoreError> {
    const SQL: &str = "UPDATE outbox SET state = ?3, attempts = ?4, next_at = ?5, leased_until = ?6, trouble = ?7,
                           settled_at = ?8, found_again = ?9, refusal = ?10, doubtful = coalesce(?11, doubtful)
                       WHERE id = ?1 AND lease = ?2 AND state = 'leased'";
    let columns = Columns::of(state)?;
    let done = sqlx::query(SQL)
        .bind(token.entry.0)
        .bind(token.lease)
        .bind(columns.word)
        .bind(attempts)
        .bind(columns.next_at)
        .bind(columns.leased_until)
        .bind(columns.trouble)
        .bind(columns.settled_at)
        .bind(columns.found_again)
        .bind(columns.refusal)
        .bind(columns.doubtful)
        .execute(&mut *connection)
        .await?;
    if done.rows_affected() == 0 {
        return Ok(Settled::LeaseLost);
    }
    if let State::Done { receipt, .. } = state {
        touched::clear(connection, token.entry).await?;
        keep_receipt(connection, token.entry, &receipt.records).await?;
        wrapped_up(connection, token.entry, state).await?;
    }
    Ok(Settled::Stored)
}

/// A wrap-up that stands in Salesforce is something that automations may react to.
async fn wrapped_up(connection: &mut SqliteConnection, entry: EntryId, state: &State) -> Result<(), StoreError> {
    const SQL: &str = "SELECT call, code FROM disposition WHERE entry = ?1";
    let State::Done { receipt, at } = state else { return Ok(()) };
    let row: Option<(String, String)> = sqlx::query_as(SQL).bind(entry.0).fetch_optional(&mut *connection).await?;
    let Some((call, code)) = row else { return Ok(()) };
    let call = call.parse().map_err(|_| StoreError::unexpected("call key"))?;
    let mut facts = Facts::new();
    for written in &receipt.records {
        facts.set(&format!("wrap_up.{}", written.reference), written.id.as_str());
    }
    let happened = Happened::Disposition { call, code: DispositionCode(code) };
    let id = OccurrenceId::wrap_up(entry);
    let occurrence = Occurrence { id, at: *at, happened, caused_by: Vec::new() };
    automations::insert(connection, &Told { occurrence, facts, asked: None }, *at).await?;
    Ok(())
}

impl Store {
    /// Keeps how far a run of an action has come, under its lease: steps that are done are not done again. The lease
    /// holds anew from `now`, so that a long chain keeps it.
    ///
    /// # Errors
    /// As every write; the lease then runs out by itself.
    pub async fn progress(&self, token: LeaseToken, work: &Work, now: Timestamp) -> Result<Settled, StoreError> {
        const SQL: &str = "UPDATE outbox SET payload = ?3, leased_until = ?4
                           WHERE id = ?1 AND lease = ?2 AND state = 'leased'";
        let until = now.checked_add(LEASE).unwrap_or(Timestamp::MAX);
        let payload = rows::payload(work)?;
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        let done = sqlx::query(SQL)
            .bind(token.entry.0)
            .bind(token.lease)
            .bind(payload)
            .bind(until.as_millisecond())
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(if done.rows_affected() == 0 { Settled::LeaseLost } else { Settled::Stored })
    }
}

async fn keep_receipt(
    connection: &mut SqliteConnection,
    entry: EntryId,
    records: &[Written],
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO receipt (entry, position, reference, object, record, created)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    for (position, written) in (0_i64..).zip(records) {
        sqlx::query(SQL)
            .bind(entry.0)
            .bind(position)
            .bind(&written.reference)
            .bind(&written.object)
            .bind(written.id.as_str())
            .bind(written.created)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
