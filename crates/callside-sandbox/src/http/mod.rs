//! The sandbox over HTTP: one origin for sign-in, data and control.

mod consent;
mod control;
mod faulty;
mod identity;
mod oauth;
mod rest;
mod shared;
mod soap;
mod strict;
mod wire;

use std::sync::Arc;

use axum::Router;
use axum::middleware;
use axum::routing::{any, get, post};

pub use control::PhoneSetting;
pub use shared::Shared;
pub use wire::{Doorway, Scissors};

/// Every address of the sandbox.
pub fn router(shared: Arc<Shared>) -> Router {
    let open = Router::new()
        .route("/services/oauth2/authorize", get(oauth::show_authorize).post(oauth::decide))
        .route("/services/oauth2/token", post(oauth::token))
        .route("/services/oauth2/revoke", get(oauth::revoke_by_link).post(oauth::revoke))
        .route("/services/oauth2/introspect", post(oauth::introspect))
        .route("/services/oauth2/userinfo", get(identity::userinfo).post(identity::userinfo))
        .route("/.well-known/openid-configuration", get(identity::configuration))
        .route("/id/keys", get(identity::keys))
        .route("/id/{org}/{user}", get(identity::identity))
        .route("/services/data", get(rest::versions))
        .route("/services/data/", get(rest::versions))
        .route("/services/data/{*rest}", any(rest::data))
        .route("/services/Soap/u/{version}", post(soap::partner))
        .merge(crate::phones::router(Arc::clone(&shared)))
        .layer(middleware::from_fn_with_state(Arc::clone(&shared), faulty::strike))
        .layer(tower_http::compression::CompressionLayer::new().gzip(true));
    Router::new().merge(open).nest("/_sandbox", control::router(Arc::clone(&shared))).with_state(shared)
}
