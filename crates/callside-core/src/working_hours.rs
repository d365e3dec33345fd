//! Working hours: on which days a company works, and from when until when, by the clock of whoever works there. Free times,
//! follow-ups and the next working day go by them.

use crate::days_off::{DayOff, MOST_DAYS_OFF, YEARS};
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashSet};

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WorkingDay {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

impl WorkingDay {
    /// The days, Monday first.
    pub const ALL: [Self; 7] =
        [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];

    /// Of the calendar.
    fn of(date: Date) -> Self {
        let monday_is_0 = date.weekday().to_monday_zero_offset();
        usize::try_from(monday_is_0).ok().and_then(|at| Self::ALL.get(at).copied()).unwrap_or(Self::Monday)
    }
}

/// Working hours: at least one day, and an end that comes after the begin on the same day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct WorkingHours {
    days: BTreeSet<WorkingDay>,
    from: Time,
    until: Time,
    days_off: Vec<DayOff>,
}

/// Working hours as a file has them.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "WorkingHours")]
struct Written {
    /// The days, at least one.
    #[schemars(length(min = 1))]
    days: BTreeSet<WorkingDay>,
    /// Begin on each of them, such as `09:00`, in the zone of whoever works.
    #[schemars(regex(pattern = r"^([01]?[0-9]|2[0-3]):[0-5][0-9]$"))]
    from: String,
    /// End on the same day.
    #[schemars(regex(pattern = r"^([01]?[0-9]|2[0-3]):[0-5][0-9]$"))]
    until: String,
    /// Dates on which nobody works.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = MOST_DAYS_OFF))]
    days_off: Vec<DayOff>,
}

/// Why these cannot be working hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HoursFault {
    /// There is no day on which anybody works.
    #[error("days needs at least one day")]
    NoDay,
    /// The begin is no time of day.
    #[error("from is a time of day such as 09:00")]
    From,
    /// The end is no time of day.
    #[error("until is a time of day such as 17:00")]
    Until,
    /// The end does not come after the begin.
    #[error("until comes after from, on the same day")]
    EndsFirst,
    /// A day off, by its place from 0, is one that stands before it.
    #[error("days_off.{0} is there twice")]
    OffTwice(usize),
    /// There are more days off than [`MOST_DAYS_OFF`].
    #[error("days_off takes at most {} days", MOST_DAYS_OFF)]
    TooManyOff,
}

impl Default for WorkingHours {
    /// Monday to Friday, nine to five.
    fn default() -> Self {
        Self {
            days: WorkingDay::ALL[..5].iter().copied().collect(),
            from: Time::constant(9, 0, 0, 0),
            until: Time::constant(17, 0, 0, 0),
            days_off: Vec::new(),
        }
    }
}

impl WorkingHours {
    /// Reads them as they are written, times as `HH:MM`.
    ///
    /// # Errors
    /// What cannot be.
    pub fn read(days: BTreeSet<WorkingDay>, from: &str, until: &str) -> Result<Self, HoursFault> {
        let from = clock(from).ok_or(HoursFault::From)?;
        let until = clock(until).ok_or(HoursFault::Until)?;
        if days.is_empty() {
            return Err(HoursFault::NoDay);
        }
        if until <= from {
            return Err(HoursFault::EndsFirst);
        }
        Ok(Self { days, from, until, days_off: Vec::new() })
    }

    /// The same hours with these days off in place of those that they had, in this order.
    ///
    /// # Errors
    /// [`HoursFault::OffTwice`] and [`HoursFault::TooManyOff`].
    pub fn with_days_off(self, days_off: Vec<DayOff>) -> Result<Self, HoursFault> {
        if days_off.len() > MOST_DAYS_OFF {
            return Err(HoursFault::TooManyOff);
        }
        let mut known = HashSet::new();
        if let Some(again) = days_off.iter().position(|off| !known.insert(off.date)) {
            return Err(HoursFault::OffTwice(again));
        }
        Ok(Self { days_off, ..self })
    }

    /// The days off, in the order in which they were given.
    #[must_use]
    pub fn days_off(&self) -> &[DayOff] {
        &self.days_off
    }

    /// The days, Monday first.
    pub fn days(&self) -> impl Iterator<Item = WorkingDay> {
        self.days.iter().copied()
    }

    /// When a working day begins, as `HH:MM`.
    #[must_use]
    pub fn begin(&self) -> String {
        written(self.from)
    }

    /// When it ends, as `HH:MM`.
    #[must_use]
    pub fn end(&self) -> String {
        written(self.until)
    }

    /// Whether nobody chose others.
    #[must_use]
    pub fn are_usual(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it is a working day.
    #[must_use]
    pub fn include(&self, date: Date) -> bool {
        self.days.contains(&WorkingDay::of(date)) && !self.days_off.iter().any(|off| off.date.is(date))
    }

    /// The first working day after a date.
    #[must_use]
    pub fn next_day(&self, date: Date) -> Date {
        let mut days = std::iter::successors(date.tomorrow().ok(), |date| date.tomorrow().ok()).take(YEARS * 366);
        days.find(|date| self.include(*date)).unwrap_or(date)
    }

    /// Begin and end of work on a date; `None` when it is no working day, or the zone skips these hours.
    #[must_use]
    pub fn on(&self, date: Date, zone: &TimeZone) -> Option<(Zoned, Zoned)> {
        let at = |time: Time| date.to_datetime(time).to_zoned(zone.clone()).ok();
        self.include(date).then(|| at(self.from).zip(at(self.until))).flatten()
    }

    /// When work begins so many working days after a moment; 0 = on the same day, whichever that is.
    #[must_use]
    pub fn days_after(&self, moment: Timestamp, days: u32, zone: &TimeZone) -> Timestamp {
        let today = moment.to_zoned(zone.clone()).date();
        let date = (0..days.min(366)).fold(today, |date, _| self.next_day(date));
        date.to_datetime(self.from).to_zoned(zone.clone()).map_or(moment, |at| at.timestamp())
    }

    /// What is proposed when nothing was agreed: the next working day, an hour after work begins where that is still work.
    #[must_use]
    pub fn proposed(&self, moment: Timestamp, zone: &TimeZone) -> Timestamp {
        let begin = self.days_after(moment, 1, zone);
        let an_hour_on = self.from.checked_add(1.hour()).is_ok_and(|later| later < self.until);
        if an_hour_on { begin.checked_add(1.hour()).unwrap_or(begin) } else { begin }
    }
}

/// A time of day, `HH:MM`.
fn clock(text: &str) -> Option<Time> {
    let (hour, minute) = text.trim().split_once(':')?;
    let number = |text: &str| (1..=2).contains(&text.len()).then(|| text.parse::<u8>().ok()).flatten();
    let minute = number(minute).filter(|_| minute.len() == 2)?;
    Time::new(i8::try_from(number(hour)?).ok()?, i8::try_from(minute).ok()?, 0, 0).ok()
}

fn written(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

impl TryFrom<Written> for WorkingHours {
    type Error = HoursFault;

    fn try_from(written: Written) -> Result<Self, HoursFault> {
        Self::read(written.days, &written.from, &written.until)?.with_days_off(written.days_off)
    }
}

impl From<WorkingHours> for Written {
    fn from(hours: WorkingHours) -> Self {
        Self { from: hours.begin(), until: hours.end(), days: hours.days, days_off: hours.days_off }
    }
}

impl JsonSchema for WorkingHours {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Written::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Written::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(named: &[WorkingDay]) -> BTreeSet<WorkingDay> {
        named.iter().copied().collect()
    }

    /// Sunday to Thursday, eight to half past four.
    fn gulf() -> WorkingHours {
        use WorkingDay::{Monday, Sunday, Thursday, Tuesday, Wednesday};
        WorkingHours::read(days(&[Sunday, Monday, Tuesday, Wednesday, Thursday]), "8:00", "16:30").unwrap()
    }

    #[test]
    fn what_cannot_be_working_hours_is_refused() {
        let monday = || days(&[WorkingDay::Monday]);
        for (named, from, until, fault) in [
            (days(&[]), "09:00", "17:00", HoursFault::NoDay),
            (monday(), "17:00", "09:00", HoursFault::EndsFirst),
            (monday(), "09:00", "09:00", HoursFault::EndsFirst),
            (monday(), "9", "17:00", HoursFault::From),
            (monday(), "09:0", "17:00", HoursFault::From),
            (monday(), "-9:00", "17:00", HoursFault::From),
            (monday(), "", "17:00", HoursFault::From),
            (monday(), "09:00", "24:00", HoursFault::Until),
            (monday(), "09:00", "16:60", HoursFault::Until),
            (monday(), "09:00", "five", HoursFault::Until),
        ] {
            assert_eq!(WorkingHours::read(named, from, until), Err(fault), "{from} {until}");
        }
        let nights = WorkingHours::read(monday(), " 0:05 ", "23:59").unwrap();
        assert_eq!((nights.begin(), nights.end()), ("00:05".into(), "23:59".into()));
    }

    #[test]
    fn a_file_has_them_as_words_and_times_and_its_faults_say_what_is_wrong() {
        let file = r#"{"days":["monday","sunday"],"from":"08:30","until":"12:00"}"#;
        let read: WorkingHours = serde_json::from_str(file).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), file);
        for (file, said) in [
            (r#"{"days":[],"from":"08:30","until":"12:00"}"#, "days needs at least one day"),
            (r#"{"days":["monday"],"from":"12:00","until":"08:30"}"#, "until comes after from, on the same day"),
            (r#"{"days":["mon"],"from":"08:00","until":"12:00"}"#, "unknown variant `mon`"),
            (
                r#"{"days":["monday"],"from":"08:00","until":"12:00","days_off":[{"date":"01-01"},{"date":"01-01"}]}"#,
                "days_off.1 is there twice",
            ),
        ] {
            let error = serde_json::from_str::<WorkingHours>(file).unwrap_err().to_string();
            assert!(error.contains(said), "{error}");
        }
    }

    #[test]
    fn the_next_working_day_goes_by_the_days() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        // The 27th of November 2026 is a Friday.
        assert_eq!(WorkingHours::default().next_day(date("2026-11-27")), date("2026-11-30"));
        assert_eq!(gulf().next_day(date("2026-11-26")), date("2026-11-29"));
        let mondays = WorkingHours::read(days(&[WorkingDay::Monday]), "09:00", "17:00").unwrap();
        assert_eq!(mondays.next_day(date("2026-11-30")), date("2026-12-07"));
        assert!(!gulf().include(date("2026-11-27")) && gulf().include(date("2026-11-29")));
    }

    #[test]
    fn follow_ups_begin_when_work_does() {
        let zone = TimeZone::get("Asia/Dubai").unwrap();
        let at =
            |text: &str| text.parse::<jiff::civil::DateTime>().unwrap().to_zoned(zone.clone()).unwrap().timestamp();
        let thursday = at("2026-11-26T15:00");
        assert_eq!(gulf().days_after(thursday, 1, &zone), at("2026-11-29T08:00"));
        assert_eq!(gulf().days_after(thursday, 2, &zone), at("2026-11-30T08:00"));
        assert_eq!(gulf().proposed(thursday, &zone), at("2026-11-29T09:00"));
        let short = WorkingHours::read(days(&[WorkingDay::Sunday]), "08:00", "09:00").unwrap();
        assert_eq!(short.proposed(thursday, &zone), at("2026-11-29T08:00"), "an hour later nobody works any more");
    }

    fn off(dates: &[&str]) -> Vec<DayOff> {
        dates.iter().map(|date| DayOff { date: date.parse().unwrap(), name: None }).collect()
    }

    #[test]
    fn nobody_works_on_a_day_off() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let date = |text: &str| text.parse::<Date>().unwrap();
        let hours = WorkingHours::default().with_days_off(off(&["12-25", "2026-12-24", "01-01"])).unwrap();
        assert_eq!(hours.on(date("2026-12-24"), &zone), None);
        assert!(hours.on(date("2027-12-24"), &zone).is_some(), "once is once");
        // The 23rd of December 2026 is a Wednesday: Thursday and Friday are off, and the week ends.
        assert_eq!(hours.next_day(date("2026-12-23")), date("2026-12-28"));
        assert_eq!(hours.next_day(date("2030-12-31")), date("2031-01-02"));
        let at =
            |text: &str| text.parse::<jiff::civil::DateTime>().unwrap().to_zoned(zone.clone()).unwrap().timestamp();
        assert_eq!(hours.days_after(at("2026-12-23T15:00"), 2, &zone), at("2026-12-29T09:00"));
        assert_eq!(hours.proposed(at("2026-12-23T15:00"), &zone), at("2026-12-28T10:00"));
        assert!(!hours.are_usual());
    }

    #[test]
    fn however_many_days_are_off_a_working_day_is_left() {
        let usual = WorkingHours::default;
        assert_eq!(usual().with_days_off(off(&["12-25", "2026-12-25"])).map(|it| it.days_off.len()), Ok(2));
        assert_eq!(usual().with_days_off(off(&["12-25", "01-01", "12-25"])), Err(HoursFault::OffTwice(2)));
        // As many Mondays as can be, of the years to come, each off in every year.
        let first = "2026-11-30".parse::<Date>().unwrap();
        let mondays = std::iter::successors(Some(first), |date| date.checked_add(7.days()).ok());
        let mut known = HashSet::new();
        let dates = mondays.map(|date| date.strftime("%m-%d").to_string()).filter(|date| known.insert(date.clone()));
        let dates: Vec<String> = dates.take(MOST_DAYS_OFF + 1).collect();
        let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
        let mondays = || WorkingHours::read(days(&[WorkingDay::Monday]), "09:00", "17:00").unwrap();
        assert_eq!(mondays().with_days_off(off(&dates)), Err(HoursFault::TooManyOff));
        let next = mondays().with_days_off(off(&dates[..MOST_DAYS_OFF])).unwrap().next_day(first);
        assert!(next > "2029-01-01".parse().unwrap() && WorkingDay::of(next) == WorkingDay::Monday, "{next}");
    }
}
