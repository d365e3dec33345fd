//! Groups are kept whole, once, and given to nobody before they are on the disk.

use super::super::given::{self, delivery, to};
use super::super::{Page, Reach};
use super::*;
use callside_core::person::PersonId;

const DANA: &str = "dana@example.com";
const ALL: Page = Page { rows: 10_000, bytes: usize::MAX };

fn to_dana(ids: impl IntoIterator<Item = usize>) -> Vec<NewDelivery> {
    ids.into_iter().map(|id| delivery(id, 0, to(&[DANA]), Some(&["sam@example.com"]))).collect()
}

/// Places that are given out: to Dana, for a history, to the fleet.
async fn given(store: &RelayStore) -> [Vec<i64>; 3] {
    let dana = PersonId::new(DANA).unwrap();
    let waiting = store.waiting(&dana, 0, ALL, false, Reach::Own).await.unwrap();
    let held = store.held(0, Timestamp::UNIX_EPOCH, ALL).await.unwrap();
    let unhanded = store.unhanded(0, 10_000).await.unwrap();
    [
        waiting.iter().map(|one| one.seq).collect(),
        held.iter().map(|one| one.seq).collect(),
        unhanded.iter().map(|one| one.seq).collect(),
    ]
}

fn thrice(places: &[i64]) -> [Vec<i64>; 3] {
    [places.to_vec(), places.to_vec(), places.to_vec()]
}

#[tokio::test]
async fn relay_gives_nobody_what_a_cut_of_the_power_may_take_back() {
    let folder = tempfile::tempdir().unwrap();
    let store = given::store(&folder).await;
    store.keep(&to_dana([1]), Service::Fleet).await.unwrap();
    assert_eq!(given(&store).await, thrice(&[1]));
    let first = store.commit(&to_dana([2, 3]), Service::Fleet).await.unwrap();
    let second = store.commit(&to_dana([3, 4]), Service::Fleet).await.unwrap();
    assert_eq!(given(&store).await, thrice(&[1]), "neither is on the disk yet");
    assert_eq!(store.settle(first).await.unwrap(), [Kept::New(2), Kept::New(3)]);
    assert_eq!(given(&store).await, thrice(&[1, 2, 3]));
    assert_eq!(store.settle(second).await.unwrap(), [Kept::Repeated, Kept::New(5)]);
    assert_eq!(given(&store).await, thrice(&[1, 2, 3, 5]), "a repeat has a place that stays empty");

    let _left = store.commit(&to_dana([6]), Service::Fleet).await.unwrap();
    assert_eq!(store.keep(&to_dana([7]), Service::Fleet).await.unwrap(), [Kept::New(7)]);
    assert_eq!(given(&store).await, thrice(&[1, 2, 3, 5, 6, 7]), "a later sync takes it along");

    let parked = delivery(8, 0, Placing::Parked("unassigned"), None);
    let _left = store.commit(&[parked], Service::Fleet).await.unwrap();
    let placings = [(8, to(&[DANA]), Some(vec![]))];
    assert_eq!(store.place(&placings, Service::Fleet).await.unwrap().placed, 1);
    assert_eq!(given(&store).await, thrice(&[1, 2, 3, 5, 6, 7, 9]), "placing it is synced");
}

#[tokio::test]
async fn relay_that_was_killed_before_a_sync_makes_it_good_as_it_opens() {
    let folder = tempfile::tempdir().unwrap();
    let store = given::store(&folder).await;
    let _never = store.commit(&to_dana([1, 2]), Service::Fleet).await.unwrap();
    assert_eq!(given(&store).await, thrice(&[]));
    drop(store);
    let store = given::store(&folder).await;
    assert_eq!(given(&store).await, thrice(&[1, 2]));
}

#[tokio::test]
async fn relay_promises_nothing_after_a_sync_that_failed_until_the_file_is_opened_anew() {
    let folder = tempfile::tempdir().unwrap();
    let store = given::store(&folder).await;
    let committed = store.commit(&to_dana([1]), Service::Fleet).await.unwrap();
    store.store.lose_hold();
    assert!(store.settle(committed).await.is_err(), "whether it is on the disk nobody can tell");
    assert!(store.keep(&to_dana([2]), Service::Fleet).await.is_err());
    assert!(store.last().await.is_err(), "so that it is not ready");
    assert_eq!(given(&store).await, thrice(&[]));
    drop(store);
    let store = given::store(&folder).await;
    assert_eq!(store.keep(&to_dana([1, 2]), Service::Fleet).await.unwrap(), [Kept::Repeated, Kept::New(3)]);
    assert_eq!(given(&store).await, thrice(&[1, 3]));
}

#[tokio::test]
async fn relay_keeps_groups_of_every_size_whole() {
    let folder = tempfile::tempdir().unwrap();
    let store = given::store(&folder).await;
    let mut next = 0;
    for size in [0, 1, 2, 3, 7, 8, 9, 33, 611, ROWS, ROWS + 1, 2 * ROWS + 5] {
        let group = to_dana(next..next + size);
        let kept = store.keep(&group, Service::Alone).await.unwrap();
        let in_order = |pair: &[Kept]| matches!(pair, [Kept::New(one), Kept::New(next)] if one + 1 == *next);
        assert!(kept.len() == size && kept.windows(2).all(in_order), "{size}: {kept:?}");
        assert_eq!(store.keep(&group, Service::Alone).await.unwrap(), vec![Kept::Repeated; size], "{size}");
        next += size;
    }
    assert_eq!(store.stock().await.unwrap().waiting, i64::try_from(next).unwrap());
    let twice = store.keep(&to_dana([next, next]), Service::Alone).await.unwrap();
    assert!(matches!(twice[..], [Kept::New(_), Kept::Repeated]), "{twice:?}");
}
