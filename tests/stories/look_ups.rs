//! The admin's look-ups beside a pop, and the org's API budget.

use callside_core::budget::{Pace, Purpose};
use callside_core::ids::CallKey;
use callside_core::look_up::{Cell, FailedBecause, Shown, ShownState};
use callside_core::pop::Freshness;
use callside_flow::Notice;
use callside_sandbox::SandboxOptions;
use callside_sandbox::faults::{Fault, FaultKind};
use callside_tests::desk::{Desk, PATIENCE};
use callside_tests::phone::Ringing;
use serde_json::json;

const CASES: &str = "SELECT CaseNumber, Subject, Status FROM Case WHERE ContactId = {{caller.id}} AND IsClosed = false";
const DEALS: &str = "SELECT Name, StageName, Amount FROM Opportunity WHERE AccountId = {{caller.account_id}}";

async fn set_up(desk: &Desk, look_ups: serde_json::Value) {
    let file = json!({ "callside_config": 1, "look_ups": look_ups }).to_string();
    let taken = desk.companion.import_configuration("look-ups.json", &file, None).await.expect("it can be stored");
    taken.expect("nothing is wrong with it");
}

fn look_up(name: &str, soql: &str) -> serde_json::Value {
    json!({ "name": name, "title": name, "soql": soql })
}

/// Waits until the look-ups of a call are as wanted.
async fn shown_when(desk: &mut Desk, call: &CallKey, right: impl Fn(&[Shown]) -> bool) -> Vec<Shown> {
    let found = async {
        loop {
            match desk.notices.recv().await.expect("the engine announces") {
                Notice::LookUps { call: of, look_ups } if of == *call && right(&look_ups) => return look_ups.to_vec(),
                _ => {}
            }
        }
    };
    tokio::time::timeout(PATIENCE, found).await.expect("the look-ups come in time")
}

fn all_live(look_ups: &[Shown]) -> bool {
    !look_ups.is_empty() && look_ups.iter().all(|shown| matches!(shown.state, ShownState::Live { .. }))
}

#[tokio::test]
async fn look_ups_are_shown_live_then_from_this_machine_with_what_changed() {
    let mut desk = Desk::open().await;
    set_up(&desk, json!([look_up("cases", CASES), look_up("deals", DEALS)])).await;
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    let shown = shown_when(&mut desk, call.key(), all_live).await;
    assert_eq!(shown.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(), ["cases", "deals"]);
    let table = shown[0].table.as_ref().expect("cases");
    assert_eq!(
        table.columns.iter().map(|c| c.label.as_str()).collect::<Vec<_>>(),
        ["Case Number", "Subject", "Status"]
    );
    let (object, id) = table.rows[0].record.clone().expect("a record");
    assert_eq!(object, "Case");
    assert!(shown.iter().all(|shown| shown.changed.is_empty()));

    let subject = json!({ "Subject": "Somebody else wrote this" });
    desk.sandbox.edit_as_other("Case", id.as_str(), subject.as_object().expect("fields")).expect("the edit is allowed");
    let mut again = Ringing::from("2", "+14155550134");
    desk.hears(again.rings()).await;
    let copy = shown_when(&mut desk, again.key(), |shown| !shown.is_empty()).await;
    assert!(matches!(copy[0].state, ShownState::Asking { as_of: Some(_) }), "{copy:?}");
    assert_eq!(copy[0].table.as_ref(), Some(table));
    let live = shown_when(&mut desk, again.key(), all_live).await;
    assert_eq!(live[0].changed.iter().map(|place| (place.row, place.column)).collect::<Vec<_>>(), [(0, 1)]);
    let now = live[0].table.as_ref().expect("cases");
    assert_eq!(now.rows[0].cells[1], Cell::Text("Somebody else wrote this".into()));
}

#[tokio::test]
async fn a_rule_and_a_missing_value_keep_a_look_up_away() {
    let mut desk = Desk::open().await;
    let mut leads = look_up("leads", "SELECT Name FROM Lead WHERE Id = {{caller.id}}");
    leads["when"] = json!("caller.object = \"Lead\"");
    let campaign = look_up("campaign", "SELECT Name FROM Account WHERE Name = {{call.campaign}}");
    set_up(&desk, json!([leads, campaign, look_up("cases", CASES)])).await;
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    let shown = shown_when(&mut desk, call.key(), |shown| shown.len() == 1 && all_live(shown)).await;
    assert_eq!(shown[0].name, "cases");
}

#[tokio::test]
async fn a_look_up_that_fails_harms_neither_the_pop_nor_its_neighbours() {
    let mut desk = Desk::open().await;
    // It reads well and passes describe; only Salesforce knows better.
    let refused = "SELECT CaseNumber, Subject FROM Case WHERE ContactId = {{caller.id}} GROUP BY CaseNumber";
    let mut slow = look_up("slow", "SELECT Name FROM Account WHERE Id = {{caller.account_id}}");
    slow["seconds"] = json!(1);
    set_up(&desk, json!([look_up("refused", refused), slow, look_up("cases", CASES)])).await;
    let late = FaultKind::Latency { millis: 4_000, after_commit: false };
    desk.sandbox.inject(Fault::new(late).on_path("/query"));
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    let settled = |shown: &[Shown]| {
        shown.len() == 3 && !shown.iter().any(|shown| matches!(shown.state, ShownState::Asking { .. }))
    };
    let shown = shown_when(&mut desk, call.key(), settled).await;
    let because = |name: &str| {
        let one = shown.iter().find(|shown| shown.name == name).expect("it is there");
        match &one.state {
            ShownState::Failed { because, .. } => Some(because.clone()),
            _ => None,
        }
    };
    assert!(matches!(because("slow"), Some(FailedBecause::Stale { .. })), "{shown:?}");
    let pop = desk.companion.desk(call.key()).await.expect("the call").pop;
    assert!(matches!(pop.freshness, Freshness::Live { .. } | Freshness::Local { .. }), "{:?}", pop.freshness);
    assert_eq!(pop.caller.one().expect("one caller").candidate.name, "Sarah Johnson");

    desk.sandbox.clear_faults();
    desk.companion.refresh_look_ups(call.key()).await.expect("they can be asked again");
    let shown = shown_when(&mut desk, call.key(), settled).await;
    let state = |name: &str| shown.iter().find(|s| s.name == name).map(|s| s.state.clone());
    assert!(
        matches!(state("refused"), Some(ShownState::Failed { because: FailedBecause::Query { .. }, .. })),
        "{shown:?}"
    );
    assert!(matches!(state("cases"), Some(ShownState::Live { .. })), "{shown:?}");
}

#[tokio::test]
async fn nothing_is_looked_up_for_somebody_who_is_not_certain() {
    let mut desk = Desk::open().await;
    set_up(&desk, json!([look_up("cases", CASES)])).await;
    let mut call = Ringing::from("1", "+442079460958");
    desk.hears(call.rings()).await;
    desk.live_pop(call.key()).await;
    assert!(desk.companion.look_ups(call.key()).await.expect("the call").is_empty());
}

#[tokio::test]
async fn when_api_calls_run_short_look_ups_wait_and_the_wrap_up_arrives() {
    let options = SandboxOptions { daily_requests: 200, ..Desk::usual() };
    let mut desk = Desk::open_at(options).await;
    set_up(&desk, json!([look_up("cases", CASES)])).await;
    desk.sandbox.set_calls(172);
    desk.companion.ask_budget().await.expect("Salesforce answers");
    assert_eq!(desk.companion.pace(Purpose::Polling), Pace::Stop);
    assert_eq!(desk.companion.pace(Purpose::WrapUp), Pace::Go);
    let budget = desk.companion.budget();
    assert!(budget.usage.expect("it is known").percent() >= budget.shares.stop, "{budget:?}");
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    let failed = |shown: &[Shown]| matches!(shown.first().map(|s| &s.state), Some(ShownState::Failed { .. }));
    let shown = shown_when(&mut desk, call.key(), failed).await;
    assert!(matches!(shown[0].state, ShownState::Failed { because: FailedBecause::Budget, .. }), "{shown:?}");
    desk.hears(call.ended()).await;
    desk.wraps_up(call.key(), "no_answer", "Called while calls ran short").await;
    desk.sent(call.key()).await;
}

#[tokio::test]
async fn a_faulty_file_leaves_the_look_ups_that_run() {
    let desk = Desk::open().await;
    set_up(&desk, json!([look_up("cases", CASES)])).await;
    let file = "{ \"callside_config\": 1,\n \"look_ups\": [{ \"name\": \"a\", \"title\": \"A\",\n \"soql\": \"SELECT CaseNumbr FROM Case\" }] }";
    let refused = desk.companion.import_configuration("bad.json", file, None).await.expect("nothing is stored");
    let callside_flow::NotTaken::Faults(faults) = refused.expect_err("it is refused") else { panic!("faults") };
    let said = faults.iter().map(ToString::to_string).collect::<Vec<_>>();
    let wanted = "bad.json:3: look_ups.0.soql: character 8: Case has no field called CaseNumbr for you; did you mean CaseNumber?";
    assert_eq!(said, [wanted]);
    let running = desk.companion.configuration();
    assert_eq!(running.look_ups.as_ref().map(|all| all.0[0].name.clone()).as_deref(), Some("cases"));
}
