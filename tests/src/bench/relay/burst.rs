//! A burst with a kill in the middle: what was answered must be there once, and quickly.

use super::fleet::Hearing;
use super::program::Place;
use super::wire::Sender;
use crate::bench::Report;
use callside_relay::sizes;
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const EVENTS: usize = 10_000;
const CONNECTIONS: usize = 32;
const DESKTOPS: usize = 20;

pub(super) async fn measure(report: &mut Report) {
    let place = Place::new(DESKTOPS, &json!({}));
    let mut relay = place.start();
    let answered = Arc::new(AtomicUsize::new(0));
    let mut senders = Vec::new();
    for lane in 0..CONNECTIONS {
        let mut sender = Sender::open(relay.listen, &place.path_secret).await;
        let answered = Arc::clone(&answered);
        senders.push(tokio::spawn(async move {
            for n in (lane..EVENTS).step_by(CONNECTIONS) {
                match sender.send(&format!("burst-{n}"), n % DESKTOPS).await {
                    Ok(true) => answered.fetch_add(1, Ordering::Relaxed),
                    Ok(false) | Err(_) => return n,
                };
            }
            EVENTS
        }));
    }
    while answered.load(Ordering::Relaxed) < EVENTS / 2 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    relay.kill();
    let mut stopped = Vec::new();
    for sender in senders {
        stopped.push(sender.await.expect("a sender ends"));
    }
    let before = answered.load(Ordering::Relaxed);
    let relay = place.start();
    // Phone systems send again what nobody answered.
    for (lane, from) in stopped.into_iter().enumerate() {
        let mut sender = Sender::open(relay.listen, &place.path_secret).await;
        for n in (from..EVENTS).step_by(CONNECTIONS) {
            assert_eq!(n % CONNECTIONS, lane);
            assert!(sender.send(&format!("burst-{n}"), n % DESKTOPS).await.expect("the relay answers"));
        }
    }
    let began = Instant::now();
    let desktops: Vec<_> = (0..DESKTOPS).map(|n| Hearing::link(&place, relay.listen, n)).collect();
    for desktop in &desktops {
        desktop.has(EVENTS / DESKTOPS).await;
    }
    let drained = began.elapsed();
    let got: usize = desktops.iter().map(Hearing::different).sum();
    let twice: usize = desktops.iter().map(Hearing::twice).sum();
    report.numbers("relay: burst, answered before the kill", "events", vec![before as f64]);
    report.numbers("relay: burst, lost", "events", vec![(EVENTS - got) as f64]).at_most(0.5, 0.0);
    report.numbers("relay: burst, twice", "events", vec![twice as f64]).at_most(0.5, 0.0);
    report.times("relay: burst, drained to 20 desktops", &[drained]).at_most(0.5, 3_000.0);
    report.numbers(sizes::SENT, "per s", vec![EVENTS as f64 / drained.as_secs_f64()]);
}
