//! Automations in the real window: built from lists, rehearsed before they hold, and run.

use crate::app::key;
use crate::day::Day;
use crate::wait::{until, until_true};
use serde_json::{Value, json};

/// Picks a value of the list with this name, as soon as the list has it.
pub(crate) async fn choose(day: &Day, list: &str, value: &str) {
    const CHOOSE: &str = "const [name, value] = arguments;
        const said = (e) => [e.ariaLabel, ...[...e.labels].map((one) => one.innerText)].some((text) => text?.startsWith(name));
        const list = [...document.querySelectorAll('select')].find(said);
        if (![...(list?.options ?? [])].some((option) => option.value === value)) return false;
        list.value = value;
        list.dispatchEvent(new Event('change', { bubbles: true }));
        return true";
    until_true(&format!("{list:?} has {value:?}"), async || {
        day.app.driver.try_script(CHOOSE, json!([list, value])).await == Ok(json!(true))
    })
    .await;
}

/// Begins a new automation in the builder.
async fn begin(day: &Day) {
    day.app.keys(",").await;
    day.app.click("Automations").await;
    day.app.click("New automation").await;
    day.app.reads("It starts when").await;
}

/// Types a text over what the message of the first step says.
async fn type_message(day: &Day, text: &str) {
    day.app.click("Message").await;
    day.app.driver.script("document.activeElement.select()", json!([])).await;
    day.app.keys(text).await;
}

#[tokio::test]
async fn a_field_of_a_parent_is_picked_in_the_builder_and_said_when_it_runs() {
    let day = Day::signed_in_as("Avery").await;
    begin(&day).await;
    choose(&day, "It starts when", "new_record").await;
    choose(&day, "Object", "Case").await;
    choose(&day, "Whose records", "anyones").await;
    type_message(&day, "A case of ").await;
    choose(&day, "Insert a fact into Message", "record.Account").await;
    choose(&day, "Insert a fact into Message", "record.Account.Name").await;
    day.app.sees("it is in the text", "return [...document.querySelectorAll('input')].some((one) => one.value === 'A case of {{record.Account.Name}}')").await;
    day.picture("automation-parent").await;
    day.app.click("Save").await;
    until_true("Salesforce was looked at since it runs", async || {
        day.app.ask("watch_now", Value::Null).await;
        let held = day.app.ask("automations", Value::Null).await;
        held["watches"].as_array().is_some_and(|all| all.iter().any(|one| one["looked_at"].is_i64()))
    })
    .await;

    let made = |object: &str, fields: Value| {
        day.sandbox.create_as_other(object, fields.as_object().expect("fields")).expect("it is made")
    };
    let account = made("Account", json!({ "Name": "Big Ltd" }));
    made("Case", json!({ "Subject": "Noise", "AccountId": account }));
    let said = until("it has run", async || {
        day.app.ask("watch_now", Value::Null).await;
        let runs = day.app.ask("automation_runs", json!({ "automation": null, "before": null })).await;
        let steps = runs["runs"].as_array()?.iter().flat_map(|run| run["steps"].as_array().into_iter().flatten());
        let mut shown = steps.filter(|step| step["did"]["did"] == "showed");
        shown.next().map(|step| step["did"]["text"].clone())
    })
    .await;
    assert_eq!(said, "A case of Big Ltd");
    day.app.click("What ran").await;
    day.app.reads("Done").await;
}

#[tokio::test]
async fn a_rehearsal_says_how_often_an_hour_what_was_built_would_have_run() {
    let day = Day::signed_in_as("Avery").await;
    day.phone("known_contact", "rate-1", &["call.ringing", "call.answered", "call.hangup"]).await;
    day.app.reads("Live,").await;
    day.app.keys("1").await;
    day.app.reads("Follow up with").await;
    day.app.keys(key::ENTER).await;
    day.drained().await;

    begin(&day).await;
    day.app.click("answered").await;
    type_message(&day, "Answered").await;
    day.app.click("Rehearse").await;
    day.app.reads("The automations as built").await;
    day.app.click("Rehearse").await;
    day.app.reads("Runs per hour").await;
    day.picture("rehearsal-rates").await;
    let row = "const row = document.querySelector('section[aria-label=\"Runs per hour\"] tbody tr');
        const numbers = [...row.querySelectorAll('td.number')].map((cell) => cell.innerText);
        return [row.querySelector('th').innerText.trim(), numbers[0], numbers.at(-1)]";
    let told = day.app.driver.script(row, json!([])).await;
    assert_eq!(told, json!(["New automation", "1", "1"]), "the call was answered once");
    let held = day.app.ask("automations", Value::Null).await;
    assert_eq!(held["definitions"], json!([]), "nothing holds that was only rehearsed");
    let runs = day.app.ask("automation_runs", json!({ "automation": null, "before": null })).await;
    assert_eq!(runs["runs"], json!([]));
}
