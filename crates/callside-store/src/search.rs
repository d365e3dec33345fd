//! What an agent types into the search box, as the search index takes it.

use crate::StoreError;
use sqlx::SqliteConnection;

/// Longest text that is looked at, in characters.
const MAX_TEXT: usize = 200;
/// Most words that are looked for.
const MAX_WORDS: usize = 12;

/// Digits from the right that the index is asked for. Those before them, country and area, are in most numbers of a
/// desk, so the index would go through most calls; they are compared in the rows that are left.
const TELLING_DIGITS: usize = 7;

/// Most words of the index that one beginning is read as. With more, the index gathers them by itself.
const MAX_ENDINGS: usize = 200;

/// Texts in the index's own language (SQLite, FTS5 chapter 3), built so that nothing that was typed can be read as
/// anything but a word.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Question {
    /// Words that must all be there.
    pub(crate) words: Option<Words>,
    /// A fragment of a number.
    pub(crate) number: Option<NumberQuestion>,
}

/// Words that must all be there. The last one, which may still be in the typing, may be the beginning of a word; doing
/// that for every word would make the index go through all calls.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Words {
    /// All, the last one too, each in quotes.
    quoted: Vec<String>,
    /// Whether the last one may be a beginning.
    open: bool,
    /// The last one as the index spells it, where that is plain: Latin letters and digits only.
    plain: Option<String>,
}

impl Words {
    /// What the index is asked for. Asked for a beginning, the index gathers every call of every word that has it
    /// before it can give the newest (a million calls: a tenth of a second and more); asked for these words one by
    /// one, it stops at the newest. So the words are looked up first, where they are few.
    pub(crate) async fn question(&self, reader: &mut SqliteConnection) -> Result<String, StoreError> {
        let endings = match self.beginning() {
            Some(beginning) => endings(reader, beginning).await?,
            None => Vec::new(),
        };
        if !endings.is_empty() && endings.len() <= MAX_ENDINGS {
            return Ok(self.ending_in(&endings));
        }
        let any = if self.open { "*" } else { "" };
        Ok(format!("{}{any}", self.quoted.join(" ")))
    }

    /// What the last word begins with, where it may be a beginning and is plain.
    pub(crate) fn beginning(&self) -> Option<&str> {
        self.plain.as_deref().filter(|_| self.open)
    }

    /// What the index is asked for, with one of these instead of the last word.
    pub(crate) fn ending_in<'w>(&self, words: impl IntoIterator<Item = &'w String>) -> String {
        let any: Vec<String> = words.into_iter().map(|word| quote(word)).collect();
        let before = self.quoted.split_last().map_or(&[][..], |(_, before)| before);
        let join = if before.is_empty() { "" } else { " AND " };
        format!("{}{join}({})", before.join(" "), any.join(" OR "))
    }
}

/// The first word of the index that begins so. It costs one step; the word after it may cost many (docs/adr/0098).
pub(crate) async fn first_ending(reader: &mut SqliteConnection, beginning: &str) -> Result<Option<String>, StoreError> {
    const SQL: &str = "SELECT term FROM call_vocabulary WHERE term >= ?1 LIMIT 1";
    let first: Option<String> = sqlx::query_scalar(SQL).bind(beginning).fetch_optional(reader).await?;
    Ok(first.filter(|word| word.starts_with(beginning)))
}

/// The words of the index that begin so, in their order; one more than [`MAX_ENDINGS`] where there are more.
async fn endings(reader: &mut SqliteConnection, beginning: &str) -> Result<Vec<String>, StoreError> {
    // Each step looks for the first word after the last one; the words between are never counted, for counting reads
    // every place of a word. No word holds a control character.
    const SQL: &str = "WITH RECURSIVE ending (word) AS (
                         SELECT (SELECT term FROM call_vocabulary WHERE term >= ?1 LIMIT 1)
                         UNION ALL
                         SELECT (SELECT term FROM call_vocabulary WHERE term >= ending.word || char(1) LIMIT 1)
                         FROM ending WHERE ending.word < ?2 LIMIT ?3
                       ) SELECT word FROM ending WHERE word >= ?1 AND word < ?2";
    // The first text behind all that begin so: the last letter or digit is the next one of ASCII.
    let mut behind = beginning.to_owned();
    let next = behind.pop().and_then(|last| char::from_u32(u32::from(last) + 1));
    behind.extend(next);
    let most = i64::try_from(MAX_ENDINGS + 1).unwrap_or(i64::MAX);
    Ok(sqlx::query_scalar(SQL).bind(beginning).bind(behind).bind(most).fetch_all(reader).await?)
}

fn quote(word: &str) -> String {
    format!("\"{}\"", word.replace('"', "\"\""))
}

/// A fragment of a number.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NumberQuestion {
    /// What the index is asked for.
    pub(crate) index: String,
    /// The number must hold one of these.
    pub(crate) digits: [String; 2],
}

impl Question {
    pub(crate) fn read(text: &str) -> Self {
        let text: String = text.chars().filter(|c| !c.is_control()).take(MAX_TEXT).collect();
        let words: Vec<&str> =
            text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).take(MAX_WORDS).collect();
        let words = words.last().map(|last| Words {
            quoted: words.iter().map(|word| quote(word)).collect(),
            open: !is_one_letter(last),
            plain: last.chars().all(|c| c.is_ascii_alphanumeric()).then(|| last.to_ascii_lowercase()),
        });
        Self { words, number: number(&text) }
    }
}

/// One Latin letter begins a fair part of all words. (One Chinese character is a fair part of a name.)
fn is_one_letter(word: &str) -> bool {
    word.len() == 1
}

/// Only a text that is nothing but a number. The zeros that are dialled before a national or an international number
/// are not part of the stored form, so the number without them counts as well.
fn number(text: &str) -> Option<NumberQuestion> {
    if text.chars().any(|c| !c.is_ascii_digit() && !c.is_whitespace() && !"+-()./".contains(c)) {
        return None;
    }
    let typed: String = text.chars().filter(char::is_ascii_digit).collect();
    if typed.len() < 3 {
        return None;
    }
    let bare = typed.strip_prefix("00").or_else(|| typed.strip_prefix('0')).filter(|bare| bare.len() >= 3);
    let bare = bare.unwrap_or(&typed).to_owned();
    let telling = |digits: &str| format!("\"{}\"", &digits[digits.len().saturating_sub(TELLING_DIGITS)..]);
    let (one, other) = (telling(&typed), telling(&bare));
    let index = if one == other { one } else { format!("{one} OR {other}") };
    Some(NumberQuestion { index, digits: [typed, bare] })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_becomes_quoted_words_or_a_number() {
        let cases = [
            ("sarah joh", Some("\"sarah\" \"joh\"*"), None),
            ("o'brien", Some("\"o'brien\"*"), None),
            ("a\" OR notes:*", Some("\"a\"\"\" \"OR\" \"notes:*\"*"), None),
            ("sarah j", Some("\"sarah\" \"j\""), None),
            ("李", Some("\"李\"*"), None),
            ("  - ( ) * ", None, None),
            ("", None, None),
            ("0134", Some("\"0134\"*"), Some(("\"0134\" OR \"134\"", "0134", "134"))),
            ("(415) 555-0134", Some("\"(415)\" \"555-0134\"*"), Some(("\"5550134\"", "4155550134", "4155550134"))),
            ("0049 30 1234", Some("\"0049\" \"30\" \"1234\"*"), Some(("\"9301234\"", "0049301234", "49301234"))),
            ("12", Some("\"12\"*"), None),
        ];
        for (text, words, number) in cases {
            let number = number.map(|(index, typed, bare): (&str, &str, &str)| NumberQuestion {
                index: index.into(),
                digits: [typed.into(), bare.into()],
            });
            let question = Question::read(text);
            let asked = question.words.map(|words| words.quoted.join(" ") + if words.open { "*" } else { "" });
            assert_eq!((asked.as_deref(), question.number), (words, number), "{text}");
        }
    }

    #[test]
    fn only_plain_words_are_looked_up_by_their_beginning() {
        for (text, plain) in [("Joh", Some("joh")), ("x1", Some("x1")), ("Jör", None), ("o'br", None), ("a*", None)] {
            assert_eq!(Question::read(text).words.unwrap().plain.as_deref(), plain, "{text}");
        }
    }

    #[test]
    fn endless_text_is_cut() {
        let question = Question::read(&"word ".repeat(10_000));
        assert_eq!(question.words.unwrap().quoted.len(), MAX_WORDS);
    }
}
