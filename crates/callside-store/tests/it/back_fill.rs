//! Older calls on a real file: slices, places, kills, terms.

use crate::given::{Place, from_number, key, later, now, ringing, us};
use callside_core::back_fill::{CallLog, Fill, FillState, LogOwner, Whose};
use callside_core::call::Seen;
use callside_core::event::{CallChange, CallEvent, Direction};
use callside_core::ids::RecordId;
use callside_core::privacy::{Retention, Subject, Unsent};
use callside_core::team::CallFilter;
use callside_store::{Erasure, FillId, Logs, Store};
use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

const CHILD: &str = "CALLSIDE_STORE_FILL_TEST_FOLDER";

fn id(n: u32) -> RecordId {
    RecordId::new(&format!("00T{n:012}")).unwrap()
}

pub fn log(n: u32) -> CallLog {
    CallLog {
        id: id(n),
        key: None,
        created_at: now() - SignedDuration::from_secs(i64::from(n) * 60),
        day: None,
        direction: Some(Direction::Inbound),
        duration_s: Some(30),
        result: Some("Booked".into()),
        notes: Some(format!("note{n}")),
        who: Some("Rosa Delgado".into()),
        about: [RecordId::new(&format!("003{n:012}")).unwrap()].into(),
        owner: Some(LogOwner {
            id: RecordId::new("005000000000001AAA").unwrap(),
            name: Some("Dana".into()),
            email: None,
        }),
    }
}

fn event(log: &CallLog) -> CallEvent {
    log.event(&TimeZone::UTC, None)
}

pub fn fill() -> Fill {
    Fill {
        org: RecordId::new("00D000000000001AAA").unwrap(),
        by: RecordId::new("005000000000001AAA").unwrap(),
        whose: Whose::Mine,
        first: date(2026, 1, 1),
        last: date(2026, 12, 31),
        zone: "UTC".into(),
        asked_at: now(),
        total: None,
        read: 0,
        new: 0,
        known: 0,
        unreadable: 0,
        after: None,
        state: FillState::Running,
    }
}

pub async fn bring(store: &Store, order: FillId, logs: &[CallLog]) -> Option<Fill> {
    let events: Vec<CallEvent> = logs.iter().map(event).collect();
    let upto = logs.last().unwrap().id.clone();
    store.bring_in(order, Logs { events: &events, unreadable: 0, upto: &upto }, us()).await.unwrap()
}

async fn listed(store: &Store) -> usize {
    store.recent(None, 10_000).await.unwrap().calls.len()
}

#[tokio::test]
async fn calls_of_one_moment_have_each_a_place_and_are_in_order_found_and_checked() {
    let place = Place::new();
    let store = place.open().await;
    let order = store.order_back_fill(&fill()).await.unwrap();
    // Brought into Salesforce together: one second, some of one key.
    let same = |n: u32| CallLog { created_at: now(), ..log(n) };
    let logs: Vec<CallLog> = (0..1500).map(same).collect();
    for slice in logs.chunks(400) {
        bring(&store, order, slice).await.unwrap();
    }
    let twice = CallLog { key: "five9:7".parse().ok(), ..log(2000) };
    let transferred = CallLog { key: "five9:7".parse().ok(), ..log(2001) };
    let brought = bring(&store, order, &[twice, transferred]).await.unwrap();
    assert_eq!((brought.new, brought.known, brought.read), (1501, 1, 1502), "one call with two logs");
    assert_eq!(listed(&store).await, 1501);
    assert_eq!(store.search("note1499", None, 10).await.unwrap().calls.len(), 1);
    let booked = CallFilter { outcome: Some("Booked".into()), ..CallFilter::default() };
    assert_eq!(store.filtered("", &booked, None, 5000).await.unwrap().calls.len(), 1501);
    store.integrity_check(now()).await.unwrap();
}

#[tokio::test]
async fn a_call_that_is_heard_later_is_the_same_call() {
    let place = Place::new();
    let store = place.open().await;
    let order = store.order_back_fill(&fill()).await.unwrap();
    bring(&store, order, &[CallLog { key: Some(key("7")), ..log(1) }]).await.unwrap();
    assert_eq!(store.past_call(&key("7")).await.unwrap().unwrap().seen, Seen::Logged);
    let ends = crate::given::event("7", 100, CallChange::Ended, from_number("+14155550134"));
    let changed = store.accept(&[ends], now(), us()).await.unwrap();
    assert!(!changed[0].is_new);
    let call = store.past_call(&key("7")).await.unwrap().unwrap();
    assert_eq!((call.seen, call.number.as_str(), call.at), (Seen::Heard, "+1 415-555-0134", later(100)));
    assert_eq!(store.past_calls("+14155550134", 5).await.unwrap().len(), 1);
    assert!(store.unwrapped(5).await.unwrap().is_empty(), "it never rang here");
}

#[tokio::test]
async fn what_is_stopped_takes_nothing_in_and_an_old_log_has_the_term_of_its_call() {
    let place = Place::new();
    let store = place.open().await;
    let order = store.order_back_fill(&fill()).await.unwrap();
    assert!(store.change_back_fill(order, |fill| fill.state = FillState::Paused).await.unwrap());
    assert_eq!(bring(&store, order, &[log(1)]).await, None);
    assert_eq!(listed(&store).await, 0);
    assert!(store.change_back_fill(order, |fill| fill.state = FillState::Running).await.unwrap());
    let old = CallLog { created_at: later(-100 * 86_400), ..log(2) };
    bring(&store, order, &[log(1), old.clone()]).await.unwrap();
    let terms = Retention { calls_days: 30, ..Retention::default() };
    store.retire(&terms, now()).await.unwrap();
    assert_eq!(listed(&store).await, 1, "the old one has had its term");
    assert!(store.heard(&event(&old).call).await.unwrap().is_empty());
    let next = store.order_back_fill(&fill()).await.unwrap();
    assert_eq!(bring(&store, order, &[log(3)]).await, None, "another order stands");
    assert!(!store.change_back_fill(order, |fill| fill.read = 9).await.unwrap());
    assert_eq!(bring(&store, next, &[log(1), log(3)]).await.map(|fill| (fill.new, fill.known)), Some((1, 1)));
}

#[tokio::test]
async fn whoever_was_erased_does_not_come_back() {
    let place = Place::new();
    let store = place.open().await;
    let order = store.order_back_fill(&fill()).await.unwrap();
    bring(&store, order, &[log(1), log(2)]).await.unwrap();
    let subject = Subject { records: log(1).about.into_iter().collect(), ..Subject::default() };
    let erased = store.erase(&subject, Unsent::StopsIt, now()).await.unwrap();
    assert!(matches!(erased, Erasure::Done(_)), "{erased:?}");
    assert_eq!(listed(&store).await, 1);
    assert!(store.search("note1", None, 5).await.unwrap().calls.is_empty());
    assert_eq!(bring(&store, order, &[log(1), log(2)]).await.map(|fill| fill.new), Some(2), "nothing new");
    assert_eq!(listed(&store).await, 1);
    // A call that was heard here, and whose task comes for the first time after that.
    store.accept(&[ringing("7", 0, "+14155550134")], now(), us()).await.unwrap();
    let subject = Subject { calls: vec![key("7")], ..Subject::default() };
    assert!(matches!(store.erase(&subject, Unsent::StopsIt, now()).await.unwrap(), Erasure::Done(_)));
    let logged = CallLog { key: Some(key("7")), ..log(3) };
    assert_eq!(bring(&store, order, &[logged]).await.map(|fill| fill.new), Some(2), "nothing new");
    assert_eq!(store.call(&key("7")).await.unwrap(), None);
}

const LOGS: u32 = 4000;

/// Goes on from where the file says, slice by slice, and says so after each, until it is killed or through.
async fn work(path: &Path) {
    let store = Store::open(path, &callside_core::secret::Secret::new(crate::given::KEY), now()).await.unwrap();
    let order = match store.back_fill().await.unwrap() {
        Some((order, _)) => order,
        None => store.order_back_fill(&fill()).await.unwrap(),
    };
    loop {
        let (_, so_far) = store.back_fill().await.unwrap().unwrap();
        let next = so_far.after.map_or(0, |id| id.as_str()[3..15].parse::<u32>().unwrap() + 1);
        if next >= LOGS {
            break;
        }
        let logs: Vec<CallLog> = (next..(next + 50).min(LOGS)).map(log).collect();
        bring(&store, order, &logs).await.unwrap();
        println!("brought {next}");
    }
    store.close().await;
}

#[tokio::test]
async fn a_kill_at_any_moment_neither_loses_nor_doubles_a_call() {
    if let Ok(folder) = std::env::var(CHILD) {
        return work(&Path::new(&folder).join("callside.db")).await;
    }
    let place = Place::new();
    for round in 1..=5 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "back_fill::a_kill_at_any_moment_neither_loses_nor_doubles_a_call", "--nocapture"])
            .env(CHILD, place.folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let mut said = lines.filter(|line| line.starts_with("brought "));
        said.by_ref().take(round * 3).for_each(drop);
        child.kill().unwrap();
        child.wait().unwrap();
        drop(said);
        let store = place.open().await;
        let (_, fill) = store.back_fill().await.unwrap().unwrap();
        assert_eq!(listed(&store).await as u64, fill.new, "round {round}: the cursor and the calls belong together");
        store.close().await;
    }
    work(&place.path()).await;
    let store = place.open().await;
    let (_, fill) = store.back_fill().await.unwrap().unwrap();
    assert_eq!((fill.read, fill.new, fill.known), (LOGS.into(), LOGS.into(), 0));
    assert_eq!(listed(&store).await as u64, fill.new);
    store.integrity_check(Timestamp::now()).await.unwrap();
}
