//! Create or change, by an External ID.

use serde_json::{Map, Value};

use super::object_named;
use crate::org::RecordId;
use crate::org::transaction::Transaction;
use crate::refusal::{Code, Refusal};
use crate::schema::{FieldSchema, ObjectSchema, Rows as _, Scope};

/// What an upsert did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Upserted {
    /// There was no such row.
    Created(RecordId),
    /// There was one.
    Updated(RecordId),
    /// There were several, so nothing was done.
    Several(Vec<RecordId>),
}

impl Transaction<'_> {
    /// Creates the record with this value in this field, or changes it if there is one.
    ///
    /// # Errors
    /// `NOT_FOUND` when the field is no External ID, or when `update_only` finds nothing; and the refusals of writes.
    pub fn upsert(
        &mut self,
        object: &str,
        field: &str,
        value: &str,
        body: &Map<String, Value>,
        update_only: bool,
    ) -> Result<Upserted, Refusal> {
        let schema = self.schema();
        let object = object_named(&schema, object)?;
        let field = key_field(self, object, field)?;
        if let Some(name) = body.keys().find(|name| name.eq_ignore_ascii_case(field.name)) {
            let message = format!("The {name} field should not be specified in the sobject data.");
            return Err(Refusal::new(Code::InvalidField, message));
        }
        let mut found = self.holders(object, field, value);
        match (found.len(), field.name) {
            (0, "Id") => self.live_row(object, value).and(Err(Refusal::not_found())),
            (0, _) if update_only => Err(Refusal::not_found()),
            (0, _) => {
                let mut body = body.clone();
                body.insert(field.name.to_owned(), value.into());
                self.create(object.name, &body).map(Upserted::Created)
            }
            (1, _) => {
                let id = found.remove(0);
                self.update(object.name, id.as_str(), body, None)?;
                Ok(Upserted::Updated(id))
            }
            _ => Ok(Upserted::Several(found)),
        }
    }

    /// The live rows with this value in this field, without regard to case.
    #[must_use]
    pub fn holders(&self, object: &ObjectSchema, field: &FieldSchema, value: &str) -> Vec<RecordId> {
        if field.name == "Id" {
            let row = self.tables().by_id(object.name, value, Scope::Live);
            return row.and_then(|_| RecordId::parse(value)).into_iter().collect();
        }
        if field.unique {
            let holder = self.tables().holder(object.name, field.name, value);
            return holder.and_then(RecordId::parse).into_iter().collect();
        }
        let wanted = value.to_lowercase();
        self.tables()
            .rows(object.name, Scope::Live)
            .into_iter()
            .filter(|row| row.get(field.name).and_then(Value::as_str).is_some_and(|held| held.to_lowercase() == wanted))
            .filter_map(|row| row.get("Id").and_then(Value::as_str).and_then(RecordId::parse))
            .collect()
    }
}

/// The field that may serve as a key in an address.
///
/// # Errors
/// `NOT_FOUND` when it is unknown, hidden, or no External ID.
pub fn key_field<'s>(tx: &Transaction<'_>, object: &'s ObjectSchema, name: &str) -> Result<&'s FieldSchema, Refusal> {
    object
        .field(name)
        .filter(|field| tx.sees(object.name, field.name) && (field.external_id || field.id_lookup))
        .ok_or_else(|| {
            let message = format!("Provided external ID field does not exist or is not accessible: {name}");
            Refusal::new(Code::NotFound, message)
        })
}
