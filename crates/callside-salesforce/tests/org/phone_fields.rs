//! Fields of the org's own that hold phone numbers.

use crate::desk::{Desk, LONG, number, record, settings, small};
use callside_core::crm::Crm as _;
use callside_core::phone_fields::PhoneFields;
use callside_core::record::{CallerObject, Candidate};
use callside_salesforce::Settings;
use callside_sandbox::{FieldAccess, SandboxOptions};
use serde_json::json;

const NUMBER: &str = "+16285550143";

fn lists(fields: &[&str]) -> Settings {
    let mut phone_fields = PhoneFields::default();
    phone_fields.set(CallerObject::Contact, fields.iter().map(|field| (*field).to_owned())).unwrap();
    Settings { phone_fields, ..settings() }
}

/// Whose number it is, and in which field it stands.
fn telling(found: Vec<Candidate>) -> Vec<(String, String)> {
    let by = |candidate: Candidate| {
        let phone = candidate.phones.iter().find(|p| number(NUMBER).compare(&p.typed, "US".parse().ok()).is_some())?;
        Some((candidate.record.id.to_string(), phone.field.clone()))
    };
    found.into_iter().filter_map(by).collect()
}

async fn finds(desk: &Desk) -> Vec<(String, String)> {
    telling(desk.salesforce.find_by_phone(&number(NUMBER)).await.unwrap())
}

fn made(desk: &Desk, field: &str, typed: &str) -> String {
    record("Contact", &desk.create("Contact", &json!({ "LastName": "Marchetti", field: typed }))).id.to_string()
}

#[tokio::test]
async fn a_field_of_the_list_is_found_by_the_search_and_by_its_spelling() {
    // Only the search finds this spelling, and only a query finds what the index does not know yet.
    for (typed, index_lag) in [("628 - 555 - 0143", std::time::Duration::ZERO), ("(628) 555-0143", LONG)] {
        let options = || SandboxOptions { index_lag, ..small() };
        let desk = Desk::with(options(), lists(&["MobilePhone", "Emergency_Phone__c"])).await;
        let id = made(&desk, "Emergency_Phone__c", typed);
        assert_eq!(finds(&desk).await, [(id, "Emergency_Phone__c".to_owned())], "{typed}");

        let desk = Desk::with(options(), settings()).await;
        made(&desk, "Emergency_Phone__c", typed);
        assert_eq!(finds(&desk).await, [], "{typed}, and the list does not name it");
    }
}

#[tokio::test]
async fn a_text_field_is_found_by_the_usual_spellings_only() {
    let desk = Desk::with(small(), lists(&["Pager__c"])).await;
    let id = made(&desk, "Pager__c", "628.555.0143");
    made(&desk, "Pager__c", "628 - 555 - 0143");
    assert_eq!(finds(&desk).await, [(id, "Pager__c".to_owned())]);
}

#[tokio::test]
async fn fields_that_cannot_be_asked_for_break_no_look_up() {
    let odd = ["Nowhere__c", "no name", "Birthdate", "Description", "DoNotCall", "Account.Phone", "EMERGENCY_PHONE__C"];
    let desk = Desk::with(small(), lists(&odd)).await;
    let id = made(&desk, "Emergency_Phone__c", "628.555.0143");
    for _ in 0..2 {
        assert_eq!(finds(&desk).await, [(id.clone(), "Emergency_Phone__c".to_owned())], "as the org spells it");
    }
    let (lead, expected) = desk.caller("lead");
    let found = desk.salesforce.find_by_phone(&lead).await.unwrap();
    assert_eq!(
        found.iter().map(|candidate| &candidate.record).collect::<Vec<_>>(),
        expected.iter().collect::<Vec<_>>()
    );
}

#[tokio::test]
async fn a_field_that_the_user_may_not_read_is_left_out() {
    let desk = Desk::with(small(), lists(&["Phone", "Emergency_Phone__c"])).await;
    made(&desk, "Emergency_Phone__c", "628.555.0143");
    let other = made(&desk, "Phone", "628.555.0143");
    assert_eq!(finds(&desk).await.len(), 2);
    desk.sandbox.set_field_access("Contact", "Emergency_Phone__c", Some(FieldAccess::Hidden));
    assert_eq!(finds(&desk).await, [(other.clone(), "Phone".to_owned())]);
    let read = desk.salesforce.read_callers(&[record("Contact", &other)]).await.unwrap();
    assert_eq!(telling(read), [(other, "Phone".to_owned())]);
}

#[tokio::test]
async fn an_object_without_phone_fields_is_not_found_by_numbers() {
    let desk = Desk::with(small(), lists(&[])).await;
    made(&desk, "Phone", "628.555.0143");
    assert_eq!(finds(&desk).await, []);
}
