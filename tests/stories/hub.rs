//! Webhooks become changes of records: those of many calls side by side, those of one call in their order, each once, and
//! nothing is lost wherever the program ends.

use crate::automations::{finished, runs_when, set_up};
use callside_core::event::CallChange;
use callside_flow::Preferences;
use callside_sandbox::faults::{Fault, FaultKind};
use callside_sandbox::org::{Cause, LedgerFilter};
use callside_tests::desk::Desk;
use callside_tests::phone::Ringing;
use serde_json::{Value, json};

const CALLS: usize = 6;
const CHANGES: usize = 4;

/// Each tag of a call becomes the subject of the case that its campaign names.
fn subject_by_tag() -> Value {
    json!([{
        "name": "hub", "title": "Hub", "on": {"trigger": "call", "events": ["tagged"]},
        "steps": [{"do": "action", "action": "case.update",
                   "with": {"id": "{{call.campaign}}", "Subject": "{{event.tag}}"}}],
    }])
}

/// Calls, each with a case.
fn calls(desk: &Desk) -> Vec<(Ringing, String)> {
    let case = json!({"Subject": "new", "Status": "New"});
    let case = case.as_object().expect("fields");
    let one = |n: usize| {
        let case = desk.sandbox.create_as_other("Case", case).expect("a case");
        (Ringing::from(&n.to_string(), "anonymous").in_campaign(&case), case)
    };
    (0..CALLS).map(one).collect()
}

fn tag(n: usize) -> CallChange {
    CallChange::Tagged { tag: format!("change {n}") }
}

/// What was written into a case, in order.
fn written(desk: &Desk, case: &str) -> Vec<String> {
    let filter = LedgerFilter { id: Some(case.into()), cause: Some(Cause::Api), ..LedgerFilter::default() };
    let entries = desk.sandbox.ledger(&filter).into_iter();
    entries.filter_map(|entry| entry.fields.get("Subject")?.as_str().map(str::to_owned)).collect()
}

fn wished() -> Vec<String> {
    (0..CHANGES).map(|n| format!("change {n}")).collect()
}

#[tokio::test]
async fn changes_of_many_calls_go_out_together_each_once_and_those_of_a_call_in_order() {
    let desk = Desk::open().await;
    set_up(&desk.companion, subject_by_tag()).await;
    let mut calls = calls(&desk);
    desk.companion.set_crm(None);
    // Nobody is signed in, so all of them wait.
    for n in 0..CHANGES {
        for (call, _) in &mut calls {
            desk.hears(call.event(tag(n))).await;
        }
    }
    let all = CALLS * CHANGES;
    runs_when(&desk.companion, |runs| runs.iter().filter(|run| run.run.waits_for().is_some()).count() == all).await;
    let path = "/composite";
    desk.sandbox.inject(Fault::new(FaultKind::Latency { millis: 0, after_commit: false }).on_path(path));
    desk.sign_in_with_token().await;
    let runs = runs_when(&desk.companion, |runs| finished(runs, all)).await;
    assert_eq!(runs.len(), all, "one run of each event");
    for (_, case) in &calls {
        assert_eq!(written(&desk, case), wished());
    }
    let requests = desk.sandbox.faults().iter().map(|fault| fault.seen).sum::<u32>();
    assert!(usize::try_from(requests).expect("a count") <= all / 2, "{requests} requests for {all} changes");
}

#[tokio::test]
async fn wherever_the_program_ends_each_event_is_one_run_and_the_changes_of_a_call_keep_their_order() {
    let mut desk = Desk::open().await;
    set_up(&desk.companion, subject_by_tag()).await;
    let preferences = Preferences { settling_seconds: 1, ..desk.companion.preferences() };
    desk.companion.save_preferences(preferences).await.expect("saved");
    let mut calls = calls(&desk);
    // The org takes its time, so that ends fall before, into and after what is sent.
    desk.sandbox.inject(Fault::new(FaultKind::Latency { millis: 3, after_commit: true }).on_path("/composite"));
    for n in 0..CHANGES {
        for (place, (call, _)) in calls.iter_mut().enumerate() {
            desk.hears(call.event(tag(n))).await;
            // At another step each time: not decided yet, decided, sent, settled, told.
            for _ in 0..(n * CALLS + place) * 3 {
                tokio::task::yield_now().await;
            }
            desk = desk.restart().await;
        }
    }
    let all = CALLS * CHANGES;
    let runs = runs_when(&desk.companion, |runs| finished(runs, all)).await;
    assert_eq!(runs.len(), all, "one run of each event, however often it was decided");
    for (_, case) in &calls {
        assert_eq!(written(&desk, case), wished(), "what arrived before an end is not written again");
    }
    assert_eq!(desk.companion.outbox(100).await.expect("read").len(), all, "and one entry");
}
