//! A value on its way from a fact of the call to a field.

use crate::ids::RecordId;
use crate::plan::Value;
use crate::recording::Link;
use crate::shape::FieldShape;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A typed value between two steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    Whole(i64),
    /// Seconds.
    Duration(u32),
    Moment(Timestamp),
    Day(Date),
    /// A number as the phone system wrote it.
    Phone(String),
    Person {
        name: String,
        user: RecordId,
    },
    Link(Link),
}

/// What sort of value it is: what steps and fields are checked against before there is a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Text.
    Text,
    /// Whole number.
    Whole,
    /// A length of time.
    Duration,
    /// A moment.
    Moment,
    /// A day.
    Day,
    /// A phone number.
    Phone,
    /// A person of the org.
    Person,
    /// Where a recording can be heard.
    Link,
    /// Not known before there is a call: a fixed value takes the type of its field.
    Any,
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "a text",
            Self::Whole => "a whole number",
            Self::Duration => "a length of time",
            Self::Moment => "a moment",
            Self::Day => "a day",
            Self::Phone => "a phone number",
            Self::Person => "a person",
            Self::Link => "a link",
            Self::Any => "anything",
        })
    }
}

impl Sort {
    /// Whether a field of this type (Salesforce's word; empty when it is not described) can take it.
    #[must_use]
    pub fn fits(self, kind: &str) -> bool {
        match kind {
            "" => true,
            "int" | "long" | "double" | "currency" | "percent" => {
                matches!(self, Self::Whole | Self::Duration | Self::Any)
            }
            "boolean" => self == Self::Any,
            "date" => matches!(self, Self::Day | Self::Moment | Self::Any),
            "datetime" => matches!(self, Self::Moment | Self::Any),
            "time" | "base64" | "address" | "location" | "anyType" => false,
            "reference" => matches!(self, Self::Person | Self::Any),
            // Text of any kind takes anything in words.
            _ => true,
        }
    }
}

impl Piece {
    /// As people read it.
    pub(super) fn text(&self, zone: &TimeZone) -> String {
        match self {
            Self::Text(text) | Self::Phone(text) => text.clone(),
            Self::Whole(n) => n.to_string(),
            Self::Duration(seconds) => clock(*seconds),
            Self::Moment(at) => at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string(),
            Self::Day(day) => day.to_string(),
            Self::Person { name, .. } => name.clone(),
            Self::Link(link) => link.to_string(),
        }
    }

    /// The value for a field of this type; `None` when the field cannot take it.
    pub(super) fn finish(self, shape: &FieldShape, zone: &TimeZone) -> Option<Value> {
        Some(match (shape.kind.as_str(), self) {
            ("", Self::Whole(n)) => Value::Int(n),
            ("", Self::Duration(seconds)) => Value::Int(seconds.into()),
            ("", Self::Moment(at)) | ("datetime", Self::Moment(at)) => Value::Moment(at),
            ("", Self::Day(day)) | ("date", Self::Day(day)) => Value::Date(day),
            ("date", Self::Moment(at)) => Value::Date(at.to_zoned(zone.clone()).date()),
            ("", Self::Person { user, .. }) | ("reference", Self::Person { user, .. }) => Value::Record(user),
            ("int" | "long" | "double" | "currency" | "percent", Self::Whole(n)) => Value::Int(n),
            ("int" | "long" | "double" | "currency" | "percent", Self::Duration(seconds)) => Value::Int(seconds.into()),
            (kind, Self::Text(text)) => return typed(kind, text),
            ("boolean" | "int" | "long" | "double" | "currency" | "percent" | "date" | "datetime" | "reference", _) => {
                return None;
            }
            (_, piece) => Value::Text(piece.text(zone)),
        })
    }
}

/// A text in the type of its field: how fixed values get theirs.
fn typed(kind: &str, text: String) -> Option<Value> {
    let trimmed = text.trim();
    match kind {
        "boolean" => trimmed.to_ascii_lowercase().parse().ok().map(Value::Bool),
        "int" | "long" | "double" | "currency" | "percent" => trimmed.parse().ok().map(Value::Int),
        "date" => trimmed.parse().ok().map(Value::Date),
        "datetime" => trimmed.parse().ok().map(Value::Moment),
        // A record type is named, and becomes its id later.
        "reference" => Some(RecordId::new(trimmed).map_or(Value::Text(text), Value::Record)),
        _ => Some(Value::Text(text)),
    }
}

/// `6:21`, `1:02:03`.
pub(super) fn clock(seconds: u32) -> String {
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{rest:02}") } else { format!("{minutes}:{rest:02}") }
}
