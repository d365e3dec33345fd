//! What people of the team may ask: supervisors who is there, admins what is parked; and mend it.

use super::answer::{Answered, body, json};
use super::sessions::at_least;
use crate::house::House;
use axum::body::Body;
use axum::http::{Method, Request, Response, StatusCode};
use callside_link::Role;
use callside_link::wire::paths;
use serde::Deserialize;
use serde_json::json;
use std::sync::Arc;

pub(super) async fn answer(house: &Arc<House>, path: &str, request: Request<Body>) -> Result<Response<Body>, Answered> {
    let busy = |error| {
        tracing::error!(%error, "the file could not be asked");
        Answered::Busy
    };
    let headers = request.headers();
    match (request.method(), path) {
        (&Method::GET, "v1/team") => {
            at_least(house, headers, Role::Supervisor)?;
            Ok(json(StatusCode::OK, &json!({ "relay": house.config.name, "connected": house.links.connected() })))
        }
        (&Method::GET, paths::PARKED) => {
            at_least(house, headers, Role::Admin)?;
            Ok(json(StatusCode::OK, &house.parked_everywhere().await.map_err(busy)?))
        }
        (&Method::POST, paths::REPLAY) => {
            at_least(house, headers, Role::Admin)?;
            Ok(json(StatusCode::OK, &house.look_again_everywhere().await.map_err(busy)?))
        }
        (&Method::POST, paths::ERASE) => {
            at_least(house, headers, Role::Admin)?;
            #[derive(Deserialize)]
            struct Erase {
                number: String,
            }
            let erase: Erase = body(request).await?;
            let number = house.number(&erase.number).ok_or(Answered::Malformed)?;
            // It goes on when whoever gave the order no longer waits.
            let order = tokio::spawn(Arc::clone(house).erase(number));
            let erased = order.await.unwrap_or(Err(())).map_err(|()| Answered::Busy)?;
            Ok(json(StatusCode::OK, &json!({ "deliveries": erased })))
        }
        _ => Err(Answered::NotFound),
    }
}
