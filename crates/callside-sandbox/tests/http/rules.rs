//! The rules of the objects and of the admin.

use callside_sandbox::org::Cause;
use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Desk, send};

#[tokio::test]
async fn a_call_log_knows_its_account_and_its_owner() {
    let desk = Desk::new().await;
    let contact = desk.caller("known_contact");
    let body = json!({"Subject": "Call", "Status": "Completed", "TaskSubtype": "Call", "CallType": "Inbound",
        "CallDurationInSeconds": 84, "CallDisposition": "Interested", "CallObject": "five9:1", "WhoId": contact,
        "ActivityDate": "2026-11-20"});
    let id = desk.post("/sobjects/Task", body).await.id().to_owned();
    let task = desk.get(&format!("/sobjects/Task/{id}")).await.body;
    let account = desk.get(&format!("/sobjects/Contact/{contact}")).await.body["AccountId"].clone();
    assert_eq!(task["AccountId"], account);
    assert_eq!(task["IsClosed"], true);
    assert_eq!(task["Priority"], "Normal");
    assert_eq!(task["OwnerId"], desk.sandbox.users()[0].id.as_str());
    assert!(task["CompletedDateTime"].is_string());
}

#[tokio::test]
async fn an_activity_about_a_lead_is_about_nothing_else() {
    let desk = Desk::new().await;
    let (lead, account) = (desk.caller("lead"), desk.caller("account_only"));
    let reply = desk.post("/sobjects/Task", json!({"WhoId": lead, "WhatId": account})).await;
    assert_eq!(reply.refusal(), (400, "FIELD_INTEGRITY_EXCEPTION"));
    let id = desk.post("/sobjects/Task", json!({"WhoId": lead})).await.id().to_owned();
    let reply = desk.patch(&format!("/sobjects/Task/{id}"), json!({"WhatId": account})).await;
    assert_eq!(reply.refusal(), (400, "FIELD_INTEGRITY_EXCEPTION"));
}

#[tokio::test]
async fn an_event_needs_an_end_or_a_duration_that_agree() {
    let desk = Desk::new().await;
    let start = "2026-12-01T15:00:00Z";
    for (body, status) in [
        (json!({"StartDateTime": start, "DurationInMinutes": 30}), 201),
        (json!({"StartDateTime": start, "EndDateTime": "2026-12-01T15:45:00Z"}), 201),
        (json!({"StartDateTime": start, "EndDateTime": "2026-12-01T15:30:00Z", "DurationInMinutes": 30}), 201),
        (json!({"IsAllDayEvent": true, "ActivityDate": "2026-12-01"}), 201),
        (json!({"StartDateTime": start}), 400),
        (json!({"StartDateTime": start, "EndDateTime": "2026-12-01T14:00:00Z"}), 400),
        (json!({"StartDateTime": start, "EndDateTime": "2026-12-16T15:00:00Z"}), 400),
        (json!({"StartDateTime": start, "EndDateTime": "2026-12-01T15:45:00Z", "DurationInMinutes": 30}), 400),
    ] {
        let reply = desk.post("/sobjects/Event", body.clone()).await;
        assert_eq!(reply.status, status, "{body} {}", reply.text);
    }
    let event = json!({"Subject": "Callback", "StartDateTime": start, "DurationInMinutes": 30});
    let id = desk.post("/sobjects/Event", event).await.id().to_owned();
    desk.patch(&format!("/sobjects/Event/{id}"), json!({"StartDateTime": "2026-12-02T09:00:00Z"})).await;
    let moved = desk.get(&format!("/sobjects/Event/{id}")).await.body;
    assert_eq!(moved["EndDateTime"], "2026-12-02T09:30:00.000+0000");
    assert_eq!(moved["ActivityDate"], "2026-12-02");
}

#[tokio::test]
async fn a_case_gets_a_number_and_needs_a_reason_to_close() {
    let desk = Desk::new().await;
    let contact = desk.caller("known_contact");
    let id = desk.post("/sobjects/Case", json!({"ContactId": contact, "Origin": "Phone"})).await.id().to_owned();
    let path = format!("/sobjects/Case/{id}");
    let case = desk.get(&path).await.body;
    assert_eq!(case["CaseNumber"].as_str().unwrap().len(), 8);
    assert!(case["CaseNumber"].as_str().unwrap().starts_with("0000"));
    assert_eq!((case["Status"].as_str(), case["Priority"].as_str()), (Some("New"), Some("Medium")));
    assert!(case["AccountId"].is_string() && case["RecordTypeId"].is_string());
    let reply = desk.patch(&path, json!({"Status": "Closed"})).await;
    assert_eq!(reply.refusal(), (400, "FIELD_CUSTOM_VALIDATION_EXCEPTION"));
    assert_eq!(reply.body[0]["message"], "Choose a Case Reason before you close the case.");
    assert_eq!(desk.patch(&path, json!({"Status": "Closed", "Reason": "Feedback"})).await.status, 204);
    let closed = desk.get(&path).await.body;
    assert_eq!(closed["IsClosed"], true);
    assert!(closed["ClosedDate"].is_string());
}

#[tokio::test]
async fn a_stage_brings_its_probability() {
    let desk = Desk::new().await;
    let body = json!({"Name": "Deal", "StageName": "Qualification", "CloseDate": "2027-01-31", "Amount": 200});
    let id = desk.post("/sobjects/Opportunity", body).await.id().to_owned();
    let path = format!("/sobjects/Opportunity/{id}");
    assert_eq!(desk.get(&path).await.body["Probability"], 10);
    desk.patch(&path, json!({"StageName": "Closed Won"})).await;
    let won = desk.get(&path).await.body;
    assert_eq!((won["Probability"].as_f64(), won["IsWon"].as_bool()), (Some(100.0), Some(true)));
    assert_eq!(won["ForecastCategoryName"], "Closed");
}

#[tokio::test]
async fn a_line_comes_from_the_price_book_of_its_opportunity() {
    let desk = Desk::new().await;
    let soql =
        "SELECT Id, Pricebook2Id, Pricebook2.IsStandard, UnitPrice FROM PricebookEntry WHERE Name = 'Desk phone'";
    let entries = desk.query(soql).await.body["records"].as_array().unwrap().clone();
    let of = |standard: bool| entries.iter().find(|entry| entry["Pricebook2"]["IsStandard"] == standard).unwrap();
    let (standard, partner) = (of(true), of(false));
    let deal = json!({"Name": "Deal", "StageName": "Prospecting", "CloseDate": "2027-01-31",
        "Pricebook2Id": standard["Pricebook2Id"]});
    let opportunity = desk.post("/sobjects/Opportunity", deal).await.id().to_owned();
    let line = |entry: &Value| json!({"OpportunityId": opportunity, "PricebookEntryId": entry["Id"], "Quantity": 3, "UnitPrice": 200});
    let foreign = desk.post("/sobjects/OpportunityLineItem", line(partner)).await;
    assert_eq!(foreign.refusal(), (400, "FIELD_INTEGRITY_EXCEPTION"));
    let own = desk.post("/sobjects/OpportunityLineItem", line(standard)).await;
    let read = desk.get(&format!("/sobjects/OpportunityLineItem/{}", own.id())).await.body;
    assert_eq!((read["TotalPrice"].as_f64(), read["Name"].as_str()), (Some(600.0), Some("Deal Desk phone")));
    let path = format!("/sobjects/Opportunity/{opportunity}");
    let deal = desk.get(&path).await.body;
    assert_eq!((deal["Amount"].as_f64(), deal["HasOpportunityLineItem"].as_bool()), (Some(600.0), Some(true)));
    let change = desk.patch(&path, json!({"Pricebook2Id": partner["Pricebook2Id"]})).await;
    assert_eq!(change.refusal(), (400, "FIELD_INTEGRITY_EXCEPTION"));
    let causes: Vec<_> = desk.ledger().iter().map(|entry| entry.cause).collect();
    assert_eq!(causes, [Cause::Api, Cause::Api, Cause::Consequence]);
}

#[tokio::test]
async fn a_campaign_member_is_one_person_once_and_goes_with_the_campaign() {
    let desk = Desk::new().await;
    let campaign =
        desk.post("/sobjects/Campaign", json!({"Name": "Calls", "Budget_Code__c": "MKT-9"})).await.id().to_owned();
    let (contact, lead) = (desk.caller("known_contact"), desk.caller("lead"));
    let member = |fields: Value| {
        let mut body = json!({"CampaignId": campaign, "Status": "Sent"});
        body.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        body
    };
    let path = "/sobjects/CampaignMember";
    let both = desk.post(path, member(json!({"ContactId": contact, "LeadId": lead}))).await;
    assert_eq!(both.refusal(), (400, "FIELD_INTEGRITY_EXCEPTION"));
    assert_eq!(desk.post(path, member(json!({}))).await.refusal(), (400, "REQUIRED_FIELD_MISSING"));
    let first = desk.post(path, member(json!({"ContactId": contact}))).await;
    assert_eq!(desk.post(path, member(json!({"ContactId": contact}))).await.refusal(), (400, "DUPLICATE_VALUE"));
    desk.delete(&format!("/sobjects/Campaign/{campaign}")).await;
    let gone = desk.get(&format!("{path}/{}", first.id())).await;
    assert_eq!(gone.refusal(), (404, "ENTITY_IS_DELETED"));
}

#[tokio::test]
async fn who_has_cases_cannot_be_deleted() {
    let desk = Desk::new().await;
    let reply = desk.delete(&format!("/sobjects/Contact/{}", desk.caller("known_contact"))).await;
    assert_eq!(reply.refusal(), (400, "DELETE_FAILED"));
    assert!(reply.text.contains("Sarah Johnson") && reply.text.contains("cases"));
    assert!(desk.ledger().is_empty());
}

#[tokio::test]
async fn a_contact_that_is_there_already_is_an_alert() {
    let desk = Desk::new().await;
    let body = json!({"FirstName": "S.", "LastName": "Johnson", "Email": "Sarah.Johnson@acme.example"});
    let reply = desk.post("/sobjects/Contact", body.clone()).await;
    assert_eq!(reply.refusal(), (400, "DUPLICATES_DETECTED"));
    let details = &reply.body[0]["duplicateResut"];
    assert_eq!(
        (details["allowSave"].as_bool(), details["duplicateRuleEntityType"].as_str()),
        (Some(true), Some("Contact"))
    );
    let record = &details["matchResults"][0]["matchRecords"][0]["record"];
    assert_eq!(record["Id"], desk.caller("known_contact"));
    assert!(record.get("Name").is_none());

    let with = |choice: &'static str| {
        desk.request(Method::POST, "/sobjects/Contact").header("Sforce-Duplicate-Rule-Header", choice).json(&body)
    };
    let shown = send(with("allowSave=false; includeRecordDetails=true")).await;
    let record = &shown.body[0]["duplicateResut"]["matchResults"][0]["matchRecords"][0]["record"];
    assert_eq!(record["Name"], "Sarah Johnson");
    assert_eq!(send(with("allowSave=true; includeRecordDetails=true")).await.status, 201);
}

#[tokio::test]
async fn a_lead_that_is_there_already_is_blocked() {
    let desk = Desk::new().await;
    let body = json!({"FirstName": "Marcus", "LastName": "Bell", "Company": "northwind gardens"});
    let request = desk.request(Method::POST, "/sobjects/Lead").header("Sforce-Duplicate-Rule-Header", "allowSave=true");
    let reply = send(request.json(&body)).await;
    assert_eq!(reply.refusal(), (400, "DUPLICATES_DETECTED"));
    assert_eq!(reply.body[0]["duplicateResut"]["allowSave"], false);
    // Nothing that the rule looks at changes, so the lead itself can be worked on.
    let path = format!("/sobjects/Lead/{}", desk.caller("lead"));
    assert_eq!(desk.patch(&path, json!({"Status": "Working - Contacted"})).await.status, 204);
}

#[tokio::test]
async fn a_unique_key_is_given_once_until_its_row_is_deleted() {
    let desk = Desk::new().await;
    let body = json!({"Subject": "Call", "CallKey__c": "aircall:7"});
    let first = desk.post("/sobjects/Task", body.clone()).await.id().to_owned();
    let again = desk.post("/sobjects/Task", json!({"Subject": "Call", "CallKey__c": "AIRCALL:7"})).await;
    assert_eq!(again.refusal(), (400, "DUPLICATE_VALUE"));
    let words = format!("duplicate value found: CallKey__c duplicates value on record with id: {first}");
    assert_eq!(again.body[0]["message"], words);
    desk.delete(&format!("/sobjects/Task/{first}")).await;
    assert_eq!(desk.post("/sobjects/Task", body).await.status, 201);
}

#[tokio::test]
async fn owners_are_people_who_are_there_or_queues_for_the_object() {
    let desk = Desk::new().await;
    let queues = desk.query("SELECT Id, DeveloperName FROM Group WHERE Type = 'Queue'").await.body;
    let queue = |name: &str| {
        let records = queues["records"].as_array().unwrap();
        records.iter().find(|row| row["DeveloperName"] == name).unwrap()["Id"].clone()
    };
    let leaver = desk.sandbox.users().iter().find(|user| !user.is_active).unwrap().id.clone();
    for (owner, status, code) in [
        (queue("Support_Tier_1"), 201, ""),
        (queue("Inbound_Leads"), 400, "INVALID_CROSS_REFERENCE_KEY"),
        (json!(leaver), 400, "INACTIVE_OWNER_OR_USER"),
    ] {
        let reply = desk.post("/sobjects/Case", json!({"Subject": "x", "OwnerId": owner})).await;
        assert_eq!(reply.refusal(), (status, code), "{owner}");
    }
}

#[tokio::test]
async fn a_parent_can_be_named_by_its_key() {
    let desk = Desk::new().await;
    let case = json!({"Subject": "x", "Contact": {"Email": "sarah.johnson@acme.example"}});
    let id = desk.post("/sobjects/Case", case).await.id().to_owned();
    let read = desk.get(&format!("/sobjects/Case/{id}")).await.body;
    assert_eq!(read["ContactId"], desk.caller("known_contact"));
    let nobody = json!({"Subject": "x", "Contact": {"Email": "nobody@example.org"}});
    assert_eq!(desk.post("/sobjects/Case", nobody).await.refusal(), (400, "INVALID_FIELD"));
}
