//! GROUP BY, ORDER BY, LIMIT and OFFSET.

use super::super::ast::{Count, Operand, OrderItem, Path};
use super::super::error::QueryError;
use super::super::token::TokenKind;
use super::Parser;

impl Parser<'_> {
    pub(super) fn group_by(&mut self) -> Result<Vec<Path>, QueryError> {
        let mut paths = Vec::new();
        if !self.keyword("GROUP") {
            return Ok(paths);
        }
        self.expect_keyword("BY")?;
        loop {
            paths.push(self.field_path()?);
            if !self.symbol(",") {
                return Ok(paths);
            }
        }
    }

    /// `ORDER BY ...` when it comes next.
    pub(crate) fn order_by(&mut self) -> Result<Vec<OrderItem>, QueryError> {
        if !self.keyword("ORDER") {
            return Ok(Vec::new());
        }
        self.expect_keyword("BY")?;
        self.order_items()
    }

    /// What follows ORDER BY.
    pub(crate) fn order_items(&mut self) -> Result<Vec<OrderItem>, QueryError> {
        let mut items = Vec::new();
        loop {
            items.push(self.order_item()?);
            if !self.symbol(",") {
                return Ok(items);
            }
        }
    }

    fn order_item(&mut self) -> Result<OrderItem, QueryError> {
        let operand = self.operand()?;
        let descending = self.keyword("DESC");
        if !descending {
            self.keyword("ASC");
        }
        let mut nulls_last = false;
        if self.keyword("NULLS") {
            nulls_last = self.keyword("LAST");
            if !nulls_last {
                self.expect_keyword("FIRST")?;
            }
        }
        Ok(OrderItem { operand, descending, nulls_last })
    }

    /// A field, or an aggregate function of one.
    pub(super) fn operand(&mut self) -> Result<Operand, QueryError> {
        let path = self.field_path()?;
        if self.peek_symbol("(") { self.call(&path).map(Operand::Call) } else { Ok(Operand::Path(path)) }
    }

    /// A whole number after `keyword`, when that comes next.
    pub(crate) fn count_after(&mut self, keyword: &str) -> Result<Option<Count>, QueryError> {
        if !self.keyword(keyword) {
            return Ok(None);
        }
        let token = self.token();
        let value = match token.kind {
            TokenKind::Number => self.text_of(token).parse::<usize>().ok(),
            _ => None,
        };
        let value = value.ok_or_else(|| self.unexpected())?;
        self.step();
        Ok(Some(Count { value, at: token.at }))
    }
}
