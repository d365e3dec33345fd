//! A flag or a piece of work is told to other desks: kept like everything else that comes in.

use super::answer::{Answered, body, json};
use super::hand_over::{has, holders};
use super::sessions::{at_least, whose};
use crate::house::House;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use callside_core::event::Event;
use callside_core::ids::CallKey;
use callside_core::person::PersonId;
use callside_core::work::{Given, QualityFlag, Resolved, Settled, WorkChange, WorkEvent, WorkItem, WorkKind, Worker};
use callside_link::Role;
use serde_json::json;
use std::sync::Arc;

/// Supervisors flag calls and give work. Anybody else reports on work of their own, about a call of which they were given
/// something; of other calls they hear that there is no such call. A refused write may also be about a call that came to
/// its desk past the relay.
pub(super) async fn take(house: &Arc<House>, request: Request<Body>) -> Result<Response<Body>, Answered> {
    let known = whose(house, request.headers())?;
    let said: WorkEvent = body(request).await?;
    let by = Worker(known.person.to_string());
    if known.role < Role::Supervisor {
        let WorkChange::Item { item } = &said.what else { return Err(Answered::Role("supervisors")) };
        if !item.is_report_of(&by) {
            return Err(Answered::Role("supervisors"));
        }
        let is_past_us = item.refused.is_some() && holders(house, &said.call).await?.is_empty();
        if !is_past_us && !has(house, &known.person, &said.call).await? {
            return Err(Answered::NotFound);
        }
    }
    // A clock that is ahead must not have the last word for ever.
    let at = said.at.min(house.now());
    let event = WorkEvent { at, what: checked(house, said.what, &said.call, known.role, &by)?, by, ..said };
    house.take(vec![Event::Work(event)], house.now()).await.map_err(|_| Answered::Busy)?;
    Ok(json(StatusCode::OK, &json!({})))
}

/// What is said, about its own call, by whoever is signed in, to somebody of the team; texts have an end.
fn checked(house: &House, what: WorkChange, call: &CallKey, role: Role, by: &Worker) -> Result<WorkChange, Answered> {
    Ok(match what {
        WorkChange::Flag { flag } => {
            let comment = QualityFlag::comment(&flag.comment);
            let resolved = flag.resolved.map(|resolved| Resolved { by: by.clone(), ..resolved });
            WorkChange::Flag { flag: QualityFlag { comment, resolved, ..flag } }
        }
        WorkChange::Item { item } => {
            if item.call != *call || (item.kind == WorkKind::Refused) != item.refused.is_some() {
                return Err(Answered::Malformed);
            }
            if let Some(given) = &item.given {
                let to = PersonId::new(&given.to.0).map_err(|_| Answered::Malformed)?;
                if house.directory().role(&to).is_none() {
                    return Err(Answered::NotFound);
                }
            }
            let giver = |given: Given| if role < Role::Supervisor { given } else { Given { by: by.clone(), ..given } };
            let given = item.given.clone().map(giver);
            let settled = item.settled.clone().map(|settled| Settled { by: by.clone(), ..settled });
            WorkChange::Item { item: WorkItem { settled, ..item.given(given) } }
        }
    })
}

/// To whom work can be given: for those who give it.
pub(super) fn people(house: &House, request: &Request<Body>) -> Result<Response<Body>, Answered> {
    at_least(house, request.headers(), Role::Supervisor)?;
    Ok(json(StatusCode::OK, &json!({ "people": house.people() })))
}
