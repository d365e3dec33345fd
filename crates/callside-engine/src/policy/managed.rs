//! What macOS makes of configuration profiles: a property list of the application's preference domain in a folder that
//! only the system writes. Source: Apple, "Deploying managed preferences"; CFPreferences reads the same file.

use super::{trust, void};
use callside_core::policy::{Policy, PolicyFault, from_members};
use plist::Value;
use serde_json::Value as Json;
use std::io::Cursor;
use std::path::Path;

/// The machine's own; a person's lies in a folder of their name.
#[cfg(target_os = "macos")]
pub(super) const PLACE: &str = "/Library/Managed Preferences/app.callside.desktop.plist";

/// Keys that the system adds by itself.
const OF_THE_SYSTEM: &str = "Payload";

/// Reads it; `None` when there is none.
pub(super) fn read(path: &Path, owner: u32) -> Option<(Policy, Vec<PolicyFault>)> {
    Some(trust::bytes(path, owner)?.and_then(|bytes| members(&bytes)).map_or_else(void, from_members))
}

fn members(bytes: &[u8]) -> Result<Vec<(String, Json)>, PolicyFault> {
    let malformed = PolicyFault::Malformed { line: 1 };
    let Ok(Value::Dictionary(all)) = Value::from_reader(Cursor::new(bytes)) else { return Err(malformed) };
    Ok(all.into_iter().filter(|(key, _)| !key.starts_with(OF_THE_SYSTEM)).map(|(key, v)| (key, json(v))).collect())
}

/// Dates and data become null: no setting is one.
fn json(value: Value) -> Json {
    match value {
        Value::Boolean(flag) => flag.into(),
        Value::Integer(number) => number.as_unsigned().map_or(Json::Null, Json::from),
        Value::String(text) => text.into(),
        Value::Array(items) => items.into_iter().map(json).collect(),
        _ => Json::Null,
    }
}
