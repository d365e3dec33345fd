//! What an agent types, and what is around a caller.

use crate::desk::{Desk, record, settings, small};
use callside_core::crm::Crm as _;
use callside_core::record::{CallerObject, CallerRef, Candidate};
use callside_sandbox::faults::{Fault, FaultKind};
use callside_sandbox::{FieldAccess, SandboxOptions};
use serde_json::json;

async fn names(desk: &Desk, text: &str) -> Vec<String> {
    let found: Vec<Candidate> = desk.salesforce.search(text).await.unwrap();
    found.into_iter().map(|candidate| candidate.name).collect()
}

#[tokio::test]
async fn people_are_found_by_what_an_agent_types() {
    let desk = Desk::new().await;
    desk.create("Contact", &json!({ "LastName": "O'Brien {x}", "Email": "obrien@example.org" }));
    for (text, name) in [
        ("Sarah Johnson", "Sarah Johnson"),
        ("sarah.johnson@acme.example", "Sarah Johnson"),
        ("(415) 555-0134", "Sarah Johnson"),
        ("Northwind Gardens", "Marcus Bell"),
        ("Kestrel Logistik", "Kestrel Logistik GmbH"),
        ("O'Brien", "O'Brien {x}"),
    ] {
        assert_eq!(names(&desk, text).await, [name], "{text}");
    }
    for text in ["", " ", "x", "??", "' OR Name != '", "zzzz {nobody}"] {
        assert_eq!(names(&desk, text).await, Vec::<String>::new(), "{text}");
    }
}

#[tokio::test]
async fn a_case_number_leads_to_its_person_or_company() {
    let desk = Desk::new().await;
    let (_, sarah) = desk.caller("known_contact");
    let (_, kestrel) = desk.caller("account_only");
    let case = desk.salesforce.context(&sarah[0], None).await.unwrap().cases.remove(0);
    assert!(case.number.starts_with("0000"), "{}", case.number);
    for typed in [case.number.as_str(), case.number.trim_start_matches('0')] {
        assert_eq!(names(&desk, typed).await, ["Sarah Johnson"], "{typed}");
    }
    desk.create("Case", &json!({ "Subject": "Of nobody", "AccountId": kestrel[0].id.as_str() }));
    let companys = desk.salesforce.context(&kestrel[0], None).await.unwrap().cases.remove(0);
    assert_eq!(names(&desk, &companys.number).await, ["Kestrel Logistik GmbH"]);
    assert_eq!(names(&desk, "99999999").await, Vec::<String>::new());
}

#[tokio::test]
async fn what_is_around_a_caller_comes_in_one_round_trip() {
    let desk = Desk::new().await;
    let (number, sarah) = desk.caller("known_contact");
    let account = desk.salesforce.find_by_phone(&number).await.unwrap().remove(0).account;
    let nobodys =
        desk.create("Case", &json!({ "Subject": "Of the company", "AccountId": account.as_ref().unwrap().as_str() }));
    let before = desk.sandbox.calls();
    let context = desk.salesforce.context(&sarah[0], account.as_ref()).await.unwrap();
    assert_eq!(desk.sandbox.calls() - before, 1);
    let subjects: Vec<_> = context.cases.iter().map(|case| case.subject.as_str()).collect();
    assert_eq!(subjects, ["Of the company", "Headset drops the connection"], "newest first");
    assert_eq!((context.cases[0].id.as_str(), context.cases[1].status.as_str()), (nobodys.as_str(), "Working"));
    assert_eq!(context.opportunities.len(), 1, "found by account and by role, listed once");
    let renewal = &context.opportunities[0];
    let stored = desk.sandbox.record("Opportunity", renewal.id.as_str()).unwrap();
    assert_eq!((renewal.name.as_str(), stored["StageName"].as_str()), ("Renewal 2027", Some(renewal.stage.as_str())));
    assert_eq!(renewal.amount.as_deref(), Some("48000"));
    let results: Vec<_> = context.tasks.iter().filter_map(|task| task.result.as_deref()).collect();
    assert_eq!(results, ["Callback Requested", "Voicemail Left", "Interested"]);
    assert!(context.tasks[0].description.is_some() && context.tasks[0].owner.is_some());
}

#[tokio::test]
async fn companies_and_leads_have_their_own_surroundings() {
    let desk = Desk::new().await;
    let (number, _) = desk.caller("known_contact");
    let account = desk.salesforce.find_by_phone(&number).await.unwrap().remove(0).account.unwrap();
    let acme = CallerRef { object: CallerObject::Account, id: account };
    let context = desk.salesforce.context(&acme, None).await.unwrap();
    assert_eq!((context.cases.len(), context.opportunities.len(), context.tasks.len()), (1, 1, 3));
    let (_, lead) = desk.caller("lead");
    let task = json!({ "Subject": "Called", "WhoId": lead[0].id.as_str(), "Status": "Completed" });
    desk.create("Task", &task);
    desk.create("Task", &json!({ "Subject": "Due tomorrow", "WhoId": lead[0].id.as_str() }));
    let context = desk.salesforce.context(&lead[0], None).await.unwrap();
    assert_eq!((context.cases.len(), context.opportunities.len()), (0, 0));
    assert_eq!(context.tasks.iter().map(|task| task.subject.as_str()).collect::<Vec<_>>(), ["Called"]);
}

#[tokio::test]
async fn hidden_parts_are_empty_and_hidden_fields_are_left_out() {
    let desk = Desk::with(SandboxOptions { call_key_field: false, ..small() }, settings()).await;
    for field in ["CallObject", "CallDisposition", "CallDurationInSeconds"] {
        desk.sandbox.set_field_access("Task", field, Some(FieldAccess::Hidden));
    }
    let (_, sarah) = desk.caller("known_contact");
    let context = desk.salesforce.context(&sarah[0], None).await.unwrap();
    assert_eq!((context.tasks.len(), context.tasks[0].result.as_deref()), (3, None));
    assert_eq!(context.cases.len(), 1);
    desk.sandbox.inject(Fault::new(FaultKind::BadGateway));
    assert!(desk.salesforce.context(&sarah[0], None).await.is_err());
    let nobody = record("Contact", "003000000000009AAA");
    desk.sandbox.clear_faults();
    assert_eq!(desk.salesforce.context(&nobody, None).await, Ok(Default::default()));
}
