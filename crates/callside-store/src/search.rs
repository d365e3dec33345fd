//! What an agent types into the search box, as the search index takes it.

/// Longest text that is looked at, in characters.
const MAX_TEXT: usize = 200;
/// Most words that are looked for.
const MAX_WORDS: usize = 12;

/// Texts in the index's own language (SQLite, FTS5 chapter 3), built so that nothing that was typed can be read as
/// anything but a word.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Question {
    /// Words that must all be there, each as the beginning of a word.
    pub(crate) words: Option<String>,
    /// A fragment of a number.
    pub(crate) digits: Option<String>,
}

impl Question {
    pub(crate) fn read(text: &str) -> Self {
        let text: String = text.chars().filter(|c| !c.is_control()).take(MAX_TEXT).collect();
        let words: Vec<String> = text
            .split_whitespace()
            .filter(|word| word.chars().any(char::is_alphanumeric))
            .take(MAX_WORDS)
            .map(|word| format!("\"{}\"*", word.replace('"', "\"\"")))
            .collect();
        Self { words: (!words.is_empty()).then(|| words.join(" ")), digits: digits(&text) }
    }
}

/// Only a text that is nothing but a number. The zeros that are dialled before a national or an international number
/// are not part of the stored form, so the number without them counts as well.
fn digits(text: &str) -> Option<String> {
    if text.chars().any(|c| !c.is_ascii_digit() && !c.is_whitespace() && !"+-()./".contains(c)) {
        return None;
    }
    let typed: String = text.chars().filter(char::is_ascii_digit).collect();
    let bare = typed.strip_prefix("00").or_else(|| typed.strip_prefix('0')).filter(|bare| bare.len() >= 3);
    match (typed.len() >= 3, bare) {
        (false, _) => None,
        (true, None) => Some(format!("\"{typed}\"")),
        (true, Some(bare)) => Some(format!("\"{typed}\" OR \"{bare}\"")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_becomes_quoted_words_or_a_number() {
        let cases: [(&str, Option<&str>, Option<&str>); 9] = [
            ("sarah joh", Some("\"sarah\"* \"joh\"*"), None),
            ("o'brien", Some("\"o'brien\"*"), None),
            ("a\" OR notes:*", Some("\"a\"\"\"* \"OR\"* \"notes:*\"*"), None),
            ("  - ( ) * ", None, None),
            ("", None, None),
            ("0134", Some("\"0134\"*"), Some("\"0134\" OR \"134\"")),
            ("(415) 555-0134", Some("\"(415)\"* \"555-0134\"*"), Some("\"4155550134\"")),
            ("0049 30 1234", Some("\"0049\"* \"30\"* \"1234\"*"), Some("\"0049301234\" OR \"49301234\"")),
            ("12", Some("\"12\"*"), None),
        ];
        for (text, words, digits) in cases {
            let expected = Question { words: words.map(Into::into), digits: digits.map(Into::into) };
            assert_eq!(Question::read(text), expected, "{text}");
        }
    }

    #[test]
    fn endless_text_is_cut() {
        let question = Question::read(&"word ".repeat(10_000));
        assert_eq!(question.words.unwrap().split(' ').count(), MAX_WORDS);
    }
}
