//! Sums over days.

use super::counting::{ALL, number};
use super::days::{self, Days};
use super::rows::{FACT, Fact, optional, tally};
use crate::history::{row_after, row_before};
use crate::{Store, StoreError};
use callside_core::call::Seen;
use callside_core::team::{Count, Dimension, Handling, RepeatWindow, Slot, Tally};
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection};
use std::collections::BTreeMap;

/// Which calls are counted: those of one agent, one queue, one campaign, or of several of these at once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// The provider's key of the person.
    pub agent: Option<String>,
    /// Queue or skill.
    pub queue: Option<String>,
    /// Campaign.
    pub campaign: Option<String>,
}

impl Scope {
    /// The one place in the counts that has it all, where there is one.
    fn place(&self) -> Option<(i64, &str)> {
        match (&self.agent, &self.queue, &self.campaign) {
            (None, None, None) => Some((ALL, "")),
            (None, Some(queue), None) => Some((number(Dimension::Queue), queue)),
            (None, None, Some(campaign)) => Some((number(Dimension::Campaign), campaign)),
            _ => None,
        }
    }
}

/// What a supervisor's screen is drawn from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TeamNumbers {
    /// The numbers of all these calls. Of the windows in which a call repeats another, only the one that was asked for
    /// is sure to be there.
    pub count: Count,
    /// The same sums for each agent, queue or campaign, as was asked for.
    pub groups: BTreeMap<Option<String>, Tally>,
    /// Calls by campaign and label of the disposition.
    pub campaigns: BTreeMap<(Option<String>, Option<String>), u64>,
}

impl Store {
    /// The numbers of some days. [`Store::count_days`] must have counted them: this reads what it left. Several
    /// conditions at once, and those on an agent, are counted from the calls themselves.
    ///
    /// # Errors
    /// As every read.
    pub async fn team_numbers(
        &self,
        days: &Days,
        scope: &Scope,
        by: Dimension,
        window: RepeatWindow,
    ) -> Result<TeamNumbers, StoreError> {
        let mut reader = self.reader().await?;
        let Some(place) = scope.place() else { return from_calls(&mut reader, days, scope, by).await };
        let span = (days::number(days.first), days::number(days.last));
        let whole = days_of(&mut reader, place, span, window).await?;
        let count = Count {
            whole,
            hours: hours(&mut reader, place, span).await?,
            outcomes: outcomes(&mut reader, place, span).await?,
        };
        if place.0 == ALL {
            let groups = groups(&mut reader, by, span, window).await?;
            return Ok(TeamNumbers { count, groups, campaigns: campaigns(&mut reader, span).await? });
        }
        let TeamNumbers { groups, campaigns, .. } = from_calls(&mut reader, days, scope, by).await?;
        Ok(TeamNumbers { count, groups, campaigns })
    }
}

async fn from_calls(
    reader: &mut SqliteConnection,
    days: &Days,
    scope: &Scope,
    by: Dimension,
) -> Result<TeamNumbers, StoreError> {
    let (from, until) = days.span()?;
    let mut query = QueryBuilder::<Sqlite>::new(FACT);
    query.push_bind(from.as_millisecond()).push(" AND f.began_at < ").push_bind(until.as_millisecond());
    // The indexes of these have row numbers behind them, and no times.
    if scope.agent.is_some() || scope.queue.is_some() || scope.campaign.is_some() {
        query.push(" AND f.id >= ").push_bind(row_before(from)).push(" AND f.id < ").push_bind(row_after(until));
    }
    for (column, value) in [("agent", &scope.agent), ("queue", &scope.queue), ("campaign", &scope.campaign)] {
        if let Some(value) = value {
            query.push(" AND f.").push(column).push(" = ").push_bind(value.clone());
        }
    }
    let calls: Vec<Fact> = query.build_query_as().fetch_all(reader).await?;
    let mut numbers = TeamNumbers::default();
    for Fact(call) in &calls {
        numbers.count.add(call, &call.began_at.to_zoned(days.zone.clone()));
        numbers.groups.entry(by.of(call).map(str::to_owned)).or_default().add(call);
        if call.outcome.is_some() || call.seen == Seen::Heard {
            *numbers.campaigns.entry((call.campaign.clone(), call.outcome.clone())).or_default() += 1;
        }
    }
    Ok(numbers)
}

/// The sums of a [`Tally`] over rows of `day_tally`.
fn sums(window: RepeatWindow) -> String {
    let days = window.days();
    format!(
        "sum(calls) AS calls, sum(inbound) AS inbound, sum(answered) AS answered, sum(talked) AS talked,
         sum(talk_s) AS talk_s, sum(hold_s) AS hold_s, sum(offered) AS offered, sum(held) AS held, sum(wrapped) AS wrapped, sum(wrap_up_s) AS wrap_up_s,
         sum(repeats_{days}) AS repeats, sum(firsts_{days}) AS firsts, sum(resolved_{days}) AS resolved FROM day_tally"
    )
}

async fn days_of(
    reader: &mut SqliteConnection,
    (dimension, value): (i64, &str),
    (first, last): (i64, i64),
    window: RepeatWindow,
) -> Result<Tally, StoreError> {
    let mut query = QueryBuilder::<Sqlite>::new(format!("SELECT {}", sums(window)));
    query.push(" WHERE dimension = ").push_bind(dimension).push(" AND day BETWEEN ").push_bind(first);
    query.push(" AND ").push_bind(last).push(" AND value = ").push_bind(value.to_owned());
    let row = query.build().fetch_one(reader).await?;
    Ok(tally(&row, window.place())?)
}

async fn groups(
    reader: &mut SqliteConnection,
    by: Dimension,
    (first, last): (i64, i64),
    window: RepeatWindow,
) -> Result<BTreeMap<Option<String>, Tally>, StoreError> {
    let mut query = QueryBuilder::<Sqlite>::new(format!("SELECT value, {}", sums(window)));
    query.push(" WHERE dimension = ").push_bind(number(by)).push(" AND day BETWEEN ").push_bind(first);
    query.push(" AND ").push_bind(last).push(" GROUP BY value");
    let rows = query.build().fetch_all(reader).await?;
    rows.iter().map(|row| Ok((optional(row.try_get("value")?), tally(row, window.place())?))).collect()
}

async fn hours(
    reader: &mut SqliteConnection,
    (dimension, value): (i64, &str),
    (first, last): (i64, i64),
) -> Result<BTreeMap<Slot, Handling>, StoreError> {
    // Day 0 is a Thursday.
    const SQL: &str = "SELECT (day + 3) % 7 + 1, hour, sum(calls), sum(talked), sum(talk_s), sum(hold_s), sum(wrapped),
                       sum(wrap_up_s), sum(held) FROM hour_tally
                       WHERE dimension = ?1 AND value = ?2 AND day BETWEEN ?3 AND ?4 GROUP BY 1, 2";
    type Sums = (i8, i8, i64, i64, i64, i64, i64, i64, i64);
    let rows: Vec<Sums> =
        sqlx::query_as(SQL).bind(dimension).bind(value).bind(first).bind(last).fetch_all(reader).await?;
    let count = |sum: i64| u64::try_from(sum).unwrap_or(0);
    let handling = |(weekday, hour, calls, talked, talk_s, hold_s, wrapped, wrap_up_s, held): Sums| {
        let sums = Handling {
            calls: count(calls),
            talked: count(talked),
            talk_s: count(talk_s),
            held: count(held),
            hold_s: count(hold_s),
            wrapped: count(wrapped),
            wrap_up_s: count(wrap_up_s),
        };
        (Slot { weekday, hour }, sums)
    };
    Ok(rows.into_iter().map(handling).collect())
}

async fn outcomes(
    reader: &mut SqliteConnection,
    (dimension, value): (i64, &str),
    (first, last): (i64, i64),
) -> Result<BTreeMap<Option<String>, u64>, StoreError> {
    const SQL: &str = "SELECT outcome, sum(calls) FROM outcome_tally
                       WHERE dimension = ?1 AND value = ?2 AND day BETWEEN ?3 AND ?4 GROUP BY outcome";
    let rows: Vec<(String, i64)> =
        sqlx::query_as(SQL).bind(dimension).bind(value).bind(first).bind(last).fetch_all(reader).await?;
    Ok(rows.into_iter().map(|(outcome, calls)| (optional(outcome), u64::try_from(calls).unwrap_or(0))).collect())
}

/// By the campaigns of those days: the table begins with dimension and value.
pub(crate) const CAMPAIGNS: &str = "SELECT value, outcome, sum(calls) FROM outcome_tally WHERE dimension = ?1
     AND value IN (SELECT value FROM day_tally WHERE dimension = ?1 AND day BETWEEN ?2 AND ?3)
     AND day BETWEEN ?2 AND ?3 GROUP BY value, outcome";

async fn campaigns(
    reader: &mut SqliteConnection,
    (first, last): (i64, i64),
) -> Result<BTreeMap<(Option<String>, Option<String>), u64>, StoreError> {
    let campaign = number(Dimension::Campaign);
    let rows: Vec<(String, String, i64)> =
        sqlx::query_as(CAMPAIGNS).bind(campaign).bind(first).bind(last).fetch_all(reader).await?;
    let row = |(campaign, outcome, calls)| ((optional(campaign), optional(outcome)), u64::try_from(calls).unwrap_or(0));
    Ok(rows.into_iter().map(row).collect())
}
