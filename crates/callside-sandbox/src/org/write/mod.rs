//! Create, update, upsert, delete and undelete: every write passes the same checks in the same order.

mod body;
mod create;
mod delete;
mod references;
mod undelete;
mod update;
mod upsert;

pub use upsert::{Upserted, key_field};

use super::transaction::Transaction;
use crate::refusal::{Code, Refusal};
use crate::schema::{FieldSchema, ObjectSchema, Record};

/// The object with this name, if the API knows it.
fn object_named<'s>(schema: &'s crate::schema::Schema, name: &str) -> Result<&'s ObjectSchema, Refusal> {
    schema.object(name).filter(|object| !object.key_prefix.is_empty()).ok_or_else(Refusal::not_found)
}

/// Refuses rows whose unique values another live row has.
fn check_unique(tx: &Transaction<'_>, object: &ObjectSchema, id: &str, record: &Record) -> Result<(), Refusal> {
    let taken = |field: &FieldSchema| {
        let value = record.get(field.name)?.as_str()?;
        let holder = tx.tables().holder(object.name, field.name, value)?;
        (holder != id).then(|| {
            let message = format!("duplicate value found: {} duplicates value on record with id: {holder}", field.name);
            Refusal::about(Code::DuplicateValue, message, Vec::<String>::new())
        })
    };
    match object.fields.iter().filter(|field| field.unique).find_map(taken) {
        Some(refusal) => Err(refusal),
        None => Ok(()),
    }
}

/// Refuses a row in which required fields are empty.
fn check_required<'f>(fields: impl Iterator<Item = &'f FieldSchema>, record: &Record) -> Result<(), Refusal> {
    let missing: Vec<&str> = fields
        .filter(|field| record.get(field.name).is_none_or(serde_json::Value::is_null))
        .map(|field| field.name)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let message = format!("Required fields are missing: [{}]", missing.join(", "));
    Err(Refusal::about(Code::RequiredFieldMissing, message, missing))
}
