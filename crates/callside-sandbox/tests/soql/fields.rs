//! What a record shows: derived fields, nulls, FIELDS() and field-level security.

use callside_sandbox::schema::Scope;
use callside_sandbox::soql::ErrorCode;
use serde_json::json;

use crate::org::{Org, id};

#[test]
fn nulls_are_shown_and_booleans_are_never_null() {
    let row =
        &Org::new().json("SELECT Id, FirstName, Email, DoNotCall, IsDeleted FROM Contact WHERE LastName = 'Núñez'")[0];
    assert_eq!(
        *row,
        json!({
            "attributes": {"type": "Contact", "url": format!("/services/data/v59.0/sobjects/Contact/{}", id("003", 3))},
            "Id": id("003", 3), "FirstName": null, "Email": null, "DoNotCall": false, "IsDeleted": false,
        })
    );
}

#[test]
fn derived_fields_follow_their_sources() {
    let org = Org::new();
    assert_eq!(org.column("SELECT Name FROM Contact"), "Ann Lee, Bob O'Brien, Núñez, Dee Alone");
    assert_eq!(org.column("SELECT Name FROM Opportunity WHERE IsClosed = true"), "Done deal, Never");
    assert_eq!(org.column("SELECT Name FROM Opportunity WHERE IsWon = true"), "Done deal");
    assert_eq!(org.column("SELECT CaseNumber FROM Case WHERE IsClosed = false"), "00001001");
    assert_eq!(org.column("SELECT Subject FROM Task WHERE IsClosed = false"), "Call back");
    let addresses = org.json("SELECT BillingAddress FROM Account");
    assert_eq!(
        addresses[0]["BillingAddress"],
        json!({
            "city": "San Francisco", "country": "USA", "geocodeAccuracy": null, "latitude": null, "longitude": null,
            "postalCode": null, "state": null, "street": null,
        })
    );
    assert_eq!(addresses[1]["BillingAddress"], json!(null));
}

#[test]
fn binary_content_is_an_address() {
    let row = &Org::new().json("SELECT Content FROM ContentNote")[0];
    assert_eq!(row["Content"], format!("/services/data/v59.0/sobjects/ContentNote/{}/Content", id("069", 1)));
}

/// Custom fields of a contact.
const OWN: [&str; 4] = ["Emergency_Phone__c", "Pager__c", "Phone_Invalid__c", "Support_Tier__c"];

#[test]
fn fields_gives_all_standard_or_custom_fields() {
    let org = Org::new();
    let keys = |text: &str| {
        let rows = org.json(text);
        let mut keys: Vec<String> = rows[0].as_object().unwrap().keys().cloned().collect();
        keys.retain(|key| key != "attributes");
        keys
    };
    assert_eq!(keys("SELECT FIELDS(CUSTOM) FROM Contact LIMIT 200"), OWN);
    let standard = keys("SELECT FIELDS(STANDARD) FROM Contact");
    assert!(standard.contains(&"Name".to_owned()) && !standard.contains(&"Support_Tier__c".to_owned()));
    let all = keys("SELECT FIELDS(ALL) FROM Contact LIMIT 200");
    assert_eq!(all.len(), org.schema.object("Contact").unwrap().fields.len());
    let both = keys("SELECT FIELDS(CUSTOM), LastName, Account.Name FROM Contact LIMIT 1");
    assert_eq!(both, [&["Account", OWN[0], "LastName"], &OWN[1..]].concat());
    for text in [
        "SELECT FIELDS(ALL) FROM Contact",
        "SELECT FIELDS(ALL) FROM Contact LIMIT 201",
        "SELECT FIELDS(CUSTOM) FROM Contact",
    ] {
        let (code, message) = org.refusal(text);
        assert_eq!(code, ErrorCode::MalformedQuery);
        assert!(message.contains("The SOQL FIELDS function must have a LIMIT of at most 200"), "{message}");
    }
    let (code, message) = org.refusal("SELECT Id, FIELDS(ALL) FROM Contact LIMIT 200");
    assert_eq!((code, message.as_str()), (ErrorCode::InvalidField, "duplicate field selected: Id"));
}

#[test]
fn a_hidden_field_does_not_exist() {
    let mut org = Org::new();
    org.hidden = vec!["Contact.MobilePhone", "Task.CallObject", "Contact.AccountId", "Case.Status"];
    for text in [
        "SELECT MobilePhone FROM Contact",
        "SELECT Id FROM Contact WHERE MobilePhone = '1'",
        "SELECT Id FROM Contact ORDER BY MobilePhone",
        "SELECT COUNT(MobilePhone) FROM Contact",
        "SELECT Id FROM Task WHERE CallObject = 'five9:77'",
        "SELECT Contact.MobilePhone FROM Case",
        "SELECT Id, (SELECT Status FROM Cases) FROM Contact",
    ] {
        let (code, message) = org.refusal(text);
        assert_eq!(code, ErrorCode::InvalidField, "{text}");
        assert!(message.contains("No such column"), "{text}\n{message}");
    }
    let (code, message) = org.refusal("SELECT Account.Name FROM Contact");
    assert_eq!(code, ErrorCode::InvalidField);
    assert!(message.contains("Didn't understand relationship 'Account'"), "{message}");
    let rows = org.json("SELECT FIELDS(ALL) FROM Contact LIMIT 1");
    assert!(rows[0].get("MobilePhone").is_none());
    assert!(rows[0].get("Phone").is_some());
}

#[test]
fn a_hidden_field_is_null_behind_a_polymorphic_parent() {
    let mut org = Org::new();
    let text = "SELECT Who.Phone FROM Task WHERE Who.Name = 'Ann Lee'";
    assert_eq!(org.json(text)[0]["Who"]["Phone"], "(415) 555-0101");
    org.hidden = vec!["Contact.Phone"];
    assert_eq!(org.json(text)[0]["Who"]["Phone"], json!(null));
}

#[test]
fn deleted_rows_are_seen_by_query_all_only() {
    let mut org = Org::new();
    assert_eq!(org.contacts("IsDeleted = true"), "");
    org.scope = Scope::WithDeleted;
    assert_eq!(org.contacts("IsDeleted = true"), "Away");
    assert_eq!(org.contacts("FirstName != null"), "Lee, O'Brien, Alone, Away");
}
