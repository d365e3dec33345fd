//! Requests to phone systems, counted by day, and what was heard from them lately.

use crate::columns::time;
use crate::{Store, StoreError};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Requests of one kind on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneUse {
    /// Day, `YYYY-MM-DD`, UTC.
    pub day: String,
    /// The system's word, such as `sticky_calls`.
    pub system: String,
    /// What was asked for, such as `start`.
    pub request: String,
    /// `ok`, or a word for what went wrong.
    pub outcome: String,
    /// How often.
    pub count: u64,
}

/// Something that a phone system told us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// The call's key, where it was about one.
    pub call: Option<String>,
    /// The event's word, such as `answered`.
    pub kind: String,
    /// It says the other party's number. Nobody can be found by a call whose events never do.
    pub has_number: bool,
    /// When it came in, to the millisecond.
    pub at: Timestamp,
}

impl Store {
    /// Counts one request.
    ///
    /// # Errors
    /// As every write.
    pub async fn count_phone_use(
        &self,
        system: &str,
        request: &str,
        outcome: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO phone_use (day, system, request, outcome, count) VALUES (?1, ?2, ?3, ?4, 1)
                           ON CONFLICT (day, system, request, outcome) DO UPDATE SET count = count + 1";
        let day = now.to_zoned(TimeZone::UTC).date().to_string();
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        sqlx::query(SQL).bind(day).bind(system).bind(request).bind(outcome).execute(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// What was asked for since a day (`YYYY-MM-DD`, UTC), newest day first.
    ///
    /// # Errors
    /// As every read.
    pub async fn phone_use(&self, since_day: &str) -> Result<Vec<PhoneUse>, StoreError> {
        const SQL: &str = "SELECT day, system, request, outcome, count FROM phone_use WHERE day >= ?1
                           ORDER BY day DESC, system, request, outcome LIMIT 1000";
        let mut reader = self.reader().await?;
        let rows: Vec<(String, String, String, String, i64)> =
            sqlx::query_as(SQL).bind(since_day).fetch_all(&mut *reader).await?;
        let read = |(day, system, request, outcome, count)| {
            let count = u64::try_from(count).unwrap_or(0);
            PhoneUse { day, system, request, outcome, count }
        };
        Ok(rows.into_iter().map(read).collect())
    }

    /// What phone systems told us since a moment, oldest first.
    ///
    /// # Errors
    /// As every read.
    pub async fn heard_since(&self, since: Timestamp) -> Result<Vec<Heard>, StoreError> {
        const SQL: &str = "SELECT call, kind, payload ->> '$.facts.customer_number' IS NOT NULL, received_at
                           FROM event WHERE received_at >= ?1
                           ORDER BY received_at, row LIMIT 200";
        let mut reader = self.reader().await?;
        let rows: Vec<(Option<String>, String, bool, i64)> =
            sqlx::query_as(SQL).bind(since.as_millisecond()).fetch_all(&mut *reader).await?;
        rows.into_iter()
            .map(|(call, kind, has_number, at)| Ok(Heard { call, kind, has_number, at: time(at)? }))
            .collect()
    }
}
