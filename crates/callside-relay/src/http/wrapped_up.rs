//! A desk tells how a wrap-up of its own stands: kept for those who look after its agent.

use super::answer::{Answered, body_up_to, json};
use super::hand_over::{has, holders};
use super::sessions::whose;
use crate::config::Share;
use crate::house::House;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use callside_core::call::ToldWrapUp;
use callside_core::event::{CallChange, CallEvent, CallFacts};
use callside_core::work::Worker;
use callside_link::wire::MAX_TOLD;
use jiff::Timestamp;
use serde_json::json;
use std::sync::Arc;

/// About a call of which this person was given something, which is of somebody whom they look after, or which came to their
/// desk past the relay; of other calls they hear that there is no such call.
pub(super) async fn take(house: &Arc<House>, request: Request<Body>) -> Result<Response<Body>, Answered> {
    let known = whose(house, request.headers())?;
    if house.share() == Share::Off {
        return Err(Answered::NotFound);
    }
    let said: CallEvent = body_up_to(request, MAX_TOLD).await?;
    let CallChange::WrappedUp { told, saw } = said.what else { return Err(Answered::Malformed) };
    let people = holders(house, &said.call).await?;
    let looks_after = || house.directory().may_watch(&known.person, &people);
    if !people.is_empty() && !looks_after() && !has(house, &known.person, &said.call).await? {
        return Err(Answered::NotFound);
    }
    let now = house.now();
    let told = ToldWrapUp { by: Worker(known.person.to_string()), ..*told };
    // A clock that is ahead must not have the last word for ever.
    let saw = saw.map(|saw| *saw);
    let event = told.event(&said.call, checked(said.facts, now), said.at.min(now), saw);
    house.keep_wrap_up(event, &known.person).await.map_err(|_| Answered::Busy)?;
    Ok(json(StatusCode::OK, &json!({})))
}

/// What a desk may say of the call itself.
fn checked(facts: CallFacts, now: Timestamp) -> CallFacts {
    let past = |at: Option<Timestamp>| at.map(|at| at.min(now));
    CallFacts {
        direction: facts.direction,
        customer_number: facts.customer_number,
        company_number: facts.company_number,
        agent: facts.agent,
        queue: facts.queue,
        campaign: facts.campaign,
        started_at: past(facts.started_at),
        answered_at: past(facts.answered_at),
        ended_at: past(facts.ended_at),
        talk_s: facts.talk_s,
        hold_s: facts.hold_s,
        ..CallFacts::default()
    }
}
