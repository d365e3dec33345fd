//! What SQLite does for a question, for tests: a table that grows must not be looked through for every call.

use crate::Store;
use callside_core::secret::Secret;
use jiff::Timestamp;

/// A fresh database. Plans do not hang on what is in it: nothing is analysed.
pub(crate) async fn store(folder: &tempfile::TempDir) -> Store {
    let key = Secret::new("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
    Store::open(&folder.path().join("callside.db"), &key, Timestamp::UNIX_EPOCH).await.unwrap()
}

/// The steps of a statement.
pub(crate) async fn plan(store: &Store, sql: &str) -> Vec<String> {
    let mut reader = store.reader().await.unwrap();
    let sql = format!("EXPLAIN QUERY PLAN {sql}");
    let steps: Vec<(i64, i64, i64, String)> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(&mut *reader).await.unwrap();
    steps.into_iter().map(|step| step.3).collect()
}

/// Indexes of what is open, waits or is under way: small, however much is settled.
const SMALL: &[&str] = &[
    "automation_run_open",
    "call_fact_unlogged",
    "callback_open",
    "occurrence_open",
    "outbox_due",
    "work_open",
    "wrap_up_untold",
];

/// Steps that go through a table, but those that a statement may.
async fn scans(store: &Store, sql: &str, may: &[&str]) -> Vec<String> {
    let small = |step: &str| SMALL.iter().any(|index| step.contains(&format!("INDEX {index}")));
    let sorts = |step: &str| step.starts_with("USE TEMP B-TREE FOR ORDER BY");
    let harmless = |step: &str| {
        ["CONSTANT ROW", "json_each", "(subquery", "setting", "suppression", "b VIRTUAL"]
            .iter()
            .any(|it| step.contains(it))
    };
    let steps = plan(store, sql).await;
    let bad = |step: &String| {
        (step.starts_with("SCAN") && !small(step) && !harmless(step) || sorts(step))
            && !may.iter().any(|may| step.starts_with(may))
    };
    steps.into_iter().filter(bad).collect()
}

/// Calls stay for two years and the log of the audit for ten: what is asked at every event, or every few seconds, goes by an index.
#[tokio::test]
async fn no_question_of_every_day_goes_through_what_is_settled() {
    use crate::automations::{occurrences, runs};
    use crate::outbox::{change, lease, list};
    use crate::privacy::retire;
    use crate::team::{counting, reading};
    use crate::work::{items, lists};
    use crate::{audit, wrap_ups_told};
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder).await;
    let sorted = &["USE TEMP B-TREE FOR ORDER BY"];
    let none: &[&str] = &[];
    for (sql, may) in [
        (occurrences::UNDONE, none),
        // A few of the oldest.
        (occurrences::FORGET, &["SCAN occurrence"]),
        (retire::RUNS, &["SCAN automation_run"]),
        (runs::GOING, none),
        (runs::ANSWERED, none),
        (runs::IN_DOUBT, none),
        (runs::LOG, none),
        (runs::LOG_OF, none),
        // One call's, or as many as are open.
        (list::OF_CALL, sorted),
        (list::OPEN, sorted),
        (list::NEWEST, sorted),
        (list::REFUSED, none),
        (list::DONE, none),
        (list::COUNTS, &["SCAN here"]),
        (change::UNTELL, none),
        (lease::END_LEASES, none),
        (wrap_ups_told::NEXT_SETTLED, none),
        (lists::COUNTS, &["SCAN open"]),
        (items::AROUND, none),
        (reading::CAMPAIGNS, none),
        (counting::CLEAR_DAY[0], none),
        (counting::CLEAR_DAY[1], none),
        (counting::CLEAR_DAY[2], none),
        // A sub-select each, which looks at one end.
        (audit::ENDS, none),
    ] {
        let scans = scans(&store, sql, may).await;
        assert!(scans.is_empty(), "{sql}\n{scans:#?}");
    }
}

/// Calls come newest first, and what was called before and after each is found by the index of its number: nothing is sorted, and
/// no caller's calls are gone through.
#[tokio::test]
async fn calls_that_repeat_or_were_repeated_are_found_by_the_index_of_their_number() {
    use crate::history::{Among, newest};
    use callside_core::team::{Again, CallFilter, RepeatWindow};
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder).await;
    let of_number = |step: &&String| {
        step.starts_with("SEARCH p ")
            && step.contains("INDEX call_fact_of_number (e164=? AND began_at>? AND began_at<?)")
    };
    for (again, looks) in [(Again::Repeat(RepeatWindow::Week), 1), (Again::Unresolved(RepeatWindow::Week), 2)] {
        for (queue, by) in [(None, "INTEGER PRIMARY KEY"), (Some("x".to_owned()), "INDEX call_fact_by_queue")] {
            let day = Some(Timestamp::UNIX_EPOCH);
            let filter = CallFilter { queue, from: day, until: day, again: Some(again), ..CallFilter::default() };
            let among = Among { filter: &filter, start: i64::MAX, rows: 50 };
            let steps = plan(&store, newest("SELECT c.id", "", among).sql().as_str()).await;
            assert!(steps[0].starts_with(&format!("SEARCH f USING {by}")), "{steps:#?}");
            assert_eq!(steps.iter().filter(of_number).count(), looks, "{steps:#?}");
            assert!(!steps.iter().any(|step| step.starts_with("SCAN") || step.contains("TEMP B-TREE")), "{steps:#?}");
        }
    }
    let rated = Some((Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH));
    let filter = CallFilter { rated, ..CallFilter::default() };
    let among = Among { filter: &filter, start: i64::MAX, rows: 50 };
    let steps = plan(&store, newest("SELECT c.id", "", among).sql().as_str()).await;
    assert!(steps.iter().any(|step| step.starts_with("SEARCH r USING INDEX rating_by_time")), "{steps:#?}");
    assert!(!steps.iter().any(|step| step.starts_with("SCAN") || step.contains("TEMP B-TREE")), "{steps:#?}");
}

/// From what the words find to whether the filter lets it through, never the other way round: the index of words would be asked once
/// for each call of a queue.
#[tokio::test]
async fn a_search_that_is_narrowed_asks_its_index_once() {
    use crate::history::{indexed, narrow};
    use callside_core::team::CallFilter;
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder).await;
    let one = || Some("x".to_owned());
    for filter in [
        CallFilter { agent: one(), ..CallFilter::default() },
        CallFilter { queue: one(), ..CallFilter::default() },
        CallFilter { campaign: one(), ..CallFilter::default() },
        CallFilter { outcome: one(), ..CallFilter::default() },
    ] {
        for index in ["call_words", "call_digits"] {
            let mut query = indexed(index, &filter, "x", i64::MAX);
            narrow(&mut query, &filter, "w.rowid", 50);
            let steps = plan(&store, query.sql().as_str()).await;
            assert!(steps[0].starts_with("SCAN w VIRTUAL TABLE"), "{filter:?} {steps:?}");
            assert!(steps[1].starts_with("SEARCH f USING") && steps[1].contains("rowid=?"), "{filter:?} {steps:?}");
            assert!(!steps.iter().any(|step| step.contains("TEMP B-TREE")), "{filter:?} {steps:?}");
        }
    }
}
