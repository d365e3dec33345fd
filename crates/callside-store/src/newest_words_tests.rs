use super::*;
use crate::{Store, history, search};
use callside_core::event::{CallChange, CallEvent, CallFacts, Event};
use callside_core::ids::{CallKey, EventId, Provider};
use callside_core::secret::Secret;
use callside_core::team::CallFilter;
use jiff::{SignedDuration, Timestamp};
use sqlx::{Connection, SqliteConnection};
use tempfile::TempDir;

const KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
const CALLS: u32 = 600;

fn gathered(text: &str, beginning: &str) -> Option<Vec<String>> {
    let mut words = BTreeSet::new();
    gather(text, beginning, &mut words).then(|| words.into_iter().collect())
}

#[test]
fn a_text_tells_its_plain_words_and_where_it_may_have_others() {
    let cases: [(&str, Option<&[&str]>); 8] = [
        ("Order EXAMPLE, examples; an_exam", Some(&["exam", "example", "examples"])),
        ("example example", Some(&["example"])),
        ("reexam, ex am", Some(&[])),
        ("José's exam", Some(&["exam"])),
        ("the éxam", None),
        ("the e\u{301}xam", None),
        ("an\u{a0}exam", None),
        ("ｅｘａｍ", None),
    ];
    for (text, words) in cases {
        let words = words.map(|words| words.iter().map(ToString::to_string).collect());
        assert_eq!(gathered(text, "exam"), words, "{text}");
    }
}

/// Whatever the index spells plainly is told, or said to be possible: each character alone before a word and within one.
#[tokio::test]
async fn no_character_hides_a_word_of_the_index() {
    let mut memory = SqliteConnection::connect("sqlite::memory:").await.unwrap();
    let made = "CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2');
                CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, instance);
                WITH RECURSIVE point (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM point WHERE n < 131071)
                INSERT INTO words (text) SELECT char(n) || 'xam e' || char(n) || 'xam' FROM point
                WHERE n NOT BETWEEN 55296 AND 57343";
    sqlx::raw_sql(made).execute(&mut memory).await.unwrap();
    let all: Vec<(String, String)> =
        sqlx::query_as("SELECT v.term, w.text FROM vocabulary v CROSS JOIN words w ON w.rowid = v.doc")
            .fetch_all(&mut memory)
            .await
            .unwrap();
    let plain: Vec<_> = all.iter().filter(|(word, _)| word.is_ascii()).collect();
    assert!(plain.len() > 20_000, "{}", plain.len());
    for (word, text) in plain {
        assert!(gathered(text, word).is_none_or(|words| words.contains(word)), "{word} in {text:?}");
    }
}

/// Calls with notes: nearly all have `example`, each seventh `examples`, each hundredth an `exam`, one in an old name. Then so many
/// that nobody wrote anything about.
async fn desk(without: u32) -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let began: Timestamp = "2026-11-20T12:00:00Z".parse().unwrap();
    let store = Store::open(&folder.path().join("callside.db"), &Secret::new(KEY), began).await.unwrap();
    let events: Vec<Event> = (0..CALLS + without)
        .map(|n| {
            let word = match n {
                _ if n % 7 == 0 => "examples",
                _ if n % 100 == 1 => "exam",
                _ => "example",
            };
            let order = if n % 3 == 0 { "offer" } else { "order" };
            let call = CallKey::new(Provider::Phone, &n.to_string()).unwrap();
            let facts = CallFacts {
                notes: (n < CALLS).then(|| format!("An {order}: {word}.")),
                customer_name: (n == 3).then(|| "Éxamina Old".to_owned()),
                ..CallFacts::default()
            };
            let at = began + SignedDuration::from_secs(i64::from(n));
            Event::Call(CallEvent { id: EventId(n.to_string()), call, at, what: CallChange::Ringing, facts })
        })
        .collect();
    store.accept(&events, began, None).await.unwrap();
    (folder, store)
}

/// Page by page, the same calls as the index gives by itself.
#[tokio::test]
async fn the_newest_calls_are_those_of_the_index() {
    let cases =
        [("order exam", 20, true), ("exam", 50, true), ("ord", 7, true), ("order exam", 180, true), ("xyz", 9, false)];
    let (_folder, store) = desk(0).await;
    for (text, rows, quick) in cases {
        assert_eq!(quick_pages(&store, text, rows).await > 0, quick, "{text}");
    }
}

/// Those that nobody wrote anything about are read, too, where they are not too many. A first word that few calls have fills no
/// page: then the index is asked.
#[tokio::test]
async fn the_newest_calls_need_have_no_words() {
    let (_folder, store) = desk(450).await;
    for (text, quick) in [("order examp", true), ("exampl", true), ("order exam", false), ("order examples", true)] {
        let first = quick_first_page(&store, text).await;
        assert_eq!(first, quick, "{text}");
        quick_pages(&store, text, 20).await;
    }
}

async fn quick_first_page(store: &Store, text: &str) -> bool {
    let words = search::Question::read(text).words.unwrap();
    let among = Among { filter: &CallFilter::default(), start: i64::MAX, rows: 20 };
    let mut reader = store.reader().await.unwrap();
    page(&mut reader, &words, among).await.unwrap().is_some_and(|page| page.len() == 21)
}

/// How many pages needed no look at all words, each held to what the index gives.
async fn quick_pages(store: &Store, text: &str, rows: u32) -> u32 {
    let filter = CallFilter::default();
    let words = search::Question::read(text).words.unwrap();
    let mut reader = store.reader().await.unwrap();
    let asked = words.question(&mut reader).await.unwrap();
    let (mut start, mut quick_ones, mut all) = (i64::MAX, 0, Vec::new());
    loop {
        let among = Among { filter: &filter, start, rows };
        let slow = history::with_words(&mut reader, &asked, among).await.unwrap();
        if let Some(page) = page(&mut reader, &words, among).await.unwrap() {
            let places = |rows: &[Row]| rows.iter().map(Row::place).collect::<Vec<_>>();
            assert_eq!(places(&page), places(&slow), "{text}");
            quick_ones += 1;
        }
        all.extend(slow.iter().take(rows as usize).map(Row::place));
        match slow.get(rows as usize) {
            Some(_) => start = *all.last().unwrap(),
            None => break,
        }
    }
    drop(reader);
    assert_eq!(store.search(text, None, CALLS).await.unwrap().calls.len(), all.len(), "{text}");
    quick_ones
}
