//! Which fields of callers hold phone numbers is the org's choice.

use callside_core::phone_fields::{Lacking, LeftOut, PhoneFields};
use callside_core::pop::Caller;
use callside_core::record::CallerObject;
use callside_flow::{Draft, NewCaller};
use callside_sandbox::{FieldAccess, SandboxOptions};
use callside_tests::desk::Desk;
use callside_tests::phone::Ringing;
use std::time::Duration;

const OWN: &str = "Emergency_Phone__c";

/// The desk searches contacts by these fields from now on.
async fn searches(desk: &Desk, fields: &[&str]) {
    let mut phone_fields = PhoneFields::default();
    phone_fields.set(CallerObject::Contact, fields.iter().map(|field| (*field).to_owned())).expect("not too many");
    desk.companion.save_phone_fields(phone_fields).await.expect("saved");
    desk.sign_in_with_token().await;
}

/// Somebody whose only number stands in this field.
fn knows(desk: &Desk, name: &str, field: &str, typed: &str) {
    let fields = serde_json::json!({ "LastName": name, field: typed });
    desk.sandbox.create_as_other("Contact", fields.as_object().expect("fields")).expect("a contact");
}

async fn caller(desk: &mut Desk, id: &str, number: &str) -> Caller {
    let mut call = Ringing::from(id, number);
    desk.hears(call.rings()).await;
    desk.live_pop(call.key()).await.caller
}

fn named(caller: &Caller) -> (&str, &str) {
    let matched = caller.one().unwrap_or_else(|| panic!("one caller, not {caller:?}"));
    (matched.candidate.name.as_str(), matched.why.field.as_str())
}

#[tokio::test]
async fn a_number_in_a_field_of_the_orgs_own_pops_once_the_setting_names_it() {
    let mut desk = Desk::open().await;
    knows(&desk, "Marchetti", OWN, "(628) 555-0188");
    assert_eq!(caller(&mut desk, "1", "+16285550188").await, Caller::Unknown);

    searches(&desk, &["MobilePhone", OWN]).await;
    assert_eq!(desk.companion.phone_field_faults(), []);
    let found = caller(&mut desk, "2", "+16285550188").await;
    assert_eq!(named(&found), ("Marchetti", OWN));
    assert!(matches!(found, Caller::One { confirmed: true, .. }), "nothing is masked: {found:?}");
    assert_eq!(named(&caller(&mut desk, "3", "+14155550134").await), ("Sarah Johnson", "MobilePhone"));

    // Taken away again, it does not count either where it stands in the copy on this machine.
    searches(&desk, &["MobilePhone"]).await;
    let mut again = Ringing::from("4", "+16285550188");
    desk.hears(again.rings()).await;
    assert_eq!(desk.pop_when(again.key(), |_| true).await.caller, Caller::Unknown);
    assert_eq!(desk.live_pop(again.key()).await.caller, Caller::Unknown);
}

#[tokio::test]
async fn a_choice_is_remembered_while_the_record_carries_the_number_in_a_field_that_counts() {
    let mut desk = Desk::open().await;
    for name in ["Marchetti", "Okonkwo"] {
        knows(&desk, name, OWN, "(628) 555-0188");
    }
    searches(&desk, &["Phone", OWN]).await;
    let mut call = Ringing::from("1", "+16285550188");
    desk.hears(call.rings()).await;
    let Caller::Several { matches } = desk.live_pop(call.key()).await.caller else { panic!("two people") };
    let chosen = &matches.iter().find(|m| m.candidate.name == "Okonkwo").expect("one of them").candidate.record;
    desk.companion.choose(call.key(), Some(chosen)).await.expect("picked");
    let again = caller(&mut desk, "2", "+16285550188").await;
    assert_eq!(named(&again), ("Okonkwo", OWN));
    assert!(again.one().is_some_and(|matched| matched.why.chosen_before));

    searches(&desk, &["Phone"]).await;
    assert_eq!(caller(&mut desk, "3", "+16285550188").await, Caller::Unknown);
}

#[tokio::test]
async fn fields_that_the_org_lacks_or_hides_are_named_and_break_nothing() {
    let mut desk = Desk::open().await;
    knows(&desk, "Marchetti", OWN, "(628) 555-0188");
    knows(&desk, "Okonkwo", "HomePhone", "(628) 555-0177");
    searches(&desk, &["Nowhere__c", "Birthdate", OWN, "HomePhone"]).await;
    assert_eq!(named(&caller(&mut desk, "1", "+16285550188").await), ("Marchetti", OWN));

    desk.sandbox.set_field_access("Contact", OWN, Some(FieldAccess::Hidden));
    desk.sign_in_with_token().await;
    let lacking = |field: &str, because| Lacking { object: CallerObject::Contact, field: field.into(), because };
    let faults = [
        lacking("Nowhere__c", LeftOut::Absent),
        lacking("Birthdate", LeftOut::NoNumbers),
        lacking(OWN, LeftOut::Absent),
    ];
    assert_eq!(desk.companion.phone_field_faults(), faults);
    assert_eq!(named(&caller(&mut desk, "2", "+16285550177").await), ("Okonkwo", "HomePhone"));
    assert_eq!(caller(&mut desk, "3", "+16285550188").await, Caller::Unknown, "not by the old copy either");
}

#[tokio::test]
async fn somebody_made_here_is_known_by_the_orgs_own_field_before_the_index_is() {
    let options = SandboxOptions { index_lag: Duration::from_secs(3600), ..Desk::usual() };
    let mut desk = Desk::open_at(options).await;
    // A policy may spell a name as it likes; Salesforce does not tell letter cases apart.
    searches(&desk, &["emergency_phone__C"]).await;
    let mut call = Ringing::from("1", "+16285550188");
    desk.hears(call.rings()).await;
    assert_eq!(desk.live_pop(call.key()).await.caller, Caller::Unknown);
    // A spelling that no query asks for: only what is remembered here knows it.
    let fields = [("LastName", "Marchetti"), (OWN, "628/555 0188")];
    let fields = fields.map(|(field, value)| (field.to_owned(), value.to_owned())).into();
    let draft = Draft {
        disposition: Some(callside_core::disposition::DispositionCode("interested".into())),
        new_caller: Some(NewCaller { object: CallerObject::Contact, fields }),
        ..Draft::default()
    };
    desk.saves(call.key(), &draft).await;
    desk.sent(call.key()).await;
    assert_eq!(named(&caller(&mut desk, "2", "+16285550188").await), ("Marchetti", OWN));
}
