//! Every operator over every kind of value.

use crate::org::{Org, id};

#[test]
fn conditions_find_the_right_contacts() {
    let org = Org::new();
    let cases = [
        // Text has no letter case; null is never equal and always different.
        ("FirstName = 'ann'", "Lee"),
        ("FirstName != 'ANN'", "O'Brien, Núñez, Alone"),
        ("FirstName <> 'ANN'", "O'Brien, Núñez, Alone"),
        ("FirstName = null", "Núñez"),
        ("FirstName != null", "Lee, O'Brien, Alone"),
        ("FirstName = ''", "Núñez"),
        ("FirstName < 'bob'", "Lee"),
        ("FirstName <= 'BOB'", "Lee, O'Brien"),
        ("FirstName > 'Bob'", "Alone"),
        ("FirstName >= 'Bob'", "O'Brien, Alone"),
        ("LastName = 'NÚÑEZ'", "Núñez"),
        ("Name = 'ann lee'", "Lee"),
        ("Support_Tier__c = 'gold'", "Lee"),
        // LIKE.
        ("LastName LIKE 'l%'", "Lee"),
        ("LastName LIKE '%E'", "Lee, Alone"),
        ("LastName LIKE '%L%E%'", "Lee, Alone"),
        ("LastName LIKE 'L_e'", "Lee"),
        ("LastName LIKE '___'", "Lee"),
        ("LastName LIKE 'Le'", ""),
        ("LastName LIKE '%'", "Lee, O'Brien, Núñez, Alone"),
        ("FirstName LIKE '%'", "Lee, O'Brien, Alone"),
        ("Phone LIKE '%0101'", "Lee"),
        // Sets.
        ("FirstName IN ('ANN', 'dee', 'nobody')", "Lee, Alone"),
        ("FirstName IN ('Ann', null)", "Lee, Núñez"),
        ("FirstName NOT IN ('Ann')", "O'Brien, Núñez, Alone"),
        ("FirstName NOT IN ('Ann', null)", "O'Brien, Alone"),
        // Booleans.
        ("DoNotCall = true", "Lee"),
        ("DoNotCall = FALSE", "O'Brien, Núñez, Alone"),
        ("DoNotCall != true", "O'Brien, Núñez, Alone"),
        // Dates.
        ("Birthdate = 1980-02-29", "Lee"),
        ("Birthdate < 1980-03-01", "Lee"),
        ("Birthdate > 1980-02-29", ""),
        ("Birthdate != 1980-02-29", "O'Brien, Núñez, Alone"),
        ("CreatedDate = 2026-05-14T07:00:00Z", "Lee"),
        ("CreatedDate = 2026-05-14T09:00:00+02:00", "Lee"),
        ("CreatedDate >= 2026-05-14T06:59:59.000Z", "Lee, O'Brien"),
        ("CreatedDate < 2026-05-14T06:59:59Z", "Núñez, Alone"),
        // Joining.
        ("FirstName = 'Ann' AND DoNotCall = true", "Lee"),
        ("FirstName = 'Ann' OR LastName = 'Alone'", "Lee, Alone"),
        ("NOT FirstName = 'Ann'", "O'Brien, Núñez, Alone"),
        ("(NOT FirstName LIKE 'A%') AND (NOT FirstName LIKE 'B%')", "Núñez, Alone"),
        ("(FirstName = 'Ann' OR FirstName = 'Bob') AND DoNotCall = false", "O'Brien"),
        ("NOT (FirstName = 'Ann' OR FirstName = 'Bob')", "Núñez, Alone"),
        // Parents. A missing parent is null, and its checkboxes are not ticked.
        ("Account.Name = 'ACME'", "Lee, O'Brien"),
        ("Account.Name = null", "Alone"),
        ("Account.Name != 'Acme'", "Núñez, Alone"),
        ("Account.Owner.IsActive = false", "Núñez, Alone"),
        ("Account.Owner.Manager.Name = 'Uma Owner'", "Núñez"),
        ("ReportsTo.Account.Name = 'Acme'", "O'Brien"),
    ];
    for (condition, wanted) in cases {
        assert_eq!(org.contacts(condition), wanted, "{condition}");
    }
}

#[test]
fn numbers_compare_as_numbers() {
    let org = Org::new();
    let cases = [
        ("NumberOfEmployees > 5", "Acme"),
        ("NumberOfEmployees >= +5", "Acme, acme labs"),
        ("NumberOfEmployees < 250", "acme labs"),
        ("NumberOfEmployees <= 250", "Acme, acme labs"),
        ("NumberOfEmployees = 5", "acme labs"),
        ("NumberOfEmployees != 5", "Acme, Globex"),
        ("NumberOfEmployees IN (5, 6, 7)", "acme labs"),
        ("NumberOfEmployees > -1", "Acme, acme labs"),
        ("AnnualRevenue = 1500000.5", "Acme"),
        ("AnnualRevenue > 1499999.99", "Acme"),
        ("AnnualRevenue > 1500001", ""),
        ("AnnualRevenue = null", "Globex, acme labs"),
    ];
    for (condition, wanted) in cases {
        assert_eq!(org.column(&format!("SELECT Name FROM Account WHERE {condition}")), wanted, "{condition}");
    }
}

#[test]
fn ids_match_with_15_and_18_characters_and_letter_case() {
    let org = Org::new();
    let long = id("003", 1);
    for condition in [format!("Id = '{long}'"), format!("Id = '{}'", &long[..15]), format!("Id IN ('{long}')")] {
        assert_eq!(org.contacts(&condition), "Lee", "{condition}");
    }
    assert_eq!(org.contacts(&format!("Id > '{long}'")), "O'Brien, Núñez, Alone");
    assert_eq!(org.contacts(&format!("AccountId = '{}'", id("001", 2))), "Núñez");
    assert_eq!(org.contacts("AccountId = null"), "Alone");
    assert_eq!(org.column("SELECT CaseNumber FROM Case WHERE RecordTypeId = '012qy000001suppIAE'"), "");
    assert_eq!(org.column("SELECT CaseNumber FROM Case WHERE RecordTypeId = '012Qy000001SuppIAE'"), "00001001");
}

#[test]
fn multi_select_picklists_include_and_exclude() {
    let org = Org::new();
    let cases = [
        ("INCLUDES ('hardware')", "Big deal, Never"),
        ("INCLUDES ('Hardware;Services')", "Never"),
        ("INCLUDES ('Hardware;Services', 'Software')", "Big deal, Never"),
        ("INCLUDES ('Nothing')", ""),
        ("EXCLUDES ('Hardware')", "Done deal, Maybe"),
        ("EXCLUDES ('Hardware;Services')", "Big deal, Done deal, Maybe"),
        ("= 'Services'", "Done deal"),
        ("= null", "Maybe"),
    ];
    for (condition, wanted) in cases {
        let text = format!("SELECT Name FROM Opportunity WHERE Interests__c {condition}");
        assert_eq!(org.column(&text), wanted, "{condition}");
    }
}

#[test]
fn using_scope_mine_is_what_the_user_owns() {
    let org = Org::new();
    assert_eq!(org.column("SELECT LastName FROM Contact USING SCOPE mine"), "Lee, O'Brien, Alone");
    assert_eq!(org.column("SELECT LastName FROM Contact USING SCOPE mine WHERE FirstName = 'Dee'"), "Alone");
}
