//! A colleague hands a call over with a note, over HTTP, and it waits for whoever gets the call.

use crate::bed::{Site, rings};
use callside_core::hand_over::handed_over;
use callside_core::ids::{CallKey, Provider};
use callside_link::{Gate, GateError};
use callside_relay::Relay;
use serde_json::json;

fn site() -> Site {
    let mut site = Site::new();
    site.extra = json!({
        "team": { "people": [
            { "email": "dana@example.com", "names": { "five9": ["dana", "201"] } },
            { "email": "sam@example.com", "names": { "five9": ["sam", "202"] } },
        ] },
    });
    site
}

async fn hand_over(site: &Site, relay: &Relay, person: &str, to: &str) -> Result<bool, GateError> {
    let call = CallKey::new(Provider::Five9, "1").unwrap();
    let event = handed_over(&call, to, "Wants a refund. Be kind.", site.hands.now());
    let gate = Gate::new(&format!("http://{}", relay.listen())).unwrap();
    gate.hand_over(&site.grant(person).session, &event).await
}

#[tokio::test]
async fn a_note_goes_to_whoever_is_called_by_the_extension_and_once() {
    let site = site();
    let relay = site.relay("a").await;
    let (dana, sam) = (site.link(&relay, "dana@example.com", "one"), site.link(&relay, "sam@example.com", "two"));
    assert_eq!(site.five9(&relay, &rings("1", "dana")).await, 200);
    dana.desk.has(1).await;
    assert_eq!(hand_over(&site, &relay, "dana@example.com", "202").await, Ok(true));
    assert_eq!(hand_over(&site, &relay, "dana@example.com", "202").await, Ok(true), "the answer was lost");
    let heard = sam.desk.has(1).await;
    let (id, times) = heard.first_key_value().unwrap();
    assert!(id.starts_with("callside:five9:1:") && id.ends_with(":handed_over") && *times == 1, "{heard:?}");
    dana.desk.hears(id).await;
}

#[tokio::test]
async fn an_unknown_extension_is_said_and_strangers_to_the_call_write_nothing() {
    let site = site();
    let relay = site.relay("a").await;
    let sam = site.link(&relay, "sam@example.com", "two");
    sam.desk.up().await;
    assert_eq!(site.five9(&relay, &rings("1", "dana")).await, 200);
    assert_eq!(hand_over(&site, &relay, "dana@example.com", "999").await, Ok(false));
    assert_eq!(hand_over(&site, &relay, "sam@example.com", "201").await, Err(GateError::NotARelay), "404");
    assert_eq!(site.five9(&relay, &rings("2", "sam")).await, 200);
    assert_eq!(sam.desk.has(1).await.keys().collect::<Vec<_>>(), ["five9:2-created"], "nothing else came");
}

#[tokio::test]
async fn a_note_for_an_unknown_extension_waits_until_an_admin_has_mapped_it() {
    let mut site = site();
    site.extra["team"]["people"].as_array_mut().unwrap().push(json!({ "email": "ada@example.com", "role": "admin" }));
    let relay = site.relay("a").await;
    let (dana, sam) = (site.link(&relay, "dana@example.com", "one"), site.link(&relay, "sam@example.com", "two"));
    assert_eq!(site.five9(&relay, &rings("1", "dana")).await, 200);
    dana.desk.has(1).await;
    assert_eq!(hand_over(&site, &relay, "dana@example.com", "999").await, Ok(false));
    let ask = reqwest::Client::new().get(format!("http://{}/v1/parked", relay.listen()));
    let parked = ask.bearer_auth(site.grant("ada@example.com").session).send().await.unwrap().text().await.unwrap();
    assert!(
        parked.contains(r#""reason":"unknown_extension""#) && parked.contains(r#""handed_over_to":"999""#),
        "{parked}"
    );
    assert!(!parked.contains("refund"), "an admin sees the extension, not the note: {parked}");

    let mut settings = site.settings("a");
    settings["team"]["people"][1]["names"]["five9"] = json!(["sam", "202", "999"]);
    let replayed = relay.reload(&serde_json::from_value(settings).unwrap()).await.unwrap();
    assert_eq!((replayed.placed, replayed.still_parked), (1, 0));
    let heard = sam.desk.has(1).await;
    assert!(heard.keys().next().unwrap().ends_with(":handed_over"), "{heard:?}");
}
