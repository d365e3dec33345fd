//! What an agent types into the search box, as the search index takes it.

/// Longest text that is looked at, in characters.
const MAX_TEXT: usize = 200;
/// Most words that are looked for.
const MAX_WORDS: usize = 12;

/// Digits from the right that the index is asked for. Those before them, country and area, are in most numbers of a
/// desk, so the index would go through most calls; they are compared in the rows that are left.
const TELLING_DIGITS: usize = 7;

/// Texts in the index's own language (SQLite, FTS5 chapter 3), built so that nothing that was typed can be read as
/// anything but a word.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Question {
    /// Words that must all be there. The last one, which may still be in the typing, may be the beginning of a word;
    /// doing that for every word would make the index go through all calls.
    pub(crate) words: Option<String>,
    /// A fragment of a number.
    pub(crate) number: Option<NumberQuestion>,
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
        let mut words: Vec<String> = text
            .split_whitespace()
            .filter(|word| word.chars().any(char::is_alphanumeric))
            .take(MAX_WORDS)
            .map(|word| format!("\"{}\"", word.replace('"', "\"\"")))
            .collect();
        if let Some(last) = words.last_mut()
            && !is_one_letter(last)
        {
            last.push('*');
        }
        Self { words: (!words.is_empty()).then(|| words.join(" ")), number: number(&text) }
    }
}

/// One Latin letter begins a fair part of all words. (One Chinese character is a fair part of a name.)
fn is_one_letter(quoted: &str) -> bool {
    quoted.len() == 3 && quoted.is_ascii()
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
            assert_eq!(Question::read(text), Question { words: words.map(Into::into), number }, "{text}");
        }
    }

    #[test]
    fn endless_text_is_cut() {
        let question = Question::read(&"word ".repeat(10_000));
        assert_eq!(question.words.unwrap().split(' ').count(), MAX_WORDS);
    }
}
