//! Puts rows into an empty org, with dates in the past and without any rule in the way.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};

use super::phones::Phones;
use crate::clock::rest_datetime;
use crate::org::{Org, RecordId};
use crate::random::Dice;
use crate::schema::{FieldKind, Record};

/// Puts rows into an org.
#[derive(Debug)]
pub struct Planter<'o> {
    org: &'o mut Org,
    /// Decides everything that is left to chance.
    pub dice: Dice,
    /// Numbers that are still free.
    pub phones: Phones,
    /// The present moment.
    pub now: Timestamp,
    author: String,
}

impl<'o> Planter<'o> {
    /// A planter whose choices follow from `seed`.
    pub fn new(org: &'o mut Org, seed: u64, now: Timestamp) -> Self {
        Self { org, dice: Dice::new(seed), phones: Phones::default(), now, author: String::new() }
    }

    /// The user who is written down as author of the rows from now on.
    pub fn as_user(&mut self, id: &str) -> &mut Self {
        self.author = id.to_owned();
        self
    }

    /// The id of the org.
    #[must_use]
    pub fn org_id(&self) -> String {
        self.org.id.to_string()
    }

    /// A moment in the past.
    #[must_use]
    pub fn days_ago(&self, days: u64) -> Timestamp {
        let hours = i64::try_from(days).unwrap_or(0).saturating_mul(24);
        self.now.checked_sub(SignedDuration::from_hours(hours)).unwrap_or(self.now)
    }

    /// A date some days from now, which may be negative.
    #[must_use]
    pub fn date(&self, days: i64) -> String {
        let moment = self.now.checked_add(SignedDuration::from_hours(days.saturating_mul(24))).unwrap_or(self.now);
        moment.strftime("%Y-%m-%d").to_string()
    }

    /// Adds a row that was created then, and gives its id. Null values are left out.
    ///
    /// The object must be one of the schema; rows of others are dropped.
    pub fn add(&mut self, object: &str, created: Timestamp, fields: Value) -> String {
        let schema = std::sync::Arc::clone(self.org.schema());
        let Some(object_schema) = schema.object(object) else { return String::new() };
        let id = self.org.tables_mut().new_id(object_schema);
        self.put(object, &id, created, fields);
        id.to_string()
    }

    /// Adds a row under an id that is known already.
    pub fn put(&mut self, object: &str, id: &RecordId, created: Timestamp, fields: Value) {
        let schema = std::sync::Arc::clone(self.org.schema());
        let Some(object) = schema.object(object) else { return };
        let mut record: Record = match fields {
            Value::Object(fields) => fields,
            _ => Map::new(),
        };
        record.retain(|_, value| !value.is_null());
        for field in object.fields.iter().filter(|field| field.kind.is_number() && field.kind != FieldKind::Int) {
            if let Some(number) = record.get(field.name).and_then(Value::as_f64) {
                record.insert(field.name.to_owned(), number.into());
            }
        }
        for field in object.fields.iter().filter(|field| field.auto_number) {
            let number = self.org.tables_mut().count_up(field.name) + 1000;
            let width = if field.name == "CaseNumber" { 8 } else { 9 };
            record.insert(field.name.to_owned(), format!("{number:0width$}").into());
        }
        let created = rest_datetime(created);
        for (field, value) in [
            ("Id", Value::from(id.as_str())),
            ("IsDeleted", false.into()),
            ("CreatedDate", created.clone().into()),
            ("LastModifiedDate", created.clone().into()),
            ("SystemModstamp", created.into()),
            ("CreatedById", self.author.clone().into()),
            ("LastModifiedById", self.author.clone().into()),
        ] {
            record.insert(field.to_owned(), value);
        }
        self.org.tables_mut().put(object, id.as_str(), record);
    }
}

impl Planter<'_> {
    /// The record types of the schema, with their objects.
    #[must_use]
    pub fn record_types(&self) -> Vec<(&'static str, crate::schema::RecordType)> {
        self.org
            .schema()
            .objects()
            .iter()
            .flat_map(|object| object.record_types.iter().map(|record_type| (object.name, *record_type)))
            .collect()
    }
}
