//! JSON Schema (draft 2020-12) of policy files, and an example.

use crate::policy::value::LONGEST;
use crate::policy::{Form, Kind, SETTINGS, VERSION, VERSION_KEY};
use serde_json::{Map, Value, json};

pub(super) fn schema() -> String {
    let mut properties = Map::new();
    properties.insert("$schema".into(), json!({ "type": "string" }));
    properties.insert(VERSION_KEY.into(), json!({ "const": VERSION, "description": "The version of this format." }));
    for setting in SETTINGS {
        let Value::Object(mut shape) = shape(setting.kind) else { continue };
        shape.insert("title".into(), setting.title.into());
        shape.insert("description".into(), setting.about.into());
        shape.insert("examples".into(), json!([example_of(setting.example)]));
        properties.insert(setting.key.name().into(), Value::Object(shape));
    }
    properties.remove("$schema");
    pretty(&json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Policy of Callside",
        "description": "What rules Callside on a machine: /etc/callside/policy.json on Linux. A setting that is not named is free.",
        "type": "object",
        "properties": properties,
        "required": [VERSION_KEY],
        "additionalProperties": false,
    }))
}

pub(super) fn example() -> String {
    let mut members = Map::new();
    members.insert(VERSION_KEY.into(), VERSION.into());
    members.extend(SETTINGS.iter().map(|setting| (setting.key.name().to_owned(), example_of(setting.example))));
    pretty(&Value::Object(members))
}

fn shape(kind: Kind) -> Value {
    match kind {
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Number { least, most } => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Kind::Choice(words) => json!({ "enum": words }),
        Kind::Text(form) => json!({ "type": "string", "pattern": form.pattern(), "maxLength": LONGEST }),
        Kind::Texts { most } => json!({
            "type": "array",
            "items": { "type": "string", "pattern": Form::Word.pattern(), "maxLength": LONGEST },
            "maxItems": most,
        }),
    }
}

/// The table's examples are JSON: `tests::every_example_is_allowed`.
pub(super) fn example_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}
