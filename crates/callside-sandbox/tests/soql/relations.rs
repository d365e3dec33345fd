//! Parents, polymorphic parents and children.

use callside_sandbox::soql::ErrorCode;
use serde_json::json;

use crate::org::{Org, id};

fn url(object: &str, prefix: &str, number: u32) -> String {
    format!("/services/data/v59.0/sobjects/{object}/{}", id(prefix, number))
}

#[test]
fn parents_are_nested_records_and_share_one() {
    let org = Org::new();
    let rows = org.json(
        "SELECT Account.Name, LastName, Account.Owner.Name, Account.Industry FROM Contact WHERE LastName IN ('Lee','Alone')",
    );
    let user = json!({"attributes": {"type": "User", "url": url("User", "005", 1)}, "Name": "Uma Owner"});
    assert_eq!(
        rows,
        json!([
            {
                "attributes": {"type": "Contact", "url": url("Contact", "003", 1)},
                "LastName": "Lee",
                "Account": {
                    "attributes": {"type": "Account", "url": url("Account", "001", 1)},
                    "Name": "Acme", "Owner": user, "Industry": "Technology",
                },
            },
            {"attributes": {"type": "Contact", "url": url("Contact", "003", 4)}, "LastName": "Alone", "Account": null},
        ])
    );
    let row = &org.rows_of("SELECT Account.Name, LastName, Account.Industry FROM Contact LIMIT 1")[0];
    let keys: Vec<&str> = row.cells.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["attributes", "Account", "LastName"]);
}

#[test]
fn five_parents_up_are_reached() {
    let mut org = Org::empty();
    for number in 1..=6 {
        org.add("Account", number, json!({"Name": format!("Level {number}"), "ParentId": id("001", number + 1)}));
    }
    let text = "SELECT Parent.Parent.Parent.Parent.Parent.Name FROM Account WHERE Name = 'Level 1'";
    let rows = org.json(text);
    assert_eq!(rows[0]["Parent"]["Parent"]["Parent"]["Parent"]["Parent"]["Name"], "Level 6");
    let (code, _) = org.refusal(&text.replacen("Parent.", "Parent.Parent.", 1));
    assert_eq!(code, ErrorCode::MalformedQuery);
}

#[test]
fn polymorphic_parents_are_names() {
    let org = Org::new();
    let rows = org.json("SELECT Subject, Who.Name, Who.Type, Who.FirstName, What.Name, What.Type FROM Task");
    assert_eq!(
        rows[0]["Who"],
        json!({
            "attributes": {"type": "Name", "url": url("Contact", "003", 1)},
            "Name": "Ann Lee", "Type": "Contact", "FirstName": "Ann",
        })
    );
    assert_eq!(rows[0]["What"]["Type"], "Opportunity");
    assert_eq!(rows[0]["What"]["Name"], "Big deal");
    assert_eq!(rows[1]["Who"]["Type"], "Lead");
    assert_eq!(rows[1]["What"], json!(null));
    assert_eq!(rows[2]["What"]["Name"], "00001001", "a case is named by its number");
    assert_eq!(rows[2]["Who"], json!(null));
    assert_eq!(
        org.json("SELECT What.FirstName FROM Task WHERE What.Type = 'Case'")[0]["What"]["FirstName"],
        json!(null)
    );
    let owners = org.json("SELECT Owner.Name, Owner.Type FROM Case ORDER BY CaseNumber");
    assert_eq!((&owners[0]["Owner"]["Name"], &owners[0]["Owner"]["Type"]), (&json!("Support Queue"), &json!("Group")));
    assert_eq!((&owners[1]["Owner"]["Name"], &owners[1]["Owner"]["Type"]), (&json!("Uma Owner"), &json!("User")));
}

#[test]
fn polymorphic_parents_can_be_filtered_and_sorted() {
    let org = Org::new();
    assert_eq!(org.column("SELECT Subject FROM Task WHERE What.Type IN ('Case', 'Opportunity')"), "Call, Call back");
    assert_eq!(org.column("SELECT CallObject FROM Task WHERE Who.Name = 'ann lee'"), "five9:77");
    assert_eq!(
        org.column("SELECT CallType FROM Task WHERE Who.Name != null ORDER BY Who.Name DESC"),
        "Outbound, Inbound"
    );
    assert_eq!(org.column("SELECT Subject FROM Task WHERE Owner.Type = 'User' LIMIT 1"), "Call");
}

#[test]
fn children_are_a_nested_result_or_null() {
    let org = Org::new();
    let row = &org.rows_of(
        "SELECT Name, (SELECT CaseNumber, Contact.Name FROM Cases WHERE Status != 'None' ORDER BY CaseNumber DESC LIMIT 5) \
         FROM Contact WHERE FirstName = 'Ann'",
    )[0];
    let case = url("Case", "500", 2);
    let contact = url("Contact", "003", 1);
    assert!(serde_json::to_string(row).unwrap().contains(&format!(
        r#""Cases":{{"totalSize":2,"done":true,"records":[{{"attributes":{{"type":"Case","url":"{case}"}},"CaseNumber":"00001002","Contact":{{"attributes":{{"type":"Contact","url":"{contact}"}},"Name":"Ann Lee"}}}}"#
    )));
    let rows = org.json("SELECT (SELECT Id FROM Cases WHERE Status = 'New'), (SELECT Id FROM Tasks) FROM Contact");
    assert_eq!(rows[0]["Cases"]["totalSize"], 1);
    assert_eq!(rows[0]["Tasks"]["totalSize"], 1);
    assert_eq!(rows[1]["Cases"], json!(null));
    assert_eq!(rows[1]["Tasks"], json!(null));
}

#[test]
fn children_of_children_and_limits_are_per_parent() {
    let org = Org::new();
    let rows = org.json(
        "SELECT Name, (SELECT LastName, (SELECT CaseNumber FROM Cases LIMIT 1) FROM Account.Contacts LIMIT 1), \
         (SELECT Name FROM Opportunities ORDER BY Amount DESC NULLS LAST LIMIT 1) FROM Account ORDER BY Name",
    );
    assert_eq!(rows[0]["Contacts"]["records"][0]["Cases"]["records"][0]["CaseNumber"], "00001001");
    assert_eq!(rows[0]["Contacts"]["totalSize"], 1);
    assert_eq!(rows[0]["Opportunities"]["records"][0]["Name"], "Big deal");
    assert_eq!(rows[1]["Name"], "acme labs");
    assert_eq!(rows[1]["Contacts"], json!(null));
    assert_eq!(rows[2]["Opportunities"]["records"][0]["Name"], "Never");
}

#[test]
fn subqueries_have_a_deepest_level() {
    let org = Org::new();
    let nested = |levels: usize| {
        let open = "SELECT Id, (".repeat(levels);
        let close = " FROM ChildAccounts)".repeat(levels - 1);
        format!("{open}SELECT Id FROM ChildAccounts){close} FROM Account")
    };
    assert_eq!(org.rows_of(&nested(4)).len(), 3);
    assert_eq!(org.refusal(&nested(5)).0, ErrorCode::MalformedQuery);
    assert_eq!(org.refusal(&nested(100)).0, ErrorCode::QueryTooComplicated);
    let (code, message) = org.refusal("SELECT Id, (SELECT Id FROM Cases OFFSET 1) FROM Contact");
    assert_eq!(code, ErrorCode::MalformedQuery);
    assert!(message.contains("OFFSET is not allowed in a subquery"), "{message}");
}
