//! Every template of the catalogue with every hostile value in every field and input: what is asked keeps its shape.

use crate::corpus::{skeleton, values};
use callside_core::action::{Given, Request, Step, Template, bind, catalogue};
use callside_core::facts::Facts;
use callside_salesforce::action::{query, search, sosl};
use jiff::tz::TimeZone;
use serde_json::{Value, json};

/// The request that a template becomes when this value is given wherever something can be given; `None` when it is
/// refused before anything is asked.
fn request(template: &Template, step: &Step, value: &str) -> Option<Request> {
    let inputs = template.inputs.iter().map(|input| (input.name.clone(), json!(value)));
    let fields = step.fields().0.iter().map(|spec| (spec.field.clone(), json!(value)));
    let given = Given { inputs: inputs.collect(), fields: fields.collect(), ..Given::default() };
    bind(step, &given, &Facts::default(), None, &TimeZone::UTC).ok().map(|bound| bound.request)
}

/// What is asked without its values.
fn shape(request: &Request) -> String {
    match request {
        Request::Search(it) => skeleton(&search(it).unwrap().to_string()).expect("every literal ends"),
        Request::Query { pieces } => skeleton(query(pieces).as_str()).expect("every literal ends"),
        Request::Find(it) => {
            let mut body = sosl(it).unwrap().body();
            body["q"] = Value::Null;
            body.to_string()
        }
        Request::Call { method, path, body, .. } => {
            let delimiters: String =
                path.chars().filter(|c| !(c.is_ascii_alphanumeric() || "%-._~".contains(*c))).collect();
            format!("{method:?} {delimiters} {:?}", body.as_ref().map(blank))
        }
        Request::Create { object, fields, checks, .. } => format!("{object} {:?} {}", fields.keys(), checks.len()),
        Request::Update { object, id, fields, checks, .. } => {
            format!("{object} {id} {:?} {}", fields.keys(), checks.len())
        }
        Request::Get { object, id, .. } | Request::Delete { object, id } | Request::Restore { object, id } => {
            format!("{object} {id}")
        }
    }
}

/// JSON with its texts left out.
fn blank(json: &Value) -> Value {
    match json {
        Value::String(_) => Value::Null,
        Value::Array(items) => items.iter().map(blank).collect(),
        Value::Object(members) => members.iter().map(|(name, member)| (name.clone(), blank(member))).collect(),
        other => other.clone(),
    }
}

/// As harmless as can be. What reads as a phone number is held against those as well, so that it stays one.
fn harmless(value: &str) -> String {
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    let is_phone = digits.len() >= 4 && value.trim().chars().all(|c| c.is_ascii_digit() || "+-() ./".contains(c));
    if is_phone { format!("+{digits}") } else { values::HARMLESS.to_owned() }
}

#[test]
fn no_value_in_any_field_of_any_template_changes_what_is_asked() {
    let (mut bound, mut asked) = (0, std::collections::BTreeSet::new());
    for id in catalogue::ids() {
        let template = catalogue::template(id).unwrap();
        for step in &template.steps {
            // A blank value is none.
            for value in values::hostile().into_iter().filter(|value| !value.trim().is_empty()) {
                let Some(hostile) = request(template, step, &value) else { continue };
                let same = request(template, step, &harmless(&value)).unwrap_or_else(|| panic!("{id} takes no text"));
                let start: String = value.chars().take(40).collect();
                assert_eq!(shape(&hostile), shape(&same), "{id}: {start:?}");
                bound += 1;
                asked.insert(id);
            }
        }
    }
    // Those that point at a record take nothing but an id, and are refused before anything is asked.
    assert!(asked.len() >= 20 && bound > 5_000, "{} templates, {bound} requests", asked.len());
}
