//! Refused writes as work, on a real file.

use crate::given::{Place, event, from_number, key, later, now, refusal, saved, settled, us};
use callside_core::crm::RefusalKind;
use callside_core::event::{CallChange, Event};
use callside_core::outbox::State;
use callside_core::work::{
    Given, RefusedWrite, Settled, Settlement, WorkChange, WorkEvent, WorkItem, WorkKind, Worker,
};
use callside_store::{Cancelled, Store};

fn worker(name: &str) -> Worker {
    Worker(name.into())
}

fn over(id: &str) -> Event {
    event(id, 0, CallChange::Ended, from_number("+14155550134"))
}

fn at_danas() -> WorkItem {
    let refused = Some(RefusedWrite { desk: worker("dana"), because: RefusalKind::NotAllowed });
    WorkItem { refused, because: Some("Interested".into()), ..WorkItem::open(WorkKind::Refused, key("1")) }
}

fn to_sam(item: WorkItem) -> WorkItem {
    item.given(Some(Given { to: worker("sam"), by: worker("grace"), at: later(20), note: "You may.".into() }))
}

fn ended(how: Settlement, second: i64) -> Option<Settled> {
    Some(Settled { how, by: worker("dana"), at: later(second) })
}

/// As it comes from another desk, which may never have told of the call.
async fn told(store: &Store, item: WorkItem, second: i64) -> Event {
    let call = store.call(&key("1")).await.unwrap().unwrap();
    Event::Work(WorkEvent::of(&call, WorkChange::Item { item }, worker("grace"), later(second)))
}

async fn unlogged(store: &Store) -> Vec<Option<String>> {
    let rows = store.unlogged(None, 50).await.unwrap().rows;
    rows.into_iter().map(|row| Some(row.item?.given?.to.0)).collect()
}

async fn elsewhere(store: &Store) -> usize {
    store.refused_elsewhere().await.unwrap().len()
}

async fn counts(store: &Store, who: &str) -> (u32, u32, u32) {
    let counts = store.work_counts(&worker(who), later(400)).await.unwrap();
    (counts.unlogged, counts.refused, counts.mine)
}

#[tokio::test]
async fn a_call_is_logged_by_whoever_was_given_it_only_when_the_other_desk_let_go() {
    let place = Place::new();
    let store = place.open().await;
    store.accept(&[over("1")], now(), us()).await.unwrap();
    let events = [
        told(&store, at_danas(), 10).await,
        told(&store, to_sam(at_danas()), 20).await,
        told(&store, to_sam(WorkItem::open(WorkKind::Unlogged, key("1"))), 21).await,
        told(&store, WorkItem { settled: ended(Settlement::LetGo, 30), ..to_sam(at_danas()) }, 30).await,
    ];
    store.accept(&events[..1], now(), us()).await.unwrap();
    assert_eq!((unlogged(&store).await.len(), elsewhere(&store).await), (0, 1), "it has an outcome at that desk");
    assert_eq!(counts(&store, "grace").await, (0, 1, 0));
    store.accept(&events[1..3], now(), us()).await.unwrap();
    assert_eq!((unlogged(&store).await.len(), elsewhere(&store).await), (0, 1), "not yet");
    assert_eq!((counts(&store, "sam").await, counts(&store, "grace").await), ((0, 1, 1), (0, 0, 0)));
    store.accept(&events[3..], now(), us()).await.unwrap();
    assert_eq!((unlogged(&store).await, elsewhere(&store).await), (vec![Some("sam".to_owned())], 0));
    assert_eq!(counts(&store, "sam").await, (1, 0, 1));
}

#[tokio::test]
async fn a_write_that_arrived_after_all_leaves_nothing_to_log_in_whatever_order_it_is_heard() {
    for order in [[0, 1, 2], [2, 1, 0], [2, 0, 1]] {
        let place = Place::new();
        let store = place.open().await;
        store.accept(&[over("1")], now(), us()).await.unwrap();
        let logged = Settlement::Logged { outcome: "Interested".into() };
        let events = [
            told(&store, to_sam(at_danas()), 20).await,
            told(&store, to_sam(WorkItem::open(WorkKind::Unlogged, key("1"))), 21).await,
            told(&store, WorkItem { settled: ended(logged, 30), ..to_sam(at_danas()) }, 30).await,
        ];
        for n in order {
            store.accept(&events[n..=n], now(), us()).await.unwrap();
        }
        assert_eq!((unlogged(&store).await.len(), elsewhere(&store).await), (0, 0), "{order:?}");
        assert_eq!(counts(&store, "sam").await, (0, 0, 0), "{order:?}");
    }
}

#[tokio::test]
async fn at_its_own_desk_a_refused_write_is_no_work_of_elsewhere_until_it_was_taken_back() {
    let place = Place::new();
    let store = place.open().await;
    store.accept(&[over("1")], now(), us()).await.unwrap();
    let id = saved(&store, "1", 1).await.id;
    let token = store.lease(now(), 1).await.unwrap()[0].token;
    settled(&store, token, &State::Refused { refusal: refusal(), at: now() }, 1).await;
    store.accept(&[told(&store, at_danas(), 10).await], now(), us()).await.unwrap();
    assert_eq!((elsewhere(&store).await, counts(&store, "dana").await), (0, (0, 1, 0)), "it is in the outbox");
    assert!(!store.was_taken_back(&key("1")).await.unwrap());
    assert!(matches!(store.cancel(id, later(5)).await.unwrap(), Cancelled::Done(_)));
    assert!(store.was_taken_back(&key("1")).await.unwrap());
}
