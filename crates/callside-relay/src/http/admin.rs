//! What people of the team may ask: supervisors who is there, admins what is parked; and mend it.

use super::answer::{Answered, body, json};
use super::sessions::at_least;
use crate::house::House;
use axum::body::Body;
use axum::http::{Method, Request, Response, StatusCode};
use callside_core::event::{CallChange, Event};
use callside_link::Role;
use callside_store::relay::Parked;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// Most parked deliveries of one answer.
const ROWS: u32 = 200;

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
        (&Method::GET, "v1/parked") => {
            at_least(house, headers, Role::Admin)?;
            let stock = house.store.stock().await.map_err(busy)?;
            let parked = house.store.parked(0, ROWS).await.map_err(busy)?;
            let shown: Vec<_> = parked.iter().map(shown).collect();
            Ok(json(StatusCode::OK, &json!({ "relay": house.config.name, "total": stock.parked, "parked": shown })))
        }
        (&Method::POST, "v1/parked/replay") => {
            at_least(house, headers, Role::Admin)?;
            Ok(json(StatusCode::OK, &house.replay().await.map_err(busy)?))
        }
        (&Method::POST, "v1/erase") => {
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

/// A parked delivery as an admin sees it: what the mapping needs, not who called.
fn shown(parked: &Parked) -> Value {
    let event = match &parked.event {
        Event::Call(event) => event,
        Event::Record(event) => {
            let (object, record) = (&event.notification.object, &event.notification.record);
            return json!({
                "received_at": parked.received_at, "reason": parked.reason, "object": object, "record": record,
            });
        }
        Event::Work(event) => {
            let agent = event.facts.agent.as_ref().map(|agent| &agent.key);
            return json!({
                "received_at": parked.received_at, "reason": parked.reason, "call": event.call, "agent": agent,
            });
        }
        Event::Agent(_) | Event::Contact(_) => {
            return json!({ "received_at": parked.received_at, "reason": parked.reason });
        }
    };
    json!({
        "received_at": parked.received_at,
        "reason": parked.reason,
        "provider": event.call.provider(),
        "call": event.call,
        "agent": event.facts.agent.as_ref().map(|agent| &agent.key),
        "queue": event.facts.queue,
        "campaign": event.facts.campaign,
        "company_number": event.facts.company_number,
        "handed_over_to": match &event.what {
            CallChange::HandedOver { to, .. } => Some(to),
            _ => None,
        },
    })
}
