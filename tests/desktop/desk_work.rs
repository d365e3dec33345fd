//! What an agent does when it is not the usual: somebody new, two people on one number, a record that changed, an org
//! that is away.

use crate::app::key;
use crate::day::Day;
use crate::wait::until_true;
use callside_sandbox::faults::{Fault, FaultKind};
use callside_sandbox::org::Operation;
use serde_json::{Map, json};

#[tokio::test]
async fn somebody_new_is_written_together_with_the_call() {
    let day = Day::signed_in().await;
    day.phone("unknown", "new-1", &["call.ringing", "call.answered", "call.hangup"]).await;
    day.app.reads("Not in Salesforce").await;
    day.app.click("New contact").await;
    day.app.sees("the form has the keyboard", "return document.activeElement?.id === 'new-FirstName'").await;
    day.app.keys(&format!("Grace{}Hopper", key::TAB)).await;
    day.app.keys(key::ESCAPE).await;
    day.app.keys("5").await;
    day.app.reads("New contact").await;
    day.app.reads("Call Grace Hopper again after voicemail").await;
    day.picture("new-contact").await;
    day.app.keys(key::ENTER).await;
    day.drained().await;
    let people = day.ledger("Contact");
    assert_eq!(people.len(), 1, "{people:#?}");
    assert_eq!((&people[0].fields["FirstName"], &people[0].fields["LastName"]), (&json!("Grace"), &json!("Hopper")));
    let tasks = day.ledger("Task");
    assert!(tasks.iter().all(|task| task.fields["WhoId"] == json!(people[0].id)), "{tasks:#?}");
    assert!(tasks.iter().all(|task| task.request == people[0].request), "all or nothing");
}

#[tokio::test]
async fn one_of_two_people_is_picked_and_known_the_next_time() {
    let day = Day::signed_in().await;
    day.phone("switchboard", "two-1", &["call.ringing", "call.answered"]).await;
    day.app.reads("2 people have this number").await;
    assert!(!day.app.text().await.contains("@harbour-finch.example"), "nothing private before the pick");
    day.app.click("Tom Ashworth").await;
    day.app.reads("tom.ashworth@harbour-finch.example").await;
    day.phone("switchboard", "two-1", &["call.hangup"]).await;
    day.app.keys("9").await;
    day.app.reads("Call Tom Ashworth again").await;
    day.app.keys(key::ENTER).await;
    day.app.reads("Saved.").await;

    day.phone("switchboard", "two-2", &["call.ringing"]).await;
    day.app.reads("Picked for this number before").await;
    day.app.reads("tom.ashworth@harbour-finch.example").await;
}

#[tokio::test]
async fn a_stage_that_somebody_else_moved_is_shown_and_the_agent_decides() {
    let day = Day::signed_in().await;
    day.phone("known_contact", "moved-1", &["call.ringing", "call.answered", "call.hangup"]).await;
    day.app.reads("Renewal 2027").await;
    day.app.reads("Live,").await;
    let deal = day.app.ask("snapshot", json!(null)).await["pop"]["opportunities"][0]["id"].clone();
    let deal = deal.as_str().expect("the deal").to_owned();
    let moved = Map::from_iter([("StageName".to_owned(), json!("Needs Analysis"))]);
    day.sandbox.edit_as_other("Opportunity", &deal, &moved).expect("a colleague may");

    day.app.keys("1").await;
    day.app.reads("Qualification").await;
    day.app.keys(key::ENTER).await;
    day.app.keys("o").await;
    day.app.reads("Somebody changed the record").await;
    for words in ["Prospecting", "Needs Analysis", "Qualification", "Your notes and the call are kept"] {
        day.app.reads(words).await;
    }
    assert!(day.ledger("Task").is_empty(), "nothing is written by half");
    day.picture("refused").await;
    day.app.click("Keep theirs, write the rest").await;
    day.drained().await;
    assert!(day.ledger("Opportunity").is_empty(), "the colleague's stage stays");
    let logs: Vec<_> = day.ledger("Task").into_iter().filter(|task| task.fields.contains_key("CallObject")).collect();
    assert_eq!(logs.iter().map(|log| log.operation).collect::<Vec<_>>(), [Operation::Create]);
}

#[tokio::test]
async fn while_salesforce_is_away_work_goes_on_and_is_sent_later() {
    let day = Day::signed_in().await;
    day.phone("known_contact", "away-1", &["call.ringing"]).await;
    day.app.reads("Live,").await;
    day.phone("known_contact", "away-1", &["call.answered", "call.hangup"]).await;
    day.sandbox.inject(Fault::new(FaultKind::ServerUnavailable));

    day.phone("known_contact", "away-2", &["call.ringing"]).await;
    day.app.reads("Another call").await;
    day.app.keys("4").await;
    day.app.reads("This will be written to Salesforce").await;
    day.app.reads("Call Sarah Johnson again").await;
    day.app.keys(key::ENTER).await;
    day.app.reads("Saved.").await;
    day.app.click("Next call").await;
    // What is known of the caller is from this machine.
    day.app.reads("From this machine,").await;
    day.app.reads("Salesforce cannot be reached").await;
    day.app.reads("Sarah Johnson").await;
    day.picture("not-live").await;
    let tried = async || day.app.ask("outbox", json!(null)).await["entries"][0]["attempts"].as_u64() > Some(0);
    until_true("sending was tried", tried).await;
    assert!(day.ledger("Task").is_empty());

    day.sandbox.clear_faults();
    day.drained().await;
    let logs: Vec<_> = day.ledger("Task").into_iter().filter(|task| task.fields.contains_key("CallObject")).collect();
    assert_eq!(logs.len(), 1);
    assert_eq!(logs[0].fields["CallObject"], "phone:away-1");
}
