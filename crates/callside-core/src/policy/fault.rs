//! Why a policy, or a part of it, is not heeded.

use super::key::Key;
use super::table::setting;

/// Something of a policy that does not hold. Either the whole policy ([`PolicyFault::voids`]) or one setting of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyFault {
    /// Others than the ruler of the machine can change the file or its folder.
    #[error("the policy is ignored: others than the administrator may write {place}. Let only root own and write it")]
    Writable {
        /// File or folder.
        place: String,
    },
    /// It is there and cannot be read.
    #[error("the policy is ignored: {place} cannot be read. Let everybody read it")]
    Unreadable {
        /// The file.
        place: String,
    },
    /// Larger than [`super::LARGEST`].
    #[error("the policy is ignored: it is larger than 256 KB")]
    TooLarge,
    /// Not JSON, or not an object.
    #[error("the policy is ignored: it is not a JSON object (line {line})")]
    Malformed {
        /// Line where reading ended, from 1.
        line: u32,
    },
    /// No [`super::VERSION_KEY`], or not a whole number there.
    #[error("the policy is ignored: \"callside_policy\": 1 is missing")]
    NotOurs,
    /// Written for a newer Callside.
    #[error(
        "the policy is ignored: it is of version {found}, and this Callside reads version 1. Update Callside first"
    )]
    Newer {
        /// The policy's version.
        found: u64,
    },
    /// The machine asks for a signed policy and this one has no signature.
    #[error("the policy is ignored: this machine asks for a signed policy, and {place} is missing")]
    Unsigned {
        /// File that the signature would be in.
        place: String,
    },
    /// The signature is not by the machine's key, or not of this file.
    #[error("the policy is ignored: its signature does not belong to it")]
    Forged,
    /// What should be the public key is none.
    #[error("the policy is ignored: {place} is not an Ed25519 public key in base64")]
    BadKey {
        /// The file.
        place: String,
    },
    /// A setting that there is not.
    #[error("{}", unknown(.key, .nearest.as_deref()))]
    Unknown {
        /// As it is written.
        key: String,
        /// The setting that is nearest.
        nearest: Option<String>,
    },
    /// A setting that is there twice; neither holds.
    #[error("{key} is ignored: it is there twice")]
    Twice {
        /// As it is written.
        key: String,
    },
    /// A value that a setting cannot have.
    #[error("{} is ignored: it must be {}", .key.name(), setting(*.key).kind.words())]
    NotAllowed {
        /// The setting.
        key: Key,
    },
}

fn unknown(key: &str, nearest: Option<&str>) -> String {
    match nearest {
        Some(nearest) => format!("{key} is ignored: there is no such setting. Did you mean {nearest}?"),
        None => format!("{key} is ignored: there is no such setting"),
    }
}

impl PolicyFault {
    /// Whether nothing of the policy holds because of it.
    #[must_use]
    pub const fn voids(&self) -> bool {
        !matches!(self, Self::Unknown { .. } | Self::Twice { .. } | Self::NotAllowed { .. })
    }
}
