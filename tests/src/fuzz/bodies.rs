//! What a relay and its desktops say to each other: samples, and who reads them.

use callside_core::assistance::AssistanceRef;
use callside_core::event::{CallChange, CallEvent};
use callside_core::hand_over::handed_over;
use callside_core::work::{QualityFlag, WorkChange, WorkEvent};
use callside_link::{AboutRelay, Grant, Hello, LookedAgain, ParkedList};
use serde_json::Value;

macro_rules! golden {
    ($($name:literal),* $(,)?) => {
        &[$(include_str!(concat!("../../../crates/callside-link/tests/wire/golden/", $name, ".json"))),*]
    };
}

/// What each version said, as the wire's own test holds it to the byte. Not the two messages that nobody knows yet.
pub(super) const GOLDEN: &[&str] = golden![
    "newer-desktop-assistance",
    "newer-desktop-hello",
    "newer-desktop-presence",
    "newer-relay-assistance",
    "newer-relay-assistance-request",
    "newer-relay-board",
    "newer-relay-events",
    "newer-relay-refused",
    "oldest-relay-welcome",
    "v1-desktop-ack",
    "v1-desktop-assistance",
    "v1-desktop-assistance-looks",
    "v1-desktop-assistance-none",
    "v1-desktop-hello",
    "v1-desktop-hello-history",
    "v1-desktop-ping",
    "v1-desktop-presence",
    "v1-desktop-presence-idle",
    "v1-desktop-watch",
    "v1-relay-assistance-none",
    "v1-relay-assistance-shown",
    "v1-relay-assistance-stands",
    "v1-relay-beat",
    "v1-relay-board-changes",
    "v1-relay-board-not-allowed",
    "v1-relay-board-snapshot",
    "v1-relay-drain",
    "v1-relay-events",
    "v1-relay-events-history",
    "v1-relay-refused",
    "v1-relay-session",
    "v1-relay-welcome",
    "v1-relay-welcome-history",
];

/// What an `OpenID` token says at the moment of the fuzzing.
pub(super) const PAYLOAD: &str = concat!(
    r#"{"iss":"https://login.salesforce.com","sub":"https://login.salesforce.com/id/00D000000000001AAA/005000000000001AAA","#,
    r#""aud":["app"],"exp":1783092820,"iat":1783092690,"nbf":1783092690,"nonce":"n","email":"dana@example.com","#,
    r#""email_verified":true}"#,
);

/// Bodies of requests under `/v1/`.
pub(super) const BODIES: &[&str] = &[
    r#"{"id":"a","call":"five9:1","at":"2026-07-03T15:30:12Z","what":{"change":"handed_over","to":"204","note":"VIP"}}"#,
    concat!(
        r#"{"id":"w","call":"five9:1","at":"2026-07-03T15:30:12Z","by":"sam@example.com","what":{"work":"flag","flag":{"#,
        r#""id":"f","kind":"coach","comment":" a ","for_agent":true,"by":"sam@example.com","at":"2026-07-03T15:30:12Z"}}}"#,
    ),
    r#"{"versions":{"min":1,"max":1},"capabilities":["resumes"],"desktop":"0123456789abcdef","app":"0.1.0","cursor":"s-7:4.0"}"#,
    r#"{"person":"dana@example.com","call":"aircall:7"}"#,
];

/// What a relay answers to a desktop.
pub(super) const ANSWERS: &[&str] = &[
    concat!(
        r#"{"relay":"a","versions":{"min":1,"max":1},"capabilities":["resumes"],"#,
        r#""sign_in":{"issuer":"https://login.salesforce.com","client_id":"app"}}"#,
    ),
    concat!(
        r#"{"session":"s","session_ends":"2026-07-03T16:30:12Z","renewal":"r","renewal_ends":"2026-07-17T15:30:12Z","#,
        r#""person":"dana@example.com","role":"agent"}"#,
    ),
    concat!(
        r#"{"relay":"a","total":1,"parked":[{"received_at":"2026-07-03T15:30:12Z","reason":"unknown_agent","#,
        r#""provider":"five9","call":"five9:1","agent":"p.nair","campaign":"Spring"}]}"#,
    ),
    r#"{"relay":"a","placed":1,"still_parked":0}"#,
];

/// Reads an answer as a desktop would after each question.
pub(super) fn relay_answers(input: &[u8]) -> bool {
    let known = [
        serde_json::from_slice::<AboutRelay>(input).is_ok(),
        serde_json::from_slice::<Grant>(input).is_ok(),
        serde_json::from_slice::<ParkedList>(input).is_ok(),
        serde_json::from_slice::<LookedAgain>(input).is_ok(),
    ];
    known.contains(&true)
}

/// Reads a body as each request would, and does with it what the relay does before it asks its file.
pub(super) fn relay_bodies(input: &[u8]) -> bool {
    let call = serde_json::from_slice::<CallEvent>(input).map(|event| {
        if let CallChange::HandedOver { to, note } = &event.what {
            let _ = handed_over(&event.call, to, note, event.at);
        }
    });
    let work = serde_json::from_slice::<WorkEvent>(input).map(|event| match event.what {
        WorkChange::Flag { flag } => drop(QualityFlag::comment(&flag.comment)),
        WorkChange::Item { item } => _ = item.is_report_of(&event.by),
    });
    let hello = serde_json::from_slice::<Hello>(input).map(|hello| hello.names_a_desktop());
    let of = serde_json::from_slice::<AssistanceRef>(input);
    let _ = serde_json::from_slice::<Value>(input);
    call.is_ok() || work.is_ok() || hello.is_ok() || of.is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_message_of_the_wires_own_test_is_left_out() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/callside-link/tests/wire/golden");
        let names = std::fs::read_dir(folder).expect("the messages").map(|file| file.expect("a file").file_name());
        let known = names.filter(|name| !name.to_string_lossy().contains("unknown")).count();
        assert_eq!(GOLDEN.len(), known);
    }
}
