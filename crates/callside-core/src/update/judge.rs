//! Whether what a list offers is for this machine.

use super::{Artefact, CHANNEL, Manifest, PRODUCT, Version};
use jiff::Timestamp;

/// The place of a machine in the roll-out of one version, 0-99: the same as long as both stay, and evenly spread over
/// machines. Another version draws anew, so that it is not always the same people who are first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lot(u8);

impl Lot {
    /// From the SHA-256 of [`Lot::text`]: its first four bytes as a number, most significant first, modulo 100.
    #[must_use]
    pub fn of(digest: [u8; 32]) -> Self {
        let number = u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]);
        Self(u8::try_from(number % 100).unwrap_or(0))
    }

    /// What is hashed. `printf '%s %s' INSTALLATION VERSION | sha256sum` shows the same.
    #[must_use]
    pub fn text(installation: &str, version: Version) -> String {
        format!("{installation} {version}")
    }

    /// Whether it is among so many of a hundred. Raising the share only ever adds machines.
    #[must_use]
    pub const fn is_among(self, share: u8) -> bool {
        self.0 < share
    }
}

/// What is known of this machine.
#[derive(Debug, Clone, Copy)]
pub struct Machine<'a> {
    /// The version that runs.
    pub version: Version,
    /// What kind of package it takes, as of [`super::Packaging::platform`]; `None` where nobody packed it.
    pub platform: Option<&'a str>,
    /// Its place in the roll-out of the list's version.
    pub lot: Lot,
    /// When the newest list that it ever took was published.
    pub seen: Option<Timestamp>,
}

/// What a list means for a machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It runs this version, or a newer one. An older version is never taken, whoever signed it.
    Current,
    /// There is a newer version, and it is not this machine's turn.
    Later,
    /// There is a newer version for it.
    Newer {
        /// Its package; `None`: there is none for a machine like this.
        artefact: Option<Artefact>,
    },
}

/// Why a list is not taken although its signature is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Of something else that the same people sign.
    #[error("it is a list of another product or channel")]
    Foreign,
    /// This machine has seen a later one: somebody plays an old list again.
    #[error("this machine has seen a later list")]
    Superseded,
    /// It is no longer believed: somebody holds newer ones back, or nobody signs any more.
    #[error("it is older than it may be")]
    Expired,
}

/// Decides.
///
/// # Errors
/// [`Refusal`]; then nothing of the list is taken or remembered.
pub fn judge(manifest: &Manifest, machine: &Machine<'_>, now: Timestamp) -> Result<Verdict, Refusal> {
    if manifest.product != PRODUCT || manifest.channel != CHANNEL {
        return Err(Refusal::Foreign);
    }
    if machine.seen.is_some_and(|seen| manifest.published < seen) {
        return Err(Refusal::Superseded);
    }
    if manifest.believed_until < now {
        return Err(Refusal::Expired);
    }
    if manifest.version <= machine.version {
        return Ok(Verdict::Current);
    }
    if !machine.lot.is_among(manifest.share) {
        return Ok(Verdict::Later);
    }
    let mine = |artefact: &&Artefact| Some(artefact.platform.as_str()) == machine.platform;
    Ok(Verdict::Newer { artefact: manifest.artefacts.iter().find(mine).cloned() })
}
