//! Tokens after sign-in: refresh, rotation, replay, revocation, introspection, identity.

use std::time::Duration;

use callside_sandbox::SandboxOptions;
use serde_json::Value;

use crate::client::{send, small};
use crate::oauth::Flow;

async fn refresh(flow: &Flow, token: &str) -> crate::client::Reply {
    let client_id = flow.sandbox.credentials().client_id;
    flow.token(&[("grant_type", "refresh_token"), ("refresh_token", token), ("client_id", &client_id)]).await
}

fn text(body: &Value, key: &str) -> String {
    body[key].as_str().unwrap().to_owned()
}

async fn works(flow: &Flow, access_token: &str) -> u16 {
    let url = format!("{}/services/data/v59.0/limits", flow.sandbox.base_url());
    send(flow.http.get(url).bearer_auth(access_token)).await.status
}

#[tokio::test]
async fn rotation_gives_a_new_token_and_kills_the_old_one() {
    let flow = Flow::new(small()).await;
    let first = flow.redeem(&flow.code().await, &[]).await.body;
    let second = refresh(&flow, &text(&first, "refresh_token")).await;
    assert_eq!(second.status, 200);
    assert_ne!(second.body["refresh_token"], first["refresh_token"]);
    assert_eq!(works(&flow, &text(&second.body, "access_token")).await, 200);

    let replay = refresh(&flow, &text(&first, "refresh_token")).await;
    assert_eq!(replay.status, 400);
    assert_eq!(replay.body["error"], "invalid_grant");
    assert_eq!(replay.body["error_description"], "expired access/refresh token");
    // The replay ended the whole family.
    assert_eq!(works(&flow, &text(&second.body, "access_token")).await, 401);
    assert_eq!(refresh(&flow, &text(&second.body, "refresh_token")).await.status, 400);
}

#[tokio::test]
async fn without_rotation_a_refresh_brings_no_refresh_token() {
    let flow = Flow::new(SandboxOptions { rotation: false, ..small() }).await;
    let first = flow.redeem(&flow.code().await, &[]).await.body;
    for _ in 0..2 {
        let reply = refresh(&flow, &text(&first, "refresh_token")).await;
        assert_eq!(reply.status, 200);
        assert!(reply.body.get("refresh_token").is_none());
    }
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_used() {
    let flow = Flow::new(small()).await;
    let token = flow.sandbox.credentials().access_token;
    flow.sandbox.advance(Duration::from_secs(7000));
    assert_eq!(works(&flow, &token).await, 200);
    flow.sandbox.advance(Duration::from_secs(7201));
    assert_eq!(works(&flow, &token).await, 401);
}

#[tokio::test]
async fn revoking_a_refresh_token_kills_its_access_tokens() {
    let flow = Flow::new(small()).await;
    let credentials = flow.sandbox.credentials();
    let url = format!("{}/services/oauth2/revoke", flow.sandbox.base_url());
    let form = [("token", credentials.refresh_token.as_str())];
    let reply = send(flow.http.post(&url).form(&form)).await;
    assert_eq!((reply.status, reply.text.as_str()), (200, ""));
    assert_eq!(works(&flow, &credentials.access_token).await, 401);
    assert_eq!(refresh(&flow, &credentials.refresh_token).await.status, 400);
    let again = send(flow.http.post(&url).form(&form)).await;
    assert_eq!(again.status, 400);
    assert!(again.header("content-type").starts_with("application/x-www-form-urlencoded"));
    assert_eq!(again.text, "error=unsupported_token_type&error_description=invalid+token");
}

#[tokio::test]
async fn an_access_token_can_be_revoked_alone() {
    let flow = Flow::new(small()).await;
    let credentials = flow.sandbox.credentials();
    let url = format!("{}/services/oauth2/revoke", flow.sandbox.base_url());
    let reply = send(flow.http.get(&url).query(&[("token", &credentials.access_token)])).await;
    assert_eq!(reply.status, 200);
    assert_eq!(works(&flow, &credentials.access_token).await, 401);
    assert_eq!(refresh(&flow, &credentials.refresh_token).await.status, 200);
}

#[tokio::test]
async fn introspection_needs_the_consumer_secret() {
    let flow = Flow::new(small()).await;
    let credentials = flow.sandbox.credentials();
    let url = format!("{}/services/oauth2/introspect", flow.sandbox.base_url());
    let mut form = vec![("token", credentials.access_token.as_str()), ("client_id", credentials.client_id.as_str())];
    assert_eq!(send(flow.http.post(&url).form(&form)).await.status, 401);
    form.push(("client_secret", credentials.client_secret.as_str()));
    let reply = send(flow.http.post(&url).form(&form)).await.body;
    assert_eq!((reply["active"].as_bool(), reply["token_type"].as_str()), (Some(true), Some("access_token")));
    assert!(reply["exp"].as_i64() > reply["iat"].as_i64());
    form[0].1 = "00Dmade!up";
    assert_eq!(send(flow.http.post(&url).form(&form)).await.body["active"], false);
}

#[tokio::test]
async fn userinfo_says_who_is_signed_in() {
    let flow = Flow::new(small()).await;
    let credentials = flow.sandbox.credentials();
    let url = format!("{}/services/oauth2/userinfo", flow.sandbox.base_url());
    let reply = send(flow.http.get(&url).bearer_auth(&credentials.access_token)).await;
    assert_eq!(reply.body["user_id"], credentials.user_id.as_str());
    assert_eq!(reply.body["zoneinfo"], "America/Los_Angeles");
    assert_eq!(reply.body["utcOffset"], -28_800_000);
    assert!(reply.body["urls"]["rest"].as_str().unwrap().contains("{version}"));
    let bad = send(flow.http.get(&url).bearer_auth("00Dmade!up")).await;
    assert_eq!((bad.status, bad.text.as_str()), (403, "Bad_OAuth_Token"));
}
