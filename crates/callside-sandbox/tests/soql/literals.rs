//! What stands between quotes.

use callside_sandbox::soql::ErrorCode;
use serde_json::json;

use crate::org::Org;

/// Finds a contact by its exact title, written as a literal.
fn titles(literal: &str, title: &str) -> usize {
    let mut org = Org::empty();
    org.add("Contact", 1, json!({"LastName": "One", "Title": title}));
    org.rows_of(&format!("SELECT Id FROM Contact WHERE Title = '{literal}'")).len()
}

#[test]
fn escapes_stand_for_one_character() {
    let cases = [
        (r"O\'Brien", "O'Brien"),
        (r#"say \"hi\""#, "say \"hi\""),
        (r#"say "hi""#, "say \"hi\""),
        (r"a\\b", r"a\b"),
        (r"a\nb", "a\nb"),
        (r"a\Nb", "a\nb"),
        (r"a\rb\tc\bd\fe", "a\rb\tc\u{8}d\u{c}e"),
        (r"\u0041\u00e9", "Aé"),
        (r"\uD83D\uDE00", "😀"),
        ("😀 ü", "😀 ü"),
        ("100% _", "100% _"),
        ("x' OR Name = 'y".replace('\'', r"\'").as_str(), "x' OR Name = 'y"),
    ]
    .map(|(literal, title)| (literal.to_owned(), title));
    for (literal, title) in cases {
        assert_eq!(titles(&literal, title), 1, "{literal}");
    }
}

#[test]
fn other_escapes_are_refused() {
    let org = Org::new();
    for literal in [r"\x", r"\%", r"\_", r"\u12", r"\u12G4", r"\uD83D", r"\uD83Dx", r"\uDE00", r"\ ", r"\1", r"\/"] {
        let (code, message) = org.refusal(&format!("SELECT Id FROM Contact WHERE Title = '{literal}'"));
        assert_eq!(code, ErrorCode::MalformedQuery, "{literal}");
        assert!(message.contains("Illegal character sequence '\\"), "{literal}\n{message}");
    }
    let (_, message) = org.refusal(r"SELECT Id FROM Contact WHERE Title = 'ab\x'");
    assert!(message.contains("ERROR at Row:1:Column:41\n"), "{message}");
}

#[test]
fn a_backslash_before_the_last_quote_leaves_the_text_open() {
    let (code, message) = Org::new().refusal(r"SELECT Id FROM Contact WHERE Title = 'ab\'");
    assert_eq!(code, ErrorCode::MalformedQuery);
    assert!(message.ends_with("mismatched character '<EOF>' expecting '''"), "{message}");
}

#[test]
fn like_knows_two_more_escapes() {
    let org = Org::new();
    let cases = [
        (r"100\% \\ \_buyer\_", "O'Brien"),
        (r"100\%%", "O'Brien"),
        (r"%\_", "O'Brien"),
        (r"%\\%", "O'Brien"),
        (r"\%%", ""),
        ("%one%two", "Núñez"),
        (r"line one\nline%", "Núñez"),
        ("ÜNÏCODE _", "Alone"),
        ("head OF%", "Lee"),
        ("%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%z", ""),
    ];
    for (pattern, wanted) in cases {
        assert_eq!(org.contacts(&format!("Title LIKE '{pattern}'")), wanted, "{pattern}");
    }
    let (code, _) = org.refusal(r"SELECT Id FROM Contact WHERE Title LIKE '\q%'");
    assert_eq!(code, ErrorCode::MalformedQuery);
}

#[test]
fn a_hostile_value_that_is_escaped_stays_a_value() {
    let mut org = Org::empty();
    let values =
        ["' OR Id != null --", "\\' OR Id != null", "\\", "'", "') OR (Id != null", "\u{0}", "\n'", "%' AND 'a'='a"];
    for (number, value) in values.iter().enumerate() {
        org.add("Contact", u32::try_from(number).unwrap(), json!({"LastName": "x", "Title": value}));
    }
    for value in values {
        let escaped = value.replace('\\', "\\\\").replace('\'', "\\'");
        let found = org.json(&format!("SELECT Title FROM Contact WHERE Title = '{escaped}'"));
        assert_eq!(found.as_array().unwrap().len(), 1, "{value:?}");
        assert_eq!(found[0]["Title"], json!(value));
    }
}
