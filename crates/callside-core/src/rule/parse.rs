//! From tokens to the tree: a Pratt parser. `or` binds least, then `and`, `not`, and the tests.
//!
//! Chains of `and` and of `or` are one node each, so that only parentheses and `not` make depth; that is bounded, and
//! with it the recursion here and in everything that walks the tree.

use super::Rule;
use super::expr::{Expr, Operand, Test, What};
use super::fault::{Expected, Problem, RuleFault};
use super::token::{Placed, Token, Word, tokens};
use crate::facts::Fact;

/// How tightly `or` and `and` hold what stands beside them; a test holds tighter than both.
const OR: u8 = 1;
const AND: u8 = 2;
const NOT: u8 = 3;

pub(super) fn rule(text: &str) -> Result<Expr, RuleFault> {
    let whole = |problem| RuleFault { from: 0, to: text.chars().count(), problem, nearest: None };
    if text.len() > Rule::LONGEST {
        return Err(whole(Problem::TooLong));
    }
    if text.trim().is_empty() {
        return Err(whole(Problem::Empty));
    }
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens: &tokens, at: 0, depth: 0 };
    let root = parser.condition(0)?;
    match parser.token() {
        Token::End => Ok(root),
        _ => Err(parser.expected(Expected::Joint)),
    }
}

struct Parser<'t> {
    tokens: &'t [Placed],
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn here(&self) -> &Placed {
        // The last token is the end, and nothing steps past it.
        &self.tokens[self.at.min(self.tokens.len() - 1)]
    }

    fn token(&self) -> &Token {
        &self.here().token
    }

    fn takes(&mut self, token: &Token) -> bool {
        let taken = self.token() == token;
        self.at += usize::from(taken);
        taken
    }

    fn takes_word(&mut self, word: Word) -> bool {
        self.takes(&Token::Word(word))
    }

    fn fault(&self, problem: Problem) -> RuleFault {
        let Placed { from, to, .. } = *self.here();
        RuleFault { from, to, problem, nearest: None }
    }

    fn expected(&self, expected: Expected) -> RuleFault {
        self.fault(Problem::Expected { expected })
    }

    /// A condition whose joints hold at least this tight.
    fn condition(&mut self, least: u8) -> Result<Expr, RuleFault> {
        let mut left = self.single()?;
        loop {
            let (word, tight) = match self.token() {
                Token::Word(Word::Or) => (Word::Or, OR),
                Token::Word(Word::And) => (Word::And, AND),
                _ => return Ok(left),
            };
            if tight < least {
                return Ok(left);
            }
            let mut parts = vec![left];
            while self.takes_word(word) {
                parts.push(self.condition(tight + 1)?);
            }
            left = if word == Word::Or { Expr::Any(parts) } else { Expr::All(parts) };
        }
    }

    /// What `and` and `or` stand between.
    fn single(&mut self) -> Result<Expr, RuleFault> {
        if self.takes_word(Word::Not) {
            return self.deeper(|parser| Ok(Expr::Not(Box::new(parser.condition(NOT)?))));
        }
        let left = if self.takes(&Token::Open) {
            let inner = self.deeper(|parser| parser.condition(0))?;
            if !self.takes(&Token::Close) {
                return Err(self.expected(Expected::Close));
            }
            inner
        } else {
            Expr::Is(self.operand()?)
        };
        self.test(left)
    }

    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, RuleFault>) -> Result<T, RuleFault> {
        if self.depth == Rule::DEEPEST {
            return Err(self.fault(Problem::TooDeep));
        }
        self.depth += 1;
        let inner = read(self);
        self.depth -= 1;
        inner
    }

    /// A test that follows its left side, or the left side alone.
    fn test(&mut self, left: Expr) -> Result<Expr, RuleFault> {
        let before = self.at;
        let test = match self.token().clone() {
            Token::Sign(test) => test,
            Token::Word(Word::Contains) => Test::Contains,
            Token::Word(Word::In) => Test::In,
            Token::Word(Word::Starts) => Test::StartsWith,
            Token::Word(Word::Ends) => Test::EndsWith,
            Token::Word(Word::Not | Word::Is) => Test::NotIn,
            _ => return Ok(left),
        };
        let Expr::Is(left) = left else { return Err(self.expected(Expected::Side)) };
        self.at += 1;
        match (&self.tokens[before].token, test) {
            (Token::Word(Word::Is), _) => return self.emptiness(left),
            (Token::Word(Word::Not), _) if !self.takes_word(Word::In) => return Err(self.expected(Expected::Joint)),
            (_, Test::StartsWith | Test::EndsWith) if !self.takes_word(Word::With) => {
                return Err(self.expected(Expected::With));
            }
            _ => {}
        }
        let right = if matches!(test, Test::In | Test::NotIn) { self.several()? } else { self.operand()? };
        Ok(Expr::Test(left, test, right))
    }

    fn emptiness(&mut self, left: Operand) -> Result<Expr, RuleFault> {
        let not = self.takes_word(Word::Not);
        if !self.takes_word(Word::Empty) {
            return Err(self.expected(Expected::Empty));
        }
        let empty = Expr::IsEmpty(left);
        Ok(if not { Expr::Not(Box::new(empty)) } else { empty })
    }

    fn operand(&mut self) -> Result<Operand, RuleFault> {
        let Placed { token, from, to } = self.here().clone();
        let what = match token {
            Token::Name(path) => What::Name(path),
            Token::OpenList => return self.list(&Token::CloseList),
            _ => What::Value(self.value(Expected::Operand)?),
        };
        if matches!(what, What::Name(_)) {
            self.at += 1;
        }
        Ok(Operand { what, from, to })
    }

    /// What `in` looks through: `["a", "b"]`, `("a", "b")`, or a name.
    fn several(&mut self) -> Result<Operand, RuleFault> {
        match self.token() {
            Token::OpenList => self.list(&Token::CloseList),
            Token::Open => self.list(&Token::Close),
            Token::Name(_) => self.operand(),
            _ => Err(self.expected(Expected::List)),
        }
    }

    fn list(&mut self, close: &Token) -> Result<Operand, RuleFault> {
        let from = self.here().from;
        self.at += 1;
        let mut items = Vec::new();
        if !self.takes(close) {
            loop {
                items.push(self.value(Expected::Value)?);
                if self.takes(close) {
                    break;
                }
                if !self.takes(&Token::Comma) {
                    return Err(self.expected(Expected::Comma));
                }
            }
        }
        let to = self.tokens[self.at - 1].to;
        Ok(Operand { what: What::Value(Fact::List(items)), from, to })
    }

    fn value(&mut self, expected: Expected) -> Result<Fact, RuleFault> {
        let value = match self.token() {
            Token::Text(text) => Fact::text(text),
            Token::Number(number) => Fact::Number(*number),
            Token::Word(Word::True) => Fact::Bool(true),
            Token::Word(Word::False) => Fact::Bool(false),
            _ => return Err(self.expected(expected)),
        };
        self.at += 1;
        Ok(value)
    }
}
