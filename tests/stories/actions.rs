//! Every template of the catalogue, run by the real engine against the strict sandbox, and each write exactly once.

use callside_core::action::{Answer, Given, catalogue};
use callside_core::crm::RefusalReason;
use callside_core::ids::{EntryId, RecordId};
use callside_core::outbox::{Entry, State, Work};
use callside_flow::{Mend, Notice, Ran};
use callside_sandbox::faults::{Fault, FaultKind};
use callside_sandbox::org::{LedgerFilter, Operation};
use callside_tests::desk::Desk;
use callside_tests::templates::{Row, filled, table};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::time::Duration;

/// Waits until an entry is done.
pub(crate) async fn done(desk: &mut Desk, id: EntryId) -> Entry {
    let wait = async {
        loop {
            let entry = desk.companion.entry(id).await.expect("it is in the outbox");
            match &entry.state {
                State::Done { .. } => return entry,
                State::Refused { refusal, .. } => panic!("refused: {refusal:?}"),
                _ => {}
            }
            while !matches!(desk.notices.recv().await, Ok(Notice::Outbox { .. }) | Err(_)) {}
        }
    };
    tokio::time::timeout(Duration::from_secs(60), wait).await.expect("it is sent in time")
}

async fn run(desk: &Desk, id: &str, given: Given, key: &str) -> Ran {
    desk.companion.run_action(id, None, &[given], key).await.unwrap_or_else(|error| panic!("{id}: {error:?}"))
}

/// The first record that an answer names.
pub(crate) fn first(answers: &[Answer]) -> Option<String> {
    answers.iter().find_map(|answer| match answer {
        Answer::Rows { rows, .. } => rows.first()?.id.as_ref().map(ToString::to_string),
        Answer::Record { row, .. } => row.id.as_ref().map(ToString::to_string),
        Answer::Written { id, .. } => Some(id.to_string()),
        Answer::Json { .. } => None,
    })
}

pub(crate) fn answers(entry: &Entry) -> Vec<Answer> {
    let Work::Action { run } = &entry.work else { panic!("an action") };
    run.steps.iter().filter_map(|step| step.done.clone()).collect()
}

fn given(inputs: Value, fields: Value) -> Given {
    let none = BTreeMap::new();
    Given { inputs: filled(&inputs, &none), fields: filled(&fields, &none), ..Given::default() }
}

/// The price book that the seeded opportunities use.
async fn standard_book(desk: &Desk) -> String {
    let search = run(desk, "pricebook_entry.search", given(json!({ "term": "HS-100" }), json!({})), "books").await;
    let Ran::Answered(found) = search else { panic!("it reads") };
    let Answer::Rows { rows, .. } = &found[0] else { panic!("rows") };
    let book_of = |id: &str| {
        let entry = desk.sandbox.record("PricebookEntry", id)?;
        let book = desk.sandbox.record("Pricebook2", entry.get("Pricebook2Id")?.as_str()?)?;
        (book.get("IsStandard") == Some(&json!(true))).then(|| book["Id"].as_str().map(str::to_owned))?
    };
    let ids = rows.iter().filter_map(|row| row.id.as_ref());
    ids.filter_map(|id| book_of(id.as_str())).next().expect("the standard price book")
}

#[tokio::test]
async fn every_template_of_the_catalogue_runs_against_the_sandbox() {
    let mut desk = Desk::open().await;
    let mut kept: BTreeMap<&str, String> = BTreeMap::new();
    kept.insert("book", standard_book(&desk).await);
    let rows = table();
    for (n, row) in rows.iter().enumerate() {
        let Row { id, inputs, fields, keep } = row;
        let given = Given { inputs: filled(inputs, &kept), fields: filled(fields, &kept), ..Given::default() };
        let found = match run(&desk, id, given, &format!("run-{n}")).await {
            Ran::Answered(answers) => answers,
            Ran::Queued(entry) => answers(&done(&mut desk, entry).await),
            other => panic!("{id}: {other:?}"),
        };
        assert!(!found.is_empty(), "{id} answers");
        if !keep.is_empty() {
            kept.insert(keep, first(&found).unwrap_or_else(|| panic!("{id} finds something: {found:?}")));
        }
        match *id {
            "case.create" => {
                let Answer::Written { read_back, .. } = &found[0] else { panic!("{found:?}") };
                assert!(read_back["CaseNumber"].as_str().is_some_and(|number| number.len() == 8), "{read_back}");
            }
            "note.get" => {
                let Answer::Record { body, .. } = &found[0] else { panic!("{found:?}") };
                assert_eq!(body.as_deref(), Some("1 < 2\n& \"three\""));
            }
            "task.create" => {
                let task = desk.sandbox.record("Task", &kept["t"]).expect("it stands");
                assert_eq!(task.get("WhatId").unwrap_or(&Value::Null), &Value::Null, "a lead's task carries no WhatId");
            }
            "queue.list" => {
                let Answer::Rows { rows, .. } = &found[0] else { panic!("{found:?}") };
                assert_eq!(rows.len(), 1, "only what may own a case");
            }
            _ => {}
        }
    }
    for id in catalogue::ids() {
        assert!(rows.iter().any(|row| row.id == id), "{id} is not in the table");
    }
}

fn created(desk: &Desk, object: &str) -> usize {
    let filter =
        LedgerFilter { object: Some(object.into()), operation: Some(Operation::Create), ..LedgerFilter::default() };
    desk.sandbox.ledger(&filter).len()
}

#[tokio::test]
async fn each_kind_of_write_is_done_once_although_its_answer_is_lost() {
    let mut desk = Desk::open().await;
    let contact = first(&match run(&desk, "contact.search", given(json!({ "term": "Sarah" }), json!({})), "s").await {
        Ran::Answered(answers) => answers,
        other => panic!("{other:?}"),
    })
    .expect("Sarah");
    for (id, object, path, inputs, fields) in [
        ("lead.create", "Lead", "/ui-api/records", json!({}), json!({ "LastName": "Once", "Company": "Once Ltd" })),
        ("task.create", "Task", "/composite$", json!({}), json!({ "Subject": "Once" })),
        (
            "event.create",
            "Event",
            "/composite$",
            json!({}),
            json!({
                "Subject": "Once", "StartDateTime": "2026-12-01T10:00", "DurationInMinutes": 15,
            }),
        ),
        (
            "note.create",
            "ContentDocumentLink",
            "/composite$",
            json!({ "record": contact }),
            json!({
                "Title": "Once", "Content": "x",
            }),
        ),
    ] {
        let before = created(&desk, object);
        desk.sandbox.inject(Fault::new(FaultKind::ResetAfterCommit).on_path(path).on_method("POST").times(1));
        let Ran::Queued(entry) = run(&desk, id, given(inputs, fields), &format!("once-{id}")).await else {
            panic!("{id} writes")
        };
        let entry = done(&mut desk, entry).await;
        assert!(entry.attempts > 1, "{id}: the answer was lost once");
        // A note's owner is linked by Salesforce itself.
        let expected = if object == "ContentDocumentLink" { 2 } else { 1 };
        assert_eq!(created(&desk, object) - before, expected, "{id}");
        desk.sandbox.clear_faults();
    }
}

#[tokio::test]
async fn asking_twice_is_asking_once_and_a_second_delete_finds_the_first() {
    let mut desk = Desk::open().await;
    let lead = given(json!({}), json!({ "LastName": "Twice", "Company": "Twice Ltd" }));
    let Ran::Queued(entry) = run(&desk, "lead.create", lead.clone(), "same").await else { panic!("it writes") };
    assert_eq!(run(&desk, "lead.create", lead, "same").await, Ran::Before(entry));
    let made = first(&answers(&done(&mut desk, entry).await)).expect("made");
    for (key, again) in [("first", false), ("second", true)] {
        let delete = run(&desk, "lead.delete", given(json!({ "id": made }), json!({})), key).await;
        let Ran::Queued(entry) = delete else { panic!("it writes") };
        let State::Done { receipt, .. } = done(&mut desk, entry).await.state else { panic!("done") };
        assert_eq!(receipt.found_again, again, "{key}");
    }
}

#[tokio::test]
async fn undo_writes_the_former_values_unless_somebody_changed_them_since() {
    let mut desk = Desk::open().await;
    let search = run(&desk, "account.search", given(json!({}), json!({})), "s").await;
    let Ran::Answered(found) = search else { panic!("it reads") };
    let account = first(&found).expect("an account");
    let phone = |desk: &Desk| desk.sandbox.record("Account", &account).expect("it stands").get("Phone").cloned();
    let former = phone(&desk);
    let change = |number: &str| given(json!({ "id": account }), json!({ "Phone": number }));
    let Ran::Queued(entry) = run(&desk, "account.update", change("1"), "u1").await else { panic!("it writes") };
    done(&mut desk, entry).await;
    assert_eq!(phone(&desk), Some(json!("1")));
    let back = desk.companion.undo_action(entry).await.expect("it can be taken back");
    done(&mut desk, back).await;
    assert_eq!(phone(&desk), former);

    let Ran::Queued(entry) = run(&desk, "account.update", change("2"), "u2").await else { panic!("it writes") };
    done(&mut desk, entry).await;
    let theirs = Map::from_iter([("Phone".to_owned(), json!("3"))]);
    desk.sandbox.edit_as_other("Account", &account, &theirs).expect("a colleague may");
    let back = desk.companion.undo_action(entry).await.expect("it is asked for");
    let refused = async {
        while !matches!(desk.companion.entry(back).await.expect("there").state, State::Refused { .. }) {
            desk.notices.recv().await.ok();
        }
    };
    tokio::time::timeout(Duration::from_secs(30), refused).await.expect("a conflict");
    assert_eq!(phone(&desk), Some(json!("3")), "theirs is not overwritten");
}

#[tokio::test]
async fn what_was_deleted_comes_back_from_the_recycle_bin_with_what_went_there_with_it() {
    let mut desk = Desk::open().await;
    let done_as = async |desk: &mut Desk, id: &str, inputs: Value, fields: Value| {
        let Ran::Queued(entry) = run(desk, id, given(inputs, fields), id).await else { panic!("{id} writes") };
        let done = done(desk, entry).await;
        (entry, first(&answers(&done)).unwrap_or_default())
    };
    let (_, lead) =
        done_as(&mut desk, "lead.create", json!({}), json!({ "LastName": "Back", "Company": "Back Ltd" })).await;
    let (_, campaign) =
        done_as(&mut desk, "campaign.create", json!({}), json!({ "Name": "Back", "Budget_Code__c": "B-1" })).await;
    let link = json!({ "CampaignId": campaign, "LeadId": lead });
    let (_, member) = done_as(&mut desk, "campaign.add_member", json!({}), link).await;
    let (deleted, _) = done_as(&mut desk, "campaign.delete", json!({ "id": campaign }), json!({})).await;
    let stands = |desk: &Desk, object: &str, id: &str| {
        desk.sandbox.record(object, id).is_some_and(|row| row.get("IsDeleted") != Some(&json!(true)))
    };
    assert!(!stands(&desk, "Campaign", &campaign) && !stands(&desk, "CampaignMember", &member));
    desk.sandbox.inject(Fault::new(FaultKind::ResetAfterCommit).on_path("/services/Soap/").times(1));
    let back = desk.companion.undo_action(deleted).await.expect("it can be taken back");
    let State::Done { receipt, .. } = done(&mut desk, back).await.state else { panic!("done") };
    assert!(receipt.found_again, "its answer was lost once");
    assert!(stands(&desk, "Campaign", &campaign) && stands(&desk, "CampaignMember", &member));
}

#[tokio::test]
async fn what_is_no_record_is_refused_before_anything_is_asked() {
    let desk = Desk::open().await;
    for hostile in ["' OR Id != '", "Sarah", "003"] {
        let given = given(json!({ "term": "HS", "opportunity": hostile }), json!({}));
        let ran = run(&desk, "pricebook_entry.search", given, "r").await;
        assert!(matches!(ran, Ran::Faults { step: 0, .. }), "{hostile}: {ran:?}");
    }
}

#[tokio::test]
async fn a_chain_passes_results_on_and_stops_where_it_fails() {
    let mut desk = Desk::open().await;
    let follow_up = json!({ "run": "task.create", "fields": {
        "Subject": "Answer {{previous.CaseNumber}}", "WhatId": "{{previous.id}}", "Status": "Not Started" } });
    let file = json!({ "callside_config": 1, "actions": { "setups": {
        "complaint": { "title": "Complaint", "steps": [
            { "run": "case.create", "fields": { "Subject": "Complaint", "Origin": "Phone" } }, follow_up] },
        "doomed": { "title": "Doomed", "steps": [
            { "run": "case.create", "fields": { "Subject": "Doomed", "Origin": "Phone" } },
            { "run": "task.update", "inputs": { "id": "{{previous.nothing}}" }, "fields": { "Priority": "High" } },
            follow_up] } } } });
    desk.companion.import_configuration("a.json", &file.to_string(), None).await.expect("stored").expect("no faults");
    let Ran::Queued(entry) = run(&desk, "complaint", Given::default(), "c").await else { panic!("it writes") };
    let found = answers(&done(&mut desk, entry).await);
    let Answer::Written { read_back, .. } = &found[0] else { panic!("{found:?}") };
    let task = desk.sandbox.record("Task", &first(&found[1..]).expect("a task")).expect("it stands");
    let number = read_back["CaseNumber"].as_str().expect("a number");
    assert_eq!(task.get("Subject"), Some(&json!(format!("Answer {number}"))));
    assert_eq!(task.get("WhatId").and_then(Value::as_str).map(str::to_owned), first(&found[..1]));

    let before = created(&desk, "Task");
    let Ran::Queued(entry) = run(&desk, "doomed", Given::default(), "d").await else { panic!("it writes") };
    let refused = async {
        loop {
            if let State::Refused { refusal, .. } = desk.companion.entry(entry).await.expect("there").state {
                return refusal;
            }
            desk.notices.recv().await.ok();
        }
    };
    let refusal = tokio::time::timeout(Duration::from_secs(30), refused).await.expect("it stops");
    assert!(refusal.message.starts_with("Step 2, Update task"), "{}", refusal.message);
    assert_eq!(created(&desk, "Task"), before, "nothing after the step that failed was done");
}

#[tokio::test]
async fn an_admins_own_query_and_call_run_with_values_that_stay_values() {
    let desk = Desk::open().await;
    let contacts = "SELECT Id, Name, Account.Name, (SELECT CaseNumber FROM Cases) FROM Contact \
                    WHERE MobilePhone LIKE '%{{input.digits}}' AND LastName = {{input.name}}";
    let file = json!({ "callside_config": 1, "actions": { "templates": {
        "own.contacts": { "title": "Contacts", "inputs": [
            { "name": "digits", "label": "Digits" }, { "name": "name", "label": "Name" }],
            "steps": [{ "do": "query", "soql": contacts }] },
        "own.describe": { "title": "Describe", "inputs": [{ "name": "object", "label": "Object" }],
            "steps": [{ "do": "call", "method": "GET", "path": "sobjects/{{input.object}}/describe", "pick": "label" }] },
    } } });
    desk.companion.import_configuration("a.json", &file.to_string(), None).await.expect("stored").expect("no faults");
    let rows = async |digits: &str, name: &str| {
        let given = given(json!({ "digits": digits, "name": name }), json!({}));
        let Ran::Answered(found) = run(&desk, "own.contacts", given, "q").await else { panic!("it reads") };
        let Answer::Rows { rows, .. } = &found[0] else { panic!("rows") };
        rows.iter().map(|row| row.values["Account"]["Name"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(rows("0134", "Johnson").await.len(), 1);
    for hostile in ["' OR Name LIKE '%", "Johnson' OR Id != '", "%"] {
        assert_eq!(rows("0134", hostile).await.len(), 0, "{hostile}");
        assert_eq!(rows(hostile, "Johnson").await.len(), 0, "{hostile}");
    }
    let label = given(json!({ "object": "Case" }), json!({}));
    let Ran::Answered(found) = run(&desk, "own.describe", label, "d").await else { panic!("it reads") };
    assert_eq!(found, [Answer::Json { value: json!("Case"), cut: false }]);
    let outside = given(json!({ "object": "../../../oauth2/token" }), json!({}));
    assert!(desk.companion.run_action("own.describe", None, &[outside], "o").await.is_err(), "it stays below the API");
}

#[tokio::test]
async fn a_faulty_file_is_refused_with_line_and_nearest_name_and_changes_nothing() {
    let desk = Desk::open().await;
    for (actions, says, nearest) in [
        (
            json!({ "setups": { "x": { "title": "X", "steps": [{ "run": "case.creat" }] } } }),
            "case.creat",
            Some("case.create"),
        ),
        (
            json!({ "setups": { "x": { "title": "X", "steps": [{ "run": "case.create", "fields": { "Subjekt": "a" } }] } } }),
            "Subjekt",
            Some("Subject"),
        ),
        (
            json!({ "setups": { "x": { "title": "X", "steps": [{ "run": "case.create", "fields": { "Product_Area__c": "Biling" } }] } } }),
            "Biling",
            Some("Billing"),
        ),
        (
            json!({ "setups": { "x": { "title": "X", "steps": [{ "run": "case.create",
            "fields": { "Subject": "{{caller.nam}}" } }] } } }),
            "caller.nam",
            Some("caller.name"),
        ),
        (
            json!({ "setups": { "a": { "title": "A", "steps": [{ "run": "b" }] },
                             "b": { "title": "B", "steps": [{ "run": "a" }] } } }),
            "a",
            None,
        ),
        (
            json!({ "templates": { "own.q": { "title": "Q", "steps": [
            { "do": "query", "soql": "SELECT Id FROM Contact WERE Id = {{caller.id}}" }] } } }),
            "character 29",
            None,
        ),
        (
            json!({ "templates": { "own.q": { "title": "Q", "steps": [
            { "do": "query", "soql": "SELECT Id, Nmae FROM Contact" }] } } }),
            "Nmae",
            Some("Name"),
        ),
        (
            json!({ "templates": { "own.s": { "title": "S", "steps": [{ "do": "search", "object": "Contact",
            "any": [{ "field": "Account.Nmae" }], "show": ["Name"], "newest": "LastModifiedDate" }] } } }),
            "Account.Nmae",
            Some("Account.Name"),
        ),
        (
            json!({ "templates": { "own.f": { "title": "F", "steps": [{ "do": "find", "term": "{{caller.name}}",
            "within": "all", "returning": [{ "object": "Contact", "show": ["Name", "Emial"] }] }] } } }),
            "Emial",
            Some("Email"),
        ),
        (
            json!({ "setups": { "x": { "title": "X", "steps": [{ "run": "contact.search",
            "show": ["Name"], "any": [{ "field": "Departmnt" }] }] } } }),
            "Departmnt",
            Some("Department"),
        ),
        (
            json!({ "setups": { "x": { "title": "X", "steps": [{ "run": "lookup.case", "show": ["Sbuject"] }] } } }),
            "Sbuject",
            Some("Subject"),
        ),
        (json!({ "serves": { "campaign.delet": {} } }), "campaign.delet", Some("campaign.delete")),
        (json!({ "confirm": ["contact.updat"] }), "contact.updat", Some("contact.update")),
        (json!({ "searches": { "contact.serch": {} } }), "contact.serch", Some("contact.search")),
        (json!({ "searches": { "contact.search": { "limit": 0 } } }), "from 1 to 2000", None),
        (json!({ "searches": { "contact.search": { "show": ["Name", "Emial"] } } }), "Emial", Some("Email")),
        (
            json!({ "searches": { "contact.search": { "show": ["Account.Nmae"] } } }),
            "Account.Nmae",
            Some("Account.Name"),
        ),
        (
            json!({ "searches": { "contact.search": { "any": [{ "field": "Departmnt" }] } } }),
            "Departmnt",
            Some("Department"),
        ),
        (json!({ "searches": { "contact.search": { "any": [] } } }), "a field is missing", None),
        (json!({ "searches": { "note.get": { "any": [{ "field": "Title" }] } } }), "missing", None),
        (json!({ "searches": { "case.create": { "limit": 5 } } }), "a search is missing", None),
    ] {
        let file = serde_json::to_string_pretty(&json!({ "callside_config": 1, "actions": actions })).expect("JSON");
        let taken = desk.companion.import_configuration("actions.json", &file, None).await.expect("read");
        let Err(callside_flow::NotTaken::Faults(faults)) = taken else { panic!("{actions} is faulty") };
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert!(told.iter().any(|fault| fault.contains(says)), "{says}: {told:?}");
        assert!(faults.iter().all(|fault| fault.line > 1), "{told:?}");
        assert!(
            nearest.is_none_or(|name| faults.iter().any(|fault| fault.nearest.as_deref() == Some(name))),
            "{told:?}"
        );
    }
    assert_eq!(*desk.companion.actions(), callside_core::action::Actions::default());
}

#[tokio::test]
async fn a_key_that_names_several_records_is_refused_with_them_and_goes_on_with_the_picked_one() {
    let mut desk = Desk::open().await;
    let mut twins = Vec::new();
    for name in ["One", "Other"] {
        let fields = json!({ "LastName": name, "Email": "twins@example.com" });
        let given = Given { allow_duplicate: true, ..given(json!({}), fields) };
        let Ran::Queued(entry) = run(&desk, "contact.create", given, name).await else { panic!("it writes") };
        twins.push(first(&answers(&done(&mut desk, entry).await)).expect("a contact"));
    }
    let call = |method: &str| {
        json!({ "title": "By e-mail", "steps": [{ "do": "call", "method": method,
        "path": "sobjects/Contact/Email/{{input.email}}", "body": { "Title": "Twin" }, "repeatable": true }],
        "inputs": [{ "name": "email", "label": "E-mail" }] })
    };
    let file = json!({ "callside_config": 1, "actions": { "templates": {
        "own.retitle": call("PATCH"), "own.look": call("GET") } } });
    desk.companion.import_configuration("a.json", &file.to_string(), None).await.expect("stored").expect("no faults");
    let email = || given(json!({ "email": "twins@example.com" }), json!({}));

    let Ran::Queued(id) = run(&desk, "own.retitle", email(), "twins").await else { panic!("it writes") };
    let refusal = async {
        loop {
            if let State::Refused { refusal, .. } = desk.companion.entry(id).await.expect("there").state {
                return refusal;
            }
            desk.notices.recv().await.ok();
        }
    };
    let refusal = tokio::time::timeout(Duration::from_secs(60), refusal).await.expect("refused in time");
    let RefusalReason::Several { existing } = &refusal.reason else { panic!("{refusal:?}") };
    assert_eq!(existing.iter().map(RecordId::as_str).collect::<Vec<_>>(), twins);
    assert_eq!(refusal.object.as_deref(), Some("Contact"));
    desk.companion.mend(id, &Mend::Choose(existing[1].clone())).await.expect("it goes on");
    done(&mut desk, id).await;
    let title = |id: &str| desk.sandbox.record("Contact", id).expect("it stands").get("Title").cloned();
    assert_eq!((title(&twins[0]), title(&twins[1])), (None, Some(json!("Twin"))));

    let Ran::Answered(found) = run(&desk, "own.look", email(), "look").await else { panic!("it reads") };
    let Answer::Rows { rows, .. } = &found[0] else { panic!("{found:?}") };
    assert_eq!(rows.iter().filter_map(|row| row.id.as_ref()).collect::<Vec<_>>(), existing.iter().collect::<Vec<_>>());
}

#[tokio::test]
async fn a_search_brings_what_was_set_for_it() {
    let desk = Desk::open().await;
    let set = json!({ "contact.search": { "limit": 2, "show": ["Name", "Account.Owner.Name"] } });
    let file = json!({ "callside_config": 1, "actions": { "searches": set } });
    desk.companion.import_configuration("a.json", &file.to_string(), None).await.expect("stored").expect("no faults");
    let Ran::Answered(found) = run(&desk, "contact.search", given(json!({}), json!({})), "two").await else {
        panic!("it reads")
    };
    let Answer::Rows { columns, rows, more } = &found[0] else { panic!("{found:?}") };
    assert_eq!((columns.join(" ").as_str(), rows.len(), *more), ("Name Account.Owner.Name", 2, true));
    assert!(rows.iter().any(|row| row.values["Account"]["Owner"]["Name"].is_string()), "{rows:?}");

    // And what is typed is looked for where an admin says.
    let theirs = json!({ "LastName": "Quokka Care", "Department": "Night Shift" });
    desk.sandbox.create_as_other("Contact", theirs.as_object().expect("fields")).expect("a contact");
    let any = json!([{ "field": "Department", "by": "exact" }]);
    let file = json!({ "callside_config": 1, "actions": { "searches": { "contact.search": { "any": any } } } });
    desk.companion.import_configuration("a.json", &file.to_string(), None).await.expect("stored").expect("no faults");
    for (term, count) in [("Night Shift", 1), ("Night", 0), ("Quokka Care", 0)] {
        let given = given(json!({ "term": term }), json!({}));
        let Ran::Answered(found) = run(&desk, "contact.search", given, term).await else { panic!("it reads") };
        let Answer::Rows { rows, .. } = &found[0] else { panic!("{found:?}") };
        assert_eq!(rows.len(), count, "{term}");
    }
}

#[tokio::test]
async fn a_new_case_obeys_its_record_type() {
    let mut desk = Desk::open().await;
    let form = desk.companion.action_forms("case.create", None).await.expect("a form").remove(0).form;
    let billing = form.types.iter().find(|of| !of.lists["Status"].iter().any(|value| value.value == "Escalated"));
    let billing = billing.expect("a type without escalations").id.clone();
    let fields = |area: &str| json!({ "RecordTypeId": billing, "Subject": "Twice billed", "Status": "New", "Origin": "Phone", "Product_Area__c": area });
    let refused = run(&desk, "case.create", given(json!({}), fields("Devices")), "of-type-1").await;
    let Ran::Faults { faults, .. } = refused else { panic!("not sent: {refused:?}") };
    assert!(faults[0].to_string().contains("Devices"), "{faults:?}");
    let Ran::Queued(entry) = run(&desk, "case.create", given(json!({}), fields("Billing")), "of-type-2").await else {
        panic!("it is sent")
    };
    let id = first(&answers(&done(&mut desk, entry).await)).expect("a case");
    let case = desk.sandbox.record("Case", &id).expect("it stands");
    assert_eq!((&case["RecordTypeId"], &case["Product_Area__c"]), (&json!(billing), &json!("Billing")));
}
