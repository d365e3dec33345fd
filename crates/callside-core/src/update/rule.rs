//! Whether newer versions are looked for at all, where, and who must have signed.

use crate::policy::{Key, Policy};

/// How Callside came onto a machine, and what it is therefore installed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packaging {
    /// A `.deb`.
    Deb,
    /// An `.rpm`.
    Rpm,
    /// An installer for Windows (NSIS).
    Nsis,
    /// A Windows Installer package.
    Msi,
    /// A disk image for macOS.
    Dmg,
}

impl Packaging {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Deb, Self::Rpm, Self::Nsis, Self::Msi, Self::Dmg];

    /// Its word: in lists, and in the file that a package says it with.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Deb => "deb",
            Self::Rpm => "rpm",
            Self::Nsis => "nsis",
            Self::Msi => "msi",
            Self::Dmg => "dmg",
        }
    }

    /// The one of a name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|packaging| packaging.name() == name)
    }

    /// Which packages such a machine takes, such as `linux-x86_64-deb`; in the words of Rust's targets.
    #[must_use]
    pub fn platform(self, os: &str, architecture: &str) -> String {
        format!("{os}-{architecture}-{}", self.name())
    }

    /// Whether machines have it from a repository that upgrades them with everything else.
    #[must_use]
    pub const fn has_repository(self) -> bool {
        matches!(self, Self::Deb | Self::Rpm)
    }
}

/// What is done about a newer version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// It is said that there is one; somebody else installs it.
    Notify,
    /// The person may fetch it and start its installer.
    Offer,
}

/// Where lists are, and who signs them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Web address of the folder with the list and the packages.
    pub address: String,
    /// Ed25519 public key, base64.
    pub key: String,
}

/// Why nothing is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OffBecause {
    /// The policy says so.
    Policy,
    /// It came from a repository, which upgrades it.
    Repository,
    /// Nobody said where to look or whose signature counts.
    NotSet,
}

/// What holds on a machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// Nothing is looked for.
    Off(OffBecause),
    /// Newer versions are looked for.
    On {
        /// And then.
        mode: Mode,
        /// Where.
        place: Place,
    },
}

/// What whoever built this Callside put into it; the policy stands over both.
#[derive(Debug, Clone, Copy, Default)]
pub struct BuiltIn<'a> {
    /// Address of the folder.
    pub address: Option<&'a str>,
    /// Public key.
    pub key: Option<&'a str>,
}

/// Decides. Without a word of the policy a machine that a repository looks after is left to it; others offer.
#[must_use]
pub fn rule(policy: &Policy, packaging: Option<Packaging>, built_in: BuiltIn<'_>) -> Rule {
    let mode = match policy.text(Key::Updates) {
        Some("offer") => Mode::Offer,
        Some("notify") => Mode::Notify,
        Some(_) => return Rule::Off(OffBecause::Policy),
        None if packaging.is_some_and(Packaging::has_repository) => return Rule::Off(OffBecause::Repository),
        None => Mode::Offer,
    };
    let address = policy.text(Key::UpdateAddress).or(built_in.address);
    let key = policy.text(Key::UpdateKey).or(built_in.key);
    match (address, key) {
        (Some(address), Some(key)) => Rule::On { mode, place: Place { address: address.into(), key: key.into() } },
        _ => Rule::Off(OffBecause::NotSet),
    }
}
