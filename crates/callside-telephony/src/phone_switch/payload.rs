//! What the wire says, field by field.

use super::mapping::{Field, Mapping};
use crate::json::scalar;
use crate::text;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The objects in which fields are looked for by name, nearest first. Systems that wrap their fields use these words.
const WRAPPERS: [&[&str]; 6] = [&[], &["data"], &["call"], &["payload"], &["data", "call"], &["payload", "call"]];

/// The texts of one webhook's fields.
pub(super) struct Payload(BTreeMap<Field, String>);

impl Payload {
    /// The text exactly as it came.
    pub(super) fn raw(&self, field: Field) -> Option<&str> {
        self.0.get(&field).map(String::as_str)
    }

    /// The text on one line.
    pub(super) fn line(&self, field: Field) -> Option<String> {
        text::line(self.raw(field)?)
    }
}

/// Finds every field.
pub(super) fn read(body: Value, mapping: &Mapping) -> Payload {
    let places = WRAPPERS.map(|path| inside(&body, path).map(folded).unwrap_or_default());
    let find = |field: Field| match mapping.paths.get(&field) {
        Some(paths) => paths.iter().find_map(|path| path.query(&body).iter().find_map(|value| present(value))),
        None => by_name(&places, field),
    };
    Payload(Field::ALL.iter().filter_map(|field| Some((*field, find(*field)?))).collect())
}

fn inside<'a>(body: &'a Value, path: &[&str]) -> Option<&'a Map<String, Value>> {
    path.iter().try_fold(body, |value, key| value.get(key))?.as_object()
}

fn folded(object: &Map<String, Value>) -> BTreeMap<String, &Value> {
    object.iter().map(|(name, value)| (text::fold(name), value)).collect()
}

/// Better names win over nearer places. A bare `id` in the envelope is more likely the event's than the call's, so
/// that one is looked for from the inside out.
fn by_name(places: &[BTreeMap<String, &Value>], field: Field) -> Option<String> {
    let at = |name: &str, place: &BTreeMap<String, &Value>| present(place.get(name)?);
    field.names().iter().find_map(|name| match *name {
        "id" => places.iter().rev().find_map(|place| at(name, place)),
        _ => places.iter().find_map(|place| at(name, place)),
    })
}

fn present(value: &Value) -> Option<String> {
    scalar(value).filter(|text| !text.trim().is_empty())
}
