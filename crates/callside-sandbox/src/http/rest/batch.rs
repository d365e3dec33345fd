//! `/composite/batch`: up to 25 calls that know nothing of each other.

use serde::Deserialize;
use serde_json::Value;

use super::answer::{Answer, Payload};
use super::call::{Call, Content};
use super::composite::read;
use super::desk::Desk;
use super::route;
use crate::refusal::{Code, Refusal};

const MOST_PARTS: usize = 25;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Request {
    #[serde(default)]
    halt_on_error: bool,
    batch_requests: Vec<BatchPart>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct BatchPart {
    method: String,
    /// From the version on: `v59.0/limits`.
    url: String,
    rich_input: Option<Value>,
    /// Names of a part with bytes, which only a request in several parts could carry.
    #[serde(rename = "binaryPartName")]
    _bytes: Option<String>,
    #[serde(rename = "binaryPartNameAlias")]
    _bytes_as: Option<String>,
}

/// `POST /composite/batch`.
pub fn answer(call: &Call, desk: &mut Desk<'_, '_>) -> Result<Answer, Refusal> {
    let request: Request = read(call.json()?)?;
    if request.batch_requests.len() > MOST_PARTS {
        return Err(Refusal::new(Code::InvalidRequest, format!("Limit of {MOST_PARTS} subrequests exceeded")));
    }
    let halted = Refusal::new(Code::BatchProcessingHalted, "Batch processing halted per request");
    let mut results: Vec<Answer> = Vec::with_capacity(request.batch_requests.len());
    let mut has_errors = false;
    for part in &request.batch_requests {
        if has_errors && request.halt_on_error {
            results.push(Answer::refused(&halted));
            continue;
        }
        let mark = desk.tx.savepoint();
        let answer = answer_one(call, desk, part).unwrap_or_else(|refusal| Answer::refused(&refusal));
        if !answer.is_success() {
            has_errors = true;
            desk.tx.roll_back_to(mark);
        }
        results.push(answer);
    }
    Ok(Answer::of(200, Payload::Batch { has_errors, results }))
}

fn answer_one(call: &Call, desk: &mut Desk<'_, '_>, part: &BatchPart) -> Result<Answer, Refusal> {
    let target = format!("/services/data/{}", part.url.trim_start_matches('/'));
    let content = part.rich_input.clone().map_or(Content::Absent, Content::Json);
    let inner = Call::new(&part.method, &target, call.headers().clone(), content)?;
    if inner.segments().first() == Some(&"composite") {
        return Err(Refusal::not_found());
    }
    route::answer(&inner, desk)
}
