//! Words, phrases, wildcards and operators.

use serde_json::json;

use crate::found;
use crate::org::Org;

#[test]
fn expressions_find_the_right_contacts() {
    let org = Org::new();
    let cases = [
        ("ann", "Ann Lee"),
        ("ANN", "Ann Lee"),
        ("an", ""),
        ("an*", "Ann Lee"),
        ("a?n", "Ann Lee"),
        ("a*n", "Ann Lee"),
        ("ann lee", "Ann Lee"),
        ("lee ann", "Ann Lee"),
        ("\"ann lee\"", "Ann Lee"),
        ("\"lee ann\"", ""),
        ("ann bob", ""),
        ("ann OR bob", "Ann Lee, Bob O'Brien"),
        ("ann or bob", "Ann Lee, Bob O'Brien"),
        ("ann AND support", "Ann Lee"),
        ("ann AND bob", ""),
        ("ann AND NOT support", ""),
        ("bob AND NOT support", "Bob O'Brien"),
        ("(ann OR bob) AND NOT buyer", "Ann Lee"),
        ("ann OR bob AND NOT buyer", "Ann Lee"),
        ("ann OR (bob buyer)", "Ann Lee, Bob O'Brien"),
        ("\"ann OR bob\"", ""),
        ("o\\'brien", "Bob O'Brien"),
        ("brien", "Bob O'Brien"),
        ("NÚÑEZ", "Núñez"),
        ("ann.lee@acme.example", "Ann Lee"),
        ("acme.example", "Ann Lee"),
        ("Gone", ""),
    ];
    for (expression, wanted) in cases {
        let text = format!("FIND {{{expression}}} RETURNING Contact(Name)");
        assert_eq!(found(&org, &text), wanted, "{expression}");
    }
}

#[test]
fn the_group_of_fields_narrows_the_search() {
    let mut org = Org::empty();
    org.add("Contact", 1, json!({"LastName": "Inname"}));
    org.add("Contact", 2, json!({"LastName": "B", "Email": "inmail@example.com"}));
    org.add("Contact", 3, json!({"LastName": "C", "MobilePhone": "415 555 0100"}));
    org.add("Contact", 4, json!({"LastName": "D", "Description": "intext 415 555 0100"}));
    let cases = [
        ("inname", "ALL", "Inname"),
        ("inname", "NAME", "Inname"),
        ("inname", "EMAIL", ""),
        ("inmail", "EMAIL", "B"),
        ("inmail", "NAME", ""),
        ("inmail", "SIDEBAR", "B"),
        ("4155550100", "PHONE", "C"),
        ("4155550100", "SIDEBAR", "C"),
        ("4155550100", "ALL", "C"),
        ("intext", "ALL", "D"),
        ("intext", "SIDEBAR", ""),
        ("\"415 555 0100\"", "ALL", "C, D"),
    ];
    for (term, group, wanted) in cases {
        let text = format!("FIND {{{term}}} IN {group} FIELDS RETURNING Contact(Name)");
        assert_eq!(found(&org, &text), wanted, "{text}");
    }
}
