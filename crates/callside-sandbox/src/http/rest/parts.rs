//! The parts of a composite request, and references from one to another: `@{contact.id}`.

use std::collections::HashMap;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use serde_json::Value;

use super::answer::{Answer, Part};
use super::call::{Call, Content};
use super::desk::Desk;
use super::route;
use crate::refusal::{Code, Refusal};

/// One part.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PartRequest {
    /// Method.
    pub method: String,
    /// Address from `/services/data` on.
    pub url: String,
    /// Its name.
    pub reference_id: String,
    /// Its body.
    pub body: Option<Value>,
    /// Its headers.
    #[serde(default)]
    pub http_headers: HashMap<String, String>,
}

/// Resources that run other requests cannot be parts themselves.
const NESTED: [&str; 3] = ["batch", "graph", "tree"];

/// Answers the parts one after another. With `all_or_none` the first refusal undoes everything.
pub fn answer_all(desk: &mut Desk<'_, '_>, call: &Call, parts: &[PartRequest], all_or_none: bool) -> Vec<Part> {
    let start = desk.tx.savepoint();
    let mut answered: Vec<Part> = Vec::with_capacity(parts.len());
    let mut failed = None;
    for (index, part) in parts.iter().enumerate() {
        let mark = desk.tx.savepoint();
        let answer = answer_one(desk, call, part, &answered).unwrap_or_else(|refusal| Answer::refused(&refusal));
        let ok = answer.is_success() || answer.status == 304;
        if !ok {
            desk.tx.roll_back_to(mark);
        }
        answered.push(Part { reference: part.reference_id.clone(), answer });
        if !ok && all_or_none {
            failed = Some(index);
            break;
        }
    }
    let Some(failed) = failed else { return answered };
    desk.tx.roll_back_to(start);
    let halted = Refusal::new(
        Code::ProcessingHalted,
        "The transaction was rolled back since another operation in the same transaction failed.",
    );
    parts
        .iter()
        .enumerate()
        .map(|(index, part)| Part {
            reference: part.reference_id.clone(),
            answer: if index == failed { answered[failed].answer.clone() } else { Answer::refused(&halted) },
        })
        .collect()
}

fn answer_one(desk: &mut Desk<'_, '_>, call: &Call, part: &PartRequest, earlier: &[Part]) -> Result<Answer, Refusal> {
    let url = fill(&part.url, earlier, |value| utf8_percent_encode(value, NON_ALPHANUMERIC).to_string())?;
    if !url.starts_with("/services/data/v") {
        let message = format!("The url of a subrequest must start with /services/data/: {url}");
        return Err(Refusal::new(Code::InvalidRequest, message));
    }
    let content = match &part.body {
        None | Some(Value::Null) => Content::Absent,
        Some(body) => Content::Json(fill_value(body, earlier)?),
    };
    let inner = Call::new(&part.method, &url, headers(call, part), content)?;
    match inner.segments().as_slice() {
        ["composite"] => return Err(Refusal::not_found()),
        ["composite", nested, ..] if NESTED.contains(nested) => return Err(Refusal::not_found()),
        _ => {}
    }
    route::answer(&inner, desk)
}

/// Options of the whole request hold for its parts; a part's own headers come first.
fn headers(call: &Call, part: &PartRequest) -> HashMap<String, String> {
    let options = call.headers().iter().filter(|(name, _)| name.starts_with("sforce-"));
    let mut headers: HashMap<String, String> = options.map(|(name, value)| (name.clone(), value.clone())).collect();
    headers.extend(part.http_headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), value.clone())));
    headers
}

fn fill_value(value: &Value, earlier: &[Part]) -> Result<Value, Refusal> {
    match value {
        Value::String(text) => match whole_reference(text) {
            Some(path) => look_up(path, earlier),
            None => fill(text, earlier, str::to_owned).map(Value::from),
        },
        Value::Array(list) => list.iter().map(|value| fill_value(value, earlier)).collect(),
        Value::Object(map) => map
            .iter()
            .map(|(key, value)| Ok((key.clone(), fill_value(value, earlier)?)))
            .collect::<Result<serde_json::Map<_, _>, Refusal>>()
            .map(Value::Object),
        other => Ok(other.clone()),
    }
}

/// `@{a.id}` and nothing else: the value keeps its type.
fn whole_reference(text: &str) -> Option<&str> {
    let path = text.strip_prefix("@{")?.strip_suffix('}')?;
    (!path.contains('}')).then_some(path)
}

fn fill(text: &str, earlier: &[Part], encode: impl Fn(&str) -> String) -> Result<String, Refusal> {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("@{") {
        let Some((path, after)) = after.split_once('}') else { break };
        filled.push_str(before);
        match look_up(path, earlier)? {
            Value::String(text) => filled.push_str(&encode(&text)),
            other => filled.push_str(&encode(&other.to_string())),
        }
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// The value at `reference.path[0].to.it` in the body of an earlier part.
fn look_up(path: &str, earlier: &[Part]) -> Result<Value, Refusal> {
    let (reference, inside) = path.split_once('.').unwrap_or((path, ""));
    let (reference, index) = split_index(reference);
    let missing = || {
        Refusal::new(
            Code::ProcessingHalted,
            format!("Invalid reference specified. No value for {path} found in {reference}"),
        )
    };
    let part = earlier.iter().find(|part| part.reference == reference).ok_or_else(missing)?;
    if !part.answer.is_success() {
        return Err(missing());
    }
    let mut value = part.answer.payload.to_value();
    if let Some(index) = index {
        value = value.get(index).cloned().ok_or_else(missing)?;
    }
    for step in inside.split('.').filter(|step| !step.is_empty()) {
        let (key, index) = split_index(step);
        value = member(&value, key).cloned().ok_or_else(missing)?;
        if let Some(index) = index {
            value = value.get(index).cloned().ok_or_else(missing)?;
        }
    }
    Ok(value)
}

/// A key in any letter case: replies say `id`, records say `Id`.
fn member<'v>(value: &'v Value, key: &str) -> Option<&'v Value> {
    let map = value.as_object()?;
    map.get(key).or_else(|| map.iter().find(|(known, _)| known.eq_ignore_ascii_case(key)).map(|(_, value)| value))
}

fn split_index(step: &str) -> (&str, Option<usize>) {
    let Some((key, index)) = step.strip_suffix(']').and_then(|step| step.split_once('[')) else {
        return (step, None);
    };
    (key, index.parse().ok())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn earlier() -> Vec<Part> {
        vec![Part {
            reference: "contact".into(),
            answer: Answer::json(200, json!({"id": "003", "records": [{"Name": "A B", "Age": 7}]})),
        }]
    }

    #[test]
    fn references_reach_into_earlier_answers() {
        let earlier = earlier();
        assert_eq!(fill_value(&json!({"WhoId": "@{contact.id}"}), &earlier).unwrap(), json!({"WhoId": "003"}));
        assert_eq!(fill_value(&json!("@{contact.records[0].Age}"), &earlier).unwrap(), json!(7));
        assert_eq!(fill_value(&json!("Dear @{contact.records[0].Name},"), &earlier).unwrap(), json!("Dear A B,"));
        let encoded = fill("/x/@{contact.records[0].Name}", &earlier, |value| value.replace(' ', "%20")).unwrap();
        assert_eq!(encoded, "/x/A%20B");
    }

    #[test]
    fn a_reference_to_nothing_is_refused() {
        for text in ["@{nobody.id}", "@{contact.nothing}", "@{contact.records[3].Name}"] {
            assert_eq!(fill_value(&json!(text), &earlier()).unwrap_err().code, Code::ProcessingHalted, "{text}");
        }
        assert_eq!(fill_value(&json!("a @{ b"), &earlier()).unwrap(), json!("a @{ b"));
    }
}
