//! Phone numbers: reading what people and phone systems write, comparing, and the forms to search for.
//!
//! Rules follow libphonenumber (possible, not valid: demo and new numbers are possible but never valid) and the
//! ways in which phone systems spell withheld callers.

use rlibphonenumber::enums::{MatchType, NumberLengthType, PhoneNumberFormat, Region};
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber as Parsed};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Longest text that is read as a number, in characters.
const MAX_TEXT: usize = 64;

/// Two-letter region that numbers without a country code belong to, such as `US`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HomeRegion(Region);

impl HomeRegion {
    /// The region's two letters.
    #[must_use]
    pub fn code(self) -> String {
        self.0.to_string()
    }
}

impl FromStr for HomeRegion {
    type Err = UnknownRegion;
    fn from_str(text: &str) -> Result<Self, UnknownRegion> {
        let region = Region::from_str(text).map_err(|_| UnknownRegion)?;
        PHONE_NUMBER_UTIL.get_country_code_for_region(region).map(|_| Self(region)).ok_or(UnknownRegion)
    }
}

/// The two letters name no region that has phone numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no region with phone numbers has these two letters")]
pub struct UnknownRegion;

/// Who is on the line, as far as the number tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "snake_case")]
pub enum Line {
    /// A number that can be searched for.
    Number {
        /// The number.
        number: PhoneNumber,
    },
    /// An extension or short code (at most six digits): never searched for.
    Internal {
        /// Its digits.
        digits: String,
    },
    /// The caller hides the number: never searched for.
    Withheld,
    /// Something that no rule can read: shown as it is, never searched for.
    Unreadable {
        /// The text as it came, cut to a sane length. Hostile text.
        text: String,
    },
}

impl Line {
    /// The number, when there is one to search for.
    #[must_use]
    pub const fn number(&self) -> Option<&PhoneNumber> {
        match self {
            Self::Number { number } => Some(number),
            Self::Internal { .. } | Self::Withheld | Self::Unreadable { .. } => None,
        }
    }
}

/// A number in E.164 form, with its extension apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PhoneNumber {
    e164: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    extension: Option<String>,
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.e164)
    }
}

/// How sure it is that two texts are the same number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sameness {
    /// The national numbers agree; one of them has no country code.
    National,
    /// E.164 forms are equal.
    Exact,
}

impl PhoneNumber {
    /// `+` and digits, without extension.
    #[must_use]
    pub fn e164(&self) -> &str {
        &self.e164
    }

    /// The extension's digits.
    #[must_use]
    pub fn extension(&self) -> Option<&str> {
        self.extension.as_deref()
    }

    fn parsed(&self) -> Option<Parsed> {
        PHONE_NUMBER_UTIL.parse(&self.e164, None).ok()
    }

    /// The form that people read, with country code: `+1 415-555-0134`.
    #[must_use]
    pub fn international(&self) -> String {
        self.parsed().map_or_else(|| self.e164.clone(), |n| n.format_as(PhoneNumberFormat::International).into_owned())
    }

    /// The form that people read in its own country: `(415) 555-0134`.
    #[must_use]
    pub fn national(&self) -> String {
        self.parsed().map_or_else(|| self.e164.clone(), |n| n.format_as(PhoneNumberFormat::National).into_owned())
    }

    /// The two letters of its region, where one can be told.
    #[must_use]
    pub fn region(&self) -> Option<String> {
        self.parsed()?.get_region_code().map(|region| region.to_string())
    }

    /// Kind of the line as far as the number tells: `mobile`, `landline`, `voip` or `unknown`. In North America mobile
    /// and landline numbers look alike, so there it is `unknown`.
    #[must_use]
    pub fn line_kind(&self) -> &'static str {
        use rlibphonenumber::enums::PhoneNumberType;
        match self.parsed().map(|parsed| parsed.get_type()) {
            Some(PhoneNumberType::Mobile) => "mobile",
            Some(PhoneNumberType::FixedLine) => "landline",
            Some(PhoneNumberType::VoIP) => "voip",
            _ => "unknown",
        }
    }

    /// Digits to look for with full-text search (SOSL): with the country code, the national number, the
    /// national number as it is dialled at home, and with `00` for the international prefix. No leading wildcard, ever.
    #[must_use]
    pub fn search_terms(&self) -> Vec<String> {
        let Some(parsed) = self.parsed() else { return vec![digits(&self.e164)] };
        let national = parsed.get_national_significant_number();
        let dialled = digits(&parsed.format_as(PhoneNumberFormat::National));
        let country = digits(&self.e164);
        unique([country.clone(), national, dialled, format!("00{country}")])
    }

    /// The spellings to look for with exact comparison (SOQL): what people and programs commonly type.
    #[must_use]
    pub fn spellings(&self) -> Vec<String> {
        let Some(parsed) = self.parsed() else { return vec![self.e164.clone()] };
        let nsn = parsed.get_national_significant_number();
        let national = parsed.format_as(PhoneNumberFormat::National).into_owned();
        let international = parsed.format_as(PhoneNumberFormat::International).into_owned();
        let country = parsed.country_code.to_string();
        let dialled = digits(&national);
        let mut forms = vec![
            self.e164.clone(),
            digits(&self.e164),
            nsn.clone(),
            dialled.clone(),
            national.clone(),
            international.clone(),
            international.replace('-', " "),
            format!("00{country}{nsn}"),
            format!("00{}", &international[1..]),
            national.replace('-', " "),
        ];
        if country == "1" && nsn.len() == 10 {
            let (area, office, line) = (&nsn[..3], &nsn[3..6], &nsn[6..]);
            for shape in [
                "AAA-BBB-CCCC",
                "AAA.BBB.CCCC",
                "AAA BBB CCCC",
                "(AAA)BBB-CCCC",
                "1-AAA-BBB-CCCC",
                "+1 AAA BBB CCCC",
                "+1-AAA-BBB-CCCC",
                "+1 (AAA) BBB-CCCC",
                "1 (AAA) BBB-CCCC",
                "+1.AAA.BBB.CCCC",
            ] {
                forms.push(shape.replace("AAA", area).replace("BBB", office).replace("CCCC", line));
            }
        }
        unique(forms)
    }

    /// Compares with a number as somebody typed it: E.164 first, then by national number (weaker).
    #[must_use]
    pub fn compare(&self, typed: &str, home: Option<HomeRegion>) -> Option<Sameness> {
        if let Line::Number { number } = read(typed, home)
            && number.e164 == self.e164
        {
            return Some(Sameness::Exact);
        }
        let mine = self.parsed()?;
        match PHONE_NUMBER_UTIL.is_number_match_with_one_string(&mine, strip_scheme(typed)) {
            Ok(MatchType::ExactMatch) => Some(Sameness::Exact),
            Ok(MatchType::NsnMatch) => Some(Sameness::National),
            Ok(MatchType::NoMatch | MatchType::ShortNsnMatch) | Err(_) => None,
        }
    }

    /// Splits off what must not leave the desk while a match is unsure: `+1 415 ••• ••34`.
    #[must_use]
    pub fn masked(&self) -> String {
        let shown = self.international();
        let total = shown.chars().filter(char::is_ascii_digit).count();
        let mut seen = 0;
        shown
            .chars()
            .map(|c| {
                seen += usize::from(c.is_ascii_digit());
                if c.is_ascii_digit() && seen > 4.min(total) && seen + 2 <= total { '•' } else { c }
            })
            .collect()
    }
}

fn unique(forms: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen = Vec::new();
    for form in forms {
        if !seen.contains(&form) {
            seen.push(form);
        }
    }
    seen
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn strip_scheme(text: &str) -> &str {
    let text = text.trim();
    for scheme in ["sips:", "sip:"] {
        if text.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)) {
            return text[scheme.len()..].split(['@', ';']).next().unwrap_or_default();
        }
    }
    text
}

/// Words and keypad spellings that phone systems send for a caller who hides the number.
const WITHHELD: [&str; 14] = [
    "",
    "anonymous",
    "restricted",
    "unavailable",
    "unknown",
    "private",
    "blocked",
    "withheld",
    "no caller id",
    "266696687",
    "7378742833",
    "2562533",
    "8656696",
    "86282452253",
];

/// Reads a number as a phone system or a person wrote it. Numbers without a country code belong to `home`.
///
/// Letters are refused: vanity spellings would otherwise turn names into numbers.
#[must_use]
pub fn read(text: &str, home: Option<HomeRegion>) -> Line {
    let text = strip_scheme(text);
    let plain = text.to_ascii_lowercase();
    let all_digits = digits(text);
    let is_word = WITHHELD.contains(&plain.as_str()) || WITHHELD.contains(&plain.trim_start_matches('+'));
    if is_word || (!all_digits.is_empty() && all_digits.bytes().all(|b| b == b'0')) {
        return Line::Withheld;
    }
    let unreadable = || Line::Unreadable { text: text.chars().take(MAX_TEXT).collect() };
    if text.chars().count() > MAX_TEXT || has_vanity_letters(&plain) {
        return unreadable();
    }
    if (1..=6).contains(&all_digits.len()) && !text.starts_with('+') {
        return Line::Internal { digits: all_digits };
    }
    let Some(parsed) = parse_possible(text, home) else { return unreadable() };
    Line::Number {
        number: PhoneNumber {
            e164: parsed.format_as(PhoneNumberFormat::E164).into_owned(),
            extension: parsed.extension.clone().filter(|ext| !ext.is_empty()),
        },
    }
}

/// Some people write `00` for the international prefix wherever they are, so that is tried when nothing else fits.
fn parse_possible(text: &str, home: Option<HomeRegion>) -> Option<Parsed> {
    let possible = |text: &str| {
        let parsed = PHONE_NUMBER_UTIL.parse(text, home.map(|h| h.0)).ok()?;
        // A local number without its area code has no E.164 form that anybody else could dial.
        matches!(parsed.is_possible_with_reason(), Ok(NumberLengthType::IsPossible)).then_some(parsed)
    };
    possible(text).or_else(|| possible(&format!("+{}", text.strip_prefix("00")?)))
}

/// Letters are allowed only as `tel:`, `ext`, `x` and `;phone-context`-like parts after the digits.
fn has_vanity_letters(lower: &str) -> bool {
    let body = lower.strip_prefix("tel:").unwrap_or(lower);
    let body =
        ["extension", "ext.", ";ext=", "ext", "x", "#"].iter().fold(body.to_owned(), |s, part| s.replacen(part, "", 1));
    body.chars().any(char::is_alphabetic)
}

#[cfg(test)]
#[path = "phone_tests.rs"]
mod tests;
