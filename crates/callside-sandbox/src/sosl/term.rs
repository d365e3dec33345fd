//! What is searched for.

use crate::soql::ErrorCode;
use crate::soql::QueryError;
use crate::soql::text::{Piece, fold};

/// A search expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expression {
    All(Vec<Expression>),
    Any(Vec<Expression>),
    /// The first one but not the second.
    Without(Box<Expression>, Box<Expression>),
    Term(Term),
}

/// A word or a quoted phrase.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Term {
    /// Its words, which must follow each other.
    pub(super) words: Vec<Vec<Piece>>,
    /// Its digits, when it can be (the start of) a phone number.
    pub(super) digits: Option<Vec<Piece>>,
}

impl Term {
    /// A term from its letters, in which everything but letters and digits separates words.
    pub(super) fn new(pieces: &[Piece]) -> Self {
        let separates = |piece: &Piece| matches!(piece, Piece::Letter(letter) if !letter.is_alphanumeric());
        let words = pieces.split(separates).filter(|word| !word.is_empty()).map(<[Piece]>::to_vec).collect();
        Self { words, digits: digits(pieces) }
    }

    /// A term from plain text.
    pub(super) fn plain(text: &str) -> Self {
        let pieces: Vec<Piece> = text.chars().map(|letter| Piece::Letter(fold(letter))).collect();
        Self::new(&pieces)
    }

    fn letters(&self) -> usize {
        self.words.iter().flatten().filter(|piece| matches!(piece, Piece::Letter(_))).count()
    }

    fn starts_with_wildcard(&self) -> bool {
        self.words.first().and_then(|word| word.first()).is_some_and(|piece| !matches!(piece, Piece::Letter(_)))
    }
}

/// Characters that people put between the digits of a phone number.
pub(super) fn is_phone_punctuation(letter: char) -> bool {
    matches!(letter, '+' | '(' | ')' | '-' | '.' | '/' | ' ')
}

fn digits(pieces: &[Piece]) -> Option<Vec<Piece>> {
    let mut digits = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Letter(letter) if is_phone_punctuation(*letter) => {}
            Piece::Letter(letter) if !letter.is_ascii_digit() => return None,
            other => digits.push(*other),
        }
    }
    matches!(digits.first(), Some(Piece::Letter(_))).then_some(digits)
}

impl Expression {
    /// Refuses what no index can answer: single letters, and words that start with a wildcard.
    pub(super) fn answerable(self, text: &str) -> Result<Self, QueryError> {
        let refused = |message: String| Err(QueryError::new(ErrorCode::MalformedSearch, message));
        let terms = self.terms();
        if terms.iter().any(|term| term.starts_with_wildcard()) {
            return refused(format!("search term must not start with a wildcard: {text}"));
        }
        if terms.iter().all(|term| term.letters() < 2) {
            return refused(format!("search term must be longer than one character: {text}"));
        }
        Ok(self)
    }

    fn terms(&self) -> Vec<&Term> {
        match self {
            Self::Term(term) => vec![term],
            Self::All(inner) | Self::Any(inner) => inner.iter().flat_map(Self::terms).collect(),
            Self::Without(left, right) => {
                let mut terms = left.terms();
                terms.extend(right.terms());
                terms
            }
        }
    }
}
