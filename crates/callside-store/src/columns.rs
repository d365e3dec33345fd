//! How values stand in columns: times as milliseconds, nouns as JSON.

use crate::StoreError;
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

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
    Ok(without_nulls(&write(noun)?))
}

/// JSON as `serde_json` writes it, without the members of objects that are `null`. It goes through the text once: a tree of
/// values, built only to be cut, took longer than everything else that a row needs.
fn without_nulls(json: &str) -> String {
    const NOTHING: &str = ":null";
    let mut lean = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(quote) = rest.find('"') {
        let (before, text) = rest.split_at(quote);
        let (text, after) = text.split_at(end_of_text(text));
        lean.push_str(before);
        // A colon follows names alone.
        match after.strip_prefix(NOTHING) {
            None => {
                lean.push_str(text);
                rest = after;
            }
            Some(after) => match after.strip_prefix(',') {
                Some(next) => rest = next,
                None => {
                    if lean.ends_with(',') {
                        lean.pop();
                    }
                    rest = after;
                }
            },
        }
    }
    lean.push_str(rest);
    lean
}

/// Behind the quotation mark that ends the text that begins here.
fn end_of_text(json: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in json.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    json.len()
}

/// SQLite takes a negative limit for none.
pub(crate) fn limit(rows: u32) -> i64 {
    i64::from(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// The same, by cutting the tree of values.
    fn cut(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                fields.retain(|_, field| !field.is_null());
                fields.values_mut().for_each(cut);
            }
            Value::Array(items) => items.iter_mut().for_each(cut),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    #[test]
    fn members_that_are_null_go_wherever_they_stand_and_nothing_else() {
        let cases = [
            json!(null),
            json!([null, 1, null]),
            json!({}),
            json!({ "a": null }),
            json!({ "a": null, "b": 1, "c": null }),
            json!({ "a": 1, "b": null, "c": null, "d": null }),
            json!({ "a": null, "b": null, "c": [null, { "d": null }, { "e": { "f": null }, "g": "x" }] }),
            json!({ "quote \" and \\": null, "text": "\":null,\"x\":null}", "ends in \\": "\\", "z": null }),
            json!({ "": null, "ünï": "\u{0}\n\t☎", "null": "null", "deep": { "a": null } }),
        ];
        for case in cases {
            let mut expected = case.clone();
            cut(&mut expected);
            let lean = without_nulls(&case.to_string());
            assert_eq!(serde_json::from_str::<Value>(&lean).unwrap(), expected, "{lean}");
            assert_eq!(lean, expected.to_string(), "no comma too many");
        }
    }
}
