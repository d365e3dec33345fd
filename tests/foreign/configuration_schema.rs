//! The published schema of configuration files, read by a JSON Schema validator of others.

use callside_core::action::{Actions, catalogue};
use callside_core::budget::Shares;
use callside_core::config::Configuration;
use callside_core::disposition::DispositionTable;
use callside_core::mapping::Mapping;
use jsonschema::Validator;
use serde_json::{Value, json};
use std::path::PathBuf;

fn docs() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs")
}

fn published() -> Validator {
    let text = std::fs::read_to_string(docs().join("schema/configuration.json")).expect("the schema is published");
    jsonschema::validator_for(&serde_json::from_str(&text).expect("it is JSON")).expect("it is a JSON Schema")
}

fn complaints(schema: &Validator, file: &Value) -> Vec<String> {
    schema.iter_errors(file).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn what_callside_writes_itself_and_every_example_fits() {
    let schema = published();
    let templates = catalogue::ids().filter_map(|id| Some((format!("own.{id}"), catalogue::template(id)?.clone())));
    let everything = Configuration {
        fields: Some(Mapping::default()),
        dispositions: Some(DispositionTable::default()),
        actions: Some(Actions { templates: templates.collect(), ..Actions::default() }),
        api_budget: Some(Shares::default()),
        ..Configuration::default()
    };
    let written = serde_json::from_str(&everything.write()).expect("JSON");
    assert_eq!(complaints(&schema, &written), Vec::<String>::new());
    let mut examples = 0;
    for entry in std::fs::read_dir(docs().join("examples")).expect("examples") {
        let path = entry.expect("a file").path();
        let text = std::fs::read_to_string(&path).expect("a text");
        let file: Value = serde_json::from_str(&text).expect("JSON");
        if file.get("callside_config").is_some() {
            examples += 1;
            assert_eq!(complaints(&schema, &file), Vec::<String>::new(), "{}", path.display());
        }
    }
    assert!(examples > 0, "there are examples");
}

#[test]
fn a_wrong_action_is_refused_by_the_schema_as_by_callside() {
    let schema = published();
    let template = |step: Value| json!({ "templates": { "own.x": { "title": "X", "steps": [step] } } });
    let setup = |setup: Value| json!({ "setups": { "x": setup } });
    let right = json!({ "do": "get", "object": "Case", "id": "{{input.id}}", "show": ["Subject"] });
    let wrong = [
        ("an unknown key of the section", json!({ "template": {} })),
        ("a template without a title", json!({ "templates": { "own.x": { "steps": [right] } } })),
        ("a template without steps", json!({ "templates": { "own.x": { "title": "X" } } })),
        ("an unknown step", template(json!({ "do": "fetch", "object": "Case" }))),
        ("a step that says not what it does", template(json!({ "object": "Case", "id": "x", "show": [] }))),
        ("an unknown key of a step", template(json!({ "do": "delete", "object": "Case", "id": "x", "sure": true }))),
        ("a step without what it needs", template(json!({ "do": "update", "object": "Case", "fields": [] }))),
        (
            "a limit in words",
            template(json!({ "do": "find", "term": "x", "within": "all", "returning": [], "limit": "ten" })),
        ),
        ("a field that is a text", template(json!({ "do": "create", "object": "Case", "fields": ["Subject"] }))),
        ("an unknown method", template(json!({ "do": "call", "method": "FETCH", "path": "/limits" }))),
        (
            "an unknown way to be done once",
            template(json!({ "do": "create", "object": "Case", "fields": [], "once": "twice" })),
        ),
        (
            "an unknown kind of input",
            json!({ "templates": { "own.x": {
            "title": "X", "steps": [right], "inputs": [{ "name": "a", "label": "A", "kind": "colour" }] } } }),
        ),
        ("a set-up that runs nothing", setup(json!({ "title": "X", "steps": [{ "fields": {} }] }))),
        ("a set-up with an unknown key", setup(json!({ "title": "X", "steps": [], "when": "later" }))),
        ("an unknown role", setup(json!({ "title": "X", "steps": [], "serves": { "roles": ["boss"] } }))),
        ("an unknown moment", json!({ "serves": { "case.create": { "moments": ["lunch"] } } })),
        ("names that are none", json!({ "off": [1, 2] })),
    ];
    for (what, actions) in wrong {
        let file = json!({ "callside_config": 1, "actions": actions });
        assert!(!complaints(&schema, &file).is_empty(), "the schema takes {what}");
        assert!(Configuration::default().load("x.json", &file.to_string()).is_err(), "Callside takes {what}");
    }
    let file = json!({ "callside_config": 1, "actions": template(right) });
    assert_eq!(complaints(&schema, &file), Vec::<String>::new());
    assert!(Configuration::default().load("x.json", &file.to_string()).is_ok());
}

#[test]
fn every_section_says_what_it_takes() {
    let schema = published();
    for section in Configuration::SECTIONS {
        let file = json!({ "callside_config": 1, *section: "anything" });
        assert!(!complaints(&schema, &file).is_empty(), "{section} takes anything");
    }
    assert!(!complaints(&schema, &json!({ "callside_config": 2 })).is_empty(), "another version");
}
