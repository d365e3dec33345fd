//! Signing in: what the relay is, its challenge, the proof, the renewal.

use super::answer::{Answered, body, json};
use crate::house::House;
use crate::identity::{Claims, IdentityError, JwksError, Kind, Known};
use crate::team::OPERATOR;
use axum::body::Body;
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, Request, Response, StatusCode};
use callside_core::person::PersonId;
use callside_link::{AboutRelay, Role, SignInAt, VersionRange};
use serde::Deserialize;
use serde_json::json;
use std::sync::Arc;

pub(super) fn about(house: &House) -> Response<Body> {
    let identity = house.identity.config();
    let about = AboutRelay {
        relay: house.config.name.clone(),
        versions: VersionRange::OURS,
        capabilities: house.capabilities(),
        sign_in: SignInAt { issuer: identity.issuer.clone(), client_id: identity.client_id.clone() },
    };
    json(StatusCode::OK, &about)
}

pub(super) fn nonce(house: &House) -> Response<Body> {
    json(StatusCode::OK, &json!({ "nonce": house.sessions.nonce(house.now()) }))
}

#[derive(Deserialize)]
struct Proof {
    id_token: String,
}

/// A session for a proof. The challenge in it must be one of ours, and each is good once.
pub(super) async fn session(house: &Arc<House>, request: Request<Body>) -> Result<Response<Body>, Answered> {
    let proof: Proof = body(request).await?;
    let now = house.now();
    let claims = house.identity.prove(&proof.id_token, now).await.map_err(|error| {
        tracing::warn!(%error, "a proof of identity was not taken");
        match error {
            IdentityError::Keys(JwksError::Unreachable | JwksError::Client) => Answered::ProviderAway,
            _ => Answered::SignIn,
        }
    })?;
    let nonce = claims.nonce.as_deref().filter(|nonce| house.sessions.is_nonce(nonce, now));
    if !nonce.is_some_and(|nonce| house.nonces.spend(nonce, now)) {
        tracing::warn!("a proof of identity answered no challenge of ours, or one that was answered before");
        return Err(Answered::SignIn);
    }
    let known = known(house, &claims).ok_or_else(|| {
        tracing::warn!("somebody who is not of the team proved who they are");
        Answered::NotOfTheTeam
    })?;
    house.welcome(&known.person).await.map_err(|_| Answered::Busy)?;
    house.metrics.signed_in();
    Ok(json(StatusCode::OK, &house.grant(&known.person, known.role)))
}

/// By Salesforce user id where an admin wrote it down, else by verified e-mail address.
fn known(house: &House, claims: &Claims) -> Option<Known> {
    let directory = house.directory();
    let person = directory.user(&claims.user).cloned().or_else(|| claims.email.clone())?;
    let role = directory.role(&person).filter(|_| person.as_str() != OPERATOR)?;
    Some(Known { person, role })
}

#[derive(Deserialize)]
struct Renewal {
    renewal: String,
}

pub(super) async fn renew(house: &House, request: Request<Body>) -> Result<Response<Body>, Answered> {
    let renewal: Renewal = body(request).await?;
    let person = house.sessions.whose(Kind::Renewal, &renewal.renewal, house.now()).ok_or(Answered::SignIn)?;
    let role = house.directory().role(&person).ok_or(Answered::NotOfTheTeam)?;
    Ok(json(StatusCode::OK, &house.grant(&person, role)))
}

/// Whose request it is.
pub(super) fn whose(house: &House, headers: &HeaderMap) -> Result<Known, Answered> {
    let person = bearer(house, headers).ok_or(Answered::SignIn)?;
    let role = house.directory().role(&person).ok_or(Answered::NotOfTheTeam)?;
    Ok(Known { person, role })
}

fn bearer(house: &House, headers: &HeaderMap) -> Option<PersonId> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let (value, None) = (values.next()?, values.next()) else { return None };
    let token = value.to_str().ok()?.strip_prefix("Bearer ")?;
    house.sessions.whose(Kind::Session, token.trim(), house.now())
}

/// Whose request it is, where the person has at least this role.
pub(super) fn at_least(house: &House, headers: &HeaderMap, role: Role) -> Result<Known, Answered> {
    let known = whose(house, headers)?;
    let who = match role {
        Role::Agent => "agents",
        Role::Supervisor => "supervisors",
        Role::Admin => "admins",
    };
    if known.role >= role { Ok(known) } else { Err(Answered::Role(who)) }
}
