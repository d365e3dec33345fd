//! Dotted paths, and the short names that stand for some of them.

use serde::{Deserialize, Serialize};
use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

/// A dotted path to a fact: letters, digits and `_` between dots, such as `record.Account.Name` or
/// `previous.records.0.Id`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Path(String);

/// Not a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a name has letters, digits and _ between single dots, at most 255 characters")]
pub struct PathError;

/// Short names of facts that are asked for most, and what they stand for.
const SHORT: [(&str, &str); 5] = [
    ("caller_phone", "caller.number"),
    ("employee_id", "me.id"),
    ("call_id", "call.id"),
    ("confidence", "caller.confidence"),
    ("openIntents", "caller.open_intents"),
];

/// What begins a short name of a whole branch.
const SHORT_BRANCH: (&str, &str) = ("previousAction.", "previous.");

impl Path {
    /// Longest path in characters.
    pub const LONGEST: usize = 255;

    /// Reads a path; a short name becomes what it stands for.
    ///
    /// # Errors
    /// [`PathError`] for anything else.
    pub fn new(text: &str) -> Result<Self, PathError> {
        let part = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        let begins_well = text.bytes().next().is_some_and(|b| b.is_ascii_alphabetic() || b == b'_');
        if text.len() > Self::LONGEST || !begins_well || !text.split('.').all(part) {
            return Err(PathError);
        }
        if let Some((_, long)) = SHORT.iter().find(|(short, _)| *short == text) {
            return Ok(Self((*long).to_owned()));
        }
        let long = text.strip_prefix(SHORT_BRANCH.0).map(|rest| format!("{}{rest}", SHORT_BRANCH.1));
        Ok(Self(long.unwrap_or_else(|| text.to_owned())))
    }

    /// The path as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The short names that are understood.
    pub fn short_names() -> impl Iterator<Item = &'static str> {
        SHORT.into_iter().map(|(short, _)| short)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Path {
    type Err = PathError;
    fn from_str(text: &str) -> Result<Self, PathError> {
        Self::new(text)
    }
}

impl TryFrom<String> for Path {
    type Error = PathError;
    fn try_from(text: String) -> Result<Self, PathError> {
        Self::new(&text)
    }
}

impl From<Path> for String {
    fn from(path: Path) -> Self {
        path.0
    }
}

impl Borrow<str> for Path {
    fn borrow(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_become_what_they_stand_for() {
        for (text, path) in [
            ("caller_phone", "caller.number"),
            ("employee_id", "me.id"),
            ("call_id", "call.id"),
            ("previousAction.id", "previous.id"),
            ("record.Account.Name", "record.Account.Name"),
            ("previous.records.0.Id", "previous.records.0.Id"),
        ] {
            assert_eq!(Path::new(text).unwrap().as_str(), path);
        }
    }

    #[test]
    fn what_is_no_path_is_refused() {
        for bad in ["", ".", "a..b", ".a", "a.", "0.a", "a b", "a-b", "caller.näme", "a'b", &"a".repeat(256)] {
            assert_eq!(Path::new(bad), Err(PathError), "{bad}");
        }
    }
}
