//! A caller whom a relay forgot is nowhere in its file either: not in a row, not in free room, not in the log.

use crate::erasing::{CALLERS, OTHERS, call, holds, name, number};
use crate::given::{KEY, Place, event, named, now};
use crate::pages;
use callside_core::event::{CallChange, CallFacts, Event};
use callside_core::secret::Secret;
use callside_store::relay::{NewDelivery, Placing, RelayStore, Service};

/// What a phone system tells of a call: who called, and a comment that says no number.
fn deliveries(n: u32) -> [NewDelivery; 2] {
    let comment = CallChange::Commented { id: "1".into(), text: format!("{} wants to be called", name(n)) };
    let delivery = |event: Event, caller: Option<String>| NewDelivery {
        event,
        caller,
        received_at: now(),
        placing: Placing::To(vec!["dana@example.com".into()]),
        watchers: Some(vec!["bea@example.com".into()]),
    };
    let seconds = i64::from(n);
    [
        delivery(event(&call(n), seconds, CallChange::Ringing, named(&number(n), &name(n))), Some(number(n))),
        delivery(event(&call(n), seconds + 1, comment, CallFacts::default()), None),
    ]
}

#[tokio::test]
async fn a_thousand_callers_are_nowhere_in_the_file_of_a_relay_that_forgot_them() {
    let place = Place::new();
    let store = RelayStore::open(&place.path(), &Secret::new(KEY), now()).await.unwrap();
    // In no order, as callers are: the pages of an index are divided again and again.
    let everybody: Vec<u32> = (0..CALLERS + OTHERS).map(|n| n * 617 % (CALLERS + OTHERS)).collect();
    for group in everybody.chunks(40) {
        let group: Vec<NewDelivery> = group.iter().flat_map(|n| deliveries(*n)).collect();
        store.keep(&group, Service::Alone).await.unwrap();
    }
    store.checkpoint().await.unwrap();
    let before = pages::decrypted(&place, KEY);
    let sample = [0, 5, 250, 505, 999];
    assert!(sample.iter().all(|n| holds(&before, *n).is_some()), "the search finds what is there");
    for n in 0..CALLERS {
        let erased = store.erase(&number(n)).await.unwrap();
        assert_eq!((erased.deliveries, erased.calls.len()), (2, 1), "with what says no number");
    }
    assert_eq!(store.erase(&number(0)).await.unwrap().deliveries, 0);
    store.close().await;
    let after = pages::decrypted(&place, KEY);
    let stays = CALLERS + 7;
    assert!(holds(&after, stays).is_some(), "others stay");
    for n in sample {
        assert_eq!(holds(&after, n), None, "in the pages");
    }
    let words = pages::words(&after);
    for n in 0..CALLERS {
        for word in name(n).to_lowercase().split(' ').chain([&number(n)[1..]]) {
            assert!(!words.contains(word), "a page still holds {word}");
        }
    }
}
