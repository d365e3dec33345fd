use super::*;
use crate::ipc::outbox::TroubleView;
use crate::ipc::views::fixtures::{at, id, lens};
use crate::ipc::wrap_up::{TitleView, ValueView};
use callside_core::crm::{Difference, Written};
use callside_core::outbox::Trouble;
use callside_core::plan::{Action, CALL_LOG, NEW_CALLER, Write};
use serde_json::json;
use std::collections::BTreeMap;

fn plan_of_a_lead() -> WrapUpPlan {
    let write = |reference: &str, object: &str, label: &str| Write {
        reference: reference.into(),
        object: object.into(),
        action: Action::Create,
        fields: BTreeMap::new(),
        label: label.into(),
    };
    let writes = vec![write(NEW_CALLER, "Lead", "Ann Lee"), write(CALL_LOG, "Task", "Call with Ann Lee")];
    WrapUpPlan { writes, ..WrapUpPlan::default() }
}

fn refusal(reason: RefusalReason) -> State {
    let refusal = Refusal {
        reason,
        code: "X".into(),
        message: "own words".into(),
        object: Some("Lead".into()),
        fields: vec!["Status".into()],
    };
    State::Refused { refusal, at: at("2026-11-20T12:00:00Z") }
}

#[test]
fn waiting_says_why_and_until_when() {
    let now = at("2026-11-20T12:00:00Z");
    let view = state(&State::Waiting { not_before: now, trouble: Some(Trouble::Limit) }, &plan_of_a_lead(), &lens());
    let EntryStateView::Waiting { trouble, next_at } = view else { panic!("waiting") };
    assert_eq!(trouble, Some(TroubleView::Limit));
    assert_eq!(next_at, now.as_millisecond());
}

#[test]
fn sent_links_to_the_records() {
    let record =
        Written { reference: CALL_LOG.into(), object: "Task".into(), id: id("00T000000000001AAA"), created: true };
    let receipt = Receipt { records: vec![record], found_again: true };
    let done = State::Done { receipt, at: at("2026-11-20T12:00:00Z") };
    let EntryStateView::Sent { records, found_again, .. } = state(&done, &plan_of_a_lead(), &lens()) else {
        panic!("sent")
    };
    assert_eq!((&records[0].title, records[0].id.as_str()), (&TitleView::CallLog, "00T000000000001AAA"));
    assert!(found_again);
}

#[test]
fn a_duplicate_offers_the_existing_records_by_their_object() {
    let existing = vec![id("003000000000001AAA"), id("00Q000000000001AAA"), id("a0X000000000001AAA")];
    let view = state(&refusal(RefusalReason::Duplicate { existing, may_save: true }), &plan_of_a_lead(), &lens());
    let EntryStateView::Refused { existing, may_save_anyway, message, fields, .. } = view else { panic!("refused") };
    assert_eq!(existing.iter().map(|r| r.record.object.as_str()).collect::<Vec<_>>(), ["Contact", "Lead", "Lead"]);
    assert!(may_save_anyway);
    assert_eq!((message.as_str(), fields), ("own words", vec!["Lead.Status".to_owned()]));
}

#[test]
fn a_change_by_somebody_else_shows_all_three_values() {
    let difference = Difference {
        object: "Opportunity".into(),
        id: id("006000000000001AAA"),
        field: "StageName".into(),
        before: json!("Prospecting"),
        theirs: json!("Closed Won"),
        mine: json!("Qualification"),
    };
    let view = state(&refusal(RefusalReason::Changed { differences: vec![difference] }), &plan_of_a_lead(), &lens());
    let EntryStateView::Refused { differences, message, .. } = view else { panic!("refused") };
    assert_eq!(message, "", "Salesforce said nothing: Callside found it out");
    let d = &differences[0];
    let text = |text: &str| ValueView::Text { text: text.into() };
    let values = (text("Prospecting"), text("Closed Won"), text("Qualification"));
    assert_eq!((d.field.as_str(), (&d.before, &d.theirs, &d.mine)), ("Stage", (&values.0, &values.1, &values.2)));
}
