//! Newer versions on a terminal and in the diagnostics file: English only.

use crate::ipc::updates::{UpdatesOff, UpdatesState, UpdatesTrouble};

/// How it stands.
#[must_use]
pub fn state(state: &UpdatesState) -> String {
    use UpdatesState as S;
    match state {
        S::Off { because: UpdatesOff::Policy } => "off by the policy".into(),
        S::Off { because: UpdatesOff::Repository } => "left to the repository that this package came from".into(),
        S::Off { because: UpdatesOff::NotSet } => {
            "not looked for: no address (update_address) or no key (update_key) is set".into()
        }
        S::Unknown => "not looked for yet".into(),
        S::Current => "this is the newest version".into(),
        S::Later { version } => format!("{version} is being rolled out; this machine gets it later"),
        S::Newer { version, install: true, .. } => format!("{version} can be installed from the settings"),
        S::Newer { version, install: false, .. } => format!("there is {version}; IT installs it"),
        S::Fetching { version, percent } => format!("{version} is being fetched ({percent} %)"),
        // Without the place: it names the person, and this goes into the diagnostics file.
        S::Ready { version, .. } => format!("{version} is here, whole and checked; its installer waits"),
        S::Failed { trouble } => self::trouble(*trouble).into(),
    }
}

const fn trouble(trouble: UpdatesTrouble) -> &'static str {
    match trouble {
        UpdatesTrouble::Unreachable => "the server cannot be reached, or its answer was cut off",
        UpdatesTrouble::NoList => "there is no list at that address; check update_address",
        UpdatesTrouble::Forged => "the list is not signed by the key that this machine trusts; nothing was taken",
        UpdatesTrouble::Foreign => "the list is of another product or channel; nothing was taken",
        UpdatesTrouble::Superseded => "the list is older than one that this machine has seen; nothing was taken",
        UpdatesTrouble::Expired => "the list is older than it may be; sign a new one. Nothing was taken",
        UpdatesTrouble::Changed => "the package is not the one that was signed; nothing of it was kept",
        UpdatesTrouble::NoRoom => "there is no room for the package",
        UpdatesTrouble::NotKept => "a file in Callside's folder cannot be written",
    }
}
