//! Values on the right side of a comparison.

use super::super::ast::{Name, Operand, Value, ValueKind};
use super::super::fault::{SoqlExpected, SoqlFault, SoqlProblem};
use super::super::token::{Kind, Span};
use super::super::words::{COUNTED_DATES, DATES, Written, is_one_of, written};
use super::{Parser, Read};

impl Parser<'_> {
    pub(super) fn value(&mut self, operand: &Operand, operator: &Name) -> Read<Value> {
        if let Some(value) = self.placeholder(operand, operator)? {
            return Ok(value);
        }
        let token = self.peek().ok_or_else(|| self.unexpected(SoqlExpected::Value))?;
        let text = token.span.of(self.text);
        let kind = match token.kind {
            Kind::Text => ValueKind::Text(unquoted(text)),
            Kind::Number => match written(text) {
                Some(Written::Date) => ValueKind::Date,
                Some(Written::Moment) => ValueKind::Moment,
                Some(Written::Number) | None => ValueKind::Number,
            },
            Kind::Word => return self.word_value(token.span),
            Kind::Sign | Kind::Placeholder => return Err(self.unexpected(SoqlExpected::Value)),
        };
        self.at += 1;
        Ok(Value { kind, span: token.span })
    }

    fn word_value(&mut self, span: Span) -> Read<Value> {
        let text = span.of(self.text);
        let kind = match text.to_ascii_uppercase().as_str() {
            "NULL" => ValueKind::Null,
            "TRUE" | "FALSE" => ValueKind::Bool,
            word if is_amount(word) => ValueKind::Number,
            word if is_one_of(word, &COUNTED_DATES) => return self.counted(span),
            word if is_one_of(word, &DATES) => ValueKind::DateLiteral,
            word => {
                let all = DATES.iter().chain(&COUNTED_DATES).copied();
                let near = crate::nearest::nearest(word, all);
                return Err(self.unexpected(SoqlExpected::Value).near(near));
            }
        };
        self.at += 1;
        Ok(Value { kind, span })
    }

    fn counted(&mut self, span: Span) -> Read<Value> {
        self.at += 1;
        self.need_sign(":")?;
        let number = self.peek().filter(|token| token.kind == Kind::Number);
        let digits = number.filter(|token| token.span.of(self.text).parse::<u32>().is_ok());
        let digits =
            digits.ok_or_else(|| SoqlFault::new(self.here(), SoqlProblem::Expected { what: SoqlExpected::Count }))?;
        self.at += 1;
        Ok(Value { kind: ValueKind::DateLiteral, span: span.up_to(digits.span) })
    }
}

/// `USD5000`: an amount with its currency.
fn is_amount(word: &str) -> bool {
    word.len() > 3
        && word.bytes().take(3).all(|b| b.is_ascii_uppercase())
        && written(&word[3..]) == Some(Written::Number)
        && word.as_bytes()[3].is_ascii_digit()
}

/// A text as it is meant. The escapes were looked at when the token was read.
fn unquoted(literal: &str) -> String {
    let inner = literal.strip_prefix('\'').and_then(|text| text.strip_suffix('\'')).unwrap_or(literal);
    let mut letters = inner.chars();
    let mut text = String::new();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            text.push(letter);
            continue;
        }
        match letters.next() {
            Some('n' | 'N') => text.push('\n'),
            Some('r' | 'R') => text.push('\r'),
            Some('t' | 'T') => text.push('\t'),
            Some('b' | 'B') => text.push('\u{8}'),
            Some('f' | 'F') => text.push('\u{c}'),
            Some('u') => {
                let digits: String = letters.by_ref().take(4).collect();
                let code = u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32);
                text.push(code.unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            Some(same) => text.push(same),
            None => {}
        }
    }
    text
}
