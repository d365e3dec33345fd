//! Who may be calling.

use crate::desk::{Desk, LONG, number, record, settings, small};
use callside_core::crm::{Crm as _, CrmError};
use callside_core::record::{CallerObject, CallerRef, Candidate};
use callside_salesforce::Settings;
use callside_salesforce::soql::FieldPath;
use callside_sandbox::faults::{Fault, FaultKind};
use callside_sandbox::{FieldAccess, SandboxOptions};
use serde_json::json;

fn records(found: &[Candidate]) -> Vec<CallerRef> {
    found.iter().map(|candidate| candidate.record.clone()).collect()
}

#[tokio::test]
async fn every_named_caller_is_found() {
    let desk = Desk::new().await;
    for key in ["known_contact", "switchboard", "lead", "account_only", "do_not_call"] {
        let (number, expected) = desk.caller(key);
        let found = desk.salesforce.find_by_phone(&number).await.unwrap();
        for record in &expected {
            assert!(records(&found).contains(record), "{key}: {found:?}");
        }
        assert_eq!(found.len(), expected.len(), "{key}: each once");
        let telling = |c: &Candidate| c.phones.iter().any(|p| number.compare(&p.typed, "US".parse().ok()).is_some());
        assert!(found.iter().all(telling), "{key}: {found:?}");
    }
    assert_eq!(desk.salesforce.find_by_phone(&desk.caller("unknown").0).await, Ok(vec![]));
}

#[tokio::test]
async fn a_candidate_brings_what_a_pop_shows() {
    let extra = vec![FieldPath::new("Support_Tier__c").unwrap()];
    let settings = Settings { extra_fields: [(CallerObject::Contact, extra)].into(), ..settings() };
    let desk = Desk::with(small(), settings).await;
    desk.salesforce.shape().await.unwrap();
    let (number, _) = desk.caller("known_contact");
    let sarah = desk.salesforce.find_by_phone(&number).await.unwrap().remove(0);
    assert_eq!((sarah.name.as_str(), sarah.title.as_deref()), ("Sarah Johnson", Some("VP of Operations")));
    assert_eq!((sarah.company.as_deref(), sarah.do_not_call), (Some("Acme Corporation"), false));
    assert!(sarah.account.is_some() && sarah.owner.is_some() && sarah.modified.is_some());
    assert_eq!(sarah.phones[0].field, "MobilePhone");
    assert_eq!(sarah.extra, [("Support Tier".to_owned(), "Gold".to_owned())]);
    let lead = desk.salesforce.find_by_phone(&desk.caller("lead").0).await.unwrap().remove(0);
    assert_eq!(
        (lead.status.as_deref(), lead.company.as_deref()),
        (Some("Open - Not Contacted"), Some("Northwind Gardens"))
    );
    let blocked = desk.salesforce.find_by_phone(&desk.caller("do_not_call").0).await.unwrap().remove(0);
    assert!(blocked.do_not_call);
}

const TYPED: [&str; 11] = [
    "(628) 555-0143",
    "628-555-0143",
    "628.555.0143",
    "628 555 0143",
    "6285550143",
    "+16285550143",
    "16285550143",
    "+1 628 555 0143",
    "+1 628-555-0143",
    "1-628-555-0143",
    "+1 (628) 555-0143",
];

#[tokio::test]
async fn a_number_is_found_however_it_was_typed() {
    let desk = Desk::new().await;
    let fields = ["Phone", "MobilePhone", "HomePhone", "OtherPhone", "AssistantPhone", "Fax"];
    let odd = ["628 - 555 - 0143", "628  555  0143 ext. 7"];
    let ids: Vec<_> = TYPED
        .iter()
        .chain(&odd)
        .zip(fields.iter().cycle())
        .enumerate()
        .map(|(n, (typed, field))| desk.create("Contact", &json!({ "LastName": format!("Typed {n}"), *field: typed })))
        .map(|id| record("Contact", &id))
        .collect();
    let found = records(&desk.salesforce.find_by_phone(&number("+16285550143")).await.unwrap());
    let missed: Vec<_> =
        TYPED.iter().chain(&odd).zip(&ids).filter(|(_, id)| !found.contains(id)).map(|(typed, _)| *typed).collect();
    assert_eq!((missed, found.len()), (vec![], ids.len()));
}

#[tokio::test]
async fn a_record_that_the_index_does_not_know_yet_is_found_by_its_spelling() {
    let desk = Desk::with(SandboxOptions { index_lag: LONG, ..small() }, settings()).await;
    for (n, typed) in TYPED.iter().enumerate() {
        desk.create("Lead", &json!({ "LastName": format!("New {n}"), "Company": format!("C{n}"), "Phone": typed }));
    }
    let found = desk.salesforce.find_by_phone(&number("+16285550143")).await.unwrap();
    assert_eq!(found.len(), TYPED.len());
}

#[tokio::test]
async fn an_unknown_number_costs_two_requests_side_by_side() {
    let desk = Desk::new().await;
    desk.salesforce.find_by_phone(&number("+12125550199")).await.unwrap();
    assert_eq!(desk.sandbox.calls(), 2);
    let (_, known) = desk.caller("known_contact");
    desk.salesforce.read_callers(&known).await.unwrap();
    assert_eq!(desk.sandbox.calls(), 3);
}

#[tokio::test]
async fn a_hidden_field_does_not_break_the_pop() {
    let desk = Desk::new().await;
    for field in ["DoNotCall", "Title", "MobilePhone", "AccountId"] {
        desk.sandbox.set_field_access("Contact", field, Some(FieldAccess::Hidden));
    }
    let id = desk.create(
        "Contact",
        &json!({ "LastName": "Hidden", "Title": "CEO", "MobilePhone": "6285550143", "Phone": "6285550143" }),
    );
    for _ in 0..2 {
        let found = desk.salesforce.find_by_phone(&number("+16285550143")).await.unwrap();
        assert_eq!(records(&found), [record("Contact", &id)]);
        assert_eq!((found[0].title.as_deref(), found[0].phones.len()), (None, 1));
    }
    assert_eq!(desk.sandbox.calls(), 2 + 7 + 2 + 2, "once wrong, described, then known");
    let known = desk.salesforce.read_callers(&[record("Contact", &id)]).await.unwrap();
    assert_eq!(known[0].name, "Hidden");
    // Hidden after the shape was taken.
    desk.sandbox.set_field_access("Contact", "Email", Some(FieldAccess::Hidden));
    assert_eq!(desk.salesforce.read_callers(&[record("Contact", &id)]).await.unwrap().len(), 1);
}

#[tokio::test]
async fn one_failed_branch_loses_nothing_and_two_are_an_error() {
    let desk = Desk::new().await;
    let (number, expected) = desk.caller("known_contact");
    desk.sandbox.inject(Fault::new(FaultKind::RequestLimitExceeded).on_path("/search"));
    assert_eq!(records(&desk.salesforce.find_by_phone(&number).await.unwrap()), expected);
    // "Nobody" would be a guess.
    let unknown = desk.salesforce.find_by_phone(&desk.caller("unknown").0).await;
    assert_eq!(unknown, Err(CrmError::LimitReached { daily: true }));
    desk.sandbox.clear_faults();
    desk.sandbox.inject(Fault::new(FaultKind::ResetBeforeCommit).on_path("/composite/batch"));
    assert_eq!(records(&desk.salesforce.find_by_phone(&number).await.unwrap()), expected);
    desk.sandbox.inject(Fault::new(FaultKind::ResetBeforeCommit).on_path("/search"));
    assert_eq!(desk.salesforce.find_by_phone(&number).await, Err(CrmError::Unreachable));
}

#[tokio::test]
async fn records_that_are_gone_are_left_out() {
    let desk = Desk::new().await;
    let gone = desk.create("Contact", &json!({ "LastName": "Gone" }));
    desk.sandbox.delete_as_other("Contact", &gone).unwrap();
    let mut wanted = vec![record("Contact", &gone)];
    for key in ["known_contact", "lead", "account_only"] {
        wanted.extend(desk.caller(key).1);
    }
    let found = records(&desk.salesforce.read_callers(&wanted).await.unwrap());
    assert_eq!(found.len(), 3);
    assert!(wanted[1..].iter().all(|record| found.contains(record)));
    assert_eq!(desk.salesforce.read_callers(&[]).await, Ok(vec![]));
    desk.sandbox.inject(Fault::new(FaultKind::BadGateway));
    assert_eq!(desk.salesforce.read_callers(&wanted).await, Err(CrmError::Busy { retry_after_s: None }));
}
