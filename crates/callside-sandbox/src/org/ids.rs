//! Record ids: 15 case-sensitive characters, or 18 with a suffix that makes them safe to compare without case.

use std::fmt;

use serde::{Serialize, Serializer};

const SUFFIX: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// The part between key prefix and counter; real ids carry the org's instance there.
const INSTANCE: &str = "Cs0";

/// A record id in its 18-character form.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordId(String);

impl RecordId {
    /// The `number`-th id of the object with this three-character key prefix.
    #[must_use]
    pub fn numbered(key_prefix: &str, number: u64) -> Self {
        let width = 15 - key_prefix.len().min(3) - INSTANCE.len();
        let mut counter = vec![b'0'; width];
        let mut rest = number;
        for place in counter.iter_mut().rev() {
            *place = DIGITS[usize::try_from(rest % 62).unwrap_or(0)];
            rest /= 62;
        }
        let counter = String::from_utf8_lossy(&counter);
        let short: String = format!("{key_prefix}{INSTANCE}{counter}").chars().take(15).collect();
        let suffix = suffix_of(&short);
        Self(format!("{short}{suffix}"))
    }

    /// Reads an id of 15 or 18 characters. `None` for any other text, and for an 18-character id whose suffix is wrong.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        match text.len() {
            15 => Some(Self(format!("{text}{}", suffix_of(text)))),
            18 => {
                let (short, suffix) = text.split_at(15);
                suffix_of(short).eq_ignore_ascii_case(suffix).then(|| Self(format!("{short}{}", suffix_of(short))))
            }
            _ => None,
        }
    }

    /// The 18-character form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The 15-character form.
    #[must_use]
    pub fn short(&self) -> &str {
        &self.0[..15]
    }

    /// The three characters that name the object.
    #[must_use]
    pub fn key_prefix(&self) -> &str {
        &self.0[..3]
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for RecordId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// The three characters that encode which of the fifteen are capitals, five bits each, first character lowest.
fn suffix_of(short: &str) -> String {
    short
        .as_bytes()
        .chunks(5)
        .map(|chunk| {
            let bits = chunk
                .iter()
                .enumerate()
                .filter(|(_, byte)| byte.is_ascii_uppercase())
                .fold(0_usize, |bits, (place, _)| bits | (1 << place));
            char::from(SUFFIX[bits & 31])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_suffix_is_the_one_salesforce_computes() {
        for (short, long) in [
            ("001dM00003kRs59", "001dM00003kRs59QAC"),
            ("003dM00001vWOXJ", "003dM00001vWOXJQA4"),
            ("00DdM00000vfgTu", "00DdM00000vfgTuUAI"),
            ("012000000000000", "012000000000000AAA"),
        ] {
            assert_eq!(RecordId::parse(short).unwrap().as_str(), long);
            assert_eq!(RecordId::parse(long).unwrap().short(), short);
        }
    }

    #[test]
    fn other_texts_are_not_ids() {
        for text in ["", "001", "001dM00003kRs59QAA", "001dM00003kRs5!", "001dM00003kRs59QACX"] {
            assert_eq!(RecordId::parse(text), None, "{text}");
        }
    }

    #[test]
    fn numbered_ids_count_up_and_read_back() {
        let first = RecordId::numbered("00T", 1);
        let second = RecordId::numbered("00T", 62);
        assert_eq!(first.short(), "00TCs0000000001");
        assert_eq!(second.short(), "00TCs0000000010");
        assert_eq!(first.key_prefix(), "00T");
        assert_eq!(RecordId::parse(second.as_str()), Some(second));
    }
}
