//! What found nobody, in a fleet: whichever relay an admin asks, they hear of all.

use crate::bed::{PATIENCE, Site, rings};
use crate::fleet::{fleet, until};
use crate::history::gate;
use crate::nats::Nats;
use callside_link::{LookedAgain, ParkedList};
use callside_relay::Relay;
use jiff::SignedDuration;
use serde_json::json;

async fn parked(site: &Site, relay: &Relay) -> ParkedList {
    let ada = site.grant("ada@example.com").session;
    gate(relay).parked(&ada).await.expect("an admin may ask")
}

/// Waits until a relay has heard of those.
async fn hears_of(site: &Site, relay: &Relay, others: &[&str]) -> ParkedList {
    let heard = async {
        loop {
            let list = parked(site, relay).await;
            if list.others == others {
                return list;
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, heard).await.expect("the relays hear of each other")
}

#[tokio::test]
async fn an_admin_hears_of_what_waits_at_every_relay_and_has_all_of_them_look_again() {
    let nats = Nats::start().await;
    let site = Site::with(json!({ "fleet": { "servers": [nats.url()] }, "limits": { "beat_s": 1 } }));
    let (a, b) = fleet(&site).await;
    assert_eq!(site.five9(&b, &rings("1", "nobody")).await, 200);
    site.hands.forward(SignedDuration::from_secs(1));
    assert_eq!(site.five9(&a, &rings("2", "nobody")).await, 200);
    for (relay, own, other) in [(&a, "a", "b"), (&b, "b", "a")] {
        let list = hears_of(&site, relay, &[other]).await;
        assert_eq!((list.relay.as_str(), list.total, list.silent.len()), (own, 2, 0));
        let kept: Vec<_> = list.parked.iter().map(|one| (one.relay.as_deref(), one.call.as_deref())).collect();
        assert_eq!(kept, [(Some("b"), Some("five9:1")), (Some("a"), Some("five9:2"))], "the oldest first");
    }
    let ada = site.grant("ada@example.com").session;
    let (others, silent) = (vec!["b".to_owned()], Vec::new());
    let as_before = LookedAgain { relay: "a".into(), placed: 0, still_parked: 2, others, silent };
    assert_eq!(gate(&a).look_again(&ada).await, Ok(as_before), "nobody mended anything");

    // The team of `b` is mended; that of `a` is not, and what it took waits still.
    let dana = site.link(&a, "dana@example.com", "one");
    dana.desk.up().await;
    let mut config = site.settings("b");
    config["team"]["people"][0]["names"]["five9"] = json!(["dana", "nobody"]);
    b.reload(&serde_json::from_value(config).unwrap()).await.unwrap();
    assert_eq!(dana.desk.has(1).await.keys().collect::<Vec<_>>(), ["five9:1-created"]);
    let list = parked(&site, &b).await;
    assert_eq!((list.total, list.parked[0].relay.as_deref()), (1, Some("a")));

    // One that is gone is named for an hour.
    drop(a);
    site.hands.forward(SignedDuration::from_mins(1));
    let list = parked(&site, &b).await;
    assert_eq!((list.total, list.others.len(), list.silent.as_slice()), (0, 0, ["a".to_owned()].as_slice()));
    site.hands.forward(SignedDuration::from_mins(60));
    assert_eq!(parked(&site, &b).await.silent, Vec::<String>::new());
}

#[tokio::test]
async fn without_nats_a_relay_says_what_waits_there_and_whom_it_could_not_ask() {
    let mut nats = Nats::start().await;
    let site = Site::with(json!({ "fleet": { "servers": [nats.url()] }, "limits": { "beat_s": 1 } }));
    let (a, _b) = fleet(&site).await;
    hears_of(&site, &a, &["b"]).await;
    nats.kill();
    until(&a, "fleet_up", |up| up == 0).await;
    assert_eq!(site.five9(&a, &rings("1", "nobody")).await, 200);
    let list = parked(&site, &a).await;
    assert_eq!((list.total, list.others.len(), list.silent), (1, 0, vec!["b".to_owned()]));
    let ada = site.grant("ada@example.com").session;
    let looked = gate(&a).look_again(&ada).await.expect("it looks for itself");
    assert_eq!((looked.still_parked, looked.silent), (1, vec!["b".to_owned()]));
}
