//! The callback list and the suppression list live and die with the wrap-up that made them.

use crate::given::{Place, contact, key, now, plan_for, settled, with_calls, wrap_up};
use callside_core::outbox::State;
use callside_core::plan::{About, AtDesk, WrapUpPlan};
use callside_store::{Cancelled, NewWrapUp, Saved, Store};
use jiff::{Timestamp, ToSpan};

const NUMBER: &str = "+14155550134";

fn again(tries: u32, minutes: i64) -> WrapUpPlan {
    let due_at = now() + minutes.minutes();
    let deed = AtDesk::CallBack { number: NUMBER.into(), who: "Sarah".into(), due_at, tries, is_retry: true };
    WrapUpPlan { at_desk: vec![deed], ..plan_for(&contact(1)) }
}

async fn save(store: &Store, call: &str, plan: &WrapUpPlan) -> callside_core::ids::EntryId {
    let wrap_up = wrap_up(call, About::Nobody, "called");
    let new = NewWrapUp { wrap_up: &wrap_up, plan, label: "Busy", not_before: now() };
    let Saved::Now(entry) = store.save_wrap_up(new, now()).await.unwrap() else { panic!("saved for the first time") };
    entry.id
}

/// Call `id` was busy: its number is to be called again in half an hour.
pub async fn called_back(store: &Store, id: &str) -> callside_core::ids::EntryId {
    save(store, id, &again(1, 30)).await
}

async fn due(store: &Store) -> Vec<(String, Timestamp, u32)> {
    store.callbacks(10).await.unwrap().into_iter().map(|it| (it.call.to_string(), it.due_at, it.tries)).collect()
}

#[tokio::test]
async fn a_later_wrap_up_of_the_number_settles_its_callback_until_it_is_taken_back() {
    let place = Place::new();
    let store = place.open().await;
    with_calls(&store, &["1", "2"]).await;
    save(&store, "1", &again(1, 30)).await;
    assert_eq!(store.tries(NUMBER, "five9:2").await.unwrap(), 1);
    let second = save(&store, "2", &again(2, 10)).await;
    assert_eq!(due(&store).await, [("five9:2".to_owned(), now() + 10.minutes(), 2)]);
    assert!(matches!(store.cancel(second, now()).await.unwrap(), Cancelled::Done(_)));
    assert_eq!(due(&store).await, [("five9:1".to_owned(), now() + 30.minutes(), 1)]);
    assert_eq!(store.tries(NUMBER, "five9:2").await.unwrap(), 1);
}

#[tokio::test]
async fn a_message_counts_as_a_try_and_is_due_once_the_wrap_up_stands() {
    let place = Place::new();
    let store = place.open().await;
    with_calls(&store, &["1", "2"]).await;
    let deed = || AtDesk::Message {
        action: "missed_you".into(),
        number: NUMBER.into(),
        who: "Sarah".into(),
        due_at: now() + 30.minutes(),
        tries: 3,
    };
    let plan = || WrapUpPlan { at_desk: vec![deed()], ..plan_for(&contact(1)) };
    save(&store, "1", &plan()).await;
    assert_eq!(due(&store).await, [], "it asks nothing of the agent");
    assert_eq!(store.tries(NUMBER, "five9:2").await.unwrap(), 3);
    let at = now() + 31.minutes();
    assert_eq!(store.due_messages(at, 9).await.unwrap(), [], "Salesforce has no wrap-up yet");
    let leased = store.lease(at, 1).await.unwrap().remove(0);
    let receipt = callside_core::crm::Receipt { records: vec![], found_again: false };
    settled(&store, leased.token, &State::Done { receipt, at }, 1).await;
    assert_eq!(store.due_messages(now() + 29.minutes(), 9).await.unwrap(), [], "it is not time yet");
    store.suppress(NUMBER, at).await.unwrap();
    assert_eq!(store.due_messages(at, 9).await.unwrap(), [], "nobody writes to whom nobody may call");
    store.allow_again(NUMBER).await.unwrap();
    let due_now = store.due_messages(at, 9).await.unwrap();
    let [message] = &due_now[..] else { panic!("one is due: {due_now:?}") };
    let of = (message.call.clone(), message.action.as_str(), message.number.as_str());
    assert_eq!(of, (key("1"), "missed_you", NUMBER));
    let second = save(&store, "2", &again(4, 60)).await;
    assert_eq!(store.due_messages(at, 9).await.unwrap(), [], "a later wrap-up of the number settles it");
    assert!(matches!(store.cancel(second, now()).await.unwrap(), Cancelled::Done(_)));
    assert_eq!(store.due_messages(at, 9).await.unwrap(), due_now);
    store.call_back_instead(message.id).await.unwrap();
    assert_eq!(store.due_messages(at, 9).await.unwrap(), []);
    assert_eq!(due(&store).await, [("five9:1".to_owned(), now() + 30.minutes(), 3)], "a person calls instead");
}

#[tokio::test]
async fn a_suppressed_number_is_in_no_list_and_what_was_put_there_by_hand_stays() {
    let place = Place::new();
    let store = place.open().await;
    with_calls(&store, &["1", "2"]).await;
    save(&store, "1", &again(1, 30)).await;
    store.suppress(NUMBER, now()).await.unwrap();
    assert_eq!(due(&store).await, []);
    let deed = AtDesk::Suppress { number: NUMBER.into() };
    let second = save(&store, "2", &WrapUpPlan { at_desk: vec![deed], ..plan_for(&contact(1)) }).await;
    store.cancel(second, now()).await.unwrap();
    assert!(store.is_suppressed(NUMBER).await.unwrap(), "somebody put it there by hand");
    store.allow_again(NUMBER).await.unwrap();
    assert!(!store.is_suppressed(NUMBER).await.unwrap());
    assert_eq!(due(&store).await.len(), 1);
}

#[tokio::test]
async fn decided_calls_come_in_batches_each_once() {
    let place = Place::new();
    let store = place.open().await;
    with_calls(&store, &["1", "2", "3"]).await;
    let mut ids = Vec::new();
    for call in ["1", "2", "3"] {
        ids.push(save(&store, call, &again(1, 30)).await);
    }
    store.cancel(ids[1], now()).await.unwrap();
    let (mut after, mut calls) = (None, Vec::new());
    loop {
        let batch = store.decided(now() - 1.hours(), after, 1).await.unwrap();
        after = batch.last();
        if batch.is_empty() {
            break;
        }
        calls.extend(batch.read().0.into_iter().map(|decided| decided.call.key.to_string()));
    }
    assert_eq!(calls, ["five9:1", "five9:3"]);
    assert_eq!(store.count_decided(now() - 1.hours()).await.unwrap(), 2);
    assert_eq!(store.count_decided(now() + 1.hours()).await.unwrap(), 0);
}
