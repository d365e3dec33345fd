//! The search language of the stand-in org, from text to rows and refusals.

#![expect(clippy::unwrap_used, reason = "test code: a surprise must stop the test")]

#[path = "../soql/org.rs"]
mod org;
mod parameterized;
mod phones;
mod returning;
mod robustness;
mod syntax;
mod words;

use callside_sandbox::schema::Record;
use callside_sandbox::soql::{ErrorCode, QueryError, Row};
use callside_sandbox::sosl::{SearchContext, search};
use org::Org;

/// Runs a search in which `indexed` says what the index has seen.
fn run_indexed(org: &Org, text: &str, indexed: &dyn Fn(&Record) -> bool) -> Result<Vec<Row>, QueryError> {
    org.context(|query| search(text, &org.schema, org, &SearchContext { query: *query, indexed }))
}

fn run(org: &Org, text: &str) -> Result<Vec<Row>, QueryError> {
    run_indexed(org, text, &|_| true)
}

/// The first field of each record found.
fn found(org: &Org, text: &str) -> String {
    let rows = run(org, text).unwrap_or_else(|error| panic!("{text}\n{error}"));
    names(&rows)
}

fn names(rows: &[Row]) -> String {
    let first = |row: &Row| serde_json::to_value(&row.cells[1].1).unwrap().as_str().unwrap().to_owned();
    rows.iter().map(first).collect::<Vec<_>>().join(", ")
}

fn refusal(org: &Org, text: &str) -> (ErrorCode, String) {
    match run(org, text) {
        Err(error) => (error.code, error.message),
        Ok(rows) => panic!("{text}\nis answered: {rows:?}"),
    }
}
