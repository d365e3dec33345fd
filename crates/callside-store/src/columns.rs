//! How values stand in columns: times as milliseconds, nouns as JSON.

use crate::StoreError;
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub(crate) fn time(ms: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_millisecond(ms).map_err(|_| StoreError::unexpected("time"))
}

pub(crate) fn optional_time(ms: Option<i64>) -> Result<Timestamp, StoreError> {
    time(ms.ok_or_else(|| StoreError::unexpected("time"))?)
}

/// `what` names the noun in the error, should a row not be readable.
pub(crate) fn read<T: DeserializeOwned>(json: &str, what: &'static str) -> Result<T, StoreError> {
    serde_json::from_str(json).map_err(|_| StoreError::unexpected(what))
}

pub(crate) fn write<T: Serialize>(noun: &T) -> Result<String, StoreError> {
    serde_json::to_string(noun).map_err(|_| StoreError::unexpected("json"))
}

/// Leaves absent fields out: half the size for calls and events, which are mostly absent fields. Only for nouns in
/// which `null` and absent mean the same.
pub(crate) fn write_lean<T: Serialize>(noun: &T) -> Result<String, StoreError> {
    let mut value = serde_json::to_value(noun).map_err(|_| StoreError::unexpected("json"))?;
    drop_nulls(&mut value);
    write(&value)
}

fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, field| !field.is_null());
            fields.values_mut().for_each(drop_nulls);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_nulls),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// SQLite takes a negative limit for none.
pub(crate) fn limit(rows: u32) -> i64 {
    i64::from(rows)
}
