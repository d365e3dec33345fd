//! Queries that an admin wrote, with values between their parts.

use super::Literal;
use super::escape::{in_pattern, quoted};

/// A query that is put together from the text of an admin and from values. A value can only come in as a literal, or
/// escaped between quotes that the text opened: it never becomes a part of the query's shape.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bound(String);

impl Bound {
    /// The admin's own text.
    pub fn text(&mut self, text: &str) {
        self.0.push_str(text);
    }

    /// A whole literal.
    pub fn value(&mut self, value: &Literal) {
        self.0.push_str(&value.to_string());
    }

    /// A piece of a text whose quotes stand in the admin's text.
    pub fn within_quotes(&mut self, text: &str) {
        let literal = quoted(text);
        self.0.push_str(&literal[1..literal.len() - 1]);
    }

    /// A piece of a LIKE pattern whose quotes stand in the admin's text.
    pub fn within_pattern(&mut self, text: &str) {
        self.0.push_str(&in_pattern(text));
    }

    /// The query, before it is percent-encoded for an address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
