//! SOSL and parameterizedSearch: words in, rows out, with a search index's way of reading phone numbers.
//!
//! Grammar and rules follow the SOQL and SOSL Reference
//! (<https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_syntax.htm>).
//! How Salesforce tokenises phone numbers is not documented. Here a phone field is indexed as its digits only:
//! the national number finds `(415) 555-0100`, the number with its country code does not, a part of the digits
//! needs a `*` behind it, and a quoted phrase counts by its digits.

mod find;
mod index;
mod outcome;
mod parse;
mod plain;
mod run;
mod term;

pub(crate) use index::numbers;
pub use outcome::{ParamSearch, ParamSearchObject, SearchContext};

use crate::schema::{Rows, Schema};
use crate::soql::{QueryError, Row};

/// Answers a SOSL statement: the `searchRecords` of the reply, object by object.
///
/// # Errors
/// Every refusal that Salesforce would answer with status 400; see [`crate::soql::ErrorCode`].
pub fn search(
    text: &str,
    schema: &Schema,
    rows: &dyn Rows,
    context: &SearchContext<'_>,
) -> Result<Vec<Row>, QueryError> {
    let search = parse::parse(text)?;
    run::run(&search, text, schema, rows, context)
}

/// Answers a parameterized search, in which no character of the search text is an operator.
///
/// # Errors
/// As [`search`].
pub fn parameterized(
    search: &ParamSearch,
    schema: &Schema,
    rows: &dyn Rows,
    context: &SearchContext<'_>,
) -> Result<Vec<Row>, QueryError> {
    let (search, text) = plain::read(search)?;
    run::run(&search, &text, schema, rows, context)
}
