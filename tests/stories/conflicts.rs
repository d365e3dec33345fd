//! Somebody else changed the record since the pop.

use callside_core::crm::RefusalReason;
use callside_core::outbox::{Entry, State};
use callside_core::repair::Repair;
use callside_flow::Mend;
use callside_tests::desk::Desk;
use callside_tests::phone::Ringing;
use serde_json::json;

/// A colleague moves the stage between the pop and the wrap-up.
async fn overtaken() -> (Desk, Ringing, Entry) {
    let mut desk = Desk::open().await;
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    let pop = desk.live_pop(call.key()).await;
    let deal = pop.context.opportunities[0].id.to_string();
    let theirs = json!({ "StageName": "Value Proposition" });
    desk.sandbox.edit_as_other("Opportunity", &deal, theirs.as_object().expect("fields")).expect("allowed");
    desk.wraps_up(call.key(), "interested", "kept").await;
    let entry = desk.entry_when(call.key(), |state| matches!(state, State::Refused { .. })).await;
    (desk, call, entry)
}

fn stages(desk: &Desk) -> Vec<String> {
    let changes = desk.effects("Opportunity");
    changes.iter().filter_map(|e| e.fields["StageName"].as_str().map(str::to_owned)).collect()
}

#[tokio::test]
async fn both_values_are_shown_before_anything_is_written() {
    let (desk, call, entry) = overtaken().await;
    let State::Refused { refusal, .. } = &entry.state else { panic!("refused") };
    let RefusalReason::Changed { differences } = &refusal.reason else { panic!("{refusal:?}") };
    assert_eq!(differences.len(), 1);
    let difference = &differences[0];
    assert_eq!(difference.before, json!("Prospecting"));
    assert_eq!(difference.theirs, json!("Value Proposition"));
    assert_eq!(difference.mine, json!("Qualification"));
    assert!(desk.logs(call.key()).is_empty());
}

#[tokio::test]
async fn mine_overwrites() {
    let (desk, call, entry) = overtaken().await;
    desk.companion.mend(entry.id, &Mend::Repair(Repair::KeepMine)).await.expect("it can be mended");
    desk.sent(call.key()).await;
    assert_eq!(stages(&desk), ["Value Proposition", "Qualification"]);
}

#[tokio::test]
async fn theirs_stays_and_the_call_is_logged() {
    let (desk, call, entry) = overtaken().await;
    desk.companion.mend(entry.id, &Mend::Repair(Repair::KeepTheirs)).await.expect("it can be mended");
    desk.sent(call.key()).await;
    assert_eq!(stages(&desk), ["Value Proposition"]);
    assert_eq!(desk.logs(call.key()).len(), 1);
}
