use crate::given::{Place, contact, key, later, now, plan_for, saved, with_calls, wrap_up};
use callside_core::outbox::State;
use callside_core::plan::{About, Value};
use callside_core::record::CallerObject;
use callside_store::{Cancelled, EntryFilter, NewWrapUp, OutboxCounts, Saved, StoreError};
use serde_json::json;
use std::collections::BTreeMap;

#[tokio::test]
async fn a_call_is_wrapped_up_once() {
    let place = Place::new();
    let store = place.open().await;
    with_calls(&store, &["1"]).await;
    store.save_draft(&key("1"), &json!("typed"), now()).await.unwrap();
    let (decided, plan) = (wrap_up("1", About::Nobody, "  "), plan_for(&contact(1)));
    let new = NewWrapUp { wrap_up: &decided, plan: &plan, label: "Interested", not_before: later(5) };
    let Saved::Now(entry) = store.save_wrap_up(new, now()).await.unwrap() else { panic!("saved now") };
    assert_eq!(entry.state, State::Waiting { not_before: later(5), trouble: None });
    assert_eq!((entry.work.wrap_up(), entry.created_at, entry.attempts), (Some((&decided, &plan)), now(), 0));
    assert_eq!(store.entry(entry.id).await.unwrap().as_ref(), Some(&entry));
    assert_eq!(store.entry_of(&key("1")).await.unwrap().as_ref(), Some(&entry));
    assert_eq!(store.draft::<serde_json::Value>(&key("1")).await.unwrap(), None);
    assert_eq!(store.unwrapped(9).await.unwrap(), []);

    let other = wrap_up("1", About::Nobody, "second thoughts");
    let again = NewWrapUp { wrap_up: &other, label: "Busy", ..new };
    assert_eq!(store.save_wrap_up(again, later(1)).await.unwrap(), Saved::Before(entry));
    let past = &store.recent(None, 1).await.unwrap().calls[0];
    assert_eq!((past.disposition.as_deref(), &past.notes), (Some("Interested"), &None));
    assert_eq!(store.entries(EntryFilter::All, 9).await.unwrap().len(), 1);
}

#[tokio::test]
async fn two_saves_at_once_make_one_entry() {
    let place = Place::new();
    let store = place.open().await;
    with_calls(&store, &["1"]).await;
    let (decided, plan) = (wrap_up("1", About::Nobody, ""), plan_for(&contact(1)));
    let new = NewWrapUp { wrap_up: &decided, plan: &plan, label: "Interested", not_before: now() };
    let (a, b) = tokio::join!(store.save_wrap_up(new, now()), store.save_wrap_up(new, now()));
    let (a, b) = (a.unwrap(), b.unwrap());
    assert_eq!(a.entry().id, b.entry().id);
    assert_ne!(matches!(a, Saved::Now(_)), matches!(b, Saved::Now(_)));
}

#[tokio::test]
async fn a_wrap_up_of_an_unknown_call_leaves_nothing_behind() {
    let place = Place::new();
    let store = place.open().await;
    let (decided, plan) = (wrap_up("9", About::Nobody, ""), plan_for(&contact(1)));
    let new = NewWrapUp { wrap_up: &decided, plan: &plan, label: "Interested", not_before: now() };
    assert!(matches!(store.save_wrap_up(new, now()).await, Err(StoreError::UnknownCall)));
    assert_eq!(store.entries(EntryFilter::All, 9).await.unwrap(), []);
    assert_eq!(store.outbox_counts(now()).await.unwrap(), OutboxCounts::default());
    assert_eq!(store.lease(later(60), 9).await.unwrap(), []);
}

#[tokio::test]
async fn taking_it_back_gives_the_call_and_the_draft_back() {
    let place = Place::new();
    let store = place.open().await;
    with_calls(&store, &["1"]).await;
    store.save_draft(&key("1"), &json!({ "notes": "called" }), now()).await.unwrap();
    let entry = saved(&store, "1", 1).await;
    assert_eq!(store.search("called", None, 9).await.unwrap().calls.len(), 1);
    let Cancelled::Done(cancelled) = store.cancel(entry.id, later(2)).await.unwrap() else { panic!("in time") };
    assert_eq!(cancelled.state, State::Cancelled { at: later(2) });
    assert_eq!(store.draft(&key("1")).await.unwrap(), Some(json!({ "notes": "called" })));
    assert_eq!(store.unwrapped(9).await.unwrap().len(), 1);
    let past = &store.recent(None, 1).await.unwrap().calls[0];
    assert_eq!((&past.disposition, &past.notes, past.entry), (&None, &None, None));
    assert_eq!(store.search("called", None, 9).await.unwrap().calls, []);
    assert_eq!(store.lease(later(60), 9).await.unwrap(), []);
    assert_eq!(store.entry_of(&key("1")).await.unwrap(), None);

    let again = saved(&store, "1", 1).await;
    assert_ne!(again.id, entry.id);
    assert_eq!(store.entry_of(&key("1")).await.unwrap(), Some(again));
}

#[tokio::test]
async fn what_was_typed_since_is_not_overwritten_by_the_old_draft() {
    let place = Place::new();
    let store = place.open().await;
    with_calls(&store, &["1"]).await;
    store.save_draft(&key("1"), &json!("old"), now()).await.unwrap();
    let entry = saved(&store, "1", 1).await;
    store.save_draft(&key("1"), &json!("new"), now()).await.unwrap();
    store.cancel(entry.id, now()).await.unwrap();
    assert_eq!(store.draft(&key("1")).await.unwrap(), Some(json!("new")));
}

#[tokio::test]
async fn a_call_is_found_by_the_name_of_the_record_that_it_makes() {
    let place = Place::new();
    let store = place.open().await;
    with_calls(&store, &["1"]).await;
    let fields = BTreeMap::from([
        ("FirstName".to_owned(), Value::text(" Katherine ")),
        ("LastName".to_owned(), Value::text("Johnson")),
    ]);
    let decided = wrap_up("1", About::New { object: CallerObject::Lead, fields }, "");
    let plan = plan_for(&contact(1));
    let new = NewWrapUp { wrap_up: &decided, plan: &plan, label: "Interested", not_before: now() };
    store.save_wrap_up(new, now()).await.unwrap();
    let found = &store.search("katherine joh", None, 9).await.unwrap().calls[0];
    assert_eq!(found.name.as_deref(), Some("Katherine Johnson"));
}
