//! Whatever comes in, an answer or a refusal comes out.

use callside_sandbox::sosl::{ParamSearch, SearchContext, parameterized};
use proptest::prelude::*;
use serde_json::json;

use crate::org::Org;
use crate::{found, run};

const RESERVED: &str = "?&|!{}[]()^~*:\\\"'+-";

const PIECES: [&str; 30] = [
    "FIND",
    "{",
    "}",
    "{ann}",
    "ann",
    "OR",
    "AND",
    "NOT",
    "AND NOT",
    "(",
    ")",
    "\"",
    "*",
    "?",
    "\\",
    "\\(",
    "IN",
    "PHONE",
    "FIELDS",
    "RETURNING",
    "Contact",
    "(Id",
    "WHERE",
    "Name = 'a'",
    ",",
    "LIMIT",
    "1",
    "é",
    "4155550100",
    "'",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let org = Org::empty();
        let text = String::from_utf8_lossy(&bytes);
        let _ = run(&org, &text);
        let _ = run(&org, &format!("FIND {{{text}}} IN PHONE FIELDS RETURNING Contact(Id)"));
        let search = ParamSearch {
            q: text.into_owned(), search_in: None, fields: vec![], sobjects: vec![], overall_limit: None, default_limit: None,
        };
        let _ = org.context(|query| {
            parameterized(&search, &org.schema, &org, &SearchContext { query: *query, indexed: &|_| true })
        });
    }

    #[test]
    fn shuffled_searches_never_panic(picks in proptest::collection::vec(0..PIECES.len(), 0..20)) {
        let org = Org::new();
        let words: Vec<&str> = picks.into_iter().map(|pick| PIECES[pick]).collect();
        let _ = run(&org, &words.join(" "));
        let _ = run(&org, &format!("FIND {{{}}} RETURNING Contact(Id)", words.join(" ")));
    }

    /// Escaped as the reference says, any text is a term and nothing else.
    #[test]
    fn any_escaped_text_is_one_phrase(text in "\\PC{0,30}") {
        let mut org = Org::empty();
        org.add("Contact", 1, json!({"LastName": "target"}));
        let escaped: String = text
            .chars()
            .flat_map(|letter| RESERVED.contains(letter).then_some('\\').into_iter().chain([letter]))
            .collect();
        let search = format!("FIND {{target AND NOT \"zz{escaped}zz\"}} RETURNING Contact(Name)");
        prop_assert_eq!(found(&org, &search), "target");
    }
}
