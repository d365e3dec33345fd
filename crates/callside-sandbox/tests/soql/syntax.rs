//! Texts that are no SOQL, and texts that are.

use callside_sandbox::soql::{ErrorCode, QueryOutcome};

use crate::org::Org;

#[test]
fn broken_texts_are_malformed_queries() {
    let org = Org::new();
    let cases = [
        ("", "SOQL statements cannot be empty or null"),
        ("  \n ", "SOQL statements cannot be empty or null"),
        ("SELECT", "unexpected token: '<EOF>'"),
        ("SELECT FROM Contact", "unexpected token: 'FROM'"),
        ("SELECT Id, From Contact", "unexpected token: 'From'"),
        ("SELECT Id", "unexpected token: '<EOF>'"),
        ("SELECT Id FROM", "unexpected token: '<EOF>'"),
        ("SELECT * FROM Contact", "line 1:7 no viable alternative at character '*'"),
        ("SELECT Id FROM Contact;", "no viable alternative at character ';'"),
        ("UPDATE Contact SET Id = null", "unexpected token: 'UPDATE'"),
        ("SELECT Id FROM Contact WHERE", "unexpected token: '<EOF>'"),
        ("SELECT Id FROM Contact WHERE Name", "unexpected token: '<EOF>'"),
        ("SELECT Id FROM Contact WHERE Name IS NULL", "unexpected token: 'IS'"),
        ("SELECT Id FROM Contact WHERE Name = ", "unexpected token: '<EOF>'"),
        ("SELECT Id FROM Contact WHERE Name = \"Ann\"", "no viable alternative at character '\"'"),
        ("SELECT Id FROM Contact WHERE Name = Ann", "unexpected token: 'Ann'"),
        ("SELECT Id FROM Contact WHERE Name == 'Ann'", "unexpected token: '='"),
        ("SELECT Id FROM Contact WHERE Name = 'Ann", "mismatched character '<EOF>' expecting '''"),
        ("SELECT Id FROM Contact WHERE Name LIKE Ann", "unexpected token: 'Ann'"),
        ("SELECT Id FROM Contact WHERE Name NOT LIKE 'Ann'", "unexpected token: 'LIKE'"),
        ("SELECT Id FROM Contact WHERE Name IN ()", "unexpected token: ')'"),
        ("SELECT Id FROM Contact WHERE Name IN 'Ann'", "unexpected token: ''Ann''"),
        ("SELECT Id FROM Contact WHERE (Name = 'Ann'", "unexpected token: '<EOF>'"),
        ("SELECT Id FROM Contact WHERE Name = 'A')", "unexpected token: ')'"),
        ("SELECT Id FROM Contact WHERE Name='A' AND Name='B' OR Name='C'", "unexpected token: 'OR'"),
        ("SELECT Id FROM Contact WHERE Name='A' OR Name='B' AND Name='C'", "unexpected token: 'AND'"),
        ("SELECT Id FROM Contact WHERE NOT Name='A' AND Name='B'", "unexpected token: 'AND'"),
        ("SELECT Id FROM Contact WHERE Name='A' AND NOT Name='B'", "unexpected token: 'NOT'"),
        ("SELECT Id FROM Contact WHERE Birthdate = 2026-13-01", "unexpected token: '2026-13-01'"),
        ("SELECT Id FROM Contact WHERE CreatedDate > 2026-01-01T00:00:00", "unexpected token: '2026-01-01T00:00:00'"),
        ("SELECT Id FROM Contact WHERE CreatedDate > 2026-01-01T00:00:00 01:00", "unexpected token"),
        ("SELECT Id FROM Contact WHERE CreatedDate = LAST_N_DAYS", "unexpected token: '<EOF>'"),
        ("SELECT Id FROM Contact WHERE CreatedDate = LAST_N_DAYS:x", "unexpected token: 'x'"),
        ("SELECT Id FROM Contact WHERE CreatedDate = LAST_N_DAYS:99999999999", "unexpected token: '99999999999'"),
        ("SELECT Id FROM Contact WHERE CreatedDate = SOME_DAY", "unexpected token: 'SOME_DAY'"),
        ("SELECT Id FROM Contact ORDER Name", "unexpected token: 'Name'"),
        ("SELECT Id FROM Contact ORDER BY Name NULLS", "unexpected token: '<EOF>'"),
        ("SELECT c.Id FROM Contact AS c", "unexpected token: 'AS'"),
        ("SELECT Id FROM Account WHERE AnnualRevenue > 1.5e6", "unexpected token: 'e6'"),
        ("SELECT Id FROM Contact LIMIT ten", "unexpected token: 'ten'"),
        ("SELECT Id FROM Contact LIMIT -1", "unexpected token: '-1'"),
        ("SELECT Id FROM Contact LIMIT 1.5", "unexpected token: '1.5'"),
        ("SELECT Id FROM Contact LIMIT 1 WHERE Name = 'A'", "unexpected token: 'WHERE'"),
        ("SELECT Id FROM Contact OFFSET 1 LIMIT 1", "unexpected token: 'LIMIT'"),
        ("SELECT Id FROM Contact HAVING COUNT(Id) > 1", "unexpected token: 'HAVING'"),
        ("SELECT Id FROM Contact FOR UPDATE", "unexpected token: 'UPDATE'"),
        ("SELECT Id FROM Contact ALL ROWS", "ALL ROWS not allowed in this context"),
        ("SELECT Id FROM Contact WITH SECURITY_ENFORCED", "unexpected token: 'WITH'"),
        ("SELECT Id FROM Contact USING SCOPE team", "unexpected token: 'team'"),
        ("SELECT UPPER(Name) FROM Contact", "unexpected token: '('"),
        ("SELECT FIELDS(SOME) FROM Contact LIMIT 1", "unexpected token: 'SOME'"),
        ("SELECT Id, (SELECT Id FROM Cases FROM Contact", "unexpected token: 'FROM'"),
        ("SELECT Name label FROM Contact", "only aggregate expressions use field aliasing"),
    ];
    for (text, wanted) in cases {
        let (code, message) = org.refusal(text);
        assert_eq!(code, ErrorCode::MalformedQuery, "{text}");
        assert!(message.ends_with(wanted) || message.contains(wanted), "{text}\n{message}\nwanted {wanted}");
    }
}

#[test]
fn the_refusal_shows_where() {
    let (_, message) = Org::new().refusal("SELECT Id, From Contact");
    assert_eq!(message, "\nSELECT Id, From Contact\n           ^\nERROR at Row:1:Column:12\nunexpected token: 'From'");
}

#[test]
fn a_long_line_is_shown_in_part_and_rows_are_counted() {
    let fields = vec!["AssistantName"; 20].join(", ");
    let (_, message) = Org::new().refusal(&format!("SELECT Id\nFROM Contact\nWHERE {fields} = 1"));
    let lines: Vec<&str> = message.lines().collect();
    assert_eq!(lines[3], "ERROR at Row:3:Column:20");
    assert_eq!(&lines[1][lines[2].len() - 1..lines[2].len()], ",", "{message}");
    assert!(lines[1].len() <= 80, "{message}");
}

#[test]
fn keywords_and_names_have_no_letter_case() {
    let org = Org::new();
    let row = &org.rows_of("sElEcT lastname, account.NAME fRoM cOnTaCt wHeRe firstNAME lIkE 'ANN' lImIt 1")[0];
    let json = serde_json::to_string(row).unwrap();
    assert_eq!(
        json,
        r#"{"attributes":{"type":"Contact","url":"/services/data/v59.0/sobjects/Contact/003000000000001AAA"},"LastName":"Lee","Account":{"attributes":{"type":"Account","url":"/services/data/v59.0/sobjects/Account/001000000000001AAA"},"Name":"Acme"}}"#
    );
}

#[test]
fn aliases_and_object_names_may_stand_before_a_field() {
    let org = Org::new();
    for text in [
        "SELECT c.LastName FROM Contact c WHERE c.FirstName = 'Ann'",
        "SELECT Contact.LastName FROM Contact WHERE Contact.FirstName = 'Ann' ORDER BY Contact.LastName",
        "SELECT LastName FROM Contact WHERE FirstName = 'Ann' FOR VIEW",
        "SELECT LastName FROM Contact WHERE FirstName = 'Ann' FOR VIEW, REFERENCE",
        "SELECT LastName FROM Contact USING SCOPE everything WHERE FirstName = 'Ann' UPDATE TRACKING",
        "SELECT LastName FROM Contact WHERE ((((FirstName = 'Ann'))))",
    ] {
        assert_eq!(org.column(text), "Lee", "{text}");
    }
}

#[test]
fn words_of_the_language_can_be_objects() {
    assert_eq!(Org::new().column("SELECT Name FROM Group WHERE Type = 'Queue'"), "Support Queue");
}

#[test]
fn statements_have_a_longest_length() {
    let org = Org::new();
    let with = |length: usize| {
        let start = "SELECT Id FROM Contact WHERE LastName = 'x'";
        format!("{start}{}", " ".repeat(length - start.len()))
    };
    assert_eq!(org.run(&with(100_000)).unwrap(), QueryOutcome::Records(vec![]));
    let (code, message) = org.refusal(&with(100_001));
    assert_eq!(code, ErrorCode::MalformedQuery);
    assert_eq!(message, "SOQL statements cannot be longer than 100000 characters.");
}

#[test]
fn deep_nesting_is_too_complicated() {
    let org = Org::new();
    let nested =
        |depth: usize| format!("SELECT Id FROM Contact WHERE {}Name = 'x'{}", "(".repeat(depth), ")".repeat(depth));
    assert_eq!(org.run(&nested(60)).unwrap(), QueryOutcome::Records(vec![]));
    assert_eq!(org.refusal(&nested(61)).0, ErrorCode::QueryTooComplicated);
    assert_eq!(org.refusal(&nested(40_000)).0, ErrorCode::QueryTooComplicated);
    let nots = format!("SELECT Id FROM Contact WHERE {}Name = 'x'", "NOT (".repeat(15_000));
    assert_eq!(org.refusal(&nots).0, ErrorCode::QueryTooComplicated);
}
