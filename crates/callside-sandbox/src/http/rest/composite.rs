//! `/composite`: up to 25 calls in one, with references between them.

use std::collections::HashSet;

use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{Answer, Payload};
use super::call::{Call, Verb};
use super::desk::Desk;
use super::parts::{self, PartRequest};
use crate::refusal::{Code, Refusal};

/// Most parts of a request.
const MOST_PARTS: usize = 25;
/// Most queries and collections among them.
const MOST_QUERIES: usize = 5;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Request {
    #[serde(default)]
    all_or_none: bool,
    /// Parts that do not depend on each other may be put together; the answer is the same.
    #[serde(default, rename = "collateSubrequests")]
    _collate: bool,
    composite_request: Vec<PartRequest>,
}

/// `POST /composite`, and the list of its resources.
pub fn answer(call: &Call, desk: &mut Desk<'_, '_>) -> Result<Answer, Refusal> {
    match call.verb {
        Verb::Get => return Ok(resources(call)),
        Verb::Post => {}
        _ => return Err(call.method_refusal("HEAD,GET,POST")),
    }
    let request: Request = read(call.json()?)?;
    if request.composite_request.len() > MOST_PARTS {
        return Err(Refusal::new(Code::InvalidRequest, format!("Limit of {MOST_PARTS} subrequests exceeded")));
    }
    let queries = request.composite_request.iter().filter(|part| is_query(&part.url)).count();
    if queries > MOST_QUERIES {
        let message = format!("Limit of {MOST_QUERIES} query and collection subrequests exceeded");
        return Err(Refusal::new(Code::InvalidRequest, message));
    }
    check_names(&request.composite_request)?;
    let parts = parts::answer_all(desk, call, &request.composite_request, request.all_or_none);
    Ok(Answer::of(200, Payload::Parts("compositeResponse", parts)))
}

/// Reads the body of a composite resource.
///
/// # Errors
/// `JSON_PARSER_ERROR`, also for a key that the resource does not have.
pub fn read<T: serde::de::DeserializeOwned>(body: &Value) -> Result<T, Refusal> {
    serde_json::from_value(body.clone()).map_err(|error| {
        let told = error.to_string();
        let unknown = told.strip_prefix("unknown field `").and_then(|rest| rest.split('`').next());
        let told = unknown.map_or_else(|| told.clone(), |key| format!("Unrecognized field \"{key}\""));
        Refusal::new(Code::JsonParserError, told)
    })
}

/// Names start with a letter, go on with letters, digits and underscores, and are given once.
///
/// # Errors
/// `INVALID_REQUEST`.
pub fn check_names(parts: &[PartRequest]) -> Result<(), Refusal> {
    let mut seen = HashSet::new();
    for part in parts {
        let name = part.reference_id.as_str();
        let well_formed = name.starts_with(|first: char| first.is_ascii_alphabetic())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if !well_formed {
            let message = format!(
                "Provided reference ID ('{name}') must start with a letter or a number, and it can contain only letters, numbers and underscores ('_')."
            );
            return Err(Refusal::new(Code::InvalidRequest, message));
        }
        if !seen.insert(name) {
            return Err(Refusal::new(Code::InvalidRequest, format!("Duplicate reference ID: {name}")));
        }
    }
    Ok(())
}

fn is_query(url: &str) -> bool {
    let path = url.split('?').next().unwrap_or_default();
    let mut segments = path.trim_start_matches("/services/data/").split('/').skip(1);
    matches!(
        (segments.next(), segments.next()),
        (Some("query" | "queryAll" | "search" | "parameterizedSearch"), _) | (Some("composite"), Some("sobjects"))
    )
}

fn resources(call: &Call) -> Answer {
    let at = |name: &str| format!("/services/data/{}/composite/{name}", call.version_text());
    Answer::json(
        200,
        json!({
            "batch": at("batch"), "graph": at("graph"), "sobjects": at("sobjects"), "tree": at("tree"),
        }),
    )
}
