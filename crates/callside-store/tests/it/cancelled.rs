//! Futures that are dropped before they are done: all or nothing, and the store goes on.

use crate::given::{Place, contact, key, now, plan_for, ringing, us, with_calls, wrap_up};
use callside_core::plan::About;
use callside_store::{EntryFilter, NewWrapUp, Store};
use std::future::Future;
use std::pin::pin;
use std::task::Poll;

/// Polls a future so many times, then drops it.
async fn poll_and_drop<T>(times: u32, future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    for _ in 0..times {
        let polled = std::future::poll_fn(|context| Poll::Ready(future.as_mut().poll(context))).await;
        if let Poll::Ready(value) = polled {
            return Some(value);
        }
        // Lets the connection's thread answer what this poll asked.
        tokio::task::yield_now().await;
        std::thread::yield_now();
    }
    None
}

/// What was asked of the connection before the future was dropped is done when a later write is.
async fn wait_for_the_writer(store: &Store) {
    store.drop_setting("nothing").await.unwrap();
}

#[tokio::test]
async fn a_dropped_write_leaves_all_or_nothing() {
    let place = Place::new();
    let store = place.open().await;
    let (decided, plan) = (wrap_up("w", About::Nobody, "notes"), plan_for(&contact(1)));
    for times in 1..40 {
        let id = format!("n{times}");
        let batch = [ringing(&id, 0, "+14155550134"), ringing(&format!("{id}-b"), 0, "+14155550134")];
        poll_and_drop(times, store.accept(&batch, now(), us())).await;
        wait_for_the_writer(&store).await;
        let one = store.call(&key(&id)).await.unwrap().is_some();
        let two = store.call(&key(&format!("{id}-b"))).await.unwrap().is_some();
        assert_eq!(one, two, "after {times} polls");
    }
    with_calls(&store, &["w"]).await;
    for times in 1..40 {
        let new = NewWrapUp { wrap_up: &decided, plan: &plan, label: "Interested", not_before: now() };
        poll_and_drop(times, store.save_wrap_up(new, now())).await;
        wait_for_the_writer(&store).await;
        let entries = store.entries(EntryFilter::All, 9).await.unwrap().len();
        let wrapped = store.unwrapped(500).await.unwrap().iter().all(|call| call.key != key("w"));
        assert_eq!(entries == 1, wrapped, "after {times} polls");
    }
    store.accept(&[ringing("last", 0, "+14155550134")], now(), us()).await.unwrap();
    store.integrity_check(now()).await.unwrap();
}
