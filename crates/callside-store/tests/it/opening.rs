use crate::given::{KEY, OTHER_KEY, Place, key, keyed, later, now, ringing, us, with_calls};
use callside_core::secret::Secret;
use callside_store::{Store, StoreError, set_aside};
use sqlx::{ConnectOptions, Connection};
use std::fs;
use std::path::Path;

async fn filled(calls: usize) -> Place {
    let place = Place::new();
    let store = place.open().await;
    let events: Vec<_> = (0..calls).map(|n| ringing(&n.to_string(), 0, "+14155550134")).collect();
    store.accept(&events, now(), us()).await.unwrap();
    store.close().await;
    place
}

/// The database as bytes, and back.
fn bytes(place: &Place) -> Vec<u8> {
    fs::read(place.path()).unwrap()
}

fn copies(place: &Place, why: &str) -> usize {
    place.files().iter().filter(|name| name.contains(why)).count()
}

#[tokio::test]
async fn what_was_stored_is_there_after_a_restart_closed_or_not() {
    let place = Place::new();
    for n in 0..6 {
        let store = place.open().await;
        assert_eq!(store.recent(None, 50).await.unwrap().calls.len(), n);
        store.accept(&[ringing(&n.to_string(), 0, "+14155550134")], now(), us()).await.unwrap();
        if n % 2 == 0 {
            store.close().await;
        }
    }
    place.open().await.integrity_check(now()).await.unwrap();
}

#[tokio::test]
async fn a_wrong_key_is_said_and_harms_nothing() {
    let place = filled(3).await;
    let before = bytes(&place);
    for _ in 0..3 {
        assert!(matches!(place.try_open(OTHER_KEY).await, Err(StoreError::WrongKey)));
    }
    assert_eq!(bytes(&place), before);
    assert_eq!(place.files(), ["callside.db", "callside.db.lock", "callside.db.mark"]);
    assert_eq!(place.open().await.recent(None, 9).await.unwrap().calls.len(), 3);
}

#[tokio::test]
async fn a_database_of_another_time_without_its_mark_opens_with_its_key() {
    let place = filled(3).await;
    fs::remove_file(place.folder.path().join("callside.db.mark")).unwrap();
    assert!(matches!(place.try_open(OTHER_KEY).await, Err(StoreError::WrongKey)));
    place.open().await.close().await;
    assert!(place.files().contains(&"callside.db.mark".to_owned()));
}

#[tokio::test]
async fn one_flipped_byte_in_any_page_is_found_and_the_file_kept() {
    const PAGE: usize = 4096;
    let place = filled(40).await;
    let whole = bytes(&place);
    for page in 0..whole.len() / PAGE {
        let mut damaged = whole.clone();
        damaged[page * PAGE + 100] ^= 1;
        fs::write(place.path(), &damaged).unwrap();
        let found = match place.try_open(KEY).await {
            Ok(store) => {
                for read in [store.recent(None, 99).await, store.search("0134", None, 99).await] {
                    assert!(matches!(read, Ok(_) | Err(StoreError::Corrupt { .. })), "page {page}: {read:?}");
                }
                let found = store.integrity_check(later(1)).await.unwrap_err();
                drop(store);
                found
            }
            Err(error) => error,
        };
        let StoreError::Corrupt { copied_to: Some(copy) } = found else { panic!("page {page}: {found:?}") };
        assert_eq!(fs::read(&copy).unwrap(), damaged, "page {page}");
        let _free = place.try_open(KEY).await;
        for name in place.files().iter().filter(|name| name.contains("damaged") || name.ends_with("-wal")) {
            fs::remove_file(place.folder.path().join(name)).ok();
        }
    }
}

#[tokio::test]
async fn a_file_cut_short_is_never_taken_for_a_new_one() {
    const PAGE: usize = 4096;
    let place = filled(40).await;
    let whole = bytes(&place);
    let lengths = [0, 1, 15, 16, 100, 511, 512, 4095, PAGE, PAGE + 1, 5 * PAGE, whole.len() - PAGE, whole.len() - 1];
    for length in lengths {
        fs::write(place.path(), &whole[..length]).unwrap();
        let error = match place.try_open(KEY).await {
            Ok(store) => store.integrity_check(now()).await.expect_err(&format!("{length} bytes")),
            Err(error) => error,
        };
        assert!(matches!(error, StoreError::Corrupt { copied_to: Some(_) }), "{length} bytes: {error:?}");
    }
    fs::write(place.path(), &whole).unwrap();
    assert_eq!(place.open().await.recent(None, 99).await.unwrap().calls.len(), 40);
}

#[tokio::test]
async fn trying_again_and_again_makes_one_copy() {
    let place = filled(3).await;
    fs::write(place.path(), &bytes(&place)[..5000]).unwrap();
    for second in 0..5 {
        let error = Store::open(&place.path(), &Secret::new(KEY), later(second)).await.unwrap_err();
        assert!(matches!(error, StoreError::Corrupt { copied_to: Some(_) }), "{error:?}");
    }
    assert_eq!(copies(&place, "damaged"), 1);
}

#[tokio::test]
async fn a_file_that_is_gone_is_said() {
    let place = filled(3).await;
    let kept = bytes(&place);
    fs::remove_file(place.path()).unwrap();
    assert!(matches!(place.try_open(KEY).await, Err(StoreError::Gone)));
    assert!(!place.path().exists());
    fs::write(place.path(), kept).unwrap();
    place.open().await;
}

async fn set_version(path: &Path, version: &'static str) {
    let options = keyed(path, KEY);
    let mut keyed = options.connect().await.unwrap();
    sqlx::query(version).execute(&mut keyed).await.unwrap();
    keyed.close().await.unwrap();
}

#[tokio::test]
async fn a_newer_database_is_copied_and_left_alone() {
    let place = filled(3).await;
    set_version(&place.path(), "PRAGMA user_version = 4711").await;
    let before = bytes(&place);
    let error = place.try_open(KEY).await.unwrap_err();
    let StoreError::Newer { found: 4711, known, copied_to: Some(copy) } = error else { panic!("{error:?}") };
    assert!(known < 4711);
    assert_eq!((bytes(&place), fs::read(copy).unwrap()), (before.clone(), before));
    assert!(matches!(place.try_open(OTHER_KEY).await, Err(StoreError::WrongKey)));
}

#[tokio::test]
async fn one_process_at_a_time_and_the_next_when_it_is_done() {
    let place = Place::new();
    let store = place.open().await;
    assert!(matches!(place.try_open(KEY).await, Err(StoreError::Locked)));
    with_calls(&store, &["1"]).await;
    store.close().await;
    let store = place.open().await;
    assert!(store.call(&key("1")).await.unwrap().is_some());
}

#[tokio::test]
async fn setting_aside_keeps_everything_and_lets_a_new_one_begin() {
    let place = filled(3).await;
    let damaged = bytes(&place)[..5000].to_vec();
    fs::write(place.path(), &damaged).unwrap();
    place.try_open(KEY).await.unwrap_err();
    let aside = set_aside(&place.path(), now()).unwrap().unwrap();
    assert_eq!(fs::read(&aside).unwrap(), damaged);
    assert_eq!(place.open().await.recent(None, 9).await.unwrap().calls.len(), 0);

    let place = filled(1).await;
    fs::remove_file(place.path()).unwrap();
    assert_eq!(set_aside(&place.path(), now()).unwrap(), None);
    place.open().await;
}

#[tokio::test]
async fn a_first_start_that_was_cut_short_is_simply_done_again() {
    let place = Place::new();
    fs::write(place.path(), b"").unwrap();
    place.open().await.close().await;
    assert!(matches!(place.try_open(OTHER_KEY).await, Err(StoreError::WrongKey)));
}
