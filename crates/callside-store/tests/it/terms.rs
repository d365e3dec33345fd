//! What has had its term goes; what waits to be sent, or for a person, does not.

use crate::given::{Place, key, later, now, person, receipt, ringing, saved, settled, us};
use callside_core::outbox::State;
use callside_core::privacy::{Retention, StoredKind};
use callside_store::{Rejection, Store};
use jiff::{SignedDuration, Timestamp};

fn days(days: i64) -> Timestamp {
    now() + SignedDuration::from_hours(24 * days)
}

const TERMS: Retention = Retention { calls_days: 30, copies_days: 10, diagnostics_days: 5, audit_days: 5 };

async fn count(store: &Store, kind: StoredKind) -> u64 {
    store.inventory().await.unwrap().into_iter().find(|stock| stock.kind == kind).unwrap().count
}

#[tokio::test]
async fn each_kind_goes_after_its_own_term() {
    let place = Place::new();
    let store = place.open().await;
    store.accept(&[ringing("1", 0, "+14155550134")], now(), us()).await.unwrap();
    store.save_callers("+14155550134", &[person(1, "Ann", "4155550134")], now()).await.unwrap();
    let rejection = Rejection { at: now(), source: "x".into(), reason: "y".into(), detail: "z".into() };
    store.note_rejection(&rejection).await.unwrap();
    let there = async |day| {
        store.retire(&TERMS, days(day)).await.unwrap();
        let mut counts = Vec::new();
        for kind in [StoredKind::Rejections, StoredKind::Records, StoredKind::Calls, StoredKind::Events] {
            counts.push(count(&store, kind).await);
        }
        counts
    };
    for (day, left) in [(4, [1, 1, 1, 1]), (6, [0, 1, 1, 1]), (11, [0, 0, 1, 1]), (29, [0, 0, 1, 1]), (31, [0; 4])] {
        assert_eq!(there(day).await, left, "after {day} days");
    }
}

#[tokio::test]
async fn what_waits_to_be_sent_outlives_every_term() {
    let place = Place::new();
    let store = place.open().await;
    store.accept(&[ringing("1", 0, "+14155550134"), ringing("2", 1, "+14155550135")], now(), us()).await.unwrap();
    let waiting = saved(&store, "1", 1).await;
    for day in [31, 100_000] {
        store.retire(&TERMS, days(day)).await.unwrap();
        assert_eq!(store.entry(waiting.id).await.unwrap().as_ref(), Some(&waiting));
        assert!(store.call(&key("1")).await.unwrap().is_some());
        assert!(store.call(&key("2")).await.unwrap().is_none());
    }
    let leased = store.lease(days(1), 1).await.unwrap().remove(0);
    settled(&store, leased.token, &State::Done { receipt: receipt(), at: later(7) }, 1).await;
    store.retire(&TERMS, days(31)).await.unwrap();
    assert!(store.entry(waiting.id).await.unwrap().is_none() && store.call(&key("1")).await.unwrap().is_none());
}

#[tokio::test]
async fn more_than_one_step_is_taken() {
    let place = Place::new();
    let store = place.open().await;
    let events: Vec<_> = (0..1201).map(|n| ringing(&format!("c{n}"), n, "+14155550134")).collect();
    store.accept(&events, now(), us()).await.unwrap();
    let retired = store.retire(&TERMS, days(31)).await.unwrap();
    assert_eq!((retired[&StoredKind::Calls], count(&store, StoredKind::Calls).await), (1201, 0));
    assert!(store.search("4155550134", None, 5).await.unwrap().calls.is_empty());
    store.integrity_check(now()).await.unwrap();
}

#[tokio::test]
async fn copies_from_before_an_upgrade_go_and_others_stay() {
    let place = Place::new();
    let store = place.open().await;
    for name in ["callside.db.version-3-20261101T000000Z", "callside.db.set-aside-20261101T000000Z"] {
        std::fs::write(place.folder.path().join(name), "x").unwrap();
    }
    store.retire(&TERMS, Timestamp::now()).await.unwrap();
    assert_eq!(count(&store, StoredKind::Backups).await, 2, "they are new");
    store.retire(&TERMS, Timestamp::now() + SignedDuration::from_hours(24 * 6)).await.unwrap();
    assert!(
        place.files().iter().any(|name| name.contains("set-aside")) && count(&store, StoredKind::Backups).await == 1
    );
}

#[tokio::test]
async fn a_call_whose_clock_is_wrong_by_years_stays_for_its_term() {
    let place = Place::new();
    let store = place.open().await;
    store.accept(&[ringing("1", -90_000_000, "+14155550134")], now(), us()).await.unwrap();
    store.retire(&TERMS, days(29)).await.unwrap();
    assert!(store.call(&key("1")).await.unwrap().is_some());
    store.retire(&TERMS, days(31)).await.unwrap();
    assert!(store.call(&key("1")).await.unwrap().is_none());
}
