//! Single records: create, read, change, delete, and the same by an External ID.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::answer::{Answer, Payload};
use super::call::{Call, Verb};
use super::desk::Desk;
use super::query;
use crate::clock::{http_date, parse_datetime};
use crate::org::{RecordId, Upserted, decode_note, is_deleted, key_field};
use crate::refusal::{Code, Refusal};
use crate::schema::{ObjectSchema, Record, Rows as _, Schema, Scope};

/// `POST /sobjects/T`.
pub fn create(call: &Call, desk: &mut Desk<'_, '_>, object: &str) -> Result<Answer, Refusal> {
    let id = desk.tx.create(object, call.object()?)?;
    let schema = desk.tx.schema();
    let location = address(call, object_named(&schema, object)?, &id);
    let body = json!({ "id": id, "success": true, "errors": [] });
    Ok(Answer::json(201, body).with("location", location))
}

/// `GET /sobjects/T/id`.
pub fn read(call: &Call, desk: &mut Desk<'_, '_>, object: &str, id: &str) -> Result<Answer, Refusal> {
    let schema = desk.tx.schema();
    let object = object_named(&schema, object)?;
    let record = found(desk, object, id)?;
    let modified = record.get("LastModifiedDate").and_then(Value::as_str).and_then(parse_datetime);
    let etag = (object.name == "Account").then(|| etag(&record));
    if let (Some(etag), Some(wanted)) = (&etag, call.header("if-none-match"))
        && wanted.split(',').any(|wanted| wanted.trim() == etag)
    {
        return Ok(Answer::of(304, Payload::Empty));
    }
    if let (Some(modified), Some(since)) = (modified, call.date_header("if-modified-since")?)
        && modified.as_second() <= since.as_second()
    {
        return Ok(Answer::of(304, Payload::Empty));
    }
    let row = match call.parameter("fields") {
        None => desk.whole_row(object, &record),
        Some(fields) => query::one(desk, object, fields, id)?,
    };
    let mut answer = Answer::of(200, Payload::Row(row));
    if let Some(modified) = modified {
        answer = answer.with("last-modified", http_date(modified));
    }
    if let Some(etag) = etag {
        answer = answer.with("etag", etag);
    }
    Ok(answer)
}

/// `PATCH /sobjects/T/id`.
pub fn update(call: &Call, desk: &mut Desk<'_, '_>, object: &str, id: &str) -> Result<Answer, Refusal> {
    let schema = desk.tx.schema();
    let object = object_named(&schema, object)?;
    let record = found(desk, object, id)?;
    if let (true, Some(wanted)) = (object.name == "Account", call.header("if-match"))
        && wanted.trim() != etag(&record)
    {
        return Err(Refusal::new(Code::PreconditionFailed, "The record was changed since If-Match was taken"));
    }
    desk.tx.update(object.name, id, call.object()?, call.date_header("if-unmodified-since")?)?;
    Ok(Answer::done())
}

/// `DELETE /sobjects/T/id`.
pub fn delete(_call: &Call, desk: &mut Desk<'_, '_>, object: &str, id: &str) -> Result<Answer, Refusal> {
    let schema = desk.tx.schema();
    let object = object_named(&schema, object)?;
    found(desk, object, id)?;
    desk.tx.delete(object.name, id)?;
    Ok(Answer::done())
}

/// `/sobjects/T/Field__c/value`: the record with this value in an External ID field.
pub fn by_key(call: &Call, desk: &mut Desk<'_, '_>, object: &str, field: &str, value: &str) -> Result<Answer, Refusal> {
    let schema = desk.tx.schema();
    let object = object_named(&schema, object)?;
    if call.verb == Verb::Patch {
        return upsert(call, desk, object, field, value);
    }
    let key = key_field(desk.tx, object, field)?;
    let holders = desk.tx.holders(object, key, value);
    match (holders.as_slice(), call.verb) {
        ([], _) => Err(Refusal::not_found()),
        ([id], Verb::Get) => read(call, desk, object.name, id.as_str()),
        ([id], Verb::Delete) => delete(call, desk, object.name, id.as_str()),
        ([_], _) => Err(call.method_refusal("HEAD,GET,PATCH,DELETE")),
        (several, _) => Ok(choices(call, object, several)),
    }
}

fn upsert(
    call: &Call,
    desk: &mut Desk<'_, '_>,
    object: &ObjectSchema,
    field: &str,
    value: &str,
) -> Result<Answer, Refusal> {
    match desk.tx.upsert(object.name, field, value, call.object()?, call.says("updateOnly"))? {
        Upserted::Created(id) => {
            let body = json!({ "id": id, "success": true, "errors": [], "created": true });
            Ok(Answer::json(201, body).with("location", address(call, object, &id)))
        }
        // Up to v45.0 an update had nothing to say.
        Upserted::Updated(_) if call.version <= 45 => Ok(Answer::done()),
        Upserted::Updated(id) => {
            let body = json!({ "id": id, "success": true, "errors": [], "created": false });
            Ok(Answer::json(200, body))
        }
        Upserted::Several(ids) => Ok(choices(call, object, &ids)),
    }
}

/// `GET /sobjects/ContentNote/id/Content`: the HTML of a note.
pub fn note_content(desk: &Desk<'_, '_>, id: &str) -> Result<Answer, Refusal> {
    let note = desk.tx.tables().by_id("ContentNote", id, Scope::Live).ok_or_else(Refusal::not_found)?;
    let encoded = note.get(crate::org::NOTE_BODY).and_then(Value::as_str).unwrap_or_default();
    let bytes = decode_note(encoded).unwrap_or_default().into_bytes();
    Ok(Answer::of(200, Payload::Bytes { media_type: "application/octetstream", bytes }))
}

/// The object of an address.
///
/// # Errors
/// `NOT_FOUND`.
pub fn object_named<'s>(schema: &'s Schema, name: &str) -> Result<&'s ObjectSchema, Refusal> {
    schema.object(name).filter(|object| !object.key_prefix.is_empty()).ok_or_else(Refusal::not_found)
}

/// The live record of an address.
fn found(desk: &Desk<'_, '_>, object: &ObjectSchema, id: &str) -> Result<Record, Refusal> {
    if RecordId::parse(id).is_none() {
        let message = format!("Provided external ID field does not exist or is not accessible: {id}");
        return Err(Refusal::new(Code::NotFound, message));
    }
    match desk.tx.tables().by_id(object.name, id, Scope::WithDeleted) {
        None => Err(Refusal::not_found()),
        Some(record) if is_deleted(record) => Err(Refusal::deleted()),
        Some(record) => Ok(record.clone()),
    }
}

fn address(call: &Call, object: &ObjectSchema, id: &RecordId) -> String {
    format!("/services/data/{}/sobjects/{}/{id}", call.version_text(), object.name)
}

/// 300: the addresses of all records that an External ID means.
fn choices(call: &Call, object: &ObjectSchema, ids: &[RecordId]) -> Answer {
    Answer::json(300, ids.iter().map(|id| Value::from(address(call, object, id))).collect())
}

fn etag(record: &Record) -> String {
    let text = Value::Object(record.clone()).to_string();
    format!("\"{}\"", STANDARD.encode(&Sha256::digest(text.as_bytes())[..20]))
}
