//! An admin changes what a call writes, rehearses it over the calls so far, and puts it in force; an agent calls back.

use crate::app::key;
use crate::day::Day;
use serde_json::json;

/// Types into the cell of a table of Setup, as a person does after clicking it.
async fn type_cell(day: &Day, column: &str, at: usize, text: &str) {
    let find = "return document.querySelectorAll(`[data-column='${arguments[0]}']`)[arguments[1]]";
    let cell = day.app.driver.element(find, json!([column, at])).await.expect("the cell");
    day.app.driver.click(&cell).await.expect("it can be clicked");
    let select = "document.activeElement.select()";
    day.app.driver.script(select, json!([])).await;
    day.app.keys(text).await;
}

async fn place_of(day: &Day, sheet: &str, field: &str) -> usize {
    let find = "const all = [...document.querySelectorAll('[data-column=field]')];
        return all.findIndex((cell) => cell.value === arguments[1] && cell.closest('[data-cells]').dataset.cells === arguments[0])";
    let at = day.app.driver.script(find, json!([sheet, field])).await;
    usize::try_from(at.as_i64().expect("a number")).expect("the row is there")
}

#[tokio::test]
async fn a_changed_field_is_checked_rehearsed_and_put_in_force() {
    let day = Day::signed_in_as("Avery").await;
    day.phone("known_contact", "rules-1", &["call.ringing", "call.answered", "call.hangup"]).await;
    day.app.reads("Live,").await;
    day.app.notes("Wants the corrected invoice by Friday").await;
    day.app.keys(key::ESCAPE).await;
    day.app.keys("1").await;
    day.app.reads("Follow up with").await;
    day.app.keys(key::ENTER).await;
    day.drained().await;

    day.app.keys(",").await;
    day.app.click("Fields").await;
    day.app.reads("What a call would write").await;
    let notes = place_of(&day, "call_log", "Description").await;
    type_cell(&day, "field", notes, "Descripton").await;
    day.app.reads("has no field Descripton").await;
    day.app.click("Use Description").await;
    type_cell(&day, "through", notes, "truncate 12").await;
    day.app.reads("Wants the c…").await;
    day.picture("setup-fields").await;

    day.app.keys(key::ESCAPE).await;
    day.app.click("Rehearsal").await;
    day.app.reads("The field mapping as typed").await;
    day.app.click("Rehearse").await;
    day.app.reads("By disposition").await;
    day.app.reads("Wants the corrected invoice by Friday").await;
    day.picture("setup-rehearsal").await;
    let held = day.app.ask("fields_setup", json!(null)).await;
    let through = |view: &serde_json::Value| {
        let rows = view["rows"].as_array().expect("rows").clone();
        rows.into_iter().find(|row| row["field"] == "Description").expect("the row")["through"].clone()
    };
    assert_eq!(through(&held), json!(""), "nothing holds that was only rehearsed");

    day.app.click("Fields").await;
    day.app.click("Put in force").await;
    day.app.sees("the bar is gone", "return !document.body.innerText.includes('Not in force yet')").await;
    assert_eq!(through(&day.app.ask("fields_setup", json!(null)).await), json!("truncate 12"));

    day.app.keys(key::ESCAPE).await;
    day.phone("known_contact", "rules-2", &["call.ringing", "call.answered", "call.hangup"]).await;
    day.app.keys("c").await;
    day.app.reads("How did it end?").await;
    day.app.notes("Wants the corrected invoice by Friday").await;
    day.app.keys(key::ESCAPE).await;
    day.app.keys("9").await;
    day.app.reads("On your callback list").await;
    day.app.keys(key::ENTER).await;
    // The outbox holds what was sent before: it is drained already while this one is not saved yet.
    day.app.reads("Saved.").await;
    day.drained().await;
    let mut said = day.ledger("Task").into_iter().filter_map(|task| task.fields.get("Description").cloned());
    assert_eq!(said.next_back(), Some(json!("Wants the c…")));

    day.app.keys("b").await;
    day.app.reads("tried once").await;
    day.picture("callbacks").await;
    day.app.click("Done").await;
    day.app.reads("Nobody. A wrap-up as No answer").await;
}
