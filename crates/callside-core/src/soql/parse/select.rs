//! SELECT and its clauses, in SOQL's order.

use super::super::ast::{Item, Name, Operand, Select};
use super::super::fault::{SoqlExpected, SoqlFault, SoqlProblem};
use super::super::token::{Kind, Span};
use super::super::words::{FUNCTIONS, is_one_of};
use super::{Parser, Read};

/// Where a SELECT stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    /// It is the query.
    Query,
    /// For child records.
    Items,
    /// On the right side of IN.
    Condition,
}

impl Parser<'_> {
    pub(super) fn select(&mut self, within: Within) -> Read<Select> {
        self.need_word("SELECT")?;
        let items = self.items(within)?;
        if !self.word("FROM") {
            return Err(self.no_from(&items));
        }
        let from = self.name(SoqlExpected::Object)?;
        let alias = self.alias();
        if self.is_sign(",") {
            return Err(self.unexpected(SoqlExpected::OneObject));
        }
        let mut select = Select {
            items,
            from,
            alias,
            comparisons: Vec::new(),
            group_by: Vec::new(),
            grouped: false,
            order_by: Vec::new(),
            limit: None,
            end: self.behind(),
        };
        if self.word("USING") {
            self.need_word("SCOPE")?;
            self.name(SoqlExpected::Scope)?;
        }
        if self.word("WHERE") {
            self.conditions(&mut select.comparisons)?;
        }
        self.with()?;
        self.group(&mut select)?;
        self.order(&mut select)?;
        select.end = self.behind();
        if self.word("LIMIT") {
            let from = self.behind().from - "LIMIT".len();
            select.limit = Some(self.count(SoqlExpected::Limit)?);
            select.end = Span { from, to: self.behind().to };
        }
        if self.word("OFFSET") {
            self.count(SoqlExpected::Offset)?;
        }
        self.refuse_changes()?;
        Ok(select)
    }

    /// A word that was meant to be FROM reads like another name of the field before it.
    fn no_from(&self, items: &[Item]) -> SoqlFault {
        let last = match items.last() {
            Some(Item::Operand { alias, .. }) => alias.as_ref(),
            _ => None,
        };
        let meant = last.filter(|alias| crate::nearest::nearest(&alias.text, ["FROM"]).is_some());
        let problem = SoqlProblem::Expected { what: "FROM".into() };
        meant.map_or_else(|| self.unexpected("FROM"), |alias| SoqlFault::new(alias.span, problem).near(Some("FROM")))
    }

    fn items(&mut self, within: Within) -> Read<Vec<Item>> {
        let mut items = Vec::new();
        loop {
            items.push(self.item(within)?);
            if !self.sign(",") {
                return Ok(items);
            }
        }
    }

    fn item(&mut self, within: Within) -> Read<Item> {
        if self.is_sign("(") {
            if within != Within::Query {
                return Err(self.unexpected(SoqlExpected::Field));
            }
            self.at += 1;
            let children = self.deeper(|parser| parser.select(Within::Items))?;
            self.need_sign(")")?;
            return Ok(Item::Children(Box::new(children)));
        }
        if self.is_word("TYPEOF") && self.word_at(1).is_some() && within != Within::Condition {
            return self.type_of();
        }
        if self.is_word("FIELDS") && self.is_sign_ahead(1, "(") {
            self.at += 2;
            let which = self.name_of_fields()?;
            self.need_sign(")")?;
            return Ok(Item::AllFields(which));
        }
        let operand = self.operand(SoqlExpected::Field)?;
        Ok(Item::Operand { operand, alias: self.alias() })
    }

    /// ALL is a reserved word elsewhere.
    fn name_of_fields(&mut self) -> Read<Name> {
        let token = self.peek().filter(|token| token.kind == Kind::Word);
        let known = token.filter(|t| is_one_of(t.span.of(self.text), &["ALL", "STANDARD", "CUSTOM"]));
        let token = known.ok_or_else(|| self.unexpected("ALL | STANDARD | CUSTOM"))?;
        self.at += 1;
        Ok(Name { text: token.span.of(self.text).to_owned(), span: token.span })
    }

    fn type_of(&mut self) -> Read<Item> {
        self.need_word("TYPEOF")?;
        let relationship = self.name(SoqlExpected::Relationship)?;
        let mut when = Vec::new();
        while self.word("WHEN") {
            let object = self.name(SoqlExpected::Object)?;
            self.need_word("THEN")?;
            when.push((object, self.names()?));
        }
        if when.is_empty() {
            return Err(self.unexpected("WHEN"));
        }
        let otherwise = if self.word("ELSE") { self.names()? } else { Vec::new() };
        self.need_word("END")?;
        Ok(Item::TypeOf { relationship, when, otherwise })
    }

    fn names(&mut self) -> Read<Vec<Name>> {
        let mut names = vec![self.name(SoqlExpected::Field)?];
        while self.sign(",") {
            names.push(self.name(SoqlExpected::Field)?);
        }
        Ok(names)
    }

    /// A field, or a function with what is in it.
    pub(super) fn operand(&mut self, what: SoqlExpected) -> Read<Operand> {
        let name = self.name(what)?;
        if !self.is_sign("(") {
            return Ok(Operand::Field(name));
        }
        if !is_one_of(&name.text, &FUNCTIONS) || name.text.eq_ignore_ascii_case("FIELDS") {
            let near = crate::nearest::nearest(&name.text, FUNCTIONS);
            let problem = SoqlProblem::Expected { what: SoqlExpected::Function };
            return Err(SoqlFault::new(name.span, problem).near(near));
        }
        let mut fields = Vec::new();
        self.deeper(|parser| parser.arguments(&mut fields))?;
        Ok(Operand::Function { name, fields })
    }

    fn arguments(&mut self, fields: &mut Vec<Name>) -> Read<()> {
        self.need_sign("(")?;
        while !self.sign(")") {
            match self.peek().map(|token| token.kind) {
                Some(Kind::Number | Kind::Text) => self.at += 1,
                _ => match self.operand(SoqlExpected::Field)? {
                    Operand::Field(name) => fields.push(name),
                    Operand::Function { fields: inner, .. } => fields.extend(inner),
                },
            }
            if !self.is_sign(")") {
                self.need_sign(",")?;
                if self.is_sign(")") {
                    return Err(self.unexpected(SoqlExpected::Field));
                }
            }
        }
        Ok(())
    }

    fn with(&mut self) -> Read<()> {
        if !self.is_word("WITH") {
            return Ok(());
        }
        let modes = ["SECURITY_ENFORCED", "USER_MODE", "SYSTEM_MODE"];
        if self.word_at(1).is_some_and(|word| is_one_of(word, &modes)) {
            let clause = format!("WITH {}", self.word_at(1).unwrap_or_default().to_uppercase());
            return Err(self.fault(SoqlProblem::NotOverRest { clause }));
        }
        self.at += 1;
        if !self.word("DATA") {
            return Err(self.unexpected("DATA CATEGORY"));
        }
        self.need_word("CATEGORY")?;
        loop {
            self.name(SoqlExpected::CategoryGroup)?;
            let selectors = ["AT", "ABOVE", "BELOW", "ABOVE_OR_BELOW"];
            if !self.word_at(0).is_some_and(|word| is_one_of(word, &selectors)) {
                return Err(self.unexpected("AT | ABOVE | BELOW | ABOVE_OR_BELOW"));
            }
            self.at += 1;
            if self.sign("(") {
                self.names()?;
                self.need_sign(")")?;
            } else {
                self.name(SoqlExpected::Category)?;
            }
            if !self.word("AND") {
                return Ok(());
            }
        }
    }

    fn group(&mut self, select: &mut Select) -> Read<()> {
        if !self.word("GROUP") {
            return Ok(());
        }
        self.need_word("BY")?;
        select.grouped = true;
        if ["ROLLUP", "CUBE"].iter().any(|word| self.is_word(word)) && self.is_sign_ahead(1, "(") {
            self.at += 2;
            self.operands(&mut select.group_by)?;
            self.need_sign(")")?;
        } else {
            self.operands(&mut select.group_by)?;
        }
        if self.word("HAVING") {
            self.conditions(&mut select.comparisons)?;
        }
        Ok(())
    }

    fn operands(&mut self, all: &mut Vec<Operand>) -> Read<()> {
        all.push(self.operand(SoqlExpected::Field)?);
        while self.sign(",") {
            all.push(self.operand(SoqlExpected::Field)?);
        }
        Ok(())
    }

    fn order(&mut self, select: &mut Select) -> Read<()> {
        if !self.word("ORDER") {
            return Ok(());
        }
        self.need_word("BY")?;
        loop {
            select.order_by.push(self.operand(SoqlExpected::Field)?);
            let _ = self.word("ASC") || self.word("DESC");
            if self.word("NULLS") && !self.word("FIRST") {
                self.need_word("LAST")?;
            }
            if !self.sign(",") {
                return Ok(());
            }
        }
    }

    fn count(&mut self, what: SoqlExpected) -> Read<u32> {
        let token = self.peek().filter(|token| token.kind == Kind::Number);
        let number = token.and_then(|token| token.span.of(self.text).parse().ok());
        let number = number.ok_or_else(|| self.unexpected(what))?;
        self.at += 1;
        Ok(number)
    }

    /// `FOR VIEW` and `FOR REFERENCE` note that somebody looked, `FOR UPDATE` locks, `UPDATE TRACKING` counts;
    /// `ALL ROWS` is Apex. Source: SOQL and SOSL Reference.
    fn refuse_changes(&self) -> Read<()> {
        let second = || self.word_at(1).unwrap_or_default().to_uppercase();
        if self.is_word("FOR") {
            return Err(self.fault(SoqlProblem::Changes { clause: format!("FOR {}", second()) }));
        }
        if self.is_word("UPDATE") {
            return Err(self.fault(SoqlProblem::Changes { clause: format!("UPDATE {}", second()) }));
        }
        if self.is_word("ALL") && self.is_word_ahead(1, "ROWS") {
            return Err(self.fault(SoqlProblem::NotOverRest { clause: "ALL ROWS".to_owned() }));
        }
        Ok(())
    }
}
