//! What waits for a person.

use super::{EVERYONE, RelayStore, lasting};
use crate::StoreError;
use crate::columns::{limit, read, time};
use callside_core::event::Event;
use callside_core::ids::CallKey;
use callside_core::person::PersonId;
use jiff::Timestamp;

/// One delivery that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Its place in the file.
    pub seq: i64,
    /// When it came in.
    pub received_at: Timestamp,
    /// The event.
    pub event: Event,
    /// Where it is for the history of their teams alone: whose call it is.
    pub history: Option<Vec<String>>,
}

/// One delivery that is held for the history of a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its place in the file.
    pub seq: i64,
    /// When it came in.
    pub received_at: Timestamp,
    /// The event.
    pub event: Event,
    /// Whose call it is.
    pub people: Vec<String>,
    /// Who heard of it for the history as it came in.
    pub watchers: Vec<String>,
}

/// How much one page holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// At most so many deliveries.
    pub rows: u32,
    /// At most so many bytes of events, unless it is one alone.
    pub bytes: usize,
}

/// Which deliveries somebody asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Those that are for them.
    Own,
    /// Those for the history of their teams, too.
    History,
}

/// One inbox in its order, as far as a page goes.
macro_rules! in_inbox {
    ($person:literal) => {
        concat!(
            "SELECT d.seq, d.received_at, d.payload, i.history, coalesce(d.people, '[]') AS people
             FROM inbox AS i CROSS JOIN delivery AS d ON d.seq = i.seq
             WHERE i.person = ",
            $person,
            " AND i.seq > ?3 AND i.seq <= ?7 AND d.payload IS NOT NULL AND (?5 = 0 OR d.handed = 0) AND i.history <= ?6
             ORDER BY i.seq LIMIT ?4"
        )
    };
}

/// A page of their own inbox and a page of everyone's hold the first page of both. Asked for in one list the two would be sorted as a
/// whole first: everything that waits, with its contents, for each page.
const WAITING: &str = concat!(
    "SELECT seq, received_at, payload, min(history), people FROM (SELECT * FROM (",
    in_inbox!("?1"),
    ") UNION ALL SELECT * FROM (",
    in_inbox!("?2"),
    ")) GROUP BY seq ORDER BY seq LIMIT ?4"
);

const HELD: &str = "SELECT seq, received_at, payload, coalesce(people, '[]'), watchers FROM delivery
    WHERE seq > ?1 AND seq <= ?4 AND received_at >= ?2 AND payload IS NOT NULL AND watchers IS NOT NULL ORDER BY seq LIMIT ?3";

impl RelayStore {
    /// What waits for a person behind a place, in the order in which it came in. With `only_unhanded` only
    /// what the fleet does not have yet. What is for them is not for the history, whatever else is said of it.
    ///
    /// # Errors
    /// As every read.
    pub async fn waiting(
        &self,
        person: &PersonId,
        after: i64,
        page: Page,
        only_unhanded: bool,
        reach: Reach,
    ) -> Result<Vec<Waiting>, StoreError> {
        let mut reader = self.store.reader().await?;
        let rows: Vec<(i64, i64, String, bool, String)> = sqlx::query_as(WAITING)
            .bind(person.as_str())
            .bind(EVERYONE)
            .bind(after)
            .bind(limit(page.rows))
            .bind(only_unhanded)
            .bind(reach == Reach::History)
            .bind(self.lasting.place())
            .fetch_all(&mut *reader)
            .await?;
        let mut bytes = 0;
        let fits = |row: &(i64, i64, String, bool, String)| {
            let first = bytes == 0;
            bytes += row.2.len();
            first || bytes <= page.bytes
        };
        rows.into_iter()
            .take_while(fits)
            .map(|(seq, at, payload, history, people)| {
                let history = history.then(|| read(&people, "people")).transpose()?;
                Ok(Waiting { seq, received_at: time(at)?, event: read(&payload, "delivery")?, history })
            })
            .collect()
    }

    /// What is held for the history of teams behind a place, in the order in which it came in, as far as it came since then.
    ///
    /// # Errors
    /// As every read.
    pub async fn held(&self, after: i64, since: Timestamp, page: Page) -> Result<Vec<Held>, StoreError> {
        let mut reader = self.store.reader().await?;
        let rows: Vec<(i64, i64, String, String, String)> = sqlx::query_as(HELD)
            .bind(after)
            .bind(since.as_millisecond())
            .bind(limit(page.rows))
            .bind(self.lasting.place())
            .fetch_all(&mut *reader)
            .await?;
        let mut bytes = 0;
        let fits = |row: &(i64, i64, String, String, String)| {
            let first = bytes == 0;
            bytes += row.2.len();
            first || bytes <= page.bytes
        };
        rows.into_iter()
            .take_while(fits)
            .map(|(seq, at, payload, people, watchers)| {
                let (people, watchers) = (read(&people, "people")?, read(&watchers, "watchers")?);
                Ok(Held { seq, received_at: time(at)?, event: read(&payload, "delivery")?, people, watchers })
            })
            .collect()
    }

    /// The last place of the file; 0 when nothing was ever kept.
    ///
    /// # Errors
    /// As every read; and after a sync that failed, since when nothing is kept any more.
    pub async fn last(&self) -> Result<i64, StoreError> {
        self.store.holds()?;
        lasting::last(&mut *self.store.reader().await?).await
    }

    /// Who has been given something of this call: the same people hear how it goes on.
    ///
    /// # Errors
    /// As every read.
    pub async fn audience(&self, call: &CallKey) -> Result<Vec<String>, StoreError> {
        const SQL: &str = "SELECT DISTINCT e.value FROM delivery AS d, json_each(d.people) AS e
            WHERE d.call = ?1 AND d.payload IS NOT NULL AND d.people IS NOT NULL";
        let mut reader = self.store.reader().await?;
        Ok(sqlx::query_scalar(SQL).bind(call.to_string()).fetch_all(&mut *reader).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Service;
    use super::super::given::{delivery, store, to};
    use super::super::plans::{plan, slow};
    use super::*;

    /// How it was asked for before: right, and slow.
    const SORTED: &str = "SELECT d.seq, d.received_at, d.payload, min(i.history), coalesce(d.people, '[]')
        FROM inbox AS i JOIN delivery AS d ON d.seq = i.seq
        WHERE i.person IN (?1, ?2) AND i.seq > ?3 AND d.payload IS NOT NULL AND (?5 = 0 OR d.handed = 0)
          AND i.history <= ?6
        GROUP BY d.seq ORDER BY d.seq LIMIT ?4";

    type Row = (i64, i64, String, bool, String);

    async fn ask(
        store: &RelayStore,
        sql: &'static str,
        person: &str,
        (after, rows): (i64, i64),
        flags: [bool; 2],
    ) -> Vec<Row> {
        let mut reader = store.store.reader().await.unwrap();
        let query = sqlx::query_as(sql).bind(person).bind(EVERYONE).bind(after).bind(rows);
        query.bind(flags[0]).bind(flags[1]).bind(i64::MAX).fetch_all(&mut *reader).await.unwrap()
    }

    /// Theirs, everyone's, both at once, watched, watched and everyone's, of others; some of it handed over, some emptied.
    async fn filled(folder: &tempfile::TempDir) -> RelayStore {
        const PEOPLE: [&[&str]; 6] = [
            &["a@x.org"],
            &[EVERYONE],
            &["a@x.org", EVERYONE],
            &["b@x.org"],
            &["b@x.org", EVERYONE],
            &["b@x.org", "a@x.org"],
        ];
        const EMPTIED: &str = "UPDATE delivery SET payload = NULL WHERE seq % 11 = 0";
        let store = store(folder).await;
        for n in 0..60_usize {
            let people = PEOPLE[n * n / 3 % PEOPLE.len()];
            let watcher = if n % 8 == 0 && !people.contains(&"a@x.org") { "a@x.org" } else { "s@x.org" };
            let watchers = n.is_multiple_of(4).then_some([watcher]);
            let delivery = delivery(n, 0, to(people), watchers.as_ref().map(<[_; 1]>::as_slice));
            let service = if n % 5 == 0 { Service::Fleet } else { Service::Alone };
            store.keep(&[delivery], service).await.unwrap();
        }
        sqlx::query(EMPTIED).execute(&mut store.store.writer().await.unwrap().connection).await.unwrap();
        store
    }

    #[tokio::test]
    async fn relay_pages_of_both_inboxes_are_what_sorting_all_of_them_gave() {
        let folder = tempfile::tempdir().unwrap();
        let store = filled(&folder).await;
        let mut seen = 0;
        for person in ["a@x.org", "b@x.org", "s@x.org", "nobody", EVERYONE] {
            for flags in [[false, false], [false, true], [true, false], [true, true]] {
                for page in (0..=60).step_by(2).flat_map(|after| [1, 2, 5, 100].map(|rows| (after, rows))) {
                    let expected = ask(&store, SORTED, person, page, flags).await;
                    assert_eq!(
                        ask(&store, WAITING, person, page, flags).await,
                        expected,
                        "{person} {page:?} {flags:?}"
                    );
                    seen += expected.len();
                }
            }
        }
        assert!(seen > 5_000, "{seen}");
    }

    #[tokio::test]
    async fn relay_page_after_page_gives_everything_once() {
        let folder = tempfile::tempdir().unwrap();
        let store = filled(&folder).await;
        let person = PersonId::new("a@x.org").unwrap();
        let whole = Page { rows: 1_000, bytes: usize::MAX };
        let all = store.waiting(&person, 0, whole, false, Reach::History).await.unwrap();
        for (rows, bytes) in [(1, usize::MAX), (4, usize::MAX), (50, 1_000)] {
            let (mut read, mut after) = (Vec::new(), 0);
            loop {
                let page = store.waiting(&person, after, Page { rows, bytes }, false, Reach::History).await.unwrap();
                let Some(last) = page.last() else { break };
                after = last.seq;
                read.extend(page);
            }
            assert_eq!(read, all, "{rows} rows, {bytes} bytes");
        }
    }

    #[tokio::test]
    async fn relay_page_is_read_in_its_order_and_not_sorted_out_of_all_that_waits() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(&folder).await;
        let steps = plan(&store, WAITING).await;
        let inboxes = steps.iter().filter(|step| *step == "SEARCH i USING PRIMARY KEY (person=? AND seq>? AND seq<?)");
        assert_eq!(inboxes.count(), 2, "{steps:#?}");
        let steps = plan(&store, SORTED).await;
        assert!(!slow(&steps).is_empty(), "{steps:#?}");
        // Not from the index by age, out of which every page would be sorted.
        assert_eq!(plan(&store, HELD).await, ["SEARCH delivery USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"]);
    }
}
