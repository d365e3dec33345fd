//! A page of calls with the beginning of a word that very many of them have.
//!
//! The index would go through every place of such a word to find the one after it (docs/adr/0098). But where the newest calls
//! fill a page, which words begin so matters in those calls only, and their texts tell.

use crate::StoreError;
use crate::history::{Among, Row, newest, with_words};
use crate::search::Words;
use sqlx::SqliteConnection;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Calls whose texts are read. A word that fewer than one of four calls has is looked up in the index in some milliseconds.
const READ: u32 = 200;

/// A call's row and its texts.
type Texts = (i64, Option<String>, Option<String>, Option<String>, Option<String>);

/// The page, where the newest calls fill it; `None` where the index has to be asked for all of them.
pub(crate) async fn page(
    reader: &mut SqliteConnection,
    words: &Words,
    among: Among<'_>,
) -> Result<Option<Vec<Row>>, StoreError> {
    const SELECT: &str = "SELECT c.id, c.heard_name, c.known_name, c.heard_notes, c.notes";
    let Some(beginning) = words.beginning() else { return Ok(None) };
    let read: Vec<Texts> =
        newest(SELECT, "", Among { rows: READ, ..among }).build_query_as().fetch_all(&mut *reader).await?;
    let mut begin_so = BTreeSet::new();
    for (_, heard, known, said, noted) in &read {
        for text in [heard, known, said, noted].into_iter().flatten() {
            if !gather(text, beginning, &mut begin_so) {
                return Ok(None);
            }
        }
    }
    if begin_so.is_empty() {
        return Ok(None);
    }
    let found = with_words(reader, &words.ending_in(&begin_so), among).await?;
    let oldest_read = read.last().map(|(id, ..)| *id);
    let is_full = u32::try_from(found.len()).is_ok_and(|rows| rows > among.rows);
    let is_read = found.last().map(Row::place) >= oldest_read;
    Ok(Some(found).filter(|_| is_full && is_read))
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
