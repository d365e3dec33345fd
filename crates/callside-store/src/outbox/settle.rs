//! Outcomes: what became of an attempt is stored only by the sender that holds the lease.

use super::lease::LeaseToken;
use super::rows;
use crate::automations;
use crate::columns::write;
use crate::wrap_ups_told;
use crate::{Due, Store, StoreError};
use callside_core::automation::{Happened, Occurrence, OccurrenceId, Told};
use callside_core::crm::Written;
use callside_core::disposition::DispositionCode;
use callside_core::facts::Facts;
use callside_core::ids::EntryId;
use callside_core::outbox::{LEASE, State, Trouble, Work};
use jiff::Timestamp;
use sqlx::SqliteConnection;
use std::collections::HashMap;

/// What became of a settlement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// It is on the disk.
    Stored,
    /// The lease ran out and is somebody else's now: nothing was changed, drop the outcome.
    LeaseLost,
}

/// What became of one attempt.
#[derive(Debug, Clone, Copy)]
pub struct Outcome<'a> {
    /// Proof of its lease.
    pub token: LeaseToken,
    /// Where the entry stands now.
    pub state: &'a State,
    /// How many attempts that makes.
    pub attempts: u32,
    /// The work with what came of it, where that is not kept yet.
    pub work: Option<&'a Work>,
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

/// The attempts whose outcome was stored, and whether they are of wrap-ups.
pub(super) type Stored = HashMap<LeaseToken, bool>;

/// Stores outcomes, [`columns`] of them in a parameter, and gives something of those whose lease held.
macro_rules! store_outcomes {
    ($outcomes:literal, $gives:literal) => {
        concat!(
            "UPDATE outbox SET state = v.value ->> 2, attempts = v.value ->> 3, next_at = v.value ->> 4,
                 leased_until = v.value ->> 5, trouble = v.value ->> 6, settled_at = v.value ->> 7,
                 found_again = v.value ->> 8, refusal = v.value ->> 9,
                 doubtful = coalesce(v.value ->> 10, doubtful), payload = coalesce(v.value ->> 11, payload)
             FROM json_each(",
            $outcomes,
            ") AS v WHERE outbox.id = v.value ->> 0 AND lease = v.value ->> 1 AND outbox.state = 'leased' RETURNING ",
            $gives
        )
    };
}

/// Keeps [`receipts`] that a parameter has.
macro_rules! keep_receipts {
    ($receipts:literal) => {
        concat!(
            "INSERT INTO receipt (entry, position, reference, object, record, created)
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 FROM json_each(",
            $receipts,
            ")"
        )
    };
}
pub(super) use {keep_receipts, store_outcomes};

/// Outcomes as JSON text.
pub(super) fn columns(outcomes: &[Outcome<'_>]) -> Result<String, StoreError> {
    let mut rows = Vec::with_capacity(outcomes.len());
    for Outcome { token, state, attempts, work } in outcomes {
        let Columns { word, next_at, leased_until, trouble, settled_at, found_again, refusal, doubtful } =
            Columns::of(state)?;
        let payload = work.map(rows::payload).transpose()?;
        rows.push((
            token.entry.0,
            token.lease,
            word,
            attempts,
            next_at,
            leased_until,
            trouble,
            settled_at,
            i64::from(found_again),
            refusal,
            doubtful.map(i64::from),
            payload,
        ));
    }
    write(&rows)
}

/// Receipts as JSON text.
pub(super) fn receipts(done: &[(EntryId, &[Written])]) -> Result<String, StoreError> {
    let mut rows = Vec::new();
    for (entry, records) in done {
        for (position, written) in (0_i64..).zip(*records) {
            let Written { reference, object, id, created } = written;
            rows.push((entry.0, position, reference, object, id.as_str(), i64::from(*created)));
        }
    }
    write(&rows)
}

/// The entries that are done with this, and what they wrote.
pub(super) fn done<'o>(outcomes: &[Outcome<'o>], stored: &Stored) -> Vec<(EntryId, &'o [Written])> {
    let done = |outcome: &Outcome<'o>| match outcome.state {
        State::Done { receipt, .. } if stored.contains_key(&outcome.token) => {
            Some((outcome.token.entry, receipt.records.as_slice()))
        }
        _ => None,
    };
    outcomes.iter().filter_map(done).collect()
}

/// What became of each outcome.
pub(super) fn settled(outcomes: &[Outcome<'_>], stored: &Stored) -> Vec<Settled> {
    let settled = |outcome: &Outcome<'_>| {
        if stored.contains_key(&outcome.token) { Settled::Stored } else { Settled::LeaseLost }
    };
    outcomes.iter().map(settled).collect()
}

/// Tells automations of wrap-ups that stand in Salesforce now, and marks what is to be told of them to supervisors.
pub(super) async fn tell_wrap_ups(
    connection: &mut SqliteConnection,
    outcomes: &[Outcome<'_>],
    stored: &Stored,
) -> Result<(), StoreError> {
    for outcome in outcomes {
        if stored.get(&outcome.token) == Some(&true) {
            wrapped_up(connection, outcome.token.entry, outcome.state).await?;
        }
    }
    // That it waits on is what was to be told anyway.
    let ended = outcomes.iter().filter(|outcome| {
        stored.get(&outcome.token) == Some(&true) && matches!(outcome.state, State::Done { .. } | State::Refused { .. })
    });
    wrap_ups_told::writing_changed(connection, ended.map(|outcome| outcome.token.entry)).await
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
        let mut writer = self.writer_for(Due::WithNext).await?;
        let mut transaction = writer.begin().await?;
        let done = sqlx::query(SQL)
            .bind(token.entry.0)
            .bind(token.lease)
            .bind(payload)
            .bind(until.as_millisecond())
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        drop(writer);
        self.synced().await?;
        Ok(if done.rows_affected() == 0 { Settled::LeaseLost } else { Settled::Stored })
    }
}
