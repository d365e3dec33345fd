//! Each phone system's way in, when all is well.

use crate::house::{AIRCALL, FIVE9, PLAIN, accepted_call, at, now, open};
use crate::wire::{FORM, JSON, request};
use callside_core::event::{CallChange, Event};
use callside_intake::Way;
use callside_telephony::Route;
use sha2::{Digest, Sha256};

fn change(event: &Event) -> (String, CallChange) {
    match event {
        Event::Call(event) => (event.call.to_string(), event.what.clone()),
        other => panic!("not a call event: {other:?}"),
    }
}

/// HMAC-SHA256 by its definition (RFC 2104), so that the test shares no code with what it tests.
fn hmac(key: &[u8], body: &[u8]) -> String {
    let pad = |with: u8| (0..64).map(|i| key.get(i).copied().unwrap_or(0) ^ with).collect::<Vec<u8>>();
    let inner = Sha256::digest([pad(0x36), body.to_vec()].concat());
    let outer = Sha256::digest([pad(0x5c), inner.to_vec()].concat());
    outer.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test]
async fn a_connector_in_the_browser_brings_a_call() {
    let (door, sink) = open().await;
    let answer = request(door.port(), "GET", &at(&format!("five9/connector?{}", accepted_call())), &[], "").await;
    assert_eq!(answer.status, 200);
    let kept = sink.kept.lock().unwrap();
    let (events, received) = &kept[0];
    assert_eq!(change(&events[0]), ("five9:300000000001234".into(), CallChange::Answered));
    assert_eq!((received.at, received.way), (now(), Way::Http(Route::Five9Connector)));
    assert_eq!(received.bytes, accepted_call().len());
}

#[tokio::test]
async fn a_silent_connector_posts_query_and_form() {
    let (door, sink) = open().await;
    let path = at(&format!("five9/connector?secret={FIVE9}"));
    let form = "trigger=OnCallDispositioned&call_id=1&disposition_name=Sold&disposition_id=5";
    let answer = request(door.port(), "POST", &path, &[FORM], form).await;
    assert_eq!((answer.status, answer.code().as_str()), (200, "accepted"));
    let label = Some("Sold".to_owned());
    assert_eq!(change(&sink.kept()[0]), ("five9:1".into(), CallChange::Dispositioned { label }));
}

#[tokio::test]
async fn a_named_five9_event_comes_as_json() {
    let (door, sink) = open().await;
    let bearer = format!("Bearer {FIVE9}");
    let body = r#"{"event":"call.created","data":{"callId":"1","agentName":"Ana Ruiz"}}"#;
    let headers = [JSON, ("Authorization", bearer.as_str())];
    let answer = request(door.port(), "POST", &at("five9/events"), &headers, body).await;
    assert_eq!((answer.status, answer.code().as_str()), (200, "accepted"));
    assert_eq!(change(&sink.kept()[0]), ("five9:1".into(), CallChange::Ringing));
}

#[tokio::test]
async fn an_aircall_webhook_brings_all_its_events_at_once() {
    let (door, sink) = open().await;
    let body = format!(
        r#"{{"resource":"call","event":"call.tagged","timestamp":1783092600,"token":"{AIRCALL}",
        "data":{{"id":780100200,"tags":[{{"id":7,"name":"VIP","tagged_at":1783092600}}]}}}}"#
    );
    let answer = request(door.port(), "POST", &at("aircall"), &[JSON], &body).await;
    assert_eq!((answer.status, answer.code().as_str()), (200, "accepted"));
    let changes: Vec<_> = sink.kept().iter().map(|event| change(event).1).collect();
    assert_eq!(changes, [CallChange::Noted, CallChange::Tagged { tag: "VIP".into() }]);
    assert_eq!(sink.kept.lock().unwrap().len(), 1, "all or none");
}

#[tokio::test]
async fn an_event_of_no_use_is_taken_without_troubling_the_sink() {
    let (door, sink) = open().await;
    let body = format!(r#"{{"event":"number.opened","timestamp":1,"token":"{AIRCALL}","data":{{"id":1}}}}"#);
    let answer = request(door.port(), "POST", &at("aircall"), &[JSON], &body).await;
    assert_eq!((answer.status, answer.code().as_str()), (200, "nothing_to_keep"));
    assert_eq!((sink.kept().len(), sink.begun.available_permits()), (0, 0));
}

#[tokio::test]
async fn a_signed_webhook_of_any_phone_system_rings() {
    let (door, sink) = open().await;
    let body = r#"{"call_id":"c-77","from":"+12125550147"}"#;
    let signature = format!("sha256={}", hmac(PLAIN.as_bytes(), body.as_bytes()));
    let headers = [JSON, ("X-Signature", signature.as_str())];
    let answer = request(door.port(), "POST", &at("phone"), &headers, body).await;
    assert_eq!((answer.status, answer.code().as_str()), (200, "accepted"));
    assert_eq!(change(&sink.kept()[0]), ("phone:c-77".into(), CallChange::Ringing));
}

#[tokio::test]
async fn health_is_answered_without_secrets_and_without_data() {
    let (door, sink) = open().await;
    for path in ["/health".to_owned(), at("health")] {
        let answer = request(door.port(), "GET", &path, &[], "").await;
        assert_eq!((answer.status, answer.body.as_str()), (204, ""), "{path}");
    }
    assert!(sink.codes().is_empty());
}

#[tokio::test]
async fn one_connection_may_bring_several_deliveries() {
    use tokio::io::AsyncWriteExt;
    let (door, sink) = open().await;
    let mut stream = crate::wire::connect(door.port()).await;
    let get = |id: u8, connection: &str| {
        format!(
            "GET {}?secret={FIVE9}&call_id={id} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: {connection}\r\n\r\n",
            at("five9/connector"),
            door.port()
        )
    };
    stream.write_all(format!("{}{}", get(1, "keep-alive"), get(2, "close")).as_bytes()).await.unwrap();
    let answers = String::from_utf8(crate::wire::read_all(&mut stream).await).unwrap();
    assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 2);
    assert_eq!(sink.kept().len(), 2);
}
