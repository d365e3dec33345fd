//! Who the user is: `userinfo` and the identity URL.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::faulty::bearer;
use super::shared::Shared;
use crate::oauth::KNOWN_SCOPES;
use crate::seed::CastUser;

impl Shared {
    /// The identity URL of a user.
    #[must_use]
    pub fn identity_url(&self, user: &str) -> String {
        format!("{}/id/{}/{user}", self.base_url, self.cast.org_id)
    }

    fn urls(&self) -> Value {
        let at = |path: &str| format!("{}{path}", self.base_url);
        let short_org = self.cast.org_id.get(..15).unwrap_or_default();
        json!({
            "enterprise": at(&format!("/services/Soap/c/{{version}}/{short_org}")),
            "metadata": at(&format!("/services/Soap/m/{{version}}/{short_org}")),
            "partner": at(&format!("/services/Soap/u/{{version}}/{short_org}")),
            "rest": at("/services/data/v{version}/"),
            "sobjects": at("/services/data/v{version}/sobjects/"),
            "search": at("/services/data/v{version}/search/"),
            "query": at("/services/data/v{version}/query/"),
            "recent": at("/services/data/v{version}/recent/"),
            "custom_domain": self.base_url,
        })
    }
}

/// `/services/oauth2/userinfo`.
pub async fn userinfo(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Query(query): Query<HashMap<String, String>>,
) -> Response {
    let Some(user) = signed_in(&shared, &headers, &query) else { return bad_token() };
    Json(json!({
        "sub": shared.identity_url(&user.id),
        "user_id": user.id,
        "organization_id": shared.cast.org_id,
        "preferred_username": user.username,
        "nickname": user.nickname,
        "name": user.name(),
        "email": user.email,
        "email_verified": true,
        "given_name": user.first_name,
        "family_name": user.last_name,
        "zoneinfo": user.zone,
        "photos": { "picture": photo(&shared, "F"), "thumbnail": photo(&shared, "T") },
        "profile": format!("{}/{}", shared.base_url, user.id),
        "picture": photo(&shared, "F"),
        "address": {},
        "is_salesforce_integration_user": false,
        "urls": shared.urls(),
        "active": user.is_active,
        "user_type": "STANDARD",
        "language": "en_US",
        "locale": "en_US",
        "utcOffset": user.utc_offset_ms(),
        "updated_at": shared.now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
    }))
    .into_response()
}

/// `/id/keys`: what id tokens are checked with.
pub async fn keys(State(shared): State<Arc<Shared>>) -> Json<Value> {
    Json(shared.signing_keys.public())
}

/// `/.well-known/openid-configuration` (OpenID Connect Discovery 1.0), as far as the sandbox serves it.
pub async fn configuration(State(shared): State<Arc<Shared>>) -> Json<Value> {
    let at = |path: &str| format!("{}{path}", shared.base_url);
    Json(json!({
        "issuer": shared.base_url,
        "authorization_endpoint": at("/services/oauth2/authorize"),
        "token_endpoint": at("/services/oauth2/token"),
        "revocation_endpoint": at("/services/oauth2/revoke"),
        "introspection_endpoint": at("/services/oauth2/introspect"),
        "userinfo_endpoint": at("/services/oauth2/userinfo"),
        "jwks_uri": at("/id/keys"),
        "scopes_supported": KNOWN_SCOPES,
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "display_values_supported": ["page", "popup", "touch"],
        "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
    }))
}

/// `/id/<org>/<user>`.
pub async fn identity(
    State(shared): State<Arc<Shared>>,
    Path((org, user_id)): Path<(String, String)>,
    headers: HeaderMap,
    Query(query): Query<HashMap<String, String>>,
) -> Response {
    let Some(caller) = signed_in(&shared, &headers, &query) else { return bad_token() };
    let same_org = crate::schema::same_id(&org, &shared.cast.org_id);
    if !same_org || !crate::schema::same_id(&user_id, &caller.id) {
        return (StatusCode::FORBIDDEN, "Bad_Id").into_response();
    }
    Json(json!({
        "id": shared.identity_url(&caller.id),
        "asserted_user": true,
        "user_id": caller.id,
        "organization_id": shared.cast.org_id,
        "username": caller.username,
        "nick_name": caller.nickname,
        "display_name": caller.name(),
        "email": caller.email,
        "email_verified": true,
        "first_name": caller.first_name,
        "last_name": caller.last_name,
        "timezone": caller.zone,
        "photos": { "picture": photo(&shared, "F"), "thumbnail": photo(&shared, "T") },
        "addr_street": null, "addr_city": null, "addr_state": null, "addr_country": null, "addr_zip": null,
        "mobile_phone": null,
        "mobile_phone_verified": false,
        "is_lightning_login_user": false,
        "status": { "created_date": null, "body": null },
        "urls": shared.urls(),
        "active": caller.is_active,
        "user_type": "STANDARD",
        "language": "en_US",
        "locale": "en_US",
        "utcOffset": caller.utc_offset_ms(),
        "last_modified_date": shared.now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        "is_app_installed": true,
    }))
    .into_response()
}

/// The user of the access token, from the header or from `oauth_token` / `access_token`.
fn signed_in<'s>(shared: &'s Shared, headers: &HeaderMap, query: &HashMap<String, String>) -> Option<&'s CastUser> {
    let token = bearer(headers).or_else(|| query.get("oauth_token").or(query.get("access_token")).cloned())?;
    let session = shared.grants().session(&token, shared.now())?;
    shared.cast.user(&session.user)
}

fn photo(shared: &Shared, size: &str) -> String {
    format!("{}/profilephoto/005/{size}", shared.base_url)
}

/// Not the JSON array of the data API, but text.
fn bad_token() -> Response {
    (StatusCode::FORBIDDEN, "Bad_OAuth_Token").into_response()
}
