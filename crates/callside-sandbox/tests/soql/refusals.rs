//! Names and types that do not fit the schema.

use callside_sandbox::soql::ErrorCode::{self, *};

use crate::org::Org;

const CUSTOM_FIELD: &str = "If you are attempting to use a custom field, be sure to append the '__c' after the custom \
                            field name. Please reference your WSDL or the describe call for the appropriate names.";

#[test]
fn the_full_texts_are_those_of_the_wire() {
    let org = Org::new();
    let (code, message) = org.refusal("SELECT Foo FROM Contact");
    assert_eq!(code, InvalidField);
    assert_eq!(
        message,
        format!(
            "\nSELECT Foo FROM Contact\n       ^\nERROR at Row:1:Column:8\n\
             No such column 'Foo' on entity 'Contact'. {CUSTOM_FIELD}"
        )
    );
    let (code, message) = org.refusal("SELECT Id FROM Nope__c");
    assert_eq!(code, InvalidType);
    assert_eq!(
        message,
        "\nSELECT Id FROM Nope__c\n               ^\nERROR at Row:1:Column:16\n\
         sObject type 'Nope__c' is not supported. If you are attempting to use a custom object, be sure to append the \
         '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names."
    );
}

#[test]
fn each_misuse_has_its_code_and_words() {
    let cases: &[(&str, ErrorCode, &str)] = &[
        ("SELECT Id FROM Name", InvalidType, "sObject type 'Name' is not supported"),
        ("SELECT Id FROM Contacts", InvalidType, "sObject type 'Contacts' is not supported"),
        ("SELECT Account.Foo FROM Contact", InvalidField, "No such column 'Foo' on entity 'Account'"),
        ("SELECT Acount.Name FROM Contact", InvalidField, "Didn't understand relationship 'Acount' in field path"),
        ("SELECT AccountId.Name FROM Contact", InvalidField, "Didn't understand relationship 'AccountId'"),
        ("SELECT Id FROM Contact WHERE Foo = 1", InvalidField, "No such column 'Foo'"),
        ("SELECT Id FROM Contact ORDER BY Foo", InvalidField, "No such column 'Foo'"),
        (
            "SELECT Id, (SELECT Id FROM Kids) FROM Contact",
            InvalidType,
            "relationship 'Kids' in FROM part of query call",
        ),
        ("SELECT Id, (SELECT Id FROM Contact) FROM Account", InvalidType, "relationship 'Contact' in FROM part"),
        ("SELECT Id, (SELECT Foo FROM Cases) FROM Contact", InvalidField, "No such column 'Foo' on entity 'Case'"),
        ("SELECT Id, id FROM Contact", InvalidField, "duplicate field selected: Id"),
        ("SELECT Account.Name, Account.Name FROM Contact", InvalidField, "duplicate field selected: Name"),
        ("SELECT Who.Foo FROM Task", InvalidField, "No such column 'Foo' on entity 'Name'"),
        ("SELECT Account.Owner.Manager.Manager.Manager.Manager.Name FROM Contact", MalformedQuery, "at most 5"),
        // Types.
        (
            "SELECT Id FROM Contact WHERE Name = 1",
            InvalidField,
            "value of filter criterion for field 'Name' must be of type string and should be enclosed in quotes",
        ),
        ("SELECT Id FROM Contact WHERE Phone = 4155550100", InvalidField, "field 'Phone' must be of type string"),
        ("SELECT Id FROM Contact WHERE Name = true", InvalidField, "must be of type string"),
        ("SELECT Id FROM Contact WHERE Name > TODAY", InvalidField, "must be of type string"),
        (
            "SELECT Id FROM Contact WHERE DoNotCall = 'true'",
            InvalidField,
            "field 'DoNotCall' must be of type boolean and should not be enclosed in quotes",
        ),
        ("SELECT Id FROM Contact WHERE DoNotCall = 1", InvalidField, "must be of type boolean"),
        (
            "SELECT Id FROM Account WHERE NumberOfEmployees = '5'",
            InvalidField,
            "field 'NumberOfEmployees' must be of type int and should not be enclosed in quotes",
        ),
        ("SELECT Id FROM Account WHERE NumberOfEmployees = 5.5", InvalidField, "must be of type int"),
        ("SELECT Id FROM Account WHERE AnnualRevenue = '5'", InvalidField, "must be of type double"),
        (
            "SELECT Id FROM Contact WHERE Birthdate = '1980-02-29'",
            InvalidField,
            "field 'Birthdate' must be of type date and should not be enclosed in quotes",
        ),
        ("SELECT Id FROM Contact WHERE Birthdate = 1980-02-29T00:00:00Z", InvalidField, "must be of type date"),
        (
            "SELECT Id FROM Contact WHERE CreatedDate = 2026-05-14",
            InvalidField,
            "field 'CreatedDate' must be of type dateTime and should not be enclosed in quotes",
        ),
        ("SELECT Id FROM Contact WHERE Name IN ('A', 1)", InvalidField, "must be of type string"),
        ("SELECT Id FROM Contact WHERE AccountId = 'Acme'", InvalidQueryFilterOperator, "invalid ID field: Acme"),
        (
            "SELECT Id FROM Contact WHERE Id IN ('003000000000001AAA', '')",
            InvalidQueryFilterOperator,
            "invalid ID field: ",
        ),
        // Operators.
        ("SELECT Id FROM Contact WHERE Id LIKE '003%'", InvalidQueryFilterOperator, "invalid operator on id field"),
        (
            "SELECT Id FROM Contact WHERE AccountId LIKE '001%'",
            InvalidQueryFilterOperator,
            "invalid operator on id field",
        ),
        (
            "SELECT Id FROM Contact WHERE DoNotCall > false",
            InvalidQueryFilterOperator,
            "invalid operator on boolean field",
        ),
        (
            "SELECT Id FROM Contact WHERE Birthdate LIKE '1980%'",
            InvalidQueryFilterOperator,
            "invalid operator on date field",
        ),
        (
            "SELECT Id FROM Account WHERE NumberOfEmployees LIKE '5%'",
            InvalidQueryFilterOperator,
            "invalid operator on int",
        ),
        (
            "SELECT Id FROM Opportunity WHERE Interests__c LIKE 'H%'",
            InvalidQueryFilterOperator,
            "on multipicklist field",
        ),
        ("SELECT Id FROM Opportunity WHERE Interests__c > 'H'", InvalidQueryFilterOperator, "on multipicklist field"),
        ("SELECT Id FROM Opportunity WHERE StageName INCLUDES ('H')", InvalidQueryFilterOperator, "on picklist field"),
        // What a field is good for.
        (
            "SELECT Id FROM Contact WHERE Description = 'x'",
            InvalidField,
            "field 'Description' can not be filtered in a query call",
        ),
        (
            "SELECT Id FROM Contact WHERE MailingAddress = 'x'",
            InvalidField,
            "field 'MailingAddress' can not be filtered",
        ),
        (
            "SELECT Id FROM Contact ORDER BY Description",
            MalformedQuery,
            "field 'Description' can not be sorted in a query call",
        ),
        ("SELECT Id FROM Opportunity ORDER BY Interests__c", MalformedQuery, "field 'Interests__c' can not be sorted"),
    ];
    let org = Org::new();
    for (text, code, wanted) in cases {
        let (found, message) = org.refusal(text);
        assert_eq!(found, *code, "{text}\n{message}");
        assert!(message.contains(wanted), "{text}\n{message}\nwanted {wanted}");
    }
}

#[test]
fn codes_have_the_names_of_the_wire() {
    let names: Vec<&str> = [
        MalformedQuery,
        MalformedSearch,
        InvalidField,
        InvalidType,
        InvalidQueryFilterOperator,
        NumberOutsideValidRange,
        QueryTooComplicated,
    ]
    .map(ErrorCode::as_str)
    .to_vec();
    assert_eq!(
        names,
        [
            "MALFORMED_QUERY",
            "MALFORMED_SEARCH",
            "INVALID_FIELD",
            "INVALID_TYPE",
            "INVALID_QUERY_FILTER_OPERATOR",
            "NUMBER_OUTSIDE_VALID_RANGE",
            "QUERY_TOO_COMPLICATED",
        ]
    );
}
