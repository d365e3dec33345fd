//! Date literals: `TODAY`, `LAST_N_DAYS:7`, `THIS_QUARTER`, ...
//!
//! Meanings: <https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_dateformats.htm>.
//! Weeks start on Sunday, as for a user with an English (United States) locale, and the fiscal year is the
//! calendar year, as in a new org.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

/// A span of days that is counted from now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DateLiteral {
    unit: Unit,
    /// First unit of the span, relative to the present one.
    first: i32,
    /// Last unit of the span, itself included.
    last: i32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// Largest number after the colon; more would leave the calendar.
const MOST_UNITS: i32 = 5000;

impl DateLiteral {
    /// The literal called `name` in any letter case, without a number.
    pub(crate) fn plain(name: &str) -> Option<Self> {
        let upper = name.to_ascii_uppercase();
        let of = |unit, first, last| Some(Self { unit, first, last });
        match upper.as_str() {
            "YESTERDAY" => return of(Unit::Day, -1, -1),
            "TODAY" => return of(Unit::Day, 0, 0),
            "TOMORROW" => return of(Unit::Day, 1, 1),
            "LAST_90_DAYS" => return of(Unit::Day, -90, 0),
            "NEXT_90_DAYS" => return of(Unit::Day, 1, 90),
            _ => {}
        }
        let (which, unit) = upper.split_once('_')?;
        let at = match which {
            "LAST" => -1,
            "THIS" => 0,
            "NEXT" => 1,
            _ => return None,
        };
        of(Unit::named(unit, "")?, at, at)
    }

    /// Whether `name` is one that wants a number after a colon.
    pub(crate) fn wants_number(name: &str) -> bool {
        Self::counted(name, 1).is_some()
    }

    /// The literal called `name` with a number, such as `LAST_N_DAYS` and 7.
    pub(crate) fn counted(name: &str, count: i32) -> Option<Self> {
        let upper = name.to_ascii_uppercase();
        if !(0..=MOST_UNITS).contains(&count) {
            return None;
        }
        if let Some(unit) = upper.strip_prefix("LAST_N_").and_then(|unit| Unit::named(unit, "S")) {
            // Only days count the present one in; weeks and longer units leave it out.
            let last = if unit == Unit::Day { 0 } else { -1 };
            return Some(Self { unit, first: -count, last });
        }
        if let Some(unit) = upper.strip_prefix("NEXT_N_").and_then(|unit| Unit::named(unit, "S")) {
            return Some(Self { unit, first: 1, last: count });
        }
        let unit = Unit::named(upper.strip_prefix("N_")?.strip_suffix("_AGO")?, "S")?;
        Some(Self { unit, first: -count, last: -count })
    }

    /// First day of the span and first day after it, for a user in `zone`. `None` when the calendar ends first.
    pub(crate) fn days(self, now: Timestamp, zone: &TimeZone) -> Option<(Date, Date)> {
        let today = zone.to_datetime(now).date();
        let start = self.unit.start(today)?;
        let from = self.unit.later(start, self.first)?;
        let until = self.unit.later(start, self.last.checked_add(1)?)?;
        Some((from, until))
    }

    /// The same span as moments.
    pub(crate) fn moments(self, now: Timestamp, zone: &TimeZone) -> Option<(Timestamp, Timestamp)> {
        let (from, until) = self.days(now, zone)?;
        Some((midnight(from, zone)?, midnight(until, zone)?))
    }
}

fn midnight(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    day.to_zoned(zone.clone()).ok().map(|zoned| zoned.timestamp())
}

impl Unit {
    fn named(name: &str, plural: &str) -> Option<Self> {
        let name = name.strip_prefix("FISCAL_").filter(|rest| rest.starts_with(['Q', 'Y'])).unwrap_or(name);
        match name.strip_suffix(plural)? {
            "DAY" if plural == "S" => Some(Self::Day),
            "WEEK" => Some(Self::Week),
            "MONTH" => Some(Self::Month),
            "QUARTER" => Some(Self::Quarter),
            "YEAR" => Some(Self::Year),
            _ => None,
        }
    }

    /// First day of the unit that `day` is in.
    fn start(self, day: Date) -> Option<Date> {
        match self {
            Self::Day => Some(day),
            Self::Week => {
                let back = i64::from(day.weekday().to_sunday_zero_offset());
                day.checked_sub(Span::new().try_days(back).ok()?).ok()
            }
            Self::Month => Some(day.first_of_month()),
            Self::Quarter => Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).ok(),
            Self::Year => Some(day.first_of_year()),
        }
    }

    fn later(self, day: Date, count: i32) -> Option<Date> {
        let span = match self {
            Self::Day => Span::new().try_days(count),
            Self::Week => Span::new().try_weeks(count),
            Self::Month => Span::new().try_months(count),
            Self::Quarter => Span::new().try_months(i64::from(count) * 3),
            Self::Year => Span::new().try_years(count),
        };
        day.checked_add(span.ok()?).ok()
    }
}
