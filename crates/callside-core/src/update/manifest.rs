//! The list of what there is to install.

use super::Version;
use jiff::Timestamp;
use serde::Deserialize;
use std::collections::BTreeSet;

/// The first key of a list.
pub const VERSION_KEY: &str = "callside_updates";
/// The version of lists that is read.
pub const VERSION: u64 = 1;
/// Largest list in bytes; a real one is below 4 KB.
pub const LARGEST: usize = 64 * 1024;
/// Largest package in bytes. An installer for Windows brings its web view with it.
pub const LARGEST_ARTEFACT: u64 = 512 * 1024 * 1024;

/// Longest name of a file.
const LONGEST_NAME: usize = 120;

/// A list: one version, and who should have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// What it is a list of.
    pub product: String,
    /// For whom.
    pub channel: String,
    /// The version that is to be had.
    pub version: Version,
    /// When it was signed. Of two lists, the later one counts.
    pub published: Timestamp,
    /// Until when it is believed: a machine that is kept from newer lists notices.
    pub believed_until: Timestamp,
    /// How many of a hundred machines should have it now, 0-100.
    pub share: u8,
    /// The packages.
    pub artefacts: Vec<Artefact>,
}

/// A package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artefact {
    /// For which machines, as of [`super::Packaging::platform`]. Each stands once in a list.
    pub platform: String,
    /// Name of the file, beside the list: one plain name, never a path.
    pub file: String,
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
}

/// Why a text is no list that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ManifestFault {
    /// Not JSON, or without [`VERSION_KEY`].
    #[error("it is not a list of updates")]
    NotOurs,
    /// Written for a newer Callside.
    #[error("it is of version {found}, and this Callside reads version 1")]
    Newer {
        /// The list's version.
        found: u64,
    },
    /// A value that it cannot have, or one that nobody knows.
    #[error("something in it cannot be: {what}")]
    Malformed {
        /// Which part.
        what: &'static str,
    },
}

/// As it is written. An unknown key is a fault: it may say for whom the list is not.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(rename = "callside_updates")]
    _version: u64,
    product: String,
    channel: String,
    version: Version,
    published: Timestamp,
    believed_until: Timestamp,
    share: u8,
    artefacts: Vec<WrittenArtefact>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenArtefact {
    platform: String,
    file: String,
    size: u64,
    sha256: String,
}

/// Reads a list whose signature was checked.
///
/// # Errors
/// [`ManifestFault`]; nothing of it holds then.
pub fn read(text: &str) -> Result<Manifest, ManifestFault> {
    let value: serde_json::Value = serde_json::from_str(text).map_err(|_| ManifestFault::NotOurs)?;
    match value.get(VERSION_KEY).and_then(serde_json::Value::as_u64) {
        None | Some(0) => return Err(ManifestFault::NotOurs),
        Some(found) if found > VERSION => return Err(ManifestFault::Newer { found }),
        Some(_) => {}
    }
    // From the text, so that a key that comes twice is seen.
    let written: Written = serde_json::from_str(text).map_err(|_| malformed("a key or a value"))?;
    if written.share > 100 {
        return Err(malformed("share"));
    }
    let artefacts: Vec<Artefact> = written.artefacts.into_iter().map(artefact).collect::<Result<_, _>>()?;
    let platforms: BTreeSet<&str> = artefacts.iter().map(|artefact| artefact.platform.as_str()).collect();
    if platforms.len() != artefacts.len() {
        return Err(malformed("two packages for one platform"));
    }
    Ok(Manifest {
        product: written.product,
        channel: written.channel,
        version: written.version,
        published: written.published,
        believed_until: written.believed_until,
        share: written.share,
        artefacts,
    })
}

const fn malformed(what: &'static str) -> ManifestFault {
    ManifestFault::Malformed { what }
}

fn artefact(written: WrittenArtefact) -> Result<Artefact, ManifestFault> {
    let WrittenArtefact { platform, file, size, sha256 } = written;
    if !is_plain(&file) {
        return Err(malformed("file"));
    }
    if size == 0 || size > LARGEST_ARTEFACT {
        return Err(malformed("size"));
    }
    Ok(Artefact { platform, file, size, sha256: hash(&sha256).ok_or(malformed("sha256"))? })
}

/// A name that leads nowhere else, on any system, and that is shown as it is.
fn is_plain(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'+' | b'~');
    (1..=LONGEST_NAME).contains(&name.len())
        && name.bytes().all(plain)
        && name.bytes().next().is_some_and(|first| first.is_ascii_alphanumeric())
}

/// 64 small hex digits.
fn hash(text: &str) -> Option<[u8; 32]> {
    let digits = text.as_bytes();
    let small = |digit: &u8| digit.is_ascii_digit() || (b'a'..=b'f').contains(digit);
    if digits.len() != 64 || !digits.iter().all(small) {
        return None;
    }
    let mut bytes = [0; 32];
    for (byte, two) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok()?;
    }
    Some(bytes)
}
