//! A search over the rows of the org.

use super::index::Index;
use super::outcome::SearchContext;
use super::parse::{Search, query};
use crate::schema::{Rows, Schema};
use crate::soql::ast::{Path, Query};
use crate::soql::check::Checker;
use crate::soql::eval::Reader;
use crate::soql::{ErrorCode, QueryError, Row};

/// Most rows that a search gives
/// (<https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_limit.htm>).
const MOST_ROWS: usize = 2000;

/// Objects that a search without RETURNING leaves out, because they are only read through certain filters.
const FILTERED_ONLY: &str = "Knowledge__kav";

pub(super) fn run(
    search: &Search,
    text: &str,
    schema: &Schema,
    rows: &dyn Rows,
    context: &SearchContext<'_>,
) -> Result<Vec<Row>, QueryError> {
    let everything;
    let returning = match &search.returning {
        Some(returning) => returning,
        None => {
            everything = everywhere(schema);
            &everything
        }
    };
    let checker = Checker { schema, rows, context: &context.query, text };
    let reader = Reader::new(schema, rows, &context.query);
    let mut found = Vec::new();
    for query in returning {
        searchable(query, schema, text)?;
        let plan = checker.statement(query).map_err(as_search)?;
        let index = Index::of(plan.object, search.fields, context.query.visible);
        let mut candidates = index.candidates(rows, search.fields, &search.expression);
        candidates.retain(|row| index.finds(row, &search.expression) && (context.indexed)(row));
        found.push(reader.records(&plan, candidates));
    }
    Ok(share(found, search.limit.unwrap_or(MOST_ROWS).min(MOST_ROWS)))
}

fn everywhere(schema: &Schema) -> Vec<Query> {
    let searchable = schema.objects().iter().filter(|object| object.flags.searchable && object.name != FILTERED_ONLY);
    searchable.map(|object| query(Path { parts: vec![object.name.to_owned()], at: 0 }, Vec::new())).collect()
}

fn searchable(query: &Query, schema: &Schema, text: &str) -> Result<(), QueryError> {
    let name = query.from.path.parts.join(".");
    match schema.object(&name) {
        Some(object) if !object.flags.searchable => {
            let detail = format!("entity type {} does not support search", object.name);
            Err(QueryError::pointing(ErrorCode::InvalidType, text, query.from.path.at, detail))
        }
        _ => Ok(()),
    }
}

/// A search is never a malformed query.
fn as_search(error: QueryError) -> QueryError {
    match error.code {
        ErrorCode::MalformedQuery => QueryError { code: ErrorCode::MalformedSearch, ..error },
        _ => error,
    }
}

/// Shares the overall limit evenly between the objects; what one does not use goes to the others.
fn share(found: Vec<Vec<Row>>, limit: usize) -> Vec<Row> {
    let mut taken = vec![0; found.len()];
    let mut left = limit;
    while left > 0 {
        let before = left;
        for (rows, taken) in found.iter().zip(&mut taken) {
            if left > 0 && *taken < rows.len() {
                *taken += 1;
                left -= 1;
            }
        }
        if left == before {
            break;
        }
    }
    found.into_iter().zip(taken).flat_map(|(rows, taken)| rows.into_iter().take(taken)).collect()
}
