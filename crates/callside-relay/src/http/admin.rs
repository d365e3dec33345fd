//! What people of the team may ask: supervisors who is there, admins what is parked; and mend it.

use super::answer::{Answered, body, json};
use super::sessions::at_least;
use crate::house::House;
use axum::body::Body;
use axum::http::{Method, Request, Response, StatusCode};
use callside_core::event::{CallChange, Event};
use callside_link::wire::paths;
use callside_link::{LookedAgain, ParkedDelivery, ParkedList, Role};
use callside_store::relay::Parked;
use serde::Deserialize;
use serde_json::json;
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
        (&Method::GET, paths::PARKED) => {
            at_least(house, headers, Role::Admin)?;
            let stock = house.store.stock().await.map_err(busy)?;
            let parked = house.store.parked(0, ROWS).await.map_err(busy)?;
            let (parked, total) = (parked.iter().map(shown).collect(), stock.parked.unsigned_abs());
            Ok(json(StatusCode::OK, &ParkedList { relay: house.config.name.clone(), total, parked }))
        }
        (&Method::POST, paths::REPLAY) => {
            at_least(house, headers, Role::Admin)?;
            let replayed = house.replay().await.map_err(busy)?;
            let looked = LookedAgain {
                relay: house.config.name.clone(),
                placed: replayed.placed as u64,
                still_parked: replayed.still_parked as u64,
            };
            Ok(json(StatusCode::OK, &looked))
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

/// A parked delivery as an admin sees it: what the mapping needs, not who called.
fn shown(parked: &Parked) -> ParkedDelivery {
    let mut shown = ParkedDelivery::new(parked.received_at, parked.reason.clone());
    match &parked.event {
        Event::Call(event) => {
            let facts = &event.facts;
            shown.provider = Some(event.call.provider().as_str().to_owned());
            shown.call = Some(event.call.to_string());
            shown.agent = facts.agent.as_ref().map(|agent| agent.key.clone());
            shown.queue.clone_from(&facts.queue);
            shown.campaign.clone_from(&facts.campaign);
            shown.company_number.clone_from(&facts.company_number);
            if let CallChange::HandedOver { to, .. } = &event.what {
                shown.handed_over_to = Some(to.clone());
            }
        }
        Event::Record(event) => {
            shown.object = Some(event.notification.object.clone());
            shown.record = Some(event.notification.record.to_string());
        }
        Event::Work(event) => {
            shown.call = Some(event.call.to_string());
            shown.agent = event.facts.agent.as_ref().map(|agent| agent.key.clone());
        }
        Event::Agent(_) | Event::Contact(_) => {}
    }
    shown
}
