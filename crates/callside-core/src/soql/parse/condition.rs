//! Conditions: comparisons, joined by AND, OR and NOT.

use super::super::ast::{Comparison, Name, Operand, Placeholder, Value, ValueKind, Values};
use super::super::fault::{SoqlExpected, SoqlFault, SoqlProblem};
use super::super::token::Kind;
use super::select::Within;
use super::{Parser, Read};

impl Parser<'_> {
    /// Conditions side by side. AND and OR do not stand side by side without parentheses.
    /// Source: SOQL and SOSL Reference, "Logical operators"; Salesforce answers MALFORMED_QUERY.
    pub(super) fn conditions(&mut self, all: &mut Vec<Comparison>) -> Read<()> {
        self.condition(all)?;
        let mut joined: Option<bool> = None;
        loop {
            let is_and = self.is_word("AND");
            if !is_and && !self.is_word("OR") {
                return Ok(());
            }
            if joined.is_some_and(|before| before != is_and) {
                return Err(self.fault(SoqlProblem::MixedLogic));
            }
            joined = Some(is_and);
            self.at += 1;
            self.condition(all)?;
        }
    }

    fn condition(&mut self, all: &mut Vec<Comparison>) -> Read<()> {
        if self.word("NOT") {
            return self.deeper(|parser| parser.condition(all));
        }
        if self.sign("(") {
            self.deeper(|parser| parser.conditions(all))?;
            self.need_sign(")")?;
            return Ok(());
        }
        let operand = self.operand(SoqlExpected::Condition)?;
        let operator = self.operator()?;
        let values = self.values(&operand, &operator)?;
        all.push(Comparison { operand, operator, values });
        Ok(())
    }

    fn operator(&mut self) -> Read<Name> {
        let from = self.here();
        for sign in ["=", "!=", "<>", "<=", ">=", "<", ">"] {
            if self.sign(sign) {
                return Ok(Name { text: sign.to_owned(), span: from });
            }
        }
        for word in ["LIKE", "IN", "INCLUDES", "EXCLUDES"] {
            if self.word(word) {
                return Ok(Name { text: word.to_owned(), span: from });
            }
        }
        if self.is_word("NOT") && self.is_word_ahead(1, "IN") {
            self.at += 2;
            return Ok(Name { text: "NOT IN".to_owned(), span: from.up_to(self.behind()) });
        }
        Err(self.unexpected(SoqlExpected::Operator))
    }

    fn values(&mut self, operand: &Operand, operator: &Name) -> Read<Values> {
        let of_list = matches!(operator.text.as_str(), "IN" | "NOT IN" | "INCLUDES" | "EXCLUDES");
        if !of_list {
            return Ok(Values::One(self.value(operand, operator)?));
        }
        // One value of a call may be a list by itself.
        if self.peek().is_some_and(|token| token.kind == Kind::Placeholder) {
            let list = Values::List(vec![self.value(operand, operator)?]);
            if let Some(placeholder) = self.placeholders.last_mut() {
                placeholder.whole_list = true;
            }
            return Ok(list);
        }
        self.need_sign("(")?;
        if self.is_word("SELECT") && operator.text.ends_with("IN") {
            let query = self.deeper(|parser| parser.select(Within::Condition))?;
            self.need_sign(")")?;
            return Ok(Values::Query(Box::new(query)));
        }
        let mut list = vec![self.value(operand, operator)?];
        while self.sign(",") {
            list.push(self.value(operand, operator)?);
        }
        self.need_sign(")")?;
        Ok(Values::List(list))
    }

    /// A value of the call, where one stands.
    pub(super) fn placeholder(&mut self, operand: &Operand, operator: &Name) -> Read<Option<Value>> {
        let Some(token) = self.peek().filter(|token| token.kind == Kind::Placeholder) else { return Ok(None) };
        let written = token.span.of(self.text);
        let path = written.trim_start_matches('{').trim_end_matches('}').trim();
        let path = crate::facts::Path::new(path).map_err(|_| SoqlFault::new(token.span, SoqlProblem::Placeholder))?;
        let field = operand.fields().next().map(|name| name.text.clone()).unwrap_or_default();
        let pattern = operator.text == "LIKE";
        self.placeholders.push(Placeholder { path, span: token.span, field, pattern, whole_list: false });
        self.at += 1;
        Ok(Some(Value { kind: ValueKind::Placeholder(self.placeholders.len() - 1), span: token.span }))
    }
}
