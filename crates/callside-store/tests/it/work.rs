//! Flags and work on a real file.

use crate::given::{Place, event, from_number, key, later, now, saved, us};
use callside_core::call::Call;
use callside_core::callback::CallBackId;
use callside_core::event::{CallChange, Event};
use callside_core::team::CallFilter;
use callside_core::work::{
    FlagFilter, FlagId, Given, QualityFlag, Resolved, Settled, Settlement, WorkChange, WorkEvent, WorkItem, WorkKind,
    Worker,
};
use callside_store::{Store, StoreError};

const SARAH: &str = "+14155550134";

fn worker(name: &str) -> Worker {
    Worker(name.into())
}

fn over(id: &str, second: i64) -> Event {
    event(id, second, CallChange::Ended, from_number(SARAH))
}

fn flag(id: &str, kind: &str, for_agent: bool) -> QualityFlag {
    QualityFlag {
        id: FlagId(id.into()),
        kind: kind.into(),
        comment: "Ask first.".into(),
        for_agent,
        by: worker("grace"),
        at: later(1),
        resolved: None,
    }
}

fn given(to: &str) -> Given {
    Given { to: worker(to), by: worker("grace"), at: later(1), note: String::new() }
}

fn done(second: i64) -> Option<Settled> {
    Some(Settled { how: Settlement::CalledBack, by: worker("dana"), at: later(second) })
}

async fn told(store: &Store, id: &str, second: i64, what: WorkChange) -> WorkEvent {
    let call = store.call(&key(id)).await.unwrap().unwrap();
    WorkEvent::of(&call, what, worker("grace"), later(second))
}

async fn keep(store: &Store, id: &str, second: i64, what: WorkChange) {
    let event = told(store, id, second, what).await;
    store.keep_work(&event, false, later(second)).await.unwrap();
}

async fn unlogged(store: &Store) -> Vec<String> {
    let page = store.unlogged(None, 50).await.unwrap();
    page.rows.iter().map(|row| row.call.key.id().to_owned()).collect()
}

#[tokio::test]
async fn calls_that_nobody_logged_are_listed_page_by_page_until_they_are_logged_or_dismissed() {
    let place = Place::new();
    let store = place.open().await;
    let ringing = event("9", 900, CallChange::Ringing, from_number(SARAH));
    store.accept(&[over("1", 0), over("2", 60), over("3", 120), ringing], now(), us()).await.unwrap();
    assert_eq!(unlogged(&store).await, ["3", "2", "1"], "a call that rings is not over");
    let page = store.unlogged(None, 2).await.unwrap();
    assert_eq!(page.rows.len(), 2);
    let rest = store.unlogged(page.next, 2).await.unwrap();
    assert_eq!((rest.rows[0].call.key.id(), rest.rows.len(), rest.next), ("1", 1, None));

    saved(&store, "2", 1).await;
    let dismissed = WorkItem { settled: done(200), ..WorkItem::open(WorkKind::Unlogged, key("3")) };
    keep(&store, "3", 200, WorkChange::Item { item: dismissed }).await;
    assert_eq!(unlogged(&store).await, ["1"]);
    let open = WorkItem::open(WorkKind::Unlogged, key("3")).given(Some(given("sam")));
    keep(&store, "3", 300, WorkChange::Item { item: open }).await;
    assert_eq!(unlogged(&store).await, ["3", "1"], "undo");
    let counts = |who: &'static str| {
        let store = &store;
        async move { store.work_counts(&worker(who), later(400)).await.unwrap() }
    };
    let (mine, sams) = (counts("dana").await, counts("sam").await);
    assert_eq!((mine.unlogged, mine.mine, sams.unlogged, sams.mine), (1, 0, 2, 1), "what others have is not mine");
}

#[tokio::test]
async fn of_two_tellings_the_later_one_counts_in_any_order_and_once() {
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [1, 1, 2]] {
        let place = Place::new();
        let store = place.open().await;
        store.accept(&[over("1", 0)], now(), us()).await.unwrap();
        let item = WorkItem::open(WorkKind::Unlogged, key("1"));
        let tellings = [
            told(&store, "1", 10, WorkChange::Item { item: item.clone().given(Some(given("dana"))) }).await,
            told(&store, "1", 20, WorkChange::Item { item: item.clone() }).await,
            told(&store, "1", 30, WorkChange::Item { item: item.given(Some(given("sam"))) }).await,
        ];
        for n in order {
            store.accept(&[Event::Work(tellings[n].clone())], now(), us()).await.unwrap();
        }
        let stands = store.work_item(WorkKind::Unlogged, &key("1")).await.unwrap().unwrap();
        assert_eq!(stands.given.map(|given| given.to), Some(worker("sam")), "{order:?}");
    }
}

#[tokio::test]
async fn work_of_a_call_that_was_never_heard_of_brings_the_call_and_is_no_call_that_changed() {
    let (here, there) = (Place::new(), Place::new());
    let (store, other) = (here.open().await, there.open().await);
    store.accept(&[over("1", 0)], now(), us()).await.unwrap();
    let item = WorkItem { due_at: Some(later(3600)), ..WorkItem::open(WorkKind::Callback, key("1")) };
    let event = told(&store, "1", 10, WorkChange::Item { item: item.given(Some(given("sam"))) }).await;
    assert_eq!(other.accept(&[Event::Work(event.clone())], now(), us()).await.unwrap(), []);
    let call: Call = other.call(&key("1")).await.unwrap().unwrap();
    assert_eq!((call.ended_at(), call.customer_number().map(String::as_str)), (Some(later(0)), Some(SARAH)));
    let [row] = &other.given_callbacks().await.unwrap()[..] else { panic!("one") };
    assert_eq!(row.item.as_ref().and_then(|item| item.due_at), Some(later(3600)));
    let counts = other.work_counts(&worker("sam"), later(4000)).await.unwrap();
    assert_eq!((counts.callbacks, counts.due, counts.mine), (1, 1, 1));
    other.suppress(SARAH, now()).await.unwrap();
    assert_eq!(other.given_callbacks().await.unwrap(), [], "whoever is not to be called is not to be called back");
}

#[tokio::test]
async fn a_callback_of_this_desk_goes_off_its_list_with_its_work_and_comes_back() {
    let place = Place::new();
    let store = place.open().await;
    store.accept(&[over("1", 0)], now(), us()).await.unwrap();
    let entry = crate::at_desk::called_back(&store, "1").await;
    let [callback] = &store.callbacks(10).await.unwrap()[..] else { panic!("one") };
    assert_eq!(store.call_of_callback(callback.id).await.unwrap(), Some(key("1")));
    assert_eq!(store.call_of_callback(CallBackId(99)).await.unwrap(), None);
    let item = WorkItem::open(WorkKind::Callback, key("1"));
    keep(&store, "1", 50, WorkChange::Item { item: WorkItem { settled: done(50), ..item.clone() } }).await;
    assert_eq!(store.callbacks(10).await.unwrap(), []);
    keep(&store, "1", 60, WorkChange::Item { item }).await;
    assert_eq!(store.callbacks(10).await.unwrap().len(), 1, "{entry:?}");
}

#[tokio::test]
async fn flags_are_told_and_filtered_and_an_agent_sees_those_for_agents() {
    let place = Place::new();
    let store = place.open().await;
    store.accept(&[over("1", 0), over("2", 60)], now(), us()).await.unwrap();
    keep(&store, "1", 10, WorkChange::Flag { flag: flag("a", "coach", true) }).await;
    keep(&store, "2", 20, WorkChange::Flag { flag: flag("b", "compliance", false) }).await;
    let resolved = Some(Resolved { by: worker("grace"), at: later(30) });
    keep(&store, "1", 30, WorkChange::Flag { flag: QualityFlag { resolved, ..flag("c", "coach", true) } }).await;
    assert_eq!(store.flags(&key("1"), true).await.unwrap().len(), 2);
    assert_eq!(store.heard(&key("1")).await.unwrap().len(), 3, "a call and what was done to it is read again");
    assert_eq!(store.flags(&key("2"), true).await.unwrap(), []);
    let open = store.open_flags(&[key("1"), key("2")], false).await.unwrap();
    assert_eq!(open[&key("1")], ["coach"]);
    for (kind, as_agent, ids) in [
        (None, false, vec!["2", "1"]),
        (None, true, vec!["1"]),
        (Some("coach"), false, vec!["1"]),
        (Some("compliance"), true, vec![]),
        (Some("praise"), false, vec![]),
    ] {
        let flag = Some(FlagFilter { kind: kind.map(str::to_owned), as_agent });
        let page = store.filtered("", &CallFilter { flag, ..CallFilter::default() }, None, 50).await.unwrap();
        let found: Vec<_> = page.calls.iter().map(|call| call.key.id()).collect();
        assert_eq!(found, ids, "{kind:?} {as_agent}");
    }
    keep(&store, "2", 40, WorkChange::Flag { flag: flag("a", "praise", true) }).await;
    assert_eq!(store.flags(&key("1"), false).await.unwrap()[0].kind, "coach", "a flag stays with its call");
}

#[tokio::test]
async fn what_other_desks_have_not_heard_waits_in_order_over_a_restart() {
    let place = Place::new();
    let store = place.open().await;
    store.accept(&[over("1", 0)], now(), us()).await.unwrap();
    let mut events = Vec::new();
    for second in [10, 20] {
        let item = WorkItem::open(WorkKind::Unlogged, key("1")).given(Some(given("sam")));
        events.push(told(&store, "1", second, WorkChange::Item { item }).await);
        store.keep_work(&events[events.len() - 1], true, later(second)).await.unwrap();
    }
    store.keep_work(&events[0], true, later(30)).await.unwrap();
    store.close().await;
    drop(store);
    let store = place.open().await;
    for event in &events {
        let (at, unsent) = store.next_unsent_work().await.unwrap().unwrap();
        assert_eq!(unsent, *event);
        store.work_is_sent(at).await.unwrap();
    }
    assert_eq!(store.next_unsent_work().await.unwrap(), None, "given twice, kept once");
}

#[tokio::test]
async fn work_of_a_call_that_is_not_there_is_not_kept() {
    let place = Place::new();
    let store = place.open().await;
    store.accept(&[over("1", 0)], now(), us()).await.unwrap();
    let event = told(&store, "1", 10, WorkChange::Flag { flag: flag("a", "coach", true) }).await;
    let event = WorkEvent { call: key("2"), ..event };
    assert!(matches!(store.keep_work(&event, true, now()).await, Err(StoreError::UnknownCall)));
    assert_eq!(store.next_unsent_work().await.unwrap(), None);
}
