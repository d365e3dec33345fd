//! What stands in the braces of FIND.
//!
//! <https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_find.htm>

use super::term::{Expression, Term};
use crate::soql::text::{Piece, fold};
use crate::soql::{ErrorCode, QueryError};

/// The characters that stand for themselves only after a backslash.
const RESERVED: &str = "?&|!{}[]()^~*:\\\"'+-";

/// Longest search text, in characters.
const LONGEST: usize = 10_000;

/// Deepest nesting of parentheses.
const DEEPEST: usize = 60;

/// A search text, and the byte after its closing brace.
pub(super) struct Found {
    pub(super) expression: Expression,
    pub(super) end: usize,
}

/// Reads a search text from the byte after the opening brace.
pub(super) fn read(text: &str, start: usize) -> Result<Found, QueryError> {
    let (tokens, close) = tokens(text, start)?;
    if text[start..close].chars().count() > LONGEST {
        return Err(refused(text, start, "The search query is too long"));
    }
    if tokens.is_empty() {
        return Err(no_search_term());
    }
    let mut reader = Reader { text, tokens, next: 0, depth: 0, close };
    let expression = reader.any()?;
    if reader.next < reader.tokens.len() {
        return Err(reader.unexpected());
    }
    Ok(Found { expression: expression.answerable(&text[start..close])?, end: close + 1 })
}

pub(super) fn no_search_term() -> QueryError {
    QueryError::new(ErrorCode::MalformedSearch, "No search term found. The search term must be enclosed in braces.")
}

fn refused(text: &str, at: usize, detail: impl std::fmt::Display) -> QueryError {
    QueryError::pointing(ErrorCode::MalformedSearch, text, at, detail)
}

#[derive(Debug, Clone, PartialEq)]
enum Kind {
    Open,
    Close,
    Word(Vec<Piece>),
    Phrase(Vec<Piece>),
    And,
    Or,
    Not,
}

struct Token {
    kind: Kind,
    at: usize,
}

/// The tokens up to the closing brace, and where that is.
fn tokens(text: &str, start: usize) -> Result<(Vec<Token>, usize), QueryError> {
    let mut tokens = Vec::new();
    let mut at = start;
    loop {
        let Some(letter) = text[at..].chars().next() else { return Err(mismatch(text, at, "<EOF>", '}')) };
        match letter {
            '}' => return Ok((tokens, at)),
            '(' => tokens.push(Token { kind: Kind::Open, at }),
            ')' => tokens.push(Token { kind: Kind::Close, at }),
            '"' => {
                let (pieces, end) = pieces(text, at + 1, '"', |letter| letter == '"')?;
                if !text[end..].starts_with('"') {
                    return Err(mismatch(text, end, "<EOF>", '"'));
                }
                tokens.push(Token { kind: Kind::Phrase(pieces), at });
                at = end;
            }
            space if space.is_whitespace() => {}
            _ => {
                let ends = |letter: char| letter.is_whitespace() || "}()\"".contains(letter);
                let (pieces, end) = pieces(text, at, '}', ends)?;
                tokens.push(Token { kind: word(&text[at..end], pieces), at });
                at = end;
                continue;
            }
        }
        at += letter.len_utf8();
    }
}

/// Letters and wildcards up to a letter at which `ends` says so, and where that is. A refusal says that it
/// expected `closing`.
fn pieces(
    text: &str,
    start: usize,
    closing: char,
    ends: impl Fn(char) -> bool,
) -> Result<(Vec<Piece>, usize), QueryError> {
    let mut pieces = Vec::new();
    let mut at = start;
    while let Some(letter) = text[at..].chars().next() {
        if ends(letter) {
            break;
        }
        let piece = match letter {
            '\\' => {
                at += 1;
                let escaped = text[at..].chars().next().filter(|letter| RESERVED.contains(*letter));
                Piece::Letter(escaped.ok_or_else(|| mismatch(text, at - 1, "\\", closing))?)
            }
            '*' => Piece::Many,
            '?' => Piece::One,
            reserved if RESERVED.contains(reserved) => return Err(mismatch(text, at, &reserved.to_string(), closing)),
            other => Piece::Letter(fold(other)),
        };
        pieces.push(piece);
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    Ok((pieces, at))
}

fn word(source: &str, pieces: Vec<Piece>) -> Kind {
    match source.to_ascii_uppercase().as_str() {
        "AND" => Kind::And,
        "OR" => Kind::Or,
        "NOT" => Kind::Not,
        _ => Kind::Word(pieces),
    }
}

fn mismatch(text: &str, at: usize, found: &str, expected: char) -> QueryError {
    let column = text[..at].chars().rev().take_while(|letter| *letter != '\n').count();
    let row = text[..at].matches('\n').count() + 1;
    refused(text, at, format!("line {row}:{column} mismatched character '{found}' expecting '{expected}'"))
}

struct Reader<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    next: usize,
    depth: usize,
    close: usize,
}

impl Reader<'_> {
    fn take(&mut self, kind: &Kind) -> bool {
        let found = self.tokens.get(self.next).is_some_and(|token| token.kind == *kind);
        self.next += usize::from(found);
        found
    }

    fn any(&mut self) -> Result<Expression, QueryError> {
        let mut choices = vec![self.all()?];
        while self.take(&Kind::Or) {
            choices.push(self.all()?);
        }
        Ok(if choices.len() == 1 { choices.remove(0) } else { Expression::Any(choices) })
    }

    /// Terms joined by AND or by nothing at all; both bind tighter than OR.
    fn all(&mut self) -> Result<Expression, QueryError> {
        let mut found = vec![self.single()?];
        loop {
            if self.take(&Kind::And) {
                if self.take(&Kind::Not) {
                    let excluded = self.single()?;
                    found = vec![Expression::Without(Box::new(Expression::All(found)), Box::new(excluded))];
                    continue;
                }
            } else if !matches!(
                self.tokens.get(self.next).map(|token| &token.kind),
                Some(Kind::Word(_) | Kind::Phrase(_) | Kind::Open)
            ) {
                return Ok(if found.len() == 1 { found.remove(0) } else { Expression::All(found) });
            }
            found.push(self.single()?);
        }
    }

    fn single(&mut self) -> Result<Expression, QueryError> {
        if self.take(&Kind::Open) {
            if self.depth >= DEEPEST {
                return Err(self.unexpected());
            }
            self.depth += 1;
            let inner = self.any()?;
            self.depth -= 1;
            return if self.take(&Kind::Close) { Ok(inner) } else { Err(self.unexpected()) };
        }
        match self.tokens.get(self.next).map(|token| &token.kind) {
            Some(Kind::Word(pieces) | Kind::Phrase(pieces)) => {
                let term = Term::new(pieces);
                self.next += 1;
                Ok(Expression::Term(term))
            }
            _ => Err(self.unexpected()),
        }
    }

    fn unexpected(&self) -> QueryError {
        let at = self.tokens.get(self.next).map_or(self.close, |token| token.at);
        let end = self.tokens.get(self.next + 1).map_or(self.close, |token| token.at);
        let token = if at == self.close { "}" } else { self.text[at..end].trim_end() };
        refused(self.text, at, format!("unexpected token: '{token}'"))
    }
}
