//! Values in a condition.

use super::escape::quoted;
use callside_core::ids::RecordId;
use jiff::Timestamp;
use jiff::civil::Date;
use std::fmt;

/// A value that a field is compared with. Only texts and ids stand between quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Literal {
    /// Any text, however hostile.
    Text(String),
    /// A record id.
    Id(RecordId),
    /// A whole number.
    Number(i64),
    /// A number with a point.
    Decimal(callside_core::facts::Number),
    /// Yes or no.
    Bool(bool),
    /// No value.
    Null,
    /// A day.
    Date(Date),
    /// A moment, to the second.
    Moment(Timestamp),
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(&quoted(text)),
            Self::Id(id) => f.write_str(&quoted(id.as_str())),
            Self::Number(number) => number.fmt(f),
            Self::Decimal(number) => number.fmt(f),
            Self::Bool(yes) => yes.fmt(f),
            Self::Null => f.write_str("null"),
            Self::Date(day) => day.strftime("%Y-%m-%d").fmt(f),
            Self::Moment(moment) => moment.strftime("%Y-%m-%dT%H:%M:%SZ").fmt(f),
        }
    }
}

impl From<&str> for Literal {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Literal {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&RecordId> for Literal {
    fn from(id: &RecordId) -> Self {
        Self::Id(id.clone())
    }
}

impl From<bool> for Literal {
    fn from(yes: bool) -> Self {
        Self::Bool(yes)
    }
}

impl From<i64> for Literal {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_spelling() {
        let id = RecordId::new("003000000000001AAA").unwrap();
        for (literal, text) in [
            (Literal::from("a'b"), r"'a\'b'"),
            (Literal::Id(id), "'003000000000001AAA'"),
            (Literal::Number(-7), "-7"),
            (Literal::Bool(true), "true"),
            (Literal::Null, "null"),
            (Literal::Date(jiff::civil::date(2026, 1, 2)), "2026-01-02"),
            (Literal::Moment("2026-01-02T03:04:05.9+01:00".parse().unwrap()), "2026-01-02T02:04:05Z"),
        ] {
            assert_eq!(literal.to_string(), text);
        }
    }
}
