//! What a call needs while it is answered.

use jiff::tz::TimeZone;

use super::query::Cursors;
use crate::http::shared::Shared;
use crate::org::Transaction;
use crate::schema::{FieldSchema, ObjectSchema, Record, Scope, value_of};
use crate::soql::{Cell, QueryContext, Row};

/// How much of the daily quota is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usage {
    /// Calls so far, this one included.
    pub used: u64,
    /// Calls a day.
    pub max: u64,
}

/// The work in hand, and what it may look at.
#[derive(Debug)]
pub struct Desk<'d, 'o> {
    /// The transaction of the whole request.
    pub tx: &'d mut Transaction<'o>,
    /// Cursors of long query results.
    pub cursors: &'d mut Cursors,
    /// The daily quota.
    pub usage: Usage,
    /// The user's time zone.
    pub zone: TimeZone,
    /// The sandbox.
    pub shared: &'d Shared,
}

impl Desk<'_, '_> {
    /// Does something with the context of a query.
    pub fn with_context<T>(&self, scope: Scope, work: impl FnOnce(&QueryContext<'_>) -> T) -> T {
        let visible = |object: &str, field: &str| self.tx.sees(object, field);
        work(&QueryContext {
            now: self.tx.now,
            zone: &self.zone,
            user_id: &self.tx.actor.user,
            version: &self.tx.version,
            scope,
            visible: &visible,
        })
    }

    /// A record with every field that the user sees.
    #[must_use]
    pub fn whole_row(&self, object: &ObjectSchema, record: &Record) -> Row {
        let fields = object.fields.iter().filter(|field| self.tx.sees(object.name, field.name));
        self.row(object, record, fields)
    }

    /// A record with some fields.
    pub fn row<'f>(
        &self,
        object: &ObjectSchema,
        record: &Record,
        fields: impl Iterator<Item = &'f FieldSchema>,
    ) -> Row {
        let id = record.get("Id").and_then(serde_json::Value::as_str).unwrap_or_default();
        let url = format!("/services/data/{}/sobjects/{}/{id}", self.tx.version, object.name);
        let attributes = Row {
            cells: vec![
                ("type".to_owned(), Cell::Value(object.name.into())),
                ("url".to_owned(), Cell::Value(url.into())),
            ],
        };
        let mut cells = vec![("attributes".to_owned(), Cell::Row(attributes))];
        cells.extend(fields.map(|field| (field.name.to_owned(), Cell::Value(value_of(object, field, record)))));
        Row { cells }
    }
}
