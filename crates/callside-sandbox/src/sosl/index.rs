//! What the search index knows of a record.

use std::collections::BTreeMap;

use super::term::{Expression, Term};
use crate::schema::{FieldKind, FieldSchema, ObjectSchema, Record, Rows, Scope, value_in};
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

/// The index of one object for one search: the fields that it looks into.
pub(super) struct Index<'s> {
    object: &'s ObjectSchema,
    fields: Vec<&'s FieldSchema>,
}

impl<'s> Index<'s> {
    /// The rows among which all are that can be found, in the order of their creation.
    pub(super) fn candidates<'a>(
        &self,
        rows: &'a dyn Rows,
        fields: Fields,
        expression: &Expression,
    ) -> Vec<&'a Record> {
        let few = if fields == Fields::Phone { self.few(rows, expression) } else { None };
        few.map_or_else(|| rows.rows(self.object.name, Scope::Live), |few| few.into_values().collect())
    }

    fn few<'a>(&self, rows: &'a dyn Rows, expression: &Expression) -> Option<BTreeMap<&'a str, &'a Record>> {
        match expression {
            Expression::All(inner) => inner.iter().find_map(|inner| self.few(rows, inner)),
            Expression::Any(inner) => {
                let mut all = BTreeMap::new();
                for inner in inner {
                    all.append(&mut self.few(rows, inner)?);
                }
                Some(all)
            }
            Expression::Without(wanted, _) => self.few(rows, wanted),
            Expression::Term(term) => {
                // What is no number is in no phone field.
                let Some(pieces) = &term.digits else { return Some(BTreeMap::new()) };
                let pieces = pieces.iter();
                let digits: String =
                    pieces.map_while(|p| if let Piece::Letter(c) = p { Some(*c) } else { None }).collect();
                let found = rows.numbered(self.object.name, &digits, Scope::Live)?;
                Some(found.into_iter().filter_map(|row| Some((row.get("Id")?.as_str()?, row))).collect())
            }
        }
    }

    pub(super) fn of(object: &'s ObjectSchema, fields: Fields, visible: &dyn Fn(&str, &str) -> bool) -> Self {
        let covered = object.fields.iter().filter(|field| fields.covers(field) && visible(object.name, field.name));
        Self { object, fields: covered.collect() }
    }

    /// Whether a record is found. Words may come from different fields.
    pub(super) fn finds(&self, record: &Record, expression: &Expression) -> bool {
        let entries: Vec<Entry> = self.fields.iter().filter_map(|field| self.entry(field, record)).collect();
        matches(&entries, expression)
    }

    fn entry(&self, field: &FieldSchema, record: &Record) -> Option<Entry> {
        let value = value_in(self.object, field, record);
        let text = value.as_str()?;
        Some(if field.kind == FieldKind::Phone { Entry::Numbers(numbers(text)) } else { Entry::Words(words(text)) })
    }
}

fn matches(entries: &[Entry], expression: &Expression) -> bool {
    match expression {
        Expression::All(inner) => inner.iter().all(|expression| matches(entries, expression)),
        Expression::Any(inner) => inner.iter().any(|expression| matches(entries, expression)),
        Expression::Without(wanted, excluded) => matches(entries, wanted) && !matches(entries, excluded),
        Expression::Term(term) => entries.iter().any(|entry| entry.matches(term)),
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
pub(crate) fn numbers(text: &str) -> Vec<Vec<char>> {
    text.split(|letter: char| letter.is_alphabetic() || matches!(letter, ',' | ';' | '/' | '|'))
        .map(|number| number.chars().filter(char::is_ascii_digit).collect::<Vec<_>>())
        .filter(|number| !number.is_empty())
        .collect()
}
