//! A policy as a JSON file, signed where the machine asks for it.

use super::bundle::{signature_of, verify};
use super::{trust, void};
use callside_core::policy::{Policy, PolicyFault, read as read_text};
use std::path::Path;

/// Where Linux keeps it (Filesystem Hierarchy Standard 3.0, section 3.7).
#[cfg(not(target_os = "macos"))]
pub(super) const PLACE: &str = "/etc/callside/policy.json";
/// Beside it: the key that must have signed it.
const KEY: &str = "policy.pub";

/// Reads it; `None` when there is none.
pub(super) fn read(path: &Path, owner: u32) -> Option<(Policy, Vec<PolicyFault>)> {
    let bytes = trust::bytes(path, owner)?;
    Some(bytes.and_then(|bytes| checked(path, owner, bytes)).map_or_else(void, |text| read_text(&text)))
}

fn checked(path: &Path, owner: u32, bytes: Vec<u8>) -> Result<String, PolicyFault> {
    let text = String::from_utf8(bytes).map_err(|_| PolicyFault::Malformed { line: 1 })?;
    let key = path.with_file_name(KEY);
    let Some(wanted) = trust::bytes(&key, owner) else { return Ok(text) };
    let wanted = text_of(wanted?);
    let beside = signature_of(path);
    let signature = trust::bytes(&beside, owner).transpose()?.map(text_of);
    verify(&text, signature.as_deref(), &wanted, &beside, &key)?;
    Ok(text)
}

fn text_of(bytes: Vec<u8>) -> String {
    // What is no UTF-8 is no base64 either.
    String::from_utf8(bytes).unwrap_or_default()
}
