//! Counting whole days: a day's counts are made anew from its calls whenever one of them has changed.

use super::days::{self, Days};
use super::rows::{FACT, Fact, value};
use crate::{Store, StoreError};
use callside_core::team::{Count, Dimension, FinishedCall, Handling, RepeatWindow, Tally};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use std::collections::{BTreeMap, BTreeSet};

/// Days that are counted in one transaction.
const DAYS: usize = 4;
/// The dimension of all calls.
pub(super) const ALL: i64 = 0;

/// The number of a dimension in the tables.
pub(super) const fn number(dimension: Dimension) -> i64 {
    match dimension {
        Dimension::Agent => 1,
        Dimension::Queue => 2,
        Dimension::Campaign => 3,
    }
}

impl Store {
    /// Counts some of the days whose calls have changed, newest first; whether there are more. In another zone than
    /// before all days are counted anew.
    ///
    /// # Errors
    /// As every write.
    pub async fn count_days(&self, zone: &TimeZone) -> Result<bool, StoreError> {
        const OPEN: &str = "SELECT 1 FROM uncounted LIMIT 1";
        const ZONE: &str = "SELECT zone FROM counted";
        let name = zone.iana_name().unwrap_or("UTC");
        {
            let mut reader = self.reader().await?;
            let open: Option<i64> = sqlx::query_scalar(OPEN).fetch_optional(&mut *reader).await?;
            let counted: Option<String> = sqlx::query_scalar(ZONE).fetch_optional(&mut *reader).await?;
            if open.is_none() && counted.as_deref() == Some(name) {
                return Ok(false);
            }
        }
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        stand_in_zone(&mut transaction, name).await?;
        let hours: Vec<i64> =
            sqlx::query_scalar("SELECT hour FROM uncounted ORDER BY hour DESC").fetch_all(&mut *transaction).await?;
        let touched = hours.iter().map(|hour| Ok((*hour, days::of_hour(*hour, zone)?)));
        let touched = touched.collect::<Result<Vec<_>, StoreError>>()?;
        let due: BTreeSet<Date> = touched.iter().flat_map(|(_, dates)| *dates).collect();
        let chosen: BTreeSet<Date> = due.iter().rev().take(DAYS).copied().collect();
        for date in &chosen {
            count_day(&mut transaction, *date, zone).await?;
        }
        for (hour, dates) in &touched {
            if dates.iter().all(|date| chosen.contains(date)) {
                sqlx::query("DELETE FROM uncounted WHERE hour = ?1").bind(hour).execute(&mut *transaction).await?;
            }
        }
        transaction.commit().await?;
        Ok(due.len() > chosen.len())
    }
}

/// Counts hold for one zone.
async fn stand_in_zone(connection: &mut SqliteConnection, name: &str) -> Result<(), StoreError> {
    let before: Option<String> =
        sqlx::query_scalar("SELECT zone FROM counted").fetch_optional(&mut *connection).await?;
    if before.as_deref() == Some(name) {
        return Ok(());
    }
    for sql in [
        "DELETE FROM day_tally",
        "DELETE FROM hour_tally",
        "DELETE FROM outcome_tally",
        "DELETE FROM counted",
        "INSERT OR IGNORE INTO uncounted (hour) SELECT DISTINCT began_at / 3600000 FROM call_fact WHERE over = 1",
    ] {
        sqlx::query(sql).execute(&mut *connection).await?;
    }
    sqlx::query("INSERT INTO counted (zone) VALUES (?1)").bind(name).execute(connection).await?;
    Ok(())
}

/// The tables begin with dimension and value, so a day is found by those that it has; the day itself goes last.
pub(crate) const CLEAR_DAY: [&str; 3] = [
    "DELETE FROM hour_tally WHERE day = ?1 AND (dimension, value) IN
     (SELECT dimension, value FROM day_tally WHERE dimension IN (0, 2, 3) AND day = ?1)",
    "DELETE FROM outcome_tally WHERE day = ?1 AND (dimension, value) IN
     (SELECT dimension, value FROM day_tally WHERE dimension IN (0, 2, 3) AND day = ?1)",
    "DELETE FROM day_tally WHERE dimension IN (0, 1, 2, 3) AND day = ?1",
];

async fn count_day(connection: &mut SqliteConnection, date: Date, zone: &TimeZone) -> Result<(), StoreError> {
    let (from, until) = Days { first: date, last: date, zone: zone.clone() }.span()?;
    let mut query = QueryBuilder::<Sqlite>::new(FACT);
    query.push_bind(from.as_millisecond()).push(" AND f.began_at < ").push_bind(until.as_millisecond());
    let calls: Vec<Fact> = query.build_query_as().fetch_all(&mut *connection).await?;
    let day = days::number(date);
    for sql in CLEAR_DAY {
        sqlx::query(sql).bind(day).execute(&mut *connection).await?;
    }
    let counts = counts(&calls, zone);
    for ((dimension, value), count) in &counts {
        keep_day(connection, *dimension, day, value, &count.whole).await?;
        // One agent's hours and outcomes are few enough to be read from the calls.
        if *dimension != number(Dimension::Agent) {
            keep_hours(connection, *dimension, day, value, count).await?;
            keep_outcomes(connection, *dimension, day, value, count).await?;
        }
    }
    Ok(())
}

/// The counts of all calls and of each agent, queue and campaign.
fn counts<'c>(calls: &'c [Fact], zone: &TimeZone) -> BTreeMap<(i64, &'c str), Count> {
    let mut counts: BTreeMap<(i64, &str), Count> = BTreeMap::new();
    for Fact(call) in calls {
        let began = call.began_at.to_zoned(zone.clone());
        for place in places(call) {
            counts.entry(place).or_default().add(call, &began);
        }
    }
    counts
}

fn places(call: &FinishedCall) -> [(i64, &str); 4] {
    let of = |dimension: Dimension| (number(dimension), value(dimension.of(call)));
    [(ALL, ""), of(Dimension::Agent), of(Dimension::Queue), of(Dimension::Campaign)]
}

async fn keep_day(
    connection: &mut SqliteConnection,
    dimension: i64,
    day: i64,
    value: &str,
    tally: &Tally,
) -> Result<(), StoreError> {
    let mut query = QueryBuilder::<Sqlite>::new("INSERT INTO day_tally VALUES (");
    let mut cells = query.separated(", ");
    cells.push_bind(dimension).push_bind(day).push_bind(value.to_owned());
    let Tally {
        calls,
        inbound,
        offered,
        answered,
        talked,
        held,
        talk_s,
        hold_s,
        wrapped,
        wrap_up_s,
        repeats,
        firsts,
        resolved,
    } = tally;
    for sum in [calls, inbound, answered, talked, talk_s, hold_s, wrapped, wrap_up_s] {
        cells.push_bind(column(*sum));
    }
    for window in RepeatWindow::ALL {
        for sums in [repeats, firsts, resolved] {
            cells.push_bind(column(sums[window.place()]));
        }
    }
    cells.push_bind(column(*offered)).push_bind(column(*held));
    query.push(")").build().execute(connection).await?;
    Ok(())
}

async fn keep_hours(
    connection: &mut SqliteConnection,
    dimension: i64,
    day: i64,
    value: &str,
    count: &Count,
) -> Result<(), StoreError> {
    for (slot, handling) in &count.hours {
        let mut query = QueryBuilder::<Sqlite>::new("INSERT INTO hour_tally VALUES (");
        let mut cells = query.separated(", ");
        cells.push_bind(dimension).push_bind(value.to_owned()).push_bind(day).push_bind(i64::from(slot.hour));
        let Handling { calls, talked, talk_s, held, hold_s, wrapped, wrap_up_s } = handling;
        for sum in [calls, talked, talk_s, hold_s, wrapped, wrap_up_s, held] {
            cells.push_bind(column(*sum));
        }
        query.push(")").build().execute(&mut *connection).await?;
    }
    Ok(())
}

async fn keep_outcomes(
    connection: &mut SqliteConnection,
    dimension: i64,
    day: i64,
    value: &str,
    count: &Count,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO outcome_tally (dimension, value, day, outcome, calls) VALUES (?1, ?2, ?3, ?4, ?5)";
    for (outcome, calls) in &count.outcomes {
        let outcome = super::rows::value(outcome.as_deref());
        let add = sqlx::query(SQL).bind(dimension).bind(value).bind(day).bind(outcome).bind(column(*calls));
        add.execute(&mut *connection).await?;
    }
    Ok(())
}

fn column(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
