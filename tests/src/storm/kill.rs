//! SIGKILL while dispositions are saved and sent.

use super::{Moments, Toll, logs, sandbox};
use crate::headless::{Headless, configure};
use serde_json::json;
use std::collections::BTreeSet;
use std::time::Duration;

/// Calls that are wrapped up in each round.
const CALLS: u32 = 3;
/// The kill comes at a random moment of this many milliseconds after the first wrap-up was asked for.
const WINDOW_MS: u64 = 120;
/// Times that a delivery is sent until it is answered.
const DELIVERIES: u32 = 4;
/// The books are compared after this many rounds, and at the end.
const COMPARE_EVERY: u32 = 25;

/// Runs the rounds. Each kills the engine; the next one starts on the same database.
pub async fn kills(rounds: u32, seed: u64) -> Toll {
    let sandbox = sandbox().await;
    let credentials = sandbox.credentials();
    let folder = tempfile::tempdir().expect("a test folder");
    let config = configure(folder.path(), &credentials.instance_url, &credentials.access_token);
    let data = folder.path().join("data");
    let mut moments = Moments::new(seed);
    let mut toll = Toll { rounds, ..Toll::default() };
    let mut saved = BTreeSet::new();
    for round in 1..=rounds {
        let mut engine = Headless::start(&config, &data).await;
        let calls = arrive(&mut engine, round).await;
        let marks = ask_all(&mut engine, &calls).await;
        let mut said = Vec::new();
        if round % 2 == 0 {
            // Every other kill comes while the first wrap-ups are on their way already.
            said.extend(engine.line().await);
            while said.last().is_some_and(|line| line["answer"] != "saved") {
                said.extend(engine.line().await);
            }
        }
        tokio::time::sleep(Duration::from_micros(moments.below(WINDOW_MS * 1000))).await;
        engine.kill();
        toll.strikes += 1;
        while let Some(line) = engine.line().await {
            said.push(line);
        }
        for line in said {
            if line["answer"] == "saved" {
                let asked = marks.iter().position(|mark| line["id"] == json!(mark)).expect("an answer to a question");
                saved.insert(calls[asked].clone());
            }
        }
        engine.gone().await;
        if round % COMPARE_EVERY == 0 || round == rounds {
            let mut engine = Headless::start(&config, &data).await;
            let drained = engine.ask(json!({ "command": "drain" })).await;
            assert_eq!(drained["answer"], "done", "{drained}");
            engine.ask(json!({ "command": "quit" })).await;
            engine.gone().await;
            compare(&logs(&sandbox), &saved, round, seed, &mut toll);
        }
    }
    toll.acknowledged = saved.len();
    sandbox.stop().await;
    toll
}

/// Calls come in by the door and are durable when this returns.
async fn arrive(engine: &mut Headless, round: u32) -> Vec<String> {
    let client = reqwest::Client::new();
    let door = engine.door("five9_connector");
    let mut calls = Vec::new();
    for n in 0..CALLS {
        let id = format!("storm-{round}-{n}");
        let link = format!("{door}&trigger=OnCallAccepted&call_id={id}&ANI=4155550134&full_name=Dana");
        let status = deliver(&client, &link).await;
        assert!(status.is_success(), "the door took the call: {status}");
        calls.push(format!("five9:{id}"));
    }
    calls
}

/// Phone systems send again what was not answered: on a starved machine the door may give up on a slow connection.
async fn deliver(client: &reqwest::Client, link: &str) -> reqwest::StatusCode {
    for _ in 1..DELIVERIES {
        if let Ok(answer) = client.get(link).send().await {
            return answer.status();
        }
    }
    client.get(link).send().await.expect("the door answers").status()
}

/// All wrap-ups at once; gives their marks.
async fn ask_all(engine: &mut Headless, calls: &[String]) -> Vec<u64> {
    let mut marks = Vec::new();
    for call in calls {
        let wrap_up =
            json!({ "command": "wrap_up", "call": call, "disposition": "busy", "notes": format!("notes of {call}") });
        marks.push(engine.send(wrap_up).await);
    }
    marks
}

fn compare(
    logs: &std::collections::BTreeMap<String, usize>,
    saved: &BTreeSet<String>,
    round: u32,
    seed: u64,
    toll: &mut Toll,
) {
    let lost = saved.iter().filter(|call| !logs.contains_key(*call)).map(|call| (call, "lost"));
    let twice = logs.iter().filter(|(_, count)| **count > 1).map(|(call, _)| (call, "twice"));
    for (call, how) in lost.chain(twice) {
        let failure = format!("{call} {how} (seed {seed}, found after round {round})");
        if !toll.failures.iter().any(|known| known.starts_with(&format!("{call} {how}"))) {
            toll.failures.push(failure);
        }
    }
}
