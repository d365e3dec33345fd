//! Desktops of a fleet that lag behind: slow ones, and some that were away for long.

use crate::bed::{Site, rings};
use crate::fleet::{fleet, metric, until};
use crate::nats::Nats;
use callside_relay::Relay;
use futures_util::StreamExt as _;
use jiff::SignedDuration;
use serde_json::{Value, json};
use std::sync::Arc;

/// Calls of nobody in particular are everyone's.
fn site(nats: &Nats) -> Site {
    let everyone = json!([{ "to": "everyone" }]);
    Site::with(json!({
        "fleet": { "servers": [nats.url()] }, "limits": { "beat_s": 1 }, "team": { "rules": everyone },
    }))
}

/// A call that everyone hears of.
fn offered(call: &str) -> Value {
    json!({ "event": "call.created", "eventId": format!("{call}-created"), "data": { "callId": call } })
}

/// With notes as long as they may be, so that no buffer on the way holds them all.
fn long(mut event: Value) -> Value {
    event["data"]["notes"] = json!("n".repeat(2_000));
    event
}

/// Many at a time, as a phone system with many calls sends them; in no order.
async fn sends(site: &Site, relay: &Relay, events: impl Iterator<Item = Value>) {
    let sent = futures_util::stream::iter(events).map(async |event| site.five9(relay, &event).await);
    let refused = sent.buffer_unordered(32).filter(|status| std::future::ready(*status != 200));
    assert_eq!(refused.count().await, 0);
}

#[tokio::test]
async fn a_slow_desktop_of_a_fleet_harms_nobody_and_gets_everything_once() {
    /// More than a relay keeps in memory of what came by for everyone.
    const EACH: usize = 1_500;
    let nats = Nats::start().await;
    let site = site(&nats);
    let (a, b) = fleet(&site).await;
    let slow = site.link(&a, "dana@example.com", "one");
    let (beside, elsewhere) = (site.link(&a, "sam@example.com", "two"), site.link(&b, "ada@example.com", "three"));
    for linked in [&slow, &beside, &elsewhere] {
        linked.desk.up().await;
    }
    let stuck = slow.desk.hold().await;
    sends(&site, &b, (0..EACH).map(|n| long(rings(&format!("d{n}"), "dana")))).await;
    sends(&site, &b, (0..EACH).map(|n| long(offered(&format!("e{n}"))))).await;
    assert_eq!(site.five9(&b, &rings("s", "sam")).await, 200);
    for (desk, count) in [(&beside.desk, EACH + 1), (&elsewhere.desk, EACH)] {
        let events = desk.has(count).await;
        assert!(events.len() == count && events.values().all(|times| *times == 1), "{} of {count}", events.len());
    }
    assert_eq!(slow.desk.events().len(), 0);
    let to_slow = usize::try_from(metric(&a, "events_sent_total").await).unwrap() - (EACH + 1);
    assert!(to_slow < 2 * EACH, "the relay itself was held up: {to_slow}");
    drop(stuck);
    let events = slow.desk.has(2 * EACH).await;
    assert!(events.values().all(|times| *times == 1), "each once");
    assert_eq!(site.five9(&a, &rings("after", "dana")).await, 200);
    slow.desk.hears("five9:after-created").await;
    assert_eq!(slow.desk.events().len(), 2 * EACH + 1);
}

#[tokio::test]
async fn a_desktop_that_was_away_for_an_hour_goes_on_at_the_other_relay() {
    const AWAY: usize = 240;
    let nats = Nats::start().await;
    let site = site(&nats);
    let (a, b) = fleet(&site).await;
    let dana = site.link(&a, "dana@example.com", "one");
    for n in 0..10 {
        assert_eq!(site.five9(&b, &rings(&format!("before-{n}"), "dana")).await, 200);
    }
    dana.desk.has(10).await;
    let desk = Arc::clone(&dana.desk);
    drop(dana);
    // An hour, a call every fifteen seconds; every third is everyone's. Both relays take, and tidy every ten minutes.
    for n in 0..AWAY {
        let call = format!("away-{n}");
        let event = if n % 3 == 0 { offered(&call) } else { rings(&call, "dana") };
        assert_eq!(site.five9(if n % 2 == 0 { &a } else { &b }, &event).await, 200);
        site.hands.forward(SignedDuration::from_secs(15));
        if n % 40 == 39 {
            for relay in [&a, &b] {
                until(relay, "stock_unhanded", |n| n == 0).await;
                let retired = relay.tidy().await.unwrap();
                assert_eq!((retired.unclaimed, retired.given_up), (0, 0));
            }
        }
    }
    let dana = site.link_desk(&format!("http://{}", b.listen()), desk, "one");
    let events = dana.desk.has(10 + AWAY).await;
    assert!(events.len() == 10 + AWAY && events.values().all(|times| *times == 1), "{events:?}");
    assert_eq!(dana.desk.grants(), 1, "the session had ended; one renewal");
    assert_eq!(site.five9(&a, &rings("after", "dana")).await, 200);
    dana.desk.hears("five9:after-created").await;
    assert!(dana.desk.events().values().all(|times| *times == 1));
}
