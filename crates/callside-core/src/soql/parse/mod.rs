//! Reading a query, clause by clause.

mod condition;
mod select;
mod value;

use super::ast::{Name, Placeholder, Query};
use super::fault::{SoqlExpected, SoqlFault, SoqlProblem};
use super::token::{Kind, Span, Token, tokens};
use super::words::{RESERVED, is_one_of};
use super::{DEEPEST, LONGEST};

pub(super) type Read<T> = Result<T, SoqlFault>;

pub(super) fn query(text: &str) -> Read<Query> {
    let whole = Span { from: 0, to: text.len() };
    if text.len() > LONGEST {
        return Err(SoqlFault::new(whole, SoqlProblem::TooLong));
    }
    let mut parser = Parser { text, tokens: tokens(text)?, at: 0, depth: 0, placeholders: Vec::new() };
    if parser.tokens.is_empty() {
        return Err(SoqlFault::new(whole, SoqlProblem::Empty));
    }
    if !parser.is_word("SELECT") {
        return Err(parser.fault(SoqlProblem::NotSelect));
    }
    let select = parser.select(select::Within::Query)?;
    if parser.at < parser.tokens.len() {
        return Err(parser.unexpected(SoqlExpected::End));
    }
    Ok(Query { text: text.to_owned(), select, placeholders: parser.placeholders })
}

pub(super) struct Parser<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    placeholders: Vec<Placeholder>,
}

impl<'t> Parser<'t> {
    fn peek(&self) -> Option<Token> {
        self.tokens.get(self.at).copied()
    }

    fn word_at(&self, ahead: usize) -> Option<&'t str> {
        let token = self.tokens.get(self.at + ahead).filter(|token| token.kind == Kind::Word)?;
        Some(token.span.of(self.text))
    }

    fn is_word(&self, word: &str) -> bool {
        self.word_at(0).is_some_and(|here| here.eq_ignore_ascii_case(word))
    }

    fn is_word_ahead(&self, ahead: usize, word: &str) -> bool {
        self.word_at(ahead).is_some_and(|here| here.eq_ignore_ascii_case(word))
    }

    fn is_sign_ahead(&self, ahead: usize, sign: &str) -> bool {
        let token = self.tokens.get(self.at + ahead).filter(|token| token.kind == Kind::Sign);
        token.is_some_and(|token| token.span.of(self.text) == sign)
    }

    fn is_sign(&self, sign: &str) -> bool {
        self.is_sign_ahead(0, sign)
    }

    /// Steps over a word when it is there.
    fn word(&mut self, word: &str) -> bool {
        let here = self.is_word(word);
        self.at += usize::from(here);
        here
    }

    fn sign(&mut self, sign: &str) -> bool {
        let here = self.is_sign(sign);
        self.at += usize::from(here);
        here
    }

    fn need_word(&mut self, word: &str) -> Read<()> {
        if self.word(word) { Ok(()) } else { Err(self.unexpected(word)) }
    }

    fn need_sign(&mut self, sign: &str) -> Read<Span> {
        let span = self.here();
        if self.sign(sign) { Ok(span) } else { Err(self.unexpected(sign)) }
    }

    /// The present token's place; after the last token, its end.
    fn here(&self) -> Span {
        let end = self.tokens.last().map_or(self.text.len(), |token| token.span.to);
        self.peek().map_or(Span { from: end, to: end }, |token| token.span)
    }

    /// The end of the token before.
    fn behind(&self) -> Span {
        let to = self.at.checked_sub(1).and_then(|i| self.tokens.get(i)).map_or(0, |token| token.span.to);
        Span { from: to, to }
    }

    fn fault(&self, problem: SoqlProblem) -> SoqlFault {
        SoqlFault::new(self.here(), problem)
    }

    fn unexpected(&self, what: impl Into<SoqlExpected>) -> SoqlFault {
        if self.is_sign(":") {
            return self.fault(SoqlProblem::Variable);
        }
        self.fault(SoqlProblem::Expected { what: what.into() })
    }

    /// A name of one part, or a path.
    fn name(&mut self, what: SoqlExpected) -> Read<Name> {
        let token = self.peek().filter(|token| token.kind == Kind::Word);
        let token = token.ok_or_else(|| self.unexpected(what.clone()))?;
        let text = token.span.of(self.text);
        if is_one_of(text, &RESERVED) {
            return Err(self.unexpected(what));
        }
        let whole = |part: &str| part.bytes().next().is_some_and(|b| b.is_ascii_alphabetic());
        if !text.split('.').all(whole) || text.split('.').count() > 6 {
            return Err(self.fault(SoqlProblem::Expected { what }));
        }
        self.at += 1;
        Ok(Name { text: text.to_owned(), span: token.span })
    }

    /// Another name, where one stands.
    fn alias(&mut self) -> Option<Name> {
        let explicit = self.is_word("AS") && self.word_at(1).is_some();
        let at = usize::from(explicit);
        let word = self.word_at(at).filter(|word| !is_one_of(word, &RESERVED) && !word.contains('.'))?;
        let span = self.tokens.get(self.at + at)?.span;
        self.at += at + 1;
        Some(Name { text: word.to_owned(), span })
    }

    /// Reads something within parentheses or braces, no deeper than may be.
    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        if self.depth >= DEEPEST {
            return Err(self.fault(SoqlProblem::TooDeep));
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }
}
