//! The bill of materials, held against the schema that those publish who made the format (it comes with their own library).

use super::super::content::{DESKTOP, RELAY};
use super::super::{parts, sbom};
use super::{EPOCH, root};
use crate::checkout::Checkout;
use jsonschema::Validator;
use serde_json::{Value, json};

const SCHEMAS: &str = "ui/node_modules/@cyclonedx/cyclonedx-library/res/schema";

fn published(name: &str) -> Value {
    let file = root().join(SCHEMAS).join(name);
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    serde_json::from_str(&text).unwrap()
}

/// Puts the list of licences where the schema refers to it, and takes away what a signed bill would refer to: ours is none.
fn whole(schema: &mut Value, licences: &Value) {
    match schema {
        Value::Object(members) => {
            match members.get("$ref").and_then(Value::as_str) {
                Some(at) if at.starts_with("spdx.") => *schema = licences.clone(),
                Some(at) if at.starts_with("jsf-") => *schema = json!({}),
                _ => members.values_mut().for_each(|member| whole(member, licences)),
            };
        }
        Value::Array(items) => items.iter_mut().for_each(|item| whole(item, licences)),
        _ => {}
    }
}

fn schema() -> Validator {
    let mut licences = published("spdx.SNAPSHOT.schema.json");
    let mut schema = published("bom-1.6.SNAPSHOT.schema.json");
    for one in [&mut licences, &mut schema] {
        one.as_object_mut().unwrap().remove("$id");
    }
    whole(&mut schema, &licences);
    jsonschema::validator_for(&schema).unwrap()
}

fn complaints(schema: &Validator, bill: &Value) -> Vec<String> {
    schema.iter_errors(bill).map(|error| format!("{}: {error}", error.instance_path())).take(5).collect()
}

#[test]
fn what_is_compiled_in_is_told_as_cyclonedx_says_it_should_be() {
    let (checkout, schema) = (Checkout::here().unwrap(), schema());
    for (content, with_pages) in [(&DESKTOP, true), (&RELAY, false)] {
        let parts = parts::of(&checkout, content.name, with_pages).unwrap();
        let bill: Value = serde_json::from_str(&sbom::text(content.name, "0.1.0", EPOCH, &parts)).unwrap();
        assert_eq!(complaints(&schema, &bill), Vec::<String>::new(), "{}", content.name);
        let known: Vec<_> = bill["components"].as_array().unwrap().iter().map(|part| &part["bom-ref"]).collect();
        for needs in bill["dependencies"].as_array().unwrap() {
            let all = needs["dependsOn"].as_array().unwrap();
            let lost: Vec<_> = all.iter().filter(|need| !known.contains(need)).collect();
            assert!(lost.is_empty(), "{needs} needs what the bill does not name: {lost:?}");
        }
        for (slip, at) in [
            (json!("SPDX"), "/bomFormat"),
            (json!("urn:uuid:1"), "/serialNumber"),
            (json!("lib"), "/components/0/type"),
            (json!([{ "alg": "SHA-256", "content": "abc" }]), "/components/0/hashes"),
        ] {
            let mut wrong = bill.clone();
            let place = wrong.pointer_mut(at).map(|place| *place = slip);
            assert!(place.is_some() && !complaints(&schema, &wrong).is_empty(), "{at}");
        }
    }
}
