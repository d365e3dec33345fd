//! A page of calls with the beginning of a word that very many of them have.
//!
//! The index would go through every place of such a word to find the one after it (docs/adr/0098). But where a page is full,
//! which words begin so matters in the calls down to its end only, and their texts tell.

use crate::StoreError;
use crate::history::{Among, Row, newest, with_words};
use crate::search::{self, Words};
use futures_util::TryStreamExt as _;
use sqlx::SqliteConnection;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Calls whose texts are read first. A word that fewer than one of four calls has is looked up in the index in some milliseconds.
const READ: u32 = 200;

/// Most calls whose texts are read after those, down to the last one of the page.
const READ_ON: u32 = 3_000;

/// A call's row and its texts.
type Texts = (i64, Option<String>, Option<String>, Option<String>, Option<String>);

/// The page, where calls whose texts can be read fill it; `None` where the index has to be asked for all of them.
pub(crate) async fn page(
    reader: &mut SqliteConnection,
    words: &Words,
    among: Among<'_>,
) -> Result<Option<Vec<Row>>, StoreError> {
    let Some(beginning) = words.beginning() else { return Ok(None) };
    let mut begin_so = BTreeSet::new();
    let first = Among { rows: READ, ..among };
    let Some(read) = read_texts(reader, beginning, first, 0, &mut begin_so).await? else { return Ok(None) };
    if begin_so.is_empty() {
        begin_so.extend(search::first_ending(reader, beginning).await?);
    }
    if begin_so.is_empty() {
        return Ok(None);
    }
    let found = with_words(reader, &words.ending_in(&begin_so), among).await?;
    let is_full = u32::try_from(found.len()).is_ok_and(|rows| rows > among.rows);
    let Some(last) = found.last().map(Row::place).filter(|_| is_full) else { return Ok(None) };
    if read <= last {
        return Ok(Some(found));
    }
    // A call between what was read and the end of the page may have another such word, and so belong into it.
    let known = begin_so.len();
    let between = Among { start: read, rows: READ_ON, ..among };
    match read_texts(reader, beginning, between, last, &mut begin_so).await? {
        Some(read) if read <= last && begin_so.len() == known => Ok(Some(found)),
        Some(read) if read <= last => Ok(Some(with_words(reader, &words.ending_in(&begin_so), among).await?)),
        _ => Ok(None),
    }
}

/// Gathers the words of the newest calls, down to a row at most; the last row that was read. `None` where only the index can
/// tell what one of them holds.
async fn read_texts(
    reader: &mut SqliteConnection,
    beginning: &str,
    among: Among<'_>,
    down_to: i64,
    begin_so: &mut BTreeSet<String>,
) -> Result<Option<i64>, StoreError> {
    const SELECT: &str = "SELECT c.id, c.heard_name, c.known_name, c.heard_notes, c.notes";
    let mut query = newest(SELECT, "", among);
    let mut rows = query.build_query_as::<Texts>().fetch(reader);
    let mut read = i64::MAX;
    while read > down_to
        && let Some((id, heard, known, said, noted)) = rows.try_next().await?
    {
        for text in [heard, known, said, noted].into_iter().flatten() {
            if !gather(&text, beginning, begin_so) {
                return Ok(None);
            }
        }
        read = id;
    }
    Ok(Some(read))
}

/// The words of a text that begin so, as the index spells them; `false` where one of other letters may, which only the index can
/// tell. Between ASCII characters that are neither letters nor digits, the index takes a run of letters and digits of ASCII for
/// one word, in lower case.
/// Source: sqlite.org/fts5.html, 4.3.1 (unicode61).
fn gather(text: &str, beginning: &str, words: &mut BTreeSet<String>) -> bool {
    for run in text.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()) {
        if !run.is_ascii() {
            let folded: String = run.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
            if folded.contains(beginning) {
                return false;
            }
        } else if run.get(..beginning.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(beginning)) {
            words.insert(run.to_ascii_lowercase());
        }
    }
    true
}

#[cfg(test)]
#[path = "newest_words_tests.rs"]
mod tests;
