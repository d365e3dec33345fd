//! Conditions: what stands after WHERE and HAVING.

use jiff::{Timestamp, civil::Date};

use super::super::ast::{Condition, Literal, Operand, Operator, Set};
use super::super::dates::DateLiteral;
use super::super::error::QueryError;
use super::super::text::{BadEscape, pattern, unquote};
use super::super::token::{Token, TokenKind};
use super::Parser;

impl Parser<'_> {
    /// A condition: terms joined by AND only or by OR only, or NOT before a single term.
    ///
    /// SOQL has no precedence between AND and OR; mixing them, or joining after NOT, takes parentheses.
    pub(crate) fn condition(&mut self) -> Result<Condition, QueryError> {
        if self.keyword("NOT") {
            return Ok(Condition::Not(Box::new(self.term()?)));
        }
        let first = self.term()?;
        let (joiner, join): (_, fn(Vec<Condition>) -> Condition) = if self.peek_keyword("AND") {
            ("AND", Condition::All)
        } else if self.peek_keyword("OR") {
            ("OR", Condition::Any)
        } else {
            return Ok(first);
        };
        let mut terms = vec![first];
        while self.keyword(joiner) {
            terms.push(self.term()?);
        }
        if self.peek_keyword("AND") || self.peek_keyword("OR") {
            return Err(self.unexpected());
        }
        Ok(join(terms))
    }

    fn term(&mut self) -> Result<Condition, QueryError> {
        if self.symbol("(") {
            let inner = self.deeper(Self::condition)?;
            self.expect_symbol(")")?;
            return Ok(inner);
        }
        let operand = self.operand()?;
        if self.keyword("LIKE") {
            return self.like(operand);
        }
        if self.keyword("IN") {
            return self.membership(operand, false);
        }
        if self.keyword("NOT") {
            self.expect_keyword("IN")?;
            return self.membership(operand, true);
        }
        if self.keyword("INCLUDES") {
            return self.selection(operand, false);
        }
        if self.keyword("EXCLUDES") {
            return self.selection(operand, true);
        }
        let operator = self.operator()?;
        let literal = self.literal()?;
        Ok(Condition::Compare { operand, operator, literal })
    }

    fn operator(&mut self) -> Result<Operator, QueryError> {
        const OPERATORS: [(&str, Operator); 7] = [
            ("=", Operator::Equal),
            ("!=", Operator::NotEqual),
            ("<>", Operator::NotEqual),
            ("<=", Operator::LessOrEqual),
            ("<", Operator::Less),
            (">=", Operator::GreaterOrEqual),
            (">", Operator::Greater),
        ];
        let found = OPERATORS.into_iter().find(|(symbol, _)| self.symbol(symbol));
        found.map(|(_, operator)| operator).ok_or_else(|| self.unexpected())
    }

    fn like(&mut self, operand: Operand) -> Result<Condition, QueryError> {
        let token = self.token();
        if token.kind != TokenKind::Text {
            return Err(self.unexpected());
        }
        let pattern = pattern(self.text_of(token)).map_err(|bad| self.bad_escape(token, bad))?;
        self.step();
        Ok(Condition::Like { operand, pattern })
    }

    fn membership(&mut self, operand: Operand, negated: bool) -> Result<Condition, QueryError> {
        self.expect_symbol("(")?;
        let set = if self.peek_keyword("SELECT") {
            Set::Query(Box::new(self.deeper(Self::query)?))
        } else {
            let mut literals = vec![self.literal()?];
            while self.symbol(",") {
                literals.push(self.literal()?);
            }
            Set::Literals(literals)
        };
        self.expect_symbol(")")?;
        Ok(Condition::In { operand, negated, set })
    }

    fn selection(&mut self, operand: Operand, negated: bool) -> Result<Condition, QueryError> {
        self.expect_symbol("(")?;
        let mut values = Vec::new();
        loop {
            let token = self.token();
            match self.literal()? {
                Literal::Text(value) => values.push(value),
                _ => return Err(self.refused(token.at, format!("unexpected token: '{}'", self.text_of(token)))),
            }
            if !self.symbol(",") {
                break;
            }
        }
        self.expect_symbol(")")?;
        Ok(Condition::Includes { operand, negated, values })
    }

    fn literal(&mut self) -> Result<Literal, QueryError> {
        let token = self.token();
        let text = self.text_of(token);
        let literal = match token.kind {
            TokenKind::Text => Some(Literal::Text(unquote(text).map_err(|bad| self.bad_escape(token, bad))?)),
            TokenKind::Number => number(text),
            TokenKind::Date => text.parse::<Date>().ok().map(Literal::Date),
            TokenKind::DateTime => text.parse::<Timestamp>().ok().map(Literal::DateTime),
            TokenKind::Word => return self.word_literal(text),
            _ => None,
        };
        let literal = literal.ok_or_else(|| self.unexpected())?;
        self.step();
        Ok(literal)
    }

    /// `true`, `null`, `TODAY`, `LAST_N_DAYS:7`.
    fn word_literal(&mut self, word: &str) -> Result<Literal, QueryError> {
        let fixed = match word.to_ascii_lowercase().as_str() {
            "true" => Some(Literal::Boolean(true)),
            "false" => Some(Literal::Boolean(false)),
            "null" => Some(Literal::Null),
            _ => DateLiteral::plain(word).map(Literal::Relative),
        };
        if let Some(literal) = fixed {
            self.step();
            return Ok(literal);
        }
        if !DateLiteral::wants_number(word) {
            return Err(self.unexpected());
        }
        self.step();
        self.expect_symbol(":")?;
        let token = self.token();
        let count = match token.kind {
            TokenKind::Number => self.text_of(token).parse::<i32>().ok(),
            _ => None,
        };
        let literal = count.and_then(|count| DateLiteral::counted(word, count)).ok_or_else(|| self.unexpected())?;
        self.step();
        Ok(Literal::Relative(literal))
    }

    fn bad_escape(&self, token: Token, bad: BadEscape) -> QueryError {
        let at = token.at + bad.offset;
        let sequence: String = self.text[at..].chars().take(2).collect();
        self.refused(
            at,
            format!(
                "Invalid string literal {}. Illegal character sequence '{sequence}' in string literal.",
                self.text_of(token)
            ),
        )
    }
}

/// A number; one too large for a double is none.
fn number(text: &str) -> Option<Literal> {
    let value = text.parse::<f64>().ok().filter(|value| value.is_finite())?;
    let whole = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-' || byte == b'+');
    Some(Literal::Number { value, whole })
}
