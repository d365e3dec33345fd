//! An order to forget a caller reaches every relay of a fleet, and every NATS server.

use crate::bed::{PATIENCE, Site, rings};
use crate::erasing::holds;
use crate::fleet::{metric, until};
use crate::history::gate;
use crate::nats::Nats;
use callside_relay::Relay;
use jiff::SignedDuration;
use serde_json::json;
use std::time::Duration;

const CALLER: &str = "+14155550134";
/// A server looks at its logs each two minutes, and up to one more that it draws (`compactInterval` in its source); twice that.
const LOGS_ARE_CUT: Duration = Duration::from_secs(360);

/// What waits at this relay itself: an admin who asks hears of all.
async fn parked(relay: &Relay) -> i64 {
    metric(relay, "stock_parked").await
}

async fn forgets(site: &Site, relay: &Relay) -> Option<u64> {
    forgets_whom(site, relay, CALLER).await
}

async fn forgets_whom(site: &Site, relay: &Relay, number: &str) -> Option<u64> {
    gate(relay).erase(&site.grant("ada@example.com").session, number).await.ok()
}

/// Asks again until all servers have agreed.
async fn forgets_at_last(site: &Site, relay: &Relay, number: &str) -> u64 {
    let erased = async {
        loop {
            if let Some(erased) = forgets_whom(site, relay, number).await {
                return erased;
            }
        }
    };
    tokio::time::timeout(PATIENCE, erased).await.expect("the servers agree")
}

/// Two relays; at each a call that nobody could be found for, so that it is in no stream.
async fn two(site: &Site) -> (Relay, Relay) {
    let (a, b) = (site.relay("a").await, site.relay("b").await);
    for relay in [&a, &b] {
        until(relay, "fleet_up", |up| up == 1).await;
    }
    (a, b)
}

/// Of one of the calls the number is said at one relay alone.
async fn calls(site: &Site, a: &Relay, b: &Relay) {
    let mut silent = rings("silent", "nobody");
    silent["data"].as_object_mut().unwrap().remove("ani");
    let mut says = rings("silent", "nobody");
    says["eventId"] = json!("silent-says");
    let mut other = rings("other", "nobody");
    other["data"]["ani"] = json!("+14155550199");
    for (relay, event) in [(a, says), (b, silent), (b, rings("theirs", "nobody")), (b, other)] {
        assert_eq!(site.five9(relay, &event).await, 200);
    }
    assert_eq!((parked(a).await, parked(b).await), (1, 3));
}

#[tokio::test]
async fn an_order_given_at_one_relay_is_obeyed_by_all_also_by_one_that_was_off() {
    let nats = Nats::start().await;
    let site = Site::with(json!({ "fleet": { "servers": [nats.url()] } }));
    let (a, b) = two(&site).await;
    calls(&site, &a, &b).await;
    drop(b);
    assert_eq!(forgets(&site, &a).await, Some(1));
    assert!(!holds(&nats.disk(), "5550134"), "an order is sealed");
    let b = site.relay("b").await;
    until(&b, "callers_forgotten_total", |orders| orders == 1).await;
    assert_eq!((parked(&a).await, parked(&b).await), (0, 1), "others stay");
    // What one knows beyond an order comes back to the other. While both are there, an order goes at once.
    until(&a, "callers_forgotten_total", |orders| orders == 2).await;
    assert_eq!(site.five9(&b, &rings("again", "nobody")).await, 200);
    assert_eq!(forgets(&site, &a).await, Some(0));
    until(&a, "callers_forgotten_total", |orders| orders == 4).await;
    assert_eq!(parked(&b).await, 1);
    // No order of before touches what comes later, whoever starts anew.
    site.hands.forward(SignedDuration::from_mins(10));
    drop(b);
    let b = site.relay("b").await;
    assert_eq!(site.five9(&b, &rings("new", "nobody")).await, 200);
    assert_eq!(forgets(&site, &b).await, Some(1));
    until(&a, "callers_forgotten_total", |orders| orders == 5).await;
}

#[tokio::test]
async fn an_order_given_while_nats_is_away_is_told_by_itself_and_forgets_nothing_of_later() {
    let mut nats = Nats::start().await;
    let site = Site::with(json!({ "fleet": { "servers": [nats.url()] } }));
    let (a, b) = two(&site).await;
    calls(&site, &a, &b).await;
    nats.kill();
    until(&a, "fleet_up", |up| up == 0).await;
    assert_eq!(forgets(&site, &a).await, None, "not everywhere yet, and that is said");
    assert_eq!(parked(&a).await, 0, "but here");
    drop(a);
    site.hands.forward(SignedDuration::from_mins(10));
    assert_eq!(site.five9(&b, &rings("later", "nobody")).await, 200);
    let a = site.relay("a").await;
    nats.revive().await;
    until(&b, "callers_forgotten_total", |orders| orders == 1).await;
    assert_eq!(parked(&b).await, 2, "others, and what the caller did since");
    until(&a, "callers_forgotten_total", |orders| orders == 1).await;
    assert_eq!(forgets(&site, &b).await, Some(1));
}

#[tokio::test]
async fn three_nats_servers_forget_a_caller_in_their_logs_too_and_one_may_be_killed() {
    let mut three = Nats::three().await;
    let servers: Vec<_> = three.iter().map(Nats::url).collect();
    let site = Site::with(json!({ "fleet": { "servers": servers, "replicas": 3 }, "limits": { "beat_s": 1 } }));
    let (a, b) = two(&site).await;
    let dana = site.link(&a, "dana@example.com", "one");
    dana.desk.up().await;
    for n in 0..5 {
        assert_eq!(site.five9(&a, &rings(&n.to_string(), "dana")).await, 200);
    }
    dana.desk.has(5).await;
    // One of three dies: the fleet goes on, and nothing is lost.
    three[0].kill();
    for n in 5..10 {
        assert_eq!(site.five9(&b, &rings(&n.to_string(), "dana")).await, 200);
    }
    // What the relay served from its file meanwhile may come again from the stream; desktops know it by its id.
    dana.desk.has(10).await;
    three[0].revive().await;
    for relay in [&a, &b] {
        until(relay, "stock_unhanded", |n| n == 0).await;
    }
    for (id, number) in [("other", "+14155550177"), ("before", "+14155550188")] {
        let mut other = rings(id, "dana");
        other["data"]["ani"] = json!(number);
        assert_eq!(site.five9(&a, &other).await, 200);
    }
    dana.desk.has(12).await;
    let everywhere = |text: &'static str| three.iter().all(|server| holds(&server.disk(), text));
    let copied = async {
        while !(everywhere("5550134") && everywhere("5550177")) {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, copied).await.expect("each has a copy, also the one that came back");
    // A server that has just cut its log does not cut it again at once, but with its next look at it.
    forgets_at_last(&site, &b, "+14155550188").await;
    forgets_at_last(&site, &b, CALLER).await;
    let left = || three.iter().flat_map(|server| server.files_with("5550134")).collect::<Vec<_>>();
    let gone = async {
        while !left().is_empty() {
            tokio::task::yield_now().await;
        }
    };
    let gone = tokio::time::timeout(LOGS_ARE_CUT, gone).await;
    assert!(gone.is_ok(), "no stream and no log of any server holds anything: {:?}", left());
    assert!(everywhere("5550177"), "others stay");
    let fresh = site.link(&b, "sam@example.com", "two");
    assert_eq!(site.five9(&a, &rings("own", "sam")).await, 200);
    fresh.desk.hears("five9:own-created").await;
}
