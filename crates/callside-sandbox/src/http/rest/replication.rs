//! `/sobjects/T/updated` and `/deleted`: what happened in a stretch of time.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::answer::Answer;
use super::call::Call;
use super::desk::Desk;
use super::records::object_named;
use crate::clock::{parse_datetime, rest_datetime};
use crate::org::is_deleted;
use crate::refusal::{Code, Refusal};
use crate::schema::{Record, Rows as _, Scope};

/// How far back a caller may ask.
const FARTHEST: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Ids of live records that were created or changed.
pub fn updated(call: &Call, desk: &Desk<'_, '_>, object: &str) -> Result<Answer, Refusal> {
    let (start, end) = stretch(call, desk)?;
    let ids: Vec<Value> = rows(desk, object, start, end)?
        .into_iter()
        .filter(|(row, _)| !is_deleted(row))
        .filter_map(|(row, _)| row.get("Id").cloned())
        .collect();
    Ok(Answer::json(200, json!({ "ids": ids, "latestDateCovered": rest_datetime(end) })))
}

/// Records that went to the recycle bin.
pub fn deleted(call: &Call, desk: &Desk<'_, '_>, object: &str) -> Result<Answer, Refusal> {
    let (start, end) = stretch(call, desk)?;
    let records: Vec<Value> = rows(desk, object, start, end)?
        .into_iter()
        .filter(|(row, _)| is_deleted(row))
        .filter_map(|(row, changed)| Some(json!({ "id": row.get("Id")?, "deletedDate": rest_datetime(changed) })))
        .collect();
    let earliest = desk.tx.now.checked_sub(FARTHEST).unwrap_or(Timestamp::MIN);
    Ok(Answer::json(
        200,
        json!({
            "deletedRecords": records,
            "earliestDateAvailable": rest_datetime(earliest),
            "latestDateCovered": rest_datetime(end),
        }),
    ))
}

fn rows<'d>(
    desk: &'d Desk<'_, '_>,
    object: &str,
    start: Timestamp,
    end: Timestamp,
) -> Result<Vec<(&'d Record, Timestamp)>, Refusal> {
    let schema = desk.tx.schema();
    let name = object_named(&schema, object)?.name;
    Ok(desk
        .tx
        .tables()
        .rows(name, Scope::WithDeleted)
        .into_iter()
        .filter_map(|row| {
            let changed = row.get("SystemModstamp").and_then(Value::as_str).and_then(parse_datetime)?;
            (start <= changed && changed < end).then_some((row, changed))
        })
        .collect())
}

/// The asked-for stretch, to the minute: seconds are ignored, and the end cannot be later than now.
fn stretch(call: &Call, desk: &Desk<'_, '_>) -> Result<(Timestamp, Timestamp), Refusal> {
    let invalid = |message: &str| Refusal::new(Code::InvalidReplicationDate, message);
    let moment = |name: &str| {
        call.parameter(name)
            .map(|text| text.replace(' ', "+"))
            .and_then(|text| parse_datetime(&text))
            .map(|moment| Timestamp::from_second(moment.as_second() / 60 * 60).unwrap_or(moment))
            .ok_or_else(|| invalid(&format!("{name} must be a date and time")))
    };
    let (start, end) = (moment("start")?, moment("end")?);
    if end.duration_since(start) < SignedDuration::from_mins(1) {
        return Err(invalid("startDate must be at least one minute before endDate"));
    }
    if desk.tx.now.duration_since(start) > FARTHEST {
        return Err(invalid("startDate cannot be more than 30 days ago"));
    }
    Ok((start, end))
}
