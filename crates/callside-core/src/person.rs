//! A person of the team, as every part of Callside names them: by e-mail address.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Longest address that is taken, in characters (RFC 5321, 4.5.3.1).
const LONGEST: usize = 254;

/// The text is no e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a person is named by an e-mail address")]
pub struct NotAnAddress;

/// A person, by e-mail address in lower case: the one name that Salesforce, Aircall and most installations of Five9
/// share. Ordered and hashed by it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonId(String);

impl PersonId {
    /// Reads an address.
    ///
    /// # Errors
    /// [`NotAnAddress`] without exactly one `@` that has something on both sides, with blanks or control characters,
    /// or beyond 254 characters.
    pub fn new(address: &str) -> Result<Self, NotAnAddress> {
        let address = address.trim();
        let halves = address.split_once('@').filter(|(name, host)| !name.is_empty() && !host.is_empty());
        let one_at = halves.is_some_and(|(_, host)| !host.contains('@'));
        let plain = !address.chars().any(|c| c.is_whitespace() || c.is_control());
        let fits = one_at && plain && address.chars().count() <= LONGEST;
        if fits { Ok(Self(address.to_lowercase())) } else { Err(NotAnAddress) }
    }

    /// The address, in lower case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for PersonId {
    type Error = NotAnAddress;
    fn try_from(text: String) -> Result<Self, NotAnAddress> {
        Self::new(&text)
    }
}

impl From<PersonId> for String {
    fn from(person: PersonId) -> Self {
        person.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_an_address_whatever_its_case() {
        for (text, expected) in [
            ("Dana@Example.com", Some("dana@example.com")),
            (" dana@example.com ", Some("dana@example.com")),
            ("dana", None),
            ("@example.com", None),
            ("dana@", None),
            ("a@b@c", None),
            ("da na@example.com", None),
            ("dana@exa\u{7}mple.com", None),
            ("", None),
            ("*", None),
        ] {
            assert_eq!(PersonId::new(text).ok().as_ref().map(PersonId::as_str), expected, "{text:?}");
        }
        assert!(PersonId::new(&format!("{}@example.com", "x".repeat(250))).is_err());
    }
}
