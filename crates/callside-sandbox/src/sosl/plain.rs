//! A parameterized search as the same kind of search.

use super::find::no_search_term;
use super::index::Fields;
use super::outcome::{ParamSearch, ParamSearchObject};
use super::parse::{Search, query};
use super::term::{Expression, Term, is_phone_punctuation};
use crate::soql::ast::{Count, Path, Query};
use crate::soql::parse::Parser;
use crate::soql::{ErrorCode, QueryError};

/// The search, and the text that its refusals point into.
pub(super) fn read(search: &ParamSearch) -> Result<(Search, String), QueryError> {
    let text = search.q.trim();
    if text.is_empty() {
        return Err(no_search_term());
    }
    let expression = expression(text).answerable(text)?;
    let fields = fields(search.search_in.as_deref())?;
    let returning = match search.sobjects.as_slice() {
        [] => None,
        objects => Some(objects.iter().map(|object| returned(object, search)).collect::<Result<_, _>>()?),
    };
    let limit = search.overall_limit.map(whole);
    Ok((Search { expression, fields, returning, limit }, text.to_owned()))
}

/// All words; a text that is nothing but a phone number is one phrase.
fn expression(text: &str) -> Expression {
    if text.chars().all(|letter| letter.is_ascii_digit() || is_phone_punctuation(letter)) {
        return Expression::Term(Term::plain(text));
    }
    let terms = text.split_whitespace().map(Term::plain).filter(|term| !term.words.is_empty());
    Expression::All(terms.map(Expression::Term).collect())
}

fn fields(name: Option<&str>) -> Result<Fields, QueryError> {
    let Some(name) = name else { return Ok(Fields::All) };
    let group = Fields::GROUPS.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    group
        .map(|(_, fields)| fields)
        .ok_or_else(|| QueryError::new(ErrorCode::MalformedSearch, format!("unexpected token: '{name}'")))
}

fn returned(object: &ParamSearchObject, search: &ParamSearch) -> Result<Query, QueryError> {
    let names = if object.fields.is_empty() { &search.fields } else { &object.fields };
    let paths = names.iter().map(|name| path(name)).collect::<Result<Vec<_>, _>>()?;
    let mut query = query(path(&object.name)?, paths);
    if let Some(filter) = &object.filter {
        let mut parser = Parser::new(filter, 0, ErrorCode::MalformedSearch);
        query.filter = Some(parser.condition()?);
        parser.end()?;
    }
    if let Some(order) = &object.order_by {
        let mut parser = Parser::new(order, 0, ErrorCode::MalformedSearch);
        query.order_by = parser.order_items()?;
        parser.end()?;
    }
    query.limit = object.limit.or(search.default_limit).map(|limit| Count { value: whole(limit), at: 0 });
    Ok(query)
}

fn path(name: &str) -> Result<Path, QueryError> {
    let mut parser = Parser::new(name, 0, ErrorCode::MalformedSearch);
    let path = parser.field_path()?;
    parser.end()?;
    Ok(path)
}

fn whole(limit: u32) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}
