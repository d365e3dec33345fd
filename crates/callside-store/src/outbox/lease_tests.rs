use crate::Store;
use callside_core::secret::Secret;
use jiff::Timestamp;
use sqlx::SqliteConnection;

/// As the mark is defined: an older one of the same record and org waits or is being sent.
const WRONG: &str = "SELECT o.id FROM outbox AS o WHERE o.due_at IS NOT NULL AND o.behind <> EXISTS
    (SELECT 1 FROM outbox_record AS mine
     JOIN outbox_record AS other ON other.record = mine.record AND other.entry < mine.entry
     JOIN outbox AS older ON older.id = other.entry AND older.due_at IS NOT NULL AND older.org IS o.org
     WHERE mine.entry = o.id)";
const ADD: &str = "INSERT INTO outbox (kind, key, created_at, state, next_at, payload, org)
                   VALUES ('action', ?1, 0, 'waiting', 0, '{}', ?2) RETURNING id";
const TOUCH: &str = "INSERT OR IGNORE INTO outbox_record (record, entry) VALUES (?1, ?2)";
const FREE: &str = "DELETE FROM outbox_record WHERE entry = ?1";
const TURN: &str = "UPDATE outbox SET state = ?2, next_at = iif(?2 = 'waiting', 0, NULL),
                    leased_until = iif(?2 = 'leased', 9, NULL), refusal = iif(?2 = 'refused', '{}', NULL),
                    settled_at = iif(?2 IN ('done', 'refused', 'cancelled'), 1, NULL) WHERE id = ?1";

/// The same numbers in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % sides).unwrap()
    }
}

async fn touch_some(connection: &mut SqliteConnection, dice: &mut Dice, entry: i64) {
    for _ in 0..dice.below(3) {
        let record = ["A", "B", "C", "D"][dice.below(4)];
        sqlx::query(TOUCH).bind(record).bind(entry).execute(&mut *connection).await.unwrap();
    }
}

#[tokio::test]
async fn whatever_becomes_of_entries_the_mark_says_whether_an_older_one_goes_first() {
    let folder = tempfile::tempdir().unwrap();
    let key = Secret::new("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
    let store = Store::open(&folder.path().join("callside.db"), &key, Timestamp::UNIX_EPOCH).await.unwrap();
    let mut writer = store.writer().await.unwrap();
    let mut transaction = writer.begin().await.unwrap();
    let (mut dice, mut open) = (Dice(7), Vec::<i64>::new());
    for step in 0..1_500 {
        let entry = (!open.is_empty()).then(|| dice.below(open.len() as u64));
        match (dice.below(10), entry) {
            (0..4, _) | (_, None) => {
                let org = [Some("a"), Some("a"), Some("b"), None][dice.below(4)];
                let new = sqlx::query_scalar(ADD).bind(step.to_string()).bind(org).fetch_one(&mut *transaction);
                let new = new.await.unwrap();
                open.push(new);
                touch_some(&mut transaction, &mut dice, new).await;
            }
            (4..8, Some(at)) => {
                let state = ["waiting", "leased", "refused", "leased", "done", "cancelled"][dice.below(6)];
                sqlx::query(TURN).bind(open[at]).bind(state).execute(&mut *transaction).await.unwrap();
                if matches!(state, "done" | "cancelled") {
                    sqlx::query(FREE).bind(open[at]).execute(&mut *transaction).await.unwrap();
                    open.swap_remove(at);
                }
            }
            (_, Some(at)) => {
                sqlx::query(FREE).bind(open[at]).execute(&mut *transaction).await.unwrap();
                touch_some(&mut transaction, &mut dice, open[at]).await;
            }
        }
        let wrong: Vec<i64> = sqlx::query_scalar(WRONG).fetch_all(&mut *transaction).await.unwrap();
        assert!(wrong.is_empty(), "step {step}: {wrong:?}");
    }
}
