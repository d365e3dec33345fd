//! Who asks: Bearer and Basic.

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Whether the request carries this token as Bearer.
pub fn bearer(headers: &HeaderMap, token: &str) -> bool {
    given(headers, "Bearer ").is_some_and(|given| given == token)
}

/// Whether the request carries these as Basic.
pub fn basic(headers: &HeaderMap, (user, password): (&str, &str)) -> bool {
    given(headers, "Basic ").is_some_and(|given| given == STANDARD.encode(format!("{user}:{password}")))
}

fn given<'h>(headers: &'h HeaderMap, scheme: &str) -> Option<&'h str> {
    headers.get(AUTHORIZATION)?.to_str().ok()?.strip_prefix(scheme)
}
