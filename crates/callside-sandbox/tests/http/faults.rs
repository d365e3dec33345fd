//! Injected faults: what the caller sees, and what the ledger says.

use callside_sandbox::faults::{Fault, FaultKind};
use reqwest::Method;
use serde_json::json;

use crate::client::{Desk, send};

async fn log(desk: &Desk) -> Result<u16, reqwest::Error> {
    let request = desk.request(Method::POST, "/sobjects/Task").json(&json!({"Subject": "Call"}));
    request.send().await.map(|reply| reply.status().as_u16())
}

fn is_reset(error: &reqwest::Error) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(one) = cause {
        if one.downcast_ref::<std::io::Error>().is_some_and(|io| io.kind() == std::io::ErrorKind::ConnectionReset) {
            return true;
        }
        cause = one.source();
    }
    false
}

#[tokio::test]
async fn a_reset_after_the_commit_leaves_an_effect_and_no_answer() {
    let desk = Desk::new().await;
    desk.sandbox.inject(Fault::new(FaultKind::ResetAfterCommit).on_path("/sobjects/Task").times(1));
    let error = log(&desk).await.unwrap_err();
    assert!(is_reset(&error), "{error:?}");
    assert_eq!(desk.ledger().len(), 1);
    assert_eq!(log(&desk).await.unwrap(), 201);
    assert_eq!(desk.ledger().len(), 2);
}

#[tokio::test]
async fn a_reset_before_the_commit_leaves_nothing() {
    let desk = Desk::new().await;
    desk.sandbox.inject(Fault::new(FaultKind::ResetBeforeCommit).on_method("POST").times(1));
    assert!(is_reset(&log(&desk).await.unwrap_err()));
    assert!(desk.ledger().is_empty());
    assert_eq!(desk.sandbox.faults()[0].hits, 1);
}

#[tokio::test]
async fn refusals_can_be_asked_for() {
    let desk = Desk::new().await;
    for (kind, status, code) in [
        (FaultKind::RequestLimitExceeded, 403, "REQUEST_LIMIT_EXCEEDED"),
        (FaultKind::ServerUnavailable, 503, "SERVER_UNAVAILABLE"),
        (FaultKind::UnableToLockRow, 400, "UNABLE_TO_LOCK_ROW"),
    ] {
        desk.sandbox.inject(Fault::new(kind).times(1));
        let reply = desk.post("/sobjects/Task", json!({"Subject": "x"})).await;
        assert_eq!(reply.refusal(), (status, code));
        desk.sandbox.clear_faults();
    }
    desk.sandbox.inject(Fault::new(FaultKind::BadGateway).times(1));
    let page = desk.get("/limits").await;
    assert_eq!(page.status, 502);
    assert!(page.text.starts_with("<html>"));
    assert!(desk.ledger().is_empty());
}

#[tokio::test]
async fn a_locked_row_undoes_the_whole_composite() {
    let desk = Desk::new().await;
    desk.sandbox.inject(Fault::new(FaultKind::UnableToLockRow).on_path("/composite").times(1));
    let part = |reference: &str| {
        json!({"method": "POST", "url": "/services/data/v59.0/sobjects/Task", "referenceId": reference,
            "body": {"Subject": "x"}})
    };
    let body = json!({"allOrNone": true, "compositeRequest": [part("a"), part("b")]});
    let reply = desk.post("/composite", body.clone()).await;
    assert_eq!(reply.status, 200);
    assert_eq!(reply.body["compositeResponse"][0]["body"][0]["errorCode"], "UNABLE_TO_LOCK_ROW");
    assert_eq!(reply.body["compositeResponse"][1]["body"][0]["errorCode"], "PROCESSING_HALTED");
    assert!(desk.ledger().is_empty());
    desk.post("/composite", body).await;
    assert_eq!(desk.ledger().len(), 2);
}

#[tokio::test]
async fn a_session_can_die_between_two_calls() {
    let desk = Desk::new().await;
    desk.sandbox.inject(Fault::new(FaultKind::ExpireSession).after(1).times(1));
    assert_eq!(desk.get("/limits").await.status, 200);
    assert_eq!(desk.get("/limits").await.refusal(), (401, "INVALID_SESSION_ID"));
    assert_eq!(desk.get("/limits").await.status, 401, "the session stays dead");
}

#[tokio::test]
async fn a_cut_body_is_no_json_but_the_work_is_done() {
    let desk = Desk::new().await;
    desk.sandbox.inject(Fault::new(FaultKind::MalformedBody).times(1));
    let reply = desk.post("/sobjects/Task", json!({"Subject": "x"})).await;
    assert_eq!((reply.status, reply.body.is_null()), (201, true));
    assert!(reply.text.starts_with('{'));
    assert_eq!(desk.ledger().len(), 1);
}

#[tokio::test]
async fn a_late_answer_outlasts_the_patience_of_a_client() {
    let desk = Desk::new().await;
    desk.sandbox.inject(Fault::new(FaultKind::Latency { millis: 60_000, after_commit: true }).times(1));
    let request = desk.request(Method::POST, "/sobjects/Task").json(&json!({"Subject": "x"}));
    let error = request.timeout(std::time::Duration::from_secs(2)).send().await.unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(desk.ledger().len(), 1);
}

#[tokio::test]
async fn faults_come_and_go_over_http() {
    let desk = Desk::new().await;
    let fault = json!({"kind": "server_unavailable", "path": "/limits", "method": "GET", "times": 5});
    let created = send(desk.control(Method::POST, "/faults").json(&fault)).await;
    assert_eq!(created.status, 201);
    assert_eq!(desk.get("/limits").await.status, 503);
    let list = send(desk.control(Method::GET, "/faults")).await.body;
    assert_eq!(
        (list["faults"][0]["kind"].as_str(), list["faults"][0]["hits"].as_u64()),
        (Some("server_unavailable"), Some(1))
    );
    let path = format!("/faults/{}", created.body["id"]);
    assert_eq!(send(desk.control(Method::DELETE, &path)).await.status, 204);
    assert_eq!(send(desk.control(Method::DELETE, &path)).await.status, 404);
    assert_eq!(desk.get("/limits").await.status, 200);
    let unknown = json!({"kind": "earthquake"});
    assert_eq!(send(desk.control(Method::POST, "/faults").json(&unknown)).await.status, 400);
}
