//! What is asked of the control endpoints, read strictly: whatever cannot be read, a key that nothing knows included, is a
//! 400 with `{"error"}` that says what is wrong. A test that misspells a key must not pass for another reason.

use axum::Json;
use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, OptionalFromRequest, Query, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use serde_json::json;

/// A body in JSON.
pub struct Told<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Told<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        match <Json<T> as FromRequest<S>>::from_request(request, state).await {
            Ok(Json(told)) => Ok(Self(told)),
            Err(rejection) => Err(unread(&rejection)),
        }
    }
}

/// No body at all is `None`.
impl<T: DeserializeOwned, S: Send + Sync> OptionalFromRequest<S> for Told<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Option<Self>, Response> {
        match <Json<T> as OptionalFromRequest<S>>::from_request(request, state).await {
            Ok(told) => Ok(told.map(|Json(told)| Self(told))),
            Err(rejection) => Err(unread(&rejection)),
        }
    }
}

/// The parameters of an address.
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Response> {
        match Query::<T>::try_from_uri(&parts.uri) {
            Ok(Query(asked)) => Ok(Self(asked)),
            Err(rejection) => Err(refused(&rejection)),
        }
    }
}

fn unread(rejection: &JsonRejection) -> Response {
    let status = match rejection.status() {
        StatusCode::UNPROCESSABLE_ENTITY => StatusCode::BAD_REQUEST,
        other => other,
    };
    (status, Json(json!({ "error": rejection.body_text() }))).into_response()
}

fn refused(rejection: &QueryRejection) -> Response {
    (StatusCode::BAD_REQUEST, Json(json!({ "error": rejection.body_text() }))).into_response()
}
