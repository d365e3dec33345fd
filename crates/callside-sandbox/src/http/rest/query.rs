//! SOQL over HTTP: the query itself, and paging.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::answer::{Answer, Page, Payload};
use super::call::Call;
use super::desk::Desk;
use crate::clock::after;
use crate::random;
use crate::refusal::{Code, Refusal};
use crate::schema::{ObjectSchema, Scope};
use crate::soql::{self, QueryOutcome, Row};

/// How long a cursor lives.
const CURSOR_LIFETIME: Duration = Duration::from_secs(2 * 24 * 60 * 60);
/// How many cursors are kept; the oldest goes first.
const MOST_CURSORS: usize = 100;
/// What a caller may ask for as the size of a page (`Sforce-Query-Options: batchSize`).
const BATCH: std::ops::RangeInclusive<usize> = 200..=2000;

/// The results that somebody still pages through.
#[derive(Debug, Default)]
pub struct Cursors {
    open: VecDeque<Cursor>,
}

#[derive(Debug)]
struct Cursor {
    key: String,
    user: String,
    rows: Arc<Vec<Row>>,
    size: usize,
    expires: Timestamp,
}

/// `GET /query?q=` and `/queryAll?q=`.
pub fn first_page(call: &Call, desk: &mut Desk<'_, '_>, scope: Scope) -> Result<Answer, Refusal> {
    let text = call.parameter("q").filter(|text| !text.trim().is_empty()).ok_or_else(|| {
        Refusal::new(Code::Query(soql::ErrorCode::MalformedQuery), "A query string has to be specified")
    })?;
    let size = page_size(call, desk.shared.options.page_size);
    let schema = desk.tx.schema();
    let outcome = desk.with_context(scope, |context| soql::query(text, &schema, desk.tx.tables(), context))?;
    let rows = match outcome {
        QueryOutcome::Count(total) => {
            return Ok(Answer::of(200, Payload::Page(Page { total, next: None, rows: Vec::new() })));
        }
        QueryOutcome::Records(rows) => rows,
    };
    let total = rows.len();
    if total <= size {
        return Ok(Answer::of(200, Payload::Page(Page { total, next: None, rows })));
    }
    let first = rows[..size].to_vec();
    let cursor = Cursor {
        key: format!("0r8{}", random::token(12).replace(['-', '_'], "x")),
        user: desk.tx.actor.user.clone(),
        rows: Arc::new(rows),
        size,
        expires: after(desk.tx.now, CURSOR_LIFETIME),
    };
    let next = address(call, &cursor.key, size);
    if desk.cursors.open.len() >= MOST_CURSORS {
        desk.cursors.open.pop_front();
    }
    desk.cursors.open.push_back(cursor);
    Ok(Answer::of(200, Payload::Page(Page { total, next: Some(next), rows: first })))
}

/// `GET /query/<locator>`.
pub fn next_page(call: &Call, desk: &mut Desk<'_, '_>, locator: &str) -> Result<Answer, Refusal> {
    let invalid = || Refusal::new(Code::InvalidQueryLocator, "invalid query locator");
    let (key, offset) = locator.rsplit_once('-').ok_or_else(invalid)?;
    let offset: usize = offset.parse().map_err(|_| invalid())?;
    let now = desk.tx.now;
    let user = &desk.tx.actor.user;
    let cursor = desk
        .cursors
        .open
        .iter()
        .find(|cursor| cursor.key == key && cursor.user == *user && now <= cursor.expires)
        .filter(|cursor| offset < cursor.rows.len())
        .ok_or_else(invalid)?;
    let end = offset.saturating_add(cursor.size).min(cursor.rows.len());
    let rows = cursor.rows[offset..end].to_vec();
    let next = (end < cursor.rows.len()).then(|| address(call, key, end));
    Ok(Answer::of(200, Payload::Page(Page { total: cursor.rows.len(), next, rows })))
}

/// One record with the fields that a caller lists, parent paths included, and its id, listed or not. Deleted rows are
/// the caller's affair.
pub fn one(desk: &Desk<'_, '_>, object: &ObjectSchema, fields: &str, id: &str) -> Result<Row, Refusal> {
    let mut fields: Vec<&str> = fields.split(',').map(str::trim).filter(|field| !field.is_empty()).collect();
    if !fields.iter().any(|field| field.eq_ignore_ascii_case("Id")) {
        fields.push("Id");
    }
    let plain = |field: &&str| field.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.');
    if let Some(strange) = fields.iter().find(|field| !plain(field)) {
        let message = format!("No such column '{strange}' on sobject of type {}", object.name);
        return Err(Refusal::new(Code::InvalidField, message));
    }
    let text = format!("SELECT {} FROM {} WHERE Id = '{id}'", fields.join(","), object.name);
    let schema = desk.tx.schema();
    let outcome = desk.with_context(Scope::Live, |context| soql::query(&text, &schema, desk.tx.tables(), context))?;
    match outcome {
        QueryOutcome::Records(mut rows) if rows.len() == 1 => Ok(rows.remove(0)),
        _ => Err(Refusal::not_found()),
    }
}

fn address(call: &Call, key: &str, offset: usize) -> String {
    format!("/services/data/{}/query/{key}-{offset}", call.version_text())
}

fn page_size(call: &Call, usual: usize) -> usize {
    call.header("sforce-query-options")
        .and_then(|options| options.split([',', ';']).find_map(|pair| pair.trim().strip_prefix("batchSize=")))
        .and_then(|size| size.trim().parse::<usize>().ok())
        .map_or(usual.max(1), |size| size.clamp(*BATCH.start(), *BATCH.end()))
}
