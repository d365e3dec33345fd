//! A call is handed over with a note: it is kept like everything else that comes in, and goes to whoever gets the call.

use super::answer::{Answered, body, json};
use super::sessions::whose;
use crate::house::House;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use callside_core::event::{CallChange, CallEvent, Event};
use callside_core::hand_over::handed_over;
use callside_core::ids::CallKey;
use callside_core::person::PersonId;
use callside_store::relay::EVERYONE;
use serde_json::json;
use std::sync::Arc;

/// Longest number or extension.
const LONGEST_TO: usize = 64;

/// Only who was given something of a call hands it over; anybody else hears that there is no such call.
pub(super) async fn take(house: &Arc<House>, request: Request<Body>) -> Result<Response<Body>, Answered> {
    let known = whose(house, request.headers())?;
    let said: CallEvent = body(request).await?;
    let CallChange::HandedOver { to, note } = &said.what else { return Err(Answered::Malformed) };
    if to.is_empty() || to.len() > LONGEST_TO {
        return Err(Answered::Malformed);
    }
    if !has(house, &known.person, &said.call).await? {
        return Err(Answered::NotFound);
    }
    // Made anew: of what was sent, only call, receiver, note and moment count.
    let event = handed_over(&said.call, to, note, said.at);
    let receiver = house.directory().called(said.call.provider(), to).is_some();
    house.take(vec![Event::Call(event)], house.now()).await.map_err(|_| Answered::Busy)?;
    Ok(json(StatusCode::OK, &json!({ "known": receiver })))
}

pub(super) async fn has(house: &House, person: &PersonId, call: &CallKey) -> Result<bool, Answered> {
    Ok(holders(house, call).await?.iter().any(|other| other == person.as_str() || other == EVERYONE))
}

/// Who was given something of a call; nobody where its phone system speaks to a desk of its own.
pub(super) async fn holders(house: &House, call: &CallKey) -> Result<Vec<String>, Answered> {
    match house.memory.of(call) {
        Some(people) => Ok(people),
        None => house.store.audience(call).await.map_err(|_| Answered::Busy),
    }
}
