//! Accepting with the history of teams switched on, beside the same without: turn and turn about, each time with a fresh file.

use super::accept::{at_many_connections, file_size, one_by_one};
use super::program::Place;
use crate::bench::Report;
use serde_json::{Value, json};

const PEOPLE: usize = 200;
/// Agents that one supervisor looks after.
const TEAM: usize = 20;
/// Who looks after everybody.
const OVER_ALL: usize = 3;
const ROUNDS: usize = 3;

pub(super) async fn measure(report: &mut Report) {
    let (mut off, mut on) = (Measured::default(), Measured::default());
    for _ in 0..ROUNDS {
        off.round("off").await;
        on.round("calls_and_notes").await;
    }
    let without = report.times("relay: accept at 1 connection, without a history", &off.alone).at(0.5);
    let with = report.times("relay: accept at 1 connection, with a history", &on.alone).at(0.5);
    report.numbers("relay: accept with a history over without", "x", vec![with / without]).at_most(0.5, 1.2);
    report.numbers("relay: accepted at 32 connections, without a history", "per s", off.a_second.clone());
    report.numbers("relay: accepted at 32 connections, with a history", "per s", on.a_second.clone());
    let shares = on.a_second.iter().zip(&off.a_second).map(|(with, without)| with / without).collect();
    report.numbers("relay: accepted with a history over without", "x", shares).at_least(0.8);
    report.numbers("relay: disk of an event, without a history", "bytes", off.bytes);
    report.numbers("relay: disk of an event, with a history", "bytes", on.bytes);
}

#[derive(Default)]
struct Measured {
    alone: Vec<std::time::Duration>,
    a_second: Vec<f64>,
    bytes: Vec<f64>,
}

impl Measured {
    async fn round(&mut self, share: &str) {
        let place = Place::new(PEOPLE, &json!({ "team": team(), "history": { "share": share } }));
        let relay = place.start();
        let _ = relay.figure("links").await;
        self.alone.extend(one_by_one(&place, &relay).await);
        let before = file_size(&place);
        let (times, a_second) = at_many_connections(&place, &relay).await;
        self.bytes.push((file_size(&place) - before) / times.len() as f64);
        self.a_second.push(a_second);
    }
}

/// Agents in teams, each with somebody who looks after it, and some who look after all: four hear of each call.
fn team() -> Value {
    let name = |n: usize| format!("agent-{n}@example.com");
    let mut people: Vec<Value> =
        (0..PEOPLE).map(|n| json!({ "email": name(n), "names": { "five9": [format!("agent-{n}")] } })).collect();
    let looks_after = |who: String, teams: &str| json!({ "email": who, "role": "supervisor", "supervises": [teams] });
    let teams: Vec<String> = (0..PEOPLE / TEAM).map(|n| format!("team-{n}")).collect();
    people.extend(teams.iter().map(|team| looks_after(format!("of-{team}@example.com"), team)));
    people.extend((0..OVER_ALL).map(|n| looks_after(format!("over-all-{n}@example.com"), "*")));
    let members = |t: usize| (t * TEAM..(t + 1) * TEAM).map(name).collect::<Vec<_>>();
    let groups: serde_json::Map<String, Value> =
        teams.iter().enumerate().map(|(t, team)| (team.clone(), json!(members(t)))).collect();
    json!({ "people": people, "groups": groups })
}
