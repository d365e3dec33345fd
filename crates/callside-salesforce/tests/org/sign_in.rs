//! Signing in, with the test in the place of the browser.

use crate::desk::small;
use crate::scripted::{Scripted, json};
use crate::vaults::MemoryVault;
use callside_core::crm::Crm as _;
use callside_salesforce::oauth::{SignIn, SignInError, SignInSettings};
use callside_salesforce::session::{Session, SessionState};
use callside_salesforce::{Salesforce, Settings};
use callside_sandbox::{Sandbox, SandboxOptions};
use reqwest::{Client, Response, redirect::Policy};
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

fn browser() -> Client {
    Client::builder().no_proxy().redirect(Policy::none()).build().unwrap()
}

/// Ports that were free a moment ago.
fn free_ports() -> Vec<u16> {
    let listeners: Vec<_> = (0..3).map(|_| TcpListener::bind("127.0.0.1:0").unwrap()).collect();
    listeners.iter().map(|listener| listener.local_addr().unwrap().port()).collect()
}

async fn sandbox() -> (Sandbox, SignInSettings) {
    let ports = free_ports();
    let redirect_uris = ports.iter().map(|port| format!("http://localhost:{port}/OauthRedirect")).collect();
    let sandbox = Sandbox::start(SandboxOptions { redirect_uris, ..small() }).await.unwrap();
    let client_id = sandbox.credentials().client_id;
    let host = sandbox.base_url().parse().unwrap();
    (sandbox, SignInSettings { ports, ..SignInSettings::new(host, client_id) })
}

/// Fills in the sign-in page and gives the address that the browser is sent to.
async fn decide(sandbox: &Sandbox, authorize: &Url, decision: &str) -> String {
    let page = browser().get(authorize.clone()).send().await.unwrap();
    assert_eq!(page.status(), 200);
    let agent = &sandbox.users()[0];
    let mut form: Vec<(String, String)> = authorize.query_pairs().into_owned().collect();
    for (name, value) in [("username", &agent.username), ("password", &agent.password)] {
        form.push((name.into(), value.clone()));
    }
    form.push(("decision".into(), decision.into()));
    let url = authorize.join("/services/oauth2/authorize").unwrap();
    let sent = browser().post(url).form(&form).send().await.unwrap();
    assert_eq!(sent.status(), 302);
    sent.headers()["location"].to_str().unwrap().to_owned()
}

async fn get(url: &str) -> Response {
    browser().get(url).send().await.unwrap()
}

#[tokio::test]
async fn an_agent_signs_in_and_the_sign_in_is_kept() {
    let (sandbox, settings) = sandbox().await;
    let sign_in = SignIn::begin(settings).await.unwrap();
    let back = decide(&sandbox, sign_in.authorize_url(), "allow").await;
    assert!(back.starts_with(sign_in.redirect_url()), "{back}");
    let (grant, page) = tokio::join!(sign_in.finish(), get(&back));
    let headers = page.headers().clone();
    let text = page.text().await.unwrap();
    assert!(text.contains("You are signed in.") && !text.contains("code"), "{text}");
    assert_eq!(headers["cache-control"], "no-store");
    assert!(headers["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'"));

    let vault = Arc::new(MemoryVault::empty());
    let session = Session::signed_out(vault.clone()).unwrap();
    assert_eq!(session.state(), SessionState::SignedOut);
    session.sign_in(grant.unwrap()).await.unwrap();
    let salesforce = Salesforce::new(session, Settings::default());
    let me = salesforce.identity().await.unwrap();
    let agent = &sandbox.users()[0];
    assert_eq!((me.user.as_str(), me.username.as_str()), (agent.id.as_str(), agent.username.as_str()));
    assert_eq!((me.zone.as_deref(), me.instance_url.as_str()), (Some(agent.zone.as_str()), sandbox.base_url()));

    let entry = vault.entry().unwrap();
    assert!(entry.contains("refresh_token") && !entry.contains("access_token"), "{entry}");
    let now = jiff::Timestamp::now();
    let id_token = salesforce.session().id_token(now).unwrap();
    assert!(!entry.contains("id_token") && !entry.contains(id_token.expose()), "{entry}");
    assert_eq!(salesforce.session().id_token(now + Duration::from_secs(180)), None, "it holds for minutes");
    let restored = Session::restore(vault.clone()).await.unwrap();
    assert_eq!(Salesforce::new(restored.clone(), Settings::default()).identity().await.unwrap().user, me.user);
    assert_eq!(restored.id_token(now), None, "a refresh brings none");
    restored.sign_out().await;
    salesforce.session().sign_out().await;
    assert_eq!(salesforce.session().id_token(now), None);

    let again = browser().get(&back).send().await;
    assert!(again.unwrap_err().is_connect(), "the listener is closed after one hit");
}

#[tokio::test]
async fn a_no_in_the_browser_is_a_no() {
    let (sandbox, settings) = sandbox().await;
    let sign_in = SignIn::begin(settings).await.unwrap();
    let back = decide(&sandbox, sign_in.authorize_url(), "deny").await;
    let (grant, page) = tokio::join!(sign_in.finish(), get(&back));
    assert_eq!(grant.unwrap_err(), SignInError::Denied);
    assert!(page.text().await.unwrap().contains("You are not signed in."));
}

#[tokio::test]
async fn hits_that_are_not_ours_change_nothing() {
    let (sandbox, settings) = sandbox().await;
    let sign_in = SignIn::begin(settings).await.unwrap();
    let address = sign_in.redirect_url().to_owned();
    let back = decide(&sandbox, sign_in.authorize_url(), "allow").await;
    let finish = tokio::spawn(sign_in.finish());
    let state = |state: &str| format!("{address}?code=stolen<b>&state={state}");
    assert_eq!(get(&state("wrong")).await.status(), 403);
    assert_eq!(get(&format!("{address}?error=access_denied")).await.status(), 403);
    assert_eq!(get(&back.replace("/OauthRedirect", "/other")).await.status(), 404);
    assert_eq!(get(&back.replace("/OauthRedirect", "/favicon.ico")).await.status(), 404);
    assert_eq!(browser().post(&back).send().await.unwrap().status(), 405);
    let rebound = browser().get(&back).header("host", "evil.example").send().await.unwrap();
    assert_eq!(rebound.status(), 421);
    assert!(!get(&state("wrong")).await.text().await.unwrap().contains("stolen"));
    assert!(!finish.is_finished());
    assert_eq!(get(&back).await.status(), 200);
    assert!(finish.await.unwrap().unwrap().lasts());
}

#[tokio::test]
async fn flows_side_by_side_do_not_mix() {
    let (sandbox, settings) = sandbox().await;
    let one = SignIn::begin(settings.clone()).await.unwrap();
    let two = SignIn::begin(settings).await.unwrap();
    assert_ne!(one.redirect_url(), two.redirect_url());
    let parameter = |url: &Url, name: &str| url.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned();
    for name in ["state", "code_challenge"] {
        assert_ne!(parameter(one.authorize_url(), name), parameter(two.authorize_url(), name));
    }
    assert_eq!(parameter(one.authorize_url(), "code_challenge_method"), "S256");
    let (back_one, back_two) =
        (decide(&sandbox, one.authorize_url(), "allow").await, decide(&sandbox, two.authorize_url(), "allow").await);
    let (address_one, address_two) = (one.redirect_url().to_owned(), two.redirect_url().to_owned());
    let (one, two) = (tokio::spawn(one.finish()), tokio::spawn(two.finish()));
    assert_eq!(get(&back_one.replace(&address_one, &address_two)).await.status(), 403);
    assert_eq!(get(&back_two.replace(&address_two, &address_one)).await.status(), 403);
    assert_eq!(
        (get(&back_one).await.status(), get(&back_two).await.status()),
        (200.try_into().unwrap(), 200.try_into().unwrap())
    );
    assert!(one.await.unwrap().is_ok() && two.await.unwrap().is_ok());
}

#[tokio::test]
async fn a_code_of_somebody_else_is_refused_by_the_server() {
    let (_sandbox, settings) = sandbox().await;
    let sign_in = SignIn::begin(settings).await.unwrap();
    let state = sign_in.authorize_url().query_pairs().find(|(key, _)| key == "state").unwrap().1.into_owned();
    let back = format!("{}?code=invented&state={state}", sign_in.redirect_url());
    let (grant, page) = tokio::join!(sign_in.finish(), get(&back));
    assert_eq!(grant.unwrap_err(), SignInError::Refused { code: "invalid_grant".into() });
    assert!(page.text().await.unwrap().contains("You are not signed in."));
}

#[tokio::test]
async fn ports_are_given_back_and_their_lack_is_said() {
    let ports = free_ports();
    let host = || "http://127.0.0.1:1".parse().unwrap();
    let settings = SignInSettings { ports: ports[..1].to_vec(), ..SignInSettings::new(host(), "id") };
    let first = SignIn::begin(settings.clone()).await.unwrap();
    let taken = SignIn::begin(settings.clone()).await.err();
    assert_eq!(taken, Some(SignInError::NoFreePort { ports: ports[..1].to_vec() }));
    drop(first.finish());
    let late = SignIn::begin(SignInSettings { patience: Duration::ZERO, ..settings.clone() }).await.unwrap();
    assert_eq!(late.finish().await.unwrap_err(), SignInError::TimedOut);
    assert!(SignIn::begin(settings).await.is_ok());
    assert_eq!(SignIn::begin(SignInSettings::new(host(), " ")).await.err(), Some(SignInError::NoClientId));
}

#[tokio::test]
async fn answers_that_cannot_be_trusted_are_refused() {
    let token = |instance: &str| {
        format!(r#"{{"access_token":"a","token_type":"Bearer","refresh_token":"r","instance_url":"{instance}"}}"#)
    };
    // An id token of another attempt: everything else in the answer is as it should be.
    let with_id_token = |answer: &str| answer.replace('}', r#","id_token":"e30.e30.c2ln"}"#);
    for (reply, error) in [
        (json(200, &token("http://evil.example")), SignInError::BadAnswer),
        (json(200, &token("https://evil.example/path")), SignInError::BadAnswer),
        (json(200, r#"{"access_token":"a","token_type":"Bearer"}"#), SignInError::BadAnswer),
        (json(200, &with_id_token(&token("https://acme.my.salesforce.com"))), SignInError::BadAnswer),
        (json(200, "no json"), SignInError::BadAnswer),
        (json(302, ""), SignInError::Unreachable),
        (json(502, "<html>"), SignInError::Unreachable),
        (
            json(400, r#"{"error":"inactive_user","error_description":"x"}"#),
            SignInError::Refused { code: "inactive_user".into() },
        ),
    ] {
        let server = Scripted::start(vec![reply]).await;
        let settings = SignInSettings { ports: free_ports(), ..SignInSettings::new(server.url.parse().unwrap(), "id") };
        let sign_in = SignIn::begin(settings).await.unwrap();
        let state = sign_in.authorize_url().query_pairs().find(|(key, _)| key == "state").unwrap().1.into_owned();
        let back = format!("{}?code=c&state={state}", sign_in.redirect_url());
        let (grant, _) = tokio::join!(sign_in.finish(), get(&back));
        assert_eq!(grant.unwrap_err(), error);
    }
}
