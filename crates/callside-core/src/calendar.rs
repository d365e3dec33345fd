//! The agent's calendar: what is taken, and which times are free for a follow-up.
//!
//! Free times lie within the company's working hours: the same days on which follow-ups are due, and hours in which a caller
//! can be promised something without asking anybody.

use crate::working_hours::WorkingHours;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};

/// Free times begin with the working day, and then every half hour.
const STEP_MINUTES: i64 = 30;
/// How many days ahead free times are looked for.
const DAYS: u32 = 14;
/// Free times of one day that are offered, so that there is a choice of days.
const OF_A_DAY: usize = 3;
/// Free times that are offered.
const OFFERED: usize = 6;

/// Something that stands in the calendar and takes time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// What it is called. Hostile text.
    pub subject: String,
    /// When it is.
    pub when: When,
}

/// When something in a calendar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// From a moment up to another.
    Time {
        /// Begin.
        from: Timestamp,
        /// End.
        until: Timestamp,
    },
    /// Whole days, wherever the agent is.
    Days {
        /// The first.
        first: Date,
        /// The last.
        last: Date,
    },
}

/// What the calendar says about a follow-up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slots {
    /// Free times to offer, the soonest first.
    pub free: Vec<Timestamp>,
    /// What stands at the proposed or picked time.
    pub taken_by: Option<Appointment>,
}

impl When {
    /// Begin and end in the agent's zone.
    #[must_use]
    pub fn span(self, zone: &TimeZone) -> Option<(Timestamp, Timestamp)> {
        match self {
            Self::Time { from, until } => Some((from, until)),
            Self::Days { first, last } => {
                let begin = |date: Date| date.to_zoned(zone.clone()).ok().map(|at| at.timestamp());
                Some((begin(first)?, begin(last.tomorrow().ok()?)?))
            }
        }
    }
}

/// Free times of that length after a moment, and what stands at the time that is thought of.
#[must_use]
pub fn slots(
    calendar: &[Appointment],
    minutes: u32,
    at: Timestamp,
    now: Timestamp,
    zone: &TimeZone,
    hours: &WorkingHours,
) -> Slots {
    Slots { free: free(calendar, minutes, now, zone, hours), taken_by: taken_by(calendar, at, minutes, zone).cloned() }
}

/// What takes some of the time from a moment on; what ends when it begins does not.
fn taken_by<'c>(calendar: &'c [Appointment], at: Timestamp, minutes: u32, zone: &TimeZone) -> Option<&'c Appointment> {
    let end = at.checked_add(i64::from(minutes).minutes()).unwrap_or(at);
    calendar.iter().find(|known| known.when.span(zone).is_some_and(|(from, until)| from < end && at < until))
}

fn free(
    calendar: &[Appointment],
    minutes: u32,
    now: Timestamp,
    zone: &TimeZone,
    hours: &WorkingHours,
) -> Vec<Timestamp> {
    let mut found = Vec::new();
    let mut date = now.to_zoned(zone.clone()).date();
    for _ in 0..DAYS {
        let times = times(date, minutes, zone, hours).filter(|at| *at > now);
        let is_free = |at: &Timestamp| taken_by(calendar, *at, minutes, zone).is_none();
        found.extend(times.filter(is_free).take(OF_A_DAY));
        date = date.tomorrow().unwrap_or(date);
    }
    found.truncate(OFFERED);
    found
}

/// The times of a day at which something of that length can begin and still end within working hours; none when nobody
/// works on it.
fn times(date: Date, minutes: u32, zone: &TimeZone, hours: &WorkingHours) -> impl Iterator<Item = Timestamp> + use<> {
    let (begin, end) = hours.on(date, zone).unzip();
    let last = end.and_then(|end| end.checked_sub(i64::from(minutes).minutes()).ok());
    let next = |at: &Zoned| at.checked_add(STEP_MINUTES.minutes()).ok();
    let all = std::iter::successors(begin, next);
    all.take_while(move |at| last.as_ref().is_some_and(|last| at <= last)).map(|at| at.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone() -> TimeZone {
        TimeZone::get("Europe/Berlin").unwrap()
    }

    fn at(text: &str) -> Timestamp {
        text.parse::<jiff::civil::DateTime>().unwrap().to_zoned(zone()).unwrap().timestamp()
    }

    fn meeting(from: &str, until: &str) -> Appointment {
        Appointment { subject: "Team".into(), when: When::Time { from: at(from), until: at(until) } }
    }

    fn days(first: &str, last: &str) -> Appointment {
        let when = When::Days { first: first.parse().unwrap(), last: last.parse().unwrap() };
        Appointment { subject: "Holiday".into(), when }
    }

    fn told(calendar: &[Appointment], minutes: u32, now: &str) -> Vec<String> {
        told_by(calendar, minutes, now, &WorkingHours::default())
    }

    fn told_by(calendar: &[Appointment], minutes: u32, now: &str, hours: &WorkingHours) -> Vec<String> {
        let free = free(calendar, minutes, at(now), &zone(), hours);
        free.iter().map(|at| at.to_zoned(zone()).strftime("%a %d %H:%M").to_string()).collect()
    }

    #[test]
    fn free_times_are_within_working_hours_and_leave_a_choice_of_days() {
        // A Friday afternoon: what is left of it, then Monday.
        let after = ["Fri 27 16:00", "Fri 27 16:30", "Mon 30 09:00", "Mon 30 09:30", "Mon 30 10:00", "Tue 01 09:00"];
        assert_eq!(told(&[], 30, "2026-11-27T15:40"), after);
        let busy = [
            meeting("2026-11-27T16:00", "2026-11-27T16:30"),
            days("2026-11-30", "2026-11-30"),
            meeting("2026-12-01T08:30", "2026-12-01T09:10"),
        ];
        let free = ["Fri 27 16:30", "Tue 01 09:30", "Tue 01 10:00", "Tue 01 10:30", "Wed 02 09:00", "Wed 02 09:30"];
        assert_eq!(told(&busy, 30, "2026-11-27T15:40"), free);
        assert_eq!(told(&[], 60, "2026-11-27T15:40")[0], "Fri 27 16:00", "it ends when the day does");
        assert_eq!(told(&[], 90, "2026-11-27T15:40")[0], "Mon 30 09:00");
        assert_eq!(told(&[], 540, "2026-11-27T15:40"), [""; 0], "longer than a working day");
        assert_eq!(told(&[days("2026-11-01", "2026-12-31")], 30, "2026-11-27T15:40"), [""; 0]);
    }

    #[test]
    fn free_times_go_by_the_companys_working_hours() {
        use crate::working_hours::WorkingDay::{Saturday, Sunday};
        let weekend = WorkingHours::read([Saturday, Sunday].into(), "10:15", "12:00").unwrap();
        let free = ["Sat 28 10:15", "Sat 28 10:45", "Sat 28 11:15", "Sun 29 10:15", "Sun 29 10:45", "Sun 29 11:15"];
        assert_eq!(told_by(&[], 30, "2026-11-27T15:40", &weekend), free);
        let busy = [meeting("2026-11-28T10:00", "2026-11-28T11:30")];
        assert_eq!(told_by(&busy, 30, "2026-11-27T15:40", &weekend)[0], "Sun 29 10:15", "11:45 would end too late");
        assert_eq!(told_by(&[], 120, "2026-11-27T15:40", &weekend), [""; 0], "longer than a working day");
    }

    #[test]
    fn a_time_is_taken_by_what_overlaps_it_and_not_by_what_touches_it() {
        let calendar = [meeting("2026-11-30T10:00", "2026-11-30T10:30"), days("2026-12-01", "2026-12-02")];
        for (time, minutes, taken) in [
            ("2026-11-30T09:30", 30, None),
            ("2026-11-30T09:30", 31, Some("Team")),
            ("2026-11-30T10:29", 30, Some("Team")),
            ("2026-11-30T10:30", 30, None),
            ("2026-12-01T00:00", 30, Some("Holiday")),
            ("2026-12-02T23:45", 30, Some("Holiday")),
            ("2026-12-03T00:00", 30, None),
        ] {
            let found =
                slots(&calendar, minutes, at(time), at("2026-11-27T15:40"), &zone(), &WorkingHours::default()).taken_by;
            assert_eq!(found.as_ref().map(|it| it.subject.as_str()), taken, "{time} for {minutes}");
        }
    }

    #[test]
    fn the_day_on_which_clocks_change_has_its_hours_by_the_clock() {
        let free = free(&[], 30, at("2026-03-27T18:00"), &zone(), &WorkingHours::default());
        assert_eq!(free[0].to_string(), "2026-03-30T07:00:00Z", "summer time since Sunday");
    }
}
