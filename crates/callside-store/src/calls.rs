//! Calls as they stand.

use crate::columns::{limit, read, time, write, write_lean};
use crate::store::commit;
use crate::{Store, StoreError, facts, history};
use callside_core::call::Call;
use callside_core::ids::CallKey;
use callside_core::phone::{self, HomeRegion};
use jiff::Timestamp;
use sqlx::SqliteConnection;
use std::collections::{HashMap, HashSet};

/// What people know a call by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caption {
    /// When it began.
    pub began_at: Timestamp,
    /// Name of the other party. Hostile text.
    pub name: Option<String>,
    /// The other party's number, E.164 where it can be read so.
    pub number: Option<String>,
}

impl Store {
    /// What people know calls by, as far as they are kept.
    ///
    /// # Errors
    /// As every read.
    pub async fn captions(&self, keys: &HashSet<&CallKey>) -> Result<HashMap<CallKey, Caption>, StoreError> {
        const SQL: &str = "SELECT key, began_at, coalesce(known_name, heard_name), coalesce(e164, number) FROM call
                           WHERE key IN (SELECT value FROM json_each(?1))";
        if keys.is_empty() {
            return Ok(HashMap::new());
        }
        let mut reader = self.reader().await?;
        let rows: Vec<(String, i64, Option<String>, Option<String>)> =
            sqlx::query_as(SQL).bind(write(keys)?).fetch_all(&mut *reader).await?;
        let caption = |(key, began_at, name, number): (String, i64, _, _)| -> Result<_, StoreError> {
            let key = CallKey::try_from(key).map_err(|_| StoreError::unexpected("call key"))?;
            Ok((key, Caption { began_at: time(began_at)?, name, number }))
        };
        rows.into_iter().map(caption).collect()
    }

    /// The call with this key, if it is known.
    ///
    /// # Errors
    /// As every read.
    pub async fn call(&self, key: &CallKey) -> Result<Option<Call>, StoreError> {
        const SQL: &str = "SELECT state FROM call WHERE key = ?1";
        let mut reader = self.reader().await?;
        let row: Option<String> = sqlx::query_scalar(SQL).bind(key.to_string()).fetch_optional(&mut *reader).await?;
        row.map(|json| read(&json, "call")).transpose()
    }

    /// The calls with these keys, as far as they are known.
    ///
    /// # Errors
    /// As every read.
    pub async fn calls(&self, keys: &[&CallKey]) -> Result<HashMap<CallKey, Call>, StoreError> {
        let mut reader = self.reader().await?;
        load(&mut reader, keys.iter().copied()).await
    }

    /// Calls that popped and that nobody has wrapped up, live or over, newest first.
    ///
    /// # Errors
    /// As every read.
    pub async fn unwrapped(&self, rows: u32) -> Result<Vec<Call>, StoreError> {
        const SQL: &str = "SELECT state FROM call WHERE pops = 1 AND wrapped = 0
                           ORDER BY began_at DESC, id DESC LIMIT ?1";
        let mut reader = self.reader().await?;
        let rows: Vec<String> = sqlx::query_scalar(SQL).bind(limit(rows)).fetch_all(&mut *reader).await?;
        rows.iter().map(|json| read(json, "call")).collect()
    }
}

/// Something of the calls of which a parameter has the keys.
macro_rules! load_calls {
    ($keys:literal, $gives:literal) => {
        concat!("SELECT ", $gives, " FROM call WHERE key IN (SELECT value FROM json_each(", $keys, "))")
    };
}
pub(crate) use load_calls;

pub(crate) async fn load(
    connection: &mut SqliteConnection,
    keys: impl Iterator<Item = &CallKey>,
) -> Result<HashMap<CallKey, Call>, StoreError> {
    const SQL: &str = load_calls!("$1", "state");
    let keys: HashSet<String> = keys.map(ToString::to_string).collect();
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<String> = sqlx::query_scalar(SQL).bind(write(&keys)?).fetch_all(connection).await?;
    rows.iter().map(|json| read::<Call>(json, "call").map(|call| (call.key.clone(), call))).collect()
}

/// What is kept beside the call's state so that it can be found.
pub(crate) struct Columns {
    pub(crate) began_at: i64,
    pub(crate) number: Option<String>,
    pub(crate) e164: Option<String>,
    pub(crate) digits: Option<String>,
    pub(crate) pops: bool,
    pub(crate) state: String,
}

impl Columns {
    pub(crate) fn of(call: &Call, home: Option<HomeRegion>) -> Result<Self, StoreError> {
        let number = call.customer_number().cloned();
        let line = number.as_deref().map(|text| phone::read(text, home));
        let e164 = line.as_ref().and_then(phone::Line::number).map(|number| number.e164().to_owned());
        let digits: String = e164
            .as_ref()
            .or(number.as_ref())
            .into_iter()
            .flat_map(|text| text.chars())
            .filter(char::is_ascii_digit)
            .collect();
        Ok(Self {
            began_at: call.first_at.as_millisecond(),
            number,
            e164,
            digits: Some(digits).filter(|digits| digits.len() >= 3),
            pops: call.pops(),
            state: write_lean(call)?,
        })
    }
}

/// A call to save.
pub(crate) struct Saved<'c> {
    pub(crate) call: &'c Call,
    pub(crate) is_new: bool,
    pub(crate) home: Option<HomeRegion>,
    pub(crate) received_at: Timestamp,
}

/// What a call is filtered and counted by is not written while it rings: its pop waits for this commit.
fn has_facts(call: &Call) -> bool {
    call.answered_at().is_some() || call.ended_at().is_some() || call.told_decision().is_some()
}

/// Saves calls and ends the transaction, in one trip; false, and nothing was done, where some of them need more than that.
/// Where row numbers of several new calls get into each other's way it fails, so that they are done one by one: `alone` says that
/// they are.
pub(crate) async fn save_and_commit(
    turn: &mut SqliteConnection,
    saved: &[Saved<'_>],
    alone: bool,
) -> Result<bool, StoreError> {
    const SQL: &str = commit!(
        "INSERT INTO call (id, key, began_at, number, e164, digits, pops, state, heard_name, heard_notes)
         SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM call WHERE id = value ->> 0) THEN value ->> 0 ELSE
                  (SELECT c.id + 1 FROM call c WHERE c.id >= value ->> 0
                   AND NOT EXISTS (SELECT 1 FROM call n WHERE n.id = c.id + 1) ORDER BY c.id LIMIT 1)
                END, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
                value ->> 7, value ->> 8, value ->> 9 FROM json_each($1);
         UPDATE call SET began_at = v.value ->> 2, number = v.value ->> 3, e164 = v.value ->> 4, digits = v.value ->> 5,
                pops = v.value ->> 6, state = v.value ->> 7, heard_name = v.value ->> 8, heard_notes = v.value ->> 9
         FROM json_each($2) AS v WHERE call.key = v.value ->> 1"
    );
    let several = saved.iter().filter(|saved| saved.is_new).nth(1).is_some();
    if (alone && several) || saved.iter().any(|saved| has_facts(saved.call)) {
        return Ok(false);
    }
    let (mut new, mut known, mut taken) = (Vec::new(), Vec::new(), HashSet::new());
    for Saved { call, is_new, home, received_at } in saved {
        let key = call.key.to_string();
        let mut id = history::new_id(&key, call.first_at, *received_at);
        while *is_new && !taken.insert(id) {
            id += 1;
        }
        let Columns { began_at, number, e164, digits, pops, state } = Columns::of(call, *home)?;
        let (name, notes) = (call.told_name(), call.told_notes());
        let rows = if *is_new { &mut new } else { &mut known };
        rows.push((id, key, began_at, number, e164, digits, pops, state, name, notes));
    }
    sqlx::query(SQL).bind(write(&new)?).bind(write(&known)?).execute(turn).await?;
    Ok(true)
}

pub(crate) async fn save(
    connection: &mut SqliteConnection,
    call: &Call,
    is_new: bool,
    home: Option<HomeRegion>,
    received_at: Timestamp,
) -> Result<(), StoreError> {
    let columns = Columns::of(call, home)?;
    if is_new {
        insert(connection, call, columns, received_at).await?;
    } else {
        update(connection, call, columns).await?;
    }
    if has_facts(call) {
        facts::write(connection, call).await?;
    }
    Ok(())
}

async fn insert(
    connection: &mut SqliteConnection,
    call: &Call,
    columns: Columns,
    received_at: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO call (id, key, began_at, number, e164, digits, pops, state, heard_name, heard_notes)
                       VALUES (CASE WHEN NOT EXISTS (SELECT 1 FROM call WHERE id = ?1) THEN ?1 ELSE
                                 (SELECT c.id + 1 FROM call c WHERE c.id >= ?1
                                  AND NOT EXISTS (SELECT 1 FROM call n WHERE n.id = c.id + 1) ORDER BY c.id LIMIT 1)
                               END, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    let key = call.key.to_string();
    sqlx::query(SQL)
        .bind(history::new_id(&key, call.first_at, received_at))
        .bind(key)
        .bind(columns.began_at)
        .bind(columns.number)
        .bind(columns.e164)
        .bind(columns.digits)
        .bind(columns.pops)
        .bind(columns.state)
        .bind(call.told_name())
        .bind(call.told_notes())
        .execute(connection)
        .await?;
    Ok(())
}

async fn update(connection: &mut SqliteConnection, call: &Call, columns: Columns) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE call SET began_at = ?2, number = ?3, e164 = ?4, digits = ?5, pops = ?6, state = ?7,
                       heard_name = ?8, heard_notes = ?9 WHERE key = ?1";
    sqlx::query(SQL)
        .bind(call.key.to_string())
        .bind(columns.began_at)
        .bind(columns.number)
        .bind(columns.e164)
        .bind(columns.digits)
        .bind(columns.pops)
        .bind(columns.state)
        .bind(call.told_name())
        .bind(call.told_notes())
        .execute(connection)
        .await?;
    Ok(())
}
