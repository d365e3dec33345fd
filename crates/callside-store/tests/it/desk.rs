use crate::given::{Place, contact, key, later, now, person, us, with_calls};
use callside_core::matching::{Match, MatchOutcome, MatchRules, Source, judge};
use callside_core::phone::read;
use callside_core::pop::{Caller, Freshness, ScreenPop};
use callside_core::record::CallerContext;
use callside_store::{Chosen, Rejection, Store, StoreError};
use serde_json::{Value, json};
use std::collections::BTreeSet;

async fn pop(store: &Store, id: &str, name: &str) -> ScreenPop {
    let call = store.call(&key(id)).await.unwrap().unwrap();
    let line = read(call.customer_number().unwrap(), us());
    let candidates = vec![(person(1, name, "+14155550134"), Source::Salesforce)];
    let rules = MatchRules { home: us(), ..MatchRules::default() };
    let outcome: MatchOutcome = judge(line.number().unwrap(), candidates, None, &rules);
    ScreenPop {
        memory: None,
        hand_over: None,
        heard: None,
        call: call.key.clone(),
        phase: call.phase(),
        direction: call.direction().copied(),
        queue: None,
        campaign: None,
        began_at: call.first_at,
        answered_at: None,
        ended_at: None,
        caller: Caller::of(&line, outcome),
        line,
        provider_name: None,
        context: CallerContext::default(),
        timeline: vec![],
        freshness: Freshness::Live { took_ms: 80 },
        changed: BTreeSet::from(["name".to_owned()]),
    }
}

#[tokio::test]
async fn pops_are_kept_as_they_were_shown() {
    let place = Place::new();
    let store = place.open().await;
    with_calls(&store, &["1", "2"]).await;
    let first = pop(&store, "1", "Ann Lee").await;
    let second = ScreenPop { caller: Caller::Unknown, freshness: Freshness::Local { as_of: None }, ..first.clone() };
    assert_eq!(store.last_pop(&key("1")).await.unwrap(), None);
    store.save_pop(&first, now()).await.unwrap();
    store.save_pop(&second, later(1)).await.unwrap();
    assert_eq!(store.pops(&key("1")).await.unwrap(), [(now(), first), (later(1), second.clone())]);
    assert_eq!(store.last_pop(&key("1")).await.unwrap(), Some(second));
    assert_eq!(store.search("ann lee", None, 5).await.unwrap().calls[0].key, key("1"));
    let stranger = ScreenPop { call: key("9"), ..pop(&store, "2", "Bob").await };
    assert!(matches!(store.save_pop(&stranger, now()).await, Err(StoreError::UnknownCall)));
}

#[tokio::test]
async fn a_picked_record_stays_with_its_call() {
    let place = Place::new();
    let store = place.open().await;
    with_calls(&store, &["1"]).await;
    store.choose(&key("1"), &contact(1), false, now()).await.unwrap();
    store.choose(&key("1"), &contact(2), true, later(3)).await.unwrap();
    let chosen = Chosen { record: contact(2), confirmed: true, at: later(3) };
    assert_eq!(store.chosen(&key("1")).await.unwrap(), Some(chosen));
    store.unchoose(&key("1")).await.unwrap();
    assert_eq!(store.chosen(&key("1")).await.unwrap(), None);
    let unknown = store.choose(&key("9"), &contact(1), true, now()).await;
    assert!(matches!(unknown, Err(StoreError::UnknownCall)));
    let picked = Match::picked(person(3, "Cy", ""));
    let hand =
        ScreenPop { caller: Caller::One { matched: Box::new(picked), confirmed: true }, ..pop(&store, "1", "A").await };
    store.save_pop(&hand, now()).await.unwrap();
    assert_eq!(store.recent(None, 1).await.unwrap().calls[0].name.as_deref(), Some("Cy"));
}

#[tokio::test]
async fn drafts_come_back_as_they_were_typed() {
    let place = Place::new();
    let store = place.open().await;
    with_calls(&store, &["1"]).await;
    let typed = json!({ "notes": "half a sent\u{0}ence \u{202e}", "case": null, "fields": { "LastName": "Ng" } });
    store.save_draft(&key("1"), &json!({ "notes": "h" }), now()).await.unwrap();
    store.save_draft(&key("1"), &typed, later(1)).await.unwrap();
    drop(store);
    let store = place.open().await;
    assert_eq!(store.draft::<Value>(&key("1")).await.unwrap(), Some(typed));
    assert!(matches!(store.draft::<Vec<u8>>(&key("1")).await, Err(StoreError::Unexpected { .. })));
    store.drop_draft(&key("1")).await.unwrap();
    assert_eq!(store.draft::<Value>(&key("1")).await.unwrap(), None);
    assert!(matches!(store.save_draft(&key("9"), &1, now()).await, Err(StoreError::UnknownCall)));
}

#[tokio::test]
async fn settings_are_typed_values_by_name() {
    let place = Place::new();
    let store = place.open().await;
    assert_eq!(store.setting::<Vec<u8>>("numbers").await.unwrap(), None);
    store.save_setting("numbers", &[1, 2]).await.unwrap();
    store.save_setting("numbers", &[3, 4, 5]).await.unwrap();
    assert_eq!(store.setting::<Vec<u8>>("numbers").await.unwrap(), Some(vec![3, 4, 5]));
    assert!(matches!(store.setting::<bool>("numbers").await, Err(StoreError::Unexpected { .. })));
    store.drop_setting("numbers").await.unwrap();
    assert_eq!(store.setting::<Vec<u8>>("numbers").await.unwrap(), None);
}

#[tokio::test]
async fn the_last_thousand_rejections_are_kept_and_cut_to_size() {
    let place = Place::new();
    let store = place.open().await;
    for n in 0..1_003 {
        let detail = format!("{n}:{}", "x".repeat(600));
        let rejection = Rejection { at: later(n), source: "aircall".into(), reason: "bad_token".into(), detail };
        store.note_rejection(&rejection).await.unwrap();
    }
    let kept = store.rejections(5_000).await.unwrap();
    assert_eq!(kept.len(), 1_000);
    assert!(kept[0].detail.starts_with("1002:") && kept[999].detail.starts_with("3:"));
    assert_eq!((kept[0].detail.chars().count(), kept[0].at), (500, later(1_002)));
    assert_eq!(store.rejections(2).await.unwrap().len(), 2);
}
