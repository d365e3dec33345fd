//! Calls that a relay told for the history of a team, and what is to be told of wrap-ups.

use crate::back_fill::{bring, fill, log};
use crate::given::{
    Place, event, from_number, key, later, now, person, receipt, record, refusal, ringing, saved, settled, us, wrap_up,
};
use callside_core::back_fill::CallLog;
use callside_core::call::{ElsewhereState, Seen, ToldDecision, ToldRecord, ToldStanding, ToldWrapUp, ToldWriting};
use callside_core::event::{CallChange, CallFacts, Event};
use callside_core::outbox::{State, Trouble};
use callside_core::phone;
use callside_core::plan::{About, WrapUpPlan};
use callside_core::privacy::{Retention, StoredKind, Subject, Unsent};
use callside_core::team::{CallFilter, Share, Standing};
use callside_core::work::Worker;
use callside_store::{Erasure, NewWrapUp, Store, UntoldWrapUp};
use jiff::SignedDuration;

const NUMBER: &str = "+14155550134";

fn told(id: &str, revision: u32, outcome: Option<&str>) -> Event {
    let decided = outcome.map(|outcome| ToldDecision {
        at: later(90),
        outcome: outcome.into(),
        notes: Some("Wants a quokka".into()),
        name: Some("Rosa Diaz".into()),
        record: Some(record("003000000000007AAA")),
        writing: Some(writing()),
    });
    let facts = CallFacts { started_at: Some(now()), ended_at: Some(later(60)), ..from_number(NUMBER) };
    let told = ToldWrapUp { revision, by: Worker("dana@example.com".into()), decided };
    Event::Call(told.event(&key(id), facts, later(100 + i64::from(revision)), None))
}

fn writing() -> ToldWriting {
    let case = ToldRecord {
        reference: "case".into(),
        object: "Case".into(),
        id: Some(record("500000000000007AAA")),
        created: false,
        label: Some("00001042".into()),
        fields: vec!["Status".into()],
    };
    ToldWriting { standing: ToldStanding::Written { at: later(95), found_again: false }, records: vec![case] }
}

/// A call of somebody else, from its ring to its end.
fn goes_by(id: &str) -> [Event; 3] {
    [
        ringing(id, 0, NUMBER),
        event(id, 10, CallChange::Answered, from_number(NUMBER)),
        event(id, 60, CallChange::Ended, from_number(NUMBER)),
    ]
}

async fn found(store: &Store, text: &str, filter: &CallFilter) -> usize {
    store.filtered(text, filter, None, 50).await.unwrap().calls.len()
}

async fn count(store: &Store, kind: StoredKind) -> u64 {
    store.inventory().await.unwrap().into_iter().find(|stock| stock.kind == kind).unwrap().count
}

#[tokio::test]
async fn calls_of_the_team_are_found_and_counted_and_are_nobodys_to_do() {
    let place = Place::new();
    let store = place.open().await;
    assert_eq!(store.accept_history(&goes_by("1"), now(), us()).await.unwrap(), 1);
    assert_eq!(store.accept_history(&goes_by("1"), now(), us()).await.unwrap(), 0, "once");
    assert!(store.unwrapped(9).await.unwrap().is_empty(), "it pops at nobody here");
    assert!(store.undone(Some(0), 9, now()).await.unwrap().events.is_empty(), "no automation hears of it");
    let every = CallFilter::default();
    let unlogged = CallFilter { standing: Some(Standing::Unlogged), ..CallFilter::default() };
    assert_eq!((found(&store, "", &every).await, found(&store, "", &unlogged).await), (1, 1));
    store.accept_history(&[told("1", 1, Some("Booked"))], now(), us()).await.unwrap();
    let booked = CallFilter { outcome: Some("Booked".into()), agent: Some("ann".into()), ..CallFilter::default() };
    for (text, filter, times) in
        [("quokka", &every, 1), ("rosa", &every, 1), ("5550134", &every, 1), ("", &booked, 1), ("", &unlogged, 0)]
    {
        assert_eq!(found(&store, text, filter).await, times, "{text} {filter:?}");
    }
    let listed = store.past_call(&key("1")).await.unwrap().unwrap();
    assert_eq!((listed.name.as_deref(), listed.disposition.as_deref()), (Some("Rosa Diaz"), Some("Booked")));
    let written = ElsewhereState::Decided { writing: Some(writing().standing) };
    assert_eq!(listed.elsewhere, Some(written), "where its writing stands");
    store.accept_history(&[told("1", 2, None)], now(), us()).await.unwrap();
    assert_eq!((found(&store, "quokka", &every).await, found(&store, "", &unlogged).await), (0, 1), "taken back");
    assert_eq!((count(&store, StoredKind::TeamHistory).await, count(&store, StoredKind::Events).await), (5, 0));
    store.integrity_check(now()).await.unwrap();
}

#[tokio::test]
async fn a_call_that_comes_by_three_ways_is_one_call_in_every_order() {
    let logged = CallLog { key: Some(key("7")), ..log(1) };
    let own = event("7", 40, CallChange::Answered, from_number(NUMBER));
    let mut ends = Vec::new();
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let place = Place::new();
        let store = place.open().await;
        for way in order {
            match way {
                0 => drop(store.accept_history(&goes_by("7"), now(), us()).await.unwrap()),
                1 => {
                    let order = store.order_back_fill(&fill()).await.unwrap();
                    bring(&store, order, std::slice::from_ref(&logged)).await.unwrap();
                }
                _ => drop(store.accept(std::slice::from_ref(&own), now(), us()).await.unwrap()),
            }
        }
        assert_eq!(found(&store, "", &CallFilter::default()).await, 1, "{order:?}");
        assert_eq!(store.unwrapped(9).await.unwrap().len(), 1, "it came to this desk, too");
        ends.push(store.call(&key("7")).await.unwrap().unwrap());
    }
    assert_eq!(ends[0].seen(), Seen::Heard);
    assert!(ends.iter().all(|call| *call == ends[0]));
    // Told and logged, it never comes to this desk.
    let place = Place::new();
    let store = place.open().await;
    let order = store.order_back_fill(&fill()).await.unwrap();
    bring(&store, order, std::slice::from_ref(&logged)).await.unwrap();
    store.accept_history(&goes_by("7"), now(), us()).await.unwrap();
    assert!(store.unwrapped(9).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_was_told_for_the_history_and_comes_for_this_desk_is_heard_here() {
    let place = Place::new();
    let store = place.open().await;
    store.accept_history(&goes_by("1")[..1], now(), us()).await.unwrap();
    store.accept_history(&goes_by("2"), now(), us()).await.unwrap();
    let before = store.undone(Some(0), 9, now()).await.unwrap();
    assert_eq!((before.events, before.upto), (vec![], 4), "what is told for a history is looked through once");
    let changed = store.accept(&goes_by("1")[..1], now(), us()).await.unwrap();
    let heard = store.undone(Some(before.upto), 9, now()).await.unwrap().events;
    assert_eq!(heard.len(), 1, "automations hear of it, too");
    assert_eq!(changed.len(), 1);
    assert!(changed[0].call.pops() && !changed[0].is_new);
    assert_eq!(store.accept(&goes_by("1")[..1], now(), us()).await.unwrap().len(), 0);
    assert_eq!(store.accept_history(&goes_by("1")[..1], now(), us()).await.unwrap(), 0);
    assert_eq!(count(&store, StoredKind::TeamHistory).await, 3, "those of the other call");
}

#[tokio::test]
async fn a_caller_who_was_forgotten_does_not_come_back_from_the_relay() {
    let place = Place::new();
    let store = place.open().await;
    let [rings, answered, ends] = goes_by("1");
    store.accept_history(&[rings.clone(), answered, told("1", 1, Some("Booked"))], now(), us()).await.unwrap();
    let by_record = Subject { records: vec![record("003000000000007AAA")], ..Subject::default() };
    let Erasure::Done(erased) = store.erase(&by_record, Unsent::StopsIt, now()).await.unwrap() else {
        panic!("nothing waits")
    };
    assert_eq!(erased.counts.get(&StoredKind::TeamHistory), Some(&3), "{erased:?}");
    assert_eq!(erased.counts.get(&StoredKind::Calls), Some(&1));
    assert_eq!(found(&store, "", &CallFilter::default()).await, 0);
    assert_eq!(store.accept_history(std::slice::from_ref(&rings), now(), us()).await.unwrap(), 0, "its id stays");
    assert!(store.accept(&[rings], now(), us()).await.unwrap().is_empty(), "by no way");
    assert_eq!(found(&store, "quokka", &CallFilter::default()).await, 0);
    // Neither what the relay tells once more, nor what it tells of the call for the first time.
    for late in [told("1", 1, Some("Booked")), told("1", 2, None), ends] {
        assert_eq!(store.accept_history(std::slice::from_ref(&late), later(999), us()).await.unwrap(), 0, "{late:?}");
    }
    assert_eq!(found(&store, "", &CallFilter::default()).await, 0);
    assert_eq!(store.call(&key("1")).await.unwrap(), None);
    // Calls have their term.
    store.accept_history(&goes_by("2"), now(), us()).await.unwrap();
    let terms = Retention { calls_days: 1, ..Retention::default() };
    let retired = store.retire(&terms, now() + SignedDuration::from_hours(48)).await.unwrap();
    // Two ids that were left, and three events; the id of the told wrap-up named the call, and went with the caller.
    assert_eq!(retired.get(&StoredKind::TeamHistory), Some(&5), "{retired:?}");
    assert_eq!(retired.get(&StoredKind::Events), Some(&1), "the mark of the call has the same term");
}

async fn untold(store: &Store) -> Option<(String, u32)> {
    let untold = store.next_untold_wrap_up(later(1)).await.unwrap();
    untold.map(|UntoldWrapUp { call, revision, .. }| (call.to_string(), revision))
}

async fn is_told(store: &Store) {
    let untold = store.next_untold_wrap_up(later(1)).await.unwrap().unwrap();
    store.wrap_up_is_told(&untold, Some(later(2))).await.unwrap();
}

#[tokio::test]
async fn every_change_of_a_wrap_up_is_to_be_told_once_and_survives_a_restart() {
    let place = Place::new();
    let store = place.open().await;
    crate::given::with_calls(&store, &["1", "2", "3"]).await;
    saved(&store, "1", 1).await;
    assert_eq!(untold(&store).await, None, "nobody wants to hear of it");
    store.save_history_share(Share::CallsAndNotes).await.unwrap();
    let two = saved(&store, "2", 2).await;
    assert_eq!(untold(&store).await, Some(("five9:2".into(), 1)));
    store.close().await;
    drop(store);
    let store = place.open().await;
    is_told(&store).await;
    assert_eq!(untold(&store).await, None);
    store.cancel(two.id, now()).await.unwrap();
    assert_eq!(untold(&store).await, Some(("five9:2".into(), 2)), "taken back");
    // A change that comes while it is being told is still to be told.
    let being_told = store.next_untold_wrap_up(later(1)).await.unwrap().unwrap();
    assert_eq!(being_told.told_at, Some(later(2)));
    saved(&store, "2", 2).await;
    store.wrap_up_is_told(&being_told, Some(later(3))).await.unwrap();
    assert_eq!(untold(&store).await, Some(("five9:2".into(), 3)));
    is_told(&store).await;
    // While it can be taken back at once it waits.
    let (decided, plan) = (wrap_up("3", About::Nobody, ""), WrapUpPlan::default());
    let new = NewWrapUp { wrap_up: &decided, plan: &plan, label: "Interested", not_before: later(5) };
    store.save_wrap_up(new, now()).await.unwrap();
    assert_eq!(untold(&store).await, None);
    // It has a second to be on its way, so that it is told once.
    assert_eq!(store.next_settled_wrap_up().await.unwrap(), Some(later(6)));
    assert_eq!(store.next_untold_wrap_up(later(5)).await.unwrap(), None);
    let later_on = store.next_untold_wrap_up(later(6)).await.unwrap();
    assert_eq!(later_on.map(|untold| untold.call), Some(key("3")));
    // A relay that wants nothing more: what was not told never will be.
    store.save_history_share(Share::Off).await.unwrap();
    assert_eq!((untold(&store).await, store.next_settled_wrap_up().await.unwrap()), (None, None));
}

#[tokio::test]
async fn what_became_of_the_writing_of_a_wrap_up_is_to_be_told_too() {
    let place = Place::new();
    let store = place.open().await;
    crate::given::with_calls(&store, &["1", "2"]).await;
    saved(&store, "2", 2).await;
    store.save_history_share(Share::CallsAndNotes).await.unwrap();
    saved(&store, "1", 1).await;
    let untold_at = async |second| {
        let untold = store.next_untold_wrap_up(later(second)).await.unwrap();
        untold.map(|UntoldWrapUp { call, revision, .. }| (call.to_string(), revision))
    };
    // On its way, it waits for what becomes of it; not for ever.
    let leased = store.lease(later(1), 9).await.unwrap();
    assert_eq!((leased.len(), untold_at(1).await), (2, None));
    let lease_ends = store.next_settled_wrap_up().await.unwrap().unwrap();
    assert!(lease_ends > later(1) && store.next_untold_wrap_up(lease_ends).await.unwrap().is_some());
    // Salesforce was away: it is told as one that waits, once.
    let of = |id: &str| leased.iter().find(|one| one.entry.call() == Some(&key(id))).unwrap();
    let waiting = State::Waiting { not_before: later(9), trouble: Some(Trouble::Unreachable) };
    settled(&store, of("1").token, &waiting, 1).await;
    assert_eq!(untold_at(2).await, Some(("five9:1".into(), 1)));
    is_told(&store).await;
    let again = store.lease(later(9), 9).await.unwrap();
    settled(&store, again[0].token, &waiting, 2).await;
    assert_eq!(untold_at(30).await, None, "that it goes on waiting is no news");
    // Refused, sent again, written: each is.
    let again = store.lease(later(9), 9).await.unwrap();
    settled(&store, again[0].token, &State::Refused { refusal: refusal(), at: later(9) }, 3).await;
    assert_eq!(untold_at(30).await, Some(("five9:1".into(), 2)));
    is_told(&store).await;
    store.retry_now(again[0].entry.id, later(10)).await.unwrap();
    assert_eq!(untold_at(30).await, Some(("five9:1".into(), 3)));
    is_told(&store).await;
    let again = store.lease(later(10), 9).await.unwrap();
    settled(&store, again[0].token, &State::Done { receipt: receipt(), at: later(10) }, 4).await;
    assert_eq!(untold_at(30).await, Some(("five9:1".into(), 4)));
    is_told(&store).await;
    // One that was decided while nobody wanted to hear of it stays untold.
    settled(&store, of("2").token, &State::Done { receipt: receipt(), at: later(10) }, 1).await;
    assert_eq!(untold_at(30).await, None);
}

#[tokio::test]
async fn a_forgotten_call_is_told_no_more() {
    let place = Place::new();
    let store = place.open().await;
    store.save_history_share(Share::Calls).await.unwrap();
    crate::given::with_calls(&store, &["1"]).await;
    store.save_callers(NUMBER, &[person(1, "Ann", "4155550134")], now()).await.unwrap();
    saved(&store, "1", 1).await;
    let number = phone::read(NUMBER, None).number().cloned();
    let subject = Subject { numbers: number.into_iter().collect(), ..Subject::default() };
    let erased = store.erase(&subject, Unsent::GoesToo, now()).await.unwrap();
    assert!(matches!(erased, Erasure::Done(_)), "{erased:?}");
    assert_eq!(store.next_untold_wrap_up(later(99)).await.unwrap(), None);
}
