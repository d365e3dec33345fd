//! Fields that are worked out when a row is read, so that they can never be stale.

use serde_json::{Value, json};

use super::{FieldKind, FieldSchema, ObjectSchema, Record, stage};
use std::borrow::Cow;

/// The value of a field as the API shows it: stored, or derived from other fields of the row.
///
/// Derived are person names, addresses and the flags that follow a status or a stage. A boolean is never null.
#[must_use]
pub fn value_of(object: &ObjectSchema, field: &FieldSchema, record: &Record) -> Value {
    value_in(object, field, record).into_owned()
}

/// The same without a copy of what is stored.
#[must_use]
pub fn value_in<'r>(object: &ObjectSchema, field: &FieldSchema, record: &'r Record) -> Cow<'r, Value> {
    if field.kind == FieldKind::Address {
        return Cow::Owned(address(object, field, record));
    }
    Cow::Owned(match (object.name, field.name) {
        ("Contact" | "Lead" | "User", "Name") => person_name(record),
        ("Opportunity", "IsClosed") => Value::Bool(stage_of(record).is_some_and(|stage| stage.is_closed)),
        ("Opportunity", "IsWon") => Value::Bool(stage_of(record).is_some_and(|stage| stage.is_won)),
        ("Opportunity", "ExpectedRevenue") => expected_revenue(record),
        ("Case", "IsClosed") => Value::Bool(text(record, "Status") == Some("Closed")),
        ("Task", "IsClosed") => Value::Bool(text(record, "Status") == Some("Completed")),
        ("Task", "IsHighPriority") => Value::Bool(text(record, "Priority") == Some("High")),
        ("CampaignMember", "HasResponded") => Value::Bool(text(record, "Status") == Some("Responded")),
        _ => match record.get(field.name) {
            None | Some(Value::Null) if field.kind == FieldKind::Boolean => Value::Bool(false),
            None => Value::Null,
            Some(value) => return Cow::Borrowed(value),
        },
    })
}

fn text<'a>(record: &'a Record, name: &str) -> Option<&'a str> {
    record.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
}

fn stage_of(record: &Record) -> Option<&'static super::Stage> {
    stage(text(record, "StageName")?)
}

fn person_name(record: &Record) -> Value {
    match (text(record, "FirstName"), text(record, "LastName")) {
        (Some(first), Some(last)) => Value::String(format!("{first} {last}")),
        (Some(name), None) | (None, Some(name)) => Value::String(name.to_owned()),
        (None, None) => Value::Null,
    }
}

fn expected_revenue(record: &Record) -> Value {
    let number = |name| record.get(name).and_then(Value::as_f64);
    match (number("Amount"), number("Probability")) {
        (Some(amount), Some(probability)) => json!((amount * probability).round() / 100.0),
        _ => Value::Null,
    }
}

/// Keys and order as the REST API gives them; a stand-in knows no coordinates.
fn address(object: &ObjectSchema, field: &FieldSchema, record: &Record) -> Value {
    let part = |suffix: &str| {
        object
            .fields
            .iter()
            .find(|part| part.compound == Some(field.name) && part.name.ends_with(suffix))
            .and_then(|part| text(record, part.name))
    };
    let (city, country) = (part("City"), part("Country"));
    let (postal_code, state, street) = (part("PostalCode"), part("State"), part("Street"));
    if [city, country, postal_code, state, street].iter().all(Option::is_none) {
        return Value::Null;
    }
    json!({
        "city": city, "country": country, "geocodeAccuracy": null, "latitude": null, "longitude": null,
        "postalCode": postal_code, "state": state, "street": street,
    })
}
