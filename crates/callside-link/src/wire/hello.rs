//! How both sides begin: versions, capabilities, who is there, and from where to go on.

use super::Cursor;
use callside_core::person::PersonId;
use callside_core::role::Role;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A version of the wire. A new one is only for what capabilities cannot say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Version(pub u16);

/// The versions that a side speaks, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionRange {
    /// Oldest.
    pub min: Version,
    /// Newest.
    pub max: Version,
}

impl VersionRange {
    /// What this build speaks.
    pub const OURS: Self = Self { min: Version(1), max: Version(1) };

    /// The newest version that both speak; `None` when there is none.
    #[must_use]
    pub fn agree(self, other: Self) -> Option<Version> {
        let newest = self.max.min(other.max);
        (newest >= self.min && newest >= other.min).then_some(newest)
    }
}

/// Something that a side can do beyond the version. Words that we do not know stay, and mean nothing to us.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Capability(pub String);

impl Capability {
    /// The relay renews the session on the open link.
    pub const RENEWS: &str = "renews_session";
    /// The relay keeps events until they are acknowledged, and goes on from a cursor.
    pub const RESUMES: &str = "resumes";
    /// The relay announces that it is about to go, so that desktops move without a gap.
    pub const DRAINS: &str = "announces_drain";
    /// The desktop tells what its agent is doing, and the relay shows it to those who look after the team.
    pub const BOARD: &str = "board";

    /// The desktop tells on which call its agent asks for assistance, and the relay tells those who look after the team.
    pub const ASSISTANCE: &str = "assistance";

    /// The relay tells those who look after a team of its calls, and takes how wrap-ups stand. A relay says so only where
    /// its admin switched it on.
    pub const HISTORY: &str = "history";

    /// The notes of wrap-ups are told, too. Only a relay says so.
    pub const HISTORY_NOTES: &str = "history_notes";

    /// Whether a side has said that it can do this.
    #[must_use]
    pub fn is_in(said: &BTreeSet<Self>, word: &str) -> bool {
        said.iter().any(|capability| capability.0 == word)
    }

    /// All that this build knows.
    #[must_use]
    pub fn ours() -> BTreeSet<Self> {
        let ours = [Self::RENEWS, Self::RESUMES, Self::DRAINS, Self::BOARD, Self::ASSISTANCE, Self::HISTORY];
        ours.map(|word| Self(word.to_owned())).into()
    }
}

/// The desktop's first words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// Versions of the wire that it speaks.
    pub versions: VersionRange,
    /// What it can do besides.
    #[serde(default)]
    pub capabilities: BTreeSet<Capability>,
    /// This installation, random, made once: a person may have several.
    pub desktop: String,
    /// Version of the program, for the relay's log.
    #[serde(default)]
    pub app: String,
    /// How far it is; absent at the very first time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
}

impl Hello {
    /// Is this a name that an installation can have? Letters, digits and `-`, at most 64.
    #[must_use]
    pub fn names_a_desktop(&self) -> bool {
        let plain = self.desktop.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        plain && (8..=64).contains(&self.desktop.len())
    }
}

/// The relay's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// The version that both use from now on.
    pub version: Version,
    /// What the relay can do besides.
    #[serde(default)]
    pub capabilities: BTreeSet<Capability>,
    /// Name of the relay that answered, for people who look for a fault.
    #[serde(default)]
    pub relay: String,
    /// Who the relay takes this person for.
    pub person: PersonId,
    /// What this person may do here.
    #[serde(default)]
    pub role: Role,
    /// How often the relay says something at least, in seconds.
    pub beat_s: u32,
    /// The relay's clock, so that a wrong one on either side is seen.
    pub at: Timestamp,
}

/// A session and the means to get the next one. Both are secrets: never logged.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Bearer of requests.
    pub session: String,
    /// When it ends.
    pub session_ends: Timestamp,
    /// What gets the next one, once the session has ended.
    pub renewal: String,
    /// When that ends: then this person has to sign in anew.
    pub renewal_ends: Timestamp,
    /// Whose it is.
    pub person: PersonId,
    /// What this person may do.
    #[serde(default)]
    pub role: Role,
}

impl std::fmt::Debug for Grant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Grant").field("session_ends", &self.session_ends).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(min: u16, max: u16) -> VersionRange {
        VersionRange { min: Version(min), max: Version(max) }
    }

    #[test]
    fn the_newest_version_that_both_speak_is_used() {
        for (ours, theirs, expected) in [
            (range(1, 1), range(1, 1), Some(1)),
            (range(1, 3), range(1, 1), Some(1)),
            (range(1, 1), range(1, 9), Some(1)),
            (range(1, 3), range(2, 5), Some(3)),
            (range(3, 4), range(1, 2), None),
            (range(1, 2), range(3, 4), None),
            (range(2, 1), range(1, 9), None),
        ] {
            assert_eq!(ours.agree(theirs).map(|v| v.0), expected, "{ours:?} {theirs:?}");
            assert_eq!(theirs.agree(ours), ours.agree(theirs));
        }
    }

    #[test]
    fn a_grant_prints_nothing_secret() {
        let grant = Grant {
            session: "very-secret-session".into(),
            session_ends: Timestamp::UNIX_EPOCH,
            renewal: "very-secret-renewal".into(),
            renewal_ends: Timestamp::UNIX_EPOCH,
            person: PersonId::new("dana@example.com").unwrap(),
            role: Role::Agent,
        };
        assert!(!format!("{grant:?}").contains("very-secret"));
    }
}
