//! Counting, summing and grouping.

use callside_sandbox::soql::{ErrorCode, QueryOutcome};
use serde_json::{Value, json};

use crate::org::Org;

#[test]
fn count_alone_gives_a_size_without_records() {
    let org = Org::new();
    let cases = [
        ("SELECT COUNT() FROM Contact", 4),
        ("SELECT count() FROM Contact WHERE FirstName != null", 3),
        ("SELECT COUNT() FROM Contact LIMIT 2", 2),
        ("SELECT COUNT() FROM Contact LIMIT 3 OFFSET 2", 2),
        ("SELECT COUNT() FROM Contact OFFSET 9", 0),
        ("SELECT COUNT() FROM Event", 0),
    ];
    for (text, wanted) in cases {
        let outcome = org.run(text).unwrap();
        assert_eq!(outcome, QueryOutcome::Count(wanted), "{text}");
        assert_eq!(outcome.total_size(), wanted);
    }
}

/// The rows of an aggregate query without their attributes.
fn groups(org: &Org, text: &str) -> Value {
    let mut rows = org.json(text);
    for row in rows.as_array_mut().unwrap() {
        let attributes = row.as_object_mut().unwrap().remove("attributes").unwrap();
        assert_eq!(attributes, json!({"type": "AggregateResult"}));
    }
    rows
}

#[test]
fn functions_give_one_row() {
    let org = Org::new();
    let cases = [
        ("COUNT(Id)", json!({"expr0": 4})),
        ("COUNT(Amount)", json!({"expr0": 3})),
        ("COUNT_DISTINCT(AccountId)", json!({"expr0": 2})),
        ("SUM(Amount)", json!({"expr0": 7600.5})),
        ("AVG(Amount) mean", json!({"mean": 2533.5})),
        ("MIN(Amount), MAX(Amount) top, MAX(CloseDate)", json!({"expr0": 100.5, "top": 5000.0, "expr1": "2026-06-01"})),
        ("MIN(Name)", json!({"expr0": "Big deal"})),
        ("MIN(StageName), MAX(StageName)", json!({"expr0": "Prospecting", "expr1": "Closed Lost"})),
        ("MAX(CreatedDate)", json!({"expr0": "2026-01-02T03:04:05.000+0000"})),
        ("COUNT(Account.Industry)", json!({"expr0": 4})),
    ];
    for (select, wanted) in cases {
        assert_eq!(groups(&org, &format!("SELECT {select} FROM Opportunity")), json!([wanted]), "{select}");
    }
    assert_eq!(groups(&org, "SELECT SUM(CallDurationInSeconds) FROM Task"), json!([{"expr0": 77}]));
    assert_eq!(
        groups(&org, "SELECT COUNT(Id), SUM(Amount), MAX(Name) FROM Opportunity WHERE Name = 'none'"),
        json!([{"expr0": 0, "expr1": null, "expr2": null}])
    );
}

#[test]
fn groups_come_with_keys_aliases_and_conditions() {
    let org = Org::new();
    assert_eq!(
        groups(&org, "SELECT Account.Name, COUNT(Id) deals, SUM(Amount) FROM Opportunity GROUP BY Account.Name"),
        json!([
            {"Name": "Acme", "deals": 2, "expr0": 7500.0},
            {"Name": "Globex", "deals": 2, "expr0": 100.5},
        ])
    );
    assert_eq!(
        groups(&org, "SELECT CallType kind, COUNT(Id) FROM Task GROUP BY CallType ORDER BY CallType"),
        json!([{"kind": null, "expr0": 1}, {"kind": "Inbound", "expr0": 1}, {"kind": "Outbound", "expr0": 1}])
    );
    assert_eq!(
        groups(&org, "SELECT Status FROM Task GROUP BY Status HAVING COUNT(Id) > 1"),
        json!([{"Status": "Completed"}])
    );
    assert_eq!(
        groups(&org, "SELECT Status, COUNT() FROM Task GROUP BY Status HAVING Status LIKE 'Not%' AND COUNT(Id) = 1"),
        json!([{"Status": "Not Started", "expr0": 1}])
    );
    assert_eq!(
        groups(
            &org,
            "SELECT Account.Name, MAX(Amount) FROM Opportunity GROUP BY Account.Name ORDER BY MAX(Amount) LIMIT 1"
        ),
        json!([{"Name": "Globex", "expr0": 100.5}])
    );
    assert_eq!(
        groups(
            &org,
            "SELECT Account.Name FROM Opportunity GROUP BY Account.Name ORDER BY COUNT(Id) DESC, Account.Name DESC OFFSET 1"
        ),
        json!([{"Name": "Acme"}])
    );
    assert_eq!(groups(&org, "SELECT Subject, COUNT(Id) FROM Event GROUP BY Subject"), json!([]));
}

#[test]
fn grouping_has_no_letter_case() {
    let mut org = Org::empty();
    for (number, title) in ["CEO", "ceo", "Clerk"].iter().enumerate() {
        org.add("Contact", u32::try_from(number).unwrap(), json!({"LastName": "x", "Title": title}));
    }
    assert_eq!(
        groups(&org, "SELECT Title, COUNT(Id) FROM Contact GROUP BY Title"),
        json!([{"Title": "CEO", "expr0": 2}, {"Title": "Clerk", "expr0": 1}])
    );
    assert_eq!(groups(&org, "SELECT COUNT_DISTINCT(Title) FROM Contact"), json!([{"expr0": 2}]));
}

#[test]
fn misused_aggregates_are_refused() {
    let org = Org::new();
    let cases = [
        ("SELECT Name, COUNT(Id) FROM Contact", "Field must be grouped or aggregated: Name"),
        ("SELECT Name, LastName FROM Contact GROUP BY LastName", "Field must be grouped or aggregated: Name"),
        ("SELECT Name FROM Contact GROUP BY Name ORDER BY LastName", "Field must be grouped or aggregated: LastName"),
        (
            "SELECT LastName FROM Contact GROUP BY LastName HAVING FirstName = 'a'",
            "must be grouped or aggregated: FirstName",
        ),
        ("SELECT SUM(Name) FROM Contact", "field Name does not support aggregate operator SUM"),
        ("SELECT AVG(Birthdate) FROM Contact", "field Birthdate does not support aggregate operator AVG"),
        ("SELECT MAX(DoNotCall) FROM Contact", "field DoNotCall does not support aggregate operator MAX"),
        ("SELECT COUNT(Description) FROM Contact", "field Description does not support aggregate operator COUNT"),
        ("SELECT SUM() FROM Contact", "unexpected token: ')'"),
        (
            "SELECT COUNT(Id) FROM Contact LIMIT 1",
            "Non-grouped query that uses overall aggregate functions cannot also use LIMIT",
        ),
        (
            "SELECT COUNT(Id) FROM Contact ORDER BY COUNT(Id)",
            "Non-grouped query that uses overall aggregate functions cannot also use ORDER BY",
        ),
        ("SELECT COUNT() FROM Contact ORDER BY Name", "COUNT() cannot be ordered"),
        (
            "SELECT Description FROM Contact GROUP BY Description",
            "field 'Description' can not be grouped in a query call",
        ),
        ("SELECT CreatedDate FROM Contact GROUP BY CreatedDate", "field 'CreatedDate' can not be grouped"),
        ("SELECT Id FROM Contact WHERE COUNT(Id) > 1", "Aggregate functions are not allowed here"),
        ("SELECT Id FROM Contact ORDER BY COUNT(Id)", "Aggregate functions are not allowed here"),
        ("SELECT Id, (SELECT COUNT(Id) FROM Cases) FROM Contact", "not allowed in a subquery"),
        ("SELECT Name, COUNT(Id) Name FROM Contact GROUP BY Name", "duplicate alias: Name"),
        ("SELECT FIELDS(ALL) FROM Contact GROUP BY Name LIMIT 1", "FIELDS function is not supported with GROUP BY"),
        ("SELECT Name, (SELECT Id FROM Cases) FROM Contact GROUP BY Name", "Subqueries are not allowed with GROUP BY"),
    ];
    for (text, wanted) in cases {
        let (code, message) = org.refusal(text);
        assert_eq!(code, ErrorCode::MalformedQuery, "{text}\n{message}");
        assert!(message.contains(wanted), "{text}\n{message}");
    }
    let (code, message) = org.refusal("SELECT Status FROM Task GROUP BY Status HAVING COUNT(Id) > '1'");
    assert_eq!(code, ErrorCode::InvalidField, "{message}");
}
