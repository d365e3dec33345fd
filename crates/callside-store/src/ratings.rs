//! What callers said of calls: a copy of what an admin's query found, and sums over it.

use crate::columns::write;
use crate::team::{Days, Scope};
use crate::{Store, StoreError};
use callside_core::satisfaction::Rating;
use callside_core::team::Dimension;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use std::collections::BTreeMap;

/// Sums over ratings.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RatingSums {
    /// By day on the calendar of the place: how many, and their sum.
    pub days: BTreeMap<Date, (u32, f64)>,
    /// By person, queue or campaign: name, how many, and their sum. `None` = none is named.
    pub groups: BTreeMap<Option<String>, (Option<String>, u32, f64)>,
}

impl RatingSums {
    /// How many, and their sum.
    #[must_use]
    pub fn whole(&self) -> (u32, f64) {
        self.days.values().fold((0, 0.0), |(count, sum), (more, plus)| (count + more, sum + plus))
    }
}

impl Store {
    /// Keeps what the query found in place of what it found before.
    ///
    /// # Errors
    /// As every write.
    pub async fn keep_ratings(&self, ratings: &[Rating], now: Timestamp) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO rating (record, at, score, agent, agent_name, call, seen_at)
                           SELECT value ->> 0, value ->> 1, CAST(value ->> 2 AS REAL), value ->> 3, value ->> 4,
                                  value ->> 5, ?2 FROM json_each(?1) WHERE true ON CONFLICT (record) DO NOTHING";
        let row = |one: &Rating| {
            let call = one.call.as_ref().map(ToString::to_string);
            json!([one.record, one.at.as_millisecond(), one.score, one.agent, one.agent_name, call])
        };
        let rows: Vec<_> = ratings.iter().map(row).collect();
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        sqlx::query("DELETE FROM rating").execute(&mut *transaction).await?;
        sqlx::query(SQL).bind(write(&rows)?).bind(now.as_millisecond()).execute(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// Sums over the ratings of some days, told apart by person, queue or campaign. A rating that names its call belongs to whoever had the call, its queue and
    /// its campaign; one that does not, to whom it names.
    ///
    /// # Errors
    /// As every read.
    pub async fn ratings(&self, days: &Days, scope: &Scope, by: Dimension) -> Result<RatingSums, StoreError> {
        const SQL: &str = "SELECT r.at, r.score,
                             CASE ?6 WHEN 'queue' THEN f.queue WHEN 'campaign' THEN f.campaign
                                     ELSE coalesce(f.agent, r.agent) END,
                             CASE ?6 WHEN 'queue' THEN f.queue WHEN 'campaign' THEN f.campaign
                                     ELSE coalesce(f.agent_name, r.agent_name) END
                           FROM rating r LEFT JOIN call c ON c.key = r.call LEFT JOIN call_fact f ON f.id = c.id
                           WHERE r.at >= ?1 AND r.at < ?2
                             AND (?3 IS NULL OR coalesce(f.agent, r.agent) = ?3)
                             AND (?4 IS NULL OR f.queue = ?4) AND (?5 IS NULL OR f.campaign = ?5)";
        type Row = (i64, f64, Option<String>, Option<String>);
        let (from, until) = days.span()?;
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = sqlx::query_as(SQL)
            .bind(from.as_millisecond())
            .bind(until.as_millisecond())
            .bind(&scope.agent)
            .bind(&scope.queue)
            .bind(&scope.campaign)
            .bind(match by {
                Dimension::Agent => "agent",
                Dimension::Queue => "queue",
                Dimension::Campaign => "campaign",
            })
            .fetch_all(&mut *reader)
            .await?;
        let mut sums = RatingSums::default();
        for (at, score, group, name) in rows {
            let at = Timestamp::from_millisecond(at).map_err(|_| StoreError::unexpected("time"))?;
            let day = sums.days.entry(at.to_zoned(days.zone.clone()).date()).or_default();
            *day = (day.0 + 1, day.1 + score);
            let one = sums.groups.entry(group).or_default();
            *one = (name.or_else(|| one.0.take()), one.1 + 1, one.2 + score);
        }
        Ok(sums)
    }
}
