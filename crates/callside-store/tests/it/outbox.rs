use crate::given::{Place, key, later, now, receipt, refusal, saved, settled, with_calls};
use callside_core::crm::{Difference, Receipt, Refusal, RefusalReason};
use callside_core::outbox::{State, Trouble};
use callside_store::{EntryFilter, OutboxCounts, Store};
use serde_json::json;

async fn settle(store: &Store, state: &State) {
    let leased = store.lease(now(), 1).await.unwrap().remove(0);
    settled(store, leased.token, state, 1).await;
}

fn changed() -> Refusal {
    let difference = Difference {
        object: "Lead".into(),
        id: crate::given::record("00Q000000000001AAA"),
        field: "Status".into(),
        before: json!(null),
        theirs: json!("Working"),
        mine: json!(true),
    };
    Refusal { reason: RefusalReason::Changed { differences: vec![difference] }, ..refusal() }
}

#[tokio::test]
async fn every_state_comes_back_as_it_was_stored() {
    let troubles = [
        Trouble::Unreachable,
        Trouble::AnswerLost,
        Trouble::Busy,
        Trouble::Limit,
        Trouble::SignIn,
        Trouble::Unexpected,
    ];
    let mut states: Vec<State> =
        troubles.map(|trouble| State::Waiting { not_before: later(7), trouble: Some(trouble) }).into();
    states.push(State::Done { receipt: receipt(), at: later(7) });
    states.push(State::Done { receipt: Receipt { records: vec![], found_again: true }, at: later(7) });
    states.push(State::Refused { refusal: refusal(), at: later(7) });
    states.push(State::Refused { refusal: changed(), at: later(7) });
    for state in states {
        let place = Place::new();
        let store = place.open().await;
        with_calls(&store, &["1"]).await;
        let id = saved(&store, "1", 1).await.id;
        settle(&store, &state).await;
        store.close().await;
        let store = place.open().await;
        assert_eq!(store.entry(id).await.unwrap().unwrap().state, state);
    }
}

#[tokio::test]
async fn lists_and_numbers_say_the_same() {
    let place = Place::new();
    let store = place.open().await;
    with_calls(&store, &["done", "refused", "cancelled", "leased", "waiting"]).await;
    for (id, number) in [("done", 1), ("refused", 2)] {
        saved(&store, id, number).await;
    }
    settle(&store, &State::Done { receipt: receipt(), at: later(7) }).await;
    settle(&store, &State::Refused { refusal: refusal(), at: later(7) }).await;
    let withdrawn = saved(&store, "cancelled", 3).await;
    store.cancel(withdrawn.id, now()).await.unwrap();
    saved(&store, "leased", 4).await;
    store.lease(now(), 1).await.unwrap();
    saved(&store, "waiting", 5).await;

    let cases: [(EntryFilter, &[&str]); 4] = [
        (EntryFilter::All, &["refused", "waiting", "leased", "cancelled", "done"]),
        (EntryFilter::Open, &["leased", "waiting"]),
        (EntryFilter::Refused, &["refused"]),
        (EntryFilter::Done, &["done"]),
    ];
    for (filter, ids) in cases {
        let entries = store.entries(filter, 9).await.unwrap();
        assert_eq!(entries.iter().map(|entry| entry.call().unwrap().id()).collect::<Vec<_>>(), ids, "{filter:?}");
    }
    assert_eq!(store.entries(EntryFilter::All, 2).await.unwrap().len(), 2);
    let listed = store.entries(EntryFilter::Done, 1).await.unwrap().remove(0);
    assert_eq!(listed.state, State::Done { receipt: receipt(), at: later(7) });
    assert_eq!(store.entry_of(&key("done")).await.unwrap(), Some(listed));

    let counts = |sent| OutboxCounts { waiting: 2, refused: 1, sent };
    assert_eq!(store.outbox_counts(later(7)).await.unwrap(), counts(1));
    assert_eq!(store.outbox_counts(later(8)).await.unwrap(), counts(0));
}
