//! What comes back when it is not what was hoped for.

use crate::desk::{Desk, number, settings, small};
use crate::scripted::{Reply, Scripted, json};
use callside_core::budget::Usage;
use callside_core::crm::{Crm as _, CrmError};
use callside_salesforce::{Salesforce, Settings};
use callside_sandbox::SandboxOptions;
use callside_sandbox::faults::{Fault, FaultKind};
use std::time::Duration;

const USERINFO: &str = "/services/oauth2/userinfo";

fn me(salesforce: &Salesforce) -> impl Future<Output = Result<callside_core::crm::Identity, CrmError>> {
    salesforce.identity()
}

#[tokio::test]
async fn nobody_at_home_is_told_from_nobody_answering() {
    let closed = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let session =
        callside_salesforce::session::Session::with_access_token(&closed, callside_core::secret::Secret::new("x"))
            .unwrap();
    assert_eq!(me(&Salesforce::new(session, Settings::default())).await, Err(CrmError::Unreachable));

    let hasty = Settings { read_timeout: Duration::from_millis(50), ..Settings::default() };
    let silent = Scripted::start(vec![Reply::Silence]).await;
    assert_eq!(me(&silent.salesforce(hasty)).await, Err(CrmError::TooLate));
}

#[tokio::test]
async fn gateways_and_strangers_are_named() {
    let html =
        |status| Reply::Answer(status, "Content-Type: text/html\r\n".into(), b"<html>Bad Gateway</html>".to_vec());
    let busy = CrmError::Busy { retry_after_s: None };
    let unexpected = |code: &str| CrmError::Unexpected { code: code.into() };
    for (reply, error, requests) in [
        (html(502), busy.clone(), 1),
        (html(503), busy.clone(), 2),
        (html(404), unexpected("HTTP 404"), 1),
        (html(302), unexpected("HTTP 302"), 1),
        (html(200), unexpected("no JSON"), 1),
        (json(200, "{}"), unexpected("no identity"), 1),
        (json(500, r#"[{"message":"m","errorCode":"UNKNOWN_EXCEPTION"}]"#), unexpected("UNKNOWN_EXCEPTION"), 1),
        (Reply::Close, CrmError::Unreachable, 2),
    ] {
        let server = Scripted::start(vec![reply]).await;
        assert_eq!(me(&server.salesforce(Settings::default())).await, Err(error.clone()));
        assert_eq!(server.requests().len(), requests, "{error:?}");
    }
    let wait = Reply::Answer(503, "Retry-After: 17\r\n".into(), b"".to_vec());
    let server = Scripted::start(vec![wait]).await;
    let outcome = me(&server.salesforce(Settings::default())).await;
    assert_eq!(outcome, Err(CrmError::Busy { retry_after_s: Some(17) }));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_redirect_does_not_carry_the_token_away() {
    let thief = Scripted::start(vec![json(200, "{}")]).await;
    let redirect = Reply::Answer(307, format!("Location: {}/steal\r\n", thief.url), Vec::new());
    let server = Scripted::start(vec![redirect]).await;
    assert!(me(&server.salesforce(Settings::default())).await.is_err());
    assert_eq!(thief.requests(), Vec::<String>::new());
}

#[tokio::test]
async fn an_endless_answer_is_cut_off() {
    let huge = Reply::Answer(200, String::new(), vec![b' '; 17 * 1024 * 1024]);
    let server = Scripted::start(vec![huge]).await;
    let outcome = me(&server.salesforce(Settings::default())).await;
    assert_eq!(outcome, Err(CrmError::TooLarge));
}

#[tokio::test]
async fn the_next_page_cannot_lead_away() {
    let thief = Scripted::start(vec![json(200, r#"{"done":true,"records":[]}"#)]).await;
    for url in [format!("{}/services/data/v59.0/query/x", thief.url), "/services/oauth2/revoke?token=x".to_owned()] {
        let page = format!(
            r#"{{"hasErrors":false,"results":[{{"statusCode":200,"result":{{"done":false,"nextRecordsUrl":"{url}","records":[]}}}}]}}"#
        );
        let server = Scripted::start(vec![json(200, &page)]).await;
        let records = [crate::desk::record("Contact", "003000000000001AAA")];
        assert!(server.salesforce(Settings::default()).read_callers(&records).await.is_err());
        assert_eq!(server.requests(), ["POST /services/data/v59.0/composite/batch HTTP/1.1"]);
    }
    assert_eq!(thief.requests(), Vec::<String>::new());
}

#[tokio::test]
async fn long_results_come_page_by_page() {
    let desk = Desk::with(SandboxOptions { page_size: 2, ..small() }, settings()).await;
    desk.count("/query/0r8");
    let ids: Vec<_> = (0..5)
        .map(|n| desk.create("Contact", &serde_json::json!({ "LastName": format!("Page {n}") })))
        .map(|id| crate::desk::record("Contact", &id))
        .collect();
    let found = desk.salesforce.read_callers(&ids).await.unwrap();
    assert_eq!(found.len(), 5);
    assert_eq!(desk.counted("/query/0r8"), 2);
}

#[tokio::test]
async fn the_quota_is_known_and_its_end_is_said() {
    let desk = Desk::new().await;
    assert_eq!(desk.salesforce.usage(), None);
    desk.salesforce.shape().await.unwrap();
    let usage = desk.salesforce.usage().unwrap();
    assert_eq!(usage, Usage { used: 9, max: 15_000 });
    desk.sandbox.set_calls(15_000);
    let outcome = desk.salesforce.find_by_phone(&number("+14155550134")).await;
    assert_eq!(outcome, Err(CrmError::LimitReached { daily: true }));
}

#[tokio::test]
async fn a_short_overload_is_bridged_and_a_long_one_is_said() {
    let desk = Desk::new().await;
    desk.sandbox.inject(Fault::new(FaultKind::ServerUnavailable).on_path(USERINFO).times(1));
    assert!(desk.salesforce.identity().await.is_ok());
    desk.sandbox.inject(Fault::new(FaultKind::ServerUnavailable));
    assert_eq!(desk.salesforce.shape().await, Err(CrmError::Busy { retry_after_s: None }));
}

#[tokio::test]
async fn requests_say_what_salesforce_wants_to_know() {
    let server = Scripted::start(vec![json(200, r#"{"searchRecords":[]}"#)]).await;
    let version = Settings { version: "61.0".parse().unwrap(), ..settings() };
    assert_eq!(server.salesforce(version).search("O'Brien +1").await, Ok(vec![]));
    let request = server.last_request();
    assert!(request.starts_with("POST /services/data/v61.0/parameterizedSearch HTTP/1.1\r\n"), "{request}");
    let head = request.to_ascii_lowercase();
    assert!(head.contains("authorization: bearer token") && head.contains("accept-encoding: gzip"), "{request}");
    assert!(request.contains(r#""q":"O'Brien +1""#), "{request}");
}
