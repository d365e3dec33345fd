//! SOQL as people write it: read, checked against describe, completed while it is typed.
//!
//! Queries that Callside makes itself are built, not read (`callside_salesforce::soql`). What is read here comes from an
//! admin (saved look-ups) or from the console. It can only be a SELECT that changes nothing: clauses that mark records as
//! viewed or lock them are refused. Values of a call stand in it as `{{path}}` where a value may stand, and nowhere else;
//! they are bound as literals, so no value can change what is asked.
//!
//! Source of the grammar: SOQL and SOSL Reference, "SOQL SELECT syntax"
//! (<https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select.htm>).

pub mod ast;
mod check;
mod complete;
mod fault;
mod parse;
mod schema;
mod token;
pub mod words;

pub use check::{check, needs};
pub use complete::{Completion, Sort, Suggestion, complete};
pub use fault::{Place, SoqlExpected, SoqlFault, SoqlProblem, SoqlWanted};
pub use schema::Schema;
pub use token::Span;

use ast::Query;

/// Longest text in bytes. Salesforce takes 100,000 characters.
pub const LONGEST: usize = 100_000;
/// Deepest nesting of parentheses that is read.
pub const DEEPEST: usize = 32;

/// Reads a query.
///
/// # Errors
/// The first fault: what follows it cannot be judged.
pub fn parse(text: &str) -> Result<Query, SoqlFault> {
    parse::query(text)
}

#[cfg(test)]
#[path = "../soql_tests.rs"]
mod tests;
