use super::bench::{sandbox, sticky, strike, usual_sticky};
use callside_core::call_memory::{CallEnd, CallMemory, Hints, IntentChoice, IntentStatus, Who};
use callside_core::phone_system::PhoneError;
use callside_sandbox::PhoneSetting;
use callside_sandbox::faults::FaultKind;
use callside_sandbox::phones::System;
use std::collections::BTreeMap;

fn hints(ani: &str) -> Hints {
    Hints {
        ani: Some(ani.to_owned()),
        dnis: Some("+14155550100".to_owned()),
        line_type: Some("mobile".to_owned()),
        ..Hints::default()
    }
}

fn end(call_id: &str, who: Who, intent: Option<(&str, IntentStatus)>) -> CallEnd {
    let intent = intent.map(|(intent, status)| IntentChoice { intent: intent.to_owned(), status });
    CallEnd { call_id: call_id.to_owned(), who, intent, variables: BTreeMap::new() }
}

#[tokio::test]
async fn a_caller_is_remembered_from_one_call_to_the_next() {
    let sandbox = sandbox().await;
    let memory = usual_sticky(&sandbox);
    let first = memory.start("c1", &hints("+12125550199")).await.unwrap();
    assert_eq!((first.confidence.percent(), first.level.as_str()), (0, "low"), "a stranger, with a reference");
    let who = Who::Reference { customer_ref: first.customer_ref.clone() };
    let mut told = end("c1", who, Some(("refund_request", IntentStatus::Open)));
    told.variables.insert("order".to_owned(), "A-77".to_owned());
    let receipt = memory.end(&told).await.unwrap();
    assert_eq!((receipt.intents_updated, receipt.variables_updated), (1, 1));

    let again = memory.start("c2", &hints("+12125550199")).await.unwrap();
    assert_eq!(again.customer_ref, first.customer_ref);
    assert_eq!(again.open_intents[0].intent, "refund_request");
    assert_eq!(again.variables["order"].value, "A-77");
    assert!(again.variables["order"].ttl_s.is_some() && again.sources.contains(&"ani:mobile".to_owned()));

    let who = Who::Reference { customer_ref: again.customer_ref };
    memory.end(&end("c2", who, Some(("refund_request", IntentStatus::Resolved)))).await.unwrap();
    let third = memory.start("c3", &hints("+12125550199")).await.unwrap();
    assert!(third.open_intents.is_empty(), "only what was resolved is closed, and it is");
}

#[tokio::test]
async fn an_end_without_its_start_stands_alone_and_repeats_count_once() {
    let sandbox = sandbox().await;
    let memory = usual_sticky(&sandbox);
    let alone = end("c9", Who::Hints { hints: hints("+12125550199") }, Some(("sale", IntentStatus::Open)));
    let first = memory.end(&alone).await.unwrap();
    assert_eq!(memory.end(&alone).await.unwrap(), first);
    let known = memory.start("c10", &hints("+12125550199")).await.unwrap();
    assert_eq!((known.open_intents.len(), known.open_intents[0].attempts), (1, 1));
    let started = memory.start("c10", &hints("+12125550199")).await.unwrap();
    assert_eq!(started, known, "the same start again is the same answer");
    assert_eq!(sandbox.deeds(System::Sticky).len(), 4);
}

#[tokio::test]
async fn ids_of_the_company_make_it_surer_than_the_number_alone() {
    let sandbox = sandbox().await;
    let memory = usual_sticky(&sandbox);
    let unknown_line = Hints { ani: Some("+14155550134".into()), ..Hints::default() };
    let by_number = memory.start("c1", &unknown_line).await.unwrap();
    let ids = BTreeMap::from([("account_number".to_owned(), "AC-1042".to_owned())]);
    let by_id = memory.start("c2", &Hints { external_ids: ids, ..unknown_line }).await.unwrap();
    assert_eq!(by_id.customer_ref, by_number.customer_ref);
    assert!(by_id.confidence > by_number.confidence, "{by_id:?} {by_number:?}");
    assert_eq!(by_number.open_intents[0].attempts, 2);
}

#[tokio::test]
async fn each_refusal_is_told_apart() {
    let sandbox = sandbox().await;
    let caller = hints("+12125550199");
    let wrong = sticky(&sandbox, "sk_test_another_key_0001").start("c1", &caller).await;
    assert_eq!(wrong, Err(PhoneError::WrongKey));
    let memory = usual_sticky(&sandbox);
    sandbox.set_phones(PhoneSetting { sticky_credits: Some(0), ..PhoneSetting::default() });
    assert_eq!(memory.start("c1", &caller).await, Err(PhoneError::NoCredit));
    for (status, expected) in [
        (429, PhoneError::TooMany { wait_s: 60 }),
        (500, PhoneError::ItsFault { status: 500 }),
        (403, PhoneError::NotAllowed),
        (302, PhoneError::Unreadable),
    ] {
        strike(&sandbox, FaultKind::Status { status });
        assert_eq!(memory.start("c1", &caller).await, Err(expected), "{status}");
    }
    let nobody = memory.start("c1", &Hints::default()).await;
    assert!(matches!(nobody, Err(PhoneError::Refused { status: 400, said }) if said.contains("required")));
}
