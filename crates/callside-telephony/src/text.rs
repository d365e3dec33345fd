//! Texts from outside: cut to sane lengths, without control characters, absent when there is nothing in them.

/// Longest name, number or label that is kept, in characters. Salesforce's text fields hold 255.
pub(crate) const LINE: usize = 255;

/// Longest note that is kept, in characters. `Task.Description` holds 32,000.
pub(crate) const NOTES: usize = 32_000;

/// A text on one line: control characters become spaces.
pub(crate) fn line(raw: &str) -> Option<String> {
    cut(raw, LINE, |c| c.is_control())
}

/// A text of several lines: only other control characters become spaces.
pub(crate) fn notes(raw: &str) -> Option<String> {
    cut(&raw.replace("\r\n", "\n"), NOTES, |c| c.is_control() && c != '\n' && c != '\t')
}

fn cut(raw: &str, max: usize, unwanted: impl Fn(char) -> bool) -> Option<String> {
    let text: String = raw.trim().chars().take(max).map(|c| if unwanted(c) { ' ' } else { c }).collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// An address that a person may open: http or https, nothing else, so that no script or file hides behind it.
pub(crate) fn web_address(raw: &str) -> Option<String> {
    const MAX: usize = 2_000;
    let text = raw.trim();
    let scheme = |s: &str| text.get(..s.len()).is_some_and(|head| head.eq_ignore_ascii_case(s));
    let clean = text.chars().all(|c| !c.is_control() && !c.is_whitespace() && !matches!(c, '<' | '>' | '"'));
    ((scheme("https://") || scheme("http://")) && clean && text.len() <= MAX).then(|| text.to_owned())
}

/// A word in the form in which words are compared: lower case, ASCII letters and digits only.
pub(crate) fn fold(word: &str) -> String {
    word.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_absent_and_control_characters_are_spaces() {
        for (raw, expected) in [
            ("", None),
            (" \t\n", None),
            ("\u{0}", None),
            (" Ana Ruiz ", Some("Ana Ruiz")),
            ("Ana\u{0}\u{1b}[31mRuiz\n", Some("Ana  [31mRuiz")),
        ] {
            assert_eq!(line(raw).as_deref(), expected, "{raw:?}");
        }
        assert_eq!(notes("one\r\ntwo\u{0}\tthree"), Some("one\ntwo \tthree".to_owned()));
        assert_eq!(line(&"é".repeat(300)).map(|t| t.chars().count()), Some(LINE));
    }

    #[test]
    fn only_web_addresses_can_be_opened() {
        for (raw, good) in [
            ("https://recordings.example/1.mp3?sig=a%20b", true),
            ("HTTP://recordings.example/1.mp3", true),
            ("javascript:alert(1)", false),
            ("file:///etc/passwd", false),
            ("https://a.example/\u{0}", false),
            ("https://a.example/<script>", false),
            ("//a.example", false),
            ("", false),
        ] {
            assert_eq!(web_address(raw).is_some(), good, "{raw:?}");
        }
    }
}
