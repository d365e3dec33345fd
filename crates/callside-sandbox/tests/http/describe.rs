//! Describe, the list of objects, and the resources of a version.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::Method;
use serde_json::Value;

use crate::client::{Desk, send};

fn field<'b>(body: &'b Value, name: &str) -> &'b Value {
    body["fields"].as_array().unwrap().iter().find(|field| field["name"] == name).unwrap()
}

#[tokio::test]
async fn describe_tells_types_lengths_and_rights() {
    let desk = Desk::new().await;
    let body = desk.get("/sobjects/Task/describe").await.body;
    assert_eq!((body["name"].as_str(), body["keyPrefix"].as_str()), (Some("Task"), Some("00T")));
    assert_eq!(field(&body, "CallDisposition")["length"], 255);
    assert_eq!(field(&body, "ActivityDate")["type"], "date");
    assert_eq!(field(&body, "TaskSubtype")["updateable"], false);
    assert_eq!(field(&body, "WhoId")["referenceTo"], serde_json::json!(["Contact", "Lead"]));
    let key = field(&body, "CallKey__c");
    assert!(["custom", "externalId", "unique"].iter().all(|flag| key[flag] == true));
    assert_eq!(field(&body, "Id").as_object().unwrap().len(), 57, "the whole set of keys of a real field");
}

#[tokio::test]
async fn a_dependent_picklist_says_what_goes_with_what() {
    let desk = Desk::new().await;
    let body = desk.get("/sobjects/Case/describe").await.body;
    let issue = field(&body, "Product_Issue__c");
    assert_eq!(
        (issue["dependentPicklist"].as_bool(), issue["controllerName"].as_str()),
        (Some(true), Some("Product_Area__c"))
    );
    let values = issue["picklistValues"].as_array().unwrap();
    let bits = |value: &str| {
        let entry = values.iter().find(|entry| entry["value"] == value).unwrap();
        STANDARD.decode(entry["validFor"].as_str().unwrap()).unwrap()[0]
    };
    // Orders, Billing, Devices, from the most significant bit on.
    assert_eq!((bits("Wrong item"), bits("Refund"), bits("No connection")), (0b1000_0000, 0b1100_0000, 0b0010_0000));
    let types = body["recordTypeInfos"].as_array().unwrap();
    assert!(types.iter().any(|info| info["master"] == true && info["recordTypeId"] == "012000000000000AAA"));
    assert!(types.iter().any(|info| info["developerName"] == "Support" && info["defaultRecordTypeMapping"] == true));
    let comments = body["childRelationships"].as_array().unwrap();
    assert!(comments.iter().any(|child| child["relationshipName"] == "CaseComments" && child["cascadeDelete"] == true));
}

#[tokio::test]
async fn what_is_known_is_not_sent_again() {
    let desk = Desk::new().await;
    for path in ["/sobjects", "/sobjects/Lead/describe"] {
        let first = desk.get(path).await;
        let etag = first.header("etag").to_owned();
        let gzipped = etag.replace("\"", "").to_owned();
        for tag in [etag, format!("\"{gzipped}--gzip\"")] {
            let reply = send(desk.request(Method::GET, path).header("If-None-Match", tag)).await;
            assert_eq!((reply.status, reply.text.as_str()), (304, ""));
        }
        let date = first.header("last-modified").to_owned();
        let reply = send(desk.request(Method::GET, path).header("If-Modified-Since", date)).await;
        assert_eq!(reply.status, 304);
    }
}

#[tokio::test]
async fn the_objects_of_the_org_are_listed() {
    let desk = Desk::new().await;
    let body = desk.get("/sobjects").await.body;
    assert_eq!((body["maxBatchSize"].as_u64(), body["encoding"].as_str()), (Some(200), Some("UTF-8")));
    let names: Vec<&str> =
        body["sobjects"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    for object in [
        "Account",
        "Contact",
        "Lead",
        "Opportunity",
        "Case",
        "Task",
        "Event",
        "ContentNote",
        "ContentDocumentLink",
        "Note",
        "Knowledge__kav",
        "User",
        "Group",
        "Product2",
        "PricebookEntry",
        "OpportunityLineItem",
        "Campaign",
        "CampaignMember",
    ] {
        assert!(names.contains(&object), "{object}");
    }
    let basic = desk.get("/sobjects/Account").await.body;
    assert_eq!(basic["objectDescribe"]["label"], "Account");
    assert_eq!(basic["recentItems"].as_array().unwrap().len(), 5);
}

#[tokio::test]
async fn a_version_lists_its_resources_and_who_asks() {
    let desk = Desk::new().await;
    let body = desk.get("/services/data/v60.0/").await.body;
    assert_eq!(body["query"], "/services/data/v60.0/query");
    assert!(body["identity"].as_str().unwrap().ends_with(&desk.sandbox.users()[0].id));
}

#[tokio::test]
async fn an_org_without_the_call_key_says_so() {
    let desk = Desk::with(callside_sandbox::SandboxOptions { call_key_field: false, ..crate::client::small() }).await;
    let body = desk.get("/sobjects/Task/describe").await.body;
    assert!(body["fields"].as_array().unwrap().iter().all(|field| field["name"] != "CallKey__c"));
    let reply = desk.patch("/sobjects/Task/CallKey__c/a%3A1", serde_json::json!({"Subject": "x"})).await;
    assert_eq!(reply.refusal(), (404, "NOT_FOUND"));
}

#[tokio::test]
async fn answers_are_packed_for_who_can_unpack_them() {
    let desk = Desk::new().await;
    let packed = reqwest::Client::builder().no_proxy().gzip(false).build().unwrap();
    let url = format!("{}/services/data/v59.0/sobjects/Lead/describe", desk.sandbox.base_url());
    let ask = |encoding: &'static str| packed.get(&url).bearer_auth(&desk.token).header("Accept-Encoding", encoding);
    let reply = ask("gzip").send().await.unwrap();
    assert_eq!(reply.headers()["content-encoding"], "gzip");
    assert!(ask("identity").send().await.unwrap().headers().get("content-encoding").is_none());
}

#[tokio::test]
async fn picklists_offer_what_the_record_type_has() {
    let desk = Desk::new().await;
    let path = |object: &str, id: &str| format!("/ui-api/object-info/{object}/picklist-values/{id}");
    let billing = desk.get(&path("Case", "012Qy000001BillIAC")).await.body;
    let values = |body: &Value, field: &str| -> Vec<String> {
        let values = body["picklistFieldValues"][field]["values"].as_array().unwrap();
        values.iter().map(|entry| entry["value"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(values(&billing, "Status"), ["New", "Working", "Closed"]);
    let issue = &billing["picklistFieldValues"]["Product_Issue__c"];
    assert_eq!(issue["controllerValues"], serde_json::json!({ "Billing": 0 }));
    assert_eq!(
        issue["values"][0],
        serde_json::json!({
            "attributes": null, "label": "Refund", "validFor": [0], "value": "Refund",
        })
    );
    assert_eq!(billing["picklistFieldValues"]["Priority"]["defaultValue"]["value"], "Medium");
    let master = desk.get(&path("Case", "012000000000000AAA")).await.body;
    assert_eq!(values(&master, "Status"), ["New", "Working", "Escalated", "Closed"]);
    let wrong_item = &master["picklistFieldValues"]["Product_Issue__c"]["values"][2];
    assert_eq!((&wrong_item["value"], &wrong_item["validFor"]), (&"Damaged item".into(), &serde_json::json!([0, 2])));
    for (object, id, refusal) in [
        ("Case", "012000000000009AAA", (404, "NOT_FOUND")),
        ("Case", "nonsense", (404, "NOT_FOUND")),
        ("Nothing__c", "012000000000000AAA", (404, "NOT_FOUND")),
        ("Lead", "012Qy000001BillIAC", (404, "NOT_FOUND")),
        ("Task", "012000000000000AAA", (400, "INVALID_TYPE")),
    ] {
        assert_eq!(desk.get(&path(object, id)).await.refusal(), refusal, "{object} {id}");
    }
}

#[tokio::test]
async fn a_record_takes_from_a_restricted_picklist_what_its_record_type_has() {
    let desk = Desk::new().await;
    let case = |area: &str| serde_json::json!({ "RecordTypeId": "012Qy000001BillIAC", "Product_Area__c": area });
    let refused = desk.post("/sobjects/Case", case("Devices")).await;
    assert_eq!(refused.refusal(), (400, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"));
    assert_eq!(desk.post("/sobjects/Case", case("Billing")).await.status, 201);
}
