//! Identifiers as types, so that one can never stand in for another.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Why a text is not the identifier that it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Not `<provider>:<id>` with a known provider and a non-empty id of at most 200 characters.
    #[error("a call key is <provider>:<id>")]
    CallKey,
    /// Not 15 or 18 ASCII letters and digits.
    #[error("a Salesforce id has 15 or 18 letters and digits")]
    RecordId,
}

/// The phone system that an event came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provider {
    /// Five9, by web connector or by named events of a middleware.
    Five9,
    /// Aircall webhooks.
    Aircall,
    /// Any phone system behind the signed screen-pop webhook.
    Phone,
    /// None: a call that is known from its log in Salesforce alone, by the log's id.
    Salesforce,
}

impl Provider {
    /// All phone systems, in the order in which settings list them.
    pub const ALL: [Self; 3] = [Self::Five9, Self::Aircall, Self::Phone];

    /// Every beginning of a call key.
    pub(crate) const OF_KEYS: [Self; 4] = [Self::Five9, Self::Aircall, Self::Phone, Self::Salesforce];

    /// The phone system of this word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|system| system.as_str() == word)
    }

    /// The stable word used in call keys, in Salesforce's `CallObject` and in the store.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Five9 => "five9",
            Self::Aircall => "aircall",
            Self::Phone => "phone",
            Self::Salesforce => "salesforce",
        }
    }

    /// The name that people know.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Five9 => "Five9",
            Self::Aircall => "Aircall",
            Self::Phone => "Phone system",
            Self::Salesforce => "Salesforce",
        }
    }
}

/// The natural key of a call: provider and the provider's own call id. It is also the commit mark that the call
/// log carries in Salesforce (`Task.CallObject`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CallKey {
    provider: Provider,
    id: String,
}

impl CallKey {
    /// Longest provider id that is accepted, in characters. `Task.CallObject` holds 255.
    pub const MAX_ID: usize = 200;

    /// Builds a key from a provider's call id.
    ///
    /// # Errors
    /// [`IdError::CallKey`] when the id is empty, too long or holds control characters.
    pub fn new(provider: Provider, id: &str) -> Result<Self, IdError> {
        let id = id.trim();
        let fits = !id.is_empty() && id.chars().count() <= Self::MAX_ID && !id.chars().any(char::is_control);
        if fits { Ok(Self { provider, id: id.to_owned() }) } else { Err(IdError::CallKey) }
    }

    /// The key of a call that is known from its log alone.
    #[must_use]
    pub fn of_log(log: &RecordId) -> Self {
        Self { provider: Provider::Salesforce, id: log.0.clone() }
    }

    /// The phone system.
    #[must_use]
    pub const fn provider(&self) -> Provider {
        self.provider
    }

    /// The provider's own call id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }
}

impl fmt::Display for CallKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.provider.as_str(), self.id)
    }
}

impl FromStr for CallKey {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let (provider, id) = text.split_once(':').ok_or(IdError::CallKey)?;
        let provider = Provider::OF_KEYS.into_iter().find(|p| p.as_str() == provider).ok_or(IdError::CallKey)?;
        Self::new(provider, id)
    }
}

impl TryFrom<String> for CallKey {
    type Error = IdError;
    fn try_from(text: String) -> Result<Self, IdError> {
        text.parse()
    }
}

impl From<CallKey> for String {
    fn from(key: CallKey) -> Self {
        key.to_string()
    }
}

/// Identifies one delivery of an event: the same id twice is the same event delivered twice.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EventId(pub String);

/// A part of a call that one person or queue handled: a transfer makes a new leg, not a new call.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LegId(pub String);

/// A Salesforce record id in its 18-character, case-safe form.
/// Source: Salesforce, "What is the 18-character record id".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
pub struct RecordId(String);

impl RecordId {
    /// Reads a 15- or 18-character id; the shorter form is completed with its three check characters.
    ///
    /// # Errors
    /// [`IdError::RecordId`] for anything else.
    pub fn new(text: &str) -> Result<Self, IdError> {
        if !text.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err(IdError::RecordId);
        }
        match text.len() {
            18 => Ok(Self(text.to_owned())),
            15 => Ok(Self(format!("{text}{}", check_characters(text)))),
            _ => Err(IdError::RecordId),
        }
    }

    /// The 18 characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Each of the three characters encodes which of five characters are upper case.
fn check_characters(id15: &str) -> String {
    const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    id15.as_bytes()
        .chunks(5)
        .map(|five| {
            let bits = five.iter().enumerate().filter(|(_, b)| b.is_ascii_uppercase()).fold(0, |n, (i, _)| n | 1 << i);
            char::from(ALPHABET[bits])
        })
        .collect()
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for RecordId {
    type Error = IdError;
    fn try_from(text: String) -> Result<Self, IdError> {
        Self::new(&text)
    }
}

impl From<RecordId> for String {
    fn from(id: RecordId) -> Self {
        id.0
    }
}

/// The row number of an outbox entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntryId(pub i64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn call_keys_read_back_what_they_print() {
        let key = CallKey::new(Provider::Aircall, " 780836754 ").unwrap();
        assert_eq!(key.to_string(), "aircall:780836754");
        assert_eq!("aircall:780836754".parse(), Ok(key));
        for bad in ["", "aircall", "aircall:", "genesys:1", "five9:a\nb"] {
            assert_eq!(bad.parse::<CallKey>(), Err(IdError::CallKey), "{bad}");
        }
        assert!(CallKey::new(Provider::Five9, &"9".repeat(201)).is_err());
    }

    #[test]
    fn short_record_ids_get_their_check_characters() {
        // Pairs of the kind that Salesforce's own documentation shows.
        for (short, long) in [("001D000000IqhSL", "001D000000IqhSLIAZ"), ("00D000000000062", "00D000000000062EAA")] {
            assert_eq!(RecordId::new(short).unwrap().as_str(), long);
            assert_eq!(RecordId::new(long).unwrap().as_str(), long);
        }
        for bad in ["", "001", "001D000000IqhS'", "001D000000IqhSLIAZ0"] {
            assert_eq!(RecordId::new(bad), Err(IdError::RecordId), "{bad}");
        }
    }
}
