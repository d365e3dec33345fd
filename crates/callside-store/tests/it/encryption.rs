//! Nothing readable reaches the disk.

use crate::given::{KEY, OTHER_KEY, Place, contact, event, key, keyed, named, now, person, saved, us};
use callside_core::event::CallChange;
use callside_store::{Rejection, StoreError};
use serde_json::json;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

const SECRETS: [&str; 8] =
    ["Quetzalcoatl", "+14155550134", "4155550134", "Zanzibar", "Wolpertinger", "Xylophon", "Ynglinga", "five9:call-77"];

fn holds(haystack: &[u8], needle: &str) -> bool {
    let wide: Vec<u8> = needle.encode_utf16().flat_map(u16::to_le_bytes).collect();
    haystack.windows(needle.len()).any(|part| part.eq_ignore_ascii_case(needle.as_bytes()))
        || haystack.windows(wide.len()).any(|part| part == wide)
}

fn assert_sealed(place: &Place) {
    for name in place.files() {
        let bytes = std::fs::read(place.folder.path().join(&name)).unwrap();
        for secret in SECRETS.iter().chain(&[KEY, "SQLite format 3", "CREATE TABLE"]) {
            assert!(!holds(&bytes, secret), "{name} holds {secret}");
        }
    }
}

#[tokio::test]
async fn no_file_holds_anything_that_was_stored() {
    let place = Place::new();
    let store = place.open().await;
    let call = event("call-77", 0, CallChange::Ringing, named("+14155550134", "Quetzalcoatl"));
    store.accept(&[call], now(), us()).await.unwrap();
    store.save_draft(&key("call-77"), &json!({ "notes": "Zanzibar" }), now()).await.unwrap();
    store.save_callers("+14155550134", &[person(1, "Wolpertinger", "4155550134")], now()).await.unwrap();
    store.save_setting("names", &["Xylophon"]).await.unwrap();
    let rejection = Rejection { at: now(), source: "x".into(), reason: "y".into(), detail: "Ynglinga".into() };
    store.note_rejection(&rejection).await.unwrap();
    store.choose(&key("call-77"), &contact(1), true, now()).await.unwrap();
    saved(&store, "call-77", 1).await;
    assert!(std::fs::metadata(place.folder.path().join("callside.db-wal")).unwrap().len() > 10_000, "still in the log");
    assert_sealed(&place);
    store.checkpoint().await.unwrap();
    assert_eq!(std::fs::metadata(place.folder.path().join("callside.db-wal")).unwrap().len(), 0);
    assert_sealed(&place);
    store.close().await;
    assert_eq!(place.files(), ["callside.db", "callside.db.lock", "callside.db.mark"]);
    assert_sealed(&place);
}

#[tokio::test]
async fn without_the_key_it_is_no_database() {
    let place = Place::new();
    place.open().await.close().await;
    let plain = SqliteConnectOptions::new().filename(place.path()).connect().await.unwrap();
    let mut plain = plain;
    let error = sqlx::query("SELECT count(*) FROM sqlite_schema").fetch_one(&mut plain).await.unwrap_err();
    assert_eq!(error.as_database_error().unwrap().code().as_deref(), Some("26"));
    plain.close().await.ok();
    for key in [OTHER_KEY, "", "secret", &KEY[1..], &format!("{KEY}00"), "x'"] {
        assert!(matches!(place.try_open(key).await, Err(StoreError::WrongKey)), "{key}");
    }
    place.open().await;
}

/// What is erased is gone from the search index too, not only marked as gone.
#[tokio::test]
async fn erased_words_leave_the_search_index() {
    let place = Place::new();
    let store = place.open().await;
    let call = |seconds, name: &str| event("1", seconds, CallChange::Noted, named("+14155550134", name));
    store.accept(&[call(0, "Quetzalcoatl")], now(), us()).await.unwrap();
    store.accept(&[call(1, "Nobody")], now(), us()).await.unwrap();
    store.close().await;
    let options = keyed(&place.path(), KEY);
    let mut keyed = options.connect().await.unwrap();
    let index: Vec<Vec<u8>> =
        sqlx::query_scalar("SELECT block FROM call_words_data").fetch_all(&mut keyed).await.unwrap();
    assert!(index.iter().any(|block| holds(block, "nobody")));
    assert!(!index.iter().any(|block| holds(block, "quetzal")));
    keyed.close().await.unwrap();
}
