//! Up to 200 records in one call.

use serde_json::{Value, json};

use crate::client::Desk;

const PATH: &str = "/composite/sobjects";

fn lead(last_name: &str) -> Value {
    json!({"attributes": {"type": "Lead"}, "LastName": last_name, "Company": format!("{last_name} & Co")})
}

fn successes(body: &Value) -> Vec<bool> {
    body.as_array().unwrap().iter().map(|item| item["success"].as_bool().unwrap()).collect()
}

#[tokio::test]
async fn each_record_has_an_outcome_of_its_own() {
    let desk = Desk::new().await;
    let records = json!([lead("One"), lead(""), lead("Three")]);
    let reply = desk.post(PATH, json!({"allOrNone": false, "records": records})).await;
    assert_eq!((reply.status, successes(&reply.body)), (200, vec![true, false, true]));
    let error = &reply.body[1]["errors"][0];
    assert_eq!(
        (error["statusCode"].as_str(), error["fields"][0].as_str()),
        (Some("REQUIRED_FIELD_MISSING"), Some("LastName"))
    );
    assert_eq!(desk.ledger().len(), 2);
}

#[tokio::test]
async fn all_or_none_leaves_nothing_of_a_bad_collection() {
    let desk = Desk::new().await;
    let reply = desk.post(PATH, json!({"allOrNone": true, "records": [lead("One"), lead("")]})).await;
    assert_eq!(successes(&reply.body), [false, false]);
    assert_eq!(reply.body[0]["errors"][0]["statusCode"], "ALL_OR_NONE_OPERATION_ROLLED_BACK");
    assert!(desk.ledger().is_empty());
}

#[tokio::test]
async fn records_are_changed_read_and_deleted_together() {
    let desk = Desk::new().await;
    let created = desk.post(PATH, json!({"records": [lead("One"), lead("Two")]})).await.body;
    let ids: Vec<&str> = created.as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect();
    let missing = "00QCs0000zzzzzzIAA".to_owned();
    let change = |id: &str| json!({"attributes": {"type": "Lead"}, "id": id, "Rating": "Hot"});
    let reply = desk.patch(PATH, json!({"records": [change(ids[0]), change("00QCs0000zzzzzz")]})).await.body;
    assert_eq!(successes(&reply), [true, false]);
    assert_eq!(reply[1]["errors"][0]["statusCode"], "INVALID_CROSS_REFERENCE_KEY");

    let query = json!({"ids": [ids[0], missing, ids[1]], "fields": ["LastName", "Rating"]});
    let rows = desk.post(&format!("{PATH}/Lead"), query).await.body;
    assert_eq!(
        (rows[0]["Rating"].as_str(), &rows[1], rows[2]["LastName"].as_str()),
        (Some("Hot"), &Value::Null, Some("Two"))
    );
    let listed = desk.get(&format!("{PATH}/Lead?ids={}&fields=LastName", ids[1])).await.body;
    assert_eq!(listed[0]["LastName"], "Two");

    let deleted = desk.delete(&format!("{PATH}?ids={},{}", ids[0], ids[1])).await.body;
    assert_eq!(successes(&deleted), [true, true]);
    let again = desk.delete(&format!("{PATH}?ids={}", ids[0])).await.body;
    assert_eq!(again[0]["errors"][0]["statusCode"], "ENTITY_IS_DELETED");
}

#[tokio::test]
async fn a_collection_can_be_upserted() {
    let desk = Desk::new().await;
    let task = |key: &str| json!({"attributes": {"type": "Task"}, "Subject": "Call", "CallKey__c": key});
    let body = json!({"records": [task("a:1"), task("a:2"), task("a:1")]});
    let reply = desk.patch(&format!("{PATH}/Task/CallKey__c"), body).await.body;
    let created: Vec<_> = reply.as_array().unwrap().iter().map(|item| item["created"].as_bool().unwrap()).collect();
    assert_eq!(created, [true, true, false]);
}

#[tokio::test]
async fn two_hundred_records_are_enough() {
    let desk = Desk::new().await;
    let records: Vec<Value> = (0..201).map(|number| lead(&format!("L{number}"))).collect();
    let reply = desk.post(PATH, json!({"records": records})).await;
    assert_eq!(reply.refusal(), (400, "EXCEEDED_ID_LIMIT"));
}
