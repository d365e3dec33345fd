//! The OAuth endpoints.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Form;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

use super::consent;
use super::shared::Shared;
use crate::oauth::{AuthorizeRequest, IdClaims, Inspected, Issued, OauthError, OauthRefusal, Scopes};

type Parameters = HashMap<String, String>;

/// `GET /services/oauth2/authorize`: the sign-in page, or the answer at once where the sandbox is set up so.
pub async fn show_authorize(State(shared): State<Arc<Shared>>, Query(parameters): Query<Parameters>) -> Response {
    let request = match read(&shared, &parameters) {
        Ok(request) => request,
        Err(response) => return *response,
    };
    if shared.options.auto_approve {
        let user = request.login_hint.as_deref().and_then(|name| shared.cast.by_username(name));
        let user = user.unwrap_or_else(|| shared.cast.agent()).id.clone();
        return approve(&shared, request, &user);
    }
    if request.immediate {
        let refusal = OauthRefusal::new(OauthError::ImmediateUnsuccessful, "the user must sign in");
        return see(&request.redirect.with_refusal(refusal));
    }
    let username = request.login_hint.clone().unwrap_or_else(|| shared.cast.agent().username.clone());
    Html(consent::page(&shared.cast, &parameters, &username, &request.scopes.to_string(), None)).into_response()
}

/// `POST /services/oauth2/authorize`: what the user decided on the page.
pub async fn decide(State(shared): State<Arc<Shared>>, Form(parameters): Form<Parameters>) -> Response {
    let request = match read(&shared, &parameters) {
        Ok(request) => request,
        Err(response) => return *response,
    };
    if parameters.get("decision").map(String::as_str) == Some("deny") {
        let refusal = OauthRefusal::new(OauthError::AccessDenied, "end-user denied authorization");
        return see(&request.redirect.with_refusal(refusal));
    }
    let username = parameters.get("username").map_or("", String::as_str);
    let user = shared
        .cast
        .by_username(username)
        .filter(|user| user.is_active && parameters.get("password") == Some(&user.password))
        .map(|user| user.id.clone());
    match user {
        Some(user) => approve(&shared, request, &user),
        None => {
            let message =
                "Please check your username and password. If you still can't log in, contact your administrator.";
            let scopes = request.scopes.to_string();
            Html(consent::page(&shared.cast, &parameters, username, &scopes, Some(message))).into_response()
        }
    }
}

/// The request of a page, or the answer to a bad one: shown here if the callback cannot be trusted, else sent there.
fn read(shared: &Shared, parameters: &Parameters) -> Result<AuthorizeRequest, Box<Response>> {
    match AuthorizeRequest::read(&shared.app, |name| parameters.get(name).cloned()) {
        Ok(Ok(request)) => Ok(request),
        Ok(Err((redirect, refusal))) => Err(Box::new(see(&redirect.with_refusal(refusal)))),
        Err(refusal) => Err(Box::new((StatusCode::BAD_REQUEST, Html(consent::refusal_page(refusal))).into_response())),
    }
}

fn approve(shared: &Shared, request: AuthorizeRequest, user: &str) -> Response {
    let redirect = request.redirect.clone();
    let code = shared.grants().issue_code(request, user, shared.now());
    see(&redirect.with_code(&code))
}

fn see(address: &str) -> Response {
    // 302 as Salesforce sends it; a form that was posted is fetched with GET by every browser.
    let mut response = Redirect::to(address).into_response();
    *response.status_mut() = StatusCode::FOUND;
    response
}

/// `POST /services/oauth2/token`.
pub async fn token(State(shared): State<Arc<Shared>>, headers: HeaderMap, Form(form): Form<Parameters>) -> Response {
    match grant(&shared, &headers, &form) {
        Ok(issued) => (uncached(), axum::Json(token_body(&shared, &issued))).into_response(),
        Err(refusal) => refuse(refusal),
    }
}

fn grant(shared: &Shared, headers: &HeaderMap, form: &Parameters) -> Result<Issued, OauthRefusal> {
    let text = |name: &str| form.get(name).map(String::as_str);
    let now = shared.now();
    match text("grant_type") {
        Some("authorization_code") => {
            check_client(shared, headers, form)?;
            let code = text("code")
                .ok_or(OauthRefusal::new(OauthError::InvalidRequest, "missing required parameter: code"))?;
            shared.grants().redeem(code, text("redirect_uri"), text("code_verifier"), now)
        }
        Some("refresh_token") => {
            check_client(shared, headers, form)?;
            let token = text("refresh_token")
                .ok_or(OauthRefusal::new(OauthError::InvalidRequest, "missing required parameter: refresh_token"))?;
            shared.grants().refresh(token, now)
        }
        Some("client_credentials") => {
            let (id, secret) = credentials(headers, form);
            shared.app.check_confidential(id.as_deref(), secret.as_deref())?;
            let user = shared.app.run_as.as_deref().and_then(|name| shared.cast.by_username(name));
            let user = user
                .filter(|user| user.is_active)
                .ok_or(OauthRefusal::new(OauthError::InvalidGrant, "no client credentials user enabled"))?;
            let scopes = Scopes::parse(text("scope"))?.without_a_person()?;
            Ok(shared.grants().sign_in(&user.id, scopes, now))
        }
        _ => Err(OauthRefusal::new(OauthError::UnsupportedGrantType, "grant type not supported")),
    }
}

/// Client id and secret of the form, or of a Basic header.
fn check_client(shared: &Shared, headers: &HeaderMap, form: &Parameters) -> Result<(), OauthRefusal> {
    let (id, secret) = credentials(headers, form);
    shared.app.check(id.as_deref(), secret.as_deref())
}

fn credentials(headers: &HeaderMap, form: &Parameters) -> (Option<String>, Option<String>) {
    let basic = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Basic "))
        .and_then(|encoded| STANDARD.decode(encoded).ok())
        .and_then(|bytes| String::from_utf8(bytes).ok());
    let (basic_id, basic_secret) = match basic.as_deref().and_then(|pair| pair.split_once(':')) {
        Some((id, secret)) => (Some(id.to_owned()), Some(secret.to_owned()).filter(|secret| !secret.is_empty())),
        None => (None, None),
    };
    let given = |name: &str| form.get(name).filter(|value| !value.is_empty()).cloned();
    (given("client_id").or(basic_id), given("client_secret").or(basic_secret))
}

/// The token reply: no `expires_in`, and `issued_at` in milliseconds as text.
fn token_body(shared: &Shared, issued: &Issued) -> Value {
    let identity = shared.identity_url(&issued.user);
    let now = shared.now();
    let issued_at = now.as_millisecond().to_string();
    let mut body = json!({
        "access_token": issued.access_token,
        "signature": signature(&shared.app.secret, &identity, &issued_at),
        "scope": issued.scopes.to_string(),
        "instance_url": shared.base_url,
        "id": identity,
        "token_type": "Bearer",
        "issued_at": issued_at,
    });
    if let Some(refresh_token) = &issued.refresh_token {
        body["refresh_token"] = json!(refresh_token);
    }
    if let Some(openid) = &issued.openid {
        body["id_token"] = json!(shared.signing_keys.sign(&IdClaims {
            issuer: &shared.base_url,
            subject: &identity,
            audience: &shared.app.id,
            nonce: openid.nonce.as_deref(),
            access_token: &issued.access_token,
            now,
        }));
    }
    body
}

/// base64 of the HMAC-SHA256 of identity URL and moment, keyed with the consumer secret.
fn signature(secret: &str, identity: &str, issued_at: &str) -> String {
    #[expect(clippy::expect_used, reason = "HMAC takes keys of every length")]
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes every key");
    mac.update(identity.as_bytes());
    mac.update(issued_at.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

/// `POST /services/oauth2/revoke`. A refusal is form-encoded, unlike everywhere else.
pub async fn revoke(State(shared): State<Arc<Shared>>, Form(form): Form<Parameters>) -> Response {
    revoke_token(&shared, &form)
}

/// `GET /services/oauth2/revoke?token=`.
pub async fn revoke_by_link(State(shared): State<Arc<Shared>>, Query(query): Query<Parameters>) -> Response {
    revoke_token(&shared, &query)
}

fn revoke_token(shared: &Shared, parameters: &Parameters) -> Response {
    let known = parameters.get("token").is_some_and(|token| shared.grants().revoke(token));
    if known {
        return StatusCode::OK.into_response();
    }
    let body = format!("error={}&error_description=invalid+token", OauthError::UnsupportedTokenType.as_str());
    let kind = [(header::CONTENT_TYPE, "application/x-www-form-urlencoded;charset=UTF-8")];
    (StatusCode::BAD_REQUEST, kind, body).into_response()
}

/// `POST /services/oauth2/introspect`: only for who knows the consumer secret.
pub async fn introspect(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Form(form): Form<Parameters>,
) -> Response {
    let (id, secret) = credentials(&headers, &form);
    if let Err(refusal) = shared.app.check_confidential(id.as_deref(), secret.as_deref()) {
        return refuse(refusal);
    }
    let now = shared.now();
    let inspected = form.get("token").and_then(|token| shared.grants().inspect(token, now));
    let (kind, user, scopes, times) = match inspected {
        None => return axum::Json(json!({ "active": false })).into_response(),
        Some(Inspected::Access(session)) => {
            ("access_token", session.user, session.scopes, Some((session.issued, session.expires)))
        }
        Some(Inspected::Refresh { user, scopes }) => ("refresh_token", user, scopes, None),
    };
    let username = shared.cast.user(&user).map(|user| user.username.clone());
    let mut body = json!({
        "active": true,
        "scope": scopes.to_string(),
        "client_id": shared.app.id,
        "username": username,
        "sub": shared.identity_url(&user),
        "token_type": kind,
    });
    if let Some((issued, expires)) = times {
        body["iat"] = json!(issued.as_second());
        body["nbf"] = json!(issued.as_second());
        body["exp"] = json!(expires.as_second());
    }
    axum::Json(body).into_response()
}

fn refuse(refusal: OauthRefusal) -> Response {
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST);
    (status, uncached(), axum::Json(refusal.body())).into_response()
}

fn uncached() -> [(header::HeaderName, &'static str); 2] {
    [(header::CACHE_CONTROL, "no-cache, no-store"), (header::PRAGMA, "no-cache")]
}
