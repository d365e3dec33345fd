//! Phone numbers: what people typed against what a call brings.

use serde_json::json;

use crate::found;
use crate::org::Org;

/// Whether a search in phone fields finds a contact with this number.
fn finds(stored: &str, term: &str) -> bool {
    let mut org = Org::empty();
    org.add("Contact", 1, json!({"LastName": "x", "Phone": stored}));
    found(&org, &format!("FIND {{{term}}} IN PHONE FIELDS RETURNING Contact(Name)")) == "x"
}

#[test]
fn digits_meet_formats_but_not_other_forms_of_the_number() {
    let cases = [
        // The full national number, however it was typed.
        ("(415) 555-0100", "4155550100", true),
        ("415-555-0100", "4155550100", true),
        ("415.555.0100", "4155550100", true),
        ("415 555 0100", "4155550100", true),
        ("4155550100", "4155550100", true),
        ("4155550100", "\"415 555 0100\"", true),
        ("(415) 555-0100", "\"\\(415\\) 555\\-0100\"", true),
        ("(415) 555-0100", "\"415.555.0100\"", true),
        // With or without the country code are two numbers.
        ("(415) 555-0100", "14155550100", false),
        ("(415) 555-0100", "\"\\+1 415 555 0100\"", false),
        ("+1 415 555 0100", "4155550100", false),
        ("+1 (415) 555-0100", "14155550100", true),
        ("+1 (415) 555-0100", "\\+14155550100", true),
        ("+49 30 5550100", "0305550100", false),
        ("030 5550100", "0305550100", true),
        // A part takes a star, and only behind it.
        ("(415) 555-0100", "415555", false),
        ("(415) 555-0100", "5550100", false),
        ("(415) 555-0100", "415555*", true),
        ("(415) 555-0100", "415*0100", true),
        ("(415) 555-0100", "415555010?", true),
        ("(415) 555-0100", "415555??", false),
        // Words of a number that is not quoted are parts.
        ("(415) 555-0100", "\\(415\\) 555\\-0100", false),
        ("(415) 555-0100", "415 555 0100", false),
        // Extensions and second numbers are numbers of their own.
        ("(415) 555-0100 x12", "4155550100", true),
        ("(415) 555-0100 ext. 12", "415555010012", false),
        ("415-555-0100 / 415-555-0199", "4155550199", true),
        // Letters are never in a phone number.
        ("(415) 555-0100", "phone", false),
        ("call reception", "reception", false),
    ];
    for (stored, term, wanted) in cases {
        assert_eq!(finds(stored, term), wanted, "{stored} by {term}");
    }
}

#[test]
fn one_search_with_variants_covers_all_phone_fields() {
    let org = Org::new();
    let text = "FIND {\"14155550199\" OR \"4155550199\"} IN PHONE FIELDS \
                RETURNING Contact(Name, Phone), Lead(Name), Account(Name)";
    assert_eq!(found(&org, text), "Ann Lee");
    let text = "FIND {\"4155550100\" OR \"4155550101\" OR \"49305550100\"} IN PHONE FIELDS \
                RETURNING Contact(Name), Lead(Name), Account(Name)";
    assert_eq!(found(&org, text), "Ann Lee, Lea Dover, Acme");
}

#[test]
fn a_hidden_phone_field_is_not_searched() {
    let mut org = Org::new();
    let text = "FIND {14155550199} IN PHONE FIELDS RETURNING Contact(Name)";
    assert_eq!(found(&org, text), "Ann Lee");
    org.hidden = vec!["Contact.MobilePhone"];
    assert_eq!(found(&org, text), "");
}
