//! How far a desktop is.

use super::WireError;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Longest cursor, in bytes.
const LONGEST: usize = 120;

/// How far a desktop is, in words of the relay: `<log>:<own>.<everyone's>`, and `.<history>` where it has one apart. To a desktop it is opaque; it keeps the last
/// one and shows it at the next hello. A relay that does not know the log starts at the beginning of what it keeps:
/// events that come twice are known by their ids.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cursor(String);

/// A place in a log: what is for this person alone, what is for everyone and what is for the history of their teams are
/// counted apart where they reach a relay apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// The last that was for this person.
    pub own: u64,
    /// The last that was for everyone.
    pub everyone: u64,
    /// The last that was for the history of their teams.
    pub history: u64,
}

impl Cursor {
    /// The place in a log.
    #[must_use]
    pub fn new(log: &str, place: Place) -> Self {
        let Place { own, everyone, history } = place;
        // Without a history it is as it was before there was one.
        Self(if history == 0 { format!("{log}:{own}.{everyone}") } else { format!("{log}:{own}.{everyone}.{history}") })
    }

    /// The place, where the cursor is of this log.
    #[must_use]
    pub fn place_in(&self, log: &str) -> Option<Place> {
        let (of, place) = self.0.rsplit_once(':')?;
        let mut places = place.split('.').map(|place| place.parse::<u64>());
        let (own, everyone) = (places.next()?.ok()?, places.next()?.ok()?);
        let history = places.next().transpose().ok()?.unwrap_or_default();
        (of == log && places.next().is_none()).then_some(Place { own, everyone, history })
    }

    /// The text, to be kept.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Cursor {
    type Error = WireError;
    fn try_from(text: String) -> Result<Self, WireError> {
        let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'-' | b'_' | b'.'));
        if plain && !text.is_empty() && text.len() <= LONGEST { Ok(Self(text)) } else { Err(WireError::Malformed) }
    }
}

impl From<Cursor> for String {
    fn from(cursor: Cursor) -> Self {
        cursor.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_of_another_log_says_nothing() {
        let place = Place { own: 42, everyone: 7, history: 0 };
        let with_history = Place { history: 9, ..place };
        assert_eq!(Cursor::new("s-7f3a", place).as_str(), "s-7f3a:42.7");
        assert_eq!(Cursor::new("s-7f3a", with_history).as_str(), "s-7f3a:42.7.9");
        for (text, log, expected) in [
            ("s-7f3a:42.7", "s-7f3a", Some(place)),
            ("s-7f3a:42.7.9", "s-7f3a", Some(with_history)),
            ("s-7f3a:42.7.9.1", "s-7f3a", None),
            ("s-7f3a:42.7.", "s-7f3a", None),
            ("s-7f3a:42.7", "j-7f3a", None),
            ("s-7f3a:42", "s-7f3a", None),
            ("s-7f3a:", "s-7f3a", None),
            ("s-7f3a:-1.0", "s-7f3a", None),
            ("42.7", "42", None),
        ] {
            assert_eq!(Cursor::try_from(text.to_owned()).unwrap().place_in(log), expected, "{text}");
        }
        for bad in [String::new(), "a b".into(), "a\n".into(), "x".repeat(121)] {
            assert_eq!(Cursor::try_from(bad), Err(WireError::Malformed));
        }
    }
}
