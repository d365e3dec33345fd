//! What takes time in somebody's calendar.
//!
//! A whole-day event has no zone: its day stands as midnight in UTC, and its length counts whole days, while what its end
//! says differs between versions. So the length decides, and the question reaches a day further at both ends.
//! Source: Salesforce object reference, Event (StartDateTime, EndDateTime, IsAllDayEvent, DurationInMinutes, ShowAs).

use crate::rest::{Ask, Rest, RestError, encode};
use crate::soql::{Comparison, Condition, FieldPath, Literal, Nulls, ObjectName, Order, Select, Soql};
use callside_core::calendar::{Appointment, When};
use callside_core::facts::of::moment;
use callside_core::ids::RecordId;
use callside_core::shape::ObjectShape;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde_json::Value;

/// More than that no two months of a calendar hold; the soonest are read.
const MOST: u32 = 1_000;
const DAY: SignedDuration = SignedDuration::from_hours(24);

const START: FieldPath = FieldPath::known("StartDateTime");
const END: FieldPath = FieldPath::known("EndDateTime");
static FIELDS: [FieldPath; 6] = [
    START,
    END,
    FieldPath::known("Subject"),
    FieldPath::known("IsAllDayEvent"),
    FieldPath::known("DurationInMinutes"),
    FieldPath::known("ShowAs"),
];

/// The question; `None` where the user does not see when events are.
#[must_use]
pub fn query(event: &ObjectShape, owner: &RecordId, from: Timestamp, until: Timestamp) -> Option<Select> {
    let sees = |field: &str| event.fields.contains_key(field);
    let needed = ["StartDateTime", "EndDateTime", "OwnerId"].into_iter().all(sees);
    let asked: Vec<&FieldPath> = FIELDS.iter().filter(|field| sees(field.as_str())).collect();
    let whole = |at: Timestamp, by: SignedDuration| Literal::Moment(at.checked_add(by).unwrap_or(at));
    let within = Condition::eq(FieldPath::known("OwnerId"), owner)
        .and(Condition::compare(START, Comparison::Lt, whole(until, DAY)))
        .and(Condition::compare(END, Comparison::Ge, whole(from, -DAY)));
    let select = Select::from(ObjectName::known("Event")).fields(asked).filter(within);
    needed.then(|| select.order_by(START, Order::Ascending, Nulls::Last).limit(MOST))
}

pub(crate) async fn ask(rest: &Rest, select: &Select) -> Result<Vec<Appointment>, RestError> {
    let path = rest.resource(&format!("query?q={}", encode(Soql::from_builder(select).as_str())));
    let rows = rest.all_rows(rest.ask(&path, Ask::Get).await?).await?;
    Ok(rows.iter().filter_map(appointment).collect())
}

/// An event that takes time; one that is shown as free does not.
fn appointment(row: &Value) -> Option<Appointment> {
    if row["ShowAs"] == "Free" {
        return None;
    }
    let start = moment(row["StartDateTime"].as_str()?)?;
    let minutes = row["DurationInMinutes"].as_i64();
    let when = if row["IsAllDayEvent"] == true {
        let first = start.to_zoned(TimeZone::UTC).date();
        let more = minutes.map_or(0, |minutes| (minutes - 1) / (24 * 60)).clamp(0, 366);
        When::Days { first, last: first.checked_add(more.days()).ok()? }
    } else {
        let end = row["EndDateTime"].as_str().and_then(moment);
        let by_length = || start.checked_add(minutes?.clamp(0, 14 * 24 * 60).minutes()).ok();
        When::Time { from: start, until: end.or_else(by_length)? }
    };
    Some(Appointment { subject: row["Subject"].as_str().unwrap_or_default().to_owned(), when })
}

#[cfg(test)]
mod tests {
    use super::*;
    use callside_core::shape::FieldShape;
    use serde_json::json;

    #[test]
    fn events_take_time_unless_they_are_shown_as_free() {
        let event = |more: Value| {
            let mut row = json!({ "Subject": "S", "StartDateTime": "2026-11-30T09:00:00.000+0000",
                "EndDateTime": "2026-11-30T09:30:00.000+0000", "IsAllDayEvent": false, "DurationInMinutes": 30, "ShowAs": "Busy" });
            row.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            appointment(&row).map(|it| it.when)
        };
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let half = When::Time { from: at("2026-11-30T09:00:00Z"), until: at("2026-11-30T09:30:00Z") };
        assert_eq!(event(json!({})), Some(half));
        assert_eq!(event(json!({ "EndDateTime": null })), Some(half));
        assert_eq!(event(json!({ "ShowAs": "OutOfOffice" })), Some(half));
        assert_eq!(event(json!({ "ShowAs": "Free" })), None);
        assert_eq!(event(json!({ "StartDateTime": null })), None);
        let midnight = "2026-11-30T00:00:00.000+0000";
        for (minutes, last) in [(json!(1440), 30), (json!(1439), 30), (json!(2880), 31), (json!(null), 30)] {
            let days = event(
                json!({ "IsAllDayEvent": true, "StartDateTime": midnight, "EndDateTime": midnight, "DurationInMinutes": minutes }),
            );
            let first = jiff::civil::date(2026, 11, 30);
            let last = if last == 30 { first } else { jiff::civil::date(2026, 12, 1) };
            assert_eq!(days, Some(When::Days { first, last }), "{minutes}");
        }
    }

    #[test]
    fn nobody_is_asked_where_the_user_does_not_see_when_events_are() {
        let mut event = ObjectShape::default();
        let me = RecordId::new("005000000000001AAA").unwrap();
        let soql = |event: &ObjectShape| {
            let at = |text: &str| text.parse().unwrap();
            let select = query(event, &me, at("2026-11-30T09:00:00Z"), at("2026-12-30T09:00:00Z"))?;
            Some(Soql::from_builder(&select).as_str().to_owned())
        };
        for field in ["StartDateTime", "Subject", "OwnerId"] {
            event.fields.insert(field.into(), FieldShape::default());
        }
        assert_eq!(soql(&event), None);
        event.fields.insert("EndDateTime".into(), FieldShape::default());
        let asked = soql(&event).unwrap();
        for part in ["StartDateTime < 2026-12-31T09:00:00Z", "EndDateTime >= 2026-11-29T09:00:00Z"] {
            assert!(asked.contains(part), "{asked}");
        }
        assert!(asked.contains("OwnerId = '005000000000001AAA'") && !asked.contains("ShowAs"), "{asked}");
    }
}
