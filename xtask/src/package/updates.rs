//! `cargo xtask updates`: the list of the newest version for machines without a repository, and its signature.
//!
//! What is signed is the whole list: product, channel, version, moment, share of machines, and the name, size and hash of
//! every package. The signature is Ed25519 (RFC 8032) over its bytes, made by OpenSSL as the guide shows for policies.
//! `callside_core::update` reads it.

use super::stage::{day, said, write};
use crate::error::XtaskError;
use sha2::{Digest as _, Sha256};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

/// File with the secret key: Ed25519, PEM, without a passphrase.
pub const KEY: &str = "CALLSIDE_UPDATE_KEY";
/// Name of the list, as `callside-updates` asks for it.
pub const LIST: &str = "callside-updates.json";

/// How long a list is believed, in days: as long as that of the apt repository.
const BELIEVED: u64 = 90;

/// Which file is for which machines: end of its name, and the word in the list.
const ENDS: &[(&str, &str)] = &[
    ("_amd64.deb", "linux-x86_64-deb"),
    ("_arm64.deb", "linux-aarch64-deb"),
    ("-1.x86_64.rpm", "linux-x86_64-rpm"),
    ("-1.aarch64.rpm", "linux-aarch64-rpm"),
    ("_x64-setup.exe", "windows-x86_64-nsis"),
    ("_arm64-setup.exe", "windows-aarch64-nsis"),
    ("_x64_en-US.msi", "windows-x86_64-msi"),
    ("_arm64_en-US.msi", "windows-aarch64-msi"),
    ("_x64.dmg", "macos-x86_64-dmg"),
    ("_aarch64.dmg", "macos-aarch64-dmg"),
];

/// Writes list and signature beside the packages of this version in a folder.
///
/// # Errors
/// When there is no key, no package, or OpenSSL says no.
pub fn run(folder: &Path, share: u8) -> Result<(), XtaskError> {
    let Some(key) = std::env::var_os(KEY).map(PathBuf::from) else {
        let how = "openssl genpkey -algorithm ed25519 -out update-key.pem makes one";
        return Err(XtaskError::Machine(format!("{KEY} names no file with the key that signs; {how}")));
    };
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let list = sign(folder, env!("CARGO_PKG_VERSION"), share, now, &key)?;
    println!("{}", list.display());
    Ok(())
}

/// Writes list and signature; `epoch`: when, in seconds since 1970.
///
/// # Errors
/// As [`run`].
pub fn sign(folder: &Path, version: &str, share: u8, epoch: u64, key: &Path) -> Result<PathBuf, XtaskError> {
    let list = folder.join(LIST);
    write(&list, &text(&packages(folder, version)?, version, share, epoch))?;
    let made = tempfile::tempdir().map_err(XtaskError::io("cannot make a folder in", std::env::temp_dir()))?;
    let bare = made.path().join("signature");
    let mut openssl = Command::new("openssl");
    openssl.args(["pkeyutl", "-sign", "-rawin", "-inkey"]).arg(key).arg("-in").arg(&list).arg("-out").arg(&bare);
    said(&mut openssl)?;
    let signature = said(Command::new("openssl").args(["base64", "-A", "-in"]).arg(&bare))?;
    write(&folder.join(format!("{LIST}.sig")), signature.trim())?;
    Ok(list)
}

/// A package of the desktop.
struct Artefact {
    platform: &'static str,
    file: String,
    size: u64,
    sha256: String,
}

/// The packages of a version, in the order of [`ENDS`].
fn packages(folder: &Path, version: &str) -> Result<Vec<Artefact>, XtaskError> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).map_err(XtaskError::io("cannot read", folder))?.flatten() {
        let file = entry.file_name().to_string_lossy().into_owned();
        if let Some(platform) = platform(&file, version) {
            let (size, sha256) = measured(&entry.path())?;
            all.push(Artefact { platform, file, size, sha256 });
        }
    }
    all.sort_by_key(|artefact| ENDS.iter().position(|(_, platform)| *platform == artefact.platform));
    if all.is_empty() {
        let place = folder.display();
        return Err(XtaskError::Machine(format!("there is no package of Callside {version} in {place}")));
    }
    Ok(all)
}

/// Which machines a file is for; `None`: it is no package of the desktop, or of another version.
pub fn platform(file: &str, version: &str) -> Option<&'static str> {
    let end = file.to_ascii_lowercase().strip_prefix("callside")?.strip_prefix(['_', '-'])?.to_owned();
    let end = end.strip_prefix(version)?;
    ENDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(end)).map(|(_, platform)| *platform)
}

fn measured(file: &Path) -> Result<(u64, String), XtaskError> {
    let mut hash = Sha256::new();
    let mut open = File::open(file).map_err(XtaskError::io("cannot read", file))?;
    let mut piece = vec![0; 64 * 1024];
    let mut size = 0;
    loop {
        let length = std::io::Read::read(&mut open, &mut piece).map_err(XtaskError::io("cannot read", file))?;
        if length == 0 {
            return Ok((size, hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()));
        }
        hash.update(&piece[..length]);
        size += length as u64;
    }
}

/// Nothing in it needs an escape: names are those of [`ENDS`] behind a version.
fn text(packages: &[Artefact], version: &str, share: u8, epoch: u64) -> String {
    let line = |Artefact { platform, file, size, sha256 }: &Artefact| {
        format!(r#"    {{ "platform": "{platform}", "file": "{file}", "size": {size}, "sha256": "{sha256}" }}"#)
    };
    let artefacts: Vec<_> = packages.iter().map(line).collect();
    format!(
        "{{\n  \"callside_updates\": 1,\n  \"product\": \"callside\",\n  \"channel\": \"stable\",\n  \
         \"version\": \"{version}\",\n  \"published\": \"{}\",\n  \"believed_until\": \"{}\",\n  \"share\": {share},\n  \
         \"artefacts\": [\n{}\n  ]\n}}\n",
        moment(epoch),
        moment(epoch + BELIEVED * 86_400),
        artefacts.join(",\n")
    )
}

/// RFC 3339, in UTC.
fn moment(epoch: u64) -> String {
    let (hours, minutes, seconds) = (epoch / 3600 % 24, epoch / 60 % 60, epoch % 60);
    format!("{}T{hours:02}:{minutes:02}:{seconds:02}Z", day(epoch))
}
