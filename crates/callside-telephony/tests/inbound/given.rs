//! An installation with all phone systems set up, and deliveries to it.

use callside_core::event::{CallEvent, Event};
use callside_core::secret::Secret;
use callside_telephony::phone_switch::{Mapping, Signing};
use callside_telephony::secrets::Secrets;
use callside_telephony::{Headers, Inbound, Method, Rejection, Route, Settings};
use callside_telephony::{aircall, five9, phone_switch};
use jiff::Timestamp;

/// The secret of the Five9 connector in the fixtures.
pub const FIVE9: &str = "harbour-street-secret-1";
/// The token of the Aircall webhook in the fixtures.
pub const AIRCALL: &str = "0123456789abcdef0123456789abcdef";
/// The key of the Standard Webhooks project's own example.
pub const STANDARD: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
/// The secret of the plain way to sign.
pub const PLAIN: &str = "plain-hmac-secret-1";

pub const PREVIEW_CALL: &str = include_str!("../fixtures/five9/preview_call.txt");
pub const NAMED_EVENTS: &str = include_str!("../fixtures/five9/named_events.json");
pub const TRANSFERRED_CALL: &str = include_str!("../fixtures/aircall/transferred_call.json");
pub const MISSED_CALL: &str = include_str!("../fixtures/aircall/missed_call.json");
pub const PEOPLE: &str = include_str!("../fixtures/aircall/people.json");
pub const SWITCHED_CALL: &str = include_str!("../fixtures/phone/transferred_call.json");
pub const INCOMING: &str = include_str!("../fixtures/phone/incoming.json");

pub fn secrets(text: &str) -> Secrets {
    Secrets::new(vec![Secret::new(text)]).unwrap()
}

pub fn now() -> Timestamp {
    time("2026-07-03T15:45:00Z")
}

pub fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn settings() -> Settings {
    settings_with(Mapping::default())
}

pub fn settings_with(mapping: Mapping) -> Settings {
    let signing = vec![
        Signing::standard_webhooks(&secrets(STANDARD), Signing::TOLERANCE).unwrap(),
        Signing::hex_hmac(secrets(PLAIN), Signing::HEADER).unwrap(),
    ];
    Settings {
        five9: Some(five9::Settings::new(secrets(FIVE9))),
        aircall: Some(aircall::Settings { tokens: secrets(AIRCALL) }),
        phone: Some(phone_switch::Settings::new(signing, mapping).unwrap()),
    }
}

/// A delivery without headers.
pub fn delivery<'a>(method: Method, route: Route, query: &'a str, body: &'a [u8]) -> Inbound<'a> {
    Inbound { method, route, query, headers: Headers::default(), body, received_at: now() }
}

pub fn read(inbound: &Inbound<'_>) -> Result<Vec<Event>, Rejection> {
    callside_telephony::read(inbound, &settings())
}

/// A Five9 connector's parameters in the query.
pub fn connector(query: &str) -> Result<Vec<Event>, Rejection> {
    read(&delivery(Method::Get, Route::Five9Connector, query, b""))
}

/// A named Five9 event with its secret in the header.
pub fn named(body: &str) -> Result<Vec<Event>, Rejection> {
    let headers = [("x-callside-secret", FIVE9.as_bytes())];
    read(&Inbound { headers: Headers(&headers), ..delivery(Method::Post, Route::Five9Events, "", body.as_bytes()) })
}

pub fn aircall(body: &str) -> Result<Vec<Event>, Rejection> {
    read(&delivery(Method::Post, Route::Aircall, "", body.as_bytes()))
}

/// The one call event of a delivery.
pub fn one(events: Result<Vec<Event>, Rejection>) -> CallEvent {
    match events.unwrap().as_slice() {
        [Event::Call(event)] => event.clone(),
        other => panic!("not one call event: {other:?}"),
    }
}

/// The deliveries of a fixture that is a JSON list, each as its own text.
pub fn list(fixture: &str) -> Vec<String> {
    let values: Vec<serde_json::Value> = serde_json::from_str(fixture).unwrap();
    values.iter().map(ToString::to_string).collect()
}

pub fn calls(events: Vec<Event>) -> Vec<CallEvent> {
    let call = |event| if let Event::Call(call) = event { Some(call) } else { None };
    events.into_iter().filter_map(call).collect()
}
