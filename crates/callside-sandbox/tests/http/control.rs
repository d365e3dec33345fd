//! The control endpoints.

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Desk, send};

#[tokio::test]
async fn nobody_steers_without_the_secret() {
    let desk = Desk::new().await;
    for path in ["/_sandbox/ledger", "/_sandbox/faults", "/_sandbox/calls"] {
        assert_eq!(send(desk.request(Method::GET, path)).await.status, 401, "{path}");
        let guess = desk.request(Method::GET, path).header("x-sandbox-secret", "guess");
        assert_eq!(send(guess).await.status, 401);
    }
}

#[tokio::test]
async fn the_ledger_can_be_filtered() {
    let desk = Desk::new().await;
    let lead = desk.post("/sobjects/Lead", json!({"LastName": "A", "Company": "B"})).await.id().to_owned();
    desk.post("/sobjects/Task", json!({"Subject": "x", "WhoId": lead})).await;
    desk.patch(&format!("/sobjects/Lead/{lead}"), json!({"Rating": "Hot"})).await;
    let read = |query: &'static str| {
        let request = desk.control(Method::GET, &format!("/ledger{query}"));
        async move { send(request).await.body }
    };
    let all = read("").await;
    assert_eq!((all["total"].as_u64(), all["entries"].as_array().unwrap().len()), (Some(3), 3));
    let tasks = read("?object=Task").await;
    assert_eq!(tasks["entries"][0]["fields"]["Subject"], "x");
    assert_eq!(tasks["entries"][0]["cause"], "api");
    let updates = read("?operation=update").await;
    assert_eq!((updates["entries"][0]["id"].as_str(), updates["total"].as_u64()), (Some(lead.as_str()), Some(3)));
    assert_eq!(read("?since=2").await["entries"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn somebody_else_edits_a_record() {
    let desk = Desk::new().await;
    let contact = desk.caller("known_contact");
    let path = format!("/records/Contact/{contact}");
    let edit = desk.control(Method::PATCH, &path).json(&json!({"Title": "COO"}));
    assert_eq!(send(edit).await.status, 204);
    assert_eq!(send(desk.control(Method::GET, &path)).await.body["Title"], "COO");
    let entry = &desk.ledger()[0];
    assert_eq!(entry.cause, callside_sandbox::org::Cause::Control);
    assert_eq!(entry.user, desk.sandbox.users()[4].id);
    let bad = desk.control(Method::PATCH, &path).json(&json!({"Shoe": 1}));
    assert_eq!(send(bad).await.refusal(), (400, "INVALID_FIELD"));
    let new = desk.control(Method::POST, "/records/Lead").json(&json!({"LastName": "A", "Company": "B"}));
    let id = send(new).await.id().to_owned();
    assert_eq!(send(desk.control(Method::DELETE, &format!("/records/Lead/{id}"))).await.status, 204);
    assert_eq!(send(desk.control(Method::GET, &format!("/records/Lead/{id}"))).await.status, 404);
}

#[tokio::test]
async fn sessions_grants_clock_and_limits_can_be_moved() {
    let desk = Desk::new().await;
    let nobody = desk.control(Method::POST, "/expire").json(&json!({"username": "nobody@example.com"}));
    assert_eq!(send(nobody).await.status, 204);
    assert_eq!(desk.get("/limits").await.status, 200);
    assert_eq!(send(desk.control(Method::POST, "/expire")).await.status, 204);
    assert_eq!(desk.get("/limits").await.status, 401);

    let credentials = desk.sandbox.credentials();
    let desk = Desk { token: credentials.access_token, ..desk };
    let used = desk.control(Method::POST, "/limits").json(&json!({"used": 15_000}));
    assert_eq!(send(used).await.status, 204);
    assert_eq!(desk.get("/limits").await.status, 403);

    let before = send(desk.control(Method::GET, "/clock")).await.body["now"].as_str().unwrap().to_owned();
    let advance = desk.control(Method::POST, "/clock").json(&json!({"seconds": 86_400}));
    let after = send(advance).await.body["now"].as_str().unwrap().to_owned();
    assert_ne!(before[..10], after[..10]);

    assert_eq!(send(desk.control(Method::POST, "/revoke")).await.status, 204);
    let form = [
        ("grant_type", "refresh_token"),
        ("refresh_token", &credentials.refresh_token),
        ("client_id", &credentials.client_id),
    ];
    let url = format!("{}/services/oauth2/token", desk.sandbox.base_url());
    assert_eq!(send(desk.http.post(url).form(&form)).await.body["error"], "invalid_grant");
}

#[tokio::test]
async fn field_security_can_be_changed() {
    let desk = Desk::new().await;
    let rule = json!({"object": "Lead", "field": "DoNotCall", "access": "hidden"});
    assert_eq!(send(desk.control(Method::POST, "/field-security").json(&rule)).await.status, 204);
    assert_eq!(desk.query("SELECT DoNotCall FROM Lead").await.refusal(), (400, "INVALID_FIELD"));
    let lift = json!({"object": "Lead", "field": "DoNotCall", "access": null});
    assert_eq!(send(desk.control(Method::POST, "/field-security").json(&lift)).await.status, 204);
    assert_eq!(desk.query("SELECT DoNotCall FROM Lead").await.status, 200);
}

#[tokio::test]
async fn a_key_that_nothing_knows_is_refused_by_name() {
    let desk = Desk::new().await;
    let call = json!({ "player": "five9", "target": "http://127.0.0.1:9/x", "caller": "+14155550134" });
    let misspelt = |key: &str, value: Value| {
        let mut call = call.clone();
        call[key] = value;
        call
    };
    for (path, body) in [
        ("/calls", misspelt("talkseconds", json!(5))),
        ("/calls", misspelt("agent", json!({ "mail": "x" }))),
        ("/faults", json!({ "kind": "bad_gateway", "paths": "/query" })),
        ("/field-security", json!({ "object": "Contact", "field": "Email", "acces": "hidden" })),
        ("/expire", json!({ "user": "x" })),
        ("/clock", json!({ "seconds": 1, "minutes": 1 })),
        ("/limits", json!({ "used": 1, "left": 1 })),
        ("/phones", json!({ "doors": "x" })),
        ("/outbound-messages", json!({ "urls": "x" })),
    ] {
        let answer = send(desk.control(Method::POST, path).json(&body)).await;
        let said = answer.body["error"].as_str().unwrap_or_default();
        assert_eq!((answer.status, said.contains("unknown field")), (400, true), "{path} {body}: {said}");
    }
    for path in ["/ledger?objects=Task", "/phones?systems=aircall"] {
        let answer = send(desk.control(Method::GET, path)).await;
        let said = answer.body["error"].as_str().unwrap_or_default();
        assert_eq!((answer.status, said.contains("unknown field")), (400, true), "{path}: {said}");
    }
    assert!(desk.sandbox.faults().is_empty(), "nothing of it was done");
    assert_eq!(send(desk.control(Method::POST, "/expire")).await.status, 204, "nobody need be named");
}
