//! Texts between single quotes.
//!
//! Source: SOQL and SOSL Reference, "Quoted string escape sequences"
//! (<https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_quotedstringescapes.htm>):
//! only `\` and `'` must be escaped. Control characters and Unicode's line ends are escaped too, because a raw line
//! break or NUL may not survive every gateway and every parser on the way. Percent-encoding for the address is not
//! escaping and comes later.

use std::fmt::Write as _;

/// The text as a quoted literal.
#[must_use]
pub(super) fn quoted(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('\'');
    text.chars().for_each(|letter| push(&mut literal, letter));
    literal.push('\'');
    literal
}

/// The text as part of a LIKE pattern in which nothing is a wildcard, without quotes.
#[must_use]
pub(super) fn in_pattern(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '%' | '_') {
            pattern.push('\\');
            pattern.push(letter);
        } else {
            push(&mut pattern, letter);
        }
    }
    pattern
}

fn push(out: &mut String, letter: char) {
    match letter {
        '\\' => out.push_str("\\\\"),
        '\'' => out.push_str("\\'"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\u{8}' => out.push_str("\\b"),
        '\u{c}' => out.push_str("\\f"),
        control if control.is_control() || matches!(control, '\u{2028}' | '\u{2029}') => {
            // They all lie in the first plane, so four digits are enough.
            let _ = write!(out, "\\u{:04X}", u32::from(control));
        }
        plain => out.push(plain),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reads a literal back as the reference describes it; `None` where it ends too early or holds a bad escape.
    fn unescape(literal: &str, like: bool) -> Option<String> {
        let inner = literal.strip_prefix('\'')?.strip_suffix('\'')?;
        let mut letters = inner.chars();
        let mut text = String::new();
        while let Some(letter) = letters.next() {
            match letter {
                '\'' => return None,
                '\\' => text.push(match letters.next()? {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'b' => '\u{8}',
                    'f' => '\u{c}',
                    same @ ('\\' | '\'' | '"') => same,
                    same @ ('%' | '_') if like => same,
                    'u' => {
                        let digits: String = letters.by_ref().take(4).collect();
                        char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?
                    }
                    _ => return None,
                }),
                '%' | '_' if like => return None,
                plain => text.push(plain),
            }
        }
        Some(text)
    }

    #[test]
    fn only_what_must_be_is_escaped() {
        for (text, literal) in [
            ("", "''"),
            ("O'Brien", r"'O\'Brien'"),
            (r"O'B\n", r"'O\'B\\n'"),
            ("a\nb", r"'a\nb'"),
            ("a\0b", r"'a\u0000b'"),
            ("a\u{2028}b", r"'a\u2028b'"),
            ("100% _ ‘’", "'100% _ ‘’'"),
        ] {
            assert_eq!(quoted(text), literal);
        }
        assert_eq!(in_pattern(r"50%_\'"), r"50\%\_\\\'");
    }

    proptest! {
        #[test]
        fn a_literal_reads_back_as_the_text(text in any::<String>()) {
            prop_assert_eq!(unescape(&quoted(&text), false), Some(text.clone()));
            prop_assert_eq!(unescape(&format!("'{}'", in_pattern(&text)), true), Some(text));
        }

        #[test]
        fn so_does_one_made_of_what_hurts(text in r"['\\%_\n\r\x00u0nb]{0,24}") {
            prop_assert_eq!(unescape(&quoted(&text), false), Some(text.clone()));
            prop_assert_eq!(unescape(&format!("'{}'", in_pattern(&text)), true), Some(text));
        }
    }
}
