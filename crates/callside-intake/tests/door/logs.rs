//! What is written down about requests: never a secret, never a number, never an address.

use crate::house::{AIRCALL, FIVE9, PATH, PLAIN, accepted_call, at, open};
use crate::wire::{JSON, raw, request};
use std::io::Write;
use std::sync::{Arc, Mutex};
use tracing_subscriber::filter::LevelFilter;

#[derive(Clone, Default)]
struct Page(Arc<Mutex<Vec<u8>>>);

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn logs_and_notes_hold_no_secrets_and_no_people() {
    let page = Page::default();
    let writer = page.clone();
    let log = tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE).with_writer(move || writer.clone()).finish();
    let guard = tracing::subscriber::set_default(log);
    let (door, sink) = open().await;
    let port = door.port();
    let hook =
        format!(r#"{{"event":"call.teleported","token":"{AIRCALL}","data":{{"id":1,"raw_digits":"2125550147"}}}}"#);
    request(port, "GET", &at(&format!("five9/connector?{}", accepted_call())), &[], "").await;
    request(port, "GET", &at(&format!("five9/connector?{}&call_id=2", accepted_call())), &[], "").await;
    request(port, "GET", &at(&format!("nowhere?{}", accepted_call())), &[], "").await;
    request(port, "POST", &at("aircall"), &[JSON], &hook).await;
    request(port, "POST", &at("phone"), &[JSON, ("X-Signature", PLAIN)], r#"{"from":"2125550147"}"#).await;
    raw(port, format!("GET /{PATH}?{FIVE9} HTTP/9\r\n\r\n").as_bytes()).await;
    door.close().await;
    drop(guard);
    let log = String::from_utf8(page.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("a delivery was not taken") && log.contains("unsupported_event"), "{log}");
    let written = format!("{log}{:?}", sink.notes.lock().unwrap());
    for hidden in [PATH, FIVE9, AIRCALL, PLAIN, "2125550147", "Ana", "five9/connector", "nowhere"] {
        assert!(!written.contains(hidden), "{hidden} was written down: {written}");
    }
    assert_eq!(sink.codes(), ["malformed", "not_found", "unsupported_event", "bad_signature"]);
}
