//! Whoever a relay was told to forget is in no file of it, and in none of the fleet's streams.

use crate::bed::{PATIENCE, Site, rings};
use crate::fleet::until;
use crate::history::{gate, site, tells, told};
use crate::nats::Nats;
use callside_relay::Relay;
use serde_json::{Value, json};
use std::path::Path;

/// All files of a folder and those below it, as far as they stay while they are read.
pub fn bytes_of(folder: &Path) -> Vec<u8> {
    let paths = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    paths
        .flat_map(|path| if path.is_dir() { bytes_of(&path) } else { std::fs::read(path).unwrap_or_default() })
        .collect()
}

pub fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|part| part == text.as_bytes())
}

/// A call that says who calls.
fn call(call: &str, number: &str, name: &str) -> Value {
    let mut rings = rings(call, "dana");
    rings["data"]["ani"] = json!(number);
    rings["data"]["callerName"] = json!(name);
    rings
}

/// Of Quinn's call, one event comes before the number is known and one after.
async fn calls(site: &Site, relay: &Relay) {
    let mut first = call("quinn", "", "Quinn Abernathy");
    first["eventId"] = json!("quinn-first");
    first["data"].as_object_mut().unwrap().remove("ani");
    let ended = json!({ "event": "call.ended", "eventId": "quinn-ended",
        "data": { "callId": "quinn", "agentUserName": "dana", "comments": "Abernathy's dog is ill" } });
    let other = call("other", "+14155550177", "Brandt Okafor");
    for event in [first, call("quinn", "+14155550199", "Quinn Abernathy"), ended, other] {
        assert_eq!(site.five9(relay, &event).await, 200);
    }
    let mut wrapped_up = told("quinn", 1, Some("Booked"), site);
    wrapped_up.facts.customer_number = Some("(415) 555-0199".into());
    assert_eq!(tells(site, relay, "dana", &wrapped_up).await, Ok(()));
}

async fn erases(site: &Site, relay: &Relay, number: &str) -> u64 {
    let ada = site.grant("ada@example.com").session;
    gate(relay).erase(&ada, number).await.unwrap()
}

#[tokio::test]
async fn the_files_of_a_relay_are_sealed_and_an_order_takes_the_copies_along() {
    let site = site("calls_and_notes", &json!({}));
    let relay = site.relay("a").await;
    calls(&site, &relay).await;
    let data = site.folder.path().join("a");
    let copy = data.join("relay.db.version-1-20261101T000000Z");
    std::fs::write(&copy, "an older file").unwrap();
    let sealed = bytes_of(&data);
    assert!(sealed.len() > 10_000 && !holds(&sealed, "Abernathy") && !holds(&sealed, "5550199"));
    assert_eq!(erases(&site, &relay, "+1 415 555 0199").await, 4, "with what came before the number was known");
    assert!(!copy.exists());
    assert_eq!(erases(&site, &relay, "+14155550199").await, 0);
    // A repeat does not bring the caller back.
    calls(&site, &relay).await;
    assert_eq!(erases(&site, &relay, "+14155550199").await, 0);
}

#[tokio::test]
async fn the_streams_of_a_fleet_hold_no_byte_of_whoever_was_erased() {
    let nats = Nats::start().await;
    let site = site("calls_and_notes", &json!({ "fleet": { "servers": [nats.url()] } }));
    let relay = site.relay("a").await;
    until(&relay, "fleet_up", |up| up == 1).await;
    calls(&site, &relay).await;
    until(&relay, "stock_unhanded", |n| n == 0).await;
    let traces = ["Abernathy", "5550199", "555-0199", "dog is ill"];
    let written = async {
        while !traces.iter().all(|trace| holds(&nats.disk(), trace)) {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, written).await.expect("JetStream writes as it is told");
    assert!(erases(&site, &relay, "+14155550199").await >= 2 * 4);
    let disk = nats.disk();
    for trace in traces {
        assert!(!holds(&disk, trace), "{trace}");
    }
    assert!(holds(&disk, "Okafor"), "others stay");
}
