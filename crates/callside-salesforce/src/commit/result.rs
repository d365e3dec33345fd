//! The answer to a composite request.
//! Source: REST API Developer Guide, "Composite response": HTTP 200 even when parts fail; with `allOrNone` the parts
//! that did not fail themselves say `PROCESSING_HALTED`.

use crate::rest::{RestError, read_errors};
use callside_core::crm::{CrmError, Receipt, Written};
use callside_core::ids::RecordId;
use callside_core::plan::{Action, WrapUpPlan, Write};
use serde_json::Value;

/// The answer does not say what became of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unclear;

impl From<Unclear> for CrmError {
    /// Something may have been written: the next attempt looks for the mark first.
    fn from(_: Unclear) -> Self {
        Self::AnswerLost
    }
}

/// The receipt, or the first real error with the object that it is about.
pub(super) fn read(plan: &WrapUpPlan, answer: &Value) -> Result<Result<Receipt, (RestError, String)>, Unclear> {
    let parts = answer["compositeResponse"].as_array().ok_or(Unclear)?;
    if parts.len() != plan.writes.len() {
        return Err(Unclear);
    }
    let mut halted = None;
    let mut records = Vec::with_capacity(parts.len());
    for write in &plan.writes {
        let part = parts.iter().find(|part| part["referenceId"] == write.reference.as_str()).ok_or(Unclear)?;
        match part["httpStatusCode"].as_u64() {
            Some(200..300) => records.push(written(write, &part["body"])?),
            Some(status) => {
                let status = u16::try_from(status).map_err(|_| Unclear)?;
                let errors = read_errors(&part["body"]).ok_or(Unclear)?;
                let error = RestError::Answered { status, errors, retry_after_s: None };
                if !error.is(&["PROCESSING_HALTED"]) {
                    return Ok(Err((error, write.object.clone())));
                }
                halted.get_or_insert((error, write.object.clone()));
            }
            None => return Err(Unclear),
        }
    }
    Ok(match halted {
        Some(error) => Err(error),
        None => Ok(Receipt { records, found_again: false }),
    })
}

fn written(write: &Write, body: &Value) -> Result<Written, Unclear> {
    let (id, created) = match &write.action {
        Action::Update { id, .. } => (id.clone(), false),
        Action::Create => (body["id"].as_str().and_then(|id| RecordId::new(id).ok()).ok_or(Unclear)?, true),
    };
    Ok(Written { reference: write.reference.clone(), object: write.object.clone(), id, created })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::collections::BTreeMap;

    fn plan() -> WrapUpPlan {
        let write = |reference: &str, object: &str, action| Write {
            reference: reference.into(),
            object: object.into(),
            action,
            fields: BTreeMap::new(),
            label: String::new(),
        };
        let id = RecordId::new("00Q000000000001AAA").unwrap();
        let update = Action::Update { id, seen: BTreeMap::new() };
        let writes = vec![write("call_log", "Task", Action::Create), write("lead", "Lead", update)];
        WrapUpPlan { writes, ..WrapUpPlan::default() }
    }

    fn part(reference: &str, status: u16, body: Value) -> Value {
        json!({ "referenceId": reference, "httpStatusCode": status, "body": body, "httpHeaders": {} })
    }

    fn outcome(parts: &[Value]) -> Result<Result<Receipt, (RestError, String)>, Unclear> {
        read(&plan(), &json!({ "compositeResponse": parts }))
    }

    #[test]
    fn a_receipt_names_every_record() {
        let created = part("call_log", 201, json!({ "id": "00T000000000001AAA", "success": true, "errors": [] }));
        let receipt = outcome(&[part("lead", 204, Value::Null), created]).unwrap().unwrap();
        let records: Vec<_> = receipt.records.iter().map(|r| (r.object.as_str(), r.id.as_str(), r.created)).collect();
        assert_eq!(records, [("Task", "00T000000000001AAA", true), ("Lead", "00Q000000000001AAA", false)]);
    }

    #[test]
    fn the_first_real_error_counts() {
        let error = |code: &str| json!([{ "errorCode": code, "message": "m" }]);
        let halted = part("call_log", 400, error("PROCESSING_HALTED"));
        let (found, object) =
            outcome(&[halted.clone(), part("lead", 400, error("UNABLE_TO_LOCK_ROW"))]).unwrap().unwrap_err();
        assert!(found.is(&["UNABLE_TO_LOCK_ROW"]));
        assert_eq!(object, "Lead");
        let (found, _) = outcome(&[halted, part("lead", 400, error("PROCESSING_HALTED"))]).unwrap().unwrap_err();
        assert!(found.is(&["PROCESSING_HALTED"]));
    }

    #[test]
    fn an_answer_that_does_not_say_is_unclear() {
        let good = part("call_log", 201, json!({ "id": "00T000000000001AAA" }));
        for parts in [
            vec![],
            vec![good.clone()],
            vec![good.clone(), part("other", 204, Value::Null)],
            vec![part("call_log", 201, json!({})), part("lead", 204, Value::Null)],
            vec![good.clone(), part("lead", 400, json!("?"))],
            vec![good, json!({ "referenceId": "lead" })],
        ] {
            assert_eq!(outcome(&parts), Err(Unclear), "{parts:?}");
        }
        assert_eq!(read(&plan(), &json!({})), Err(Unclear));
    }
}
