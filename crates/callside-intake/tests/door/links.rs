//! `callside://` links go the same way as connectors, and settings can change while the door is open.

use crate::house::{Mood, accepted_call, at, intake, now, phones, secrets, settings};
use crate::wire::{PATIENCE, request};
use callside_core::ids::Provider;
use callside_intake::{Accepted, Door, Refusal, SinkError, Way};
use callside_telephony::{Rejection, Settings, five9};
use std::sync::Arc;

#[tokio::test]
async fn a_link_brings_a_call() {
    let (intake, sink) = intake(false);
    let taken = intake.link(&format!("callside://call?{}", accepted_call()), PATIENCE).await;
    assert_eq!(taken, Ok(Accepted { new: 1, repeated: 0 }));
    let kept = sink.kept.lock().unwrap();
    assert_eq!((kept[0].1.way, kept[0].1.at), (Way::Link, now()));
}

#[tokio::test]
async fn a_bad_link_is_refused_and_noted() {
    let (intake, sink) = intake(false);
    let taken = intake.link("callside://call?call_id=1&secret=guess", PATIENCE).await;
    assert_eq!(taken, Err(Refusal::Rejected(Rejection::BadSignature)));
    *sink.mood.lock().unwrap() = Mood::Refuse(SinkError::Full);
    let taken = intake.link(&format!("callside://call?{}", accepted_call()), PATIENCE).await;
    assert_eq!(taken, Err(Refusal::Sink(SinkError::Full)));
    assert_eq!(sink.codes(), ["bad_signature", "full"]);
    assert_eq!(sink.notes.lock().unwrap()[0].provider, Some(Provider::Five9));
    assert!(sink.kept().is_empty());
}

#[tokio::test]
async fn new_settings_count_from_the_next_delivery() {
    let (intake, sink) = intake(false);
    let door = Door::open(settings(), Arc::clone(&intake)).await.unwrap();
    let path = at(&format!("five9/connector?{}", accepted_call()));
    let status = async || request(door.port(), "GET", &path, &[], "").await.status;
    assert_eq!(status().await, 200);
    intake.reload(Settings { five9: Some(five9::Settings::new(secrets("another-secret-001"))), ..phones() });
    assert_eq!(status().await, 403);
    intake.reload(Settings::default());
    assert_eq!(status().await, 404);
    assert_eq!(sink.codes(), ["bad_signature", "not_configured"]);
}
