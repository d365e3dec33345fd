//! The policy of this machine: where it lies on each system, whether it may be trusted, and what it sets.
//!
//! Linux: `/etc/callside/policy.json`. Windows: the registry, under `HKLM\Software\Policies\Callside`. macOS: what a
//! management tool's profile made of it. The place is the system's and never a variable of the environment: those belong
//! to the person who is ruled.

mod bundle;
#[cfg(unix)]
mod file;
#[cfg(any(target_os = "macos", all(test, unix)))]
mod managed;
#[cfg(windows)]
mod registry;
#[cfg(unix)]
mod trust;

pub use bundle::check_policy;

use callside_core::policy::{Policy, PolicyFault};
#[cfg(unix)]
use std::path::PathBuf;

/// Where the policy is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PolicySource {
    /// A JSON file, which only its owner may write; beside it, where the machine asks for a signature, `policy.pub` with
    /// the key and the file's name with `.sig` added.
    #[cfg(unix)]
    File {
        /// The file.
        path: PathBuf,
        /// User id of who must own it: 0 is root.
        owner: u32,
    },
    /// A property list that macOS makes of profiles.
    #[cfg(any(target_os = "macos", all(test, unix)))]
    Managed {
        /// The file.
        path: PathBuf,
        /// User id of who must own it: 0 is root.
        owner: u32,
    },
    /// The machine's part of the registry.
    #[cfg(windows)]
    Registry,
}

/// The policy as it stands on this machine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PolicyStanding {
    /// What holds.
    pub policy: Policy,
    /// Where it was looked for, as an administrator knows the place.
    pub place: String,
    /// Whether there is one.
    pub found: bool,
    /// What does not hold, and why.
    pub faults: Vec<PolicyFault>,
}

impl PolicySource {
    /// Where this system keeps it.
    #[must_use]
    pub fn of_system() -> Self {
        #[cfg(windows)]
        return Self::Registry;
        #[cfg(target_os = "macos")]
        return Self::Managed { path: PathBuf::from(managed::PLACE), owner: 0 };
        #[cfg(all(unix, not(target_os = "macos")))]
        return Self::File { path: PathBuf::from(file::PLACE), owner: 0 };
    }

    /// Reads it. What cannot be trusted or understood is left out and named.
    #[must_use]
    pub fn read(&self) -> PolicyStanding {
        let (place, read) = match self {
            #[cfg(unix)]
            Self::File { path, owner } => (path.display().to_string(), file::read(path, *owner)),
            #[cfg(any(target_os = "macos", all(test, unix)))]
            Self::Managed { path, owner } => (path.display().to_string(), managed::read(path, *owner)),
            #[cfg(windows)]
            Self::Registry => (registry::PLACE.to_owned(), registry::read()),
        };
        for fault in read.iter().flat_map(|(_, faults)| faults) {
            tracing::error!(path = place, error = %fault, "a part of the policy is ignored");
        }
        match read {
            None => PolicyStanding { place, ..PolicyStanding::default() },
            Some((policy, faults)) => PolicyStanding { policy, place, found: true, faults },
        }
    }
}

/// A policy that sets nothing, because of a fault.
#[cfg(unix)]
fn void(fault: PolicyFault) -> (Policy, Vec<PolicyFault>) {
    (Policy::default(), vec![fault])
}

#[cfg(test)]
mod tests;
