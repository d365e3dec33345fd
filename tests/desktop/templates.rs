//! Every template of the catalogue, picked from the list, filled in and run in the window.

use crate::app::key;
use crate::day::Day;
use crate::wait::until;
use callside_sandbox::org::{LedgerFilter, Operation};
use callside_tests::templates::{Row, filled, table};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Fills in the field with this label, the way its control takes it.
const FILL: &str = r#"
const [label, value] = arguments;
const form = document.querySelector('dialog form');
for (const fold of form.querySelectorAll('details')) fold.open = true;
const said = (e) => e.innerText.replace(/\((required)\)\s*$/, '').replace(/\s+/g, ' ').trim();
const control = [...form.querySelectorAll('label')].filter((e) => said(e) === label)
    .map((e) => e.control).find(Boolean);
if (!control) return `no field ${label} in ${form.innerText}`;
const tell = (name) => control.dispatchEvent(new Event(name, { bubbles: true }));
const text = String(value).toLowerCase();
if (control.type === 'checkbox') {
    if (control.checked !== (text === 'true')) control.click();
} else if (control.tagName === 'SELECT') {
    const option = [...control.options].find((one) => [one.value, one.text].some((t) => t.toLowerCase() === text));
    if (!option) return `${label} has no ${value}`;
    control.value = option.value;
    tell('change');
} else {
    control.value = String(value);
    tell('input');
    tell('change');
}
return true;
"#;

/// An action in the open list, a form, or what came of it.
const OPEN: &str = "return document.querySelector('dialog form [type=submit], dialog .result') !== null";
/// Nothing is on its way any more.
const ENDED: &str = "const result = document.querySelector('dialog .result');
    return result !== null && (result.querySelector('table, dl, pre, .refused') !== null
        || result.innerText.includes('In Salesforce since'));";
/// What the form finds wrong.
const FAULTS: &str = "return [...document.querySelectorAll('dialog .fault')].map((e) => e.innerText)";

/// The labels of an action's fields, by name; what a template asks for comes before the record's own.
async fn labels(day: &Day, id: &str) -> BTreeMap<String, String> {
    let forms = day.app.ask("action_forms", json!({ "name": id, "call": null })).await;
    let fields =
        forms.as_array().into_iter().flatten().flat_map(|form| form["fields"].as_array().into_iter().flatten());
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    fields.map(|field| (text(&field["name"]), text(&field["label"]))).collect()
}

async fn fill(day: &Day, id: &str, values: BTreeMap<String, Value>, labels: &BTreeMap<String, String>) {
    for (name, value) in values {
        let label = labels.get(&name).unwrap_or_else(|| panic!("{id} asks for no {name}: {labels:?}"));
        // What stands there is emptied by emptying it.
        let value = if value.is_null() { json!("") } else { value };
        let done = day.app.driver.script(FILL, json!([label, value])).await;
        assert_eq!(done, json!(true), "{id}");
    }
}

/// Runs one template as a person does, up to what came of it.
async fn run(day: &Day, row: &Row, kept: &BTreeMap<&str, String>) {
    let Row { id, inputs, fields, .. } = row;
    day.app.keys("a").await;
    day.app.sees("the list has the keyboard", "return document.activeElement?.role === 'combobox'").await;
    day.app.keys(id).await;
    day.app.sees("it is found", "return document.querySelectorAll('dialog [role=option]').length === 1").await;
    day.app.keys(key::ENTER).await;
    day.app.sees("it opens", OPEN).await;
    let labels = labels(day, id).await;
    fill(day, id, filled(inputs, kept), &labels).await;
    if id.ends_with(".update") {
        let stands = "return document.querySelector('dialog form [role=status]') !== null";
        day.app.sees("what stands there is filled in", stands).await;
    }
    fill(day, id, filled(fields, kept), &labels).await;
    let submit = "const form = document.querySelector('dialog form'); form?.requestSubmit(); return form !== null";
    if day.app.driver.script(submit, json!([])).await == json!(true) {
        let next = "return document.querySelector('dialog .result, dialog [role=alertdialog], dialog .fault') !== null";
        day.app.sees(&format!("{id} is run or asks"), next).await;
        assert_eq!(day.app.driver.script(FAULTS, json!([])).await, json!([]), "{id}");
        let yes = "document.querySelector('dialog [role=alertdialog] button')?.click()";
        day.app.driver.script(yes, json!([])).await;
    }
    day.app.sees(&format!("{id} has ended"), ENDED).await;
}

/// The record that the first link of the answer opens.
async fn opened(day: &Day) -> String {
    let notes = || std::fs::read_to_string(day.stage.browser_notes()).unwrap_or_default();
    let before = notes().lines().count();
    let link =
        "const link = document.querySelector('dialog .result button[title]'); link?.click(); return link !== null";
    assert_eq!(day.app.driver.script(link, json!([])).await, json!(true), "{}", day.app.text().await);
    let address = until("the record is opened", async || notes().lines().nth(before).map(str::to_owned)).await;
    let is_id = |part: &&str| part.len() == 18 && part.chars().all(char::is_alphanumeric);
    address.split('/').find(is_id).unwrap_or_else(|| panic!("a record in {address}")).to_owned()
}

/// The standard price book, which the catalogue of products in the table hangs on.
async fn standard_book(day: &Day) -> String {
    let given = json!([{ "inputs": { "term": "HS-100" }, "fields": {} }]);
    let request = json!({ "name": "pricebook_entry.search", "call": null, "key": "books", "given": given });
    let found = day.app.ask("run_action", request).await;
    let ids = found["answers"][0]["rows"].as_array().into_iter().flatten().filter_map(|row| row["id"].as_str());
    let book = |id: &str| {
        let entry = day.sandbox.record("PricebookEntry", id)?;
        let book = day.sandbox.record("Pricebook2", entry["Pricebook2Id"].as_str()?)?;
        (book["IsStandard"] == json!(true)).then(|| book["Id"].as_str().map(str::to_owned))?
    };
    ids.filter_map(book).next().unwrap_or_else(|| panic!("the standard price book: {found}"))
}

#[tokio::test]
async fn every_template_of_the_catalogue_runs_in_the_window() {
    let day = Day::signed_in_as("Avery").await;
    let mut kept = BTreeMap::from([("book", standard_book(&day).await)]);
    for row in table() {
        run(&day, &row, &kept).await;
        let said = day.app.driver.script("return document.querySelector('dialog .result').innerText", json!([])).await;
        let refused =
            day.app.driver.script("return !!document.querySelector('dialog .result .refused')", json!([])).await;
        assert_eq!(refused, json!(false), "{}: {said}", row.id);
        if !row.keep.is_empty() {
            kept.insert(row.keep, opened(&day).await);
        }
        match row.id {
            "note.get" => assert!(said.as_str().is_some_and(|said| said.contains("& \"three\"")), "{said}"),
            "lead.update" => {
                let lead = day.sandbox.record("Lead", &kept["l"]).expect("it stands");
                let title = lead.get("Title").unwrap_or(&Value::Null);
                assert_eq!((&lead["Status"], title), (&json!("Working - Contacted"), &Value::Null));
            }
            _ => {}
        }
        day.app.keys(key::ESCAPE).await;
        day.app.sees("the list is closed", "return document.querySelector('dialog[open]') === null").await;
    }
    let kinds = |operation| {
        let all = day.sandbox.ledger(&LedgerFilter::default());
        all.iter().filter(|entry| entry.operation == operation).count()
    };
    assert!(
        kinds(Operation::Create) >= 13 && kinds(Operation::Delete) >= 12,
        "what the window said was done stands in the org"
    );
}
