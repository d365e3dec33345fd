//! Actions in the real window: picked, filled in, run and taken back by keyboard; set up by an admin.

use crate::app::key;
use crate::automations::choose;
use crate::day::Day;
use crate::wait::{until, until_true};
use callside_sandbox::org::Operation;
use serde_json::{Value, json};

/// Opens the list of actions and takes the one that these words find.
async fn pick(day: &Day, words: &str) {
    day.app.keys("a").await;
    day.app.sees("the list has the keyboard", "return document.activeElement?.role === 'combobox'").await;
    day.app.keys(words).await;
    day.app.sees("it is found", "return document.querySelectorAll('dialog [role=option]').length > 0").await;
}

/// Opens the form of the action that these words find.
async fn open_form(day: &Day, words: &str) {
    pick(day, words).await;
    day.app.keys(key::ENTER).await;
    day.app.sees("the form has the keyboard", "return document.activeElement?.closest('dialog form') !== null").await;
}

/// Types over what stands in a field of Setup.
async fn type_over(day: &Day, label: &str, text: &str) {
    day.app.click(label).await;
    day.app.driver.script("document.activeElement.select()", json!([])).await;
    day.app.keys(text).await;
}

/// Makes a contact with this address, also when there is one already.
async fn contact(day: &Day, last_name: &str, email: &str) -> String {
    let given = json!([{ "inputs": {}, "fields": { "LastName": last_name, "Email": email } }]);
    let request = json!({ "name": "contact.create", "call": null, "key": last_name, "given": given });
    let entry = day.app.ask("run_action", request).await["entry"].clone();
    let made = || {
        let contacts = day.ledger("Contact");
        contacts.iter().find(|made| made.fields["LastName"] == json!(last_name)).map(|made| made.id.clone())
    };
    until(&format!("{last_name} is made"), async || {
        let state = day.app.ask("outbox_entry", json!({ "entry": entry })).await["state"].clone();
        if state["kind"] == "refused" && state["may_save_anyway"] == json!(true) {
            day.app.ask("repair_entry", json!({ "entry": entry, "how": { "kind": "save_anyway" } })).await;
        }
        made()
    })
    .await
}

#[tokio::test]
async fn escape_leaves_the_list_of_actions_also_after_something_was_typed() {
    let day = Day::signed_in().await;
    for typed in ["", "case"] {
        pick(&day, typed).await;
        day.app.keys(key::ESCAPE).await;
        if !typed.is_empty() {
            // The first one empties the field.
            day.app.keys(key::ESCAPE).await;
        }
        day.app.sees("the list is closed", "return !document.querySelector('dialog[open]')").await;
    }
}

#[tokio::test]
async fn rows_that_an_action_finds_are_read_without_a_call() {
    let day = Day::signed_in().await;
    open_form(&day, "search contacts").await;
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

#[tokio::test]
async fn a_key_that_names_several_records_is_refused_and_goes_on_with_the_one_that_is_picked() {
    let day = Day::signed_in_as("Avery").await;
    let (one, other) =
        (contact(&day, "One", "twins@example.com").await, contact(&day, "Other", "twins@example.com").await);
    let retitle = json!({ "title": "Twin by e-mail", "steps": [{ "do": "call", "method": "PATCH",
        "path": "sobjects/Contact/Email/{{input.email}}", "body": { "Title": "Twin" }, "repeatable": true }],
        "inputs": [{ "name": "email", "label": "E-mail" }] });
    let file = json!({ "callside_config": 1, "actions": { "templates": { "own.retitle": retitle } } });
    let request = json!({ "name": "actions.json", "text": file.to_string(), "signature": null });
    assert_eq!(day.app.ask("import_configuration", request).await["faults"], json!([]));

    open_form(&day, "twin by e-mail").await;
    day.app.keys("twins@example.com").await;
    day.app.keys(key::ENTER).await;
    day.app.reads("names several records").await;
    day.app.reads("Contact Other").await;
    day.picture("several").await;
    let title =
        |id: &str| day.sandbox.record("Contact", id).expect("it stands").get("Title").cloned().unwrap_or_default();
    assert_eq!([title(&one), title(&other)], [Value::Null, Value::Null], "nothing was changed before somebody picked");
    let called = "const all = [...document.querySelectorAll('button[aria-label^=\"Use this one: Contact Other\"]')];
        return all.map((one) => one.ariaLabel)";
    let called = day.app.driver.script(called, json!([])).await;
    day.app.click(called[0].as_str().expect("it is called by its name")).await;
    day.app.reads("In Salesforce since").await;
    assert_eq!([title(&one), title(&other)], [Value::Null, json!("Twin")]);
}

#[tokio::test]
async fn rows_and_fields_of_a_search_are_those_that_an_admin_set() {
    let day = Day::signed_in_as("Avery").await;
    day.app.keys(",").await;
    day.app.click("Actions").await;
    day.app.reads("For whom, on which calls").await;
    day.app.click("Search contacts").await;
    type_over(&day, "Rows at most", "1").await;
    type_over(&day, "Fields of a row", "Name").await;
    for path in ["Account", "Account.Owner", "Account.Owner.Name"] {
        choose(&day, "Add a field to the rows", path).await;
    }
    choose(&day, "Add a field: Fields that are compared, Search contacts", "Department").await;
    choose(&day, "How Department is compared", "exact").await;
    day.app.click("Take away: Title").await;
    day.picture("search-results").await;
    day.app.click("Save 1 change").await;
    until_true("it is saved", async || {
        let text = day.app.ask("export_configuration", json!(null)).await["text"].clone();
        let held: Value = serde_json::from_str(text.as_str().unwrap_or_default()).unwrap_or_default();
        let set = &held["actions"]["searches"]["contact.search"];
        let compared: Vec<&Value> = set["any"].as_array().into_iter().flatten().map(|of| &of["field"]).collect();
        set["limit"] == json!(1)
            && set["show"] == json!(["Name", "Account.Owner.Name"])
            && compared == ["Name", "Email", "Phone", "MobilePhone", "Account.Name", "Department"]
            && set["any"][5]["by"] == json!("exact")
    })
    .await;

    day.app.keys(key::ESCAPE).await;
    open_form(&day, "search contacts").await;
    day.app.keys(key::ENTER).await;
    day.app.sees("rows are listed", "return document.querySelectorAll('dialog tbody tr').length > 0").await;
    let shape = "const all = (of) => document.querySelectorAll(`dialog ${of}`).length;
        return [all('tbody tr'), all('thead th')]";
    assert_eq!(day.app.driver.script(shape, json!([])).await, json!([1, 2]), "{}", day.app.text().await);
}

#[tokio::test]
async fn a_change_begins_with_what_stands_there_and_what_a_colleague_changed_meanwhile_is_merged() {
    let day = Day::signed_in().await;
    day.phone("known_contact", "act-3", &["call.ringing", "call.answered"]).await;
    day.app.reads("Live,").await;
    open_form(&day, "update contact").await;
    day.app.reads("What stands there is filled in").await;
    let title = "return [...document.querySelectorAll('dialog label')].find((one) => one.innerText.trim() === 'Title')
        ?.control?.value";
    assert_eq!(day.app.driver.script(title, json!([])).await, json!("VP of Operations"));
    let sarah = day.sandbox.caller("known_contact").expect("a caller").matches[0].id.clone();
    let theirs = json!({ "Title": "SVP of Operations" });
    day.sandbox.edit_as_other("Contact", &sarah, theirs.as_object().expect("fields")).expect("a colleague may");
    type_over(&day, "Title", "Chief Operating Officer").await;
    type_over(&day, "Department", "Returns").await;
    day.picture("action-change").await;
    day.app.keys(key::ENTER).await;
    day.app.reads("SVP of Operations").await;
    day.picture("action-conflict").await;
    assert_eq!(day.sandbox.record("Contact", &sarah).expect("it stands")["Title"], json!("SVP of Operations"));
    day.app.click("Keep theirs, write the rest").await;
    day.app.reads("In Salesforce since").await;
    let now = day.sandbox.record("Contact", &sarah).expect("it stands");
    assert_eq!((&now["Title"], &now["Department"]), (&json!("SVP of Operations"), &json!("Returns")));
}

#[tokio::test]
async fn an_action_of_ones_own_is_built_asks_first_and_is_run_on_a_call() {
    let day = Day::signed_in_as("Avery").await;
    day.app.keys(",").await;
    day.app.click("Actions").await;
    day.app.reads("For whom, on which calls").await;
    day.app.click("New: filled in beforehand").await;
    type_over(&day, "Title", "Complaint").await;
    choose(&day, "Runs this action", "case.create").await;
    choose(&day, "Fill in a field beforehand", "field Subject").await;
    type_over(&day, "Subject", "Complaint of ").await;
    choose(&day, "Insert", "caller.name").await;
    day.picture("setup-own-action").await;
    day.app.click("Save: Complaint").await;
    day.app.click("Complaint").await;
    day.app.click("Asks before it is done").await;
    day.app.click("Save 1 change").await;
    until_true("it is saved", async || {
        let text = day.app.ask("export_configuration", json!(null)).await["text"].clone();
        let held: Value = serde_json::from_str(text.as_str().unwrap_or_default()).unwrap_or_default();
        held["actions"]["setups"]["own.complaint"]["confirm"] == json!(true)
    })
    .await;

    day.app.keys(key::ESCAPE).await;
    day.phone("known_contact", "act-4", &["call.ringing", "call.answered"]).await;
    day.app.reads("Live,").await;
    open_form(&day, "complaint").await;
    day.app.keys(key::ENTER).await;
    day.app.reads("Do this now?").await;
    assert_eq!(day.ledger("Case").len(), 0, "nothing before somebody said yes");
    day.app.click("Do it").await;
    day.app.reads("In Salesforce since").await;
    assert_eq!(day.ledger("Case")[0].fields["Subject"], json!("Complaint of Sarah Johnson"));
}
