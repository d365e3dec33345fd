//! `/composite/tree`: records with their children, all or none.

use serde_json::{Map, Value, json};

use super::answer::Answer;
use super::call::Call;
use super::desk::Desk;
use super::records::object_named;
use crate::refusal::{Code, Refusal};
use crate::schema::{ObjectSchema, Schema};

/// Most records of all trees together.
const MOST_RECORDS: usize = 200;
/// Most levels of a tree.
const DEEPEST: usize = 5;

/// `POST /composite/tree/T`.
pub fn answer(call: &Call, desk: &mut Desk<'_, '_>, object: &str) -> Result<Answer, Refusal> {
    let schema = desk.tx.schema();
    let object = object_named(&schema, object)?;
    let records = call
        .object()?
        .get("records")
        .and_then(Value::as_array)
        .ok_or_else(|| Refusal::new(Code::JsonParserError, "The tree needs a list of records"))?;
    let start = desk.tx.savepoint();
    let mut planted = Vec::new();
    for record in records {
        if let Err((reference, refusal)) = plant(desk, &schema, object, record, None, 1, &mut planted) {
            desk.tx.roll_back_to(start);
            let results = json!([{ "referenceId": reference, "errors": [refusal.collection_error()] }]);
            return Ok(Answer::json(400, json!({ "hasErrors": true, "results": results })));
        }
    }
    let results: Vec<Value> =
        planted.into_iter().map(|(reference, id)| json!({ "referenceId": reference, "id": id })).collect();
    Ok(Answer::json(201, json!({ "hasErrors": false, "results": results })))
}

type Planted = Vec<(String, String)>;

fn plant(
    desk: &mut Desk<'_, '_>,
    schema: &Schema,
    object: &ObjectSchema,
    record: &Value,
    parent: Option<(&str, &str)>,
    depth: usize,
    planted: &mut Planted,
) -> Result<(), (String, Refusal)> {
    let attributes = &record["attributes"];
    let reference = attributes["referenceId"].as_str().unwrap_or_default().to_owned();
    let refuse = |code, message: &str| (reference.clone(), Refusal::new(code, message));
    if reference.is_empty() {
        return Err(refuse(Code::InvalidRequest, "Include a reference ID for each record in the request."));
    }
    if planted.iter().any(|(known, _)| *known == reference) {
        return Err(refuse(Code::InvalidRequest, "Include a different reference ID for each record in the request."));
    }
    if planted.len() >= MOST_RECORDS || depth > DEEPEST {
        return Err(refuse(Code::OperationTooLarge, "The tree has too many records or levels"));
    }
    let mut body = Map::new();
    let mut branches = Vec::new();
    for (key, value) in record.as_object().into_iter().flatten() {
        match (object.child_relationship(key), value.get("records").and_then(Value::as_array)) {
            (Some(child), Some(children)) => branches.push((*child, children)),
            _ => {
                body.insert(key.clone(), value.clone());
            }
        }
    }
    if let Some((field, id)) = parent {
        body.insert(field.to_owned(), id.into());
    }
    let id = desk.tx.create(object.name, &body).map_err(|refusal| (reference.clone(), refusal))?;
    planted.push((reference, id.to_string()));
    for (child, children) in branches {
        let Some(child_object) = schema.object(child.child_object) else { continue };
        for record in children {
            plant(desk, schema, child_object, record, Some((child.field, id.as_str())), depth + 1, planted)?;
        }
    }
    Ok(())
}
