//! The composite request of a plan.

use crate::rest::Rest;
use crate::soql::{FieldPath, ObjectName};
use callside_core::crm::CrmError;
use callside_core::plan::{Action, Value, WrapUpPlan, Write};
use jiff::Timestamp;
use serde_json::{Map, Value as Json, json};

/// The request's body.
///
/// # Errors
/// [`CrmError::Unexpected`] for a name that is no API name.
pub(super) fn composite(plan: &WrapUpPlan, rest: &Rest) -> Result<Json, CrmError> {
    let parts = plan.writes.iter().map(|write| part(write, plan.allow_duplicate, rest));
    Ok(json!({ "allOrNone": true, "compositeRequest": parts.collect::<Result<Vec<_>, _>>()? }))
}

/// One part of a composite request.
///
/// # Errors
/// [`CrmError::Unexpected`] for a name that is no API name.
pub(crate) fn part(write: &Write, allow_duplicate: bool, rest: &Rest) -> Result<Json, CrmError> {
    let not_a_name = |_| CrmError::Unexpected { code: "a name that is no API name".into() };
    let object = ObjectName::new(&write.object).map_err(not_a_name)?;
    let mut body = Map::new();
    for (field, value) in &write.fields {
        FieldPath::new(field).map_err(not_a_name)?;
        body.insert(field.clone(), json_of(value));
    }
    let (method, tail) = match &write.action {
        Action::Create => ("POST", format!("sobjects/{object}")),
        Action::Update { id, .. } => ("PATCH", format!("sobjects/{object}/{id}")),
    };
    let save = format!("allowSave={allow_duplicate}; includeRecordDetails=true; runAsCurrentUser=true");
    Ok(json!({
        "method": method,
        "url": rest.resource(&tail),
        "referenceId": write.reference,
        // Parts do not inherit these from the request. The agent stays the owner: no assignment rule runs.
        "httpHeaders": { "Sforce-Duplicate-Rule-Header": save, "Sforce-Auto-Assign": "FALSE" },
        "body": body,
    }))
}

/// A value as Salesforce expects it. Booleans and numbers are never texts; null clears the field.
pub(crate) fn json_of(value: &Value) -> Json {
    match value {
        Value::Text(text) => json!(without_references(text)),
        Value::Bool(yes) => json!(yes),
        Value::Int(number) => json!(number),
        Value::Number(number) => json!(number.get()),
        Value::Date(day) => json!(day.to_string()),
        Value::Moment(moment) => json!(rest_moment(*moment)),
        Value::Record(id) => json!(id.as_str()),
        Value::Made(reference) => json!(format!("@{{{reference}.id}}")),
        Value::Null => Json::Null,
    }
}

/// `2026-11-20T17:00:00.000+0000`
fn rest_moment(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S.%3f+0000").to_string()
}

/// Composite reads `@{...}` in every text as a reference to another part, and there is no escape for it. A note that
/// holds it would be refused, or show another record's values; so a space goes in between.
pub(super) fn without_references(text: &str) -> String {
    text.replace("@{", "@ {")
}

#[cfg(test)]
mod tests {
    use super::*;
    use callside_core::ids::RecordId;

    #[test]
    fn values_keep_their_json_type() {
        let moment: Timestamp = "2026-11-20T17:00:00.25Z".parse().unwrap();
        for (value, json) in [
            (Value::text("O'Brien \"x\"\n"), json!("O'Brien \"x\"\n")),
            (Value::text("see @{new_caller.id} and @{@{"), json!("see @ {new_caller.id} and @ {@ {")),
            (Value::Bool(true), json!(true)),
            (Value::Int(61), json!(61)),
            (Value::Date(jiff::civil::date(2026, 1, 2)), json!("2026-01-02")),
            (Value::Moment(moment), json!("2026-11-20T17:00:00.250+0000")),
            (Value::Record(RecordId::new("003000000000001AAA").unwrap()), json!("003000000000001AAA")),
            (Value::Made("new_caller".into()), json!("@{new_caller.id}")),
            (Value::Null, Json::Null),
        ] {
            assert_eq!(json_of(&value), json);
        }
    }
}
