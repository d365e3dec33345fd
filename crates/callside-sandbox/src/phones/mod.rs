//! The APIs of phone systems, as strict as the real ones where those are known: Aircall, a phone switch, a middleware in
//! front of Five9, and Sticky Calls. What they did stands in a ledger of their own.

mod aircall;
mod five9;
mod ledger;
mod open;
mod sticky;
mod switch;

pub use ledger::{Deed, System};

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::{Value, json};

use crate::http::Shared;
use ledger::Ledger;

/// Key of Sticky Calls.
pub const STICKY_KEY: &str = "sk_test_callside_training_0001";
/// Key of the phone switch, as Bearer.
pub const SWITCH_KEY: &str = "switch-training-key-0001";
/// The same for Basic: user name and password.
pub const SWITCH_LOGIN: (&str, &str) = ("callside", "switch-training-password");
/// Id and token of Aircall's API.
pub const AIRCALL_KEY: (&str, &str) = ("aircall-training-id", "aircall-training-token-0001");
/// Token of the middleware in front of Five9.
pub const FIVE9_TOKEN: &str = "five9-middleware-token-0001";

/// The state of all phone systems.
#[derive(Debug, Default)]
pub struct Phones {
    inner: Mutex<Inner>,
}

/// What is behind the lock.
#[derive(Debug, Default)]
pub struct Inner {
    pub(crate) ledger: Ledger,
    pub(crate) sticky: sticky::Sticky,
    pub(crate) switch: switch::Switch,
    pub(crate) aircall: aircall::Aircall,
    pub(crate) five9: five9::Five9,
    /// The door that hears of calls that are made here; none = nobody does.
    pub(crate) door: Option<String>,
}

impl Phones {
    /// The state, for one request.
    pub fn open(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A call is told to a door: the API of its phone system knows it from now on.
    pub(crate) fn told(&self, call: &crate::players::CallPlay, call_id: &str) {
        use crate::players::Player;
        let over =
            |step: &str| call.steps.iter().any(|name| name == step) || (call.steps.is_empty() && call.speed == 0.0);
        let mut inner = self.open();
        match call.player {
            Player::Aircall => inner.aircall.told(call_id, &call.caller, over("call.hungup")),
            Player::Phone => inner.switch.told(call_id, &call.caller, over("call.hangup")),
            Player::Five9 | Player::Five9Events => inner.five9.told(call_id),
        }
    }
}

/// The addresses of all phone systems.
pub fn router(shared: Arc<Shared>) -> Router<Arc<Shared>> {
    Router::new()
        .nest("/phones/sticky", sticky::router())
        .nest("/phones/switch", switch::router())
        // With the slash that stands between an address and the path `/`.
        .route("/phones/switch/", get(switch::connect))
        .route("/phones/recordings/{file}", get(recording))
        .nest("/phones/aircall", aircall::guarded(shared))
        .nest("/phones/five9", five9::router())
}

/// What clients need, for the ready line.
pub fn ready(base: &str) -> Value {
    json!({
        "sticky_url": format!("{base}/phones/sticky"), "sticky_key": STICKY_KEY,
        "switch_url": format!("{base}/phones/switch"), "switch_key": SWITCH_KEY,
        "switch_username": SWITCH_LOGIN.0, "switch_password": SWITCH_LOGIN.1, "switch_extension": "201",
        "aircall_url": format!("{base}/phones/aircall"), "aircall_api_id": AIRCALL_KEY.0,
        "aircall_api_token": AIRCALL_KEY.1, "aircall_user": "731416",
        "five9_url": format!("{base}/phones/five9"), "five9_token": FIVE9_TOKEN, "five9_agent": "dana.whitfield@callside.example",
    })
}

/// Where a recording can be heard.
fn recording_at(shared: &Shared, name: &str) -> String {
    format!("{}/phones/recordings/{name}.wav", shared.base_url)
}

/// A second of silence, as every recording of people who do not exist.
async fn recording() -> Response {
    const RATE: u32 = 8_000;
    let mut wav = Vec::with_capacity(44 + RATE as usize);
    wav.extend_from_slice(b"RIFF");
    wav.extend_from_slice(&(36 + RATE).to_le_bytes());
    wav.extend_from_slice(b"WAVEfmt ");
    // One channel, eight bits, by the header of RIFF WAVE (PCM).
    for part in [16_u32, 0x0001_0001, RATE, RATE, 0x0008_0001] {
        wav.extend_from_slice(&part.to_le_bytes());
    }
    wav.extend_from_slice(b"data");
    wav.extend_from_slice(&RATE.to_le_bytes());
    wav.resize(44 + RATE as usize, 0x80);
    ([("content-type", "audio/wav")], wav).into_response()
}

fn answer(status: u16, body: &Value) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, axum::Json(body.clone())).into_response()
}

/// `+` and 8 to 15 digits.
fn is_e164(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|d| (8..=15).contains(&d.len()) && d.bytes().all(|b| b.is_ascii_digit()))
}

/// Three to six digits.
fn is_extension(text: &str) -> bool {
    (3..=6).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}
