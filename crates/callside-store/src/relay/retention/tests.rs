//! A round of tidying in slices leaves what one transaction left, looks through no table, and lets webhooks in.

use super::aged::{FORGET, GIVE_UP, GONE, OUTLIVED, PARKED, WATCHED};
use super::inboxes::{DESKS, FETCHED, OWNERS, PART, TO_ALL, UNCLAIMED};
use super::slices::Deed;
use super::{Retention, Retired};
use crate::Store;
use crate::relay::given::{at, delivery, store, to};
use crate::relay::plans::{plan, slow};
use crate::relay::stock::STOCK;
use crate::relay::{EVERYONE, NewDelivery, Placing, RelayStore, STEPS, Service};
use callside_core::person::PersonId;
use callside_core::secret::Secret;
use jiff::{SignedDuration, Timestamp};

const fn retention(history: i64) -> Retention {
    Retention {
        keep: SignedDuration::from_hours(72),
        grace: SignedDuration::from_hours(1),
        remember: SignedDuration::from_hours(168),
        history: SignedDuration::from_hours(history),
    }
}

async fn has_until(store: &RelayStore, places: &[(&str, &str, i64)], hour: i64) {
    let place =
        |(person, desktop, place): &(&str, &str, i64)| (PersonId::new(person).unwrap(), (*desktop).to_owned(), *place);
    store.acknowledge(&places.iter().map(place).collect::<Vec<_>>(), at(hour)).await.unwrap();
}

async fn ask(store: &RelayStore, sql: &'static str) -> Vec<String> {
    sqlx::query_scalar(sql).fetch_all(&mut *store.store.reader().await.unwrap()).await.unwrap()
}

async fn number(store: &RelayStore, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(&mut *store.store.reader().await.unwrap()).await.unwrap()
}

/// Everything that a round may change.
async fn state(store: &RelayStore) -> Vec<String> {
    const ROWS: &str =
        "SELECT concat_ws(' ', seq, id, payload IS NULL, coalesce(reason, '-'), handed) FROM delivery ORDER BY seq";
    const INBOX: &str = "SELECT concat_ws(' ', person, seq, history) FROM inbox ORDER BY person, seq";
    const DESKS: &str = "SELECT concat_ws(' ', person, desktop, cursor, seen_at) FROM desk ORDER BY person, desktop";
    [ask(store, ROWS).await, ask(store, INBOX).await, ask(store, DESKS).await].concat()
}

/// A round as it was: statements that look through the tables, in one transaction.
async fn at_one_go(store: &RelayStore, retention: Retention, now: Timestamp) -> Retired {
    let before = |age: SignedDuration| (now - age).as_millisecond();
    let statements = [
        ("DELETE FROM inbox WHERE person = ''", 0),
        ("DELETE FROM desk WHERE seen_at < ?1", before(retention.keep)),
        (
            "DELETE FROM inbox WHERE person <> '*'
             AND seq <= (SELECT min(cursor) FROM desk WHERE desk.person = inbox.person)
             AND (SELECT received_at FROM delivery AS d WHERE d.seq = inbox.seq) < ?1",
            before(retention.grace),
        ),
        (
            "DELETE FROM inbox WHERE person = '*'
             AND (SELECT received_at FROM delivery AS d WHERE d.seq = inbox.seq) < ?1",
            before(retention.keep),
        ),
        (
            "DELETE FROM inbox WHERE history = 1
             AND (SELECT received_at FROM delivery AS d WHERE d.seq = inbox.seq) < ?1",
            before(retention.history),
        ),
        (
            "UPDATE delivery SET payload = NULL WHERE payload IS NOT NULL
             AND reason IS NULL AND handed <> 0 AND NOT EXISTS (SELECT 1 FROM inbox WHERE inbox.seq = delivery.seq)
             AND (watchers IS NULL OR received_at < ?1)",
            before(retention.history),
        ),
        (
            "UPDATE delivery SET reason = 'unclaimed' WHERE payload IS NOT NULL AND reason IS NULL
             AND handed <> 0 AND received_at < ?1
             AND EXISTS (SELECT 1 FROM inbox WHERE inbox.seq = delivery.seq AND history = 0)",
            before(retention.keep),
        ),
        ("DELETE FROM inbox WHERE history = 0 AND seq IN (SELECT seq FROM delivery WHERE reason = 'unclaimed')", 0),
        (
            "UPDATE delivery SET payload = NULL WHERE payload IS NOT NULL
             AND reason IS NOT NULL AND received_at < ?1 AND watchers IS NULL",
            before(retention.keep * 2),
        ),
        (
            "UPDATE delivery SET reason = NULL WHERE payload IS NOT NULL AND reason IS NOT NULL AND received_at < ?1",
            before(retention.keep * 2),
        ),
        ("DELETE FROM delivery WHERE payload IS NULL AND received_at < ?1", before(retention.remember)),
    ];
    let mut writer = store.store.writer().await.unwrap();
    let mut transaction = writer.begin().await.unwrap();
    let mut count = Vec::new();
    for (sql, bound) in statements {
        count.push(sqlx::query(sql).bind(bound).execute(&mut *transaction).await.unwrap().rows_affected());
    }
    transaction.commit().await.unwrap();
    Retired { emptied: count[5], unclaimed: count[6], given_up: count[8] + count[9], forgotten: count[10] }
}

/// Numbers in no order, the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.roll(of.len() as u64)).unwrap()]
    }
}

/// What came in during two hundred hours. Some of it is older than what came in before, as after a clock was set.
fn what_came_in(dice: &mut Dice) -> Vec<NewDelivery> {
    const PEOPLE: [&[&str]; 9] = [
        &["a@x.org"],
        &["a@x.org"],
        &["b@x.org"],
        &["b@x.org"],
        &["c@x.org"],
        &["a@x.org", "b@x.org"],
        &["b@x.org", "c@x.org"],
        &[EVERYONE],
        &[],
    ];
    const WATCHERS: [Option<&[&str]>; 5] = [None, None, Some(&[]), Some(&["s@x.org"]), Some(&["s@x.org", "t@x.org"])];
    let one = |n: usize| {
        let hour = i64::try_from(n / 12).unwrap() + if dice.roll(20) == 0 { dice.one(&[-90, -5, 40]) } else { 0 };
        if dice.roll(8) == 0 {
            return delivery(n, hour, Placing::Parked("unassigned"), None);
        }
        let people = dice.one(&PEOPLE);
        let watchers = if people == [EVERYONE] { None } else { dice.one(&WATCHERS) };
        delivery(n, hour, to(people), watchers)
    };
    (0..2_400).map(one).collect()
}

async fn filled(folder: &tempfile::TempDir) -> RelayStore {
    let store = store(folder).await;
    for group in what_came_in(&mut Dice(7)).chunks(250) {
        store.keep(group, Service::Alone).await.unwrap();
    }
    let places = [
        ("a@x.org", "one", 2_340),
        ("a@x.org", "two", 2_100),
        ("b@x.org", "one", 1_560),
        ("s@x.org", "one", 1_800),
        ("t@x.org", "one", 10),
    ];
    has_until(&store, &places, 199).await;
    has_until(&store, &[("b@x.org", "lost", 5), ("c@x.org", "lost", 900)], 20).await;
    store
}

/// An admin mends the mapping for some of what is parked.
async fn mended(store: &RelayStore) {
    let placing = |seq: i64| match seq % 5 {
        0 => (seq, to(&["a@x.org"]), Some(vec!["s@x.org".to_owned()])),
        1 => (seq, to(&["b@x.org"]), None),
        2 => (seq, to(&[]), None),
        _ => (seq, Placing::Parked("unknown_agent"), None),
    };
    let parked = store.parked(0, 5_000).await.unwrap();
    let some: Vec<_> = parked.iter().filter(|parked| parked.seq % 3 == 0).map(|parked| placing(parked.seq)).collect();
    store.place(&some, Service::Alone).await.unwrap();
}

/// Rounds of both kinds over the same file, with what people do in between.
async fn rounds_leave_the_same(history: i64) {
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let (sliced, whole) = (filled(&folders[0]).await, filled(&folders[1]).await);
    let mut sum = Retired::default();
    for hour in [200, 201, 240, 275, 290, 345, 360, 500, 700] {
        let now = at(hour);
        let retired = sliced.retire(retention(history), now).await.unwrap();
        assert_eq!(retired, at_one_go(&whole, retention(history), now).await, "at {hour}");
        assert_eq!(state(&sliced).await, state(&whole).await, "at {hour}");
        let with_contents = number(&sliced, "SELECT count(*) FROM delivery WHERE payload IS NOT NULL").await;
        assert_eq!(sliced.stock().await.unwrap().waiting, with_contents, "at {hour}");
        sum.emptied += retired.emptied;
        sum.unclaimed += retired.unclaimed;
        sum.given_up += retired.given_up;
        sum.forgotten += retired.forgotten;
        for store in [&sliced, &whole] {
            mended(store).await;
            has_until(
                store,
                &[("a@x.org", "one", 2_400), ("b@x.org", "one", 1_560 + hour * 2), ("t@x.org", "one", hour)],
                hour,
            )
            .await;
        }
    }
    assert!(sum.emptied > 1_000 && sum.forgotten > 1_000 && sum.unclaimed > 300 && sum.given_up > 300, "{sum:?}");
}

#[tokio::test]
async fn relay_rounds_in_slices_leave_what_one_transaction_left() {
    rounds_leave_the_same(14 * 24).await;
}

#[tokio::test]
async fn relay_rounds_in_slices_leave_what_one_transaction_left_with_a_short_history_and_without_any() {
    rounds_leave_the_same(48).await;
    rounds_leave_the_same(0).await;
}

#[tokio::test]
async fn relay_takes_webhooks_in_while_a_large_round_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder).await;
    let count = 4_000;
    let all: Vec<_> = (0..count).map(|n| delivery(n, 0, to(&["a@x.org"]), None)).collect();
    store.keep(&all, Service::Alone).await.unwrap();
    has_until(&store, &[("a@x.org", "one", i64::MAX)], 1).await;
    let mut round = std::pin::pin!(store.retire(retention(0), at(2)));
    let mut kept = 0;
    let retired = loop {
        let one = [delivery(count + kept, 2, to(&["a@x.org"]), None)];
        tokio::select! {
            biased;
            result = store.keep(&one, Service::Alone) => { result.unwrap(); kept += 1; }
            retired = &mut round => break retired.unwrap(),
        }
    };
    assert_eq!(retired.emptied, count as u64);
    assert!(kept >= 8, "{kept} between the slices");
}

#[tokio::test]
async fn relay_holds_what_the_fleet_does_not_have_until_it_does_or_the_relay_works_alone() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder).await;
    let group: Vec<_> =
        [&["a@x.org"], &[EVERYONE], &[] as &[&str]].iter().zip(0..).map(|(p, n)| delivery(n, 0, to(p), None)).collect();
    store.keep(&group, Service::Fleet).await.unwrap();
    let more = [delivery(9, 0, to(&["a@x.org"]), None)];
    store.keep(&more, Service::Fleet).await.unwrap();
    has_until(&store, &[("a@x.org", "one", 9)], 100).await;
    assert_eq!(store.retire(retention(0), at(100)).await.unwrap(), Retired::default());
    assert_eq!(store.stock().await.unwrap().waiting, 4);
    store.handed(&[4]).await.unwrap();
    assert_eq!(store.stock().await.unwrap().waiting, 3);
    store.work_as(Service::Alone).await.unwrap();
    assert_eq!(store.retire(retention(0), at(100)).await.unwrap().emptied, 3);
    assert_eq!(store.stock().await.unwrap().waiting, 0);
    assert_eq!(number(&store, "SELECT count(*) FROM inbox").await, 0);
}

#[tokio::test]
async fn relay_file_of_the_version_before_is_tidied_too() {
    const ROWS: &str = r#"INSERT INTO delivery (id, received_at, payload, people, watchers, handed)
        VALUES ('nobody', 0, '{}', '[]', NULL, 2), ('theirs', 0, '{}', '["a@x.org"]', NULL, 2), ('held', 0, '{}', '[]', '["s@x.org"]', 2)"#;
    let folder = tempfile::tempdir().unwrap();
    let (path, key) = (folder.path().join("relay.db"), Secret::new("0f".repeat(32)));
    let old = Store::open_with(&path, &key, &STEPS[..3], at(0)).await.unwrap();
    sqlx::query(ROWS).execute(&mut old.writer().await.unwrap().connection).await.unwrap();
    old.close().await;
    let store = RelayStore::open(&path, &key, at(0)).await.unwrap();
    assert_eq!(store.stock().await.unwrap().waiting, 3, "counted as it is opened");
    assert_eq!(store.retire(retention(24), at(2)).await.unwrap().emptied, 1);
    has_until(&store, &[("a@x.org", "one", 3)], 3).await;
    assert_eq!(store.retire(retention(24), at(3)).await.unwrap().emptied, 1);
    assert_eq!(store.retire(retention(24), at(25)).await.unwrap().emptied, 1, "whoever watches did not fetch it");
    assert_eq!(store.retire(retention(24), at(169)).await.unwrap().forgotten, 3);
}

#[tokio::test]
async fn relay_tidies_and_counts_without_a_look_through_its_tables() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder).await;
    let deeds = [FETCHED, TO_ALL, UNCLAIMED, OUTLIVED, GIVE_UP];
    let deeds = deeds.iter().flat_map(|Deed { first, second, .. }| [*first, *second]);
    for sql in [GONE, DESKS, PART, OWNERS, WATCHED, PARKED, FORGET, STOCK].into_iter().chain(deeds) {
        let plan = plan(&store, sql).await;
        assert!(slow(&plan).is_empty(), "{sql}: {plan:#?}");
    }
}
