//! Salesforce says no, and a person mends it.

use callside_core::crm::RefusalReason;
use callside_core::disposition::{DispositionCode, Effect, Target};
use callside_core::outbox::State;
use callside_core::plan::Value;
use callside_core::record::{CallerObject, CallerRef};
use callside_core::repair::Repair;
use callside_flow::{Draft, Mend, NewCaller};
use callside_sandbox::FieldAccess;
use callside_tests::desk::Desk;
use callside_tests::phone::Ringing;
use std::collections::BTreeMap;

fn refused(state: &State) -> bool {
    matches!(state, State::Refused { .. })
}

/// A table in which "Interested" closes the case, which the org's validation rule forbids without a reason.
pub async fn interested_closes_the_case(desk: &Desk) {
    let mut table = desk.companion.dispositions();
    let row = table.rows.iter_mut().find(|row| row.code.0 == "interested").expect("a row");
    row.effects.push(Effect::Set {
        on: Target::Case,
        field: "Status".into(),
        value: Value::text("Closed"),
        only_from: vec![],
        optional: false,
        record_type: None,
    });
    desk.companion.save_dispositions(table).await.expect("saved");
}

#[tokio::test]
async fn a_validation_rule_is_shown_in_its_own_words_and_mended_by_leaving_the_field_out() {
    let mut desk = Desk::open().await;
    interested_closes_the_case(&desk).await;
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    desk.live_pop(call.key()).await;
    desk.wraps_up(call.key(), "interested", "notes stay").await;
    let entry = desk.entry_when(call.key(), refused).await;
    let State::Refused { refusal, .. } = &entry.state else { panic!("refused") };
    assert_eq!(refusal.reason, RefusalReason::Rule);
    assert_eq!(refusal.message, "Choose a Case Reason before you close the case.");
    assert!(desk.logs(call.key()).is_empty() && desk.effects("Opportunity").is_empty(), "all or nothing");

    let mut other = Ringing::from("2", "+13125550187");
    desk.hears(other.rings()).await;
    desk.live_pop(other.key()).await;
    desk.wraps_up(other.key(), "busy", "").await;
    desk.sent(other.key()).await;

    let leave_out = Mend::Repair(Repair::LeaveOut(vec!["Case.Status".into()]));
    desk.companion.mend(entry.id, &leave_out).await.expect("it can be mended");
    desk.sent(call.key()).await;
    assert_eq!(desk.logs(call.key())[0].fields["Description"], "notes stay");
}

/// A new contact with the e-mail address of one that exists.
fn a_second_sarah() -> Draft {
    let fields = [("LastName", "Johnson"), ("Email", "sarah.johnson@acme.example")];
    let fields: BTreeMap<_, _> = fields.map(|(field, text)| (field.to_owned(), text.to_owned())).into();
    Draft {
        disposition: Some(DispositionCode("busy".into())),
        new_caller: Some(NewCaller { object: CallerObject::Contact, fields }),
        ..Draft::default()
    }
}

#[tokio::test]
async fn a_duplicate_is_shown_and_the_existing_person_can_be_used() {
    let mut desk = Desk::open().await;
    let mut call = Ringing::from("1", "+12125550199");
    desk.hears(call.rings()).await;
    desk.live_pop(call.key()).await;
    desk.saves(call.key(), &a_second_sarah()).await;
    let entry = desk.entry_when(call.key(), refused).await;
    let State::Refused { refusal, .. } = &entry.state else { panic!("refused") };
    let RefusalReason::Duplicate { existing, may_save } = &refusal.reason else { panic!("{refusal:?}") };
    assert!(*may_save && existing.len() == 1, "{refusal:?}");
    let sarah = CallerRef { object: CallerObject::Contact, id: existing[0].clone() };
    desk.companion.mend(entry.id, &Mend::UseExisting(sarah.clone())).await.expect("it can be mended");
    desk.sent(call.key()).await;
    assert!(desk.effects("Contact").is_empty());
    assert_eq!(desk.logs(call.key())[0].fields["WhoId"], sarah.id.as_str());
}

#[tokio::test]
async fn a_duplicate_can_be_saved_anyway_where_the_rule_allows() {
    let mut desk = Desk::open().await;
    let mut call = Ringing::from("1", "+12125550199");
    desk.hears(call.rings()).await;
    desk.live_pop(call.key()).await;
    desk.saves(call.key(), &a_second_sarah()).await;
    let entry = desk.entry_when(call.key(), refused).await;
    desk.companion.mend(entry.id, &Mend::Repair(Repair::SaveAnyway)).await.expect("it can be mended");
    desk.sent(call.key()).await;
    assert_eq!(desk.effects("Contact").len(), 1);
}

#[tokio::test]
async fn a_field_that_the_user_may_not_write_is_left_out_and_said() {
    let mut desk = Desk::open().await;
    desk.sandbox.set_field_access("Task", "CallDurationInSeconds", Some(FieldAccess::Hidden));
    desk.sandbox.set_field_access("Task", "CallObject", Some(FieldAccess::Hidden));
    let desk_again = desk.restart().await;
    desk = desk_again;
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    desk.hears(call.answered()).await;
    desk.live_pop(call.key()).await;
    desk.hears(call.ended()).await;
    let entry = desk.wraps_up(call.key(), "busy", "").await;
    let left_out = &entry.work.wrap_up().unwrap().1.left_out;
    assert!(left_out.iter().any(|left| left.field == "CallDurationInSeconds"), "{left_out:?}");
    desk.sent(call.key()).await;
    let log = desk.effects("Task").into_iter().find(|e| e.fields["Status"] == "Completed").expect("the call log");
    let subject = log.fields["Subject"].as_str().expect("a subject");
    assert!(subject.ends_with("[five9:1]"), "without CallObject the subject carries the mark: {subject}");
}

#[tokio::test]
async fn stages_that_the_org_lacks_are_reported_with_those_that_it_has() {
    let desk = Desk::open().await;
    assert_eq!(desk.companion.org_faults(), [], "the default table fits the default org");
    let mut table = desk.companion.dispositions();
    let row = table.rows.iter_mut().find(|row| row.code.0 == "booked").expect("a row");
    row.effects.push(Effect::Set {
        on: Target::Opportunity,
        field: "StageName".into(),
        value: Value::text("Meeting Scheduled"),
        only_from: vec![],
        optional: false,
        record_type: None,
    });
    desk.companion.save_dispositions(table).await.expect("saved");
    let faults = serde_json::to_string(&desk.companion.org_faults()).expect("JSON");
    assert!(faults.contains("Meeting Scheduled") && faults.contains("Needs Analysis"), "{faults}");
}
