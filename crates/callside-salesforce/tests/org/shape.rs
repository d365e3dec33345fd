//! What the org looks like.

use crate::desk::{Desk, record, settings, small};
use crate::scripted::{Scripted, json};
use callside_core::crm::Crm as _;
use callside_core::plan::CommitMark;
use callside_salesforce::Settings;
use callside_sandbox::faults::{Fault, FaultKind};
use callside_sandbox::{FieldAccess, SandboxOptions};
use futures_util::future::join_all;
use std::time::Duration;

#[tokio::test]
async fn the_shape_is_what_the_user_may_do() {
    let desk = Desk::new().await;
    desk.sandbox.set_field_access("Contact", "DoNotCall", Some(FieldAccess::Hidden));
    desk.sandbox.set_field_access("Lead", "DoNotCall", Some(FieldAccess::ReadOnly));
    let org = desk.salesforce.shape().await.unwrap();
    let objects: Vec<_> = org.objects.keys().map(String::as_str).collect();
    assert_eq!(objects, ["Account", "Case", "Contact", "Event", "Lead", "Opportunity", "Task"]);
    assert_eq!(org.field("Contact", "DoNotCall"), None);
    assert!(!org.field("Lead", "DoNotCall").unwrap().updateable);
    assert!(org.field("Lead", "LastName").unwrap().required && !org.field("Lead", "Title").unwrap().required);
    assert!(!org.field("Lead", "Status").unwrap().required, "defaulted on create");
    assert!(!org.field("Contact", "Name").unwrap().createable);
    let phone = org.field("Contact", "MobilePhone").unwrap();
    assert_eq!((phone.kind.as_str(), phone.length, phone.filterable), ("phone", 40, true));
    let tier = org.field("Contact", "Support_Tier__c").unwrap();
    assert_eq!((tier.restricted, tier.values.join(" ")), (true, "Basic Silver Gold Platinum".to_owned()));
    assert!(org.field("Task", "CallKey__c").unwrap().external_id);
    assert_eq!(CommitMark::of(&org), CommitMark::CallKey);
}

#[tokio::test]
async fn the_best_mark_follows_the_org() {
    let desk = Desk::with(SandboxOptions { call_key_field: false, ..small() }, settings()).await;
    assert_eq!(CommitMark::of(&desk.salesforce.shape().await.unwrap()), CommitMark::CallObject);
}

#[tokio::test]
async fn it_is_asked_for_once_and_believed_for_a_while() {
    let desk = Desk::new().await;
    let shapes = join_all((0..4).map(|_| desk.salesforce.shape())).await;
    assert!(shapes.iter().all(Result::is_ok));
    assert!(desk.salesforce.shape().await.is_ok());
    assert_eq!(desk.sandbox.calls(), 9, "seven objects, two record types");

    let doubtful = Desk::with(small(), Settings { shape_age: Duration::ZERO, ..settings() }).await;
    for calls in [9, 18] {
        assert!(doubtful.salesforce.shape().await.is_ok());
        assert_eq!(doubtful.sandbox.calls(), calls);
    }
}

#[tokio::test]
async fn each_record_type_brings_the_values_that_its_records_may_have() {
    let desk = Desk::new().await;
    let org = desk.salesforce.shape().await.unwrap();
    let case = &org.objects["Case"];
    let values = |name: &str, field: &str| case.record_type(name).unwrap().values[field].join(" ");
    assert_eq!(values("Support", "Status"), "New Working Escalated Closed");
    assert_eq!(values("Billing_Question", "Status"), "New Working Closed");
    let before = desk.sandbox.calls();
    let described = desk.salesforce.describe("Case").await.unwrap().unwrap();
    assert_eq!(desk.sandbox.calls(), before + 1, "what the shape asked for is believed");
    let billing = described.record_types.iter().find(|of| of.name == "Billing Question").unwrap();
    let refund = &billing.picklists["Product_Issue__c"][0];
    assert_eq!((refund.value.as_str(), refund.valid_for.as_deref()), ("Refund", Some(&["Billing".to_owned()][..])));
    let found = desk.salesforce.find_by_phone(&desk.caller("known_contact").0).await.unwrap().remove(0);
    let around = desk.salesforce.context(&found.record, found.account.as_ref()).await.unwrap();
    assert_eq!(around.cases[0].record_type.as_ref(), Some(&case.record_type("Support").unwrap().id));
}

#[tokio::test]
async fn an_org_that_does_not_tell_of_record_types_is_described_all_the_same() {
    let desk = Desk::new().await;
    desk.sandbox.inject(Fault::new(FaultKind::Status { status: 404 }).on_path("/ui-api/"));
    let org = desk.salesforce.shape().await.unwrap();
    assert!(org.objects["Case"].record_types.iter().all(|of| of.values.is_empty()));
    assert_eq!(org.objects["Case"].lacking("Status", "Escalated", |_| true), []);
}

#[tokio::test]
async fn objects_that_the_org_lacks_are_absent() {
    let lacking = json(404, r#"[{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}]"#);
    let server = Scripted::start(vec![lacking]).await;
    let salesforce = server.salesforce(settings());
    assert!(salesforce.shape().await.unwrap().objects.is_empty());
    assert_eq!(server.requests().len(), 7);
    // Nothing is left to look into, so nothing is asked.
    assert_eq!(salesforce.find_by_phone(&crate::desk::number("+14155550134")).await, Ok(vec![]));
    assert_eq!(server.requests().len(), 7);
}

#[tokio::test]
async fn an_org_without_contact_roles_has_empty_ones() {
    let page = r#"{"statusCode":200,"result":{"totalSize":0,"done":true,"records":[]}}"#;
    let lacking = r#"{"statusCode":400,"result":[{"errorCode":"INVALID_TYPE","message":"sObject type 'OpportunityContactRole' is not supported."}]}"#;
    let answer = format!(r#"{{"hasErrors":true,"results":[{page},{lacking},{page}]}}"#);
    let server = Scripted::start(vec![json(200, &answer)]).await;
    let context = server.salesforce(settings()).context(&record("Contact", "003000000000001AAA"), None).await;
    assert_eq!(context, Ok(Default::default()));
    assert_eq!(server.requests().len(), 1);
}
