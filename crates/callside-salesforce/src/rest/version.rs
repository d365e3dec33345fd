//! Which version of the REST API is spoken.

use std::fmt;
use std::str::FromStr;

/// An API version such as `59.0`; 59.0 (Winter '24) is the oldest that Callside speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ApiVersion(u16);

/// A text that is no API version from 59.0 on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an API version of 59.0 or later is needed")]
pub struct BadVersion;

impl ApiVersion {
    const OLDEST: u16 = 59;
    const NEWEST: u16 = 999;
}

impl Default for ApiVersion {
    fn default() -> Self {
        Self(Self::OLDEST)
    }
}

impl FromStr for ApiVersion {
    type Err = BadVersion;
    fn from_str(text: &str) -> Result<Self, BadVersion> {
        let number = text.strip_suffix(".0").ok_or(BadVersion)?;
        let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) && !number.starts_with('0');
        match number.parse() {
            Ok(number) if digits && (Self::OLDEST..=Self::NEWEST).contains(&number) => Ok(Self(number)),
            _ => Err(BadVersion),
        }
    }
}

impl fmt::Display for ApiVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.0", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_from_winter_24_on() {
        for good in ["59.0", "67.0", "100.0"] {
            assert_eq!(good.parse::<ApiVersion>().map(|version| version.to_string()).as_deref(), Ok(good));
        }
        for bad in ["", "58.0", "59", "v59.0", "59.1", "+59.0", "059.0", "59.0.0", " 59.0", "99999.0"] {
            assert_eq!(bad.parse::<ApiVersion>(), Err(BadVersion), "{bad}");
        }
    }
}
