//! The User Interface API, as far as clients write with it: new records with an `Idempotency-Key`.
//!
//! Sources: User Interface API Developer Guide, "Create a Record", "Prevent Record Duplication with Idempotent Record
//! Writes" (a key is a UUID of version 4; the answer to it is kept for thirty days and given again), "Error with Output".
//! Tasks and events are not supported objects.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use super::answer::{Answer, Payload};
use super::call::Call;
use super::desk::Desk;
use super::records::object_named;
use crate::refusal::{Code, Refusal};
use crate::schema::{Rows as _, Scope};

/// How long an answer is kept for its key.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Objects that this API does not know.
const NOT_SUPPORTED: [&str; 3] = ["Task", "Event", "ContentDocumentLink"];

/// Answers to keys, by user and key.
#[derive(Debug, Default)]
pub struct KeptAnswers(HashMap<(String, String), (Timestamp, Answer)>);

/// `POST /ui-api/records`.
///
/// # Errors
/// `INVALID_REQUEST` for a key that is no UUID, `INVALID_TYPE`, `JSON_PARSER_ERROR`.
pub fn create(call: &Call, desk: &mut Desk<'_, '_>) -> Result<Answer, Refusal> {
    let key = call.header("idempotency-key").map(str::to_owned);
    if let Some(key) = &key {
        if !is_uuid_v4(key) {
            return Err(Refusal::new(Code::InvalidRequest, "The Idempotency-Key must be a UUID of version 4"));
        }
        if let Some(kept) = desk.shared.kept_answers().find(&desk.tx.actor.user, key, desk.tx.now) {
            return Ok(kept);
        }
    }
    let body = call.object()?;
    let name = body.get("apiName").and_then(Value::as_str).unwrap_or_default();
    supported(name)?;
    let schema = desk.tx.schema();
    let object = object_named(&schema, name)?;
    let empty = Map::new();
    let fields = body.get("fields").and_then(Value::as_object).unwrap_or(&empty);
    desk.tx.duplicates.allow_save = body.get("allowSaveOnDuplicate").and_then(Value::as_bool).unwrap_or(false);
    desk.tx.duplicates.include_details = true;
    let id = match desk.tx.create(object.name, fields) {
        Ok(id) => id,
        Err(refusal) if refusal.code == Code::UnableToLockRow => return Err(refusal),
        Err(refusal) => return Ok(refused(&refusal)),
    };
    let record = desk.tx.tables().by_id(object.name, id.as_str(), Scope::Live).cloned().unwrap_or_default();
    let shown = object.fields.iter().filter(|field| fields.contains_key(field.name));
    let values: Map<String, Value> = shown
        .map(|field| {
            let value = record.get(field.name).cloned().unwrap_or(Value::Null);
            (field.name.to_owned(), json!({ "displayValue": null, "value": value }))
        })
        .collect();
    let answer = Answer::json(
        201,
        json!({
            "apiName": object.name, "childRelationships": {}, "eTag": "", "fields": values, "id": id,
            "lastModifiedById": desk.tx.actor.user, "recordTypeId": null, "recordTypeInfo": null, "systemModstamp": null,
        }),
    );
    if let Some(key) = key {
        desk.shared.kept_answers().keep(&desk.tx.actor.user, key, desk.tx.now, &answer);
    }
    Ok(answer)
}

/// Refuses an object that this API does not know.
///
/// # Errors
/// `INVALID_TYPE`.
pub(super) fn supported(name: &str) -> Result<(), Refusal> {
    if NOT_SUPPORTED.iter().any(|known| known.eq_ignore_ascii_case(name)) {
        let message = format!("Object {name} is not supported in UI API");
        return Err(Refusal::new(Code::Query(crate::soql::ErrorCode::InvalidType), message));
    }
    Ok(())
}

/// A refusal as this API words it: errors of the record and of its fields, in `output`.
fn refused(refusal: &Refusal) -> Answer {
    let error = |field: Option<&String>| {
        let duplicate = refusal.duplicate.as_deref();
        json!({
            "constituentField": null, "duplicateRecordError": duplicate, "errorCode": refusal.code.as_str(),
            "field": field, "fieldLabel": field, "message": refusal.message,
        })
    };
    let fields: Map<String, Value> =
        refusal.fields.iter().flatten().map(|field| (field.clone(), json!([error(Some(field))]))).collect();
    let of_record = if fields.is_empty() { vec![error(None)] } else { Vec::new() };
    Answer::json(
        400,
        json!([{
            "enhancedErrorType": "RecordError", "errorCode": "INVALID_INPUT",
            "message": "An error occurred while trying to update the record. Please try again.",
            "output": { "errors": of_record, "fieldErrors": fields },
        }]),
    )
}

/// RFC 9562: `xxxxxxxx-xxxx-4xxx-[89ab]xxx-xxxxxxxxxxxx`.
fn is_uuid_v4(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let hex = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    matches!(parts.as_slice(), [a, b, c, d, e]
        if hex(a, 8) && hex(b, 4) && hex(c, 4) && hex(d, 4) && hex(e, 12)
            && c.starts_with('4') && d.starts_with(['8', '9', 'a', 'b', 'A', 'B']))
}

impl KeptAnswers {
    fn find(&mut self, user: &str, key: &str, now: Timestamp) -> Option<Answer> {
        self.0.retain(|_, (at, _)| now.duration_since(*at) < KEPT);
        self.0.get(&(user.to_owned(), key.to_ascii_lowercase())).map(|(_, answer)| answer.clone())
    }

    fn keep(&mut self, user: &str, key: String, now: Timestamp, answer: &Answer) {
        debug_assert!(!matches!(answer.payload, Payload::Empty));
        self.0.insert((user.to_owned(), key.to_ascii_lowercase()), (now, answer.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_uuids_of_version_four() {
        assert!(is_uuid_v4("123e4567-e89b-42d3-a456-426614174000"));
        for bad in ["", "x", "123e4567-e89b-12d3-a456-426614174000", "123e4567e89b42d3a456426614174000"] {
            assert!(!is_uuid_v4(bad), "{bad}");
        }
    }

    #[test]
    fn an_answer_is_kept_for_thirty_days_and_for_one_user() {
        let mut kept = KeptAnswers::default();
        let now: Timestamp = "2026-11-20T12:00:00Z".parse().unwrap();
        let answer = Answer::json(201, json!({ "id": "1" }));
        kept.keep("005", "K".into(), now, &answer);
        assert_eq!(kept.find("005", "k", now + SignedDuration::from_hours(719)), Some(answer));
        assert_eq!(kept.find("006", "k", now), None);
        assert_eq!(kept.find("005", "k", now + SignedDuration::from_hours(720)), None);
    }
}
