//! What each version said, byte for byte. Files are only ever added: an old desktop must understand a new relay and the
//! other way round.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

use callside_core::assistance::AssistanceNews;
use callside_core::event::Event;
use callside_core::wallboard::{BoardNews, Doing};
use callside_link::wire::{MAX_MESSAGE, Refused};
use callside_link::{Capability, FromDesktop, FromRelay, Heard, RefusedCode, Role, Version, VersionRange, WireError};
use serde_json::Value;
use std::fs;

fn golden(prefix: &str) -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/wire/golden");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let files = files.map(|file| (file.file_name().into_string().unwrap(), fs::read_to_string(file.path()).unwrap()));
    let found: Vec<_> = files.filter(|(name, _)| name.starts_with(prefix)).collect();
    assert!(!found.is_empty(), "{prefix}");
    found
}

fn one(name: &str) -> String {
    golden(name).pop().unwrap().1
}

#[test]
fn what_version_1_said_is_read_and_said_the_same() {
    for (name, text) in golden("v1-desktop") {
        let message = FromDesktop::decode(&text).unwrap().unwrap_or_else(|| panic!("{name} is known"));
        assert_eq!(value(&message.encode()), value(&text), "{name}");
    }
    for (name, text) in golden("v1-relay") {
        let message = FromRelay::decode(&text).unwrap().unwrap_or_else(|| panic!("{name} is known"));
        assert_eq!(value(&message.encode()), value(&text), "{name}");
    }
}

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn a_newer_desktop_is_understood() {
    let Ok(Some(FromDesktop::Hello(hello))) = FromDesktop::decode(&one("newer-desktop-hello")) else {
        panic!("a hello");
    };
    assert_eq!(VersionRange::OURS.agree(hello.versions), Some(Version(1)));
    assert_eq!(hello.capabilities.len(), 2);
    assert!(hello.names_a_desktop());
    assert_eq!(FromDesktop::decode(&one("newer-desktop-unknown")), Ok(None));
}

#[test]
fn a_newer_relay_is_understood_as_far_as_it_goes() {
    let Ok(Some(FromRelay::Events { events, cursor })) = FromRelay::decode(&one("newer-relay-events")) else {
        panic!("events");
    };
    assert!(cursor.is_some());
    let kinds: Vec<_> = events.iter().map(|e| matches!(e.event, Heard::Known(Event::Call(_)))).collect();
    assert_eq!(kinds, [false, true, false], "what only a newer one can read is kept apart, the rest goes on");
    assert_eq!(FromRelay::decode(&one("newer-relay-unknown")), Ok(None));
    let refused = FromRelay::decode(&one("newer-relay-refused")).unwrap().unwrap();
    let expected = Refused { code: RefusedCode::Other, message: "later".into() };
    assert_eq!(refused, FromRelay::Refused(expected));
}

#[test]
fn a_newer_state_and_newer_news_of_a_board_end_no_link() {
    let Ok(Some(FromDesktop::Presence(presence))) = FromDesktop::decode(&one("newer-desktop-presence")) else {
        panic!("a presence");
    };
    assert_eq!(presence.doing, Doing::Unknown);
    let news = FromRelay::decode(&one("newer-relay-board")).unwrap().unwrap();
    assert_eq!(news, FromRelay::Board(BoardNews::Newer));
}

#[test]
fn newer_words_of_assistance_end_no_link() {
    let news = FromRelay::decode(&one("newer-relay-assistance.json")).unwrap().unwrap();
    assert_eq!(news, FromRelay::Assistance(AssistanceNews::Newer));
    let news = FromRelay::decode(&one("newer-relay-assistance-request")).unwrap().unwrap();
    let FromRelay::Assistance(AssistanceNews::Stands { requests, .. }) = news else { panic!("{news:?}") };
    assert_eq!((requests[0].told, requests[0].notes.len()), (0, 0), "what it leaves out is nothing");
    let said = FromDesktop::decode(&one("newer-desktop-assistance")).unwrap().unwrap();
    let FromDesktop::Assistance(said) = said else { panic!("{said:?}") };
    assert_eq!(said.asks.map(|asks| asks.for_s), Some(0));
}

#[test]
fn an_older_relay_is_told_nothing_that_it_does_not_know() {
    let Ok(Some(FromRelay::Welcome(oldest))) = FromRelay::decode(&one("oldest-relay-welcome")) else {
        panic!("a welcome");
    };
    for name in ["v1-desktop-presence-idle", "v1-desktop-watch", "v1-desktop-assistance.json"] {
        let word = FromDesktop::decode(&one(name)).unwrap().unwrap();
        let needed = word.needs().expect("it is newer than the first relay");
        assert!(!Capability::is_in(&oldest.capabilities, needed), "{name}");
        assert!(Capability::is_in(&Capability::ours(), needed), "{name}");
    }
    assert_eq!(FromDesktop::decode(&one("v1-desktop-ack")).unwrap().unwrap().needs(), None);
}

#[test]
fn what_is_for_the_history_is_said_and_else_nothing_is() {
    let for_history = |name: &str| match FromRelay::decode(&one(name)) {
        Ok(Some(FromRelay::Events { events, .. })) => events[0].for_history,
        other => panic!("{other:?}"),
    };
    assert!(for_history("v1-relay-events-history"));
    assert!(!for_history("v1-relay-events.json"), "an older relay says nothing of it");
    let Ok(Some(FromDesktop::Hello(older))) = FromDesktop::decode(&one("v1-desktop-hello.json")) else {
        panic!("a hello");
    };
    assert!(!Capability::is_in(&older.capabilities, Capability::HISTORY));
    assert!(Capability::is_in(&Capability::ours(), Capability::HISTORY));
}

#[test]
fn the_oldest_relay_is_understood() {
    let Ok(Some(FromRelay::Welcome(welcome))) = FromRelay::decode(&one("oldest-relay-welcome")) else {
        panic!("a welcome");
    };
    assert_eq!(welcome.role, Role::Agent);
    assert!(welcome.capabilities.is_empty());
}

#[test]
fn hostile_messages_get_a_reason() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for (text, expected) in [
        (String::new(), WireError::Malformed),
        ("{}".into(), WireError::Malformed),
        ("[]".into(), WireError::Malformed),
        (deep, WireError::Malformed),
        (r#"{"type":"ack"}"#.into(), WireError::Malformed),
        (r#"{"type":"ack","cursor":"a b"}"#.into(), WireError::Malformed),
        (r#"{"type":"hello","versions":{"min":-1,"max":1},"desktop":"x"}"#.into(), WireError::Malformed),
        ("x".repeat(MAX_MESSAGE + 1), WireError::TooLong),
    ] {
        assert_eq!(FromDesktop::decode(&text), Err(expected), "{text:.40}");
    }
}
