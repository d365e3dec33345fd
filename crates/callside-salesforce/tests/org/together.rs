//! Changes of several records in one request: each with an outcome of its own.

use crate::desk::{Desk, id};
use callside_core::action::{Answer, Request};
use callside_core::crm::{Change, Crm as _, CrmError, RefusalReason};
use callside_core::ids::RecordId;
use callside_core::plan::Value;
use callside_sandbox::faults::{Fault, FaultKind};
use serde_json::json;

fn change(object: &str, id: &RecordId, fields: &[(&str, Value)]) -> Request {
    Request::Update {
        object: object.into(),
        id: id.clone(),
        fields: fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
        seen: [].into(),
        allow_duplicate: false,
        checks: vec![],
    }
}

async fn run(desk: &Desk, changes: &[Request], again: bool) -> Vec<Result<Answer, CrmError>> {
    let changes: Vec<_> = changes.iter().map(|request| Change { request, again }).collect();
    desk.salesforce.change_together(&changes).await
}

/// Cases whose subject is the number of their place.
fn cases(desk: &Desk, count: usize) -> Vec<RecordId> {
    let case = |n: usize| {
        let fields = json!({ "Subject": format!("before {n}"), "Status": "New" });
        id(&desk.sandbox.create_as_other("Case", fields.as_object().unwrap()).unwrap())
    };
    (0..count).map(case).collect()
}

fn subject(desk: &Desk, case: &RecordId) -> serde_json::Value {
    desk.sandbox.record("Case", case.as_str()).unwrap()["Subject"].clone()
}

#[tokio::test]
async fn many_changes_are_few_calls_and_each_says_what_stood_there_before() {
    let desk = Desk::new().await;
    desk.salesforce.identity().await.unwrap();
    let cases = cases(&desk, 30);
    let changes: Vec<Request> = cases
        .iter()
        .enumerate()
        .map(|(n, case)| change("Case", case, &[("Subject", Value::text(format!("after {n} @{{record_0.id}}")))]))
        .collect();
    let before = desk.sandbox.calls();
    let outcomes = run(&desk, &changes, false).await;
    assert_eq!(desk.sandbox.calls() - before, 3, "twelve in one request");
    assert_eq!((outcomes.len(), desk.effects().len()), (30, 30));
    for (n, outcome) in outcomes.into_iter().enumerate() {
        let Ok(Answer::Written { id, former, .. }) = outcome else { panic!("{outcome:?}") };
        assert_eq!(id, cases[n]);
        assert_eq!(former["Subject"], json!(format!("before {n}")));
        assert_eq!(subject(&desk, &id), json!(format!("after {n} @ {{record_0.id}}")), "no reference to a part");
    }
}

#[tokio::test]
async fn a_change_that_is_refused_stops_none_of_the_others() {
    let desk = Desk::new().await;
    let cases = cases(&desk, 4);
    desk.sandbox.delete_as_other("Case", cases[1].as_str()).unwrap();
    let text = |text: &str| [("Subject", Value::text(text))];
    let changes = [
        change("Case", &cases[0], &text("first")),
        change("Case", &cases[1], &text("gone")),
        change("Case", &cases[2], &[("Status", Value::text("Closed"))]),
        change("Case", &cases[3], &[("Subject\u{27}", Value::text("no name"))]),
        change("Case", &cases[3], &text("last")),
    ];
    let outcomes = run(&desk, &changes, false).await;
    let reasons: Vec<_> = outcomes
        .iter()
        .map(|outcome| match outcome {
            Ok(_) => None,
            Err(CrmError::Refused(refusal)) => Some(format!("{:?}", refusal.reason)),
            Err(error) => Some(error.to_string()),
        })
        .collect();
    let odd = CrmError::Unexpected { code: "a name that is no API name".into() }.to_string();
    let [gone, rule] = [RefusalReason::Gone, RefusalReason::Rule].map(|reason| format!("{reason:?}"));
    assert_eq!(reasons, [None, Some(gone), Some(rule), Some(odd), None]);
    assert_eq!([subject(&desk, &cases[0]), subject(&desk, &cases[3])], [json!("first"), json!("last")]);
}

#[tokio::test]
async fn a_lost_answer_is_lost_for_all_of_them_and_what_arrived_is_not_written_again() {
    let desk = Desk::new().await;
    desk.salesforce.identity().await.unwrap();
    let cases = cases(&desk, 3);
    let changes: Vec<Request> =
        cases.iter().map(|case| change("Case", case, &[("Subject", Value::text("wished"))])).collect();
    desk.sandbox.inject(Fault::new(FaultKind::ResetAfterCommit).on_path("/composite").times(1));
    for outcome in run(&desk, &changes, false).await {
        assert!(matches!(outcome, Err(CrmError::AnswerLost)), "{outcome:?}");
    }
    let other = json!({ "Subject": "somebody else's" });
    desk.sandbox.edit_as_other("Case", cases[2].as_str(), other.as_object().unwrap()).unwrap();
    let found: Vec<bool> = run(&desk, &changes, true)
        .await
        .into_iter()
        .map(|outcome| matches!(outcome.unwrap(), Answer::Written { found_again: true, .. }))
        .collect();
    assert_eq!(found, [true, true, false], "what stands is not written again");
    assert!(cases.iter().all(|case| subject(&desk, case) == json!("wished")));
    assert_eq!(desk.effects().len(), 4);
    desk.sandbox.inject(Fault::new(FaultKind::ServerUnavailable).on_path("/composite/batch"));
    assert!(run(&desk, &changes, true).await.iter().all(Result::is_err), "nobody can tell, so nothing is written");
    assert_eq!(desk.effects().len(), 4);
    assert!(run(&desk, &[], false).await.is_empty());
}
