//! What settings can be.

use crate::phone::HomeRegion;
use serde::{Deserialize, Serialize};

/// A value of a setting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Number(u32),
    /// A text.
    Text(String),
    /// Several texts.
    Texts(Vec<String>),
}

/// What a setting may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Yes or no.
    Flag,
    /// A whole number within bounds, both of which it may be.
    Number {
        /// The least.
        least: u32,
        /// The most.
        most: u32,
    },
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A text of a form.
    Text(Form),
    /// Several names, at most so many.
    Texts {
        /// How many.
        most: usize,
    },
}

/// What a text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// ISO 3166-1: two capital letters.
    Region,
    /// `62.0`; 59.0 is the oldest.
    ApiVersion,
    /// A word without blanks.
    Word,
    /// An address that begins with `https://`.
    Https,
    /// An Ed25519 public key: 32 bytes in base64 (RFC 8032, RFC 4648).
    PublicKey,
}

/// Longest text of any setting, in bytes.
pub(super) const LONGEST: usize = 1024;

impl Form {
    /// The form as a regular expression of JSON Schema (ECMA-262).
    #[must_use]
    pub const fn pattern(self) -> &'static str {
        match self {
            Self::Region => "^[A-Z]{2}$",
            Self::ApiVersion => "^(59|[6-9][0-9]|[1-9][0-9]{2})\\.0$",
            Self::Word => "^[!-~]+$",
            Self::Https => "^https://[!-~]+$",
            Self::PublicKey => "^[A-Za-z0-9+/]{43}=$",
        }
    }

    /// The form in words, with an example.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Region => "two capital letters of a country, such as US or DE",
            Self::ApiVersion => "a version from 59.0, such as 62.0",
            Self::Word => "a word without blanks",
            Self::Https => "an address that begins with https://",
            Self::PublicKey => "an Ed25519 public key, 32 bytes in base64",
        }
    }

    fn allows(self, text: &str) -> bool {
        let word = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        match self {
            Self::Region => text.bytes().all(|byte| byte.is_ascii_uppercase()) && text.parse::<HomeRegion>().is_ok(),
            Self::ApiVersion => text
                .strip_suffix(".0")
                .filter(|major| major.bytes().all(|b| b.is_ascii_digit()) && !major.starts_with('0'))
                .and_then(|major| major.parse::<u32>().ok())
                .is_some_and(|major| (59..1000).contains(&major)),
            Self::Word => word(text),
            Self::Https => text.strip_prefix("https://").is_some_and(word),
            Self::PublicKey => text.strip_suffix('=').is_some_and(|rest| {
                rest.len() == 43 && rest.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/'))
            }),
        }
    }
}

impl Kind {
    /// Whether a setting of this kind may have a value.
    #[must_use]
    pub fn allows(self, value: &Value) -> bool {
        match (self, value) {
            (Self::Flag, Value::Flag(_)) => true,
            (Self::Number { least, most }, Value::Number(number)) => (least..=most).contains(number),
            (Self::Choice(words), Value::Text(text)) => words.contains(&text.as_str()),
            (Self::Text(form), Value::Text(text)) => text.len() <= LONGEST && form.allows(text),
            (Self::Texts { most }, Value::Texts(texts)) => {
                texts.len() <= most && texts.iter().all(|text| text.len() <= LONGEST && Form::Word.allows(text))
            }
            _ => false,
        }
    }

    /// What it may be, in words.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Flag => "true or false".to_owned(),
            Self::Number { least, most } => format!("a whole number from {least} to {most}"),
            Self::Choice(words) => format!("one of {}", words.join(", ")),
            Self::Text(form) => form.words().to_owned(),
            Self::Texts { most } => format!("a list of at most {most} API names"),
        }
    }
}
