use crate::given::{Place, event, from_number, key, later, named, now, ringing, us};
use callside_core::call::{Call, Phase};
use callside_core::event::{AgentEvent, AgentName, AgentState, CallChange, CallFacts, Event};
use callside_core::ids::EventId;
use callside_store::Store;
use proptest::prelude::*;

async fn take(store: &Store, events: &[Event]) -> Vec<(String, bool)> {
    let changed = store.accept(events, now(), us()).await.unwrap();
    changed.into_iter().map(|change| (change.call.key.id().to_owned(), change.is_new)).collect()
}

#[tokio::test]
async fn the_same_event_again_changes_nothing() {
    let place = Place::new();
    let store = place.open().await;
    let first = ringing("1", 0, "+14155550134");
    assert_eq!(take(&store, &[first.clone(), first.clone()]).await, [("1".to_owned(), true)]);
    assert_eq!(take(&store, std::slice::from_ref(&first)).await, []);
    let second = event("1", 5, CallChange::Answered, CallFacts::default());
    assert_eq!(take(&store, &[first.clone(), second.clone()]).await, [("1".to_owned(), false)]);
    assert_eq!(store.call(&key("1")).await.unwrap().unwrap().phase(), Phase::Talking);
    assert_eq!(store.events(&key("1")).await.unwrap(), [first, second]);
    assert_eq!(store.call(&key("2")).await.unwrap(), None);
}

#[tokio::test]
async fn a_batch_tells_each_call_once_in_the_order_of_its_events() {
    let place = Place::new();
    let store = place.open().await;
    let batch = [
        ringing("b", 1, "+14155550134"),
        ringing("a", 0, "+14155550135"),
        event("b", 9, CallChange::HungUp, CallFacts::default()),
    ];
    assert_eq!(take(&store, &batch).await, [("b".to_owned(), true), ("a".to_owned(), true)]);
    assert_eq!(store.call(&key("b")).await.unwrap().unwrap().phase(), Phase::Ended);
    assert_eq!(take(&store, &[]).await, []);
}

#[tokio::test]
async fn what_popped_and_is_not_wrapped_up_is_listed_newest_first() {
    let place = Place::new();
    let store = place.open().await;
    let queued = event("queued", 9, CallChange::Created, from_number("+14155550134"));
    take(&store, &[ringing("old", 0, "+14155550134"), ringing("new", 5, "+14155550134"), queued]).await;
    let open: Vec<_> = store.unwrapped(10).await.unwrap().into_iter().map(|call| call.key.id().to_owned()).collect();
    assert_eq!(open, ["new", "old"]);
    assert_eq!(store.unwrapped(1).await.unwrap().len(), 1);
}

#[tokio::test]
async fn the_latest_word_about_an_agent_stands_whatever_the_order() {
    let agent = |name: Option<&str>| AgentName { key: "ann".into(), name: name.map(Into::into) };
    let said = |id: &str, seconds, name, state| {
        Event::Agent(AgentEvent { id: EventId(id.into()), agent: agent(name), at: later(seconds), state })
    };
    let lunch = AgentState::NotReady { reason: Some("Lunch".into()) };
    let events = [
        said("1", 0, Some("Ann Lee"), AgentState::Available),
        said("2", 60, None, lunch.clone()),
        said("3", 30, None, AgentState::OnCall),
    ];
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2], [1, 2, 0]] {
        let place = Place::new();
        let store = place.open().await;
        for n in order {
            take(&store, &[events[n].clone()]).await;
        }
        let standing = store.agents().await.unwrap();
        assert_eq!(standing.len(), 1, "{order:?}");
        assert_eq!((&standing[0].state, standing[0].at), (&lunch, later(60)), "{order:?}");
    }
}

#[tokio::test]
async fn ten_thousand_calls_in_one_batch() {
    let place = Place::new();
    let store = place.open().await;
    let events: Vec<Event> =
        (0..10_000).map(|n| ringing(&n.to_string(), n / 3, &format!("+1415555{:04}", n % 1_000))).collect();
    assert_eq!(store.accept(&events, now(), us()).await.unwrap().len(), 10_000);
    assert_eq!(store.accept(&events, now(), us()).await.unwrap().len(), 0);
    let mut seen = 0;
    let mut before = None;
    loop {
        let page = store.recent(before, 999).await.unwrap();
        assert!(page.calls.windows(2).all(|pair| pair[0].at >= pair[1].at));
        seen += page.calls.len();
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(seen, 10_000);
    assert_eq!(store.past_calls("+14155550007", 50).await.unwrap().len(), 10);
    assert_eq!(store.search("5550007", None, 50).await.unwrap().calls.len(), 10);
    store.integrity_check(now()).await.unwrap();
}

/// Two hundred calls of one millisecond, more than fit their bits apart: each keeps its own row.
#[tokio::test]
async fn calls_of_one_millisecond_do_not_get_into_each_others_way() {
    let place = Place::new();
    let store = place.open().await;
    let events: Vec<Event> = (0..2_000).map(|n| ringing(&n.to_string(), 0, "+14155550134")).collect();
    store.accept(&events, now(), us()).await.unwrap();
    assert_eq!(store.recent(None, 5_000).await.unwrap().calls.len(), 2_000);
}

fn life() -> Vec<Event> {
    let tag = |tag: &str| CallChange::Tagged { tag: tag.into() };
    let transferred = CallChange::Transferred { to: None };
    vec![
        event("1", 0, CallChange::Created, CallFacts::default()),
        event("1", 1, CallChange::Ringing, named("(415) 555-0134", "Sarah")),
        event("1", 4, CallChange::Answered, CallFacts::default()),
        event("1", 5, transferred, CallFacts::default()),
        event("1", 6, tag("vip"), CallFacts::default()),
        event("1", 7, CallChange::Untagged { tag: "vip".into() }, CallFacts::default()),
        event("1", 8, CallChange::Commented { id: "c".into(), text: "x".into() }, CallFacts::default()),
        event("1", 9, CallChange::HungUp, named("(415) 555-0134", "Sarah Johnson")),
        event("1", 12, CallChange::Dispositioned { label: None }, CallFacts::default()),
    ]
}

fn by_core(events: &[Event]) -> Call {
    let heard: Vec<_> =
        events.iter().filter_map(|event| if let Event::Call(event) = event { Some(event) } else { None }).collect();
    let mut call = Call::begin(heard[0]);
    heard.iter().for_each(|event| call.hear(event));
    call
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever the order, the repeats and the batches: the store holds what core makes of the events.
    #[test]
    fn any_order_and_any_batches_give_the_call_of_core(
        order in Just(life()).prop_shuffle(),
        repeats in proptest::collection::vec(0usize..9, 0..6),
        batch in 1usize..5,
    ) {
        let mut events = order;
        for n in repeats {
            events.push(events[n].clone());
        }
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let stored = runtime.block_on(async {
            let place = Place::new();
            let store = place.open().await;
            for part in events.chunks(batch) {
                take(&store, part).await;
            }
            store.call(&key("1")).await.unwrap().unwrap()
        });
        prop_assert_eq!(stored, by_core(&life()));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_comes_in_at_the_same_time_is_kept_each_once_with_every_asker_told_of_its_own() {
    let place = Place::new();
    let store = std::sync::Arc::new(place.open().await);
    let askers = (0..60).map(|n| {
        let store = std::sync::Arc::clone(&store);
        // Each call is told of by two askers at once.
        let event = ringing(&(n / 2).to_string(), n / 2, "+14155550134");
        tokio::spawn(async move { store.accept(&[event], now(), us()).await.unwrap() })
    });
    let mut told = Vec::new();
    for asker in askers.collect::<Vec<_>>() {
        told.extend(asker.await.unwrap());
    }
    let mut calls: Vec<&str> = told.iter().map(|change| change.call.key.id()).collect();
    calls.sort_unstable();
    calls.dedup();
    assert_eq!((told.len(), calls.len()), (30, 30), "one of the two who told of a call brought news");
    drop(store);
    assert_eq!(place.open().await.unwrapped(99).await.unwrap().len(), 30);
}
