//! Logs of calls, page by page in the order of their ids.
//!
//! Each page is a query of its own after the last id of the page before: that goes on after hours, days or a crash, where
//! Salesforce's own cursor lives two days at most, and no row is skipped when others are written meanwhile. Rows that come
//! with an id before the cursor (there are none: ids only grow within an org) would be missed.
//! Source: SOQL and SOSL Reference, "Querying large data volumes"; Salesforce object reference, Task.

use crate::rest::{Ask, Rest, RestError, encode};
use crate::soql::{Comparison, Condition, FieldPath, Literal, Nulls, ObjectName, Order, Select, Soql};
use callside_core::back_fill::{CallLog, LogOwner, LogPage, LogQuery, key_of_log};
use callside_core::crm::{Refusal, RefusalReason};
use callside_core::event::Direction;
use callside_core::facts::of::moment;
use callside_core::ids::RecordId;
use callside_core::shape::ObjectShape;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;
use std::time::Duration;

/// Rows of a page: Salesforce's most. It may send fewer, where texts are long.
const ROWS: u16 = 2000;
/// After an answer that was too large.
const FEW: u16 = 200;
/// Salesforce itself gives a query up after 120 seconds (QUERY_TIMEOUT).
const PATIENCE: Duration = Duration::from_secs(130);

const fn path(text: &'static str) -> FieldPath {
    FieldPath::known(text)
}

/// What is asked for where the user sees it, and the field that says whether they do.
static FIELDS: [(FieldPath, &str); 15] = [
    (path("Subject"), "Subject"),
    (path("Description"), "Description"),
    (path("CreatedDate"), "CreatedDate"),
    (path("ActivityDate"), "ActivityDate"),
    (path("CallObject"), "CallObject"),
    (path("CallKey__c"), "CallKey__c"),
    (path("CallType"), "CallType"),
    (path("CallDurationInSeconds"), "CallDurationInSeconds"),
    (path("CallDisposition"), "CallDisposition"),
    (path("WhoId"), "WhoId"),
    (path("Who.Name"), "WhoId"),
    (path("WhatId"), "WhatId"),
    (path("OwnerId"), "OwnerId"),
    (path("Owner.Name"), "OwnerId"),
    (path("Owner.Email"), "OwnerId"),
];

/// Without these fields nothing tells a call from another task, or when it was.
pub(crate) fn is_readable(task: &ObjectShape) -> bool {
    ["TaskSubtype", "CreatedDate", "ActivityDate"].iter().all(|field| task.fields.contains_key(*field))
}

pub(crate) fn hidden() -> Refusal {
    Refusal {
        reason: RefusalReason::OrgLacks,
        code: "NO_CALL_LOGS".to_owned(),
        message:
            "Your user may not read which tasks are calls: TaskSubtype, CreatedDate or ActivityDate of Task is hidden."
                .to_owned(),
        object: Some("Task".to_owned()),
        fields: vec!["TaskSubtype".to_owned()],
    }
}

fn wanted(query: &LogQuery) -> Option<Select> {
    const DAY: FieldPath = path("ActivityDate");
    const CREATED: FieldPath = path("CreatedDate");
    let begins = |date: Date| date.to_zoned(query.zone.clone()).ok().map(|begin| begin.timestamp());
    let (from, until) = (begins(query.first)?, begins(query.last.tomorrow().ok()?)?);
    let on_days = Condition::compare(DAY, Comparison::Ge, Literal::Date(query.first)).and(Condition::compare(
        DAY,
        Comparison::Le,
        Literal::Date(query.last),
    ));
    let moment = |comparison, at: Timestamp| Condition::compare(CREATED, comparison, Literal::Moment(at));
    let written = moment(Comparison::Ge, from).and(moment(Comparison::Lt, until));
    let select = Select::from(ObjectName::known("Task"))
        .filter(Condition::eq(path("TaskSubtype"), "Call"))
        .filter(on_days.or(Condition::is_null(DAY).and(written)));
    Some(match &query.owner {
        Some(owner) => select.filter(Condition::eq(path("OwnerId"), owner)),
        None => select,
    })
}

const fn no_days() -> RestError {
    RestError::Unreadable("days")
}

pub(crate) async fn count(rest: &Rest, query: &LogQuery) -> Result<u64, RestError> {
    let select = wanted(query).ok_or_else(no_days)?;
    let path = rest.resource(&format!("query?q={}", encode(Soql::count_of(&select).as_str())));
    let answer = rest.clone().patient(PATIENCE).ask(&path, Ask::Get).await?;
    answer["totalSize"].as_u64().ok_or(RestError::Unreadable("number of rows"))
}

pub(crate) async fn page(
    rest: &Rest,
    query: &LogQuery,
    after: Option<&RecordId>,
    task: &ObjectShape,
) -> Result<LogPage, RestError> {
    let mut select = wanted(query).ok_or_else(no_days)?;
    let there = FIELDS.iter().filter(|(_, field)| task.fields.contains_key(*field)).map(|(path, _)| path);
    select = select.fields(there).order_by(path("Id"), Order::Ascending, Nulls::Last);
    if let Some(after) = after {
        select = select.filter(Condition::compare(path("Id"), Comparison::Gt, after));
    }
    let rest = rest.clone().patient(PATIENCE);
    let ask = async |rows: u16| {
        let soql = Soql::from_builder(&select.clone().limit(rows.into()));
        rest.ask(&rest.resource(&format!("query?q={}", encode(soql.as_str()))), Ask::Rows(rows)).await
    };
    match ask(ROWS).await {
        Err(RestError::Unreadable("answer of a sane size")) => read(&ask(FEW).await?, FEW),
        answer => read(&answer?, ROWS),
    }
}

fn read(answer: &Value, asked: u16) -> Result<LogPage, RestError> {
    let rows = answer["records"].as_array().ok_or(RestError::Unreadable("records"))?;
    let last = rows.last().map(|row| id(row, "Id").ok_or(RestError::Unreadable("record id"))).transpose()?;
    let logs: Vec<CallLog> = rows.iter().filter_map(log).collect();
    let unreadable = u32::try_from(rows.len() - logs.len()).unwrap_or(u32::MAX);
    let more = last.is_some() && (answer["done"].as_bool() == Some(false) || rows.len() >= usize::from(asked));
    Ok(LogPage { logs, last, unreadable, more })
}

fn id(row: &Value, field: &str) -> Option<RecordId> {
    row[field].as_str().and_then(|id| RecordId::new(id).ok())
}

fn log(row: &Value) -> Option<CallLog> {
    let text = |value: &Value| value.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let of = |field: &str| text(&row[field]);
    let owner = id(row, "OwnerId");
    Some(CallLog {
        id: id(row, "Id")?,
        key: key_of_log(row["CallObject"].as_str(), row["CallKey__c"].as_str(), row["Subject"].as_str()),
        created_at: moment(row["CreatedDate"].as_str()?)?,
        day: row["ActivityDate"].as_str().and_then(|day| day.parse().ok()),
        direction: of("CallType").as_deref().and_then(direction),
        duration_s: row["CallDurationInSeconds"].as_u64().and_then(|seconds| u32::try_from(seconds).ok()),
        result: of("CallDisposition"),
        notes: of("Description"),
        who: text(&row["Who"]["Name"]),
        about: ["WhoId", "WhatId"].iter().filter_map(|field| id(row, field)).collect(),
        owner: owner.map(|id| LogOwner { id, name: text(&row["Owner"]["Name"]), email: text(&row["Owner"]["Email"]) }),
    })
}

/// Source: Salesforce object reference, Task, `CallType`: these three come with it, admins may add others.
fn direction(word: &str) -> Option<Direction> {
    let words = [("inbound", Direction::Inbound), ("outbound", Direction::Outbound), ("internal", Direction::Internal)];
    words.into_iter().find(|(name, _)| word.eq_ignore_ascii_case(name)).map(|(_, direction)| direction)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZone;
    use serde_json::json;

    #[test]
    fn the_days_of_the_place_are_asked_for_and_what_has_no_day_by_its_writing() {
        let query = LogQuery {
            owner: RecordId::new("005000000000001AAA").ok(),
            first: Date::constant(2026, 3, 28),
            last: Date::constant(2026, 3, 29),
            zone: TimeZone::get("Europe/Berlin").unwrap(),
        };
        let select = wanted(&query).unwrap();
        assert_eq!(
            Soql::count_of(&select).as_str(),
            "SELECT COUNT() FROM Task WHERE (TaskSubtype = 'Call' AND ((ActivityDate >= 2026-03-28 AND ActivityDate <= \
             2026-03-29) OR (ActivityDate = null AND (CreatedDate >= 2026-03-27T23:00:00Z AND CreatedDate < \
             2026-03-29T22:00:00Z)))) AND OwnerId = '005000000000001AAA'"
        );
    }

    #[test]
    fn a_row_is_read_as_far_as_it_says_something() {
        let row = json!({
            "Id": "00T000000000001AAA", "Subject": "Call", "Description": " Wants seats ",
            "CreatedDate": "2026-05-01T07:25:37.000+0000", "ActivityDate": "2026-05-01", "CallObject": "five9:7",
            "CallType": "inbound", "CallDurationInSeconds": 61, "CallDisposition": "", "OwnerId": "005000000000001AAA",
            "WhoId": "003000000000001AAA", "WhatId": null, "Who": null, "Owner": { "Name": "Dana", "Email": "dana@example.com" },
        });
        let read_log = log(&row).unwrap();
        assert_eq!(read_log.key.map(|key| key.to_string()).as_deref(), Some("five9:7"));
        assert_eq!((read_log.direction, read_log.duration_s), (Some(Direction::Inbound), Some(61)));
        assert_eq!((read_log.notes.as_deref(), read_log.result, read_log.who), (Some("Wants seats"), None, None));
        assert_eq!(read_log.about.len(), 1);
        assert_eq!(read_log.owner.and_then(|owner| owner.email).as_deref(), Some("dana@example.com"));
        let page = |answer: Value| read(&answer, 2).unwrap();
        let broken = page(json!({ "done": true, "records": [row.clone(), { "Id": "00T000000000002AAA" }] }));
        assert_eq!(
            (broken.logs.len(), broken.unreadable, broken.more),
            (1, 1, true),
            "a full page may have a next one"
        );
        assert_eq!(broken.last.unwrap().as_str(), "00T000000000002AAA", "it goes on after what it could not read");
        assert!(page(json!({ "done": false, "records": [row.clone()] })).more, "Salesforce may send fewer");
        assert!(!page(json!({ "done": true, "records": [row] })).more);
        assert!(!page(json!({ "done": true, "records": [] })).more);
    }
}
