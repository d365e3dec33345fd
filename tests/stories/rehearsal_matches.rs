//! Whom other phone fields would have found in the calls before, as far as this desk knows, and what it cannot know.

use callside_core::phone_fields::PhoneFields;
use callside_core::pop::Caller;
use callside_core::record::CallerObject;
use callside_core::rehearsal::{Change, Rules};
use callside_flow::{Progress, Rehearsal};
use callside_tests::desk::Desk;
use callside_tests::phone::Ringing;
use jiff::{Timestamp, ToSpan};
use serde_json::json;

const OWN: &str = "Emergency_Phone__c";

fn fields(contacts: &[&str]) -> PhoneFields {
    let mut fields = PhoneFields::default();
    fields.set(CallerObject::Contact, contacts.iter().map(|field| (*field).to_owned())).expect("not too many");
    fields
}

/// Somebody whose only number stands in this field.
fn knows(desk: &Desk, name: &str, field: &str, typed: &str) {
    let fields = json!({ "LastName": name, field: typed });
    desk.sandbox.create_as_other("Contact", fields.as_object().expect("fields")).expect("a contact");
}

/// A call that is looked up and over.
async fn call(desk: &mut Desk, id: &str, number: &str) -> (Ringing, Caller) {
    let mut call = Ringing::from(id, number);
    desk.hears(call.rings()).await;
    let found = desk.live_pop(call.key()).await.caller;
    desk.hears(call.ended()).await;
    (call, found)
}

async fn over(desk: &mut Desk, call: &Ringing) {
    desk.wraps_up(call.key(), "busy", "Again at five").await;
    desk.sent(call.key()).await;
}

async fn rehearsed(desk: &Desk, contacts: &[&str]) -> Rehearsal {
    let mut rules: Rules = desk.companion.rules();
    rules.matching.fields = fields(contacts);
    let since = Timestamp::now() - 1.hours();
    desk.companion.rehearse(rules, since, &Progress::default()).await.expect("rehearsed")
}

fn changes(found: &Rehearsal) -> Vec<&Change> {
    found.differing.iter().flat_map(|call| &call.changes).collect()
}

fn callers(before: &[&str], after: &[&str]) -> Change {
    let names = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect();
    Change::Caller { before: names(before), after: names(after) }
}

#[tokio::test]
async fn other_phone_fields_are_tried_on_whom_calls_had_found_and_nobody_is_asked() {
    let mut desk = Desk::open().await;
    knows(&desk, "Marchetti", OWN, "(628) 555-0188");
    knows(&desk, "Okonkwo", "HomePhone", "(628) 555-0177");
    for (name, field) in [("Ann", "HomePhone"), ("Ben", OWN)] {
        knows(&desk, name, field, "(628) 555-0166");
    }
    let now = ["MobilePhone", OWN, "HomePhone"];
    desk.companion.save_phone_fields(fields(&now)).await.expect("saved");
    desk.sign_in_with_token().await;
    for (id, number) in [("1", "+16285550188"), ("2", "+16285550177"), ("3", "+16285550199")] {
        let (call, _) = call(&mut desk, id, number).await;
        over(&mut desk, &call).await;
    }
    let (picked, found) = call(&mut desk, "4", "+16285550166").await;
    let Caller::Several { matches } = found else { panic!("two people: {found:?}") };
    let ann = &matches.iter().find(|one| one.candidate.name == "Ann").expect("one of them").candidate.record;
    desk.companion.choose(picked.key(), Some(ann)).await.expect("picked");
    over(&mut desk, &picked).await;
    let asked = desk.effects("Task").len();

    let without = rehearsed(&desk, &["MobilePhone", "HomePhone"]).await;
    assert_eq!((without.tally.calls, without.tally.differing), (4, 2));
    assert_eq!(changes(&without), [&callers(&["Marchetti"], &[]), &callers(&["Ben", "Ann"], &["Ann"])]);
    assert!(without.tally.unasked.is_empty(), "what goes was asked for");

    let unsure = rehearsed(&desk, &["MobilePhone", "Emergency_Phone__c: confirm", "HomePhone"]).await;
    assert_eq!(changes(&unsure), [&Change::Confirmed], "of two people the agent picks anyhow");

    let more = rehearsed(&desk, &["MobilePhone", OWN, "HomePhone", "Fax"]).await;
    assert_eq!(more.tally.differing, 0);
    let fax = |calls: u32| [("Contact.Fax".to_owned(), calls)].into();
    assert_eq!((more.tally.unasked, more.tally.unasked_of_nobody), (fax(4), fax(1)));

    let same = rehearsed(&desk, &now).await;
    assert_eq!((same.tally.differing, same.tally.unasked.len()), (0, 0));
    assert_eq!(desk.effects("Task").len(), asked, "nothing is written");
    assert_eq!(desk.companion.phone_fields(), fields(&now), "what holds stays");
}
