//! Whatever comes in, an answer or a refusal comes out.

use callside_sandbox::soql::QueryOutcome;
use proptest::prelude::*;

use crate::org::Org;

/// Pieces of queries, so that random texts get past the first token.
const PIECES: [&str; 62] = [
    "SELECT",
    "Id",
    "Name",
    "FROM",
    "Contact",
    "Account",
    "Task",
    "WHERE",
    "AND",
    "OR",
    "NOT",
    "IN",
    "LIKE",
    "(",
    ")",
    ",",
    ".",
    ":",
    "=",
    "!=",
    "<",
    ">=",
    "'a'",
    "'\\'",
    "'%x_'",
    "'\\u00",
    "1",
    "-2.5",
    "1e309",
    "2026-01-01",
    "2026-01-01T00:00:00Z",
    "0000-00-00",
    "9999-12-31",
    "TODAY",
    "LAST_N_DAYS:3",
    "N_YEARS_AGO:4999",
    "null",
    "true",
    "ORDER BY",
    "NULLS LAST",
    "DESC",
    "LIMIT",
    "OFFSET",
    "GROUP BY",
    "HAVING",
    "COUNT()",
    "COUNT(Id)",
    "MAX(Name)",
    "FIELDS(ALL)",
    "(SELECT Id FROM Cases)",
    "Owner.Name",
    "Who.Type",
    "Account.Owner.Name",
    "CreatedDate",
    "Birthdate",
    "DoNotCall",
    "INCLUDES",
    "USING SCOPE mine",
    "FOR VIEW",
    "é",
    "\"",
    "\n",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn random_text_never_panics(text in "\\PC{0,200}") {
        let _ = Org::empty().run(&text);
    }

    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let text = String::from_utf8_lossy(&bytes);
        let _ = Org::empty().run(&text);
        let _ = Org::empty().run(&format!("SELECT Id FROM Contact WHERE Name = '{text}'"));
    }

    #[test]
    fn shuffled_queries_never_panic(picks in proptest::collection::vec(0..PIECES.len(), 0..25)) {
        let org = Org::new();
        let words: Vec<&str> = picks.into_iter().map(|pick| PIECES[pick]).collect();
        let _ = org.run(&words.join(" "));
        let _ = org.run(&format!("SELECT Id FROM Contact WHERE {}", words.join(" ")));
        let _ = org.run(&format!("SELECT Id FROM Contact {}", words.join("")));
    }

    /// Escaped as the reference says, any value is found again and changes nothing else.
    #[test]
    fn any_value_survives_quoting(value in "\\PC{1,40}") {
        let mut org = Org::empty();
        org.add("Contact", 1, serde_json::json!({"LastName": "x", "Title": value}));
        org.add("Contact", 2, serde_json::json!({"LastName": "y", "Title": format!("{value}!")}));
        let quoted = value.replace('\\', "\\\\").replace('\'', "\\'");
        prop_assert_eq!(org.contacts(&format!("Title = '{quoted}'")), "x");
        let pattern = quoted.replace('%', "\\%").replace('_', "\\_");
        prop_assert_eq!(org.contacts(&format!("Title LIKE '{pattern}'")), "x");
        prop_assert_eq!(org.run(&format!("SELECT COUNT() FROM Contact WHERE Title LIKE '{pattern}%'")), Ok(QueryOutcome::Count(2)));
    }
}

#[test]
fn hostile_shapes_are_answered_quickly_and_without_overflow() {
    let org = Org::new();
    let long = "a".repeat(50_000);
    for text in [
        format!("SELECT {}Id FROM Contact", "(SELECT ".repeat(9000)),
        format!("SELECT Id FROM Contact WHERE {}", "NOT ".repeat(20_000)),
        format!("SELECT Id FROM Contact WHERE {}Name = 'a'", "(NOT ".repeat(19_000)),
        format!("SELECT {} FROM Contact", "Account.".repeat(12_000)),
        format!("SELECT Id FROM Contact WHERE Name = '{}", "\\".repeat(90_000)),
    ] {
        assert!(org.run(&text).is_err());
    }
    let many = vec!["Name = 'a'"; 6000].join(" OR ");
    assert_eq!(org.contacts(&many), "");
    assert_eq!(org.contacts(&format!("Name LIKE '{}'", "%a".repeat(20_000))), "");
    let mut wide = Org::empty();
    wide.add("Contact", 1, serde_json::json!({"LastName": "x", "Title": long}));
    assert_eq!(wide.contacts(&format!("Title LIKE '{}b'", "%a".repeat(20))), "");
}
