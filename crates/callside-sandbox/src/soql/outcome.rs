//! What a query needs to know, and what it gives back.

use jiff::{Timestamp, tz::TimeZone};

use super::Row;
use crate::schema::Scope;

/// Who asks, when, and what they may see.
#[derive(Clone, Copy)]
pub struct QueryContext<'a> {
    /// The moment that date literals are counted from.
    pub now: Timestamp,
    /// The user's time zone: where `TODAY` begins and ends.
    pub zone: &'a TimeZone,
    /// Id of the user, for `USING SCOPE mine`.
    pub user_id: &'a str,
    /// API version as in the path, such as `v59.0`; it goes into `attributes.url`.
    pub version: &'a str,
    /// Live rows (`query`) or deleted ones too (`queryAll`).
    pub scope: Scope,
    /// Field-level security: whether the user may read a field, both named canonically.
    pub visible: &'a dyn Fn(&str, &str) -> bool,
}

/// The answer to a query, complete; paging is the caller's affair.
#[derive(Debug, Clone, PartialEq)]
pub enum QueryOutcome {
    /// `SELECT COUNT() FROM ...`: only `totalSize`, no records.
    Count(usize),
    /// The rows, each with `attributes` first and the fields in the order asked for.
    Records(Vec<Row>),
}

impl QueryOutcome {
    /// The `totalSize` of the reply.
    #[must_use]
    pub fn total_size(&self) -> usize {
        match self {
            Self::Count(count) => *count,
            Self::Records(records) => records.len(),
        }
    }
}
