//! Create, read, change, delete, upsert.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;

use crate::client::{Desk, send, small};

#[tokio::test]
async fn a_record_lives_from_create_to_recycle_bin() {
    let desk = Desk::new().await;
    let created = desk.post("/sobjects/Contact/", json!({"firstname": " Nora ", "LastName": "Quill"})).await;
    assert_eq!((created.status, created.body["success"].as_bool()), (201, Some(true)));
    let path = format!("/sobjects/Contact/{}", created.id());
    assert_eq!(created.header("location"), format!("/services/data/v59.0{path}"));
    assert!(created.header("sforce-limit-info").starts_with("api-usage=1/"));

    let read = desk.get(&format!("{path}?fields=Name,OwnerId,Owner.Name,DoNotCall")).await;
    assert_eq!(read.body["Name"], "Nora Quill");
    assert_eq!(read.body["Owner"]["Name"], "Dana Whitfield");
    assert_eq!(read.body["DoNotCall"], false);
    assert!(read.text.starts_with("{\"attributes\":"), "attributes stand first");
    assert!(!read.header("last-modified").is_empty());

    let changed = desk.patch(&path, json!({"Title": "Buyer", "FirstName": null})).await;
    assert_eq!((changed.status, changed.text.as_str()), (204, ""));
    let whole = desk.get(&path).await.body;
    assert_eq!((whole["Title"].as_str(), whole["Name"].as_str()), (Some("Buyer"), Some("Quill")));
    assert_eq!(whole["FirstName"], json!(null));

    assert_eq!(desk.delete(&path).await.status, 204);
    for reply in [desk.get(&path).await, desk.patch(&path, json!({"Title": "x"})).await, desk.delete(&path).await] {
        assert_eq!(reply.refusal(), (404, "ENTITY_IS_DELETED"));
    }
    let soql = format!("SELECT Id, IsDeleted FROM Contact WHERE Id = '{}'", created.id());
    assert_eq!(desk.query(&soql).await.body["totalSize"], 0);
    let all = send(desk.request(Method::GET, "/queryAll").query(&[("q", &soql)])).await;
    assert_eq!(all.body["records"][0]["IsDeleted"], true);
    let operations: Vec<_> = desk.ledger().iter().map(|entry| format!("{:?}", entry.operation)).collect();
    assert_eq!(operations, ["Create", "Update", "Delete"]);
}

#[tokio::test]
async fn an_upsert_creates_then_changes() {
    let desk = Desk::new().await;
    let path = "/sobjects/Task/CallKey__c/five9%3A300000000001234";
    let first = desk.patch(path, json!({"Subject": "Call"})).await;
    assert_eq!((first.status, first.body["created"].as_bool()), (201, Some(true)));
    let second = desk.patch(path, json!({"Subject": "Call again"})).await;
    assert_eq!((second.status, second.body["created"].as_bool()), (200, Some(false)));
    assert_eq!(second.id(), first.id());
    let old = desk.patch(&format!("/services/data/v45.0{path}"), json!({"Subject": "Old"})).await;
    assert_eq!((old.status, old.text.as_str()), (204, ""));
    assert_eq!(desk.get(path).await.body["CallKey__c"], "five9:300000000001234");

    let strict = desk.patch("/sobjects/Task/CallKey__c/none?updateOnly=true", json!({"Subject": "x"})).await;
    assert_eq!(strict.refusal(), (404, "NOT_FOUND"));
    let doubled = desk.patch(path, json!({"CallKey__c": "y"})).await;
    assert_eq!(doubled.refusal(), (400, "INVALID_FIELD"));
    let no_key = desk.patch("/sobjects/Task/Subject/Call", json!({"Priority": "Low"})).await;
    assert_eq!(no_key.refusal(), (404, "NOT_FOUND"));
    assert!(no_key.text.contains("Provided external ID field does not exist or is not accessible: Subject"));
}

#[tokio::test]
async fn an_upsert_that_means_several_changes_none() {
    let desk = Desk::new().await;
    for company in ["One", "Two"] {
        let lead = json!({"LastName": "Twin", "Company": company});
        let id = desk.post("/sobjects/Lead", lead).await.id().to_owned();
        // The second address would meet the duplicate rule, so it comes from somebody who may save anyway.
        let fields = json!({"Email": "twin@example.org"});
        let outcome = desk.sandbox.edit_as_other("Lead", &id, fields.as_object().unwrap());
        assert_eq!(outcome.is_ok(), company == "One", "{outcome:?}");
    }
    for first in ["One", "Two"] {
        let contact = json!({"LastName": first, "Email": "shared@example.org"});
        let request = desk.request(Method::POST, "/sobjects/Contact").json(&contact);
        let reply = send(request.header("Sforce-Duplicate-Rule-Header", "allowSave=true")).await;
        assert_eq!(reply.status, 201, "{}", reply.text);
    }
    let before = desk.ledger().len();
    let reply = desk.patch("/sobjects/Contact/Email/shared%40example.org", json!({"Title": "x"})).await;
    assert_eq!(reply.status, 300);
    assert_eq!(reply.body.as_array().unwrap().len(), 2);
    assert!(reply.body[0].as_str().unwrap().starts_with("/services/data/v59.0/sobjects/Contact/003"));
    assert_eq!(desk.ledger().len(), before);
}

#[tokio::test]
async fn a_change_can_be_made_only_if_nobody_else_was_faster() {
    let desk = Desk::new().await;
    let id = desk.caller("known_contact");
    let path = format!("/sobjects/Contact/{id}");
    let seen = desk.get(&path).await.header("last-modified").to_owned();
    desk.sandbox.advance(Duration::from_secs(5));
    desk.sandbox.edit_as_other("Contact", &id, json!({"Title": "COO"}).as_object().unwrap()).unwrap();
    let body = json!({"Title": "CFO"});
    let late = desk.request(Method::PATCH, &path).header("If-Unmodified-Since", &seen).json(&body);
    assert_eq!(send(late).await.status, 412);
    let bad = desk.request(Method::PATCH, &path).header("If-Unmodified-Since", "yesterday").json(&body);
    assert_eq!(send(bad).await.status, 400);
    let now = desk.get(&path).await.header("last-modified").to_owned();
    let fresh = desk.request(Method::PATCH, &path).header("If-Unmodified-Since", now).json(&body);
    assert_eq!(send(fresh).await.status, 204);
}

#[tokio::test]
async fn an_unchanged_record_is_not_sent_again() {
    let desk = Desk::new().await;
    let account = desk.caller("account_only");
    let path = format!("/sobjects/Account/{account}");
    let first = desk.get(&path).await;
    let etag = first.header("etag").to_owned();
    let same = desk.request(Method::GET, &path).header("If-None-Match", &etag);
    assert_eq!(send(same).await.status, 304);
    let dated = desk.request(Method::GET, &path).header("If-Modified-Since", first.header("last-modified"));
    assert_eq!(send(dated).await.status, 304);
    let wrong = desk.request(Method::PATCH, &path).header("If-Match", "\"other\"").json(&json!({"Sic": "1"}));
    assert_eq!(send(wrong).await.status, 412);
    let right = desk.request(Method::PATCH, &path).header("If-Match", &etag).json(&json!({"Sic": "1"}));
    assert_eq!(send(right).await.status, 204);
}

#[tokio::test]
async fn a_long_result_comes_in_pages() {
    let desk = Desk::with(callside_sandbox::SandboxOptions { page_size: 5, ..small() }).await;
    let first = desk.query("SELECT Id FROM Contact ORDER BY Id").await.body;
    assert_eq!((first["done"].as_bool(), first["records"].as_array().unwrap().len()), (Some(false), 5));
    let total = first["totalSize"].as_u64().unwrap();
    let mut next = first["nextRecordsUrl"].as_str().unwrap().to_owned();
    assert!(next.starts_with("/services/data/v59.0/query/0r8") && next.ends_with("-5"));
    let mut seen = 5;
    loop {
        let page = desk.get(&next).await.body;
        seen += page["records"].as_array().unwrap().len() as u64;
        match page.get("nextRecordsUrl") {
            Some(url) => next = url.as_str().unwrap().to_owned(),
            None => break assert_eq!(page["done"], true),
        }
    }
    assert_eq!(seen, total);
    desk.sandbox.advance(Duration::from_secs(2 * 24 * 3600 + 1));
    let token = desk.sandbox.credentials().access_token;
    let stale = desk.http.get(format!("{}{next}", desk.sandbox.base_url())).bearer_auth(token);
    assert_eq!(send(stale).await.refusal(), (400, "INVALID_QUERY_LOCATOR"));
}

#[tokio::test]
async fn a_caller_may_choose_the_size_of_a_page_within_bounds() {
    let desk = Desk::with(callside_sandbox::SandboxOptions { contacts: 230, ..small() }).await;
    let request = desk.request(Method::GET, "/query").query(&[("q", "SELECT Id FROM Contact")]);
    let page = send(request.header("Sforce-Query-Options", "batchSize=10")).await.body;
    assert_eq!(page["records"].as_array().unwrap().len(), 200);
}

#[tokio::test]
async fn what_happened_since_can_be_asked() {
    let desk = Desk::new().await;
    desk.sandbox.advance(Duration::from_secs(3600));
    let token = desk.sandbox.credentials().access_token;
    let desk = Desk { token, ..desk };
    let kept = desk.post("/sobjects/Lead", json!({"LastName": "Kept", "Company": "K"})).await.id().to_owned();
    let gone = desk.post("/sobjects/Lead", json!({"LastName": "Gone", "Company": "G"})).await.id().to_owned();
    desk.delete(&format!("/sobjects/Lead/{gone}")).await;
    let read = |kind: &'static str, start: i64, end: i64| {
        let at = |seconds: i64| (jiff::Timestamp::now().as_second() + 3600 + seconds).to_string();
        let stamp = |seconds: i64| jiff::Timestamp::from_second(at(seconds).parse().unwrap()).unwrap().to_string();
        let path = format!("/sobjects/Lead/{kind}/?start={}&end={}", stamp(start), stamp(end));
        let desk = &desk;
        async move { desk.get(&path).await }
    };
    assert_eq!(read("updated", -120, 120).await.body["ids"], json!([kept]));
    let deleted = read("deleted", -120, 120).await.body;
    assert_eq!(deleted["deletedRecords"][0]["id"], gone);
    assert_eq!(read("updated", 120, -120).await.refusal(), (400, "INVALID_REPLICATION_DATE"));
}
