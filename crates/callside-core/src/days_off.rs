//! Days off: dates on which nobody of a company works, whichever day of the week they are.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Most days off that [`WorkingHours`](crate::working_hours::WorkingHours) can have. A day of the week falls on more dates
/// than that within five years, so that a working day is always left.
pub const MOST_DAYS_OFF: usize = 200;
/// Within so many years any day of the week falls on some 260 dates of the calendar.
pub(crate) const YEARS: usize = 5;

/// A day off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DayOff {
    /// `2026-04-03`, or `12-25` for every year.
    #[schemars(with = "String", regex(pattern = r"^([0-9]{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"))]
    pub date: OffOn,
    /// What people call it, such as `Christmas Day`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// When a day off is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum OffOn {
    /// On this date only.
    Once(Date),
    /// Every year. The 29th of February is off in the years that have it.
    Yearly {
        /// 1 to 12.
        month: i8,
        /// 1 to 31, as the month has it.
        day: i8,
    },
}

/// What is written is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a day off is a date such as 2026-04-03, or 12-25 for every year")]
pub struct NoDate;

impl OffOn {
    /// Whether it is this date.
    #[must_use]
    pub fn is(self, date: Date) -> bool {
        match self {
            Self::Once(only) => only == date,
            Self::Yearly { month, day } => date.month() == month && date.day() == day,
        }
    }
}

impl FromStr for OffOn {
    type Err = NoDate;

    fn from_str(text: &str) -> Result<Self, NoDate> {
        let parts: Vec<&str> = text.trim().split('-').collect();
        let number = |text: &str, digits: usize| {
            let whole = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
            whole.then(|| text.parse::<i16>().ok()).flatten().ok_or(NoDate)
        };
        let short = |text: &str| i8::try_from(number(text, 2)?).map_err(|_| NoDate);
        match parts[..] {
            [year, month, day] => {
                let date = Date::new(number(year, 4)?, short(month)?, short(day)?);
                date.map(Self::Once).map_err(|_| NoDate)
            }
            [month, day] => {
                let (month, day) = (short(month)?, short(day)?);
                // A leap year has every day that any year has.
                Date::new(2000, month, day).map_err(|_| NoDate)?;
                Ok(Self::Yearly { month, day })
            }
            _ => Err(NoDate),
        }
    }
}

impl fmt::Display for OffOn {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Once(date) => write!(out, "{date}"),
            Self::Yearly { month, day } => write!(out, "{month:02}-{day:02}"),
        }
    }
}

impl TryFrom<String> for OffOn {
    type Error = NoDate;

    fn try_from(text: String) -> Result<Self, NoDate> {
        text.parse()
    }
}

impl From<OffOn> for String {
    fn from(on: OffOn) -> Self {
        on.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_a_date_or_one_of_every_year() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        for (text, on, off) in [
            ("2026-04-03", "2026-04-03", true),
            ("2026-04-03", "2027-04-03", false),
            ("12-25", "2026-12-25", true),
            ("12-25", "2031-12-25", true),
            ("12-25", "2026-11-25", false),
            ("02-29", "2028-02-29", true),
            ("02-29", "2027-02-28", false),
        ] {
            let day: OffOn = text.parse().unwrap();
            assert_eq!((day.is(date(on)), day.to_string().as_str()), (off, text), "{text} {on}");
        }
        assert_eq!(" 12-25 ".parse(), Ok(OffOn::Yearly { month: 12, day: 25 }));
        for bad in
            ["", "25.12.", "12-32", "13-01", "02-30", "2026-02-29", "2026-2-3", "26-12-25", "-12-25", "+1-02", "12"]
        {
            assert_eq!(bad.parse::<OffOn>(), Err(NoDate), "{bad}");
        }
    }

    #[test]
    fn a_file_has_it_as_it_is_typed() {
        let file = r#"[{"date":"12-25","name":"Christmas Day"},{"date":"2026-04-03"}]"#;
        let read: Vec<DayOff> = serde_json::from_str(file).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), file);
        for (bad, said) in [
            (r#"{"date":"Christmas"}"#, "a day off is a date such as 2026-04-03"),
            (r#"{"date":"12-25","from":"12:00"}"#, "unknown field `from`"),
        ] {
            let error = serde_json::from_str::<DayOff>(bad).unwrap_err().to_string();
            assert!(error.contains(said), "{error}");
        }
    }
}
