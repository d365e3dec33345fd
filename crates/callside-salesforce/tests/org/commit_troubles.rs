//! Refusals, each with what a person needs to mend it, and nothing half-written.

use crate::commit::{call, logged, update, write};
use crate::desk::{Desk, id};
use callside_core::crm::{Crm as _, CrmError, Difference, Refusal, RefusalReason};
use callside_core::plan::{Action, NEW_CALLER, Value, WrapUpPlan};
use callside_sandbox::FieldAccess;
use callside_sandbox::faults::{Fault, FaultKind};
use serde_json::json;

async fn refused(desk: &Desk, plan: &WrapUpPlan) -> Refusal {
    let outcome = desk.salesforce.commit(&call(), plan).await;
    assert_eq!(desk.effects(), [], "all or nothing");
    let Err(CrmError::Refused(refusal)) = outcome else { panic!("{outcome:?}") };
    *refusal
}

#[tokio::test]
async fn a_validation_rule_speaks_in_its_own_words() {
    let desk = Desk::new().await;
    let (_, sarah) = desk.caller("known_contact");
    let case = desk.salesforce.context(&sarah[0], None).await.unwrap().cases.remove(0).id;
    let close =
        write("case", "Case", update(&case, &[("Status", json!("Working"))]), &[("Status", Value::text("Closed"))]);
    let refusal = refused(&desk, &logged(None, vec![close])).await;
    assert_eq!((refusal.reason, refusal.code.as_str()), (RefusalReason::Rule, "FIELD_CUSTOM_VALIDATION_EXCEPTION"));
    assert_eq!(refusal.message, "Choose a Case Reason before you close the case.");
    assert_eq!((refusal.object.as_deref(), refusal.fields), (Some("Case"), vec!["Reason".to_owned()]));
}

#[tokio::test]
async fn a_duplicate_can_be_used_or_overridden_where_the_rule_lets() {
    let desk = Desk::new().await;
    let (_, sarah) = desk.caller("known_contact");
    let fields = [("LastName", Value::text("Johnson")), ("Email", Value::text("sarah.johnson@acme.example"))];
    let mut plan = logged(Some(Value::Made(NEW_CALLER.into())), vec![]);
    plan.writes.insert(0, write(NEW_CALLER, "Contact", Action::Create, &fields));
    let refusal = refused(&desk, &plan).await;
    let existing = vec![sarah[0].id.clone()];
    assert_eq!(refusal.reason, RefusalReason::Duplicate { existing, may_save: true });
    assert_eq!(refusal.object.as_deref(), Some("Contact"));
    plan.allow_duplicate = true;
    assert_eq!(desk.salesforce.commit(&call(), &plan).await.unwrap().records.len(), 2);
}

#[tokio::test]
async fn a_blocking_duplicate_rule_cannot_be_overridden() {
    let desk = Desk::new().await;
    let fields = [
        ("LastName", Value::text("Bell")),
        ("FirstName", Value::text("Marcus")),
        ("Company", Value::text("Northwind Gardens")),
    ];
    let mut plan = logged(None, vec![write(NEW_CALLER, "Lead", Action::Create, &fields)]);
    plan.allow_duplicate = true;
    let refusal = refused(&desk, &plan).await;
    assert!(matches!(refusal.reason, RefusalReason::Duplicate { may_save: false, .. }), "{refusal:?}");
}

#[tokio::test]
async fn what_others_changed_is_shown_before_anything_is_written() {
    let desk = Desk::new().await;
    let (_, lead) = desk.caller("lead");
    let lead = &lead[0].id;
    let seen = update(lead, &[("Status", json!("Open - Not Contacted")), ("Rating", json!("Hot"))]);
    let fields = [("Status", Value::text("Working - Contacted")), ("Rating", Value::text("Cold"))];
    let plan = logged(None, vec![write("lead", "Lead", seen, &fields)]);
    desk.edit("Lead", lead, &json!({ "Status": "Closed - Not Converted", "Rating": "Cold" }));
    let refusal = refused(&desk, &plan).await;
    let difference = Difference {
        object: "Lead".into(),
        id: lead.clone(),
        field: "Status".into(),
        before: json!("Open - Not Contacted"),
        theirs: json!("Closed - Not Converted"),
        mine: json!("Working - Contacted"),
    };
    assert_eq!(refusal.reason, RefusalReason::Changed { differences: vec![difference] });
    // What the agent was not shown cannot be held against anybody.
    let unseen = logged(None, vec![write("lead", "Lead", update(lead, &[]), &fields)]);
    assert!(desk.salesforce.commit(&call(), &unseen).await.is_ok());
}

#[tokio::test]
async fn a_locked_row_and_a_busy_server_are_waited_for() {
    let desk = Desk::new().await;
    let composite = "/services/data/v59.0/composite";
    let plan = logged(None, vec![]);
    for fault in [FaultKind::UnableToLockRow, FaultKind::ServerUnavailable] {
        desk.sandbox.inject(Fault::new(fault).on_path(composite).after(1).times(1));
        let outcome = desk.salesforce.commit(&call(), &plan).await;
        assert_eq!(outcome, Err(CrmError::Busy { retry_after_s: None }), "{fault:?}");
        assert_eq!(desk.effects(), []);
        desk.sandbox.clear_faults();
    }
    assert!(desk.salesforce.commit(&call(), &plan).await.is_ok());
}

#[tokio::test]
async fn the_daily_limit_stops_before_the_write() {
    let desk = Desk::new().await;
    desk.salesforce.identity().await.unwrap();
    desk.sandbox.set_calls(15_000);
    let outcome = desk.salesforce.commit(&call(), &logged(None, vec![])).await;
    assert_eq!(outcome, Err(CrmError::LimitReached { daily: true }));
    assert_eq!(desk.effects(), []);
}

#[tokio::test]
async fn values_that_do_not_fit_name_their_field() {
    let desk = Desk::new().await;
    let (_, sarah) = desk.caller("known_contact");
    let on_sarah =
        |field: &str, value: Value| write("contact", "Contact", update(&sarah[0].id, &[]), &[(field, value)]);
    let no_name = write(NEW_CALLER, "Lead", Action::Create, &[("Company", Value::text("C"))]);
    for (broken, reason, field) in [
        (on_sarah("Support_Tier__c", Value::text("Diamond")), RefusalReason::BadValue, "Support_Tier__c"),
        (on_sarah("FirstName", Value::text("x".repeat(41))), RefusalReason::BadValue, "FirstName"),
        (on_sarah("Name", Value::text("x")), RefusalReason::NotAllowed, "Name"),
        (on_sarah("Nothing__c", Value::text("x")), RefusalReason::OrgLacks, "Nothing__c"),
        (no_name, RefusalReason::Missing, "LastName"),
    ] {
        let refusal = refused(&desk, &logged(None, vec![broken])).await;
        assert_eq!((refusal.reason, refusal.fields), (reason, vec![field.to_owned()]), "{}", refusal.message);
    }
}

#[tokio::test]
async fn a_record_that_is_gone_is_said_to_be() {
    let desk = Desk::new().await;
    let gone = id(&desk.create("Contact", &json!({ "LastName": "Gone", "Title": "CEO" })));
    desk.sandbox.delete_as_other("Contact", gone.as_str()).unwrap();
    for seen in [vec![("Title", json!("CEO"))], vec![]] {
        let change = write("contact", "Contact", update(&gone, &seen), &[("Title", Value::text("CFO"))]);
        let refusal = refused(&desk, &logged(None, vec![change])).await;
        assert_eq!((refusal.reason, refusal.object.as_deref()), (RefusalReason::Gone, Some("Contact")));
    }
}

#[tokio::test]
async fn a_field_that_was_hidden_meanwhile_makes_the_shape_stale() {
    let desk = Desk::new().await;
    assert!(desk.salesforce.shape().await.unwrap().field("Task", "CallDisposition").is_some());
    desk.sandbox.set_field_access("Task", "CallDisposition", Some(FieldAccess::Hidden));
    let mut plan = logged(None, vec![]);
    plan.writes[0].fields.insert("CallDisposition".into(), Value::text("Interested"));
    let refusal = refused(&desk, &plan).await;
    assert_eq!((refusal.reason, refusal.object.as_deref()), (RefusalReason::OrgLacks, Some("Task")));
    assert_eq!(refusal.fields, ["CallDisposition"]);
    assert!(desk.salesforce.shape().await.unwrap().field("Task", "CallDisposition").is_none());
}

#[tokio::test]
async fn a_hidden_mark_is_noticed_before_the_write() {
    let desk = Desk::new().await;
    desk.sandbox.set_field_access("Task", "CallObject", Some(FieldAccess::Hidden));
    let refusal = refused(&desk, &logged(None, vec![])).await;
    assert_eq!((refusal.reason, refusal.object.as_deref()), (RefusalReason::OrgLacks, Some("Task")));
}
