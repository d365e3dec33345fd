//! The body of a write: which fields it names, and whether this user may write them.

use serde_json::{Map, Value};

use crate::org::transaction::Transaction;
use crate::org::values;
use crate::refusal::{Code, Refusal};
use crate::schema::{FieldSchema, ObjectSchema, Record, Rows as _, Scope};

/// Whether the row is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// A new row.
    Create,
    /// A row that exists.
    Update,
}

/// The values that a body gives, under the fields' own names.
///
/// # Errors
/// `INVALID_FIELD`, `INVALID_FIELD_FOR_INSERT_UPDATE` and the refusals of single values.
pub fn read(
    tx: &Transaction<'_>,
    object: &ObjectSchema,
    body: &Map<String, Value>,
    mode: Mode,
) -> Result<Record, Refusal> {
    let mut given = Record::new();
    let mut locked = Vec::new();
    for (name, value) in body {
        if name == "attributes" {
            check_type(object, value)?;
            continue;
        }
        let (field, value) = resolve(tx, object, name, value)?;
        if field.name == "Id" {
            return Err(id_in_body(mode));
        }
        let writable = match mode {
            Mode::Create => field.createable,
            Mode::Update => field.updateable,
        };
        if writable && tx.security().writes(tx.actor.profile, object.name, field.name) {
            given.insert(field.name.to_owned(), values::accept(field, &value)?);
        } else {
            locked.push(field.name);
        }
    }
    if locked.is_empty() {
        return Ok(given);
    }
    let message = format!(
        "Unable to create/update fields: {}. Please check the security settings of this field and verify that it is \
         read/write for your profile or permission set.",
        locked.join(", ")
    );
    Err(Refusal::about(Code::InvalidFieldForInsertUpdate, message, locked))
}

/// The field that a key means: by its name, or by a parent's External ID (`"Account": {"Key__c": "7"}`).
fn resolve<'s>(
    tx: &Transaction<'_>,
    object: &'s ObjectSchema,
    name: &str,
    value: &Value,
) -> Result<(&'s FieldSchema, Value), Refusal> {
    if let Some(field) = object.field(name).filter(|field| tx.sees(object.name, field.name)) {
        return Ok((field, value.clone()));
    }
    if let (Some(field), Value::Object(parent)) = (object.parent_relationship(name), value) {
        return Ok((field, parent_id(tx, field, parent)?.into()));
    }
    Err(Refusal::new(Code::InvalidField, format!("No such column '{name}' on sobject of type {}", object.name)))
}

fn parent_id(tx: &Transaction<'_>, field: &FieldSchema, parent: &Map<String, Value>) -> Result<String, Refusal> {
    let schema = tx.schema();
    let named = parent.get("attributes").and_then(|attributes| attributes.get("type")).and_then(Value::as_str);
    let target = named.or_else(|| field.reference_to().first().copied()).unwrap_or_default();
    let unknown = |key: &str, value: &str| {
        let message = format!("Foreign key external ID: {value} not found for field {key} in entity {target}");
        Refusal::new(Code::InvalidField, message)
    };
    let Some((key, value)) = parent.iter().find(|(key, _)| key.as_str() != "attributes") else {
        return Err(unknown("", ""));
    };
    let text = value.as_str().unwrap_or_default();
    let key_field = schema
        .field(target, key)
        .filter(|key_field| key_field.external_id || key_field.id_lookup)
        .ok_or_else(|| unknown(key, text))?;
    let name = schema.object(target).map_or("", |object| object.name);
    tx.tables()
        .rows(name, Scope::Live)
        .into_iter()
        .find(|row| row.get(key_field.name).and_then(Value::as_str).is_some_and(|held| held.eq_ignore_ascii_case(text)))
        .and_then(|row| row.get("Id").and_then(Value::as_str))
        .map(str::to_owned)
        .ok_or_else(|| unknown(key, text))
}

fn check_type(object: &ObjectSchema, attributes: &Value) -> Result<(), Refusal> {
    match attributes.get("type").and_then(Value::as_str) {
        Some(named) if !named.eq_ignore_ascii_case(object.name) => Err(Refusal::new(
            Code::InvalidRequest,
            format!("The record's type {named} is not the type {} of the address", object.name),
        )),
        _ => Ok(()),
    }
}

fn id_in_body(mode: Mode) -> Refusal {
    match mode {
        Mode::Create => {
            Refusal::about(Code::InvalidFieldForInsertUpdate, "cannot specify Id in an insert call", ["Id"])
        }
        Mode::Update => Refusal::new(Code::InvalidField, "The Id field should not be specified in the sobject data."),
    }
}
