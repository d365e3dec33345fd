//! Past calls, newest first.

use crate::columns::{limit, read};
use crate::{Store, StoreError, facts, newest_words, search};
use callside_core::call::Call;
use callside_core::history::PastCall;
use callside_core::ids::{CallKey, EntryId};
use callside_core::phone;
use callside_core::team::CallFilter;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, QueryBuilder, Sqlite, SqliteConnection};

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
    pub(crate) call: PastCall,
}

impl Row {
    /// Where it stands among the newest.
    pub(crate) const fn place(&self) -> i64 {
        self.id
    }

    /// Where a page that ends with this row ends.
    pub(crate) const fn cursor(&self) -> HistoryCursor {
        HistoryCursor(self.id)
    }
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
                name: text("known_name")?.or_else(|| call.told_name().cloned()),
                queue: call.queue().cloned(),
                disposition: text("label")?.or_else(|| outcome(&call)),
                notes: text("notes")?.or_else(|| call.told_notes().cloned()),
                talk_s: call.talk_seconds(),
                entry: row.try_get::<Option<i64>, _>("entry")?.map(EntryId),
                seen: call.seen(),
                agent: call.agent().map(|agent| agent.name.clone().unwrap_or_else(|| agent.key.clone())),
                elsewhere: call.elsewhere(),
                key: call.key,
            },
        })
    }
}

/// Of a call that was not wrapped up here.
fn outcome(call: &Call) -> Option<String> {
    call.told_decision().map(|told| told.outcome.as_str()).or_else(|| call.provider_disposition()).map(str::to_owned)
}

fn shown(e164: &str) -> String {
    phone::read(e164, None).number().map_or_else(|| e164.to_owned(), phone::PhoneNumber::international)
}

/// `rows` must be ordered by falling id and hold one more than fits the page, where there is one more.
fn page(mut rows: Vec<Row>, fits: u32) -> HistoryPage {
    let fits = usize::try_from(fits).unwrap_or(usize::MAX);
    let more = rows.len() > fits;
    rows.truncate(fits);
    let next = rows.last().filter(|_| more).map(Row::cursor);
    HistoryPage { calls: rows.into_iter().map(|row| row.call).collect(), next }
}

pub(crate) fn start(before: Option<HistoryCursor>) -> i64 {
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
    /// Calls with a number in E.164 form, newest first.
    ///
    /// # Errors
    /// As every read.
    pub async fn past_calls(&self, e164: &str, rows: u32) -> Result<Vec<PastCall>, StoreError> {
        let mut reader = self.reader().await?;
        of_number(&mut reader, e164, rows).await
    }

    /// The call before this one from or to the same number, where there is one.
    ///
    /// # Errors
    /// As every read.
    pub async fn call_before(&self, call: &CallKey) -> Result<Option<PastCall>, StoreError> {
        const WHERE: &str = " FROM call n JOIN call c ON c.e164 = n.e164 AND c.id < n.id
                             LEFT JOIN disposition d ON d.call = c.key WHERE n.key = ";
        let mut reader = self.reader().await?;
        let mut query = QueryBuilder::<Sqlite>::new(SELECT);
        query.push(WHERE).push_bind(call.to_string()).push(" ORDER BY c.id DESC LIMIT 1");
        let found: Option<Row> = query.build_query_as().fetch_optional(&mut *reader).await?;
        Ok(found.map(|row| row.call))
    }

    /// One call as the history lists it.
    ///
    /// # Errors
    /// As every read.
    pub async fn past_call(&self, call: &CallKey) -> Result<Option<PastCall>, StoreError> {
        let mut reader = self.reader().await?;
        let mut query = QueryBuilder::<Sqlite>::new(SELECT);
        query.push(" FROM call c LEFT JOIN disposition d ON d.call = c.key WHERE c.key = ").push_bind(call.to_string());
        let found: Option<Row> = query.build_query_as().fetch_optional(&mut *reader).await?;
        Ok(found.map(|row| row.call))
    }

    /// Calls, newest first; `before` is the `next` of the page before.
    ///
    /// # Errors
    /// As every read.
    pub async fn recent(&self, before: Option<HistoryCursor>, rows: u32) -> Result<HistoryPage, StoreError> {
        self.filtered("", &CallFilter::default(), before, rows).await
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
        self.by_text(text, &CallFilter::default(), before, rows).await
    }

    /// The same, of those calls that a filter lets through. Without a text: all of them. A filter knows calls that were
    /// answered, are over or were wrapped up.
    ///
    /// # Errors
    /// As every read.
    pub async fn filtered(
        &self,
        text: &str,
        filter: &CallFilter,
        before: Option<HistoryCursor>,
        rows: u32,
    ) -> Result<HistoryPage, StoreError> {
        if !text.trim().is_empty() {
            return self.by_text(text, filter, before, rows).await;
        }
        let mut reader = self.reader().await?;
        let mut query = newest(
            SELECT,
            " LEFT JOIN disposition d ON d.call = c.key",
            Among { filter, start: start(before).min(latest(filter)), rows },
        );
        Ok(page(query.build_query_as().fetch_all(&mut *reader).await?, rows))
    }

    async fn by_text(
        &self,
        text: &str,
        filter: &CallFilter,
        before: Option<HistoryCursor>,
        rows: u32,
    ) -> Result<HistoryPage, StoreError> {
        let question = search::Question::read(text);
        let mut reader = self.reader().await?;
        let mut found: Vec<Row> = Vec::new();
        let start = start(before).min(latest(filter));
        if let Some(words) = question.words {
            let among = Among { filter, start, rows };
            found.extend(match newest_words::page(&mut reader, &words, among).await? {
                Some(page) => page,
                None => {
                    let words = words.question(&mut reader).await?;
                    with_words(&mut reader, &words, among).await?
                }
            });
        }
        if let Some(search::NumberQuestion { index, digits: [typed, bare] }) = question.number {
            let mut query = indexed("call_digits", filter, &index, start);
            query.push(" AND (instr(c.digits, ").push_bind(typed).push(") OR instr(c.digits, ").push_bind(bare);
            query.push("))");
            narrow(&mut query, filter, "w.rowid", rows);
            found.extend(query.build_query_as::<Row>().fetch_all(&mut *reader).await?);
        }
        found.sort_by_key(|row: &Row| std::cmp::Reverse(row.id));
        found.dedup_by_key(|row| row.id);
        Ok(page(found, rows))
    }
}

const SELECT: &str = "SELECT c.id, c.state, c.number, c.e164, c.known_name, c.notes, d.label, d.entry";

/// Which calls are asked for: those of a filter before a row, so many and one more.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Among<'f> {
    pub(crate) filter: &'f CallFilter,
    pub(crate) start: i64,
    pub(crate) rows: u32,
}

/// Calls by a text in the index's own language.
pub(crate) async fn with_words(
    reader: &mut SqliteConnection,
    question: &str,
    Among { filter, start, rows }: Among<'_>,
) -> Result<Vec<Row>, StoreError> {
    let mut query = indexed("call_words", filter, question, start);
    narrow(&mut query, filter, "w.rowid", rows);
    Ok(query.build_query_as().fetch_all(reader).await?)
}

/// The newest calls of a filter before a row; `select` is of `c`, what is joined besides, too.
pub(crate) fn newest(
    select: &'static str,
    joined: &'static str,
    Among { filter, start, rows }: Among<'_>,
) -> QueryBuilder<Sqlite> {
    let mut query = QueryBuilder::new(select);
    let id = if filter.is_empty() {
        query.push(" FROM call c");
        "c.id"
    } else {
        // CROSS keeps the order: through an index of the facts, newest first.
        query.push(" FROM call_fact f CROSS JOIN call c ON c.id = f.id");
        "f.id"
    };
    query.push(joined).push(" WHERE ").push(id).push(" < ").push_bind(start);
    narrow(&mut query, filter, id, rows);
    query
}

/// What a search index finds before a row.
pub(crate) fn indexed(index: &'static str, filter: &CallFilter, question: &str, start: i64) -> QueryBuilder<Sqlite> {
    let mut query = QueryBuilder::new(SELECT);
    // CROSS keeps the order: from what the words find, newest first, to whether the filter lets it through. The other way round
    // the index of words would be asked for every call of an agent or a queue.
    query.push(" FROM ").push(index).push(" w");
    if !filter.is_empty() {
        query.push(" CROSS JOIN call_fact f ON f.id = w.rowid");
    }
    query.push(" CROSS JOIN call c ON c.id = w.rowid");
    query.push(" LEFT JOIN disposition d ON d.call = c.key WHERE ").push(index).push(" MATCH ");
    query.push_bind(question.to_owned()).push(" AND w.rowid < ").push_bind(start);
    query
}

/// The end of a query: what the filter asks for, newest first, and one row more than the page holds.
pub(crate) fn narrow(query: &mut QueryBuilder<Sqlite>, filter: &CallFilter, id: &str, rows: u32) {
    facts::push(query, filter);
    query.push(" AND ").push(id).push(" >= ").push_bind(earliest(filter));
    query.push(" ORDER BY ").push(id).push(" DESC LIMIT ").push_bind(limit(rows) + 1);
}

/// The row number that no call of the filter reaches.
fn latest(filter: &CallFilter) -> i64 {
    filter.until.map_or(i64::MAX, row_after)
}

/// The row number that every call of the filter reaches.
fn earliest(filter: &CallFilter) -> i64 {
    let within = filter.within.iter().map(|(from, _)| *from).min();
    filter.from.into_iter().chain(within).max().map_or(0, row_before)
}

/// No call that began before this moment has such a row or a later one. A call's row is at the moment at which it was first heard
/// of, which may be later than its beginning, by its length at most: two days are more than any call has.
pub(crate) fn row_after(until: Timestamp) -> i64 {
    until.checked_add(LONGEST).map_or(i64::MAX, row_at)
}

/// No call that began at this moment or later has an earlier row. A row is never before its call's beginning, but where a phone
/// system's clock goes ahead by more than a day (see [`new_id`]).
pub(crate) fn row_before(from: Timestamp) -> i64 {
    from.checked_sub(LONGEST).map_or(0, row_at)
}

fn row_at(at: Timestamp) -> i64 {
    at.as_millisecond().clamp(0, LAST_MS) << LOW_BITS
}

const LONGEST: SignedDuration = SignedDuration::from_hours(48);

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
