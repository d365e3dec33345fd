//! Writing a wrap-up once.

use crate::desk::{Desk, id, settings, small};
use callside_core::crm::{Crm as _, CrmError, Receipt};
use callside_core::ids::{CallKey, RecordId};
use callside_core::plan::{Action, CALL_LOG, CommitMark, NEW_CALLER, Value, WrapUpPlan, Write, mark_value};
use callside_sandbox::faults::{Fault, FaultKind};
use callside_sandbox::org::Operation;
use callside_sandbox::{FieldAccess, SandboxOptions};
use serde_json::json;
use std::collections::BTreeMap;

pub fn call() -> CallKey {
    "five9:300000000001234".parse().unwrap()
}

pub fn write(reference: &str, object: &str, action: Action, fields: &[(&str, Value)]) -> Write {
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    Write { reference: reference.into(), object: object.into(), action, fields, label: String::new() }
}

pub fn update(record: &RecordId, seen: &[(&str, serde_json::Value)]) -> Action {
    Action::Update { id: record.clone(), seen: seen.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect() }
}

/// A plan with a call log about somebody, marked by `CallObject`.
pub fn logged(who: Option<Value>, further: Vec<Write>) -> WrapUpPlan {
    let mut fields = vec![
        ("Subject", Value::text("Interested: O'Brien")),
        ("Status", Value::text("Completed")),
        ("TaskSubtype", Value::text("Call")),
        ("ActivityDate", Value::Date(jiff::civil::date(2026, 11, 20))),
        ("CallDurationInSeconds", Value::Int(61)),
        ("CallObject", Value::text(call().to_string())),
        ("Description", Value::text("Wants \"it\" — see @{lead.id}\nand '; soon")),
        ("IsReminderSet", Value::Bool(true)),
        ("ReminderDateTime", Value::Moment("2026-11-21T09:00:00Z".parse().unwrap())),
    ];
    fields.extend(who.map(|who| ("WhoId", who)));
    let mut writes = vec![write(CALL_LOG, "Task", Action::Create, &fields)];
    writes.extend(further);
    WrapUpPlan { writes, ..WrapUpPlan::default() }
}

fn effects(desk: &Desk) -> Vec<(Operation, String)> {
    desk.effects().into_iter().map(|effect| (effect.operation, effect.object)).collect()
}

#[tokio::test]
async fn a_plan_is_written_whole_and_in_order() {
    let desk = Desk::new().await;
    let new = [
        ("LastName", Value::text("Newman")),
        ("Company", Value::text("New Ltd")),
        ("Phone", Value::text("6285550143")),
    ];
    let (_, lead) = desk.caller("lead");
    let mut plan = logged(
        Some(Value::Made(NEW_CALLER.into())),
        vec![
            write(
                "lead",
                "Lead",
                update(&lead[0].id, &[("Status", json!("Open - Not Contacted"))]),
                &[
                    ("Status", Value::text("Working - Contacted")),
                    ("DoNotCall", Value::Bool(true)),
                    ("Title", Value::Null),
                ],
            ),
            write(
                "follow_up_event",
                "Event",
                Action::Create,
                &[
                    ("Subject", Value::text("Meeting")),
                    ("StartDateTime", Value::Moment("2026-11-23T15:00:00Z".parse().unwrap())),
                    ("DurationInMinutes", Value::Int(30)),
                    ("WhoId", Value::Made(NEW_CALLER.into())),
                ],
            ),
        ],
    );
    plan.writes.insert(0, write(NEW_CALLER, "Lead", Action::Create, &new));
    let before = desk.sandbox.calls();
    let receipt = desk.salesforce.commit(&call(), &plan).await.unwrap();
    assert_eq!(desk.sandbox.calls() - before, 2, "one look, one write");
    let written: Vec<_> =
        receipt.records.iter().map(|w| (w.reference.as_str(), w.object.as_str(), w.created)).collect();
    assert_eq!(
        written,
        [
            (NEW_CALLER, "Lead", true),
            (CALL_LOG, "Task", true),
            ("lead", "Lead", false),
            ("follow_up_event", "Event", true),
        ]
    );
    assert!(!receipt.found_again);
    let task = desk.sandbox.record("Task", receipt.records[1].id.as_str()).unwrap();
    let newman = receipt.records[0].id.as_str();
    assert_eq!((task["WhoId"].as_str(), task["CallDurationInSeconds"].as_i64()), (Some(newman), Some(61)));
    assert_eq!(task["Description"], "Wants \"it\" — see @ {lead.id}\nand '; soon");
    assert_eq!(
        (task["ReminderDateTime"].as_str(), task["ActivityDate"].as_str()),
        (Some("2026-11-21T09:00:00.000+0000"), Some("2026-11-20"))
    );
    let marcus = desk.sandbox.record("Lead", lead[0].id.as_str()).unwrap();
    assert_eq!((marcus["Status"].as_str(), marcus["DoNotCall"].as_bool()), (Some("Working - Contacted"), Some(true)));
    assert!(marcus.get("Title").is_none_or(serde_json::Value::is_null));
}

#[tokio::test]
async fn a_second_commit_finds_the_first_whatever_the_mark() {
    let visible = |_: &Desk| {};
    let hidden = |desk: &Desk| desk.sandbox.set_field_access("Task", "CallObject", Some(FieldAccess::Hidden));
    for (mark, prepare) in
        [(CommitMark::CallObject, visible as fn(&Desk)), (CommitMark::CallKey, visible), (CommitMark::Subject, hidden)]
    {
        let desk = Desk::new().await;
        prepare(&desk);
        let me = desk.salesforce.identity().await.unwrap().user;
        let mut plan = logged(None, vec![]);
        let fields = &mut plan.writes[0].fields;
        match mark {
            CommitMark::CallObject => {}
            CommitMark::CallKey => drop(fields.insert("CallKey__c".into(), Value::text(mark_value(&call(), &me)))),
            CommitMark::Subject => {
                fields.remove("CallObject");
                fields.insert("Subject".into(), Value::text(format!("Busy: O'Brien \\ 100% [{}]", call())));
            }
        }
        plan.mark = mark.clone();
        let first = desk.salesforce.commit(&call(), &plan).await.unwrap();
        let second = desk.salesforce.commit(&call(), &plan).await.unwrap();
        assert_eq!(second, Receipt { records: first.records, found_again: true }, "{mark:?}");
        assert_eq!(effects(&desk), [(Operation::Create, "Task".to_owned())]);
    }
}

#[tokio::test]
async fn the_log_of_a_colleague_is_not_mine() {
    let desk = Desk::new().await;
    desk.create("Task", &json!({ "Subject": "Theirs", "CallObject": call().to_string(), "Status": "Completed" }));
    let receipt = desk.salesforce.commit(&call(), &logged(None, vec![])).await.unwrap();
    assert!(!receipt.found_again);
    assert_eq!(effects(&desk).len(), 1);
}

#[tokio::test]
async fn a_call_whose_id_differs_in_letter_case_is_another_call() {
    let desk = Desk::new().await;
    for (n, text) in ["phone:aB", "phone:Ab", "phone:aB"].into_iter().enumerate() {
        let mut plan = logged(None, vec![]);
        plan.writes[0].fields.insert("CallObject".into(), Value::text(text));
        let receipt = desk.salesforce.commit(&text.parse().unwrap(), &plan).await.unwrap();
        assert_eq!(receipt.found_again, n == 2, "{text}");
    }
    assert_eq!(effects(&desk).len(), 2);
}

#[tokio::test]
async fn a_slow_look_has_written_nothing() {
    let desk = Desk::with(
        small(),
        callside_salesforce::Settings { read_timeout: std::time::Duration::from_secs(2), ..settings() },
    )
    .await;
    desk.salesforce.identity().await.unwrap();
    let hang = FaultKind::Latency { millis: 60_000, after_commit: false };
    desk.sandbox.inject(Fault::new(hang).on_path("/composite/batch"));
    let outcome = desk.salesforce.commit(&call(), &logged(None, vec![])).await;
    assert_eq!(outcome, Err(CrmError::Busy { retry_after_s: None }));
}

#[tokio::test]
async fn a_lost_answer_is_found_again() {
    for fault in [FaultKind::ResetAfterCommit, FaultKind::MalformedBody] {
        let desk = Desk::new().await;
        let composite = "/services/data/v59.0/composite";
        desk.salesforce.identity().await.unwrap();
        desk.sandbox.inject(Fault::new(fault).on_path(composite).after(1).times(1));
        let (_, lead) = desk.caller("lead");
        let change = [("Status", Value::text("Working - Contacted"))];
        let seen = update(&lead[0].id, &[("Status", json!("Open - Not Contacted"))]);
        let plan = logged(None, vec![write("lead", "Lead", seen, &change)]);
        assert_eq!(desk.salesforce.commit(&call(), &plan).await, Err(CrmError::AnswerLost), "{fault:?}");
        let receipt = desk.salesforce.commit(&call(), &plan).await.unwrap();
        assert!(receipt.found_again);
        let logs: Vec<_> = desk.effects().into_iter().filter(|effect| effect.object == "Task").collect();
        assert_eq!((logs.len(), receipt.records[0].id.as_str()), (1, logs[0].id.as_str()));
    }
}

#[tokio::test]
async fn a_request_that_was_lost_before_it_was_done_is_done_later() {
    for fault in [FaultKind::ResetBeforeCommit, FaultKind::BadGateway] {
        let desk = Desk::new().await;
        desk.sandbox.inject(Fault::new(fault).on_path("/services/data/v59.0/composite").after(1).times(1));
        let plan = logged(None, vec![]);
        // From here it cannot be told from an answer that was lost.
        assert_eq!(desk.salesforce.commit(&call(), &plan).await, Err(CrmError::AnswerLost), "{fault:?}");
        assert!(!desk.salesforce.commit(&call(), &plan).await.unwrap().found_again);
        assert_eq!(effects(&desk).len(), 1);
    }
}

#[tokio::test]
async fn a_session_that_ends_between_look_and_write_is_renewed() {
    let sandbox = callside_sandbox::Sandbox::start(small()).await.unwrap();
    let vault = std::sync::Arc::new(crate::vaults::MemoryVault::of(&sandbox));
    let session = callside_salesforce::session::Session::restore(vault).await.unwrap();
    let desk = Desk { salesforce: callside_salesforce::Salesforce::new(session, settings()), sandbox };
    desk.sandbox
        .inject(Fault::new(FaultKind::ExpireSession).on_path("/services/data/v59.0/composite").after(1).times(1));
    desk.count("/oauth2/token");
    let receipt = desk.salesforce.commit(&call(), &logged(None, vec![])).await.unwrap();
    assert!(!receipt.found_again);
    assert_eq!((effects(&desk).len(), desk.counted("/oauth2/token")), (1, 2));
}

#[tokio::test]
async fn two_at_once_with_a_unique_mark_are_one() {
    let desk = Desk::with(SandboxOptions { call_key_field: true, ..small() }, settings()).await;
    let me = desk.salesforce.identity().await.unwrap().user;
    let mut plan = logged(None, vec![]);
    plan.mark = CommitMark::CallKey;
    plan.writes[0].fields.insert("CallKey__c".into(), Value::text(mark_value(&call(), &me)));
    // Both looks are answered before either write: the second write meets the unique field.
    desk.sandbox
        .inject(Fault::new(FaultKind::Latency { millis: 60, after_commit: true }).on_path("/composite/batch").times(2));
    let call = call();
    let (one, two) = tokio::join!(desk.salesforce.commit(&call, &plan), desk.salesforce.commit(&call, &plan));
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!(one.records, two.records);
    assert!(one.found_again != two.found_again);
    assert_eq!(effects(&desk).len(), 1);
}

#[tokio::test]
async fn a_plan_that_cannot_be_recognised_again_is_not_sent() {
    let desk = Desk::new().await;
    let other: CallKey = "five9:7".parse().unwrap();
    assert!(matches!(desk.salesforce.commit(&other, &logged(None, vec![])).await, Err(CrmError::Unexpected { .. })));
    let CrmError::Refused(refusal) = desk.salesforce.commit(&other, &WrapUpPlan::default()).await.unwrap_err() else {
        panic!("a refusal")
    };
    assert_eq!(refusal.code, "NO_CALL_LOG");
    let many = (0..25).map(|n| write(&format!("t{n}"), "Task", Action::Create, &[])).collect();
    assert!(matches!(desk.salesforce.commit(&call(), &logged(None, many)).await, Err(CrmError::Unexpected { .. })));
    let hostile = write("x", "Task/../Lead", Action::Create, &[]);
    assert!(desk.salesforce.commit(&call(), &logged(None, vec![hostile])).await.is_err());
    let hostile = Write {
        fields: BTreeMap::from([("Id FROM".into(), Value::Null)]),
        ..write("x", "Lead", update(&id("00Q000000000001AAA"), &[]), &[])
    };
    assert!(desk.salesforce.commit(&call(), &logged(None, vec![hostile])).await.is_err());
    assert_eq!(effects(&desk), []);
}
