use crate::given::{Place, later, now, receipt, saved, settled, with_calls};
use callside_core::outbox::{LEASE, State, Trouble};
use callside_store::{Cancelled, Leased, Outcome, Settled, Store};
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::sync::Arc;

fn calls(leased: &[Leased]) -> Vec<&str> {
    leased.iter().map(|leased| leased.entry.call().unwrap().id()).collect()
}

fn waiting(not_before: Timestamp, trouble: Trouble) -> State {
    State::Waiting { not_before, trouble: Some(trouble) }
}

async fn desk(ids: &[&str]) -> (Place, Store) {
    let place = Place::new();
    let store = place.open().await;
    with_calls(&store, ids).await;
    (place, store)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn eight_senders_get_each_entry_once() {
    let ids: Vec<String> = (0..200).map(|n| n.to_string()).collect();
    let (_place, store) = desk(&ids.iter().map(String::as_str).collect::<Vec<_>>()).await;
    for (id, number) in ids.iter().zip(0..) {
        saved(&store, id, number).await;
    }
    let store = Arc::new(store);
    let senders: Vec<_> = (0..8)
        .map(|_| {
            let store = Arc::clone(&store);
            tokio::spawn(async move {
                let mut got = Vec::new();
                loop {
                    let leased = store.lease(now(), 3).await.unwrap();
                    if leased.is_empty() {
                        return got;
                    }
                    for Leased { entry, token, .. } in leased {
                        let done = State::Done { receipt: receipt(), at: now() };
                        assert_eq!(settled(&store, token, &done, 1).await, Settled::Stored);
                        got.push(entry.id);
                    }
                }
            })
        })
        .collect();
    let mut all = Vec::new();
    for sender in senders {
        all.extend(sender.await.unwrap());
    }
    assert_eq!(all.len(), 200);
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 200);
    assert_eq!(store.outbox_counts(now()).await.unwrap().sent, 200);
}

#[tokio::test]
async fn a_lease_that_ran_out_is_leased_again_and_the_first_holder_is_turned_away() {
    let (_place, store) = desk(&["1"]).await;
    let entry = saved(&store, "1", 1).await;
    let first = store.lease(now(), 9).await.unwrap().remove(0);
    assert_eq!(first.entry.state, State::Leased { until: now() + LEASE });
    assert_eq!(store.next_due(now()).await.unwrap(), Some(now() + LEASE));
    assert_eq!(store.lease(now() + LEASE - jiff::SignedDuration::from_millis(1), 9).await.unwrap(), []);

    let second = store.lease(now() + LEASE, 9).await.unwrap().remove(0);
    let done = State::Done { receipt: receipt(), at: later(95) };
    let lost = waiting(later(100), Trouble::AnswerLost);
    assert_eq!(settled(&store, first.token, &lost, 1).await, Settled::LeaseLost);
    assert_eq!(settled(&store, second.token, &done, 2).await, Settled::Stored);
    assert_eq!(settled(&store, second.token, &lost, 2).await, Settled::LeaseLost, "settled once");
    let entry = store.entry(entry.id).await.unwrap().unwrap();
    assert_eq!((entry.state, entry.attempts), (done, 2));
}

#[tokio::test]
async fn a_lease_holds_anew_from_every_step_that_is_kept() {
    let (_place, store) = desk(&["1"]).await;
    saved(&store, "1", 1).await;
    let leased = store.lease(now(), 9).await.unwrap().remove(0);
    assert_eq!(store.progress(leased.token, &leased.entry.work, later(60)).await.unwrap(), Settled::Stored);
    assert_eq!(store.lease(now() + LEASE, 9).await.unwrap(), []);
    assert_eq!(store.next_due(later(60)).await.unwrap(), Some(later(60) + LEASE));

    store.lease(later(60) + LEASE, 9).await.unwrap().remove(0);
    assert_eq!(store.progress(leased.token, &leased.entry.work, later(500)).await.unwrap(), Settled::LeaseLost);
}

#[tokio::test]
async fn a_lease_survives_a_restart() {
    let (place, store) = desk(&["1"]).await;
    saved(&store, "1", 1).await;
    let leased = store.lease(now(), 9).await.unwrap().remove(0);
    drop(store);
    let store = place.open().await;
    assert_eq!(store.lease(later(1), 9).await.unwrap(), []);
    let done = State::Done { receipt: receipt(), at: later(1) };
    assert_eq!(settled(&store, leased.token, &done, 1).await, Settled::Stored);
}

#[tokio::test]
async fn entries_of_one_record_go_out_in_order_and_others_do_not_wait() {
    let (_place, store) = desk(&["a1", "a2", "b1", "a3"]).await;
    for (id, contact) in [("a1", 1), ("a2", 1), ("b1", 2), ("a3", 1)] {
        saved(&store, id, contact).await;
    }
    let first = store.lease(now(), 9).await.unwrap();
    assert_eq!(calls(&first), ["a1", "b1"]);
    assert_eq!(store.lease(later(1), 9).await.unwrap(), [], "a1 is being sent");
    settled(&store, first[0].token, &waiting(later(50), Trouble::Busy), 1).await;
    assert_eq!(store.lease(later(2), 9).await.unwrap(), [], "a1 waits for its turn");
    assert_eq!(store.next_due(later(2)).await.unwrap(), Some(later(50)), "not the entries behind it");
    let again = store.lease(later(50), 9).await.unwrap();
    assert_eq!(calls(&again), ["a1"]);
    let refused = State::Refused { refusal: crate::given::refusal(), at: later(51) };
    settled(&store, again[0].token, &refused, 2).await;
    let next = store.lease(later(52), 9).await.unwrap();
    assert_eq!(calls(&next), ["a2"], "a refused entry holds nobody up");
    settled(&store, next[0].token, &State::Done { receipt: receipt(), at: later(53) }, 1).await;
    assert_eq!(calls(&store.lease(later(54), 9).await.unwrap()), ["a3"]);
}

#[tokio::test]
async fn the_longest_due_goes_first_and_nothing_goes_early() {
    let (_place, store) = desk(&["1", "2", "3"]).await;
    for (id, number) in [("1", 1), ("2", 2), ("3", 3)] {
        saved(&store, id, number).await;
    }
    assert_eq!(store.lease(later(-1), 9).await.unwrap(), []);
    let first = store.lease(now(), 1).await.unwrap();
    assert_eq!(calls(&first), ["1"]);
    settled(&store, first[0].token, &waiting(later(30), Trouble::Unreachable), 1).await;
    assert_eq!(calls(&store.lease(later(40), 2).await.unwrap()), ["2", "3"]);
    let late = store.lease(later(40), 9).await.unwrap();
    assert_eq!(calls(&late), ["1"]);
    assert_eq!(late[0].entry.attempts, 1);
    assert_eq!(store.lease(later(40), 0).await.unwrap(), []);
}

#[tokio::test]
async fn those_that_ended_together_are_settled_together_and_a_lost_lease_among_them_changes_nothing() {
    let (_place, store) = desk(&["1", "2", "3"]).await;
    for (id, number) in ["1", "2", "3"].iter().zip(1..) {
        saved(&store, id, number).await;
    }
    let leased = store.lease(now(), 3).await.unwrap();
    let after = now().checked_add(LEASE).unwrap();
    let again = store.lease(after, 1).await.unwrap().remove(0);
    assert_eq!(again.entry.id, leased[0].entry.id);
    let done = State::Done { receipt: receipt(), at: now() };
    let busy = waiting(later(90), Trouble::Busy);
    let outcomes = [(0, &done), (1, &done), (2, &busy)];
    let outcomes =
        outcomes.map(|(n, state): (usize, _)| Outcome { token: leased[n].token, state, attempts: 1, work: None });
    let expected = [Settled::LeaseLost, Settled::Stored, Settled::Stored];
    assert_eq!(store.settle(&outcomes).await.unwrap(), expected);
    let counts = store.outbox_counts(now()).await.unwrap();
    assert_eq!((counts.sent, counts.waiting), (1, 2));
    assert_eq!(settled(&store, again.token, &done, 2).await, Settled::Stored);
}

#[tokio::test]
async fn nothing_is_due_when_nothing_is_open() {
    let (_place, store) = desk(&["1"]).await;
    assert_eq!(store.next_due(now()).await.unwrap(), None);
    saved(&store, "1", 1).await;
    let leased = store.lease(now(), 1).await.unwrap().remove(0);
    settled(&store, leased.token, &State::Done { receipt: receipt(), at: now() }, 1).await;
    assert_eq!(store.next_due(now()).await.unwrap(), None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_entry_is_either_taken_back_or_sent_never_both() {
    let ids: Vec<String> = (0..60).map(|n| n.to_string()).collect();
    let (_place, store) = desk(&ids.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let store = Arc::new(store);
    let (mut sent, mut taken_back) = (0, 0);
    for (id, number) in ids.iter().zip(0..) {
        let entry = saved(&store, id, number).await.id;
        let (one, two) = (Arc::clone(&store), Arc::clone(&store));
        let cancel = tokio::spawn(async move { one.cancel(entry, now()).await.unwrap() });
        let lease = tokio::spawn(async move { two.lease(now(), 9).await.unwrap() });
        let (cancelled, leased) = (cancel.await.unwrap(), lease.await.unwrap());
        assert_eq!(matches!(cancelled, Cancelled::Done(_)), leased.is_empty(), "{id}");
        sent += leased.len();
        taken_back += usize::from(leased.is_empty());
    }
    assert_eq!(sent + taken_back, 60);
}
