//! Search terms between the braces of FIND.
//!
//! Source: SOQL and SOSL Reference, FIND (<https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_find.htm>):
//! nineteen characters are reserved and need a backslash, even between double quotes.

/// The reserved characters.
const RESERVED: &str = "?&|!{}[]()^~*:\\\"'+-";

/// The term as a quoted phrase, in which no character and no word is an operator.
#[must_use]
pub(super) fn phrase(term: &str) -> String {
    let mut text = String::with_capacity(term.len() + 2);
    text.push('"');
    for letter in term.chars() {
        if RESERVED.contains(letter) {
            text.push('\\');
        }
        // No field holds control characters, and a line break would end the statement in some readers.
        text.push(if letter.is_control() { ' ' } else { letter });
    }
    text.push('"');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reserved_characters_get_a_backslash() {
        for (term, text) in [
            ("+1 (415) 555-0100", r#""\+1 \(415\) 555\-0100""#),
            ("a OR b", r#""a OR b""#),
            (r#"x"} RETURNING User{"#, r#""x\"\} RETURNING User\{""#),
            ("a\nb", "\"a b\""),
        ] {
            assert_eq!(phrase(term), text);
        }
        assert_eq!(RESERVED.chars().count(), 19);
    }

    proptest! {
        #[test]
        fn no_term_ends_its_phrase(term in any::<String>()) {
            let text = phrase(&term);
            let inner = &text[1..text.len() - 1];
            let mut letters = inner.chars();
            let mut read = String::new();
            while let Some(letter) = letters.next() {
                if letter == '\\' {
                    read.extend(letters.next());
                } else {
                    prop_assert!(!RESERVED.contains(letter));
                    read.push(letter);
                }
            }
            let expected: String = term.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            prop_assert_eq!(read, expected);
        }
    }
}
