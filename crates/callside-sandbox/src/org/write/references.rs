//! Ids in a write: they must belong to an allowed object and to a row that lives.

use serde_json::Value;

use crate::org::transaction::Transaction;
use crate::org::{RecordId, is_deleted};
use crate::refusal::{Code, Refusal};
use crate::schema::{FieldSchema, ObjectSchema, Record, Rows as _, Scope};

/// Checks every reference that a write gives.
///
/// # Errors
/// `FIELD_INTEGRITY_EXCEPTION`, `INVALID_CROSS_REFERENCE_KEY`, `ENTITY_IS_DELETED`, `INACTIVE_OWNER_OR_USER`.
pub fn check(tx: &Transaction<'_>, object: &ObjectSchema, given: &Record) -> Result<(), Refusal> {
    for field in object.fields.iter().filter(|field| !field.reference_to().is_empty()) {
        let Some(id) = given.get(field.name).and_then(Value::as_str) else { continue };
        if field.name == "RecordTypeId" {
            check_record_type(object, field, id)?;
        } else {
            check_row(tx, object, field, id)?;
        }
    }
    Ok(())
}

fn check_row(tx: &Transaction<'_>, object: &ObjectSchema, field: &FieldSchema, id: &str) -> Result<(), Refusal> {
    let schema = tx.schema();
    let target = field
        .reference_to()
        .iter()
        .filter_map(|name| schema.object(name))
        .find(|target| id.starts_with(target.key_prefix))
        .ok_or_else(|| {
            let message = format!("{}: id value of incorrect type: {id}", field.label);
            Refusal::about(Code::FieldIntegrityException, message, [field.name])
        })?;
    let Some(row) = tx.tables().by_id(target.name, id, Scope::WithDeleted) else {
        return Err(Refusal::about(Code::InvalidCrossReferenceKey, "invalid cross reference id", [field.name]));
    };
    if is_deleted(row) {
        return Err(Refusal::about(Code::EntityIsDeleted, "entity is deleted", [field.name]));
    }
    match (field.name, target.name) {
        ("OwnerId", "User") => check_active(object, row, id),
        ("OwnerId", "Group") => check_queue(tx, object, id),
        _ => Ok(()),
    }
}

fn check_active(object: &ObjectSchema, user: &Record, id: &str) -> Result<(), Refusal> {
    if user.get("IsActive").and_then(Value::as_bool).unwrap_or(false) {
        return Ok(());
    }
    let message = format!("operation performed with inactive user [{id}] as owner of {}", object.label.to_lowercase());
    Err(Refusal::about(Code::InactiveOwnerOrUser, message, ["OwnerId"]))
}

/// A queue owns only the objects that it was set up for (`QueueSobject`).
fn check_queue(tx: &Transaction<'_>, object: &ObjectSchema, id: &str) -> Result<(), Refusal> {
    let serves = tx.tables().rows("QueueSobject", Scope::Live).into_iter().any(|row| {
        row.get("QueueId").and_then(Value::as_str) == Some(id)
            && row.get("SobjectType").and_then(Value::as_str) == Some(object.name)
    });
    if serves {
        return Ok(());
    }
    let message = "Queue not associated with this SObject type";
    Err(Refusal::about(Code::InvalidCrossReferenceKey, message, ["OwnerId"]))
}

fn check_record_type(object: &ObjectSchema, field: &FieldSchema, id: &str) -> Result<(), Refusal> {
    let known = object
        .record_types
        .iter()
        .any(|record_type| record_type.active && RecordId::parse(record_type.id) == RecordId::parse(id));
    if known {
        return Ok(());
    }
    let message = format!("{}: this ID value isn't valid for the user: {id}", field.label);
    Err(Refusal::about(Code::InvalidCrossReferenceKey, message, [field.name]))
}
