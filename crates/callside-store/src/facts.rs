//! What calls are filtered and counted by.

use crate::columns::{limit, read, time, write as json};
use crate::{Store, StoreError};
use callside_core::call::{Call, Seen};
use callside_core::event::Direction;
use callside_core::ids::CallKey;
use callside_core::team::{Again, CallFilter, FinishedCall, Standing};
use callside_core::work::FlagFilter;
use jiff::Timestamp;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

/// Most values of a list to pick from.
const MOST_CHOICES: u32 = 500;

/// Writes what a call says of itself, with its wrap-up as it stands.
pub(crate) async fn write(connection: &mut SqliteConnection, call: &Call) -> Result<(), StoreError> {
    const DECIDED: &str = "SELECT label, decided_at FROM disposition WHERE call = ?1";
    const SQL: &str = "INSERT INTO call_fact (id, began_at, over, e164, direction, agent, agent_name, queue, campaign,
                                              outcome, answered, talk_s, hold_s, wrap_up_s, seen)
                       SELECT id, ?2, ?3, e164, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14
                       FROM call WHERE key = ?1
                       ON CONFLICT (id) DO UPDATE SET began_at = excluded.began_at, over = excluded.over,
                         e164 = excluded.e164, direction = excluded.direction, agent = excluded.agent,
                         agent_name = excluded.agent_name, queue = excluded.queue, campaign = excluded.campaign,
                         outcome = excluded.outcome, answered = excluded.answered, talk_s = excluded.talk_s,
                         hold_s = excluded.hold_s, wrap_up_s = excluded.wrap_up_s, seen = excluded.seen";
    let key = call.key.to_string();
    let decided: Option<(String, i64)> = sqlx::query_as(DECIDED).bind(&key).fetch_optional(&mut *connection).await?;
    let (label, decided_at) = decided.unzip();
    let over = call.ended_at().is_some() || label.is_some() || call.told_decision().is_some();
    let fact = FinishedCall::of(call, label, decided_at.map(time).transpose()?);
    sqlx::query(SQL)
        .bind(key)
        .bind(fact.began_at.as_millisecond())
        .bind(over)
        .bind(fact.direction.map(word))
        .bind(fact.agent)
        .bind(call.agent().and_then(|agent| agent.name.clone()))
        .bind(fact.queue)
        .bind(fact.campaign)
        .bind(fact.outcome)
        .bind(fact.answered)
        .bind(fact.talk_s)
        .bind(fact.hold_s)
        .bind(fact.wrap_up_s)
        .bind(number(fact.seen))
        .execute(connection)
        .await?;
    Ok(())
}

/// The same of calls that are new, are over and have no wrap-up; `ids` are their rows.
pub(crate) async fn insert(connection: &mut SqliteConnection, new: &[&Call], ids: &[i64]) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO call_fact (id, began_at, over, e164, direction, agent, agent_name, queue, campaign,
                                              outcome, answered, talk_s, hold_s, wrap_up_s, seen)
                       SELECT c.id, v.value ->> 1, 1, c.e164, v.value ->> 2, v.value ->> 3, v.value ->> 4, v.value ->> 5,
                              v.value ->> 6, v.value ->> 7, v.value ->> 8, v.value ->> 9, v.value ->> 10, NULL,
                              v.value ->> 11
                       FROM json_each(?1) v CROSS JOIN call c ON c.id = v.value ->> 0";
    let row = |(call, id): (&&Call, &i64)| {
        let fact = FinishedCall::of(call, None, None);
        let name = call.agent().and_then(|agent| agent.name.clone());
        let direction = fact.direction.map(word);
        let (began, seen) = (fact.began_at.as_millisecond(), number(fact.seen));
        (
            *id,
            began,
            direction,
            fact.agent,
            name,
            fact.queue,
            fact.campaign,
            fact.outcome,
            fact.answered,
            fact.talk_s,
            fact.hold_s,
            seen,
        )
    };
    let rows: Vec<_> = new.iter().zip(ids).map(row).collect();
    sqlx::query(SQL).bind(json(&rows)?).execute(connection).await?;
    Ok(())
}

/// How a call came to be known, in the table.
const fn number(seen: Seen) -> i64 {
    match seen {
        Seen::Heard => 0,
        Seen::Logged => 1,
        Seen::LoggedDay => 2,
    }
}

/// The same back.
pub(crate) const fn seen(number: i64) -> Seen {
    match number {
        1 => Seen::Logged,
        2 => Seen::LoggedDay,
        _ => Seen::Heard,
    }
}

/// The same after its wrap-up was saved, changed or taken back.
pub(crate) async fn write_anew(connection: &mut SqliteConnection, call: &CallKey) -> Result<(), StoreError> {
    const SQL: &str = "SELECT state FROM call WHERE key = ?1";
    let state: Option<String> = sqlx::query_scalar(SQL).bind(call.to_string()).fetch_optional(&mut *connection).await?;
    let Some(state) = state else { return Ok(()) };
    write(connection, &read(&state, "call")?).await
}

/// The direction's word in the table.
pub(crate) const fn word(direction: Direction) -> &'static str {
    match direction {
        Direction::Inbound => "inbound",
        Direction::Outbound => "outbound",
        Direction::Internal => "internal",
    }
}

pub(crate) fn direction(word: &str) -> Option<Direction> {
    [Direction::Inbound, Direction::Outbound, Direction::Internal].into_iter().find(|one| self::word(*one) == word)
}

/// Adds what a filter asks for to a query in which `f` is a row of this table.
pub(crate) fn push(query: &mut QueryBuilder<Sqlite>, filter: &CallFilter) {
    let mut text = |column: &str, value: &Option<String>| {
        if let Some(value) = value {
            query.push(" AND f.").push(column).push(" = ").push_bind(value.clone());
        }
    };
    text("agent", &filter.agent);
    text("queue", &filter.queue);
    text("campaign", &filter.campaign);
    text("outcome", &filter.outcome);
    text("direction", &filter.direction.map(|direction| word(direction).to_owned()));
    let mut least = |sql: &str, value: Option<i64>| {
        if let Some(value) = value {
            query.push(sql).push_bind(value);
        }
    };
    least(" AND f.talk_s >= ", filter.at_least_s.map(i64::from));
    least(" AND f.talk_s <= ", filter.at_most_s.map(i64::from));
    least(" AND f.began_at >= ", filter.from.map(Timestamp::as_millisecond));
    least(" AND f.began_at < ", filter.until.map(Timestamp::as_millisecond));
    if !filter.within.is_empty() {
        let spans: Vec<[i64; 2]> =
            filter.within.iter().map(|(from, until)| [from.as_millisecond(), until.as_millisecond()]).collect();
        query.push(" AND EXISTS (SELECT 1 FROM json_each(").push_bind(serde_json::json!(spans).to_string());
        query.push(") s WHERE f.began_at >= s.value ->> 0 AND f.began_at < s.value ->> 1)");
    }
    if let Some(flag) = &filter.flag {
        push_flag(query, flag);
    }
    if let Some(again) = filter.again {
        push_again(query, again);
    }
    if let Some((from, until)) = filter.rated {
        query.push(" AND f.id IN (SELECT c.id FROM rating r JOIN call c ON c.key = r.call WHERE r.at >= ");
        query.push_bind(from.as_millisecond()).push(" AND r.at < ").push_bind(until.as_millisecond()).push(")");
    }
    match filter.standing {
        None => {}
        // A log in Salesforce is one, with a result or without.
        Some(Standing::Unlogged) => drop(query.push(" AND f.over = 1 AND f.outcome IS NULL AND f.seen = 0")),
        Some(Standing::Refused) => drop(query.push(
            " AND f.id IN (SELECT c.id FROM outbox o JOIN call c ON c.key = o.key
                           WHERE o.state = 'refused' AND o.settled_at IS NOT NULL AND o.kind = 'wrap_up'
                           UNION SELECT c.id FROM work w JOIN call c ON c.key = w.call
                           WHERE w.kind = 'refused' AND w.settled = 0)",
        )),
    }
}

/// As [`callside_core::team::Tally`] counts. The calls around one are found by the index of its number.
fn push_again(query: &mut QueryBuilder<Sqlite>, again: Again) {
    const BEFORE: &str = "EXISTS (SELECT 1 FROM call_fact p WHERE p.e164 = f.e164 AND p.direction = 'inbound'
                                  AND p.began_at < f.began_at AND p.began_at > f.began_at - ";
    const AFTER: &str = "EXISTS (SELECT 1 FROM call_fact p WHERE p.e164 = f.e164 AND p.direction = 'inbound'
                                 AND p.began_at > f.began_at AND p.began_at < f.began_at + ";
    query.push(" AND f.over = 1 AND f.direction = 'inbound' AND f.seen = 0 AND ");
    match again {
        Again::Repeat(window) => query.push(BEFORE).push_bind(window.reach_ms()),
        Again::Unresolved(window) => {
            query.push("f.answered = 1 AND NOT ").push(BEFORE).push_bind(window.reach_ms());
            query.push(") AND ").push(AFTER).push_bind(window.reach_ms())
        }
    };
    query.push(")");
}

fn push_flag(query: &mut QueryBuilder<Sqlite>, flag: &FlagFilter) {
    query.push(" AND f.id IN (SELECT c.id FROM quality_flag q JOIN call c ON c.key = q.call WHERE q.for_agent >= ");
    query.push_bind(flag.as_agent);
    match &flag.kind {
        Some(kind) => query.push(" AND q.kind = ").push_bind(kind.clone()),
        None => query.push(" AND q.resolved = 0"),
    };
    query.push(")");
}

/// What calls can be filtered by: every value that occurs, in alphabetical order, as far as a list is useful.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilterChoices {
    /// People: key and name.
    pub agents: Vec<(String, String)>,
    /// Queues or skills.
    pub queues: Vec<String>,
    /// Campaigns.
    pub campaigns: Vec<String>,
    /// Labels of dispositions.
    pub outcomes: Vec<String>,
}

impl Store {
    /// What calls can be filtered by. Each list is read by hopping through an index: its length counts, not the calls.
    ///
    /// # Errors
    /// As every read.
    pub async fn filter_choices(&self) -> Result<FilterChoices, StoreError> {
        const NAMES: &str = "SELECT k.value, coalesce((SELECT agent_name FROM call_fact WHERE agent = k.value
                                                       AND agent_name IS NOT NULL ORDER BY id DESC LIMIT 1), k.value)
                             FROM json_each(?1) k";
        let mut reader = self.reader().await?;
        let keys = values(&mut reader, AGENTS).await?;
        let keys = serde_json::json!(keys).to_string();
        Ok(FilterChoices {
            agents: sqlx::query_as(NAMES).bind(keys).fetch_all(&mut *reader).await?,
            queues: values(&mut reader, QUEUES).await?,
            campaigns: values(&mut reader, CAMPAIGNS).await?,
            outcomes: values(&mut reader, OUTCOMES).await?,
        })
    }
}

macro_rules! hopping {
    ($column:literal) => {
        concat!(
            "WITH RECURSIVE v (x) AS (SELECT min(",
            $column,
            ") FROM call_fact UNION ALL SELECT (SELECT min(",
            $column,
            ") FROM call_fact WHERE ",
            $column,
            " > v.x) FROM v WHERE v.x IS NOT NULL LIMIT ?1)
             SELECT x FROM v WHERE x IS NOT NULL"
        )
    };
}
const AGENTS: &str = hopping!("agent");
const QUEUES: &str = hopping!("queue");
const CAMPAIGNS: &str = hopping!("campaign");
const OUTCOMES: &str = hopping!("outcome");

async fn values(reader: &mut SqliteConnection, sql: &'static str) -> Result<Vec<String>, StoreError> {
    Ok(sqlx::query_scalar(sql).bind(limit(MOST_CHOICES)).fetch_all(reader).await?)
}
