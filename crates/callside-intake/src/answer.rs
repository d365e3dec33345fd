//! Answers: short, the same for everybody, and with nothing of the request in them.

use crate::page;
use crate::refusal::Refusal;
use crate::sink::SinkError;
use axum::body::Body;
use axum::http::header::{ALLOW, CONNECTION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, RETRY_AFTER};
use axum::http::{HeaderValue, Response, StatusCode};
use callside_core::ivr::IvrAnswer;
use serde_json::json;

type Answer = Response<Body>;

/// The delivery is safe.
pub(crate) fn accepted() -> Answer {
    said(200, "accepted", "Callside has it")
}

/// The delivery is well, and there is nothing in it for Callside.
pub(crate) fn nothing_to_keep() -> Answer {
    said(200, "nothing_to_keep", "Callside has no use for this event")
}

/// The page for the agent's browser.
pub(crate) fn closing_page() -> Answer {
    let mut answer = plain(200, "text/html; charset=utf-8", page::HTML.clone());
    set(&mut answer, CONTENT_SECURITY_POLICY, &page::POLICY);
    answer
}

/// What an IVR is told: flat, never kept by anybody on the way.
pub(crate) fn ivr(answer: &IvrAnswer) -> Answer {
    plain(200, "application/json", serde_json::to_string(answer).unwrap_or_default())
}

/// The door is open.
pub(crate) fn healthy() -> Answer {
    let mut answer = plain(204, "", String::new());
    answer.headers_mut().remove(CONTENT_TYPE);
    answer
}

/// The reason as JSON. The connection ends with it, because the rest of the request may still be under way.
pub(crate) fn refused(refusal: &Refusal) -> Answer {
    let mut answer = said(refusal.status(), refusal.code(), &refusal.to_string());
    set(&mut answer, CONNECTION, "close");
    match refusal {
        Refusal::Method { allow } => set(&mut answer, ALLOW, allow),
        Refusal::Sink(SinkError::Busy { retry_after }) => {
            let seconds = retry_after.as_secs() + u64::from(retry_after.subsec_nanos() > 0);
            set(&mut answer, RETRY_AFTER, &seconds.max(1).to_string());
        }
        _ => {}
    }
    answer
}

fn said(status: u16, code: &str, message: &str) -> Answer {
    plain(status, "application/json", json!({ "code": code, "message": message }).to_string())
}

fn plain(status: u16, content_type: &str, text: String) -> Answer {
    let mut answer = Response::new(Body::from(text));
    *answer.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    set(&mut answer, CONTENT_TYPE, content_type);
    for (name, value) in [
        ("cache-control", "no-store"),
        ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
        ("cross-origin-resource-policy", "same-origin"),
        ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"),
    ] {
        set(&mut answer, HeaderName::from_static(name), value);
    }
    answer
}

/// All values are ours and plain ASCII; one that were not would be left out.
fn set(answer: &mut Answer, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        answer.headers_mut().insert(name, value);
    }
}
