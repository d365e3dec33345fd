//! `/composite/sobjects`: up to 200 records of one or several objects.

use serde_json::{Map, Value, json};

use super::answer::{Answer, Payload};
use super::call::{Call, Verb};
use super::desk::Desk;
use super::query;
use super::records::object_named;
use crate::org::{RecordId, Upserted, is_deleted};
use crate::refusal::{Code, Refusal};
use crate::schema::{Rows as _, Scope};

/// Most records of one write.
const MOST_WRITES: usize = 200;
/// Most records of one read.
const MOST_READS: usize = 2000;

/// Everything under `/composite/sobjects`.
pub fn answer(call: &Call, desk: &mut Desk<'_, '_>, rest: &[&str]) -> Result<Answer, Refusal> {
    match (call.verb, rest) {
        (Verb::Post, []) => write(call, desk, create),
        (Verb::Patch, []) => write(call, desk, update),
        (Verb::Delete, []) => delete(call, desk),
        (Verb::Get, [object]) => {
            let list = |name: &str| -> Vec<Value> {
                call.parameter(name).unwrap_or_default().split(',').map(|item| item.trim().into()).collect()
            };
            retrieve(desk, object, &list("ids"), &list("fields"))
        }
        (Verb::Post, [object]) => {
            let body = call.object()?;
            let list = |name: &str| body.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
            retrieve(desk, object, &list("ids"), &list("fields"))
        }
        (Verb::Patch, [object, field]) => write(call, desk, |desk, record| upsert(desk, object, field, record)),
        (_, [] | [_] | [_, _]) => Err(call.method_refusal("HEAD,GET,POST,PATCH,DELETE")),
        _ => Err(Refusal::not_found()),
    }
}

type Outcome = Result<Value, (Option<String>, Refusal)>;

fn write(
    call: &Call,
    desk: &mut Desk<'_, '_>,
    one: impl Fn(&mut Desk<'_, '_>, &Map<String, Value>) -> Outcome,
) -> Result<Answer, Refusal> {
    let body = call.object()?;
    let all_or_none = body.get("allOrNone").and_then(Value::as_bool).unwrap_or(false);
    let records = body
        .get("records")
        .and_then(Value::as_array)
        .ok_or_else(|| Refusal::new(Code::JsonParserError, "The body needs a list of records"))?;
    check_count(records.len(), MOST_WRITES)?;
    let empty = Map::new();
    let outcomes = run(desk, records, all_or_none, |desk, record| one(desk, record.as_object().unwrap_or(&empty)));
    Ok(Answer::json(200, outcomes.into()))
}

fn delete(call: &Call, desk: &mut Desk<'_, '_>) -> Result<Answer, Refusal> {
    let ids: Vec<&str> =
        call.parameter("ids").unwrap_or_default().split(',').map(str::trim).filter(|id| !id.is_empty()).collect();
    check_count(ids.len(), MOST_WRITES)?;
    let outcomes = run(desk, &ids, call.says("allOrNone"), |desk, id| {
        let failed = |refusal| (Some((*id).to_owned()), refusal);
        let object = object_of(desk, id).map_err(failed)?;
        desk.tx.delete(object, id).map_err(failed)?;
        Ok(json!({ "id": id, "success": true, "errors": [] }))
    });
    Ok(Answer::json(200, outcomes.into()))
}

/// Does one piece after another. With `all_or_none` one refusal undoes all.
fn run<T>(
    desk: &mut Desk<'_, '_>,
    items: &[T],
    all_or_none: bool,
    one: impl Fn(&mut Desk<'_, '_>, &T) -> Outcome,
) -> Vec<Value> {
    let start = desk.tx.savepoint();
    let outcomes: Vec<Outcome> = items.iter().map(|item| one(desk, item)).collect();
    let undone = all_or_none && outcomes.iter().any(Result::is_err);
    if undone {
        desk.tx.roll_back_to(start);
    }
    let rolled_back = Refusal::new(
        Code::AllOrNoneOperationRolledBack,
        "Record rolled back because not all records were valid and the request was using AllOrNone header",
    );
    outcomes
        .into_iter()
        .map(|outcome| match outcome {
            Ok(_) if undone => failure(None, &rolled_back),
            Ok(value) => value,
            Err((id, refusal)) => failure(id.as_deref(), &refusal),
        })
        .collect()
}

fn failure(id: Option<&str>, refusal: &Refusal) -> Value {
    let mut item = json!({ "success": false, "errors": [refusal.collection_error()] });
    if let Some(id) = id {
        item["id"] = json!(id);
    }
    item
}

fn create(desk: &mut Desk<'_, '_>, record: &Map<String, Value>) -> Outcome {
    let object = type_of(record).map_err(|refusal| (None, refusal))?;
    let id = desk.tx.create(&object, record).map_err(|refusal| (None, refusal))?;
    Ok(json!({ "id": id, "success": true, "errors": [] }))
}

fn update(desk: &mut Desk<'_, '_>, record: &Map<String, Value>) -> Outcome {
    let object = type_of(record).map_err(|refusal| (None, refusal))?;
    let (id, fields) = take_id(record).map_err(|refusal| (None, refusal))?;
    desk.tx.update(&object, &id, &fields, None).map_err(|refusal| (Some(id.clone()), refusal))?;
    Ok(json!({ "id": id, "success": true, "errors": [] }))
}

fn upsert(desk: &mut Desk<'_, '_>, object: &str, field: &str, record: &Map<String, Value>) -> Outcome {
    let mut fields = record.clone();
    let key = fields.keys().find(|key| key.eq_ignore_ascii_case(field)).cloned();
    let value = key.and_then(|key| fields.remove(&key)).unwrap_or_default();
    let Some(value) = value.as_str() else {
        let message = format!("{field} not specified");
        return Err((None, Refusal::about(Code::RequiredFieldMissing, message, [field])));
    };
    match desk.tx.upsert(object, field, value, &fields, false).map_err(|refusal| (None, refusal))? {
        Upserted::Created(id) => Ok(json!({ "id": id, "success": true, "errors": [], "created": true })),
        Upserted::Updated(id) => Ok(json!({ "id": id, "success": true, "errors": [], "created": false })),
        Upserted::Several(_) => {
            let message = format!("{field}: more than one record found for external id field");
            Err((None, Refusal::about(Code::DuplicateExternalId, message, [field])))
        }
    }
}

fn retrieve(desk: &Desk<'_, '_>, object: &str, ids: &[Value], fields: &[Value]) -> Result<Answer, Refusal> {
    let schema = desk.tx.schema();
    let object = object_named(&schema, object)?;
    check_count(ids.len(), MOST_READS)?;
    let fields: Vec<&str> = fields.iter().filter_map(Value::as_str).filter(|field| !field.is_empty()).collect();
    if fields.is_empty() {
        let message = "The body needs a list of fields";
        return Err(Refusal::new(Code::JsonParserError, message));
    }
    let fields = fields.join(",");
    let rows = ids
        .iter()
        .map(|id| {
            let id = id.as_str().unwrap_or_default();
            match desk.tx.tables().by_id(object.name, id, Scope::Live) {
                Some(_) => query::one(desk, object, &fields, id).map(Some),
                None => Ok(None),
            }
        })
        .collect::<Result<Vec<_>, Refusal>>()?;
    Ok(Answer::of(200, Payload::Records(rows)))
}

fn type_of(record: &Map<String, Value>) -> Result<String, Refusal> {
    let named = record.get("attributes").and_then(|attributes| attributes.get("type")).and_then(Value::as_str);
    named.map(str::to_owned).ok_or_else(|| Refusal::new(Code::InvalidRequest, "type is not specified for a record"))
}

fn take_id(record: &Map<String, Value>) -> Result<(String, Map<String, Value>), Refusal> {
    let mut fields = record.clone();
    let key = fields.keys().find(|key| key.eq_ignore_ascii_case("id")).cloned();
    key.and_then(|key| fields.remove(&key))
        .and_then(|id| id.as_str().map(str::to_owned))
        .map(|id| (id, fields))
        .ok_or_else(|| Refusal::about(Code::MissingArgument, "Id not specified in an update call", ["Id"]))
}

/// The object that an id belongs to; it may be in the recycle bin.
fn object_of(desk: &Desk<'_, '_>, id: &str) -> Result<&'static str, Refusal> {
    if RecordId::parse(id).is_none() {
        return Err(Refusal::about(Code::MalformedId, format!("bad id {id}"), ["Id"]));
    }
    let schema = desk.tx.schema();
    let object = crate::org::object_of(&schema, desk.tx.tables(), id).ok_or_else(|| {
        Refusal::about(Code::InvalidCrossReferenceKey, "invalid cross reference id", Vec::<String>::new())
    })?;
    match desk.tx.tables().by_id(object.name, id, Scope::WithDeleted) {
        Some(row) if is_deleted(row) => Err(Refusal::deleted()),
        _ => Ok(object.name),
    }
}

fn check_count(count: usize, most: usize) -> Result<(), Refusal> {
    if count <= most {
        return Ok(());
    }
    let message = format!("record limit reached. cannot submit more than {most} records into this call");
    Err(Refusal::new(Code::ExceededIdLimit, message))
}
