//! Reading a policy.

use super::Policy;
use super::fault::PolicyFault;
use super::key::Key;
use super::table::{SETTINGS, setting};
use super::value::{Kind, Value};
use crate::nearest::nearest;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use std::collections::BTreeSet;
use std::fmt;

/// The first key of a policy file.
pub const VERSION_KEY: &str = "callside_policy";
/// The version that is read.
pub const VERSION: u64 = 1;
/// Largest policy file in bytes.
pub const LARGEST: usize = 256 * 1024;

/// Reads a policy file. Settings that are wrong are named and left out; the others hold, so that one slip does not
/// free all that was locked. A file that cannot be read as a whole sets nothing.
#[must_use]
pub fn read(text: &str) -> (Policy, Vec<PolicyFault>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let void = |fault| (Policy::default(), vec![fault]);
    if text.len() > LARGEST {
        return void(PolicyFault::TooLarge);
    }
    let members = match serde_json::from_str::<Members>(text) {
        Ok(Members(members)) => members,
        Err(error) => return void(PolicyFault::Malformed { line: u32::try_from(error.line()).unwrap_or(u32::MAX) }),
    };
    match members.iter().find(|(key, _)| key == VERSION_KEY).and_then(|(_, value)| value.as_u64()) {
        None | Some(0) => void(PolicyFault::NotOurs),
        Some(found) if found > VERSION => void(PolicyFault::Newer { found }),
        Some(_) => from_members(members.into_iter().filter(|(key, _)| key != VERSION_KEY).collect()),
    }
}

/// The same of names and values, wherever they come from.
#[must_use]
pub fn from_members(members: Vec<(String, serde_json::Value)>) -> (Policy, Vec<PolicyFault>) {
    let (mut policy, mut faults, mut seen) = (Policy::default(), Vec::new(), BTreeSet::new());
    let twice: BTreeSet<String> =
        members.iter().filter(|(key, _)| !seen.insert(key.clone())).map(|(key, _)| key.clone()).collect();
    faults.extend(twice.iter().map(|key| PolicyFault::Twice { key: key.clone() }));
    for (name, value) in members.into_iter().filter(|(name, _)| !twice.contains(name)) {
        let Some(row) = SETTINGS.iter().find(|setting| setting.key.name() == name) else {
            let near = nearest(&name, SETTINGS.iter().map(|setting| setting.key.name())).map(str::to_owned);
            faults.push(PolicyFault::Unknown { key: name, nearest: near });
            continue;
        };
        match typed(row.key, value) {
            Some(value) => drop(policy.values.insert(row.key, value)),
            None => faults.push(PolicyFault::NotAllowed { key: row.key }),
        }
    }
    (policy, faults)
}

fn typed(key: Key, value: serde_json::Value) -> Option<Value> {
    let kind = setting(key).kind;
    let value = match kind {
        Kind::Flag => Value::Flag(value.as_bool()?),
        Kind::Number { .. } => Value::Number(u32::try_from(value.as_u64()?).ok()?),
        Kind::Choice(_) | Kind::Text(_) => Value::Text(value.as_str()?.to_owned()),
        Kind::Texts { .. } => Value::Texts(serde_json::from_value(value).ok()?),
    };
    kind.allows(&value).then_some(value)
}

/// Members of an object as they are written, so that a key that comes twice is seen.
struct Members(Vec<(String, serde_json::Value)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Object)
    }
}
