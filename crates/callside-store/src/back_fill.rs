//! Older calls from their logs: a slice of logs and how far that is, in one transaction.
//!
//! Calls that are new here are most of what comes, so they are written by one statement a table; a call that is known
//! takes the way of every event.

use crate::calls::Columns;
use crate::columns::{read, write, write_lean};
use crate::forgotten::Seal;
use crate::{Due, Store, StoreError, calls, facts, history};
use callside_core::back_fill::{Fill, FillState};
use callside_core::call::Call;
use callside_core::event::{CallEvent, Event};
use callside_core::ids::{CallKey, RecordId};
use callside_core::phone::HomeRegion;
use jiff::Timestamp;
use sqlx::SqliteConnection;
use std::collections::{BTreeMap, HashSet};

/// Which order a slice belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FillId(i64);

/// A slice of logs, as events.
#[derive(Debug, Clone, Copy)]
pub struct Logs<'a> {
    /// The events, in the order of their logs.
    pub events: &'a [CallEvent],
    /// Logs among them that could not be read.
    pub unreadable: u32,
    /// The last log: it goes on after this one.
    pub upto: &'a RecordId,
}

impl Store {
    /// The last order to bring in older calls.
    ///
    /// # Errors
    /// As every read.
    pub async fn back_fill(&self) -> Result<Option<(FillId, Fill)>, StoreError> {
        let mut reader = self.reader().await?;
        newest(&mut reader).await
    }

    /// Takes an order in. One that was there before is over: what it brought in stays.
    ///
    /// # Errors
    /// As every write.
    pub async fn order_back_fill(&self, fill: &Fill) -> Result<FillId, StoreError> {
        const SQL: &str = "INSERT INTO back_fill (state, fill) VALUES (?1, ?2) RETURNING id";
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        sqlx::query("DELETE FROM back_fill").execute(&mut *transaction).await?;
        let new = sqlx::query_scalar(SQL).bind(fill.state.word()).bind(write(fill)?);
        let id = new.fetch_one(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(FillId(id))
    }

    /// Changes an order that is still open; `false` when it no longer is.
    ///
    /// # Errors
    /// As every write.
    pub async fn change_back_fill(
        &self,
        id: FillId,
        change: impl FnOnce(&mut Fill) + Send,
    ) -> Result<bool, StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        let Some(mut fill) = open(&mut transaction, id).await? else { return Ok(false) };
        change(&mut fill);
        keep(&mut transaction, id, &fill).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Takes a slice of logs in, together with how far that is. A log that was taken in before changes nothing. `None`,
    /// and nothing was taken in, when the order is not running any more.
    ///
    /// It rides with the next write that is due: how far it is and what came by then are one, so whatever is missing after
    /// the power went is asked for again. What was written before goes to the disk meanwhile, so that a call that comes in
    /// does not wait for the sync of all of it.
    ///
    /// A log is as old as its call: the terms of what is stored count from then.
    ///
    /// # Errors
    /// As every write; then nothing was taken in.
    pub async fn bring_in(
        &self,
        id: FillId,
        logs: Logs<'_>,
        home: Option<HomeRegion>,
    ) -> Result<Option<Fill>, StoreError> {
        let (taken, synced) = tokio::join!(self.take_logs(id, logs, home), self.synced());
        synced.and(taken)
    }

    async fn take_logs(
        &self,
        id: FillId,
        logs: Logs<'_>,
        home: Option<HomeRegion>,
    ) -> Result<Option<Fill>, StoreError> {
        let seal = self.seal().await?;
        let mut writer = self.writer_for(Due::WithNext).await?;
        let mut transaction = writer.begin().await?;
        let fill = open(&mut transaction, id).await?.filter(|fill| fill.state == FillState::Running);
        let Some(mut fill) = fill else { return Ok(None) };
        let events = unknown(&mut transaction, logs.events, seal).await?;
        let known = calls::load(&mut transaction, events.iter().map(|event| &event.call)).await?;
        let mut merged: BTreeMap<&CallKey, Call> = BTreeMap::new();
        for event in &events {
            let call = merged.entry(&event.call);
            call.or_insert_with(|| known.get(&event.call).cloned().unwrap_or_else(|| Call::begin(event))).hear(event);
        }
        keep_events(&mut transaction, &events).await?;
        let (heard, new): (Vec<_>, Vec<_>) = merged.values().partition(|call| known.contains_key(&call.key));
        for call in &heard {
            calls::save(&mut transaction, call, false, home, call.last_at).await?;
        }
        insert(&mut transaction, &new, home).await?;
        let count = |rows: usize| u64::try_from(rows).unwrap_or(u64::MAX);
        fill.read += count(logs.events.len()) + u64::from(logs.unreadable);
        fill.new += count(new.len());
        fill.known += count(logs.events.len() - new.len());
        fill.unreadable += u64::from(logs.unreadable);
        fill.after = Some(logs.upto.clone());
        keep(&mut transaction, id, &fill).await?;
        transaction.commit().await?;
        Ok(Some(fill))
    }
}

async fn newest(connection: &mut SqliteConnection) -> Result<Option<(FillId, Fill)>, StoreError> {
    const SQL: &str = "SELECT id, fill FROM back_fill ORDER BY id DESC LIMIT 1";
    let row: Option<(i64, String)> = sqlx::query_as(SQL).fetch_optional(connection).await?;
    row.map(|(id, fill)| Ok((FillId(id), read(&fill, "back-fill")?))).transpose()
}

async fn open(connection: &mut SqliteConnection, id: FillId) -> Result<Option<Fill>, StoreError> {
    let newest = newest(connection).await?;
    Ok(newest.filter(|(found, fill)| *found == id && fill.state.is_open()).map(|(_, fill)| fill))
}

async fn keep(connection: &mut SqliteConnection, id: FillId, fill: &Fill) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE back_fill SET state = ?2, fill = ?3 WHERE id = ?1";
    sqlx::query(SQL).bind(id.0).bind(fill.state.word()).bind(write(fill)?).execute(connection).await?;
    Ok(())
}

/// The events that were not taken in before. One of somebody who was erased stays away: it is known by its id, or its call by
/// the mark.
async fn unknown<'e>(
    connection: &mut SqliteConnection,
    events: &'e [CallEvent],
    seal: &Seal,
) -> Result<Vec<&'e CallEvent>, StoreError> {
    const SQL: &str = "SELECT value ->> 0 FROM json_each(?1) WHERE EXISTS (SELECT 1 FROM event WHERE id = value ->> 0)
                       OR EXISTS (SELECT 1 FROM forgotten_call WHERE mark = value ->> 1)";
    let ids: Vec<_> = events.iter().map(|event| (event.id.0.as_str(), seal.mark(&event.call.to_string()))).collect();
    let rows: Vec<String> = sqlx::query_scalar(SQL).bind(write(&ids)?).fetch_all(connection).await?;
    let mut known: HashSet<String> = rows.into_iter().collect();
    Ok(events.iter().filter(|event| known.insert(event.id.0.clone())).collect())
}

/// They are no news to automations: what a log tells happened long ago. So they are not "about" a call.
async fn keep_events(connection: &mut SqliteConnection, events: &[&CallEvent]) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO event (id, about, call, kind, at, received_at, payload)
                       SELECT value ->> 0, 'log', value ->> 1, 'logged', value ->> 2, value ->> 2, value ->> 3
                       FROM json_each(?1)";
    let mut rows = Vec::with_capacity(events.len());
    for event in events {
        let payload = write_lean(&Event::Call((*event).clone()))?;
        rows.push((event.id.0.as_str(), event.call.to_string(), event.at.as_millisecond(), payload));
    }
    sqlx::query(SQL).bind(write(&rows)?).execute(connection).await?;
    Ok(())
}

async fn insert(connection: &mut SqliteConnection, new: &[&Call], home: Option<HomeRegion>) -> Result<(), StoreError> {
    const CALLS: &str = "INSERT INTO call (id, key, began_at, number, e164, digits, pops, state, heard_name, heard_notes)
                         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
                                value ->> 7, value ->> 8, value ->> 9 FROM json_each(?1)";
    if new.is_empty() {
        return Ok(());
    }
    let ids = places(connection, new).await?;
    let mut rows = Vec::with_capacity(new.len());
    for (call, id) in new.iter().zip(&ids) {
        let Columns { began_at, number, e164, digits, pops, state } = Columns::of(call, home)?;
        let (name, notes) = (call.told_name(), call.told_notes());
        rows.push((id, call.key.to_string(), began_at, number, e164, digits, pops, state, name, notes));
    }
    sqlx::query(CALLS).bind(write(&rows)?).execute(&mut *connection).await?;
    facts::insert(connection, new, &ids).await
}

/// A free row number for each call. Where its own is taken, the next that is free: logs that were brought into the CRM
/// together stand in one second.
async fn places(connection: &mut SqliteConnection, new: &[&Call]) -> Result<Vec<i64>, StoreError> {
    const TAKEN: &str = "SELECT id FROM call WHERE id IN (SELECT value FROM json_each(?1))";
    const FREE: &str = "SELECT c.id + 1 FROM call c WHERE c.id >= ?1
                        AND NOT EXISTS (SELECT 1 FROM call n WHERE n.id = c.id + 1) ORDER BY c.id LIMIT 1";
    let own = |call: &&Call| history::new_id(&call.key.to_string(), call.first_at, Timestamp::MAX);
    let mut ids: Vec<i64> = new.iter().map(own).collect();
    let taken: Vec<i64> = sqlx::query_scalar(TAKEN).bind(write(&ids)?).fetch_all(&mut *connection).await?;
    let taken: HashSet<i64> = taken.into_iter().collect();
    let mut given = HashSet::with_capacity(ids.len());
    for id in &mut ids {
        if taken.contains(id) {
            *id = sqlx::query_scalar(FREE).bind(*id).fetch_one(&mut *connection).await?;
        }
        // What was given in this slice is not in the table yet.
        while !given.insert(*id) {
            *id += 1;
            if sqlx::query("SELECT 1 FROM call WHERE id = ?1")
                .bind(*id)
                .fetch_optional(&mut *connection)
                .await?
                .is_some()
            {
                *id = sqlx::query_scalar(FREE).bind(*id).fetch_one(&mut *connection).await?;
            }
        }
    }
    Ok(ids)
}
