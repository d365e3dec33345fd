//! Answers to desktops and to people of the team: JSON, never cached, with nothing of the request in them.

use crate::ready::Readiness;
use axum::body::{Body, to_bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue, RETRY_AFTER};
use axum::http::{Request, Response, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use std::time::Duration;

/// Largest body of a request of a desktop, in bytes.
const MAX_BODY: usize = 64 * 1024;
/// How long such a body may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Says that this relay answered, and not a proxy on the way.
const OURS: HeaderName = HeaderName::from_static("callside-relay");

/// A request that is not answered with what it asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Answered {
    #[error("web pages may not ask this")]
    Origin,
    #[error("there is nothing at this address")]
    NotFound,
    #[error("the request cannot be read")]
    Malformed,
    #[error("sign in anew")]
    SignIn,
    #[error("this person is not of the team")]
    NotOfTheTeam,
    #[error("this is for {0} only")]
    Role(&'static str),
    #[error("this address takes a WebSocket")]
    NotASocket,
    #[error("the identity provider cannot be reached; try again")]
    ProviderAway,
    #[error("it could not be kept; try again")]
    Busy,
}

impl Answered {
    const fn parts(self) -> (StatusCode, &'static str) {
        match self {
            Self::Origin => (StatusCode::FORBIDDEN, "origin"),
            Self::NotFound => (StatusCode::NOT_FOUND, "not_found"),
            Self::Malformed => (StatusCode::BAD_REQUEST, "malformed"),
            Self::SignIn => (StatusCode::UNAUTHORIZED, "sign_in"),
            Self::NotOfTheTeam => (StatusCode::FORBIDDEN, "not_of_the_team"),
            Self::Role(_) => (StatusCode::FORBIDDEN, "role"),
            Self::NotASocket => (StatusCode::UPGRADE_REQUIRED, "not_a_socket"),
            Self::ProviderAway => (StatusCode::SERVICE_UNAVAILABLE, "provider_away"),
            Self::Busy => (StatusCode::SERVICE_UNAVAILABLE, "busy"),
        }
    }
}

impl From<Answered> for Response<Body> {
    fn from(answered: Answered) -> Self {
        let (status, code) = answered.parts();
        let mut response = json(status, &json!({ "code": code, "message": answered.to_string() }));
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response
    }
}

pub(crate) fn json<T: Serialize>(status: StatusCode, body: &T) -> Response<Body> {
    let text = serde_json::to_string(body).unwrap_or_default();
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

pub(crate) fn text(status: StatusCode, kind: &'static str, text: String) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// Marks an answer as this relay's own, and keeps it out of caches.
pub(crate) fn ours(mut response: Response<Body>) -> Response<Body> {
    let headers = response.headers_mut();
    headers.insert(OURS, HeaderValue::from_static("1"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("x-content-type-options", HeaderValue::from_static("nosniff"));
    response
}

fn later(status: StatusCode, code: &str, message: &str, wait: Duration) -> Response<Body> {
    let mut response = json(status, &json!({ "code": code, "message": message }));
    let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds.max(1)));
    response
}

pub(crate) fn limited(wait: Duration) -> Response<Body> {
    later(StatusCode::TOO_MANY_REQUESTS, "limited", "this source sends too much", wait)
}

pub(crate) fn busy(wait: Duration) -> Response<Body> {
    later(StatusCode::SERVICE_UNAVAILABLE, "busy", "this relay is about to end; send it again", wait)
}

/// What a balancer asks: 204, or 503 for whatever reason. Everybody may ask, so it says no more.
pub(crate) fn readiness(stands: Readiness) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    if !stands.is_ready() {
        *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("1"));
    }
    ours(response)
}

/// Reads the JSON body of a desktop's request.
pub(crate) async fn body<T: DeserializeOwned>(request: Request<Body>) -> Result<T, Answered> {
    body_up_to(request, MAX_BODY).await
}

/// The same for a longer one; `most` is in bytes.
pub(crate) async fn body_up_to<T: DeserializeOwned>(request: Request<Body>, most: usize) -> Result<T, Answered> {
    let bytes = tokio::time::timeout(PATIENCE, to_bytes(request.into_body(), most)).await;
    let bytes = bytes.map_err(|_| Answered::Malformed)?.map_err(|_| Answered::Malformed)?;
    serde_json::from_slice(&bytes).map_err(|_| Answered::Malformed)
}
