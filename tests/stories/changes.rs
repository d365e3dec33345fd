//! A change begins with what stands in the record, writes only what was changed, and gives way to nobody unseen; what
//! Salesforce has rules of its own for is refused before anything is written.

use crate::actions::{answers, done, first};
use callside_core::action::{Answer, Given, Present};
use callside_core::crm::{Refusal, RefusalReason};
use callside_core::ids::EntryId;
use callside_core::outbox::{State, Work};
use callside_core::repair::Repair;
use callside_flow::{Mend, Ran};
use callside_sandbox::org::{LedgerFilter, Operation};
use callside_tests::desk::Desk;
use callside_tests::templates::filled;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::time::Duration;

fn given(inputs: &Value, fields: &Value) -> Given {
    let none = BTreeMap::new();
    Given { inputs: filled(inputs, &none), fields: filled(fields, &none), ..Given::default() }
}

async fn run(desk: &Desk, name: &str, given: Given) -> Ran {
    let key = format!("{name} {given:?}");
    desk.companion.run_action(name, None, &[given], &key).await.unwrap_or_else(|error| panic!("{name}: {error:?}"))
}

async fn found(desk: &Desk, search: &str, inputs: Value) -> Vec<String> {
    let Ran::Answered(found) = run(desk, search, given(&inputs, &json!({}))).await else { panic!("{search} reads") };
    let Answer::Rows { rows, .. } = &found[0] else { panic!("{found:?}") };
    rows.iter().filter_map(|row| row.id.as_ref().map(ToString::to_string)).collect()
}

async fn refusal(desk: &mut Desk, entry: EntryId) -> Refusal {
    let wait = async {
        loop {
            match desk.companion.entry(entry).await.expect("there").state {
                State::Refused { refusal, .. } => return refusal,
                State::Done { .. } => panic!("it was done"),
                _ => desk.notices.recv().await.ok(),
            };
        }
    };
    tokio::time::timeout(Duration::from_secs(60), wait).await.expect("refused in time")
}

async fn present(desk: &Desk, name: &str, id: &str) -> Present {
    let given = given(&json!({ "id": id }), &json!({}));
    desk.companion.present(name, None, 0, &given).await.expect("it answers").expect("a record is meant")
}

fn updates(desk: &Desk, object: &str) -> Vec<Map<String, Value>> {
    let filter =
        LedgerFilter { object: Some(object.into()), operation: Some(Operation::Update), ..LedgerFilter::default() };
    desk.sandbox.ledger(&filter).into_iter().map(|effect| effect.fields).collect()
}

#[tokio::test]
async fn a_change_begins_with_what_stands_there_and_writes_what_was_changed_and_nothing_else() {
    let mut desk = Desk::open().await;
    let contact = found(&desk, "contact.search", json!({ "term": "Sarah Johnson" })).await.remove(0);
    let stands = present(&desk, "contact.update", &contact).await;
    assert_eq!(stands.id.as_ref().map(ToString::to_string), Some(contact.clone()));
    assert_eq!(stands.fields["Title"], json!("VP of Operations"));
    assert_eq!(stands.fields["DoNotCall"], json!(false));
    assert_eq!(stands.names["AccountId"], "Acme Corporation");
    assert!(!stands.fields.contains_key("CreatedDate"), "nobody can change it");

    let change = given(&json!({ "id": contact }), &json!({ "Title": null, "Department": "Returns" }));
    let seen = ["Title", "Department"].map(|field| (field.to_owned(), stands.fields[field].clone()));
    let Ran::Queued(entry) = run(&desk, "contact.update", Given { seen: seen.into(), ..change }).await else {
        panic!("it writes")
    };
    done(&mut desk, entry).await;
    let wrote = updates(&desk, "Contact");
    assert_eq!(wrote.len(), 1);
    assert_eq!(Value::Object(wrote[0].clone()), json!({ "Title": null, "Department": "Returns" }));
    assert_eq!(present(&desk, "contact.update", &contact).await.fields["Title"], Value::Null);
}

#[tokio::test]
async fn what_a_colleague_changed_since_the_form_was_filled_is_shown_field_by_field_and_merged() {
    let mut desk = Desk::open().await;
    let account = found(&desk, "account.search", json!({ "term": "Acme" })).await.remove(0);
    let stands = present(&desk, "account.update", &account).await;
    let theirs = json!({ "Phone": "3", "Website": "theirs.example" });
    desk.sandbox.edit_as_other("Account", &account, theirs.as_object().expect("fields")).expect("a colleague may");
    let mine = json!({ "Phone": "2", "Website": "mine.example", "BillingCity": "Oakland" });
    let seen = ["Phone", "Website", "BillingCity"].map(|field| (field.to_owned(), stands.fields[field].clone()));
    let change = Given { seen: seen.into(), ..given(&json!({ "id": account }), &mine) };
    let Ran::Queued(entry) = run(&desk, "account.update", change).await else { panic!("it writes") };
    let RefusalReason::Changed { differences } = refusal(&mut desk, entry).await.reason else { panic!("a conflict") };
    let told: Vec<_> = differences.iter().map(|it| (it.field.as_str(), &it.before, &it.theirs, &it.mine)).collect();
    assert_eq!(
        told,
        [
            ("Phone", &stands.fields["Phone"], &json!("3"), &json!("2")),
            ("Website", &stands.fields["Website"], &json!("theirs.example"), &json!("mine.example")),
        ]
    );
    let kept = |desk: &Desk| {
        let row = desk.sandbox.record("Account", &account).expect("it stands");
        ["Phone", "Website", "BillingCity"].map(|field| row[field].clone())
    };
    assert_eq!(kept(&desk)[..2], [json!("3"), json!("theirs.example")], "nothing is written over theirs");
    let merge = Mend::Repair(Repair::Merge(vec!["Account.Phone".to_owned()]));
    desk.companion.mend(entry, &merge).await.expect("it goes on");
    done(&mut desk, entry).await;
    assert_eq!(kept(&desk), [json!("2"), json!("theirs.example"), json!("Oakland")]);
}

#[tokio::test]
async fn a_note_begins_with_its_text_and_without_a_record_nothing_is_asked() {
    let mut desk = Desk::open().await;
    let contact = found(&desk, "contact.search", json!({ "term": "Sarah Johnson" })).await.remove(0);
    let note = given(&json!({ "record": contact }), &json!({ "Title": "Note", "Content": "1 < 2\n& \"three\"" }));
    let Ran::Queued(entry) = run(&desk, "note.create", note).await else { panic!("it writes") };
    let note = first(&answers(&done(&mut desk, entry).await)).expect("a note");
    let stands = present(&desk, "note.update", &note).await;
    assert_eq!((&stands.fields["Title"], &stands.fields["Content"]), (&json!("Note"), &json!("1 < 2\n& \"three\"")));
    let seen = BTreeMap::from([("Content".to_owned(), stands.fields["Content"].clone())]);
    let change = Given { seen, ..given(&json!({ "id": note }), &json!({ "Content": "other" })) };
    let Ran::Queued(entry) = run(&desk, "note.update", change).await else { panic!("it writes") };
    done(&mut desk, entry).await;
    assert_eq!(present(&desk, "note.update", &note).await.fields["Content"], json!("other"));

    // What an object looks like is asked for once, whoever is meant.
    present(&desk, "contact.update", &contact).await;
    let before = desk.sandbox.calls();
    for (name, id) in [("contact.update", "Sarah"), ("contact.update", ""), ("contact.delete", contact.as_str())] {
        let given = given(&json!({ "id": id }), &json!({}));
        assert_eq!(desk.companion.present(name, None, 0, &given).await.expect("it answers"), None, "{name} {id}");
    }
    assert_eq!(desk.sandbox.calls(), before);
}

#[tokio::test]
async fn what_salesforce_has_rules_of_its_own_for_is_refused_before_anything_is_written() {
    let mut desk = Desk::open().await;
    let of_cases = found(&desk, "queue.list", json!({ "object": "Case" })).await;
    let queues = found(&desk, "queue.list", json!({})).await;
    let other = queues.iter().find(|queue| !of_cases.contains(queue)).expect("a queue without cases").clone();
    let opportunity = found(&desk, "opportunity.search", json!({})).await.remove(0);
    let own = found(&desk, "pricebook_entry.search", json!({ "opportunity": opportunity })).await;
    let all = found(&desk, "pricebook_entry.search", json!({})).await;
    let foreign = all.iter().find(|price| !own.contains(price)).expect("a price of another book").clone();
    let case = |owner: &str| json!({ "Subject": "No sound", "Status": "New", "Origin": "Phone", "OwnerId": owner });
    let line = |price: &str| json!({ "OpportunityId": opportunity, "PricebookEntryId": price, "Quantity": 1, "UnitPrice": "79" });
    let event = json!({ "Subject": "Call back", "StartDateTime": "2026-12-01T10:00" });
    for (name, fields) in [("event.create", event), ("campaign.add_member", json!({ "Status": "Sent" }))] {
        let ran = run(&desk, name, given(&json!({}), &fields)).await;
        let Ran::Faults { faults, .. } = ran else { panic!("{name}: {ran:?}") };
        assert!(faults.iter().any(|fault| fault.to_string().starts_with("one of")), "{name}: {faults:?}");
    }
    for (name, fields, says) in [
        ("case.create", case(&other), Some("This queue cannot own a case.")),
        ("case.create", case(&of_cases[0]), None),
        ("opportunity_product.add", line(&foreign), Some("This price is not of the opportunity's price book.")),
        ("opportunity_product.add", line(&own[0]), None),
    ] {
        let before = desk.sandbox.ledger(&LedgerFilter::default()).len();
        let Ran::Queued(entry) = run(&desk, name, given(&json!({}), &fields)).await else { panic!("{name} writes") };
        match says {
            Some(says) => {
                assert_eq!(refusal(&mut desk, entry).await.message, says);
                assert_eq!(desk.sandbox.ledger(&LedgerFilter::default()).len(), before, "{name}");
            }
            None => drop(done(&mut desk, entry).await),
        }
    }
    let lead = found(&desk, "lead.search", json!({})).await.remove(0);
    let task = json!({ "Subject": "Call", "Status": "Completed", "WhoId": lead, "WhatId": opportunity });
    let Ran::Queued(entry) = run(&desk, "task.create", given(&json!({}), &task)).await else { panic!("it writes") };
    let Work::Action { run } = done(&mut desk, entry).await.work else { panic!("an action") };
    let told: Vec<_> = run.steps[0].gone.iter().map(|gone| (gone.field.as_str(), gone.why.as_str())).collect();
    assert_eq!(told, [("WhatId", "A lead cannot be related to another record as well.")], "it is said");
}
