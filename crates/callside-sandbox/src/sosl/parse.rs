//! A SOSL statement around its search text.

use super::find::{self, no_search_term};
use super::index::Fields;
use super::term::Expression;
use crate::soql::ast::{From, Path, Query, SelectItem};
use crate::soql::parse::{LONGEST_STATEMENT, Parser};
use crate::soql::{ErrorCode, QueryError};

/// A search that was understood.
pub(super) struct Search {
    pub(super) expression: Expression,
    pub(super) fields: Fields,
    /// What to return, object by object; everything searchable when absent.
    pub(super) returning: Option<Vec<Query>>,
    pub(super) limit: Option<usize>,
}

pub(super) fn parse(text: &str) -> Result<Search, QueryError> {
    if text.chars().count() > LONGEST_STATEMENT {
        let message = format!("SOSL statements cannot be longer than {LONGEST_STATEMENT} characters.");
        return Err(QueryError::new(ErrorCode::MalformedSearch, message));
    }
    let found = find::read(text, opening(text)?)?;
    let mut parser = Parser::new(text, found.end, ErrorCode::MalformedSearch);
    let fields = if parser.keyword("IN") { fields(&mut parser)? } else { Fields::All };
    let returning = if parser.keyword("RETURNING") { Some(returning(&mut parser)?) } else { None };
    let limit = parser.count_after("LIMIT")?.map(|limit| limit.value);
    parser.end()?;
    Ok(Search { expression: found.expression, fields, returning, limit })
}

/// The byte after `FIND {`.
fn opening(text: &str) -> Result<usize, QueryError> {
    let mut parser = Parser::new(text, 0, ErrorCode::MalformedSearch);
    parser.expect_keyword("FIND")?;
    let after_find = text.len() - text.trim_start().len() + "FIND".len();
    let rest = text[after_find..].trim_start();
    if rest.starts_with('{') { Ok(text.len() - rest.len() + 1) } else { Err(no_search_term()) }
}

fn fields(parser: &mut Parser<'_>) -> Result<Fields, QueryError> {
    let group = Fields::GROUPS.into_iter().find(|(name, _)| parser.keyword(name));
    let (_, fields) = group.ok_or_else(|| parser.unexpected())?;
    parser.expect_keyword("FIELDS")?;
    Ok(fields)
}

fn returning(parser: &mut Parser<'_>) -> Result<Vec<Query>, QueryError> {
    let mut objects = Vec::new();
    loop {
        objects.push(returned(parser)?);
        if !parser.symbol(",") {
            return Ok(objects);
        }
    }
}

/// `Contact`, or `Contact(Id, Name WHERE ... ORDER BY ... LIMIT ... OFFSET ...)`.
fn returned(parser: &mut Parser<'_>) -> Result<Query, QueryError> {
    let object = parser.path()?;
    let mut query = query(object, Vec::new());
    if !parser.symbol("(") {
        return Ok(query);
    }
    let mut paths = vec![parser.field_path()?];
    while parser.symbol(",") {
        paths.push(parser.field_path()?);
    }
    query.select = select(paths);
    if parser.keyword("WHERE") {
        query.filter = Some(parser.condition()?);
    }
    query.order_by = parser.order_by()?;
    query.limit = parser.count_after("LIMIT")?;
    query.offset = parser.count_after("OFFSET")?;
    parser.expect_symbol(")")?;
    Ok(query)
}

/// A query for some fields of an object; the id when there are none.
pub(super) fn query(object: Path, paths: Vec<Path>) -> Query {
    let id = Path { parts: vec!["Id".to_owned()], at: object.at };
    let paths = if paths.is_empty() { vec![id] } else { paths };
    Query {
        select: select(paths),
        from: From { path: object, alias: None },
        mine: false,
        filter: None,
        group_by: Vec::new(),
        having: None,
        order_by: Vec::new(),
        limit: None,
        offset: None,
    }
}

fn select(paths: Vec<Path>) -> Vec<SelectItem> {
    paths.into_iter().map(|path| SelectItem::Field { path, alias: None }).collect()
}
