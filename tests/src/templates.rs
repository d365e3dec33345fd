//! The catalogue of actions as a table of runs, for the engine and for the window.

use serde_json::{Value, json};
use std::collections::BTreeMap;

/// One template: what is given. `$name` stands for the id that an earlier row left under that name.
pub struct Row {
    /// The template.
    pub id: &'static str,
    /// What it asks for.
    pub inputs: Value,
    /// Fields of the record.
    pub fields: Value,
    /// The name under which the record (made, or first found) is kept.
    pub keep: &'static str,
}

fn row(id: &'static str, inputs: Value, fields: Value, keep: &'static str) -> Row {
    Row { id, inputs, fields, keep }
}

/// All fifty-six, in an order in which each finds what it needs.
#[must_use]
pub fn table() -> Vec<Row> {
    let none = || json!({});
    let id = |name: &str| json!({ "id": format!("${name}") });
    vec![
        row("contact.search", json!({ "term": "Sarah Johnson" }), none(), "contact"),
        row(
            "contact.create",
            none(),
            json!({ "LastName": "O'Brien", "FirstName": "Maeve", "Phone": "+1 415 555 0177" }),
            "c",
        ),
        row("contact.update", id("c"), json!({ "Title": "Buyer; --", "DoNotCall": true }), ""),
        row("contact.delete", id("c"), none(), ""),
        row("lead.search", none(), none(), "lead"),
        row("lead.create", none(), json!({ "LastName": "Nwosu", "Company": "Example Ltd" }), "l"),
        row("lead.update", id("l"), json!({ "Status": "working - contacted", "Title": Value::Null }), ""),
        row("lead.delete", id("l"), none(), ""),
        row("account.search", json!({ "term": "" }), none(), "account"),
        row("account.create", none(), json!({ "Name": "Example & Sons <GmbH>" }), "a"),
        row("account.update", id("a"), json!({ "Phone": "(212) 555-0101" }), ""),
        row("account.delete", id("a"), none(), ""),
        row("opportunity.search", none(), none(), "opportunity"),
        row(
            "opportunity.create",
            none(),
            json!({
                "Name": "Pilot", "AccountId": "$account", "StageName": "Prospecting", "CloseDate": "2026-12-24", "Amount": "1200.50",
                "Pricebook2Id": "$book",
            }),
            "o",
        ),
        row("opportunity.update", id("o"), json!({ "NextStep": "Call\nagain" }), ""),
        row("case.search", json!({ "term": "1" }), none(), ""),
        row("case.search", none(), none(), "case"),
        row("case.create", none(), json!({ "Subject": "No sound", "ContactId": "$contact", "Origin": "phone" }), "k"),
        row("case.update", id("k"), json!({ "Priority": "High" }), ""),
        row("case.delete", id("k"), none(), ""),
        row("task.search", none(), none(), "task"),
        row(
            "task.create",
            none(),
            json!({ "Subject": "Call", "Status": "Completed", "WhoId": "$lead", "WhatId": "$case" }),
            "t",
        ),
        row("task.update", id("t"), json!({ "Priority": "Low" }), ""),
        row("task.delete", id("t"), none(), ""),
        row("event.search", none(), none(), ""),
        row(
            "event.create",
            none(),
            json!({
                "Subject": "Call back", "StartDateTime": "2026-12-01T10:00", "DurationInMinutes": 30, "WhoId": "$contact",
            }),
            "e",
        ),
        row("event.update", id("e"), json!({ "Location": "Phone" }), ""),
        row("event.delete", id("e"), none(), ""),
        row(
            "note.create",
            json!({ "record": "$contact" }),
            json!({ "Title": "Note", "Content": "1 < 2\n& \"three\"" }),
            "n",
        ),
        row("note.get", id("n"), none(), ""),
        row("note.update", id("n"), json!({ "Content": "changed" }), ""),
        row("note.delete", id("n"), none(), ""),
        row("knowledge.search", json!({ "status": "Online", "language": "en_US" }), none(), "article"),
        row("knowledge.get", id("article"), none(), ""),
        row("user.search", json!({ "term": "Grace" }), none(), "user"),
        row("user.get", id("user"), none(), ""),
        row("queue.list", json!({ "object": "Case" }), none(), ""),
        row("product.search", json!({ "term": "HS-100" }), none(), "p"),
        row(
            "product.create",
            none(),
            json!({ "Name": "Cable", "ProductCode": "CB-1", "IsActive": "true" }),
            "new_product",
        ),
        row("pricebook_entry.search", json!({ "term": "HS-100", "opportunity": "$o" }), none(), "price"),
        row(
            "opportunity_product.add",
            none(),
            json!({
                "OpportunityId": "$o", "PricebookEntryId": "$price", "Quantity": 2, "UnitPrice": "79",
            }),
            "line",
        ),
        row("opportunity_product.remove", id("line"), none(), ""),
        row("product.update", id("new_product"), json!({ "IsActive": false }), ""),
        row("product.delete", id("new_product"), none(), ""),
        row("opportunity.delete", id("o"), none(), ""),
        row("campaign.search", none(), none(), ""),
        row("campaign.create", none(), json!({ "Name": "Autumn", "Budget_Code__c": "B-1" }), "campaign"),
        row("campaign.add_member", none(), json!({ "CampaignId": "$campaign", "LeadId": "$lead" }), "member"),
        row("campaign.remove_member", id("member"), none(), ""),
        row("campaign.update", id("campaign"), json!({ "EndDate": "2026-12-31" }), ""),
        row("campaign.delete", id("campaign"), none(), ""),
        row("lookup.contact", id("contact"), none(), ""),
        row("lookup.lead", id("lead"), none(), ""),
        row("lookup.account", id("account"), none(), ""),
        row("lookup.opportunity", id("opportunity"), none(), ""),
        row("lookup.case", id("case"), none(), ""),
        row("lookup.global", json!({ "term": "Sarah" }), none(), ""),
        row("org.describe", json!({ "object": "Case" }), none(), ""),
        row("org.limits", none(), none(), ""),
        row("org.objects", none(), none(), ""),
        row("org.record_types", json!({ "object": "Case" }), none(), ""),
        row("org.picklist_values", json!({ "object": "Case", "record_type": "012000000000000AAA" }), none(), ""),
        row("org.sosl", json!({ "term": "Sarah", "within": "name" }), none(), ""),
    ]
}

/// Puts the kept ids in place of their names.
///
/// # Panics
/// When a name is not known yet: the table is in the wrong order.
#[must_use]
pub fn filled(values: &Value, kept: &BTreeMap<&str, String>) -> BTreeMap<String, Value> {
    let fill = |value: &Value| match value.as_str().and_then(|text| text.strip_prefix('$')) {
        Some(name) => json!(kept.get(name).unwrap_or_else(|| panic!("${name} is not known yet"))),
        None => value.clone(),
    };
    values.as_object().into_iter().flatten().map(|(name, value)| (name.clone(), fill(value))).collect()
}
