//! Actions in the real window: picked, filled in, run and taken back by keyboard; set up by an admin.

use crate::app::key;
use crate::day::Day;
use callside_sandbox::org::Operation;
use serde_json::json;

/// Opens the list of actions and takes the one that these words find.
async fn pick(day: &Day, words: &str) {
    day.app.keys("a").await;
    day.app.sees("the list has the keyboard", "return document.activeElement?.role === 'combobox'").await;
    day.app.keys(words).await;
    day.app.sees("it is found", "return document.querySelectorAll('dialog [role=option]').length > 0").await;
}

#[tokio::test]
async fn rows_that_an_action_finds_are_read_without_a_call() {
    let day = Day::signed_in().await;
    pick(&day, "search contacts").await;
    day.app.keys(key::ENTER).await;
    day.app.sees("the form has the keyboard", "return document.activeElement?.closest('dialog form') !== null").await;
    day.app.keys("Sarah Johnson").await;
    day.app.keys(key::ENTER).await;
    day.app.sees("rows are listed", "return document.querySelectorAll('dialog tbody tr').length > 0").await;
    day.app.reads("Sarah Johnson").await;
}

#[tokio::test]
async fn a_case_is_made_and_taken_back_by_keyboard() {
    let day = Day::signed_in().await;
    day.phone("known_contact", "act-1", &["call.ringing", "call.answered"]).await;
    day.app.reads("Live,").await;
    pick(&day, "create case").await;
    day.picture("actions").await;
    day.app.keys(key::ENTER).await;
    day.app.sees("the form has the keyboard", "return document.activeElement?.closest('dialog form') !== null").await;
    day.app.keys("No sound on line two").await;
    day.picture("action-form").await;
    day.app.keys(key::ENTER).await;
    day.app.reads("In Salesforce since").await;
    let cases = day.ledger("Case");
    assert_eq!(cases.len(), 1, "{cases:#?}");
    assert_eq!((cases[0].operation, &cases[0].fields["Subject"]), (Operation::Create, &json!("No sound on line two")));
    let number = day.sandbox.record("Case", &cases[0].id).expect("it stands")["CaseNumber"].clone();
    day.app.reads(number.as_str().expect("a number")).await;
    day.picture("action-done").await;

    let again = "return document.activeElement?.closest('dialog')?.open && document.activeElement.tagName === 'BUTTON'";
    day.app.sees("the result has the keyboard", again).await;
    day.app.keys("u").await;
    day.app.reads("in the recycle bin").await;
    let cases = day.ledger("Case");
    let done: Vec<_> = cases.iter().map(|entry| (entry.operation, &entry.id)).collect();
    assert_eq!(
        done,
        [(Operation::Create, &cases[0].id), (Operation::Delete, &cases[0].id)],
        "made and taken back once"
    );

    day.app.keys(key::ESCAPE).await;
    day.app.reads("How did it end?").await;
}

#[tokio::test]
async fn an_admin_says_which_actions_stand_on_the_call_and_an_agent_may_not() {
    let day = Day::signed_in().await;
    let file = json!({ "callside_config": 1, "actions": { "serves": { "case.search": { "on_call": true } } } });
    let request = json!({ "name": "actions.json", "text": file.to_string(), "signature": null });
    let refused = day.app.ask_error("import_configuration", request.clone()).await;
    assert_eq!(refused["message"]["say"], "admin_only", "{refused}");
    day.app.keys(",").await;
    day.app.reads("Only an admin of Callside may change it").await;
    drop(day);

    let day = Day::signed_in_as("Avery").await;
    day.app.keys(",").await;
    day.app.click("Actions").await;
    day.app.reads("For whom, on which calls").await;
    day.picture("setup-actions").await;
    assert_eq!(day.app.ask("import_configuration", request).await["faults"], json!([]));
    day.app.keys(key::ESCAPE).await;
    day.phone("known_contact", "act-2", &["call.ringing"]).await;
    day.app.reads("Search cases").await;
    day.app.click("Search cases").await;
    day.app.sees("the form has the keyboard", "return document.activeElement?.closest('dialog form') !== null").await;
}
