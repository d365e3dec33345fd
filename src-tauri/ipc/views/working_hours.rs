//! Working hours and days off as texts, and back.

use super::outcomes::fault;
use crate::ipc::rules::{DayOffView, RowFaultView, WorkingHoursView};
use crate::ipc::wrong::Wrong;
use callside_core::days_off::{DayOff, MOST_DAYS_OFF, NoDate};
use callside_core::working_hours::{HoursFault, WorkingDay, WorkingHours};

/// Working hours as an admin reads them.
#[must_use]
pub fn view(hours: &WorkingHours) -> WorkingHoursView {
    let days = hours.days().filter_map(|day| WorkingDay::ALL.iter().position(|other| *other == day));
    WorkingHoursView {
        days: days.filter_map(|at| u8::try_from(at + 1).ok()).collect(),
        from: hours.begin(),
        until: hours.end(),
        days_off: hours.days_off().iter().map(day_off).collect(),
    }
}

fn day_off(off: &DayOff) -> DayOffView {
    DayOffView { date: off.date.to_string(), name: off.name.clone().unwrap_or_default() }
}

/// Reads them as they are typed.
///
/// # Errors
/// What cannot be, at its field.
pub fn read(typed: &WorkingHoursView) -> Result<WorkingHours, Vec<RowFaultView>> {
    let day = |number: &u8| WorkingDay::ALL.get(usize::from(*number).checked_sub(1)?).copied();
    let days = typed.days.iter().filter_map(day).collect();
    let told = |wrong| vec![hours_fault(wrong, typed)];
    let hours = WorkingHours::read(days, &typed.from, &typed.until).map_err(told)?;
    let (mut days_off, mut faults) = (Vec::new(), Vec::new());
    for (n, off) in typed.days_off.iter().enumerate() {
        match off.date.parse() {
            Ok(date) => {
                let name = Some(off.name.trim().to_owned()).filter(|name| !name.is_empty());
                days_off.push(DayOff { date, name });
            }
            Err(NoDate) => faults.push(fault(0, None, &off_column(n), Wrong::NoDate)),
        }
    }
    if faults.is_empty() { hours.with_days_off(days_off).map_err(told) } else { Err(faults) }
}

/// The column of a day off, by its place from 0.
fn off_column(n: usize) -> String {
    format!("days_off.{n}")
}

fn hours_fault(wrong: HoursFault, typed: &WorkingHoursView) -> RowFaultView {
    match wrong {
        HoursFault::OffTwice(n) => {
            let date = typed.days_off.get(n).map_or("", |off| off.date.trim());
            fault(0, None, &off_column(n), Wrong::Twice(date.to_owned()))
        }
        HoursFault::TooManyOff => {
            fault(0, None, "days_off", Wrong::TooMany(u32::try_from(MOST_DAYS_OFF).unwrap_or(u32::MAX)))
        }
        HoursFault::NoDay => fault(0, None, "days", Wrong::NoWorkingDay),
        HoursFault::From => fault(0, None, "from", Wrong::NoTimeOfDay),
        HoursFault::Until => fault(0, None, "until", Wrong::NoTimeOfDay),
        HoursFault::EndsFirst => fault(0, None, "until", Wrong::EndsFirst),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_off_that_cannot_be_is_said_at_its_row() {
        let mut typed = view(&WorkingHours::default());
        let mut told = |dates: &[&str]| {
            let off = |date: &&str| DayOffView { date: (*date).to_owned(), name: " Holiday ".into() };
            typed.days_off = dates.iter().map(off).collect();
            read(&typed)
        };
        let at = |n: usize, wrong: Wrong| fault(0, None, &format!("days_off.{n}"), wrong);
        let faults = [at(0, Wrong::NoDate), at(2, Wrong::NoDate)];
        assert_eq!(told(&["Christmas", "12-25", ""]), Err(faults.into()));
        assert_eq!(told(&["12-25", " 12-25"]), Err(vec![at(1, Wrong::Twice("12-25".into()))]));
        let days: Vec<String> = (0..=MOST_DAYS_OFF).map(|n| format!("{:04}-01-01", 2000 + n)).collect();
        let days: Vec<&str> = days.iter().map(String::as_str).collect();
        assert_eq!(told(&days), Err(vec![fault(0, None, "days_off", Wrong::TooMany(200))]));
        let read = told(&["12-25", "2026-04-03"]).unwrap();
        assert_eq!(read.days_off()[1].name.as_deref(), Some("Holiday"));
    }
}
