//! Recursive descent over the tokens of a query.

mod clauses;
mod condition;
mod query;
mod select;

use super::ast::{Path, Query};
use super::error::{ErrorCode, QueryError};
use super::token::{Token, TokenKind, tokenize};

/// Longest statement, in characters
/// (<https://developer.salesforce.com/docs/atlas.en-us.salesforce_app_limits_cheatsheet.meta/salesforce_app_limits_cheatsheet/salesforce_app_limits_platform_soslsoql.htm>).
pub(crate) const LONGEST_STATEMENT: usize = 100_000;

/// Deepest nesting of parentheses and subqueries. Salesforce has a limit too, of unknown height.
const DEEPEST: usize = 60;

/// The syntax of a SOQL statement.
pub(crate) fn parse(text: &str) -> Result<Query, QueryError> {
    if text.trim().is_empty() {
        return Err(QueryError::new(ErrorCode::MalformedQuery, "SOQL statements cannot be empty or null"));
    }
    if text.chars().count() > LONGEST_STATEMENT {
        let message = format!("SOQL statements cannot be longer than {LONGEST_STATEMENT} characters.");
        return Err(QueryError::new(ErrorCode::MalformedQuery, message));
    }
    let mut parser = Parser::new(text, 0, ErrorCode::MalformedQuery);
    let query = parser.query()?;
    parser.end()?;
    Ok(query)
}

/// A place in a token stream.
pub(crate) struct Parser<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    next: usize,
    depth: usize,
    /// The code of syntax errors: SOSL uses the same grammar for its conditions.
    code: ErrorCode,
}

impl<'t> Parser<'t> {
    /// A parser that starts at the byte `from`.
    pub(crate) fn new(text: &'t str, from: usize, code: ErrorCode) -> Self {
        Self { text, tokens: tokenize(text, from), next: 0, depth: 0, code }
    }

    fn token(&self) -> Token {
        // The stream ends with `End`, and nothing steps over that.
        self.tokens[self.next.min(self.tokens.len() - 1)]
    }

    fn text_of(&self, token: Token) -> &'t str {
        &self.text[token.at..token.end]
    }

    /// The word that comes next, not yet taken.
    fn peek_word(&self) -> Option<&'t str> {
        let token = self.token();
        (token.kind == TokenKind::Word).then(|| self.text_of(token))
    }

    fn peek_keyword(&self, keyword: &str) -> bool {
        self.peek_word().is_some_and(|word| word.eq_ignore_ascii_case(keyword))
    }

    fn step(&mut self) {
        if self.token().kind != TokenKind::End {
            self.next += 1;
        }
    }

    /// Takes the keyword when it comes next.
    pub(crate) fn keyword(&mut self, keyword: &str) -> bool {
        let found = self.peek_keyword(keyword);
        if found {
            self.step();
        }
        found
    }

    pub(crate) fn expect_keyword(&mut self, keyword: &str) -> Result<(), QueryError> {
        if self.keyword(keyword) { Ok(()) } else { Err(self.unexpected()) }
    }

    /// Takes the symbol when it comes next.
    pub(crate) fn symbol(&mut self, symbol: &str) -> bool {
        let token = self.token();
        let found = token.kind == TokenKind::Symbol && self.text_of(token) == symbol;
        if found {
            self.step();
        }
        found
    }

    pub(crate) fn expect_symbol(&mut self, symbol: &str) -> Result<(), QueryError> {
        if self.symbol(symbol) { Ok(()) } else { Err(self.unexpected()) }
    }

    fn peek_symbol(&self, symbol: &str) -> bool {
        let token = self.token();
        token.kind == TokenKind::Symbol && self.text_of(token) == symbol
    }

    /// Takes the next word, whatever it is.
    fn word(&mut self) -> Result<&'t str, QueryError> {
        let word = self.peek_word().ok_or_else(|| self.unexpected())?;
        self.step();
        Ok(word)
    }

    /// A name or names joined by dots.
    pub(crate) fn path(&mut self) -> Result<Path, QueryError> {
        let at = self.token().at;
        let mut parts = vec![self.word()?.to_owned()];
        while self.symbol(".") {
            parts.push(self.word()?.to_owned());
        }
        Ok(Path { parts, at })
    }

    /// Nothing may follow.
    pub(crate) fn end(&self) -> Result<(), QueryError> {
        if self.at_end() { Ok(()) } else { Err(self.unexpected()) }
    }

    fn at_end(&self) -> bool {
        self.token().kind == TokenKind::End
    }

    /// Runs `inner` one level deeper.
    fn deeper<T>(&mut self, inner: impl FnOnce(&mut Self) -> Result<T, QueryError>) -> Result<T, QueryError> {
        if self.depth >= DEEPEST {
            return Err(QueryError::new(
                ErrorCode::QueryTooComplicated,
                "Query is either selecting too many fields or the filter conditions are too complicated.",
            ));
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        result
    }

    /// The refusal of the token that comes next.
    pub(crate) fn unexpected(&self) -> QueryError {
        let token = self.token();
        let (row, column) = self.row_and_column(token.at);
        let detail = match token.kind {
            TokenKind::End => "unexpected token: '<EOF>'".to_owned(),
            TokenKind::OpenText => format!("line {row}:{column} mismatched character '<EOF>' expecting '''"),
            TokenKind::Stray => {
                format!("line {row}:{column} no viable alternative at character '{}'", self.text_of(token))
            }
            _ => format!("unexpected token: '{}'", self.text_of(token)),
        };
        self.refused(token.at, detail)
    }

    fn refused(&self, at: usize, detail: impl std::fmt::Display) -> QueryError {
        QueryError::pointing(self.code, self.text, at, detail)
    }

    /// Row from 1 and column from 0, as the lexer of Salesforce counts them.
    fn row_and_column(&self, at: usize) -> (usize, usize) {
        let before = &self.text[..at];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count())
    }
}
