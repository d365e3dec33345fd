//! A signed policy, wherever it lies: the file, beside it the signature, and the key of who may sign. No network is asked.

use callside_core::policy::{Policy, PolicyFault, read};
use callside_flow::{SignatureFault, verify_signature};
use std::io;
use std::path::{Path, PathBuf};

/// Reads a policy before it comes to a machine: what it would set, and what would be ignored. With a key its signature
/// (`FILE.sig`) must be right. Who may write the file is not asked: that counts where it will lie.
///
/// # Errors
/// When file or key cannot be read.
pub fn check_policy(path: &Path, key: Option<&Path>) -> io::Result<(Policy, Vec<PolicyFault>)> {
    let text = std::fs::read_to_string(path)?;
    if let Some(key) = key {
        let beside = signature_of(path);
        let signature = std::fs::read_to_string(&beside).ok();
        if let Err(fault) = verify(&text, signature.as_deref(), &std::fs::read_to_string(key)?, &beside, key) {
            return Ok((Policy::default(), vec![fault]));
        }
    }
    Ok(read(&text))
}

/// Checks a policy by the texts of its signature and of a key, each in base64.
pub(super) fn verify(
    text: &str,
    signature: Option<&str>,
    key: &str,
    signature_place: &Path,
    key_place: &Path,
) -> Result<(), PolicyFault> {
    verify_signature(key, text, signature).map_err(|fault| match fault {
        SignatureFault::Missing => PolicyFault::Unsigned { place: signature_place.display().to_string() },
        SignatureFault::Wrong => PolicyFault::Forged,
        SignatureFault::Key => PolicyFault::BadKey { place: key_place.display().to_string() },
    })
}

/// Where the signature of a file lies.
pub(super) fn signature_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".sig");
    PathBuf::from(name)
}
