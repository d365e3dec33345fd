//! Date literals, counted from Thursday, 14 May 2026, 11:30 in Los Angeles.

use callside_sandbox::soql::ErrorCode;
use jiff::civil::Date;
use jiff::{Span, tz::TimeZone};
use serde_json::json;

use crate::org::Org;

/// An org with an opportunity for every day of three years around now.
fn every_day() -> Org {
    let mut org = Org::empty();
    let mut day: Date = "2024-12-01".parse().unwrap();
    for number in 1..=1000 {
        let midnight = day.to_zoned(TimeZone::get("America/Los_Angeles").unwrap()).unwrap().timestamp();
        org.add(
            "Opportunity",
            number,
            json!({
                "Name": day.to_string(), "CloseDate": day.to_string(),
                "CreatedDate": midnight.strftime("%Y-%m-%dT%H:%M:%S.000+0000").to_string(),
            }),
        );
        day = day.checked_add(Span::new().days(1)).unwrap();
    }
    org
}

/// First and last day that a condition finds, and how many.
fn span(org: &Org, condition: &str) -> (String, String, usize) {
    let rows = org.json(&format!("SELECT Name FROM Opportunity WHERE {condition} ORDER BY CloseDate"));
    let names: Vec<&str> = rows.as_array().unwrap().iter().map(|row| row["Name"].as_str().unwrap()).collect();
    let end = |name: Option<&&str>| name.map_or(String::new(), |name| (*name).to_owned());
    (end(names.first()), end(names.last()), names.len())
}

#[test]
fn each_literal_spans_its_days() {
    let org = every_day();
    let cases = [
        ("YESTERDAY", "2026-05-13", "2026-05-13"),
        ("TODAY", "2026-05-14", "2026-05-14"),
        ("today", "2026-05-14", "2026-05-14"),
        ("TOMORROW", "2026-05-15", "2026-05-15"),
        ("LAST_WEEK", "2026-05-03", "2026-05-09"),
        ("THIS_WEEK", "2026-05-10", "2026-05-16"),
        ("NEXT_WEEK", "2026-05-17", "2026-05-23"),
        ("LAST_MONTH", "2026-04-01", "2026-04-30"),
        ("THIS_MONTH", "2026-05-01", "2026-05-31"),
        ("NEXT_MONTH", "2026-06-01", "2026-06-30"),
        ("LAST_QUARTER", "2026-01-01", "2026-03-31"),
        ("THIS_QUARTER", "2026-04-01", "2026-06-30"),
        ("NEXT_QUARTER", "2026-07-01", "2026-09-30"),
        ("LAST_YEAR", "2025-01-01", "2025-12-31"),
        ("THIS_YEAR", "2026-01-01", "2026-12-31"),
        ("THIS_FISCAL_QUARTER", "2026-04-01", "2026-06-30"),
        ("LAST_FISCAL_YEAR", "2025-01-01", "2025-12-31"),
        ("LAST_90_DAYS", "2026-02-13", "2026-05-14"),
        ("NEXT_90_DAYS", "2026-05-15", "2026-08-12"),
        ("LAST_N_DAYS:0", "2026-05-14", "2026-05-14"),
        ("LAST_N_DAYS:7", "2026-05-07", "2026-05-14"),
        ("NEXT_N_DAYS:7", "2026-05-15", "2026-05-21"),
        ("N_DAYS_AGO:7", "2026-05-07", "2026-05-07"),
        ("LAST_N_WEEKS:2", "2026-04-26", "2026-05-09"),
        ("NEXT_N_WEEKS:2", "2026-05-17", "2026-05-30"),
        ("N_WEEKS_AGO:1", "2026-05-03", "2026-05-09"),
        ("LAST_N_MONTHS:3", "2026-02-01", "2026-04-30"),
        ("NEXT_N_MONTHS:2", "2026-06-01", "2026-07-31"),
        ("N_MONTHS_AGO:3", "2026-02-01", "2026-02-28"),
        ("LAST_N_QUARTERS:2", "2025-10-01", "2026-03-31"),
        ("NEXT_N_QUARTERS:1", "2026-07-01", "2026-09-30"),
        ("N_QUARTERS_AGO:1", "2026-01-01", "2026-03-31"),
        ("LAST_N_YEARS:1", "2025-01-01", "2025-12-31"),
        ("N_YEARS_AGO:1", "2025-01-01", "2025-12-31"),
        ("LAST_N_FISCAL_YEARS:1", "2025-01-01", "2025-12-31"),
        ("N_FISCAL_QUARTERS_AGO:1", "2026-01-01", "2026-03-31"),
    ];
    for (literal, first, last) in cases {
        for field in ["CloseDate", "CreatedDate"] {
            let (from, until, count) = span(&org, &format!("{field} = {literal}"));
            assert_eq!((from.as_str(), until.as_str()), (first, last), "{field} = {literal}");
            let days = first.parse::<Date>().unwrap().until(last.parse::<Date>().unwrap()).unwrap().get_days() + 1;
            assert_eq!(count, usize::try_from(days).unwrap(), "{field} = {literal}");
        }
    }
}

#[test]
fn comparisons_take_the_whole_span() {
    let org = every_day();
    let (first, last) = ("2024-12-01", "2027-08-27");
    let cases = [
        ("< THIS_MONTH", first, "2026-04-30"),
        ("<= THIS_MONTH", first, "2026-05-31"),
        ("> THIS_MONTH", "2026-06-01", last),
        (">= THIS_MONTH", "2026-05-01", last),
    ];
    for (comparison, from, until) in cases {
        for field in ["CloseDate", "CreatedDate"] {
            let found = span(&org, &format!("{field} {comparison}"));
            assert_eq!((found.0.as_str(), found.1.as_str()), (from, until), "{field} {comparison}");
        }
    }
    assert_eq!(span(&org, "CloseDate != THIS_MONTH").2, 1000 - 31);
    assert_eq!(span(&org, "CloseDate IN (TODAY, TOMORROW)").2, 2);
}

#[test]
fn the_day_is_that_of_the_user_also_when_clocks_change() {
    let mut org = Org::empty();
    // Clocks went forward on 8 March 2026: that day had 23 hours.
    for (number, at) in
        ["2026-03-08T07:59:59", "2026-03-08T08:00:00", "2026-03-09T06:59:59", "2026-03-09T07:00:00"].iter().enumerate()
    {
        let number = u32::try_from(number).unwrap();
        org.add("Contact", number, json!({"LastName": number.to_string(), "CreatedDate": format!("{at}.000+0000")}));
    }
    org.now = "2026-03-09T03:00:00Z".parse().unwrap();
    assert_eq!(org.contacts("CreatedDate = TODAY"), "1, 2");
    assert_eq!(org.contacts("CreatedDate = YESTERDAY"), "0");
    assert_eq!(org.contacts("CreatedDate = TOMORROW"), "3");
    org.zone = TimeZone::UTC;
    assert_eq!(org.contacts("CreatedDate = TODAY"), "2, 3");
}

#[test]
fn a_number_beyond_the_calendar_is_refused() {
    let org = every_day();
    let (code, _) = org.refusal("SELECT Id FROM Opportunity WHERE CloseDate = LAST_N_DAYS:5001");
    assert_eq!(code, ErrorCode::MalformedQuery);
    let (code, _) = org.refusal("SELECT Id FROM Opportunity WHERE CloseDate = N_YEARS_AGO:-1");
    assert_eq!(code, ErrorCode::MalformedQuery);
    assert_eq!(span(&org, "CloseDate < N_YEARS_AGO:4000").2, 0);
}
