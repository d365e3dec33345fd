//! Where injected faults strike: before a request is handled, and before its answer leaves.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::shared::Shared;
use super::wire::Scissors;
use crate::faults::FaultKind;
use crate::refusal::{Code, Refusal};

/// Marks a request whose first write shall find its row locked.
#[derive(Debug, Clone, Copy)]
pub struct RowIsLocked;

/// More than any request that the rules behind this allow.
const LONGEST_BODY: usize = 64 * 1024 * 1024;

/// Handles a request with the faults that hit it. Once it has come in whole it is carried out, also when the caller
/// hangs up: so does Salesforce.
pub async fn strike(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(scissors): ConnectInfo<Scissors>,
    request: Request,
    next: Next,
) -> Response {
    let (head, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LONGEST_BODY).await else { return StatusCode::BAD_REQUEST.into_response() };
    let request = Request::from_parts(head, Body::from(body));
    let handled = tokio::spawn(handle(shared, scissors, request, next)).await;
    handled.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

async fn handle(shared: Arc<Shared>, scissors: Scissors, mut request: Request, next: Next) -> Response {
    let kinds = shared.faults().strike(request.method().as_str(), request.uri().path());
    for kind in &kinds {
        match kind {
            FaultKind::Latency { millis, after_commit: false } => sleep(*millis).await,
            FaultKind::ResetBeforeCommit => {
                scissors.cut();
                return StatusCode::NO_CONTENT.into_response();
            }
            FaultKind::ExpireSession => {
                if let Some(token) = bearer(request.headers()) {
                    shared.grants().expire_session(&token);
                }
            }
            FaultKind::RequestLimitExceeded => {
                return refuse(&Refusal::new(Code::RequestLimitExceeded, "TotalRequests Limit exceeded."));
            }
            FaultKind::ServerUnavailable => {
                return refuse(&Refusal::new(Code::ServerUnavailable, "Server Unavailable"));
            }
            FaultKind::BadGateway => return bad_gateway(),
            FaultKind::Status { status } => {
                let status = StatusCode::from_u16(*status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
                return (status, axum::Json(serde_json::json!({ "error": "injected" }))).into_response();
            }
            FaultKind::UnableToLockRow => {
                request.extensions_mut().insert(RowIsLocked);
            }
            FaultKind::Latency { after_commit: true, .. } | FaultKind::ResetAfterCommit | FaultKind::MalformedBody => {}
        }
    }
    let mut response = next.run(request).await;
    for kind in kinds {
        match kind {
            FaultKind::Latency { millis, after_commit: true } => sleep(millis).await,
            FaultKind::ResetAfterCommit => scissors.cut(),
            FaultKind::MalformedBody => response = cut_in_half(response).await,
            _ => {}
        }
    }
    response
}

/// The access token of a request: `Bearer`, or `OAuth` as older clients say.
pub fn bearer(headers: &axum::http::HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    ["bearer", "oauth"].contains(&scheme.to_ascii_lowercase().as_str()).then(|| token.trim().to_owned())
}

/// A refusal as a whole answer.
pub fn refuse(refusal: &Refusal) -> Response {
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [(header::CONTENT_TYPE, "application/json;charset=UTF-8")], refusal.body().to_string()).into_response()
}

fn bad_gateway() -> Response {
    let page = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>";
    (StatusCode::BAD_GATEWAY, [(header::CONTENT_TYPE, "text/html")], page).into_response()
}

async fn cut_in_half(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let half = if bytes.is_empty() { b"{\"".to_vec() } else { bytes[..bytes.len() / 2].to_vec() };
    if parts.status == StatusCode::NO_CONTENT {
        parts.status = StatusCode::OK;
    }
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(half.len()));
    Response::from_parts(parts, Body::from(half))
}

async fn sleep(millis: u64) {
    tokio::time::sleep(Duration::from_millis(millis)).await;
}
