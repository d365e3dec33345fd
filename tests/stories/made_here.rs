//! Records that were made here minutes ago are found by their words before Salesforce's search index knows them.

use crate::actions::{answers, done, first};
use callside_core::action::{Answer, Given};
use callside_core::record::Candidate;
use callside_flow::Ran;
use callside_sandbox::SandboxOptions;
use callside_tests::desk::Desk;
use callside_tests::templates::filled;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;

fn given(inputs: &Value, fields: &Value) -> Given {
    let none = BTreeMap::new();
    Given { inputs: filled(inputs, &none), fields: filled(fields, &none), ..Given::default() }
}

async fn writes(desk: &mut Desk, name: &str, inputs: Value, fields: Value) -> String {
    let ran = desk.companion.run_action(name, None, &[given(&inputs, &fields)], &format!("{name} {fields}")).await;
    let Ok(Ran::Queued(entry)) = ran else { panic!("{name}: {ran:?}") };
    first(&answers(&done(desk, entry).await)).expect("a record")
}

async fn finds(desk: &Desk, action: &str, term: &str) -> Vec<String> {
    let given = given(&json!({ "term": term, "within": "all" }), &json!({}));
    let ran = desk.companion.run_action(action, None, &[given], term).await.expect("it reads");
    let Ran::Answered(found) = ran else { panic!("{ran:?}") };
    let Answer::Rows { rows, columns, .. } = &found[0] else { panic!("{found:?}") };
    assert!(rows.is_empty() || columns.iter().any(|column| column == "Name" || column == "Subject"), "{columns:?}");
    rows.iter().filter_map(|row| row.id.as_ref().map(ToString::to_string)).collect()
}

#[tokio::test]
async fn what_was_made_minutes_ago_is_found_by_its_words_before_the_index_knows_it() {
    let options = SandboxOptions { index_lag: Duration::from_secs(3600), ..Desk::usual() };
    let mut desk = Desk::open_at(options).await;
    let person = json!({ "FirstName": "Zelda", "LastName": "Quillfeather", "Email": "zelda@quill.example" });
    let contact = writes(&mut desk, "contact.create", json!({}), person).await;
    let case = json!({ "Subject": "Quillfeather cannot sign in", "Status": "New", "Origin": "Phone" });
    let case = writes(&mut desk, "case.create", json!({}), case).await;
    for (action, term, found) in [
        ("lookup.global", "quillf", vec![&case, &contact]),
        ("lookup.global", "Zelda Quillfeather", vec![&contact]),
        ("lookup.global", "sign quillfeather", vec![&case]),
        ("lookup.global", "feather", vec![]),
        ("org.sosl", "zelda@quill.example", vec![&contact]),
    ] {
        let mut told = finds(&desk, action, term).await;
        told.sort();
        let mut wanted: Vec<String> = found.into_iter().cloned().collect();
        wanted.sort();
        assert_eq!(told, wanted, "{action} {term}");
    }
    let names = |found: Vec<Candidate>| found.into_iter().map(|it| it.name).collect::<Vec<_>>();
    let by_name = desk.companion.search("quillfeather zelda").await.expect("it answers");
    assert_eq!(names(by_name), ["Zelda Quillfeather"], "who has no number is picked by name");

    let id = json!({ "id": contact });
    writes(&mut desk, "contact.delete", id, json!({})).await;
    assert_eq!(finds(&desk, "lookup.global", "Zelda Quillfeather").await, [] as [&str; 0]);
    assert_eq!(names(desk.companion.search("Zelda Quillfeather").await.expect("it answers")), [] as [&str; 0]);
}
