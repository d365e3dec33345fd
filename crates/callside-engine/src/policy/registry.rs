//! The machine's part of the Windows registry, as the administrative templates fill it: a number for yes and no, a number,
//! a text, or several texts. Only administrators write there.

use callside_core::policy::{Kind, Policy, PolicyFault, SETTINGS, from_members};
use serde_json::Value as Json;
use windows_registry::{LOCAL_MACHINE, Type, Value};

/// The key, as people know it.
pub(super) const PLACE: &str = r"HKLM\Software\Policies\Callside";
const KEY: &str = r"Software\Policies\Callside";

/// Reads it; `None` when there is none.
pub(super) fn read() -> Option<(Policy, Vec<PolicyFault>)> {
    let key = LOCAL_MACHINE.open(KEY).ok()?;
    let Ok(values) = key.values() else {
        return Some((Policy::default(), vec![PolicyFault::Unreadable { place: PLACE.to_owned() }]));
    };
    Some(from_members(values.map(|(name, value)| (name.clone(), json(&name, value))).collect()))
}

fn json(name: &str, value: Value) -> Json {
    let flag = SETTINGS.iter().any(|setting| setting.key.name() == name && setting.kind == Kind::Flag);
    match value.ty() {
        Type::U32 => match (flag, u32::try_from(value)) {
            (true, Ok(0)) => Json::Bool(false),
            (true, Ok(1)) => Json::Bool(true),
            (_, Ok(number)) => number.into(),
            (_, Err(_)) => Json::Null,
        },
        Type::String => String::try_from(value).map_or(Json::Null, Json::String),
        Type::MultiString => Vec::<String>::try_from(value).map_or(Json::Null, Json::from),
        _ => Json::Null,
    }
}
