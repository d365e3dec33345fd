//! What a fleet holds of a team's history, told to whoever is given the team; beside the same messages read from bare JetStream
//! one by one.

use super::fleet::Hearing;
use super::program::Place;
use super::wire::Sender;
use crate::bench::Report;
use crate::nats::Nats;
use serde_json::{Value, json};
use std::time::Instant;

const HELD: usize = 5_000;
const TEAM: usize = 10;

pub(super) async fn measure(report: &mut Report) {
    let nats = Nats::start().await;
    hold(&nats).await;
    report.numbers("relay: bare JetStream, read one by one", "per s", vec![one_by_one(&nats).await]);
    // Another relay of the fleet, whose configuration gives the team to somebody.
    let place = place(&nats, &["team"]);
    let relay = place.start();
    while relay.figure("fleet_up").await < 1.0 {}
    let began = Instant::now();
    let supervisor = Hearing::link(&place, relay.listen, TEAM);
    supervisor.has(HELD).await;
    report.numbers("relay: backlog of a fleet, told", "per s", vec![HELD as f64 / began.elapsed().as_secs_f64()]);
}

/// Calls of a team that nobody looks after.
async fn hold(nats: &Nats) {
    let place = place(nats, &[]);
    let relay = place.start();
    while relay.figure("fleet_up").await < 1.0 {}
    let mut sender = Sender::open(relay.listen, &place.path_secret).await;
    for n in 0..HELD {
        assert!(sender.send(&format!("held-{n}"), n % TEAM).await.expect("the relay answers"));
    }
    while relay.figure("stock_unhanded").await > 0.0 {}
}

async fn one_by_one(nats: &Nats) -> f64 {
    let client = async_nats::connect(nats.url()).await.expect("NATS answers");
    let context = async_nats::jetstream::new(client);
    let stream = context.get_stream_no_info("callside-history").await.expect("the stream");
    let began = Instant::now();
    let (mut read, mut next) = (0, 1);
    while let Ok(message) = stream.direct_get_next_for_subject("callside.history.>", Some(next)).await {
        (read, next) = (read + 1, message.sequence + 1);
    }
    assert_eq!(read, HELD);
    read as f64 / began.elapsed().as_secs_f64()
}

fn place(nats: &Nats, supervises: &[&str]) -> Place {
    let name = |n: usize| format!("agent-{n}@example.com");
    let mut people: Vec<Value> =
        (0..TEAM).map(|n| json!({ "email": name(n), "names": { "five9": [format!("agent-{n}")] } })).collect();
    people.push(json!({ "email": name(TEAM), "role": "supervisor", "supervises": supervises }));
    let team = json!({ "people": people, "groups": { "team": (0..TEAM).map(name).collect::<Vec<_>>() } });
    Place::new(0, &json!({ "team": team, "history": { "share": "calls" }, "fleet": { "servers": [nats.url()] } }))
}
