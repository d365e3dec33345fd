//! Answers that are lost after Salesforce has committed.

use super::{Toll, logs, sandbox};
use crate::headless::{Headless, configure};
use callside_sandbox::faults::{Fault, FaultKind};
use serde_json::json;

/// Wrap-ups that are on their way at the same time.
const AT_ONCE: u32 = 8;

/// Runs the rounds; in each, one answer is lost after the write was committed.
pub async fn losses(rounds: u32, seed: u64) -> Toll {
    let sandbox = sandbox().await;
    let credentials = sandbox.credentials();
    let folder = tempfile::tempdir().expect("a test folder");
    let config = configure(folder.path(), &credentials.instance_url, &credentials.access_token);
    let mut engine = Headless::start(&config, &folder.path().join("data")).await;
    let mut toll = Toll { rounds, ..Toll::default() };
    let mut done = 0;
    while done < rounds {
        let batch = AT_ONCE.min(rounds - done);
        // The exact path: the question before the write goes to another one.
        let lost = Fault::new(FaultKind::ResetAfterCommit).on_path("/composite$").on_method("POST").times(batch);
        sandbox.inject(lost);
        for n in done..done + batch {
            wrap_up(&mut engine, n, &mut toll).await;
        }
        let drained = engine.ask(json!({ "command": "drain" })).await;
        assert_eq!(drained["answer"], "done", "{drained}");
        toll.strikes += sandbox.faults().iter().map(|fault| fault.hits as usize).sum::<usize>();
        sandbox.clear_faults();
        done += batch;
    }
    let logs = logs(&sandbox);
    for n in 0..rounds {
        let count = logs.get(&format!("five9:loss-{n}")).copied().unwrap_or_default();
        if count != 1 {
            toll.failures.push(format!("five9:loss-{n} stands {count} times (seed {seed}, round {n})"));
        }
    }
    engine.ask(json!({ "command": "quit" })).await;
    engine.gone().await;
    sandbox.stop().await;
    toll
}

async fn wrap_up(engine: &mut Headless, n: u32, toll: &mut Toll) {
    let link = format!("{}&trigger=OnCallAccepted&call_id=loss-{n}&ANI=2125550199", engine.door("five9_connector"));
    let answer = reqwest::get(link).await.expect("the door answers");
    assert!(answer.status().is_success(), "the door took the call: {}", answer.status());
    let command = json!({ "command": "wrap_up", "call": format!("five9:loss-{n}"), "disposition": "busy" });
    let saved = engine.ask(command).await;
    assert_eq!(saved["answer"], "saved", "{saved}");
    toll.acknowledged += 1;
}
