//! `IN (SELECT ...)`.

use callside_sandbox::soql::ErrorCode;

use crate::org::Org;

#[test]
fn semi_and_anti_joins_filter_by_other_objects() {
    let org = Org::new();
    let cases = [
        ("Id IN (SELECT ContactId FROM Case)", "Lee"),
        ("Id NOT IN (SELECT ContactId FROM Case)", "O'Brien, Núñez, Alone"),
        ("AccountId IN (SELECT Id FROM Account WHERE Name LIKE 'acme%')", "Lee, O'Brien"),
        ("AccountId IN (SELECT AccountId FROM Opportunity WHERE StageName = 'Prospecting')", "Núñez"),
        ("AccountId NOT IN (SELECT AccountId FROM Opportunity WHERE Amount > 1000)", "Núñez, Alone"),
        ("Id IN (SELECT Contact.Id FROM Case)", "Lee"),
        ("AccountId IN (SELECT Contact.AccountId FROM Case)", "Lee, O'Brien"),
        ("Id IN (SELECT WhoId FROM Task) AND DoNotCall = true", "Lee"),
        ("AccountId IN (SELECT Id FROM Account) AND Id NOT IN (SELECT ContactId FROM Case)", "O'Brien, Núñez"),
        ("(Id IN (SELECT ContactId FROM Case))", "Lee"),
        ("Id IN (SELECT ContactId FROM Case WHERE Status = 'Nothing')", ""),
    ];
    for (condition, wanted) in cases {
        assert_eq!(org.contacts(condition), wanted, "{condition}");
    }
}

#[test]
fn semi_joins_have_rules() {
    let org = Org::new();
    let cases = [
        ("Name IN (SELECT ContactId FROM Case)", "should be an id field, cannot use: 'Name'"),
        ("Id IN (SELECT Subject FROM Case)", "The selected field in the subquery should be an id field"),
        ("Id IN (SELECT ContactId, Id FROM Case)", "The selected field in the subquery should be an id field"),
        ("Id IN (SELECT ReportsToId FROM Contact)", "should not be on the same object type"),
        ("Id IN (SELECT ContactId FROM Case) OR Name = 'x'", "only allowed at the top level WHERE expressions"),
        ("NOT Id IN (SELECT ContactId FROM Case)", "only allowed at the top level WHERE expressions"),
        ("Id IN (SELECT ContactId FROM Case LIMIT 1)", "without COUNT, ORDER BY, LIMIT"),
        ("Id IN (SELECT ContactId FROM Case ORDER BY Id)", "without COUNT, ORDER BY, LIMIT"),
        ("Id IN (SELECT COUNT() FROM Case)", "not allowed in a subquery"),
        ("Id IN (SELECT ContactId, (SELECT Id FROM Tasks) FROM Case)", "without COUNT, ORDER BY, LIMIT or subqueries"),
        ("Id IN (SELECT ContactId FROM Case WHERE Id IN (SELECT WhatId FROM Task))", "Nesting of semi join"),
        (
            "Id IN (SELECT ContactId FROM Case) AND AccountId IN (SELECT Id FROM Account) AND OwnerId IN (SELECT Id FROM User)",
            "Maximum 2 semi join sub-selects are allowed",
        ),
    ];
    for (condition, wanted) in cases {
        let (code, message) = org.refusal(&format!("SELECT Id FROM Contact WHERE {condition}"));
        assert_eq!(code, ErrorCode::MalformedQuery, "{condition}\n{message}");
        assert!(message.contains(wanted), "{condition}\n{message}");
    }
    let (code, _) = org.refusal("SELECT Id FROM Contact WHERE Id IN (SELECT Foo FROM Case)");
    assert_eq!(code, ErrorCode::InvalidField);
}
