use crate::given::{Place, contact, key, later, now, plan_for, receipt, refusal, saved, settled, with_calls, wrap_up};
use callside_core::outbox::{LEASE, State, Trouble, Work};
use callside_core::plan::{About, WrapUp};
use callside_store::{Cancelled, Retried, Revised, Store};
use jiff::Timestamp;

/// A desk whose one entry stands as `state`.
async fn desk_with(state: State) -> (Place, Store, callside_core::ids::EntryId) {
    let place = Place::new();
    let store = place.open().await;
    with_calls(&store, &["1"]).await;
    let id = saved(&store, "1", 1).await.id;
    attempt(&store, now(), state).await;
    (place, store, id)
}

async fn attempt(store: &Store, at: Timestamp, state: State) {
    let leased = store.lease(at, 1).await.unwrap().remove(0);
    settled(store, leased.token, &state, leased.entry.attempts + 1).await;
}

fn lost(trouble: Trouble) -> State {
    State::Waiting { not_before: now(), trouble: Some(trouble) }
}

fn refused() -> State {
    State::Refused { refusal: refusal(), at: now() }
}

fn done() -> State {
    State::Done { receipt: receipt(), at: now() }
}

fn mended() -> WrapUp {
    wrap_up("1", About::Nobody, "mended words")
}

fn mended_work(wrap_up: WrapUp) -> Work {
    Work::WrapUp { wrap_up, plan: plan_for(&contact(2)) }
}

async fn revise(store: &Store, id: callside_core::ids::EntryId) -> Revised {
    store.revise(id, &mended_work(mended()), "Busy", later(9)).await.unwrap()
}

#[tokio::test]
async fn what_may_stand_in_salesforce_cannot_be_taken_back_or_changed() {
    for (state, may_cancel, may_revise, may_retry) in [
        (lost(Trouble::Unreachable), true, true, true),
        (lost(Trouble::Busy), true, true, true),
        (lost(Trouble::AnswerLost), false, false, true),
        (lost(Trouble::Unexpected), false, false, true),
        (refused(), true, true, true),
        (done(), false, false, false),
    ] {
        let (_place, store, id) = desk_with(state.clone()).await;
        assert_eq!(matches!(store.retry_now(id, now()).await.unwrap(), Retried::Done(_)), may_retry, "{state:?}");
        let (_place, store, id) = desk_with(state.clone()).await;
        assert_eq!(matches!(revise(&store, id).await, Revised::Done(_)), may_revise, "{state:?}");
        let (_place, store, id) = desk_with(state.clone()).await;
        assert_eq!(matches!(store.cancel(id, now()).await.unwrap(), Cancelled::Done(_)), may_cancel, "{state:?}");
    }
}

#[tokio::test]
async fn a_lost_answer_is_not_forgotten_over_a_later_trouble() {
    let (_place, store, id) = desk_with(lost(Trouble::AnswerLost)).await;
    attempt(&store, now(), lost(Trouble::Unreachable)).await;
    assert_eq!(store.cancel(id, now()).await.unwrap(), Cancelled::TooLate);
    assert_eq!(revise(&store, id).await, Revised::TooLate);
    attempt(&store, now(), refused()).await;
    assert!(matches!(store.cancel(id, now()).await.unwrap(), Cancelled::Done(_)), "the mark was looked for");
}

#[tokio::test]
async fn a_sender_that_was_killed_may_have_sent() {
    let place = Place::new();
    let store = place.open().await;
    with_calls(&store, &["1"]).await;
    let id = saved(&store, "1", 1).await.id;
    store.lease(now(), 1).await.unwrap();
    attempt(&store, now() + LEASE, lost(Trouble::Unreachable)).await;
    assert_eq!(store.cancel(id, later(100)).await.unwrap(), Cancelled::TooLate);
}

#[tokio::test]
async fn a_mended_entry_waits_in_its_new_form() {
    let (_place, store, id) = desk_with(refused()).await;
    let Revised::Done(entry) = revise(&store, id).await else { panic!("it was refused") };
    assert_eq!(entry.state, State::Waiting { not_before: later(9), trouble: None });
    assert_eq!((&entry.work, entry.attempts), (&mended_work(mended()), 0));
    let past = &store.recent(None, 1).await.unwrap().calls[0];
    assert_eq!((past.disposition.as_deref(), past.notes.as_deref()), (Some("Busy"), Some("mended words")));
    assert_eq!(store.search("called", None, 9).await.unwrap().calls, []);
    assert_eq!(store.search("mended", None, 9).await.unwrap().calls.len(), 1);
    assert_eq!(
        store.lease(later(9), 1).await.unwrap()[0].entry,
        callside_core::outbox::Entry { state: State::Leased { until: later(9) + LEASE }, ..*entry }
    );
    let elsewhere = WrapUp { call: key("2"), ..mended() };
    let (_place, store, id) = desk_with(refused()).await;
    store.revise(id, &mended_work(elsewhere), "Busy", now()).await.unwrap_err();
}

#[tokio::test]
async fn a_mended_entry_orders_by_the_records_that_it_touches_now() {
    let place = Place::new();
    let store = place.open().await;
    with_calls(&store, &["1", "2", "3"]).await;
    let first = saved(&store, "1", 1).await.id;
    saved(&store, "2", 1).await;
    saved(&store, "3", 2).await;
    revise(&store, first).await;
    let leased = store.lease(now(), 9).await.unwrap();
    assert_eq!(leased.iter().map(|l| l.entry.call().unwrap().id()).collect::<Vec<_>>(), ["2"], "3 now comes after 1");
}

#[tokio::test]
async fn sent_again_as_it_is_when_a_person_says_so() {
    let (_place, store, id) = desk_with(State::Waiting { not_before: later(300), trouble: Some(Trouble::Limit) }).await;
    let Retried::Done(entry) = store.retry_now(id, later(1)).await.unwrap() else { panic!("it waits") };
    assert_eq!(entry.state, State::Waiting { not_before: later(1), trouble: Some(Trouble::Limit) });
    assert_eq!(store.lease(later(1), 1).await.unwrap().len(), 1);
    assert_eq!(store.retry_now(id, later(2)).await.unwrap(), Retried::TooLate);
}

#[tokio::test]
async fn an_entry_that_is_not_there_cannot_be_changed() {
    let place = Place::new();
    let store = place.open().await;
    let nobody = callside_core::ids::EntryId(77);
    assert_eq!(store.cancel(nobody, now()).await.unwrap(), Cancelled::TooLate);
    assert_eq!(revise(&store, nobody).await, Revised::TooLate);
    assert_eq!(store.retry_now(nobody, now()).await.unwrap(), Retried::TooLate);
    assert_eq!(store.entry(nobody).await.unwrap(), None);
}
