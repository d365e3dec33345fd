//! Several relays over a real nats-server.

use crate::bed::{Hands, PATIENCE, Site, metrics, rings};
use crate::nats::Nats;
use callside_relay::Relay;
use jiff::SignedDuration;
use serde_json::{Value, json};
use std::sync::Arc;

fn site(nats: &Nats) -> Site {
    Site::with(json!({ "fleet": { "servers": [nats.url()] }, "limits": { "beat_s": 1 } }))
}

pub async fn metric(relay: &Relay, name: &str) -> i64 {
    let text = metrics(relay).await;
    let line = text.lines().find_map(|line| line.strip_prefix(&format!("callside_relay_{name} ")));
    line.unwrap_or_else(|| panic!("{name}: {text}")).parse().unwrap()
}

pub async fn until(relay: &Relay, name: &str, right: impl Fn(i64) -> bool) {
    let found = async {
        while !right(metric(relay, name).await) {
            tokio::task::yield_now().await;
        }
    };
    assert!(tokio::time::timeout(PATIENCE, found).await.is_ok(), "{name} is {}", metric(relay, name).await);
}

pub async fn fleet(site: &Site) -> (Relay, Relay) {
    let (a, b) = (site.relay("a").await, site.relay("b").await);
    until(&a, "fleet_up", |up| up == 1).await;
    until(&b, "fleet_up", |up| up == 1).await;
    (a, b)
}

#[tokio::test]
async fn any_relay_takes_an_event_and_any_serves_a_desktop() {
    let nats = Nats::start().await;
    let site = site(&nats);
    let (a, b) = fleet(&site).await;
    let dana = site.link(&b, "dana@example.com", "one");
    dana.desk.up().await;
    for n in 0..30 {
        let taker = if n % 2 == 0 { &a } else { &b };
        assert_eq!(site.five9(taker, &rings(&n.to_string(), "dana")).await, 200);
    }
    // A duplicate storm: each event again, at the other relay.
    for n in 0..30 {
        let taker = if n % 2 == 0 { &b } else { &a };
        assert_eq!(site.five9(taker, &rings(&n.to_string(), "dana")).await, 200);
    }
    let events = dana.desk.has(30).await;
    assert_eq!(site.five9(&a, &rings("last", "dana")).await, 200);
    let after = dana.desk.has(31).await;
    assert!(after.values().all(|times| *times == 1), "JetStream knows repeats by their ids: {events:?}");
    until(&a, "stock_unhanded", |n| n == 0).await;
    until(&b, "stock_unhanded", |n| n == 0).await;
}

#[tokio::test]
async fn relays_whose_clocks_disagree_lose_nothing_and_double_nothing() {
    let nats = Nats::start().await;
    let site = site(&nats);
    let (ahead, behind) = (Hands::new(), Hands::new());
    ahead.forward(SignedDuration::from_mins(10));
    behind.forward(SignedDuration::from_mins(-10));
    let a = Relay::start(site.config("a"), ahead.clock()).await.unwrap();
    let b = Relay::start(site.config("b"), behind.clock()).await.unwrap();
    until(&a, "fleet_up", |up| up == 1).await;
    until(&b, "fleet_up", |up| up == 1).await;
    let (dana, sam) = (site.link(&a, "dana@example.com", "one"), site.link(&b, "sam@example.com", "two"));
    dana.desk.up().await;
    sam.desk.up().await;
    // Each event at both relays: to one of them the second comes twenty minutes before the first.
    for n in 0..10 {
        for person in ["dana", "sam"] {
            for relay in [&a, &b] {
                assert_eq!(site.five9(relay, &rings(&format!("{person}-{n}"), person)).await, 200);
            }
        }
    }
    for desk in [&dana.desk, &sam.desk] {
        let events = desk.has(10).await;
        assert!(events.values().all(|times| *times == 1), "{events:?}");
    }
    assert_eq!((a.tidy().await.unwrap().unclaimed, b.tidy().await.unwrap().unclaimed), (0, 0));
}

#[tokio::test]
async fn a_relay_is_killed_and_its_desktop_goes_on_at_the_other() {
    let nats = Nats::start().await;
    let site = site(&nats);
    let (a, b) = fleet(&site).await;
    let dana = site.link(&a, "dana@example.com", "one");
    dana.desk.up().await;
    for n in 0..10 {
        assert_eq!(site.five9(&b, &rings(&n.to_string(), "dana")).await, 200);
    }
    dana.desk.has(10).await;
    let desk = Arc::clone(&dana.desk);
    drop((dana, a));
    for n in 10..20 {
        assert_eq!(site.five9(&b, &rings(&n.to_string(), "dana")).await, 200);
    }
    let dana = site.link_desk(&format!("http://{}", b.listen()), desk, "one");
    let events = dana.desk.has(20).await;
    assert!(events.values().all(|times| *times == 1), "nothing lost, nothing twice: {events:?}");
}

#[tokio::test]
async fn what_a_desktop_missed_is_read_many_at_a_time() {
    const MANY: usize = 450;
    let nats = Nats::start().await;
    let site = site(&nats);
    let (a, b) = fleet(&site).await;
    for n in 0..MANY {
        assert_eq!(site.five9(&b, &rings(&n.to_string(), "dana")).await, 200);
    }
    until(&b, "stock_unhanded", |n| n == 0).await;
    let before = nats.questions().await;
    let dana = site.link(&a, "dana@example.com", "one");
    let events = dana.desk.has(MANY).await;
    let asked = nats.questions().await - before;
    assert!(asked < 120, "{asked} questions for {MANY} events");
    assert!(events.values().all(|times| *times == 1), "{events:?}");
    // What comes by from then on is in its order behind it.
    assert_eq!(site.five9(&b, &rings("live", "dana")).await, 200);
    assert!(dana.desk.has(MANY + 1).await.values().all(|times| *times == 1));
    // Whoever missed nothing costs the server no reader.
    let desk = Arc::clone(&dana.desk);
    drop(dana);
    let dana = site.link_desk(&format!("http://{}", a.listen()), desk, "one");
    assert_eq!(site.five9(&b, &rings("after", "dana")).await, 200);
    dana.desk.hears("five9:after-created").await;
}

#[tokio::test]
async fn what_a_killed_relay_had_accepted_arrives_when_it_is_back() {
    let mut nats = Nats::start().await;
    let site = site(&nats);
    let (a, b) = fleet(&site).await;
    let dana = site.link(&b, "dana@example.com", "one");
    dana.desk.up().await;
    nats.kill();
    for n in 0..5 {
        assert_eq!(site.five9(&a, &rings(&n.to_string(), "dana")).await, 200, "NATS is away; the relay takes");
    }
    drop(a);
    nats.revive().await;
    let a = site.relay("a").await;
    let events = dana.desk.has(5).await;
    assert_eq!(events.len(), 5);
    until(&a, "stock_unhanded", |n| n == 0).await;
}

#[tokio::test]
async fn without_nats_a_relay_serves_its_own_desktops() {
    let mut nats = Nats::start().await;
    let site = site(&nats);
    let (a, _b) = fleet(&site).await;
    let dana = site.link(&a, "dana@example.com", "one");
    dana.desk.up().await;
    assert_eq!(site.five9(&a, &rings("0", "dana")).await, 200);
    dana.desk.has(1).await;
    nats.kill();
    until(&a, "fleet_up", |up| up == 0).await;
    for n in 1..6 {
        assert_eq!(site.five9(&a, &rings(&n.to_string(), "dana")).await, 200);
    }
    dana.desk.has(6).await;
    nats.revive().await;
    until(&a, "fleet_up", |up| up == 1).await;
    assert_eq!(site.five9(&a, &rings("6", "dana")).await, 200);
    dana.desk.has(7).await;
    until(&a, "stock_unhanded", |n| n == 0).await;
    assert!(dana.desk.cursor().is_some());
}

#[tokio::test]
async fn a_relay_that_starts_before_nats_joins_later() {
    let mut nats = Nats::start().await;
    let site = site(&nats);
    nats.kill();
    let a = site.relay("a").await;
    assert_eq!(site.five9(&a, &rings("0", "dana")).await, 200);
    nats.revive().await;
    let b = site.relay("b").await;
    let dana = site.link(&b, "dana@example.com", "one");
    dana.desk.has(1).await;
}

#[tokio::test]
async fn a_desktop_moves_between_a_lone_relay_and_a_fleet() {
    let nats = Nats::start().await;
    let fleet_site = site(&nats);
    let alone = Site::new();
    let one = alone.relay("alone").await;
    let dana = alone.link(&one, "dana@example.com", "one");
    for n in 0..3 {
        alone.five9(&one, &rings(&n.to_string(), "dana")).await;
    }
    dana.desk.has(3).await;
    // The same file joins a fleet: what still waits is handed over.
    drop(dana);
    for n in 3..6 {
        alone.five9(&one, &rings(&n.to_string(), "dana")).await;
    }
    one.drain().await;
    let mut settings = alone.settings("alone");
    settings["fleet"] = json!({ "servers": [nats.url()] });
    let joined = Relay::start(serde_json::from_value(settings).unwrap(), alone.hands.clock()).await.unwrap();
    until(&joined, "fleet_up", |up| up == 1).await;
    until(&joined, "stock_unhanded", |n| n == 0).await;
    let (b, _) = (fleet_site.relay("b").await, ());
    let again = fleet_site.link(&b, "dana@example.com", "one");
    // Earlier ones may come with them: what a desktop has counts as fetched only when it has said so.
    for n in 3..6 {
        again.desk.hears(&format!("five9:{n}-created")).await;
    }
}

#[tokio::test]
async fn a_call_for_everyone_reaches_desktops_at_both_relays() {
    let nats = Nats::start().await;
    let everyone = json!([{ "to": "everyone" }]);
    let site = Site::with(json!({
        "fleet": { "servers": [nats.url()] }, "limits": { "beat_s": 1 }, "team": { "rules": everyone },
    }));
    let (a, b) = fleet(&site).await;
    let (dana, sam) = (site.link(&a, "dana@example.com", "one"), site.link(&b, "sam@example.com", "two"));
    dana.desk.up().await;
    sam.desk.up().await;
    let offered =
        |n: u32| json!({ "event": "call.created", "eventId": format!("o{n}"), "data": { "callId": n.to_string() } });
    for n in 0..5 {
        assert_eq!(site.five9(&a, &offered(n)).await, 200);
    }
    assert_eq!(dana.desk.has(5).await.len(), 5);
    assert_eq!(sam.desk.has(5).await.len(), 5);
    // Everyone's calls and a person's own are counted apart: neither hides the other after a break.
    let desk = Arc::clone(&sam.desk);
    drop(sam);
    assert_eq!(site.five9(&b, &rings("own", "sam")).await, 200);
    assert_eq!(site.five9(&b, &offered(5)).await, 200);
    let sam = site.link_desk(&format!("http://{}", a.listen()), desk, "two");
    let events = sam.desk.has(7).await;
    assert!(events.values().all(|times| *times == 1), "{events:?}");
}

#[tokio::test]
async fn a_caller_is_erased_from_files_and_stream() {
    let nats = Nats::start().await;
    let site = site(&nats);
    let (a, b) = fleet(&site).await;
    for n in 0..4 {
        assert_eq!(site.five9(&a, &rings(&n.to_string(), "dana")).await, 200);
    }
    let mut other = rings("other", "dana");
    other["data"]["ani"] = json!("+14155550199");
    assert_eq!(site.five9(&a, &other).await, 200);
    until(&a, "stock_unhanded", |n| n == 0).await;
    let session = site.grant("ada@example.com").session;
    let erase = reqwest::Client::new().post(format!("http://{}/v1/erase", b.listen())).bearer_auth(session);
    let answer = erase.json(&json!({ "number": "(415) 555-0134" })).send().await.unwrap();
    assert_eq!(answer.json::<Value>().await.unwrap(), json!({ "deliveries": 4 }));
    let dana = site.link(&b, "dana@example.com", "one");
    assert_eq!(dana.desk.has(1).await.keys().collect::<Vec<_>>(), ["five9:other-created"]);
}
