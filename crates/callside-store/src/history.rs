//! Past calls, newest first.

use crate::columns::{limit, read};
use crate::{Store, StoreError, search};
use callside_core::call::Call;
use callside_core::history::PastCall;
use callside_core::ids::EntryId;
use callside_core::phone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, SqliteConnection};

/// Where a page of the history ends and the next begins. Fits a JavaScript number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HistoryCursor(i64);

/// A page of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryPage {
    /// Calls, newest first.
    pub calls: Vec<PastCall>,
    /// Give this to get the next page; `None` when this is the last.
    pub next: Option<HistoryCursor>,
}

/// Bits below the millisecond, which keep calls of one millisecond apart. 42 + 10 bits fit a JavaScript number.
const LOW_BITS: u32 = 10;
const LAST_MS: i64 = (1 << 42) - 1;

/// How far ahead of ours a provider's clock may be. One that is wrong by years must not lead the list for years.
const AHEAD: SignedDuration = SignedDuration::from_hours(24);

/// The row number of a new call: when it began, and a hash of its key. So rows, indexes and the search index are in
/// the order of time, and the newest calls are found without sorting. A late event may show that a call began a little
/// earlier; its place stays.
pub(crate) fn new_id(key: &str, began_at: Timestamp, received_at: Timestamp) -> i64 {
    let began_at = began_at.min(received_at.checked_add(AHEAD).unwrap_or(Timestamp::MAX));
    // FNV-1a; it must not change, it need not be strong.
    let hash = key.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    let low = i64::try_from((hash ^ (hash >> 32)) & ((1 << LOW_BITS) - 1)).unwrap_or(0);
    (began_at.as_millisecond().clamp(0, LAST_MS) << LOW_BITS) | low
}

/// A row of the queries below.
pub(crate) struct Row {
    pub(crate) id: i64,
    call: PastCall,
}

impl FromRow<'_, SqliteRow> for Row {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        use sqlx::Row as _;
        let state: String = row.try_get("state")?;
        let call: Call = read(&state, "call").map_err(|error| sqlx::Error::Decode(error.into()))?;
        let text = |column: &str| row.try_get::<Option<String>, _>(column);
        let shown = text("e164")?.map(|e164| shown(&e164));
        Ok(Self {
            id: row.try_get("id")?,
            call: PastCall {
                at: call.first_at,
                direction: call.direction().copied(),
                number: shown.or(text("number")?).unwrap_or_default(),
                name: text("known_name")?.or_else(|| call.customer_name().cloned()),
                queue: call.queue().cloned(),
                disposition: text("label")?.or_else(|| call.provider_disposition().map(str::to_owned)),
                notes: text("notes")?.or_else(|| call.notes().cloned()),
                talk_s: call.talk_seconds(),
                entry: row.try_get::<Option<i64>, _>("entry")?.map(EntryId),
                key: call.key,
            },
        })
    }
}

fn shown(e164: &str) -> String {
    phone::read(e164, None).number().map_or_else(|| e164.to_owned(), phone::PhoneNumber::international)
}

/// `rows` must be ordered by falling id and hold one more than fits the page, where there is one more.
fn page(mut rows: Vec<Row>, fits: u32) -> HistoryPage {
    let fits = usize::try_from(fits).unwrap_or(usize::MAX);
    let more = rows.len() > fits;
    rows.truncate(fits);
    let next = rows.last().filter(|_| more).map(|last| HistoryCursor(last.id));
    HistoryPage { calls: rows.into_iter().map(|row| row.call).collect(), next }
}

fn start(before: Option<HistoryCursor>) -> i64 {
    before.map_or(i64::MAX, |cursor| cursor.0)
}

pub(crate) async fn of_number(
    connection: &mut SqliteConnection,
    e164: &str,
    rows: u32,
) -> Result<Vec<PastCall>, StoreError> {
    const SQL: &str = "SELECT c.id, c.state, c.number, c.e164, c.known_name, c.notes, d.label, d.entry
                       FROM call c LEFT JOIN disposition d ON d.call = c.key
                       WHERE c.e164 = ?1 ORDER BY c.id DESC LIMIT ?2";
    let found: Vec<Row> = sqlx::query_as(SQL).bind(e164).bind(limit(rows)).fetch_all(connection).await?;
    Ok(found.into_iter().map(|row| row.call).collect())
}

impl Store {
    /// Calls, newest first; `before` is the `next` of the page before.
    ///
    /// # Errors
    /// As every read.
    pub async fn recent(&self, before: Option<HistoryCursor>, rows: u32) -> Result<HistoryPage, StoreError> {
        const SQL: &str = "SELECT c.id, c.state, c.number, c.e164, c.known_name, c.notes, d.label, d.entry
                           FROM call c LEFT JOIN disposition d ON d.call = c.key
                           WHERE c.id < ?1 ORDER BY c.id DESC LIMIT ?2";
        let mut reader = self.reader().await?;
        let found = sqlx::query_as(SQL).bind(start(before)).bind(limit(rows) + 1).fetch_all(&mut *reader).await?;
        Ok(page(found, rows))
    }

    /// Calls with a number in E.164 form, newest first.
    ///
    /// # Errors
    /// As every read.
    pub async fn past_calls(&self, e164: &str, rows: u32) -> Result<Vec<PastCall>, StoreError> {
        let mut reader = self.reader().await?;
        of_number(&mut reader, e164, rows).await
    }

    /// Calls by what an agent types: words in names and notes, all of which must be there, case and accents aside (the
    /// last may be the beginning of a word); or a fragment of a number, from three digits. Newest first. A text with
    /// nothing to search for finds nothing.
    ///
    /// # Errors
    /// As every read.
    pub async fn search(
        &self,
        text: &str,
        before: Option<HistoryCursor>,
        rows: u32,
    ) -> Result<HistoryPage, StoreError> {
        const WORDS: &str = "SELECT c.id, c.state, c.number, c.e164, c.known_name, c.notes, d.label, d.entry
                             FROM call_words w JOIN call c ON c.id = w.rowid LEFT JOIN disposition d ON d.call = c.key
                             WHERE call_words MATCH ?1 AND w.rowid < ?2 ORDER BY w.rowid DESC LIMIT ?3";
        const DIGITS: &str = "SELECT c.id, c.state, c.number, c.e164, c.known_name, c.notes, d.label, d.entry
                              FROM call_digits n JOIN call c ON c.id = n.rowid LEFT JOIN disposition d ON d.call = c.key
                              WHERE call_digits MATCH ?1 AND n.rowid < ?2
                              AND (instr(c.digits, ?4) OR instr(c.digits, ?5)) ORDER BY n.rowid DESC LIMIT ?3";
        let question = search::Question::read(text);
        let mut reader = self.reader().await?;
        let mut found: Vec<Row> = Vec::new();
        let (start, rows_wanted) = (start(before), limit(rows) + 1);
        if let Some(words) = question.words {
            let words = words.question(&mut reader).await?;
            let some = sqlx::query_as(WORDS).bind(words).bind(start).bind(rows_wanted);
            found.extend(some.fetch_all(&mut *reader).await?);
        }
        if let Some(search::NumberQuestion { index, digits: [typed, bare] }) = question.number {
            let some = sqlx::query_as(DIGITS).bind(index).bind(start).bind(rows_wanted).bind(typed).bind(bare);
            found.extend(some.fetch_all(&mut *reader).await?);
        }
        found.sort_by_key(|row: &Row| std::cmp::Reverse(row.id));
        found.dedup_by_key(|row| row.id);
        Ok(page(found, rows))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_numbers_follow_time_and_fit_a_javascript_number() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let now = at("2026-11-20T12:00:00Z");
        let earlier = new_id("five9:zzz", now, now);
        let later = new_id("five9:a", at("2026-11-20T12:00:00.001Z"), now);
        assert!(earlier < later);
        assert_ne!(new_id("five9:1", now, now), new_id("five9:2", now, now));
        assert_eq!(new_id("five9:1", Timestamp::MAX, now), new_id("five9:1", at("2026-11-21T12:00:00Z"), now));
        for wild in [Timestamp::MIN, Timestamp::MAX] {
            assert!((0..1 << 53).contains(&new_id("five9:1", wild, wild)));
        }
    }
}
