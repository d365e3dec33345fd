//! ORDER BY, LIMIT and OFFSET.

use callside_sandbox::soql::{ErrorCode, QueryOutcome};
use serde_json::json;

use crate::org::Org;

#[test]
fn rows_sort_with_nulls_first_unless_told() {
    let org = Org::new();
    let cases = [
        ("LastName", "Alone, Lee, Núñez, O'Brien"),
        ("LastName ASC", "Alone, Lee, Núñez, O'Brien"),
        ("LastName DESC", "O'Brien, Núñez, Lee, Alone"),
        ("FirstName", "Núñez, Lee, O'Brien, Alone"),
        ("FirstName DESC", "Núñez, Alone, O'Brien, Lee"),
        ("FirstName NULLS LAST", "Lee, O'Brien, Alone, Núñez"),
        ("FirstName DESC NULLS LAST", "Alone, O'Brien, Lee, Núñez"),
        ("FirstName ASC NULLS FIRST", "Núñez, Lee, O'Brien, Alone"),
        ("DoNotCall DESC, LastName", "Lee, Alone, Núñez, O'Brien"),
        ("Account.Name NULLS LAST, FirstName DESC", "O'Brien, Lee, Núñez, Alone"),
        ("CreatedDate", "Núñez, Alone, O'Brien, Lee"),
        ("Birthdate NULLS LAST", "Lee, O'Brien, Núñez, Alone"),
        // The order of the picklist: Basic, Silver, Gold.
        ("Support_Tier__c NULLS LAST", "O'Brien, Lee, Núñez, Alone"),
    ];
    for (order, wanted) in cases {
        assert_eq!(org.column(&format!("SELECT LastName FROM Contact ORDER BY {order}")), wanted, "{order}");
    }
    assert_eq!(org.column("SELECT Name FROM Account ORDER BY Name"), "Acme, acme labs, Globex");
    assert_eq!(
        org.column("SELECT Name FROM Account ORDER BY NumberOfEmployees DESC NULLS LAST"),
        "Acme, acme labs, Globex"
    );
}

#[test]
fn without_order_rows_come_as_they_were_created_and_are_cut() {
    let org = Org::new();
    let cases = [
        ("LIMIT 2", "Lee, O'Brien"),
        ("LIMIT 0", ""),
        ("LIMIT 100", "Lee, O'Brien, Núñez, Alone"),
        ("OFFSET 3", "Alone"),
        ("LIMIT 2 OFFSET 1", "O'Brien, Núñez"),
        ("ORDER BY LastName LIMIT 1 OFFSET 1", "Lee"),
        ("OFFSET 2000", ""),
    ];
    for (clauses, wanted) in cases {
        assert_eq!(org.column(&format!("SELECT LastName FROM Contact {clauses}")), wanted, "{clauses}");
    }
    let (code, message) = org.refusal("SELECT Id FROM Contact OFFSET 2001");
    assert_eq!(code, ErrorCode::NumberOutsideValidRange);
    assert_eq!(message, "Maximum SOQL offset allowed is 2000");
}

#[test]
fn equal_rows_keep_their_order() {
    let mut org = Org::empty();
    for number in 0..50 {
        org.add(
            "Contact",
            number,
            json!({"LastName": number.to_string(), "Title": if number % 2 == 0 { "a" } else { "A" }}),
        );
    }
    let sorted = org.column("SELECT LastName FROM Contact ORDER BY Title DESC");
    assert_eq!(sorted, (0..50).map(|number| number.to_string()).collect::<Vec<_>>().join(", "));
    assert_eq!(org.run("SELECT Id FROM Contact").map(|outcome| outcome.total_size()), Ok(50));
    assert!(matches!(org.run("SELECT Id FROM Event"), Ok(QueryOutcome::Records(rows)) if rows.is_empty()));
}
