//! The skeleton of a SELECT statement.

use super::super::ast::{From, Query};
use super::super::error::QueryError;
use super::Parser;
use super::select::RESERVED;

/// Words that begin a clause, and so cannot be the alias of FROM.
const CLAUSES: [&str; 13] =
    ["AS", "USING", "WHERE", "WITH", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "FOR", "UPDATE", "ALL", "TYPEOF"];

impl Parser<'_> {
    /// `SELECT ... FROM ...` with all its clauses, up to the closing parenthesis or the end.
    pub(super) fn query(&mut self) -> Result<Query, QueryError> {
        self.expect_keyword("SELECT")?;
        let select = self.select_list()?;
        self.expect_keyword("FROM")?;
        let from = self.from()?;
        let mine = self.using_scope()?;
        let filter = if self.keyword("WHERE") { Some(self.condition()?) } else { None };
        let group_by = self.group_by()?;
        let having = if !group_by.is_empty() && self.keyword("HAVING") { Some(self.condition()?) } else { None };
        let order_by = self.order_by()?;
        let limit = self.count_after("LIMIT")?;
        let offset = self.count_after("OFFSET")?;
        self.marks()?;
        Ok(Query { select, from, mine, filter, group_by, having, order_by, limit, offset })
    }

    fn from(&mut self) -> Result<From, QueryError> {
        let path = self.path()?;
        let taken = |word: &str| CLAUSES.iter().chain(&RESERVED).any(|known| known.eq_ignore_ascii_case(word));
        let alias = match self.peek_word() {
            Some(alias) if !taken(alias) => {
                self.step();
                Some(alias.to_owned())
            }
            _ => None,
        };
        Ok(From { path, alias })
    }

    fn using_scope(&mut self) -> Result<bool, QueryError> {
        if !self.keyword("USING") {
            return Ok(false);
        }
        self.expect_keyword("SCOPE")?;
        if self.keyword("mine") {
            return Ok(true);
        }
        self.expect_keyword("everything")?;
        Ok(false)
    }

    /// `FOR VIEW`, `FOR REFERENCE`, `UPDATE TRACKING`, `UPDATE VIEWSTAT`: they note a use and change no result.
    fn marks(&mut self) -> Result<(), QueryError> {
        if self.keyword("FOR") {
            loop {
                if !self.keyword("VIEW") && !self.keyword("REFERENCE") {
                    return Err(self.unexpected());
                }
                if !self.symbol(",") {
                    break;
                }
            }
        }
        if self.keyword("UPDATE") && !self.keyword("TRACKING") && !self.keyword("VIEWSTAT") {
            return Err(self.unexpected());
        }
        let at = self.token().at;
        if self.keyword("ALL") && self.keyword("ROWS") {
            // Apex only; over REST deleted rows come by queryAll.
            return Err(self.refused(at, "ALL ROWS not allowed in this context"));
        }
        Ok(())
    }
}
