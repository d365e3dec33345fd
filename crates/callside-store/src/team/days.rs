//! Whole days of a place.

use crate::StoreError;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

/// Milliseconds of an hour.
pub(super) const HOUR_MS: i64 = 3_600_000;

/// Whole days on the calendar of a place, both ends included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub first: Date,
    /// The last.
    pub last: Date,
    /// The place's zone.
    pub zone: TimeZone,
}

impl Days {
    /// How many.
    #[must_use]
    pub fn count(&self) -> i64 {
        number(self.last) - number(self.first) + 1
    }

    /// As many days, just before these.
    #[must_use]
    pub fn before(&self) -> Self {
        let back = |date: Date| date.checked_sub(self.count().days()).unwrap_or(Date::MIN);
        Self { first: back(self.first), last: back(self.last), zone: self.zone.clone() }
    }

    /// The moments at which they begin and end.
    ///
    /// # Errors
    /// [`StoreError::Unexpected`] for days that no clock has.
    pub fn span(&self) -> Result<(Timestamp, Timestamp), StoreError> {
        let begins = |date: Date| date.to_zoned(self.zone.clone()).map(|day| day.timestamp());
        let after = self.last.tomorrow();
        match (begins(self.first), after.and_then(begins)) {
            (Ok(from), Ok(until)) => Ok((from, until)),
            _ => Err(StoreError::unexpected("days")),
        }
    }
}

/// Days since 1970.
pub(super) fn number(date: Date) -> i64 {
    date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24
}

/// The days of a place that an hour since 1970 (UTC) touches: two, where a zone's midnight is within it.
pub(super) fn of_hour(hour: i64, zone: &TimeZone) -> Result<[Date; 2], StoreError> {
    let date = |ms: i64| {
        let at = Timestamp::from_millisecond(ms).map_err(|_| StoreError::unexpected("hour"))?;
        Ok::<_, StoreError>(at.to_zoned(zone.clone()).date())
    };
    Ok([date(hour * HOUR_MS)?, date((hour + 1) * HOUR_MS - 1)?])
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_before_are_as_many_and_end_where_these_begin() {
        let days = Days { first: date(2026, 3, 1), last: date(2026, 3, 7), zone: TimeZone::UTC };
        let before = days.before();
        assert_eq!((before.first, before.last, before.count()), (date(2026, 2, 22), date(2026, 2, 28), 7));
        assert_eq!(before.span().unwrap().1, days.span().unwrap().0);
    }

    #[test]
    fn a_day_of_23_hours_is_a_day() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let days = Days { first: date(2026, 3, 29), last: date(2026, 3, 29), zone };
        let (from, until) = days.span().unwrap();
        assert_eq!(until.duration_since(from).as_hours(), 23);
    }

    #[test]
    fn an_hour_may_touch_two_days() {
        let kolkata = TimeZone::get("Asia/Kolkata").unwrap();
        // 18:00 to 19:00 UTC is 23:30 to 00:30 there.
        assert_eq!(of_hour(18, &kolkata).unwrap(), [date(1970, 1, 1), date(1970, 1, 2)]);
        assert_eq!(of_hour(18, &TimeZone::UTC).unwrap(), [date(1970, 1, 1); 2]);
        assert_eq!((number(date(1970, 1, 1)), number(date(2026, 11, 26))), (0, 20_783));
    }
}
