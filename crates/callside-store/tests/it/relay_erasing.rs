//! A caller whom a relay forgot is nowhere in its file either: not in a row, not in the id of an event, not in free room, not in
//! the log, not in a copy.

use crate::erasing::{call, holds, name, number};
use crate::given::{KEY, Place, event, named, now};
use crate::pages;
use callside_core::event::{CallChange, CallFacts, Event};
use callside_core::person::PersonId;
use callside_core::phone::{self, PhoneNumber};
use callside_core::secret::Secret;
use callside_store::relay::{Erased, Kept, NewDelivery, Page, Placing, Reach, RelayStore, Retention, Service};
use jiff::SignedDuration;

const CALLERS: u32 = 1040;

fn e164(n: u32) -> PhoneNumber {
    phone::read(&number(n), None).number().unwrap().clone()
}

fn to(person: &str) -> Placing {
    Placing::To(vec![format!("{person}@example.com")])
}

/// What a phone system tells of a call: who calls, and a comment that says no number; by their ids, which name the caller. One
/// in ten comes in parked.
fn deliveries(n: u32) -> [NewDelivery; 2] {
    let text = format!("{} wants to be called{}", name(n), " soon".repeat(n as usize % 90));
    let comment = CallChange::Commented { id: "1".into(), text };
    let delivery = |event: Event, caller: Option<String>, placing| NewDelivery {
        event,
        caller,
        received_at: now(),
        placing,
        watchers: None,
    };
    let seconds = i64::from(n);
    let rings = event(&call(n), seconds, CallChange::Ringing, named(&number(n), &name(n)));
    let placing = if n.is_multiple_of(10) { Placing::Parked("unassigned") } else { to("dana") };
    let commented = event(&call(n), seconds + 1, comment, CallFacts::default());
    [delivery(rings, Some(number(n)), placing), delivery(commented, None, to("sam"))]
}

/// In no order, as callers are: pages are divided again and again. Dana has hers, so that those rows are emptied; Sam was away.
/// What was parked moves to the end of the file.
async fn filled(place: &Place) -> RelayStore {
    let store = RelayStore::open(&place.path(), &Secret::new(KEY), now()).await.unwrap();
    let everybody: Vec<u32> = (0..CALLERS).map(|n| n * 617 % CALLERS).collect();
    for group in everybody.chunks(40) {
        let group: Vec<NewDelivery> = group.iter().flat_map(|n| deliveries(*n)).collect();
        store.keep(&group, Service::Alone).await.unwrap();
    }
    let half = i64::from(CALLERS);
    store.acknowledge(&[(PersonId::new("dana@example.com").unwrap(), "one".into(), half)], now()).await.unwrap();
    let hours = SignedDuration::from_hours;
    let retention = Retention { keep: hours(72), grace: hours(1), remember: hours(168), history: hours(0) };
    let retired = store.retire(retention, now() + hours(2)).await.unwrap();
    assert!(retired.emptied > 300, "{retired:?}");
    let parked = store.parked(0, 500).await.unwrap();
    let placings: Vec<_> = parked.into_iter().map(|parked| (parked.seq, to("sam"), None)).collect();
    assert!(store.place(&placings, Service::Alone).await.unwrap().placed > 100);
    store
}

#[tokio::test]
async fn whoever_a_relay_forgot_is_in_no_page_of_its_file_and_comes_back_with_no_repeat() {
    let place = Place::new();
    let store = filled(&place).await;
    let copy = place.folder.path().join("callside.db.version-2-20261101T000000Z");
    std::fs::write(&copy, "x").unwrap();
    // Those of whom free room holds copies, and some others; of names of which none begins another one.
    store.close().await;
    let in_gaps = pages::words(&pages::gaps(&place, KEY));
    let store = RelayStore::open(&place.path(), &Secret::new(KEY), now()).await.unwrap();
    let is_in_gaps = |n: &u32| in_gaps.contains(name(*n).to_lowercase().split(' ').next().unwrap());
    let mut theirs: Vec<u32> = (100..1_000).filter(is_in_gaps).take(8).collect();
    assert!(theirs.len() > 1, "only {theirs:?} are in free room");
    let more: Vec<u32> = [250, 505, 1_000].into_iter().filter(|n| !theirs.contains(n)).collect();
    theirs.extend(more);
    let stays = (0..CALLERS).find(|n| n % 100 == 77 && !theirs.contains(n)).unwrap();
    for n in &theirs {
        let erased = store.erase(&e164(*n)).await.unwrap();
        assert_eq!(erased.calls, [format!("five9:{}", call(*n)).parse().unwrap()]);
        assert!(erased.deliveries > 0, "also where what says the number was emptied");
    }
    store.overwrite_free_room().await.unwrap();
    assert_eq!(store.erase(&e164(theirs[0])).await.unwrap(), Erased::default(), "nothing is left to find");
    let (after, dump) = (pages::decrypted(&place, KEY), pages::dump(&place, KEY).await);
    for n in &theirs {
        assert_eq!(holds(&after, *n), None, "in the pages");
        assert_eq!(holds(&dump, *n), None, "in the tables");
    }
    assert!(holds(&after, stays).is_some() && holds(&dump, stays).is_some(), "others stay");
    assert!(pages::gaps(&place, KEY).iter().all(|byte| *byte == 0), "and no free room holds anything");
    pages::sound(&place, KEY).await;
    assert!(!copy.exists(), "a copy cannot be searched");

    for n in &theirs {
        assert_eq!(store.keep(&deliveries(*n), Service::Alone).await.unwrap(), [Kept::Repeated; 2]);
    }
    let sam = PersonId::new("sam@example.com").unwrap();
    let page = Page { rows: 5_000, bytes: usize::MAX };
    let waiting = store.waiting(&sam, 0, page, false, Reach::Own).await.unwrap();
    let others = waiting.iter().filter(|waiting| !theirs.iter().any(|n| is_of(&waiting.event, *n))).count();
    assert!(others == waiting.len() && others > 1_000, "{others} of {}", waiting.len());
    assert_eq!(store.keep(&deliveries(stays), Service::Alone).await.unwrap(), [Kept::Repeated; 2]);
    store.close().await;
}

fn is_of(event: &Event, n: u32) -> bool {
    matches!(event, Event::Call(event) if event.call.to_string() == format!("five9:{}", call(n)))
}

#[tokio::test]
async fn what_comes_in_while_free_room_is_overwritten_is_kept() {
    let place = Place::new();
    let store = filled(&place).await;
    let overwritten = store.overwrite_free_room();
    let kept = async {
        for n in CALLERS..CALLERS + 50 {
            assert!(matches!(
                store.keep(&deliveries(n), Service::Alone).await.unwrap()[..],
                [Kept::New(_), Kept::New(_)]
            ));
        }
    };
    let (overwritten, ()) = tokio::join!(overwritten, kept);
    overwritten.unwrap();
    store.close().await;
    pages::sound(&place, KEY).await;
    let dump = pages::dump(&place, KEY).await;
    assert!((CALLERS..CALLERS + 50).all(|n| holds(&dump, n).is_some()));
}

#[tokio::test]
async fn an_order_that_comes_late_is_about_what_came_before_it_and_about_calls_that_others_know() {
    let place = Place::new();
    let store = RelayStore::open(&place.path(), &Secret::new(KEY), now()).await.unwrap();
    let later = now() + SignedDuration::from_hours(1);
    for (n, received_at) in [(1, now()), (2, now()), (3, later)] {
        let group = deliveries(n).map(|delivery| NewDelivery { received_at, ..delivery });
        store.keep(&group, Service::Fleet).await.unwrap();
    }
    // Of the second call somebody else knows that it is theirs; the third came after the order.
    let theirs: callside_core::ids::CallKey = format!("five9:{}", call(2)).parse().unwrap();
    let until = now() + SignedDuration::from_mins(5);
    let erased = store.erase_until(&e164(1), std::slice::from_ref(&theirs), until).await.unwrap();
    assert!(erased.deliveries == 4 && erased.calls.contains(&theirs), "{erased:?}");
    assert_eq!(store.erase_until(&e164(3), &[], until).await.unwrap().deliveries, 0);
    assert_eq!(store.erase(&e164(3)).await.unwrap().deliveries, 2);
    store.close().await;
}
