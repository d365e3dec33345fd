//! The SELECT list.

use super::super::ast::{Call, FieldsGroup, Function, Path, SelectItem};
use super::super::error::QueryError;
use super::Parser;

/// Words that are never a field or an alias.
pub(super) const RESERVED: [&str; 20] = [
    "AND", "ASC", "DESC", "EXCLUDES", "FROM", "GROUP", "HAVING", "IN", "INCLUDES", "LIKE", "LIMIT", "NOT", "NULL",
    "NULLS", "OR", "ORDER", "SELECT", "USING", "WHERE", "WITH",
];

impl Parser<'_> {
    pub(super) fn select_list(&mut self) -> Result<Vec<SelectItem>, QueryError> {
        let mut items = vec![self.select_item()?];
        while self.symbol(",") {
            items.push(self.select_item()?);
        }
        Ok(items)
    }

    fn select_item(&mut self) -> Result<SelectItem, QueryError> {
        if self.symbol("(") {
            let query = self.deeper(Self::query)?;
            self.expect_symbol(")")?;
            return Ok(SelectItem::Children(Box::new(query)));
        }
        let at = self.token().at;
        let path = self.field_path()?;
        if !self.peek_symbol("(") {
            return Ok(SelectItem::Field { path, alias: self.alias() });
        }
        if is_name(&path, "FIELDS") {
            return self.fields_group(at);
        }
        let call = self.call(&path)?;
        Ok(SelectItem::Aggregate { call, alias: self.alias() })
    }

    /// A path that is no reserved word.
    pub(crate) fn field_path(&mut self) -> Result<Path, QueryError> {
        let reserved = self.peek_word().is_some_and(|word| RESERVED.iter().any(|r| r.eq_ignore_ascii_case(word)));
        if reserved {
            return Err(self.unexpected());
        }
        self.path()
    }

    fn alias(&mut self) -> Option<String> {
        let alias = self.peek_word().filter(|word| !RESERVED.iter().any(|r| r.eq_ignore_ascii_case(word)))?;
        self.step();
        Some(alias.to_owned())
    }

    fn fields_group(&mut self, at: usize) -> Result<SelectItem, QueryError> {
        self.expect_symbol("(")?;
        let group = if self.keyword("ALL") {
            FieldsGroup::All
        } else if self.keyword("STANDARD") {
            FieldsGroup::Standard
        } else if self.keyword("CUSTOM") {
            FieldsGroup::Custom
        } else {
            return Err(self.unexpected());
        };
        self.expect_symbol(")")?;
        Ok(SelectItem::Fields { group, at })
    }

    /// The call of the function `name`, whose parenthesis comes next.
    pub(super) fn call(&mut self, name: &Path) -> Result<Call, QueryError> {
        let function = Function::ALL.into_iter().find(|function| is_name(name, function.name()));
        let function = function.ok_or_else(|| self.unexpected())?;
        self.expect_symbol("(")?;
        let path = if function == Function::Count && self.peek_symbol(")") { None } else { Some(self.field_path()?) };
        self.expect_symbol(")")?;
        Ok(Call { function, path, at: name.at })
    }
}

fn is_name(path: &Path, name: &str) -> bool {
    matches!(path.parts.as_slice(), [only] if only.eq_ignore_ascii_case(name))
}
