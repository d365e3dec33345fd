//! SOQL: text in, rows out, with the refusals of the real thing.
//!
//! Grammar and rules follow the SOQL and SOSL Reference
//! (<https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/>). A query goes through three
//! steps: `parse` (text to syntax, `MALFORMED_QUERY`), `check` (names, types and rules against the schema:
//! `INVALID_FIELD`, `INVALID_TYPE`, ...) and `eval`, which can no longer fail.

pub(crate) mod ast;
pub(crate) mod check;
mod dates;
mod error;
pub(crate) mod eval;
mod outcome;
pub(crate) mod parse;
mod plan;
mod row;
pub(crate) mod text;
mod token;

pub use error::{ErrorCode, QueryError};
pub use outcome::{QueryContext, QueryOutcome};
pub use row::{Cell, Row};

use crate::schema::{Rows, Schema};

/// Answers a SOQL statement.
///
/// # Errors
/// Every refusal that Salesforce would answer with status 400; see [`ErrorCode`].
pub fn query(
    text: &str,
    schema: &Schema,
    rows: &dyn Rows,
    context: &QueryContext<'_>,
) -> Result<QueryOutcome, QueryError> {
    let query = parse::parse(text)?;
    let plan = check::Checker { schema, rows, context, text }.statement(&query)?;
    Ok(eval::Reader::new(schema, rows, context).answer(&plan))
}
