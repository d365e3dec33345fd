//! Values that depend on others: of the record type, and beside the controlling field.

use super::{BadValue, typed};
use crate::describe::{FieldDescribe, ObjectDescribe, RecordType};
use crate::plan::Value;
use jiff::tz::TimeZone;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// A record type is one of those that the user may use.
pub(super) fn usable_type(
    describe: &ObjectDescribe,
    field: &FieldDescribe,
    given: &Json,
    zone: &TimeZone,
) -> Result<Value, BadValue> {
    let value = typed(field, given, zone)?;
    let is_usable = |of: &RecordType| matches!(&value, Value::Record(id) if id.as_str() == of.id);
    if describe.record_types.is_empty() || describe.record_types.iter().any(is_usable) {
        return Ok(value);
    }
    Err(BadValue::NotListed { value: given.as_str().unwrap_or_default().to_owned(), nearest: None })
}

/// A dependent picklist's value must go with its controller's, where both are given.
pub(super) fn depends(
    describe: &ObjectDescribe,
    field: &FieldDescribe,
    value: Value,
    given: &BTreeMap<String, Json>,
) -> Result<Value, BadValue> {
    let (Some(controller), Value::Text(text)) = (&field.controller, &value) else { return Ok(value) };
    let Some(controlling) = given.get(controller) else { return Ok(value) };
    let controlling = describe
        .field(controller)
        .and_then(|controller| typed(controller, controlling, &TimeZone::UTC).ok())
        .map(|value| match value {
            Value::Text(text) => Json::String(text),
            Value::Bool(yes) => Json::Bool(yes),
            _ => Json::Null,
        });
    let known = field.values.iter().find(|known| known.value == *text);
    if known.is_some_and(|known| !field.allows(known, controlling.as_ref())) {
        let nearest = field.values.iter().find(|known| field.allows(known, controlling.as_ref()));
        let nearest = nearest.map(|known| known.value.clone());
        return Err(BadValue::NotListed { value: text.clone(), nearest });
    }
    Ok(value)
}
