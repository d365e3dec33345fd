//! From what was given to what Salesforce takes, by the field's type.

use crate::describe::{FieldDescribe, FieldKind};
use crate::facts::Number;
use crate::ids::RecordId;
use crate::nearest::nearest;
use crate::plan::Value;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// Why a value does not fit its field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "bad", rename_all = "snake_case")]
pub enum BadValue {
    /// Not of the field's type.
    #[error("{wanted} is wanted here")]
    Kind {
        /// What is wanted.
        wanted: Wanted,
    },
    /// Longer than the field.
    #[error("at most {most} characters fit")]
    TooLong {
        /// Characters that fit.
        most: u32,
    },
    /// None of a restricted list.
    #[error("{value} is none of the values that this org allows")]
    NotListed {
        /// What was given.
        value: String,
        /// The value that was probably meant.
        nearest: Option<String>,
    },
}

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    /// Yes or no.
    #[error("yes or no")]
    YesOrNo,
    /// A whole number.
    #[error("a whole number")]
    WholeNumber,
    /// A number.
    #[error("a number")]
    Number,
    /// A day.
    #[error("a day, such as 2026-11-30,")]
    Day,
    /// A day and a time.
    #[error("a day and a time")]
    Moment,
    /// A record.
    #[error("a record")]
    Record,
}

/// The value of a field. Text is trimmed where it is not text that the field holds; picklist values are taken by value
/// or label whatever their letter case; a day and a time without an offset are of the person's zone.
///
/// # Errors
/// When it does not fit.
pub fn typed(field: &FieldDescribe, given: &Json, zone: &TimeZone) -> Result<Value, BadValue> {
    let kind = |wanted| BadValue::Kind { wanted };
    if given.is_null() {
        return Ok(Value::Null);
    }
    let text = plain(given);
    match field.kind {
        FieldKind::Bool => match (given, text.trim().to_ascii_lowercase().as_str()) {
            (Json::Bool(yes), _) => Ok(Value::Bool(*yes)),
            (_, "true" | "yes" | "1") => Ok(Value::Bool(true)),
            (_, "false" | "no" | "0") => Ok(Value::Bool(false)),
            _ => Err(kind(Wanted::YesOrNo)),
        },
        FieldKind::Int => text.trim().parse().map(Value::Int).map_err(|_| kind(Wanted::WholeNumber)),
        FieldKind::Number => {
            let number = text.trim().parse().ok().and_then(Number::new);
            number.map(Value::Number).ok_or_else(|| kind(Wanted::Number))
        }
        FieldKind::Date => day(text.trim(), zone).map(Value::Date).ok_or_else(|| kind(Wanted::Day)),
        FieldKind::Moment => moment(text.trim(), zone).map(Value::Moment).ok_or_else(|| kind(Wanted::Moment)),
        FieldKind::Reference => RecordId::new(text.trim()).map(Value::Record).map_err(|_| kind(Wanted::Record)),
        FieldKind::Picklist => listed(field, text.trim()).map(Value::Text),
        FieldKind::Multi => several(field, given).map(Value::Text),
        FieldKind::Text | FieldKind::Area | FieldKind::Email | FieldKind::Phone | FieldKind::Url => {
            fitting(field, text).map(Value::Text)
        }
        FieldKind::Bytes | FieldKind::Other => Ok(Value::Text(text)),
    }
}

fn plain(given: &Json) -> String {
    match given {
        Json::String(text) => text.clone(),
        Json::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(";"),
        other => other.to_string(),
    }
}

fn fitting(field: &FieldDescribe, text: String) -> Result<String, BadValue> {
    let too_long = field.length > 0 && text.chars().count() > usize::try_from(field.length).unwrap_or(usize::MAX);
    if too_long { Err(BadValue::TooLong { most: field.length }) } else { Ok(text) }
}

fn listed(field: &FieldDescribe, text: &str) -> Result<String, BadValue> {
    let same = |a: &str| a.eq_ignore_ascii_case(text);
    let exact = field.values.iter().find(|known| known.value == text);
    match exact.or_else(|| field.values.iter().find(|known| same(&known.value) || same(&known.label))) {
        Some(known) => Ok(known.value.clone()),
        None if field.restricted => {
            let near = nearest(text, field.values.iter().map(|known| known.value.as_str())).map(str::to_owned);
            Err(BadValue::NotListed { value: text.to_owned(), nearest: near })
        }
        None => fitting(field, text.to_owned()),
    }
}

/// Salesforce joins several values by semicolons.
fn several(field: &FieldDescribe, given: &Json) -> Result<String, BadValue> {
    let parts: Vec<String> = match given {
        Json::Array(items) => items.iter().map(plain).collect(),
        one => plain(one).split(';').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect(),
    };
    let values: Result<Vec<_>, _> = parts.iter().map(|part| listed(field, part)).collect();
    Ok(values?.join(";"))
}

fn day(text: &str, zone: &TimeZone) -> Option<jiff::civil::Date> {
    text.parse().ok().or_else(|| text.parse::<Timestamp>().ok().map(|at| at.to_zoned(zone.clone()).date()))
}

fn moment(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let with_offset = crate::facts::of::moment(text);
    with_offset.or_else(|| Some(text.parse::<DateTime>().ok()?.to_zoned(zone.clone()).ok()?.timestamp()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::describe::PicklistValue;
    use serde_json::json;

    fn field(kind: FieldKind) -> FieldDescribe {
        let value = |value: &str, label: &str| PicklistValue {
            value: value.into(),
            label: label.into(),
            default: false,
            valid_for: None,
        };
        FieldDescribe {
            kind,
            length: 9,
            restricted: true,
            values: vec![value("Matched", "In Sync"), value("Hot", "Hot")],
            ..FieldDescribe::default()
        }
    }

    #[test]
    fn values_get_the_type_of_their_field() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        for (kind, given, value) in [
            (FieldKind::Text, json!(" O'Brien"), Value::text(" O'Brien")),
            (FieldKind::Text, Json::Null, Value::Null),
            (FieldKind::Bool, json!("Yes"), Value::Bool(true)),
            (FieldKind::Bool, json!(false), Value::Bool(false)),
            (FieldKind::Int, json!(" 12 "), Value::Int(12)),
            (FieldKind::Number, json!("12.50"), Value::Number(Number::new(12.5).unwrap())),
            (FieldKind::Number, json!(3), Value::Number(3.into())),
            (FieldKind::Date, json!("2026-11-30"), Value::Date(jiff::civil::date(2026, 11, 30))),
            (FieldKind::Date, json!("2026-11-30T23:30:00Z"), Value::Date(jiff::civil::date(2026, 12, 1))),
            (FieldKind::Moment, json!("2026-11-30T15:00"), Value::Moment("2026-11-30T14:00:00Z".parse().unwrap())),
            (FieldKind::Moment, json!("2026-11-30T15:00:00.000+0000"), {
                Value::Moment("2026-11-30T15:00:00Z".parse().unwrap())
            }),
            (FieldKind::Picklist, json!("in sync"), Value::text("Matched")),
            (FieldKind::Multi, json!(["hot", "In Sync"]), Value::text("Hot;Matched")),
            (FieldKind::Reference, json!("003000000000001"), {
                Value::Record(RecordId::new("003000000000001").unwrap())
            }),
        ] {
            assert_eq!(typed(&field(kind), &given, &zone), Ok(value), "{given}");
        }
    }

    #[test]
    fn what_does_not_fit_is_said_with_the_nearest_value() {
        for (kind, given) in [
            (FieldKind::Bool, json!("maybe")),
            (FieldKind::Int, json!("1.5")),
            (FieldKind::Number, json!("1e999")),
            (FieldKind::Date, json!("30.11.2026")),
            (FieldKind::Moment, json!("soon")),
            (FieldKind::Reference, json!("Sarah")),
            (FieldKind::Text, json!("ten letters")),
        ] {
            assert!(typed(&field(kind), &given, &TimeZone::UTC).is_err(), "{given}");
        }
        let wrong = typed(&field(FieldKind::Picklist), &json!("Matchd"), &TimeZone::UTC);
        assert_eq!(wrong, Err(BadValue::NotListed { value: "Matchd".into(), nearest: Some("Matched".into()) }));
    }
}
