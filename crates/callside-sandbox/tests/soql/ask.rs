//! Questions to the org, and short forms of its answers.

use callside_sandbox::soql::{ErrorCode, QueryError, QueryOutcome, Row, query};
use serde_json::Value;

use crate::org::Org;

impl Org {
    pub fn run(&self, text: &str) -> Result<QueryOutcome, QueryError> {
        self.context(|context| query(text, &self.schema, self, context))
    }

    pub fn rows_of(&self, text: &str) -> Vec<Row> {
        match self.run(text) {
            Ok(QueryOutcome::Records(rows)) => rows,
            other => panic!("{text}\n{other:?}"),
        }
    }

    /// The records of a query, as JSON without order.
    pub fn json(&self, text: &str) -> Value {
        self.rows_of(text).iter().map(Row::to_value).collect()
    }

    /// The first field of each record, joined.
    pub fn column(&self, text: &str) -> String {
        let first = |row: &Row| match serde_json::to_value(&row.cells[1].1).unwrap() {
            Value::String(text) => text,
            other => other.to_string(),
        };
        self.rows_of(text).iter().map(first).collect::<Vec<_>>().join(", ")
    }

    /// The last names of the contacts that a condition finds.
    pub fn contacts(&self, condition: &str) -> String {
        self.column(&format!("SELECT LastName FROM Contact WHERE {condition}"))
    }

    pub fn refusal(&self, text: &str) -> (ErrorCode, String) {
        match self.run(text) {
            Err(error) => (error.code, error.message),
            Ok(outcome) => panic!("{text}\nis answered: {outcome:?}"),
        }
    }
}
