//! The files of docs/examples do what the guide says of them.

use callside_core::automation::{Done, Outcome, RunState};
use callside_core::disposition::DispositionTable;
use callside_flow::{Draft, Preferences, Ran};
use callside_store::{RunFilter, StoredRun};
use callside_tests::desk::Desk;
use callside_tests::phone::Ringing;
use std::time::Duration;

const AUTOMATIONS: &str = include_str!("../../docs/examples/automations.json");
const ACTIONS: &str = include_str!("../../docs/examples/actions.json");

async fn takes(desk: &Desk, file: &str) {
    desk.companion.import_configuration("example.json", file, None).await.expect("stored").expect("no faults");
}

/// The runs once there are so many and all are over.
async fn over(desk: &Desk, count: usize) -> Vec<StoredRun> {
    let mut notices = desk.companion.subscribe();
    let wait = async {
        loop {
            let runs = desk.companion.automation_runs(&RunFilter::default(), 100).await.expect("the log is read").runs;
            if runs.len() >= count && runs.iter().all(|run| run.run.is_finished()) {
                return runs;
            }
            drop(tokio::time::timeout(Duration::from_secs(1), notices.recv()).await);
        }
    };
    tokio::time::timeout(Duration::from_secs(60), wait).await.expect("they are over in time")
}

#[tokio::test]
async fn each_of_the_nine_dispositions_sets_off_its_automation_once() {
    let mut desk = Desk::open().await;
    takes(&desk, AUTOMATIONS).await;
    let preferences = Preferences { undo_seconds: 0, ..desk.companion.preferences() };
    desk.companion.save_preferences(preferences).await.expect("saved");
    let codes: Vec<String> = DispositionTable::default().rows.into_iter().map(|row| row.code.0).collect();
    assert_eq!(codes.len(), 9);
    for code in &codes {
        let mut call = Ringing::from(code, "+14155550134");
        desk.hears(call.rings()).await;
        desk.hears(call.answered()).await;
        desk.live_pop(call.key()).await;
        desk.hears(call.ended()).await;
        let draft = desk.companion.desk(call.key()).await.expect("known").draft;
        let disposition = Some(callside_core::disposition::DispositionCode(code.clone()));
        let agreed_at = (code == "booked" || code == "callback_requested")
            .then(|| "2030-01-15T15:00:00Z".parse().expect("a moment"));
        let draft = Draft { disposition, notes: format!("about {code}"), agreed_at, ..draft };
        desk.saves(call.key(), &draft).await;
        desk.sent(call.key()).await;
    }
    let runs = over(&desk, codes.len()).await;
    assert_eq!(runs.len(), codes.len());
    for run in &runs {
        let told = format!("{}: {:?}", run.run.automation, run.run.state);
        assert_eq!(run.run.state, RunState::Finished { outcome: Outcome::Done }, "{told}");
        let acted = run.run.done.iter().filter(|step| matches!(step.what, Done::Action { .. }));
        assert!(acted.clone().count() == 1 && acted.clone().all(|step| step.result.is_some()), "{told}");
    }
}

#[tokio::test]
async fn an_unknown_caller_becomes_a_lead_once() {
    let mut desk = Desk::open().await;
    takes(&desk, AUTOMATIONS).await;
    let mut call = Ringing::from("1", "+14155559876");
    desk.hears(call.rings()).await;
    desk.live_pop(call.key()).await;
    desk.hears(call.answered()).await;
    let ended = call.ended();
    desk.hears(ended.clone()).await;
    desk.hears(ended).await;
    let runs = over(&desk, 1).await;
    assert_eq!(runs[0].run.state, RunState::Finished { outcome: Outcome::Done });
    let leads = desk.effects("Lead");
    assert_eq!(leads.len(), 1, "{leads:?}");
    assert!(
        runs[0]
            .run
            .done
            .iter()
            .any(|step| matches!(&step.what, Done::OpenRecord { record } if record.as_str() == leads[0].id))
    );
}

#[tokio::test]
async fn the_actions_of_the_example_run() {
    let mut desk = Desk::open().await;
    takes(&desk, ACTIONS).await;
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    desk.hears(call.answered()).await;
    desk.live_pop(call.key()).await;
    let offered = desk.companion.offered_actions(Some(call.key())).await.expect("known");
    assert!(
        offered.iter().any(|action| action.name == "complaint" && action.serves.on_call),
        "the complaint stands on the call"
    );
    assert!(offered.iter().all(|action| action.name != "campaign.delete"), "which is for admins");
    for name in ["own.contracts", "own.api_calls"] {
        let ran = desk.companion.run_action(name, Some(call.key()), &[], "r").await.expect("it runs");
        assert!(matches!(ran, Ran::Answered(_)), "{name}: {ran:?}");
    }
    let ran = desk.companion.run_action("complaint", Some(call.key()), &[], "c").await.expect("it runs");
    assert!(matches!(ran, Ran::Queued(_)), "{ran:?}");
}
