//! The control endpoints under `/_sandbox`: for tests and demos, behind a secret of their own.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::shared::Shared;
use super::strict::{Asked, Told};
use crate::error::SandboxError;
use crate::faults::Fault;
use crate::options::FieldAccess;
use crate::org::LedgerFilter;
use crate::phones::System;
use crate::players::{CallPlay, OutboundPlay};
use crate::refusal::Refusal;

/// The header that carries the secret.
pub const SECRET_HEADER: &str = "x-sandbox-secret";

/// The control endpoints.
pub fn router(shared: Arc<Shared>) -> Router<Arc<Shared>> {
    Router::new()
        .route("/ledger", get(ledger))
        .route("/faults", get(faults).post(inject).delete(clear_faults))
        .route("/faults/{id}", delete(clear_fault))
        .route("/records/{object}", post(create))
        .route("/records/{object}/{id}", get(record).patch(edit).delete(remove))
        .route("/field-security", post(field_security))
        .route("/expire", post(expire))
        .route("/revoke", post(revoke))
        .route("/clock", get(clock).post(advance))
        .route("/limits", post(limits))
        .route("/calls", post(call))
        .route("/outbound-messages", post(outbound))
        .route("/callers", get(callers))
        .route("/phones", get(phones).post(set_phones))
        .layer(middleware::from_fn_with_state(shared, guard))
}

async fn guard(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let given = request.headers().get(SECRET_HEADER).map(|value| value.as_bytes().to_vec());
    if given.as_deref() != Some(shared.control_secret.as_bytes()) {
        return (StatusCode::UNAUTHORIZED, Json(json!({ "error": format!("{SECRET_HEADER} is missing or wrong") })))
            .into_response();
    }
    next.run(request).await
}

async fn ledger(State(shared): State<Arc<Shared>>, Asked(filter): Asked<LedgerFilter>) -> Response {
    let org = shared.org();
    Json(json!({ "entries": org.ledger().read(&filter), "total": org.ledger().len() })).into_response()
}

async fn faults(State(shared): State<Arc<Shared>>) -> Response {
    Json(json!({ "faults": shared.faults().list() })).into_response()
}

async fn inject(State(shared): State<Arc<Shared>>, Told(fault): Told<Fault>) -> Response {
    let id = shared.faults().inject(fault);
    (StatusCode::CREATED, Json(json!({ "id": id }))).into_response()
}

async fn clear_faults(State(shared): State<Arc<Shared>>) -> StatusCode {
    shared.faults().clear_all();
    StatusCode::NO_CONTENT
}

async fn clear_fault(State(shared): State<Arc<Shared>>, Path(id): Path<u64>) -> StatusCode {
    if shared.faults().clear(id) { StatusCode::NO_CONTENT } else { StatusCode::NOT_FOUND }
}

async fn create(
    State(shared): State<Arc<Shared>>,
    Path(object): Path<String>,
    Told(fields): Told<Map<String, Value>>,
) -> Response {
    match shared.create_as_other(&object, &fields) {
        Ok(id) => (StatusCode::CREATED, Json(json!({ "id": id }))).into_response(),
        Err(refusal) => refuse(&refusal),
    }
}

async fn record(State(shared): State<Arc<Shared>>, Path((object, id)): Path<(String, String)>) -> Response {
    match shared.org().record(&object, &id) {
        Some(record) => Json(record).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn edit(
    State(shared): State<Arc<Shared>>,
    Path((object, id)): Path<(String, String)>,
    Told(fields): Told<Map<String, Value>>,
) -> Response {
    done(shared.edit_as_other(&object, &id, &fields))
}

async fn remove(State(shared): State<Arc<Shared>>, Path((object, id)): Path<(String, String)>) -> Response {
    done(shared.delete_as_other(&object, &id))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldSetting {
    object: String,
    field: String,
    access: Option<FieldAccess>,
}

async fn field_security(State(shared): State<Arc<Shared>>, Told(setting): Told<FieldSetting>) -> StatusCode {
    shared.org().security_mut().set(&setting.object, &setting.field, setting.access);
    StatusCode::NO_CONTENT
}

/// Whom to sign out; everybody when absent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Whom {
    username: Option<String>,
}

impl Whom {
    /// The id of the named user. An unknown name is an id of nobody, so that nobody is signed out by mistake.
    fn id(&self, shared: &Shared) -> Option<String> {
        let name = self.username.as_deref()?;
        Some(shared.cast.by_username(name).map_or_else(|| name.to_owned(), |user| user.id.clone()))
    }
}

async fn expire(State(shared): State<Arc<Shared>>, whom: Option<Told<Whom>>) -> StatusCode {
    let user = whom.and_then(|Told(whom)| whom.id(&shared));
    shared.grants().expire_sessions(user.as_deref());
    StatusCode::NO_CONTENT
}

async fn revoke(State(shared): State<Arc<Shared>>, whom: Option<Told<Whom>>) -> StatusCode {
    let user = whom.and_then(|Told(whom)| whom.id(&shared));
    shared.grants().revoke_all(user.as_deref());
    StatusCode::NO_CONTENT
}

async fn clock(State(shared): State<Arc<Shared>>) -> Response {
    Json(json!({ "now": shared.now().to_string() })).into_response()
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    seconds: u64,
}

async fn advance(State(shared): State<Arc<Shared>>, Told(advance): Told<Advance>) -> Response {
    shared.clock.advance(Duration::from_secs(advance.seconds));
    Json(json!({ "now": shared.now().to_string() })).into_response()
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Used {
    used: u64,
}

async fn limits(State(shared): State<Arc<Shared>>, Told(used): Told<Used>) -> StatusCode {
    shared.set_calls(used.used);
    StatusCode::NO_CONTENT
}

async fn call(State(shared): State<Arc<Shared>>, Told(call): Told<CallPlay>) -> Response {
    match shared.play(&call).await {
        Ok(report) => Json(report).into_response(),
        Err(error) => {
            let status = match error {
                SandboxError::NotLoopback(_) | SandboxError::Unplayable(_) => StatusCode::BAD_REQUEST,
                SandboxError::Listen { .. } | SandboxError::Client(_) => StatusCode::INTERNAL_SERVER_ERROR,
            };
            (status, Json(json!({ "error": error.to_string() }))).into_response()
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfSystem {
    system: Option<System>,
}

async fn phones(State(shared): State<Arc<Shared>>, Asked(of): Asked<OfSystem>) -> Response {
    Json(json!({ "deeds": shared.phones.open().ledger.read(of.system) })).into_response()
}

/// What a test changes about the phone systems; what is absent stays.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhoneSetting {
    /// The door that hears of calls that are made through the APIs.
    pub door: Option<String>,
    /// Credits that are left at Sticky Calls.
    pub sticky_credits: Option<u64>,
    /// Requests a minute that Aircall allows.
    pub aircall_limit: Option<i64>,
    /// Users and tags that Aircall has besides those of the demo.
    pub aircall_more: Option<u64>,
    /// The only events that Aircall's webhooks bring.
    pub aircall_events: Option<Vec<String>>,
    /// Switches Aircall's webhooks off, as after too many failures.
    #[serde(default)]
    pub aircall_webhooks_off: bool,
}

async fn set_phones(State(shared): State<Arc<Shared>>, Told(setting): Told<PhoneSetting>) -> StatusCode {
    shared.set_phones(setting);
    StatusCode::NO_CONTENT
}

async fn outbound(State(shared): State<Arc<Shared>>, Told(play): Told<OutboundPlay>) -> Response {
    match shared.send_outbound(&play).await {
        Ok(report) => Json(report).into_response(),
        Err(error) => (StatusCode::BAD_REQUEST, Json(json!({ "error": error.to_string() }))).into_response(),
    }
}

async fn callers(State(shared): State<Arc<Shared>>) -> Response {
    Json(json!({ "callers": shared.cast.callers })).into_response()
}

fn done(outcome: Result<(), Refusal>) -> Response {
    match outcome {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(refusal) => refuse(&refusal),
    }
}

fn refuse(refusal: &Refusal) -> Response {
    super::faulty::refuse(refusal)
}
