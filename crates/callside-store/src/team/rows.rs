//! Calls that are over, as rows.

use crate::StoreError;
use crate::columns::time;
use crate::facts::{direction, seen};
use callside_core::team::{FinishedCall, Tally};
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row};

/// The columns of a [`Fact`]; `f` is the call. Only inbound calls repeat each other.
pub(super) const FACT: &str = "SELECT f.began_at, f.agent, f.queue, f.campaign, f.outcome, f.direction, f.answered,
       f.talk_s, f.hold_s, f.wrap_up_s, f.seen,
       CASE WHEN f.direction = 'inbound' AND f.e164 IS NOT NULL THEN
         (SELECT max(p.began_at) FROM call_fact p
          WHERE p.e164 = f.e164 AND p.direction = 'inbound' AND p.began_at < f.began_at) END AS before,
       CASE WHEN f.direction = 'inbound' AND f.e164 IS NOT NULL THEN
         (SELECT min(p.began_at) FROM call_fact p
          WHERE p.e164 = f.e164 AND p.direction = 'inbound' AND p.began_at > f.began_at) END AS after
       FROM call_fact f WHERE f.over = 1 AND f.began_at >= ";

/// A call that is over.
pub(super) struct Fact(pub(super) FinishedCall);

impl FromRow<'_, SqliteRow> for Fact {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let began: i64 = row.try_get("began_at")?;
        let gap = |ms: Option<i64>| ms.map(|ms| began.abs_diff(ms) / 1000);
        let began_at = time(began).map_err(|error: StoreError| sqlx::Error::Decode(error.into()))?;
        Ok(Self(FinishedCall {
            began_at,
            agent: row.try_get("agent")?,
            queue: row.try_get("queue")?,
            campaign: row.try_get("campaign")?,
            outcome: row.try_get("outcome")?,
            direction: row.try_get::<Option<&str>, _>("direction")?.and_then(direction),
            seen: seen(row.try_get("seen")?),
            answered: row.try_get("answered")?,
            talk_s: row.try_get("talk_s")?,
            hold_s: row.try_get("hold_s")?,
            wrap_up_s: row.try_get("wrap_up_s")?,
            gap_before_s: gap(row.try_get("before")?),
            gap_after_s: gap(row.try_get("after")?),
        }))
    }
}

/// What a sum over calls reads from a row: ten sums and the three of one window, whose place is given.
pub(super) fn tally(row: &SqliteRow, window: usize) -> Result<Tally, sqlx::Error> {
    let sum = |column: &str| {
        let sum: Option<i64> = row.try_get(column)?;
        Ok::<u64, sqlx::Error>(u64::try_from(sum.unwrap_or(0)).unwrap_or(0))
    };
    let mut tally = Tally {
        calls: sum("calls")?,
        inbound: sum("inbound")?,
        offered: sum("offered")?,
        answered: sum("answered")?,
        held: sum("held")?,
        talked: sum("talked")?,
        talk_s: sum("talk_s")?,
        hold_s: sum("hold_s")?,
        wrapped: sum("wrapped")?,
        wrap_up_s: sum("wrap_up_s")?,
        ..Tally::default()
    };
    tally.repeats[window] = sum("repeats")?;
    tally.firsts[window] = sum("firsts")?;
    tally.resolved[window] = sum("resolved")?;
    Ok(tally)
}

/// How a value stands in the tables of counts: none is the empty text, which no phone system sends.
pub(super) fn value(text: Option<&str>) -> &str {
    text.unwrap_or_default()
}

/// The same back.
pub(super) fn optional(value: String) -> Option<String> {
    Some(value).filter(|value| !value.is_empty())
}
