//! What is too long for a link, or wants an answer: a note for an agent who asks for assistance, and what that agent sees.
//! Whose request it is and who may know of it is decided there; to anybody else it does not stand.

use super::answer::{Answered, body, body_up_to, json};
use super::sessions::whose;
use crate::house::House;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use callside_core::assistance::AssistanceRef;
use callside_link::wire::MAX_VIEW;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

#[derive(Deserialize)]
struct Note {
    of: AssistanceRef,
    text: String,
}

#[derive(Deserialize)]
struct View {
    of: AssistanceRef,
    view: Value,
}

pub(super) async fn advise(house: &Arc<House>, request: Request<Body>) -> Result<Response<Body>, Answered> {
    let known = whose(house, request.headers())?;
    let Note { of, text } = body(request).await?;
    let stands = house.advise(&known.person, of, &text);
    // A note that was taken is there after the next start, too.
    house.keep_assistance().await;
    Ok(answer(stands))
}

pub(super) async fn show(house: &Arc<House>, request: Request<Body>) -> Result<Response<Body>, Answered> {
    let known = whose(house, request.headers())?;
    let View { of, view } = body_up_to(request, MAX_VIEW).await?;
    Ok(answer(house.show(&known.person, of, view)))
}

fn answer(stands: bool) -> Response<Body> {
    json(StatusCode::OK, &json!({ "stands": stands }))
}
