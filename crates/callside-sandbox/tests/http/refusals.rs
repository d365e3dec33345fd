//! Each refusal with its status, code and fields.

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Desk, send, small};

#[tokio::test]
async fn a_bad_create_is_refused_by_name() {
    let desk = Desk::new().await;
    let contact = desk.caller("known_contact");
    let long = "x".repeat(81);
    for (object, body, code, field) in [
        ("Contact", json!({"FirstName": "A"}), "REQUIRED_FIELD_MISSING", "LastName"),
        ("Contact", json!({"LastName": "A", "Shoe": 43}), "INVALID_FIELD", ""),
        ("Contact", json!({"LastName": "A", "Name": "A B"}), "INVALID_FIELD_FOR_INSERT_UPDATE", "Name"),
        ("Contact", json!({"LastName": "A", "Id": contact}), "INVALID_FIELD_FOR_INSERT_UPDATE", "Id"),
        (
            "Contact",
            json!({"LastName": "A", "CreatedDate": "2026-01-01T00:00:00Z"}),
            "INVALID_FIELD_FOR_INSERT_UPDATE",
            "CreatedDate",
        ),
        ("Contact", json!({"LastName": long}), "STRING_TOO_LONG", "LastName"),
        ("Contact", json!({"LastName": "A", "DoNotCall": "true"}), "JSON_PARSER_ERROR", ""),
        ("Contact", json!({"LastName": "A", "Email": "nobody"}), "INVALID_EMAIL_ADDRESS", "Email"),
        ("Contact", json!({"LastName": "A", "AccountId": "Acme"}), "MALFORMED_ID", "AccountId"),
        ("Contact", json!({"LastName": "A", "AccountId": contact}), "FIELD_INTEGRITY_EXCEPTION", "AccountId"),
        (
            "Contact",
            json!({"LastName": "A", "AccountId": "001Cs0000zzzzzz"}),
            "INVALID_CROSS_REFERENCE_KEY",
            "AccountId",
        ),
        (
            "Contact",
            json!({"LastName": "A", "Support_Tier__c": "Iron"}),
            "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
            "Support_Tier__c",
        ),
        ("Lead", json!({"LastName": "A"}), "REQUIRED_FIELD_MISSING", "Company"),
        ("Campaign", json!({"Name": "A"}), "REQUIRED_FIELD_MISSING", "Budget_Code__c"),
        ("Case", json!({"RecordTypeId": "012000000000000AAA"}), "INVALID_CROSS_REFERENCE_KEY", "RecordTypeId"),
        (
            "Case",
            json!({"Product_Area__c": "Billing", "Product_Issue__c": "Wrong item"}),
            "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
            "Product_Issue__c",
        ),
        ("Case", json!({"Status": "Closed"}), "FIELD_CUSTOM_VALIDATION_EXCEPTION", "Reason"),
        ("Event", json!({"Subject": "A"}), "REQUIRED_FIELD_MISSING", "StartDateTime"),
        ("User", json!({"LastName": "A"}), "INVALID_TYPE_FOR_OPERATION", ""),
    ] {
        let reply = desk.post(&format!("/sobjects/{object}"), body.clone()).await;
        assert_eq!(reply.refusal(), (400, code), "{object} {body} {}", reply.text);
        let named = reply.body[0]["fields"][0].as_str().unwrap_or_default();
        assert_eq!(named, field, "{object} {body}");
    }
    assert!(desk.ledger().is_empty(), "a refused write leaves nothing");
}

#[tokio::test]
async fn the_words_of_a_refusal_are_those_of_the_real_thing() {
    let desk = Desk::new().await;
    let reply = desk.post("/sobjects/Contact", json!({"LastName": "A", "foo": 1})).await;
    let words = "No such column 'foo' on sobject of type Contact";
    assert_eq!(reply.body, json!([{"message": words, "errorCode": "INVALID_FIELD"}]));
    let reply = desk.post("/sobjects/Lead", json!({"LastName": "A"})).await;
    assert_eq!(
        reply.body,
        json!([{
            "message": "Required fields are missing: [Company]",
            "errorCode": "REQUIRED_FIELD_MISSING",
            "fields": ["Company"],
        }])
    );
}

#[tokio::test]
async fn addresses_and_methods_that_do_not_exist() {
    let desk = Desk::new().await;
    for (method, path, status, code) in [
        (Method::GET, "/sobjects/Shoe", 404, "NOT_FOUND"),
        (Method::GET, "/sobjects/Shoe/describe", 404, "NOT_FOUND"),
        (Method::GET, "/nothing", 404, "NOT_FOUND"),
        (Method::GET, "/sobjects/Contact/003Cs0000zzzzzz", 404, "NOT_FOUND"),
        (Method::GET, "/sobjects/Contact/not-an-id", 404, "NOT_FOUND"),
        (Method::GET, "/services/data/v99.0/limits", 404, "NOT_FOUND"),
        (Method::GET, "/services/data/v29.0/limits", 410, "UNSUPPORTED_API_VERSION"),
        (Method::PUT, "/sobjects/Contact", 405, "METHOD_NOT_ALLOWED"),
        (Method::POST, "/limits", 405, "METHOD_NOT_ALLOWED"),
        (Method::GET, "/composite/batch", 405, "METHOD_NOT_ALLOWED"),
        (Method::GET, "/query", 400, "MALFORMED_QUERY"),
        (Method::GET, "/query/0r8made-2000", 400, "INVALID_QUERY_LOCATOR"),
        (Method::GET, "/search?q=Acme", 400, "MALFORMED_SEARCH"),
    ] {
        let reply = send(desk.request(method.clone(), path)).await;
        assert_eq!(reply.refusal(), (status, code), "{method} {path}");
    }
}

#[tokio::test]
async fn bodies_that_cannot_be_read() {
    let desk = Desk::new().await;
    let path = "/sobjects/Contact";
    let json = ("content-type", "application/json");
    for (kind, body, status, code) in [
        (json, "{\"LastName\": ", 400, "JSON_PARSER_ERROR"),
        (json, "[]", 400, "JSON_PARSER_ERROR"),
        (json, "", 400, "JSON_PARSER_ERROR"),
        (("content-type", "text/plain"), "LastName=A", 415, "UNSUPPORTED_MEDIA_TYPE"),
    ] {
        let request = desk.request(Method::POST, path).header(kind.0, kind.1).body(body);
        assert_eq!(send(request).await.refusal(), (status, code), "{body}");
    }
}

#[tokio::test]
async fn addresses_and_headers_that_are_too_long() {
    let desk = Desk::new().await;
    let long = "x".repeat(17_000);
    let reply = desk.get(&format!("/query?q={long}")).await;
    assert_eq!(reply.status, 414);
    let reply = send(desk.request(Method::GET, "/limits").header("x-filler", &long)).await;
    assert_eq!(reply.status, 431);
}

#[tokio::test]
async fn without_a_session_there_is_nothing() {
    let desk = Desk::new().await;
    let url = format!("{}/services/data/v59.0/limits", desk.sandbox.base_url());
    for request in [desk.http.get(&url), desk.http.get(&url).bearer_auth("00Dmade!up")] {
        let reply = send(request).await;
        assert_eq!(reply.status, 401);
        let words = "Session expired or invalid";
        assert_eq!(reply.body, json!([{"message": words, "errorCode": "INVALID_SESSION_ID"}]));
        assert!(reply.header("sforce-limit-info").is_empty());
    }
    let public = desk.http.get(format!("{}/services/data", desk.sandbox.base_url()));
    assert!(send(public).await.body.as_array().unwrap().len() > 30);
}

#[tokio::test]
async fn the_daily_limit_ends_the_day() {
    let desk = Desk::with(callside_sandbox::SandboxOptions { daily_requests: 2, ..small() }).await;
    let first = desk.get("/limits").await;
    assert_eq!(first.header("sforce-limit-info"), "api-usage=1/2");
    assert_eq!(first.body["DailyApiRequests"], json!({"Max": 2, "Remaining": 1}));
    assert_eq!(desk.get("/limits").await.status, 200);
    let over = desk.get("/limits").await;
    assert_eq!(over.refusal(), (403, "REQUEST_LIMIT_EXCEEDED"));
    assert_eq!(over.body[0]["message"], "TotalRequests Limit exceeded.");
}

#[tokio::test]
async fn hidden_fields_do_not_exist_and_locked_ones_cannot_be_written() {
    let desk = Desk::new().await;
    let account = desk.caller("account_only");
    let path = format!("/sobjects/Account/{account}");
    let hidden = json!({"AnnualRevenue": 1});
    assert_eq!(desk.patch(&path, hidden.clone()).await.refusal(), (400, "INVALID_FIELD"));
    assert_eq!(desk.query("SELECT AnnualRevenue FROM Account").await.refusal(), (400, "INVALID_FIELD"));
    assert!(desk.get(&path).await.body.get("AnnualRevenue").is_none());

    let locked = Some(callside_sandbox::FieldAccess::ReadOnly);
    desk.sandbox.set_field_access("Contact", "DoNotCall", locked);
    let contact = format!("/sobjects/Contact/{}", desk.caller("known_contact"));
    let reply = desk.patch(&contact, json!({"DoNotCall": true, "Title": "x"})).await;
    assert_eq!(reply.refusal(), (400, "INVALID_FIELD_FOR_INSERT_UPDATE"));
    assert_eq!(reply.body[0]["fields"], json!(["DoNotCall"]));
    let field = described(&desk, "Contact", "DoNotCall").await;
    assert_eq!(field["updateable"], false);

    let grace = desk.sandbox.users()[4].clone();
    let token = desk.sandbox.credentials_of(&grace).access_token;
    let desk = Desk { token, ..desk };
    assert_eq!(desk.patch(&path, hidden).await.status, 204);
    assert_eq!(desk.patch(&contact, json!({"DoNotCall": true})).await.status, 204);
}

async fn described(desk: &Desk, object: &str, field: &str) -> Value {
    let body = desk.get(&format!("/sobjects/{object}/describe")).await.body;
    body["fields"].as_array().unwrap().iter().find(|known| known["name"] == field).cloned().unwrap()
}
