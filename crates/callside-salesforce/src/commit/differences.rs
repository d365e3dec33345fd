//! What somebody else changed since the pop. Pure: three values in, a difference or none out.

use super::body::json_of;
use callside_core::crm::Difference;
use callside_core::ids::RecordId;
use callside_core::plan::{Action, Value, Write};
use jiff::Timestamp;
use serde_json::Value as Json;

/// The fields of a write whose present value is neither the one that the agent saw nor the one that is wanted.
pub(crate) fn between(write: &Write, present: &Json) -> Vec<Difference> {
    let Action::Update { id, seen } = &write.action else { return Vec::new() };
    let difference = |(field, mine): (&String, &Value)| {
        let (before, mine) = (seen.get(field)?, json_of(mine));
        let theirs = present.get(field).unwrap_or(&Json::Null);
        let changed = !same(theirs, before) && !same(theirs, &mine);
        changed.then(|| Difference {
            object: write.object.clone(),
            id: id.clone(),
            field: field.clone(),
            before: before.clone(),
            theirs: theirs.clone(),
            mine,
        })
    };
    write.fields.iter().filter_map(difference).collect()
}

/// Whether two values are the same to Salesforce: an empty text is no value, 1 is 1.0, and moments and ids have
/// more than one spelling.
fn same(a: &Json, b: &Json) -> bool {
    match (a, b) {
        (Json::Number(a), Json::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Json::String(a), Json::String(b)) => a == b || same_moment(a, b) || same_record(a, b),
        _ => a == b || (is_nothing(a) && is_nothing(b)),
    }
}

fn is_nothing(value: &Json) -> bool {
    value.is_null() || value.as_str() == Some("")
}

fn same_moment(a: &str, b: &str) -> bool {
    matches!((a.parse::<Timestamp>(), b.parse::<Timestamp>()), (Ok(a), Ok(b)) if a == b)
}

fn same_record(a: &str, b: &str) -> bool {
    matches!((RecordId::new(a), RecordId::new(b)), (Ok(a), Ok(b)) if a == b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::collections::BTreeMap;

    #[test]
    fn only_a_third_value_is_a_difference() {
        for (before, theirs, mine, differs) in [
            (json!("Open"), json!("Open"), Value::text("Working"), false),
            (json!("Open"), json!("Working"), Value::text("Working"), false),
            (json!("Open"), json!("Closed"), Value::text("Working"), true),
            (json!(null), json!(""), Value::text("x"), false),
            (json!("x"), json!(null), Value::Null, false),
            (json!("x"), json!(null), Value::text("y"), true),
            (json!(false), json!(true), Value::Bool(true), false),
            (json!(1), json!(1.0), Value::Int(2), false),
            (json!(1), json!(3), Value::Int(2), true),
            (json!("2026-01-01T10:00:00.000+0000"), json!("2026-01-01T11:00:00.000+0100"), Value::Null, false),
            (json!("003000000000001"), json!("003000000000001AAA"), Value::Null, false),
        ] {
            let id = RecordId::new("00Q000000000001AAA").unwrap();
            let seen = BTreeMap::from([("F".to_owned(), before.clone())]);
            let fields = BTreeMap::from([("F".to_owned(), mine), ("Unseen".to_owned(), Value::text("z"))]);
            let write = Write {
                reference: "lead".into(),
                object: "Lead".into(),
                action: Action::Update { id, seen },
                fields,
                label: String::new(),
            };
            let found = between(&write, &json!({ "F": theirs, "Unseen": "other" }));
            assert_eq!(found.len(), usize::from(differs), "{before} {theirs}");
        }
    }
}
