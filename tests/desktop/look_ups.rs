//! The admin sets a look-up up, asks the console, and an agent sees the look-up on the pop.

use crate::app::key;
use crate::day::Day;
use crate::wait::until_true;
use serde_json::{Value, json};

#[tokio::test]
async fn a_query_of_the_console_becomes_a_look_up_on_the_pop() {
    let day = Day::signed_in_as("Avery").await;
    day.phone("known_contact", "look-1", &["call.ringing", "call.answered"]).await;
    day.app.reads("Sarah Johnson").await;
    day.app.keys(",").await;
    day.app.click("SOQL console").await;
    let focus = "document.querySelector('textarea[aria-autocomplete]').focus()";
    day.app.driver.script(focus, json!([])).await;
    day.app.keys("SELECT CaseNumber, Subject FROM Case ORDER BY CaseNumber").await;
    day.app.keys(key::ESCAPE).await;
    day.app.driver.script("document.querySelector('.console button.primary').click()", json!([])).await;
    day.app.reads("Case Number").await;
    day.app.sees("rows are listed", "return document.querySelectorAll('tbody td').length > 3").await;
    day.picture("console").await;

    day.app.click("Save all as CSV").await;
    day.app.reads("rows saved as").await;

    let soql = "SELECT CaseNumber, Subject, Status FROM Case WHERE ContactId = {{caller.id}} AND IsClosed = false";
    let file = json!({ "callside_config": 1, "look_ups": [{ "name": "cases", "title": "Cases of the caller", "soql": soql }] });
    let request = json!({ "name": "look-ups.json", "text": file.to_string(), "signature": Value::Null });
    let taken = day.app.ask("import_configuration", request).await;
    assert_eq!(taken["faults"], json!([]), "{taken}");
    day.app.keys(key::ESCAPE).await;
    day.app.keys("c").await;
    day.app.reads("Cases of the caller").await;
    until_true("the look-up is live", async || {
        let shown = day.app.ask("look_ups", json!({ "call": "phone:look-1" })).await;
        shown[0]["state"]["kind"] == "live" && !shown[0]["table"]["rows"].as_array().is_none_or(Vec::is_empty)
    })
    .await;
    day.picture("look-up").await;
}

#[tokio::test]
async fn the_console_is_not_for_agents() {
    let day = Day::signed_in().await;
    let refused = day.app.ask_error("run_soql", json!({ "run": 1, "soql": "SELECT Id FROM Case" })).await;
    assert_eq!(refused["code"], "refused", "{refused}");
}
