//! Links begin: as a WebSocket, or as server-sent events.

use super::answer::{Answered, body, json};
use super::sessions::whose;
use crate::house::House;
use crate::links::{Arrival, Far, events_body, hold, socket as far_socket};
use axum::body::Body;
use axum::http::header::{
    CONNECTION, CONTENT_TYPE, HeaderMap, HeaderValue, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_VERSION,
    UPGRADE,
};
use axum::http::{Request, Response, StatusCode};
use callside_link::{FromDesktop, Hello};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;

/// How long the hello may take.
const HELLO: Duration = Duration::from_secs(10);
/// Messages that wait for the network on a link of server-sent events.
const OUT: usize = 4;

/// A link's session is looked at again at the first beat: the end that the desktop knows is not told here.
fn session_ends(house: &House) -> Timestamp {
    house.now() + SignedDuration::from_mins(i64::from(house.config.limits.session_minutes) / 2)
}

/// Upgrades to a WebSocket (RFC 6455, 4.2).
pub(super) fn socket(house: &Arc<House>, mut request: Request<Body>) -> Result<Response<Body>, Answered> {
    let known = whose(house, request.headers())?;
    let key = key(request.headers()).ok_or(Answered::NotASocket)?;
    let accept = HeaderValue::from_str(&derive_accept_key(key.as_bytes())).map_err(|_| Answered::Malformed)?;
    let upgrade = hyper::upgrade::on(&mut request);
    let house = Arc::clone(house);
    tokio::spawn(async move {
        let Ok(upgraded) = upgrade.await else { return };
        let mut far = far_socket(upgraded).await;
        let hello = tokio::time::timeout(HELLO, far.next()).await;
        let Ok(Ok(FromDesktop::Hello(hello))) = hello else {
            tracing::debug!("a link began without a hello");
            return;
        };
        let session_ends = session_ends(&house);
        hold(house, Arrival { known, hello, session_ends }, far, None).await;
    });
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
    let headers = response.headers_mut();
    headers.insert(UPGRADE, HeaderValue::from_static("websocket"));
    headers.insert(CONNECTION, HeaderValue::from_static("upgrade"));
    headers.insert(SEC_WEBSOCKET_ACCEPT, accept);
    Ok(response)
}

fn key(headers: &HeaderMap) -> Option<&HeaderValue> {
    let says = |name, word: &str| {
        let text = headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok()).unwrap_or_default();
        text.split(',').any(|part| part.trim().eq_ignore_ascii_case(word))
    };
    let right = says(UPGRADE, "websocket") && says(CONNECTION, "upgrade") && says(SEC_WEBSOCKET_VERSION, "13");
    headers.get(SEC_WEBSOCKET_KEY).filter(|_| right)
}

/// Answers with an endless stream; the hello is the request's body.
pub(super) async fn stream(house: &Arc<House>, request: Request<Body>) -> Result<Response<Body>, Answered> {
    let known = whose(house, request.headers())?;
    let hello: Hello = body(request).await?;
    let (out, coming) = mpsc::channel(OUT);
    let (say, said) = mpsc::channel(OUT);
    let arrival = Arrival { known, hello, session_ends: session_ends(house) };
    tokio::spawn(hold(Arc::clone(house), arrival, Far::Events { out, said }, Some(say)));
    let mut response = Response::new(events_body(coming));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    // nginx would gather it.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}

/// What a desktop says on a link of server-sent events. How far it is may be said to any relay of the fleet.
pub(super) async fn say(house: &House, request: Request<Body>) -> Result<Response<Body>, Answered> {
    let known = whose(house, request.headers())?;
    let desktop = request.headers().get("callside-desktop").and_then(|value| value.to_str().ok()).map(str::to_owned);
    let desktop = desktop.ok_or(Answered::Malformed)?;
    match body::<FromDesktop>(request).await? {
        FromDesktop::Ack { cursor } => {
            house.acks.note(&known.person, &desktop.chars().take(64).collect::<String>(), cursor);
            house.metrics.acknowledged();
        }
        said => {
            let slot = house.links.find(&known.person, &desktop);
            if let Some(say) = slot.as_ref().and_then(|slot| slot.said.as_ref()) {
                say.send(said).await.map_err(|_| Answered::NotFound)?;
            }
        }
    }
    Ok(json(StatusCode::OK, &json!({})))
}
