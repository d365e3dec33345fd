//! Texts that are no SOSL.

use callside_sandbox::soql::ErrorCode::{self, *};

use crate::org::Org;
use crate::{found, refusal};

#[test]
fn broken_searches_are_refused() {
    let org = Org::new();
    let cases: &[(&str, ErrorCode, &str)] = &[
        ("", MalformedSearch, "unexpected token: '<EOF>'"),
        ("SELECT Id FROM Contact", MalformedSearch, "unexpected token: 'SELECT'"),
        ("FIND", MalformedSearch, "No search term found. The search term must be enclosed in braces."),
        ("FIND Ann", MalformedSearch, "No search term found. The search term must be enclosed in braces."),
        ("FIND 'Ann'", MalformedSearch, "No search term found. The search term must be enclosed in braces."),
        ("FIND {}", MalformedSearch, "No search term found."),
        ("FIND {  }", MalformedSearch, "No search term found."),
        ("FIND {Ann", MalformedSearch, "mismatched character '<EOF>' expecting '}'"),
        ("FIND {\"Ann}", MalformedSearch, "mismatched character '}' expecting '\"'"),
        ("FIND {\"Ann\\}", MalformedSearch, "mismatched character '<EOF>' expecting '\"'"),
        ("FIND {A}", MalformedSearch, "search term must be longer than one character: A"),
        ("FIND {a OR \"b\"}", MalformedSearch, "search term must be longer than one character"),
        ("FIND {a*}", MalformedSearch, "search term must be longer than one character"),
        ("FIND {*}", MalformedSearch, "search term must not start with a wildcard"),
        ("FIND {*nn}", MalformedSearch, "search term must not start with a wildcard"),
        ("FIND {?nn}", MalformedSearch, "search term must not start with a wildcard"),
        ("FIND {Ann OR}", MalformedSearch, "unexpected token: '}'"),
        ("FIND {OR Ann}", MalformedSearch, "unexpected token: 'OR'"),
        ("FIND {NOT Ann}", MalformedSearch, "unexpected token: 'NOT'"),
        ("FIND {Ann NOT Lee}", MalformedSearch, "unexpected token: 'NOT'"),
        ("FIND {(Ann}", MalformedSearch, "unexpected token: '}'"),
        ("FIND {Ann)}", MalformedSearch, "unexpected token: ')'"),
        ("FIND {Ann} IN", MalformedSearch, "unexpected token: '<EOF>'"),
        ("FIND {Ann} IN PHONES FIELDS", MalformedSearch, "unexpected token: 'PHONES'"),
        ("FIND {Ann} IN PHONE", MalformedSearch, "unexpected token: '<EOF>'"),
        ("FIND {Ann} RETURNING", MalformedSearch, "unexpected token: '<EOF>'"),
        ("FIND {Ann} RETURNING Contact(", MalformedSearch, "unexpected token: '<EOF>'"),
        ("FIND {Ann} RETURNING Contact()", MalformedSearch, "unexpected token: ')'"),
        ("FIND {Ann} RETURNING Contact(Id WHERE)", MalformedSearch, "unexpected token: ')'"),
        ("FIND {Ann} RETURNING Contact(Id WHERE Name = 'a\\q')", MalformedSearch, "Illegal character sequence"),
        ("FIND {Ann} RETURNING Contact(COUNT(Id))", MalformedSearch, "unexpected token: '('"),
        ("FIND {Ann} RETURNING Contact(Id) LIMIT x", MalformedSearch, "unexpected token: 'x'"),
        ("FIND {Ann} and more", MalformedSearch, "unexpected token: 'and'"),
        ("FIND {Ann} RETURNING Nope(Id)", InvalidType, "sObject type 'Nope' is not supported"),
        ("FIND {Ann} RETURNING CaseComment(Id)", InvalidType, "entity type CaseComment does not support search"),
        ("FIND {Ann} RETURNING Contact(Foo)", InvalidField, "No such column 'Foo' on entity 'Contact'"),
        ("FIND {Ann} RETURNING Contact(Id WHERE Phone = 1)", InvalidField, "must be of type string"),
        ("FIND {Ann} RETURNING Contact(Id ORDER BY Description)", MalformedSearch, "can not be sorted"),
        ("FIND {Ann} RETURNING Knowledge__kav(Id)", MalformedSearch, "Implementation restriction"),
    ];
    for (text, code, wanted) in cases {
        let (found, message) = refusal(&org, text);
        assert_eq!(found, *code, "{text}\n{message}");
        assert!(message.contains(wanted), "{text}\n{message}\nwanted {wanted}");
    }
}

#[test]
fn the_refusal_shows_where() {
    let (_, message) = refusal(&Org::new(), "FIND {John|jane} RETURNING Contact");
    assert_eq!(
        message,
        "\nFIND {John|jane} RETURNING Contact\n          ^\nERROR at Row:1:Column:11\n\
         line 1:10 mismatched character '|' expecting '}'"
    );
}

#[test]
fn reserved_characters_stand_only_after_a_backslash() {
    let org = Org::new();
    for reserved in "&|![]^~:'+-{".chars() {
        let (code, _) = refusal(&org, &format!("FIND {{Ann{reserved}Lee}} RETURNING Contact(Name)"));
        assert_eq!(code, MalformedSearch, "{reserved}");
        let (code, _) = refusal(&org, &format!("FIND {{\"Ann{reserved}Lee\"}} RETURNING Contact(Name)"));
        assert_eq!(code, MalformedSearch, "{reserved} in a phrase");
        let text = format!("FIND {{Ann\\{reserved}Lee}} RETURNING Contact(Name)");
        assert_eq!(found(&org, &text), "Ann Lee", "{reserved}");
    }
    for reserved in "?()*\\\"}".chars() {
        let text = format!("FIND {{Ann\\{reserved}Lee}} RETURNING Contact(Name)");
        assert_eq!(found(&org, &text), "Ann Lee", "{reserved}");
    }
    for letter in ["\\a", "\\ ", "\\/", "\\@"] {
        let (code, _) = refusal(&org, &format!("FIND {{Ann{letter}Lee}}"));
        assert_eq!(code, MalformedSearch, "{letter}");
    }
}

#[test]
fn search_texts_and_nesting_have_limits() {
    let org = Org::new();
    let word = |length: usize| format!("FIND {{{}}} RETURNING Contact(Name)", "a".repeat(length));
    assert_eq!(found(&org, &word(10_000)), "");
    assert!(refusal(&org, &word(10_001)).1.contains("too long"));
    let nested =
        |depth: usize| format!("FIND {{{}Ann{}}} RETURNING Contact(Name)", "(".repeat(depth), ")".repeat(depth));
    assert_eq!(found(&org, &nested(60)), "Ann Lee");
    assert_eq!(refusal(&org, &nested(61)).0, MalformedSearch);
    assert_eq!(refusal(&org, &nested(4000)).0, MalformedSearch);
    assert_eq!(refusal(&org, &format!("FIND {{Ann}} {}", " ".repeat(100_000))).0, MalformedSearch);
}
