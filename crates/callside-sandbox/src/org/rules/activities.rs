//! Tasks and events: whom and what they may be about, and when they are.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::Change;
use crate::clock::{parse_datetime, rest_datetime};
use crate::org::transaction::Transaction;
use crate::refusal::{Code, Refusal};
use crate::schema::{Record, Rows as _, Scope};

/// The longest event, as the Event page of the Object Reference has it.
const LONGEST_EVENT: SignedDuration = SignedDuration::from_hours(14 * 24);

/// A task: its account, its completion, and the rule about leads.
pub fn complete_task(tx: &Transaction<'_>, change: &mut Change) -> Result<(), Refusal> {
    check_relations(change)?;
    set_account(tx, change);
    if change.text("Status") != Some("Completed") {
        change.set("CompletedDateTime", Value::Null);
    } else if change.changes("Status") {
        change.set("CompletedDateTime", rest_datetime(change.now));
    }
    let reminder = change.after.get("IsReminderSet").and_then(Value::as_bool) == Some(true);
    if reminder && !change.has("ReminderDateTime") {
        let message = "Reminder Date/Time is required when a reminder is set";
        return Err(Refusal::about(Code::FieldIntegrityException, message, ["ReminderDateTime"]));
    }
    Ok(())
}

/// An event: its account, its start, and its end or duration.
pub fn complete_event(tx: &Transaction<'_>, change: &mut Change) -> Result<(), Refusal> {
    check_relations(change)?;
    set_account(tx, change);
    if change.after.get("IsAllDayEvent").and_then(Value::as_bool) == Some(true) {
        return complete_day(change);
    }
    let given_start = if change.gives("ActivityDateTime") && !change.gives("StartDateTime") {
        change.text("ActivityDateTime")
    } else {
        change.text("StartDateTime").or_else(|| change.text("ActivityDateTime"))
    };
    let Some(start) = given_start.and_then(parse_datetime) else {
        return Err(missing(&["StartDateTime"]));
    };
    let end = end_of(change, start)?;
    if end < start {
        return Err(integrity("Event duration cannot be negative", "EndDateTime"));
    }
    if end.duration_since(start) > LONGEST_EVENT {
        return Err(integrity("Event duration must be less than 14 days", "EndDateTime"));
    }
    set_times(change, start, end);
    Ok(())
}

/// An all-day event has a date instead of a start.
fn complete_day(change: &mut Change) -> Result<(), Refusal> {
    let date = change.text("ActivityDate").or_else(|| change.text("StartDateTime")).and_then(|text| text.get(..10));
    let start = date.and_then(|date| parse_datetime(&format!("{date}T00:00:00Z")));
    let Some(start) = start else { return Err(missing(&["ActivityDate"])) };
    set_times(change, start, start + SignedDuration::from_hours(24));
    change.set("ActivityDateTime", Value::Null);
    Ok(())
}

/// The end: what the caller gave, then the end or duration that the row had.
fn end_of(change: &Change, start: Timestamp) -> Result<Timestamp, Refusal> {
    let given_end = change.text("EndDateTime").filter(|_| change.gives("EndDateTime")).and_then(parse_datetime);
    let minutes = change.after.get("DurationInMinutes").and_then(Value::as_i64);
    let by_minutes = |minutes: i64| {
        SignedDuration::try_from_secs_f64(minutes as f64 * 60.0).ok().and_then(|span| start.checked_add(span).ok())
    };
    match (given_end, minutes.filter(|_| change.gives("DurationInMinutes"))) {
        (Some(end), Some(minutes)) if by_minutes(minutes) != Some(end) => {
            Err(integrity("Event duration does not match its start and end", "DurationInMinutes"))
        }
        (Some(end), _) => Ok(end),
        (None, Some(minutes)) => {
            by_minutes(minutes).ok_or_else(|| integrity("Event duration is too long", "DurationInMinutes"))
        }
        (None, None) => match (change.before.is_some(), minutes.and_then(by_minutes)) {
            (true, Some(end)) => Ok(end),
            _ => Err(missing(&["DurationInMinutes", "EndDateTime"])),
        },
    }
}

fn set_times(change: &mut Change, start: Timestamp, end: Timestamp) {
    let minutes = end.duration_since(start).as_secs() / 60;
    change.set("StartDateTime", rest_datetime(start));
    change.set("ActivityDateTime", rest_datetime(start));
    change.set("EndDateTime", rest_datetime(end));
    change.set("DurationInMinutes", minutes);
    change.set("ActivityDate", start.to_zoned(TimeZone::UTC).date().to_string());
}

/// An activity about a lead has nothing else that it is about.
fn check_relations(change: &Change) -> Result<(), Refusal> {
    let about_lead = change.text("WhoId").is_some_and(|who| who.starts_with("00Q"));
    if about_lead && change.has("WhatId") {
        return Err(integrity("If WhoId refers to a lead, then WhatId must be empty", "WhatId"));
    }
    Ok(())
}

/// The account comes from what the activity is about, else from the contact.
fn set_account(tx: &Transaction<'_>, change: &mut Change) {
    let what = change.text("WhatId").and_then(|id| account_of(tx, id));
    let account = what.or_else(|| change.text("WhoId").and_then(|id| account_of(tx, id)));
    change.set("AccountId", account.map_or(Value::Null, Value::from));
}

fn account_of(tx: &Transaction<'_>, id: &str) -> Option<String> {
    if id.starts_with("001") {
        return Some(id.to_owned());
    }
    let object = match id.get(..3)? {
        "003" => "Contact",
        "006" => "Opportunity",
        "500" => "Case",
        _ => return None,
    };
    let row: &Record = tx.tables().by_id(object, id, Scope::Live)?;
    row.get("AccountId").and_then(Value::as_str).map(str::to_owned)
}

fn missing(fields: &[&str]) -> Refusal {
    let message = format!("Required fields are missing: [{}]", fields.join(", "));
    Refusal::about(Code::RequiredFieldMissing, message, fields.iter().copied())
}

fn integrity(message: &str, field: &str) -> Refusal {
    Refusal::about(Code::FieldIntegrityException, message, [field])
}
