//! Reading JSON from outside leniently: a field of the wrong kind counts as absent, the rest still counts.

use crate::duration::{self, DurationUnit};
use crate::instant;
use crate::rejection::{Flaw, Rejection};
use crate::text;
use jiff::Timestamp;
use serde_json::{Map, Value};

/// Reads a body that must be one JSON object. serde_json stops at 128 levels of nesting.
pub(crate) fn object(body: &[u8]) -> Result<Map<String, Value>, Rejection> {
    match serde_json::from_slice(body) {
        Ok(Value::Object(map)) => Ok(map),
        Ok(_) => Err(Flaw::NotAnObject.into()),
        Err(error) => Err(Flaw::Json { line: error.line(), column: error.column() }.into()),
    }
}

/// The text of a scalar; nothing for null, lists and objects.
pub(crate) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// One object of a payload. An absent object reads as one without fields.
#[derive(Clone, Copy)]
pub(crate) struct Node<'a>(pub Option<&'a Map<String, Value>>);

impl<'a> Node<'a> {
    fn get(self, name: &str) -> Option<&'a Value> {
        self.0?.get(name)
    }

    /// An object inside.
    pub(crate) fn node(self, name: &str) -> Node<'a> {
        Node(self.get(name).and_then(Value::as_object))
    }

    /// The objects of a list inside.
    pub(crate) fn nodes(self, name: &str) -> impl Iterator<Item = Node<'a>> {
        let list = self.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        list.iter().filter_map(Value::as_object).map(|map| Node(Some(map)))
    }

    /// The scalars of a list inside, each on one line.
    pub(crate) fn lines(self, name: &str) -> impl Iterator<Item = String> {
        let list = self.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        list.iter().filter_map(|value| text::line(&scalar(value)?))
    }

    /// A scalar as one line of text.
    pub(crate) fn line(self, name: &str) -> Option<String> {
        text::line(&scalar(self.get(name)?)?)
    }

    /// A scalar as text of several lines.
    pub(crate) fn notes(self, name: &str) -> Option<String> {
        text::notes(&scalar(self.get(name)?)?)
    }

    /// A whole number as a decimal text: ids are 64-bit numbers, or texts of digits.
    pub(crate) fn id(self, name: &str) -> Option<String> {
        let text = self.line(name)?;
        text.bytes().all(|b| b.is_ascii_digit()).then_some(text)
    }

    /// A length of time in seconds.
    pub(crate) fn seconds(self, name: &str) -> Option<u32> {
        duration::seconds(&scalar(self.get(name)?)?, DurationUnit::Seconds)
    }

    /// A point in time in any form.
    pub(crate) fn instant(self, name: &str, received_at: Timestamp) -> Option<Timestamp> {
        instant::read(&scalar(self.get(name)?)?, received_at)
    }

    /// A web address that may be opened.
    pub(crate) fn web_address(self, name: &str) -> Option<String> {
        text::web_address(self.get(name)?.as_str()?)
    }

    /// A yes or no.
    pub(crate) fn flag(self, name: &str) -> Option<bool> {
        self.get(name)?.as_bool()
    }
}
