//! The main job, end to end: signed in, a call pops, is wrapped up with two keys, and stands in Salesforce once.

use crate::app::key;
use crate::day::Day;
use crate::stage::Stage;
use crate::stage::desktop::{Notifications, ToastEvent};
use crate::wait::{until, until_true};
use callside_sandbox::org::Operation;
use serde_json::json;

#[tokio::test]
async fn a_call_pops_and_two_keys_write_it_to_salesforce_once() {
    let stage = Stage::new();
    let desktop = Notifications::start(stage.bus());
    let day = Day::begin_on(stage).await;
    day.picture("sign-in").await;
    day.sign_in().await;
    day.picture("idle").await;

    day.phone("known_contact", "desk-1", &["call.ringing"]).await;
    for words in
        ["Sarah Johnson", "VP of Operations", "Acme Corporation", "Ringing", "Matched on Mobile", "Renewal 2027"]
    {
        day.app.reads(words).await;
    }
    day.app.reads("Live,").await;
    day.picture("ringing").await;
    let toast = until("a toast is shown", async || shown(&desktop).pop()).await;
    assert_eq!(toast.0, "Sarah Johnson");
    assert!(toast.1.contains("Acme Corporation") && toast.1.contains("exact number"), "{}", toast.1);

    day.phone("known_contact", "desk-1", &["call.answered"]).await;
    day.app.reads("Talking").await;
    until_true("the toast is gone", async || matches!(desktop.events().last(), Some(ToastEvent::Closed { .. }))).await;
    day.phone("known_contact", "desk-1", &["call.hangup"]).await;
    day.app.reads("Wrap-up").await;

    // From here on by keyboard alone: notes, the outcome, saved.
    day.app.notes("Wants the renewal for 40 seats.").await;
    day.app.keys(key::ESCAPE).await;
    day.app.keys("1").await;
    for words in
        ["This will be written to Salesforce", "Log the call with", "Qualification", "Follow up with Sarah Johnson"]
    {
        day.app.reads(words).await;
    }
    day.picture("wrap-up").await;
    day.app.keys(key::ENTER).await;
    day.app.reads("Saved. Waiting to be sent").await;
    day.picture("saved").await;
    day.drained().await;

    let tasks = day.ledger("Task");
    assert_eq!(tasks.len(), 2, "the log and the follow-up: {tasks:#?}");
    assert_eq!(tasks[0].fields["CallDisposition"], "Interested");
    assert_eq!(tasks[0].fields["CallObject"], "phone:desk-1");
    assert_eq!(tasks[0].fields["Description"], "Wants the renewal for 40 seats.");
    assert_eq!(tasks[1].fields["Subject"], "Follow up with Sarah Johnson");
    let deals = day.ledger("Opportunity");
    assert_eq!(deals.len(), 1);
    assert_eq!((deals[0].operation, &deals[0].fields["StageName"]), (Operation::Update, &json!("Qualification")));
    assert!(tasks.iter().chain(&deals).all(|effect| effect.request == tasks[0].request), "one request, all or nothing");

    day.app.keys("o").await;
    day.app.reads("Outbox").await;
    day.app.reads("Sent").await;
    day.picture("outbox").await;
    day.app.keys("h").await;
    day.app.reads("1 call").await;
    day.picture("history").await;
    day.app.keys("s").await;
    day.app.reads("Phone systems").await;
    day.picture("settings").await;
    nothing_private_is_in_the_log(&day);
}

fn nothing_private_is_in_the_log(day: &Day) {
    let log = std::fs::read_to_string(day.stage.data().join("logs/callside.log")).expect("the log");
    assert!(log.contains("the door is open"), "it is the log: {log}");
    let private = [day.sandbox.credentials().client_id, day.address("phone").to_owned()];
    let words = ["Sarah", "Johnson", "Acme", "555", "0134", "acme.example", "renewal", "secret="];
    for word in words.into_iter().chain(private.iter().map(String::as_str)) {
        assert!(!log.contains(word), "{word} is in the log:\n{log}");
    }
}

fn shown(desktop: &Notifications) -> Vec<(String, String)> {
    let shown = |event| match event {
        ToastEvent::Shown { summary, body, .. } if body.contains("exact number") => Some((summary, body)),
        ToastEvent::Shown { .. } | ToastEvent::Closed { .. } => None,
    };
    desktop.events().into_iter().filter_map(shown).collect()
}
