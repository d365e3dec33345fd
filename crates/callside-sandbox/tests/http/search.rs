//! SOSL and parameterizedSearch over HTTP, and the lag of the index.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;

use crate::client::{Desk, Reply, send, small};

async fn find(desk: &Desk, sosl: &str) -> Reply {
    send(desk.request(Method::GET, "/search").query(&[("q", sosl)])).await
}

#[tokio::test]
async fn a_number_is_found_however_it_was_typed() {
    let desk = Desk::new().await;
    let sosl = r"FIND {4155550134 OR \+14155550134} IN PHONE FIELDS RETURNING Contact(Id, Name), Lead(Id)";
    let found = find(&desk, sosl).await.body;
    assert_eq!(found["searchRecords"][0]["Name"], "Sarah Johnson");
    let body =
        json!({"q": "(415) 555-0134", "in": "PHONE", "sobjects": [{"name": "Contact", "fields": ["Id", "Name"]}]});
    let posted = desk.post("/parameterizedSearch", body).await.body;
    assert_eq!(posted["searchRecords"], found["searchRecords"]);
    let got = desk.get("/parameterizedSearch?q=4155550134&sobject=Contact&Contact.fields=Id,Name&in=PHONE").await.body;
    assert_eq!(got["searchRecords"], found["searchRecords"]);
    assert_eq!(desk.get("/parameterizedSearch?q=").await.refusal(), (400, "MALFORMED_SEARCH"));
}

#[tokio::test]
async fn the_index_knows_a_new_record_only_after_a_while() {
    let desk = Desk::with(callside_sandbox::SandboxOptions { index_lag: Duration::from_secs(60), ..small() }).await;
    let lead = json!({"LastName": "Zebedee", "Company": "New", "Phone": "(212) 555-0142"});
    assert_eq!(desk.post("/sobjects/Lead", lead).await.status, 201);
    let sosl = "FIND {Zebedee} IN NAME FIELDS RETURNING Lead(Id)";
    assert_eq!(find(&desk, sosl).await.body["searchRecords"], json!([]));
    assert_eq!(desk.query("SELECT Id FROM Lead WHERE LastName = 'Zebedee'").await.body["totalSize"], 1);
    desk.sandbox.advance(Duration::from_secs(61));
    assert_eq!(find(&desk, sosl).await.body["searchRecords"].as_array().unwrap().len(), 1);
}
