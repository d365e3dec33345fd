//! What the search index knows of a record.

use serde_json::Value;

use super::term::{Expression, Term};
use crate::schema::{FieldKind, FieldSchema, ObjectSchema, Record, value_of};
use crate::soql::text::{Piece, letters, matches_pattern};

/// The fields that a search looks into
/// (<https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_in.htm>).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fields {
    All,
    Name,
    Email,
    Phone,
    Sidebar,
}

impl Fields {
    pub(super) const GROUPS: [(&'static str, Self); 5] = [
        ("ALL", Self::All),
        ("NAME", Self::Name),
        ("EMAIL", Self::Email),
        ("PHONE", Self::Phone),
        ("SIDEBAR", Self::Sidebar),
    ];

    fn covers(self, field: &FieldSchema) -> bool {
        let name = field.in_name_search;
        let email = field.kind == FieldKind::Email;
        let phone = field.kind == FieldKind::Phone;
        let text = matches!(field.kind, FieldKind::Text | FieldKind::TextArea | FieldKind::Url | FieldKind::Combobox);
        match self {
            Self::All => text || name || email || phone,
            Self::Name => name,
            Self::Email => email,
            Self::Phone => phone,
            Self::Sidebar => name || email || phone,
        }
    }
}

/// One searched field of a record, cut into what can be found.
enum Entry {
    Words(Vec<Vec<char>>),
    Numbers(Vec<Vec<char>>),
}

/// A record as the index holds it.
pub(super) struct Indexed {
    entries: Vec<Entry>,
}

impl Indexed {
    pub(super) fn new(
        object: &ObjectSchema,
        record: &Record,
        fields: Fields,
        visible: &dyn Fn(&str, &str) -> bool,
    ) -> Self {
        let covered = object.fields.iter().filter(|field| fields.covers(field) && visible(object.name, field.name));
        let entry = |field: &FieldSchema| match value_of(object, field, record) {
            Value::String(text) if field.kind == FieldKind::Phone => Some(Entry::Numbers(numbers(&text))),
            Value::String(text) => Some(Entry::Words(words(&text))),
            _ => None,
        };
        Self { entries: covered.filter_map(entry).collect() }
    }

    /// Whether the record is found. Words may come from different fields.
    pub(super) fn matches(&self, expression: &Expression) -> bool {
        match expression {
            Expression::All(inner) => inner.iter().all(|expression| self.matches(expression)),
            Expression::Any(inner) => inner.iter().any(|expression| self.matches(expression)),
            Expression::Without(wanted, excluded) => self.matches(wanted) && !self.matches(excluded),
            Expression::Term(term) => self.entries.iter().any(|entry| entry.matches(term)),
        }
    }
}

impl Entry {
    fn matches(&self, term: &Term) -> bool {
        match self {
            Self::Numbers(numbers) => {
                term.digits.as_ref().is_some_and(|digits| numbers.iter().any(|number| matches_pattern(number, digits)))
            }
            Self::Words(words) => {
                !term.words.is_empty() && words.windows(term.words.len()).any(|run| follows(run, &term.words))
            }
        }
    }
}

fn follows(words: &[Vec<char>], wanted: &[Vec<Piece>]) -> bool {
    words.iter().zip(wanted).all(|(word, pattern)| matches_pattern(word, pattern))
}

/// Words of a text: runs of letters and digits.
fn words(text: &str) -> Vec<Vec<char>> {
    let letters = letters(text);
    letters.split(|letter| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(<[char]>::to_vec).collect()
}

/// Numbers of a phone field: their digits without what people write between them. Letters (`x12`, `ext.`)
/// and the signs that separate two numbers begin a new one.
fn numbers(text: &str) -> Vec<Vec<char>> {
    text.split(|letter: char| letter.is_alphabetic() || matches!(letter, ',' | ';' | '/' | '|'))
        .map(|number| number.chars().filter(char::is_ascii_digit).collect::<Vec<_>>())
        .filter(|number| !number.is_empty())
        .collect()
}
