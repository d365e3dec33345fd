//! The REST API under `/services/data`.

mod answer;
mod batch;
mod call;
mod collections;
mod composite;
mod describe;
mod describe_field;
mod desk;
mod graph;
mod limits;
mod parts;
mod picklist_values;
mod query;
mod records;
mod replication;
mod route;
mod search;
mod tree;
mod ui_api;
mod versions;

use std::sync::Arc;

use axum::body::{Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

pub use query::Cursors;
pub use ui_api::KeptAnswers;

use super::faulty::{RowIsLocked, bearer, refuse};
use super::shared::Shared;
use crate::oauth::Session;
use crate::refusal::{Code, Refusal};
use answer::{Answer, Payload};
use call::Call;
use desk::{Desk, Usage};

/// Longest address, and longest address with headers, in bytes (REST API guide, status codes 414 and 431).
const LONGEST_HEAD: usize = 16_384;
/// Largest body that is read, in bytes.
const LARGEST_BODY: usize = 12 * 1024 * 1024;

/// `GET /services/data`: needs no token and counts for nothing.
pub async fn versions() -> Response {
    json_response(StatusCode::OK, versions::list().to_string())
}

/// Everything below a version.
pub async fn data(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    if let Err(refusal) = check_size(&head) {
        return refuse(&refusal);
    }
    let Ok(body) = to_bytes(body, LARGEST_BODY).await else {
        return refuse(&Refusal::new(Code::OperationTooLarge, "The request body is too large"));
    };
    let session = match session(&shared, &head.headers) {
        Ok(session) => session,
        Err(refusal) => {
            let mut response = refuse(&refusal);
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Token"));
            return response;
        }
    };
    let usage = Usage { used: shared.count_call(), max: shared.options.daily_requests };
    if usage.used > usage.max {
        return refuse(&Refusal::new(Code::RequestLimitExceeded, "TotalRequests Limit exceeded."));
    }
    let locked = head.extensions.get::<RowIsLocked>().is_some();
    let outcome = Call::from_http(&head, body).and_then(|call| work(&shared, &session, &call, usage, locked));
    let mut response = match outcome {
        Ok(answer) => respond(answer),
        Err(refusal) => refuse(&refusal),
    };
    let limits = format!("api-usage={}/{}", usage.used, usage.max);
    add(&mut response, "sforce-limit-info", &limits);
    add(&mut response, "cache-control", "no-cache,must-revalidate,max-age=0,no-store,private");
    response
}

/// One request is one transaction: committed when it is answered, undone when it is refused.
fn work(shared: &Shared, session: &Session, call: &Call, usage: Usage, locked: bool) -> Result<Answer, Refusal> {
    let mut org = shared.org();
    let mut cursors = shared.cursors();
    let zone = org.zone_of(&session.user);
    let mut tx = org.begin(shared.actor(&session.user), shared.now(), shared.next_request());
    if locked {
        tx.lock_first_row();
    }
    let outcome = {
        let mut desk = Desk { tx: &mut tx, cursors: &mut cursors, usage, zone, shared };
        route::answer(call, &mut desk)
    };
    if locked && tx.has_unmet_lock() {
        return Err(Refusal::new(Code::UnableToLockRow, "unable to obtain exclusive access to this record"));
    }
    if outcome.is_ok() {
        tx.commit();
    }
    outcome
}

fn session(shared: &Shared, headers: &axum::http::HeaderMap) -> Result<Session, Refusal> {
    bearer(headers)
        .and_then(|token| shared.grants().session(&token, shared.now()))
        .filter(|session| session.scopes.has_api())
        .ok_or_else(|| Refusal::new(Code::InvalidSessionId, "Session expired or invalid"))
}

fn check_size(head: &axum::http::request::Parts) -> Result<(), Refusal> {
    let uri = head.uri.to_string().len();
    if uri > LONGEST_HEAD {
        return Err(Refusal::new(Code::UriTooLong, "The length of the URI exceeds the 16,384-byte limit"));
    }
    let headers: usize = head.headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if uri + headers > LONGEST_HEAD {
        return Err(Refusal::new(
            Code::HeadersTooLong,
            "The combined length of the URI and headers exceeds the 16,384-byte limit",
        ));
    }
    Ok(())
}

fn respond(answer: Answer) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = match answer.payload {
        Payload::Empty => status.into_response(),
        Payload::Bytes { media_type, bytes } => {
            (status, [(header::CONTENT_TYPE, media_type)], Bytes::from(bytes)).into_response()
        }
        payload => json_response(status, payload.to_text()),
    };
    for (name, value) in answer.headers {
        add(&mut response, name, &value);
    }
    response
}

fn json_response(status: StatusCode, body: String) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json;charset=UTF-8")], body).into_response()
}

fn add(response: &mut Response, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(HeaderName::from_static(name), value);
    }
}
