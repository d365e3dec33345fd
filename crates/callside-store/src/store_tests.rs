//! What needs a hand on the inside: a full disk, a file that cannot be written, older versions.

use crate::connection::{self, Key, PageSeal};
use crate::forgotten::Seal;
use crate::lock::Lock;
use crate::{Due, Store, StoreError, files, migrations};
use callside_core::call::Call;
use callside_core::event::{CallChange, CallEvent, CallFacts, Event};
use callside_core::ids::{CallKey, EventId, Provider};
use callside_core::secret::Secret;
use callside_core::team::{CallFilter, Dimension, RepeatWindow};
use jiff::Timestamp;
use sqlx::{Connection, Row};
use std::path::Path;
use std::sync::Arc;

const KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

fn now() -> Timestamp {
    "2026-11-20T12:00:00Z".parse().unwrap()
}

fn batch(from: usize, calls: usize) -> Vec<Event> {
    (from..from + calls)
        .map(|n| {
            let facts = CallFacts { notes: Some(format!("{n} {}", "long notes ".repeat(50))), ..CallFacts::default() };
            let call = CallKey::new(Provider::Phone, &n.to_string()).unwrap();
            Event::Call(CallEvent { id: EventId(n.to_string()), call, at: now(), what: CallChange::Ringing, facts })
        })
        .collect()
}

async fn open(path: &Path, steps: &'static [&'static str]) -> Result<Store, StoreError> {
    Store::open_with(path, &Secret::new(KEY), steps, now()).await
}

async fn run(store: &Store, sql: &'static str) {
    sqlx::query(sql).execute(&mut store.writer().await.unwrap().connection).await.unwrap();
}

/// Takes events in where the file is from before there were marks of forgotten calls.
async fn accept_in_older(store: &Store, events: &[Event]) {
    run(store, "CREATE TEMP TABLE forgotten_call (mark TEXT, heard_until INTEGER)").await;
    assert!(store.seal.set(Seal::of_tests()).is_ok());
    store.accept(events, now(), None).await.unwrap();
}

/// For this connection and for one that takes its place.
async fn allow_pages(store: &Store, pages: &'static str, sql: &'static str) {
    run(store, sql).await;
    let mut writer = store.writer().await.unwrap();
    writer.options = writer.options.clone().pragma("max_page_count", pages);
}

async fn count(store: &Store) -> usize {
    store.recent(None, u32::MAX - 1).await.unwrap().calls.len()
}

#[tokio::test]
async fn a_full_disk_saves_nothing_says_so_and_goes_on_when_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder.path().join("callside.db"), migrations::STEPS).await.unwrap();
    store.accept(&batch(0, 5), now(), None).await.unwrap();
    allow_pages(&store, "60", "PRAGMA max_page_count = 60").await;
    for attempt in 0..3 {
        let full = store.accept(&batch(100, 500), now(), None).await;
        assert!(matches!(full, Err(StoreError::Full)), "attempt {attempt}: {full:?}");
        assert_eq!(count(&store).await, 5);
    }
    allow_pages(&store, "100000", "PRAGMA max_page_count = 100000").await;
    assert_eq!(store.accept(&batch(100, 500), now(), None).await.unwrap().len(), 500);
    store.integrity_check(now()).await.unwrap();
    assert_eq!(count(&store).await, 505);
}

#[tokio::test]
async fn a_file_that_cannot_be_written_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder.path().join("callside.db"), migrations::STEPS).await.unwrap();
    run(&store, "PRAGMA query_only = ON").await;
    assert!(matches!(store.accept(&batch(0, 1), now(), None).await, Err(StoreError::ReadOnly)));
    run(&store, "PRAGMA query_only = OFF").await;
    store.accept(&batch(0, 1), now(), None).await.unwrap();
}

#[tokio::test]
async fn readers_cannot_write() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder.path().join("callside.db"), migrations::STEPS).await.unwrap();
    let error = sqlx::query("DELETE FROM call").execute(&mut *store.reader().await.unwrap()).await.unwrap_err();
    assert!(matches!(error.into(), StoreError::ReadOnly));
}

#[tokio::test]
async fn the_connection_that_writes_is_set_up_for_safety() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder.path().join("callside.db"), migrations::STEPS).await.unwrap();
    for (pragma, expected) in [
        ("PRAGMA journal_mode", "wal"),
        ("PRAGMA synchronous", "2"),
        ("PRAGMA secure_delete", "1"),
        ("PRAGMA foreign_keys", "1"),
        ("PRAGMA trusted_schema", "0"),
        ("PRAGMA temp_store", "0"),
        ("PRAGMA wal_autocheckpoint", "8192"),
    ] {
        let row = sqlx::query(pragma).fetch_one(&mut store.writer().await.unwrap().connection).await.unwrap();
        let value = row.try_get::<i64, _>(0).map_or_else(|_| row.get(0), |number| number.to_string());
        assert_eq!(value, expected, "{pragma}");
    }
    let mapped =
        sqlx::query("PRAGMA mmap_size").fetch_all(&mut store.writer().await.unwrap().connection).await.unwrap();
    assert!(mapped.iter().all(|row| row.get::<i64, _>(0) == 0));
}

/// How the writing connection is set while somebody holds it.
async fn synchronous(store: &Store, due: Due) -> i64 {
    let mut writer = store.writer_for(due).await.unwrap();
    sqlx::query_scalar("PRAGMA synchronous").fetch_one(&mut writer.connection).await.unwrap()
}

#[tokio::test]
async fn only_what_rides_with_the_next_write_is_not_synced_and_a_roll_back_changes_nothing_of_that() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder.path().join("callside.db"), migrations::STEPS).await.unwrap();
    assert_eq!(synchronous(&store, Due::WithNext).await, 1);
    assert_eq!(synchronous(&store, Due::Now).await, 2);
    // A transaction that is dropped rolls back on the connection's thread, where the setting cannot be changed meanwhile.
    let mut writer = store.writer_for(Due::WithNext).await.unwrap();
    drop(writer.begin().await.unwrap());
    drop(writer);
    assert_eq!(synchronous(&store, Due::Now).await, 2);
    assert_eq!(
        sqlx::query_scalar::<_, i64>("PRAGMA synchronous")
            .fetch_one(&mut store.writer().await.unwrap().connection)
            .await
            .unwrap(),
        2
    );
}

async fn segments(store: &Store) -> i64 {
    let leaves = "SELECT count(*) FROM call_words_data";
    sqlx::query_scalar(leaves).fetch_one(&mut *store.reader().await.unwrap()).await.unwrap()
}

#[tokio::test]
async fn a_quiet_moment_merges_the_search_index_and_empties_the_log_into_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("callside.db");
    let store = open(&path, migrations::STEPS).await.unwrap();
    for n in 0..12 {
        store.accept(&batch(n, 1), now(), None).await.unwrap();
    }
    let (busy, before) = (segments(&store).await, std::fs::metadata(&path).unwrap().len());
    assert!(busy >= 12, "a commit merges nothing: {busy}");
    store.put_in_order().await.unwrap();
    assert!(segments(&store).await < busy);
    assert!(std::fs::metadata(&path).unwrap().len() > before, "what was in the log is in the file");
    assert_eq!(store.search("long 7", None, 50).await.unwrap().calls.len(), 1);
    store.put_in_order().await.unwrap();
    store.integrity_check(now()).await.unwrap();
}

#[tokio::test]
async fn an_older_file_is_copied_then_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("callside.db");
    let old = open(&path, &migrations::STEPS[..1]).await.unwrap();
    accept_in_older(&old, &batch(0, 20)).await;
    old.close().await;
    let store = open(&path, migrations::STEPS).await.unwrap();
    assert_eq!(
        migrations::version(&mut store.reader().await.unwrap()).await.unwrap(),
        migrations::known(migrations::STEPS)
    );
    assert_eq!(count(&store).await, 20);
    store.close().await;

    let copy = folder.path().join("callside.db.version-1-20261120T120000Z");
    let bytes = std::fs::read(&copy).unwrap();
    assert!(!bytes.windows(10).any(|part| part == b"long notes"), "the copy is sealed");
    let old = open(&copy, &migrations::STEPS[..1]).await.unwrap();
    assert_eq!(old.events(&CallKey::new(Provider::Phone, "7").unwrap()).await.unwrap().len(), 1);
}

/// A file of a time in which every page was sealed with SQLCipher's own.
#[tokio::test]
async fn a_file_keeps_the_seals_that_it_was_made_with() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("callside.db");
    let (lock, unlocked) = Lock::take(&path).await.unwrap();
    let (key, lock) = (Key::new(&Secret::new(KEY)).unwrap(), Arc::new(lock));
    drop(files::open_private(&path).unwrap());
    let older = connection::writer(&path, &key.sealing(PageSeal::HmacSha512), &lock);
    let mut connection = connection::connect(&older).await.unwrap();
    migrations::run(&mut connection, &path, migrations::STEPS, now()).await.unwrap();
    connection.close().await.unwrap();
    drop((older, lock));
    unlocked.wait();
    let store = open(&path, migrations::STEPS).await.unwrap();
    store.accept(&batch(0, 1), now(), None).await.unwrap();
    assert_eq!(count(&store).await, 1);
    store.close().await;
    let (lock, _unlocked) = Lock::take(&path).await.unwrap();
    let lock = Arc::new(lock);
    let newer = connection::connect(&connection::reader(&path, &key, &lock)).await;
    assert!(StoreError::is_not_a_database(&newer.unwrap_err()));
}

/// The version before entries knew their org.
const WITHOUT_ORGS: usize = 6;

#[tokio::test]
async fn entries_of_an_older_file_belong_to_the_org_that_was_signed_in_to() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("callside.db");
    let old = open(&path, &migrations::STEPS[..WITHOUT_ORGS]).await.unwrap();
    let fill = "INSERT INTO setting VALUES ('identity', '{\"org\":\"00D000000000001AAA\",\"name\":\"Dana\"}');
                INSERT INTO outbox (kind, key, created_at, state, next_at, payload) VALUES ('wrap_up', 'a', 0, 'waiting', 0, '{}');
                INSERT INTO outbox (kind, key, created_at, state, settled_at, payload) VALUES ('wrap_up', 'b', 0, 'done', 0, '{}');";
    let mut writer = old.writer().await.unwrap();
    sqlx::raw_sql(fill).execute(&mut writer.connection).await.unwrap();
    drop(writer);
    old.close().await;
    let store = open(&path, migrations::STEPS).await.unwrap();
    let mut reader = store.reader().await.unwrap();
    let orgs: Vec<Option<String>> =
        sqlx::query_scalar("SELECT org FROM outbox ORDER BY id").fetch_all(&mut *reader).await.unwrap();
    assert_eq!(orgs, [Some("00D000000000001AAA".to_owned()), Some("00D000000000001AAA".to_owned())]);
}

/// The version before fields and dispositions were sections of the configuration.
const RULES_APART: usize = 10;

#[tokio::test]
async fn fields_and_dispositions_of_an_older_file_become_sections_of_its_configuration() {
    let (mapping, table) = (("mapping", r#"{"rows":[]}"#), ("dispositions", r#"{"rows":[1]}"#));
    let about = ("configuration", r#""{\n  \"callside_config\": 1,\n  \"about\": {\"title\": \"x\"}\n}\n""#);
    for (before, after) in [
        (vec![], None),
        (vec![about], Some(r#"{"callside_config":1,"about":{"title":"x"}}"#)),
        (vec![mapping], Some(r#"{"callside_config":1,"fields":{"rows":[]}}"#)),
        (vec![about, table], Some(r#"{"callside_config":1,"about":{"title":"x"},"dispositions":{"rows":[1]}}"#)),
        (vec![mapping, table], Some(r#"{"callside_config":1,"fields":{"rows":[]},"dispositions":{"rows":[1]}}"#)),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("callside.db");
        let old = open(&path, &migrations::STEPS[..RULES_APART]).await.unwrap();
        let mut writer = old.writer().await.unwrap();
        for (key, value) in &before {
            let fill = sqlx::query("INSERT INTO setting VALUES (?1, ?2)").bind(key).bind(value);
            fill.execute(&mut writer.connection).await.unwrap();
        }
        drop(writer);
        old.close().await;
        let store = open(&path, migrations::STEPS).await.unwrap();
        let text: Option<String> = store.setting("configuration").await.unwrap();
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(text.as_deref().map(read), after.map(read), "{before:?}");
        for gone in ["mapping", "dispositions"] {
            assert_eq!(store.setting::<serde_json::Value>(gone).await.unwrap(), None);
        }
    }
}

/// Migrations before refused writes were work.
const BEFORE_REFUSED_WORK: usize = 18;

const BROKEN: &[&str] = &[migrations::STEPS[0], "CREATE TABLE half (a); PRAGMA user_version = 2;", "NOT SQL"];
const FORGETFUL: &[&str] = &[migrations::STEPS[0], "CREATE TABLE half (a);"];

#[tokio::test]
async fn a_migration_that_fails_leaves_the_file_as_it_was() {
    for steps in [BROKEN, FORGETFUL] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("callside.db");
        open(&path, &migrations::STEPS[..1]).await.unwrap().close().await;
        open(&path, steps).await.unwrap_err();
        let old = open(&path, &migrations::STEPS[..1]).await.unwrap();
        let half = sqlx::query("SELECT 1 FROM sqlite_schema WHERE name = 'half'");
        assert!(half.fetch_optional(&mut *old.reader().await.unwrap()).await.unwrap().is_none());
    }
}

/// The second step finds no room: SQLite answers as on a disk that has none left.
const NO_ROOM: &[&str] =
    &[migrations::STEPS[0], "PRAGMA max_page_count = 1; CREATE TABLE half (a); PRAGMA user_version = 2;"];

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_disk_that_is_full_during_an_upgrade_leaves_the_older_file_and_takes_no_more_room() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("callside.db");
    let old = open(&path, &migrations::STEPS[..1]).await.unwrap();
    accept_in_older(&old, &batch(0, 20)).await;
    old.close().await;
    let before = names(folder.path());
    for attempt in 0..3 {
        let full = open(&path, NO_ROOM).await;
        assert!(matches!(full, Err(StoreError::Full)), "attempt {attempt}: {full:?}");
        assert_eq!(names(folder.path()), before, "attempt {attempt} leaves no copy");
    }
    let old = open(&path, &migrations::STEPS[..1]).await.unwrap();
    let seventh = CallKey::new(Provider::Phone, "7").unwrap();
    assert_eq!(old.events(&seventh).await.unwrap().len(), 1, "the older version still works with it");
    old.close().await;
    assert_eq!(count(&open(&path, migrations::STEPS).await.unwrap()).await, 20, "with room it is brought up to date");
}

/// A process that may write only so much into a file meets what a full disk is like, without being root. It is this very
/// test, started again: the limit holds for the whole process.
#[cfg(unix)]
#[tokio::test]
async fn a_copy_that_finds_no_room_before_an_upgrade_leaves_no_half_and_the_older_file() {
    const FOLDER: &str = "CALLSIDE_TEST_NO_ROOM";
    if let Some(folder) = std::env::var_os(FOLDER) {
        open(&Path::new(&folder).join("callside.db"), migrations::STEPS).await.unwrap_err();
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("callside.db");
    let old = open(&path, &migrations::STEPS[..1]).await.unwrap();
    accept_in_older(&old, &batch(0, 300)).await;
    old.close().await;
    let (before, bytes) = (names(folder.path()), std::fs::read(&path).unwrap());
    assert!(bytes.len() > 200_000, "the copy meets the limit");
    let limited = r#"trap "" XFSZ; ulimit -f 200; exec "$0" "$@""#;
    let this = "store::tests::a_copy_that_finds_no_room_before_an_upgrade_leaves_no_half_and_the_older_file";
    let child = std::process::Command::new("sh")
        .args(["-c", limited])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", this])
        .env(FOLDER, folder.path())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&child.stdout);
    assert!(child.status.success() && told.contains("1 passed"), "{told}");
    assert_eq!(names(folder.path()), before, "no half of a copy");
    assert!(std::fs::read(&path).unwrap() == bytes, "the file is as it was");
}

/// A file of the version before there were facts of calls.
const BEFORE_FACTS: usize = 15;

#[tokio::test]
async fn calls_of_an_older_version_get_their_facts_and_those_that_still_ring_none() {
    const SQL: &str = "INSERT INTO call (id, key, began_at, pops, state) VALUES (?1, ?2, ?3, 1, ?4)";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("callside.db");
    let old = open(&path, &migrations::STEPS[..BEFORE_FACTS]).await.unwrap();
    for n in 0..250_i64 {
        let at = now() - jiff::SignedDuration::from_mins(n);
        let key = CallKey::new(Provider::Five9, &n.to_string()).unwrap();
        let what = if n == 0 { CallChange::Ringing } else { CallChange::Ended };
        let facts = CallFacts { queue: Some("Billing".into()), ..CallFacts::default() };
        let call = Call::begin(&CallEvent { id: EventId(n.to_string()), call: key.clone(), at, what, facts });
        let row = sqlx::query(SQL).bind(at.as_millisecond() << 10).bind(key.to_string()).bind(at.as_millisecond());
        let row = row.bind(serde_json::to_string(&call).unwrap());
        row.execute(&mut old.writer().await.unwrap().connection).await.unwrap();
    }
    old.close().await;

    let store = open(&path, migrations::STEPS).await.unwrap();
    let billing = CallFilter { queue: Some("Billing".into()), ..CallFilter::default() };
    let found = async |store: &Store| store.filtered("", &billing, None, 1000).await.unwrap().calls.len();
    assert_eq!((found(&store).await, store.without_facts().await.unwrap()), (0, Some((0, 250))));
    assert!(store.fill_facts().await.unwrap());
    assert_eq!((found(&store).await, store.without_facts().await.unwrap()), (99, Some((100, 250))), "newest first");
    // What ends meanwhile takes its own way.
    let key = CallKey::new(Provider::Five9, "249").unwrap();
    let what = CallChange::Noted;
    let noted = CallEvent { id: EventId("n".into()), call: key, at: now(), what, facts: CallFacts::default() };
    store.accept(&[Event::Call(noted)], now(), None).await.unwrap();
    store.close().await;
    let store = open(&path, migrations::STEPS).await.unwrap();
    while store.fill_facts().await.unwrap() {}
    assert_eq!((found(&store).await, store.without_facts().await.unwrap()), (249, None), "that rings still");
    while store.count_days(&jiff::tz::TimeZone::UTC).await.unwrap() {}
    let day = now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let days = crate::Days { first: day, last: day, zone: jiff::tz::TimeZone::UTC };
    let scope = crate::Scope::default();
    let numbers = store.team_numbers(&days, &scope, Dimension::Queue, RepeatWindow::Week).await.unwrap();
    assert_eq!(numbers.count.whole.calls, 249);
    let fresh = folder.path().join("fresh.db");
    assert_eq!(open(&fresh, migrations::STEPS).await.unwrap().without_facts().await.unwrap(), None);
}

#[tokio::test]
async fn work_of_an_older_file_stays_and_takes_refused_writes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("callside.db");
    let old = open(&path, &migrations::STEPS[..BEFORE_REFUSED_WORK]).await.unwrap();
    accept_in_older(&old, &batch(0, 1)).await;
    let work = "INSERT INTO work SELECT 'callback', key, 5, 'sam', 7, 0, '{}' FROM call LIMIT 1";
    run(&old, work).await;
    old.close().await;
    let store = open(&path, migrations::STEPS).await.unwrap();
    run(&store, "INSERT INTO work SELECT 'refused', call, changed_at, person, due_at, settled, item FROM work").await;
    let mut reader = store.reader().await.unwrap();
    let kept: Vec<(String, i64, String, i64)> =
        sqlx::query_as("SELECT kind, changed_at, person, due_at FROM work ORDER BY kind")
            .fetch_all(&mut *reader)
            .await
            .unwrap();
    let row = |kind: &str| (kind.to_owned(), 5, "sam".to_owned(), 7);
    assert_eq!(kept, [row("callback"), row("refused")]);
}

#[tokio::test]
async fn every_step_sets_its_own_version() {
    for steps in 1..=migrations::STEPS.len() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("callside.db");
        open(&path, &migrations::STEPS[..steps]).await.unwrap().close().await;
    }
}

#[tokio::test]
async fn a_closed_store_says_so_and_its_file_is_free() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("callside.db");
    let store = open(&path, migrations::STEPS).await.unwrap();
    store.close().await;
    assert!(matches!(store.accept(&batch(0, 1), now(), None).await, Err(StoreError::Closed)));
    assert!(matches!(store.recent(None, 1).await, Err(StoreError::Closed)));
    let next = open(&path, migrations::STEPS).await.unwrap();
    store.close().await;
    next.accept(&batch(0, 1), now(), None).await.unwrap();
}

/// What is asked at the moment of closing is either on the disk or refused.
#[tokio::test]
async fn closing_waits_for_what_is_being_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("callside.db");
    let store = open(&path, migrations::STEPS).await.unwrap();
    let events = batch(0, 300);
    let (accepted, ()) = tokio::join!(store.accept(&events, now(), None), store.close());
    assert_eq!(accepted.unwrap().len(), 300);
    let next = open(&path, migrations::STEPS).await.unwrap();
    assert_eq!(count(&next).await, 300);
}

fn noted(call: &str, notes: &str) -> Event {
    let facts = CallFacts { notes: Some(notes.into()), ..CallFacts::default() };
    let key = CallKey::new(Provider::Phone, call).unwrap();
    Event::Call(CallEvent { id: EventId(call.into()), call: key, at: now(), what: CallChange::Ringing, facts })
}

#[tokio::test]
async fn a_beginning_finds_every_word_that_has_it_however_many_there_are() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder.path().join("callside.db"), migrations::STEPS).await.unwrap();
    let spelled = ["Example", "exam", "examß", "exámples", "EXAM1", "ex am", "exb", "example'd", "late exam"];
    let events: Vec<Event> = spelled.iter().map(|notes| noted(notes, notes)).collect();
    store.accept(&events, now(), None).await.unwrap();
    let found = async |text: &str| {
        let page = store.search(text, None, 1000).await.unwrap();
        let mut calls: Vec<String> = page.calls.iter().map(|call| call.key.id().to_owned()).collect();
        calls.sort_unstable();
        calls
    };
    assert_eq!(found("exam").await, ["EXAM1", "Example", "exam", "example'd", "examß", "exámples", "late exam"]);
    assert_eq!(found("ex").await.len(), 9);
    assert_eq!(found("example").await, ["Example", "example'd", "exámples"]);
    assert_eq!(found("exám").await, found("EXAM").await, "accents and case aside");
    assert_eq!(found("late ex").await, ["late exam"]);
    assert_eq!(found("examples2").await, [""; 0]);

    let many: Vec<Event> = (0..450).map(|n| noted(&format!("n{n}"), &format!("word{n}"))).collect();
    store.accept(&many, now(), None).await.unwrap();
    assert_eq!(found("word").await.len(), 450, "more words than are looked up one by one");
    assert_eq!(found("word44").await.len(), 11);
}

/// Their row numbers are made of the millisecond and ten bits of a hash: among so many, some are the same.
#[tokio::test]
async fn calls_of_one_moment_that_come_at_the_same_time_are_all_kept() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder.path().join("callside.db"), migrations::STEPS).await.unwrap();
    for from in [0, 100] {
        let held = store.writer().await.unwrap();
        let events: Vec<_> = (from..from + 100).map(|n| batch(n, 1)).collect();
        let all = futures_util::future::join_all(events.iter().map(|one| store.accept(one, now(), None)));
        let (all, ()) = tokio::join!(all, async move {
            // All of them wait by now.
            drop(held);
        });
        assert!(all.into_iter().all(|changed| changed.unwrap()[0].is_new));
    }
    assert_eq!(count(&store).await, 200);
}
