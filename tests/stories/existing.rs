//! Records to pick from, when a key names several or a duplicate rule knows some: by name, as whoever is signed in may
//! read it.

use crate::actions::{answers, done, first};
use callside_core::action::{Answer, Given};
use callside_core::crm::RefusalReason;
use callside_core::ids::EntryId;
use callside_core::outbox::State;
use callside_flow::{NamedRecord, Ran};
use callside_sandbox::FieldAccess;
use callside_sandbox::faults::{Fault, FaultKind};
use callside_tests::desk::Desk;
use callside_tests::templates::filled;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;

const SHARED: &str = "twins@example.com";

async fn run(desk: &Desk, name: &str, inputs: Value, fields: Value) -> Ran {
    let none = BTreeMap::new();
    let given = Given { inputs: filled(&inputs, &none), fields: filled(&fields, &none), ..Given::default() };
    desk.companion.run_action(name, None, &[given], &format!("{name} {fields}")).await.expect("it is run")
}

/// Two contacts with one address, in the order of their making.
async fn twins(desk: &mut Desk) -> Vec<String> {
    let mut made = Vec::new();
    for name in ["One", "Other"] {
        let fields = filled(&json!({ "LastName": name, "Email": SHARED }), &BTreeMap::new());
        let given = Given { fields, allow_duplicate: true, ..Given::default() };
        let ran = desk.companion.run_action("contact.create", None, &[given], name).await.expect("it is run");
        let Ran::Queued(entry) = ran else { panic!("it writes: {ran:?}") };
        made.extend(first(&answers(&done(desk, entry).await)));
    }
    made
}

/// Actions that name a contact by e-mail address.
async fn by_email(desk: &Desk) {
    let call = |method: &str| {
        json!({ "title": "By e-mail", "steps": [{ "do": "call", "method": method,
        "path": "sobjects/Contact/Email/{{input.email}}", "body": { "Title": "Twin" }, "repeatable": true }],
        "inputs": [{ "name": "email", "label": "E-mail" }] })
    };
    let file = json!({ "callside_config": 1, "actions": { "templates": {
        "own.retitle": call("PATCH"), "own.look": call("GET") } } });
    desk.companion.import_configuration("a.json", &file.to_string(), None).await.expect("stored").expect("no faults");
}

/// The entry, once it is refused.
async fn refused(desk: &mut Desk, ran: Ran) -> (EntryId, RefusalReason) {
    let Ran::Queued(id) = ran else { panic!("it writes: {ran:?}") };
    let wait = async {
        loop {
            if let State::Refused { refusal, .. } = desk.companion.entry(id).await.expect("there").state {
                return refusal.reason;
            }
            desk.notices.recv().await.ok();
        }
    };
    (id, tokio::time::timeout(Duration::from_secs(60), wait).await.expect("refused in time"))
}

async fn named(desk: &Desk, id: EntryId) -> Vec<NamedRecord> {
    desk.companion.existing_records(id).await.expect("the entry is there")
}

/// Names by ids, for those that have one.
fn told(records: &[NamedRecord]) -> Vec<(&str, Option<&str>)> {
    assert!(records.iter().all(|record| record.object == "Contact"), "{records:?}");
    records.iter().map(|record| (record.id.as_str(), record.name.as_deref())).collect()
}

#[tokio::test]
async fn records_that_a_key_names_are_told_by_name_and_by_id_where_that_cannot_be_read() {
    let mut desk = Desk::open().await;
    let ids = twins(&mut desk).await;
    by_email(&desk).await;
    let ran = run(&desk, "own.retitle", json!({ "email": SHARED }), json!({})).await;
    let (id, reason) = refused(&mut desk, ran).await;
    assert!(matches!(reason, RefusalReason::Several { .. }), "{reason:?}");
    let (one, other) = (ids[0].as_str(), ids[1].as_str());
    let records = named(&desk, id).await;
    assert_eq!(told(&records), [(one, Some("One")), (other, Some("Other"))]);
    assert!(records.iter().all(|record| record.detail.contains(SHARED)), "{records:?}");

    desk.sandbox.inject(Fault::new(FaultKind::Status { status: 404 }).on_path("/query"));
    assert_eq!(told(&named(&desk, id).await), [(one, None), (other, None)], "nobody waits for names");
    desk.sandbox.clear_faults();

    desk.sandbox.set_field_access("Contact", "Name", Some(FieldAccess::Hidden));
    let desk = desk.restart().await;
    let hidden = named(&desk, id).await;
    assert_eq!(told(&hidden), [(one, None), (other, None)]);
    assert!(hidden.iter().all(|record| record.detail.contains(SHARED)), "what may be read still tells: {hidden:?}");
}

#[tokio::test]
async fn a_record_that_is_gone_since_is_still_there_by_its_id() {
    let mut desk = Desk::open().await;
    let ids = twins(&mut desk).await;
    by_email(&desk).await;
    let ran = run(&desk, "own.retitle", json!({ "email": SHARED }), json!({})).await;
    let (id, _) = refused(&mut desk, ran).await;
    desk.sandbox.delete_as_other("Contact", &ids[0]).expect("it is deleted");
    assert_eq!(told(&named(&desk, id).await), [(ids[0].as_str(), None), (ids[1].as_str(), Some("Other"))]);
}

#[tokio::test]
async fn records_that_a_duplicate_rule_knows_are_told_by_name() {
    let mut desk = Desk::open().await;
    let made = json!({ "LastName": "One", "Email": SHARED });
    let first = desk.sandbox.create_as_other("Contact", made.as_object().expect("fields")).expect("it is made");
    let ran = run(&desk, "contact.create", json!({}), json!({ "LastName": "Again", "Email": SHARED })).await;
    let (id, reason) = refused(&mut desk, ran).await;
    assert!(matches!(reason, RefusalReason::Duplicate { .. }), "{reason:?}");
    assert_eq!(told(&named(&desk, id).await), [(first.as_str(), Some("One"))]);
}

#[tokio::test]
async fn what_a_key_reads_of_several_records_has_their_names() {
    let mut desk = Desk::open().await;
    let ids = twins(&mut desk).await;
    by_email(&desk).await;
    let Ran::Answered(found) = run(&desk, "own.look", json!({ "email": SHARED }), json!({})).await else {
        panic!("it reads")
    };
    let Answer::Rows { columns, rows, .. } = &found[0] else { panic!("{found:?}") };
    assert_eq!(columns[0], "Name");
    let told: Vec<_> = rows.iter().map(|row| (row.id.as_ref().map(ToString::to_string), &row.values["Name"])).collect();
    assert_eq!(told, [(Some(ids[0].clone()), &json!("One")), (Some(ids[1].clone()), &json!("Other"))]);
}
