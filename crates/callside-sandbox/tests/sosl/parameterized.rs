//! parameterizedSearch: the same search from plain text.

use callside_sandbox::soql::{ErrorCode, QueryError, Row};
use callside_sandbox::sosl::{ParamSearch, SearchContext, parameterized};
use serde_json::{Value, json};

use crate::names;
use crate::org::Org;

fn run(org: &Org, body: Value) -> Result<Vec<Row>, QueryError> {
    let search: ParamSearch = serde_json::from_value(body).unwrap();
    org.context(|query| parameterized(&search, &org.schema, org, &SearchContext { query: *query, indexed: &|_| true }))
}

fn found(org: &Org, body: Value) -> String {
    names(&run(org, body).unwrap())
}

#[test]
fn bodies_find_what_they_ask_for() {
    let org = Org::new();
    let contact = json!([{"name": "Contact", "fields": ["Name", "Account.Name"]}]);
    let cases = [
        (json!({"q": "ann", "sobjects": contact}), "Ann Lee"),
        (json!({"q": "Lee Ann", "sobjects": contact}), "Ann Lee"),
        (json!({"q": "ann", "in": "PHONE", "sobjects": contact}), ""),
        (json!({"q": "4155550101", "in": "phone", "sobjects": contact}), "Ann Lee"),
        (json!({"q": "(415) 555-0101", "in": "PHONE", "sobjects": contact}), "Ann Lee"),
        (json!({"q": "+1 415 555 0199", "sobjects": contact}), "Ann Lee"),
        (json!({"q": "acme", "fields": ["Name"], "sobjects": [{"name": "account"}]}), "Acme, acme labs"),
        (json!({"q": "acme", "fields": ["Name"], "sobjects": [{"name": "Account"}], "defaultLimit": 1}), "Acme"),
        (json!({"q": "acme", "fields": ["Name"], "sobjects": [{"name": "Account", "limit": 1}]}), "Acme"),
        (
            json!({"q": "acme", "sobjects": [{"name": "Account", "fields": ["Name"], "where": "NumberOfEmployees < 10"}]}),
            "acme labs",
        ),
        (
            json!({"q": "acme", "sobjects": [{"name": "Account", "fields": ["Name"], "orderBy": "Name DESC"}], "overallLimit": 1}),
            "acme labs",
        ),
        // Nothing in the text is an operator.
        (json!({"q": "ann OR bob", "sobjects": contact}), ""),
        (json!({"q": "an*", "sobjects": contact}), ""),
        (json!({"q": "ann} RETURNING Lead {", "sobjects": contact}), ""),
        (json!({"q": "{ann}", "sobjects": contact}), "Ann Lee"),
        (json!({"q": "o'brien", "sobjects": contact}), "Bob O'Brien"),
    ];
    for (body, wanted) in cases {
        assert_eq!(found(&org, body.clone()), wanted, "{body}");
    }
    assert_eq!(run(&org, json!({"q": "Acme"})).unwrap().len(), 3);
}

#[test]
fn broken_bodies_are_refused() {
    let org = Org::new();
    let cases = [
        (json!({"q": ""}), ErrorCode::MalformedSearch, "No search term found"),
        (json!({"q": "a"}), ErrorCode::MalformedSearch, "longer than one character"),
        (json!({"q": "--"}), ErrorCode::MalformedSearch, "longer than one character"),
        (json!({"q": "ann", "in": "SHOES"}), ErrorCode::MalformedSearch, "unexpected token: 'SHOES'"),
        (json!({"q": "ann", "sobjects": [{"name": "Nope"}]}), ErrorCode::InvalidType, "'Nope' is not supported"),
        (json!({"q": "ann", "sobjects": [{"name": "Contact", "fields": ["Foo"]}]}), ErrorCode::InvalidField, "'Foo'"),
        (
            json!({"q": "ann", "sobjects": [{"name": "Contact", "fields": ["Id, Name"]}]}),
            ErrorCode::MalformedSearch,
            "','",
        ),
        (
            json!({"q": "ann", "sobjects": [{"name": "Contact", "where": "Name = 'a' LIMIT 1"}]}),
            ErrorCode::MalformedSearch,
            "unexpected token: 'LIMIT'",
        ),
        (
            json!({"q": "ann", "sobjects": [{"name": "Contact", "orderBy": "Name LIMIT 1"}]}),
            ErrorCode::MalformedSearch,
            "unexpected token: 'LIMIT'",
        ),
    ];
    for (body, code, wanted) in cases {
        let error = run(&org, body.clone()).unwrap_err();
        assert_eq!(error.code, code, "{body}\n{error}");
        assert!(error.message.contains(wanted), "{body}\n{error}");
    }
}
