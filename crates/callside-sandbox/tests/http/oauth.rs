//! The web-server flow: authorize page, PKCE, codes.

use std::collections::HashMap;
use std::time::Duration;

use callside_sandbox::oauth::Challenge;
use callside_sandbox::{Sandbox, SandboxOptions};
use url::Url;

use crate::client::{Reply, plain_client, send, small};

const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk-extra";
const REDIRECT: &str = "http://localhost:1717/OauthRedirect";

/// A public client with a browser.
pub struct Flow {
    pub sandbox: Sandbox,
    pub http: reqwest::Client,
}

impl Flow {
    pub async fn new(options: SandboxOptions) -> Self {
        Self { sandbox: Sandbox::start(options).await.unwrap(), http: plain_client() }
    }

    fn at(&self, path: &str) -> String {
        format!("{}/services/oauth2/{path}", self.sandbox.base_url())
    }

    fn parameters(&self) -> HashMap<&'static str, String> {
        HashMap::from([
            ("response_type", "code".to_owned()),
            ("client_id", self.sandbox.credentials().client_id),
            ("redirect_uri", REDIRECT.to_owned()),
            ("scope", "api refresh_token".to_owned()),
            ("state", "s&1".to_owned()),
            ("code_challenge", Challenge::of(VERIFIER).as_str().to_owned()),
        ])
    }

    /// Sends the form of the page, as the agent who presses Allow.
    async fn decide(&self, changes: &[(&'static str, &str)]) -> Reply {
        let mut form = self.parameters();
        let credentials = self.sandbox.credentials();
        form.insert("username", credentials.username);
        form.insert("password", credentials.password);
        form.insert("decision", "allow".to_owned());
        form.extend(changes.iter().map(|(name, value)| (*name, (*value).to_owned())));
        send(self.http.post(self.at("authorize")).form(&form)).await
    }

    pub async fn code(&self) -> String {
        answer(&self.decide(&[]).await)["code"].clone()
    }

    pub async fn token(&self, form: &[(&str, &str)]) -> Reply {
        send(self.http.post(self.at("token")).form(form)).await
    }

    pub async fn redeem(&self, code: &str, changes: &[(&str, Option<&str>)]) -> Reply {
        let client_id = self.sandbox.credentials().client_id;
        let mut form = HashMap::from([
            ("grant_type", "authorization_code"),
            ("code", code),
            ("client_id", client_id.as_str()),
            ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
        ]);
        for (name, value) in changes {
            match value {
                Some(value) => form.insert(name, value),
                None => form.remove(name),
            };
        }
        send(self.http.post(self.at("token")).form(&form)).await
    }
}

/// The parameters of the address that a browser is sent to.
fn answer(reply: &Reply) -> HashMap<String, String> {
    assert_eq!(reply.status, 302, "{}", reply.text);
    let address = Url::parse(reply.header("location")).unwrap();
    assert!(reply.header("location").starts_with(REDIRECT));
    address.query_pairs().into_owned().collect()
}

#[tokio::test]
async fn a_person_signs_in_and_the_app_gets_a_working_token() {
    let flow = Flow::new(small()).await;
    let page = send(flow.http.get(flow.at("authorize")).query(&flow.parameters())).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("<form") && page.text.contains("dana.whitfield@"));

    let redirected = answer(&flow.decide(&[]).await);
    assert_eq!(redirected["state"], "s&1");
    let reply = flow.redeem(&redirected["code"], &[]).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    let token = &reply.body;
    assert_eq!(token["instance_url"], flow.sandbox.base_url());
    assert_eq!(token["token_type"], "Bearer");
    assert_eq!(token["scope"], "api refresh_token");
    assert!(token["issued_at"].as_str().unwrap().parse::<i64>().unwrap() > 1_700_000_000_000);
    assert!(token["access_token"].as_str().unwrap().starts_with("00D"));
    assert!(token["refresh_token"].is_string() && token["signature"].is_string());
    assert!(token.get("expires_in").is_none() && token.get("id_token").is_none());

    let data = format!("{}/services/data/v59.0/limits", flow.sandbox.base_url());
    let bearer = token["access_token"].as_str().unwrap();
    assert_eq!(send(flow.http.get(data).bearer_auth(bearer)).await.status, 200);
    let identity = send(flow.http.get(token["id"].as_str().unwrap()).bearer_auth(bearer)).await;
    assert_eq!(identity.body["display_name"], "Dana Whitfield");
}

#[tokio::test]
async fn the_challenge_method_may_be_named_or_not() {
    let flow = Flow::new(small()).await;
    assert!(answer(&flow.decide(&[("code_challenge_method", "S256")]).await).contains_key("code"));
    let plain = answer(&flow.decide(&[("code_challenge_method", "plain")]).await);
    assert_eq!(plain["error"], "invalid_request");
}

#[tokio::test]
async fn a_refusal_goes_to_the_callback_only_if_it_is_registered() {
    let flow = Flow::new(small()).await;
    let denied = answer(&flow.decide(&[("decision", "deny")]).await);
    assert_eq!((denied["error"].as_str(), denied["state"].as_str()), ("access_denied", "s&1"));
    assert!(!denied.contains_key("code"));
    let scope = answer(&flow.decide(&[("scope", "api everything")]).await);
    assert_eq!(scope["error"], "invalid_scope");

    for (name, value, error) in [
        ("redirect_uri", "http://localhost:9999/OauthRedirect", "redirect_uri_mismatch"),
        ("redirect_uri", "http://127.0.0.1:1717/OauthRedirect", "redirect_uri_mismatch"),
        ("client_id", "somebody-else", "invalid_client_id"),
    ] {
        let reply = flow.decide(&[(name, value)]).await;
        assert_eq!(reply.status, 400);
        assert!(reply.text.contains(error) && reply.header("location").is_empty(), "{value}");
    }
}

#[tokio::test]
async fn a_wrong_password_shows_the_page_again() {
    let flow = Flow::new(small()).await;
    let leaver = flow.sandbox.users().iter().find(|user| !user.is_active).unwrap().username.clone();
    for changes in [[("password", "guess")], [("username", leaver.as_str())], [("username", "nobody@example.com")]] {
        let reply = flow.decide(&changes).await;
        assert_eq!(reply.status, 200);
        assert!(reply.text.contains("check your username and password"), "{changes:?}");
    }
}

#[tokio::test]
async fn a_code_is_redeemed_once_and_in_time() {
    let flow = Flow::new(small()).await;
    let code = flow.code().await;
    assert_eq!(flow.redeem(&code, &[]).await.status, 200);
    let again = flow.redeem(&code, &[]).await;
    assert_eq!((again.status, again.body["error"].as_str()), (400, Some("invalid_grant")));

    let late = flow.code().await;
    flow.sandbox.advance(Duration::from_secs(15 * 60 + 1));
    let reply = flow.redeem(&late, &[]).await;
    assert_eq!(reply.body["error_description"], "expired authorization code");
}

#[tokio::test]
async fn each_bad_token_request_has_its_own_error() {
    let flow = Flow::new(small()).await;
    for (changes, status, error) in [
        (("code_verifier", None), 400, "invalid_grant"),
        (("code_verifier", Some("wrong-verifier-wrong-verifier-wrong-verifier-1")), 400, "invalid_request"),
        (("redirect_uri", Some("http://localhost:17170/OauthRedirect")), 400, "redirect_uri_mismatch"),
        (("client_id", Some("other")), 400, "invalid_client_id"),
        (("client_secret", Some("guess")), 401, "invalid_client"),
        (("grant_type", Some("password")), 400, "unsupported_grant_type"),
        (("code", None), 400, "invalid_request"),
        (("code", Some("aPrxMadeUp==")), 400, "invalid_grant"),
    ] {
        let code = flow.code().await;
        let reply = flow.redeem(&code, &[changes]).await;
        assert_eq!((reply.status, reply.body["error"].as_str()), (status, Some(error)), "{changes:?}");
    }
}

#[tokio::test]
async fn an_app_may_prove_itself_with_a_basic_header() {
    let flow = Flow::new(small()).await;
    let code = flow.code().await;
    let credentials = flow.sandbox.credentials();
    let form = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", REDIRECT),
        ("code_verifier", VERIFIER),
    ];
    let request = flow.http.post(flow.at("token")).form(&form);
    let reply = send(request.basic_auth(credentials.client_id, Some(credentials.client_secret))).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
}

#[tokio::test]
async fn a_challenge_is_needed_unless_the_app_is_registered_without() {
    let flow = Flow::new(small()).await;
    let mut bare = flow.parameters();
    bare.remove("code_challenge");
    let reply = send(flow.http.get(flow.at("authorize")).query(&bare)).await;
    assert_eq!(answer(&reply)["error_description"], "missing required code challenge");

    let lax = Flow::new(SandboxOptions { require_pkce: false, auto_approve: true, ..small() }).await;
    let mut bare = lax.parameters();
    bare.remove("code_challenge");
    let code = answer(&send(lax.http.get(lax.at("authorize")).query(&bare)).await)["code"].clone();
    let surplus = lax.redeem(&code, &[]).await;
    assert_eq!(surplus.body["error"], "invalid_grant", "a verifier without a challenge");
    let code = answer(&send(lax.http.get(lax.at("authorize")).query(&bare)).await)["code"].clone();
    assert_eq!(lax.redeem(&code, &[("code_verifier", None)]).await.status, 200);
}

#[tokio::test]
async fn auto_approval_answers_at_once_for_the_hinted_user() {
    let flow = Flow::new(SandboxOptions { auto_approve: true, ..small() }).await;
    let grace = flow.sandbox.users()[4].clone();
    let mut parameters = flow.parameters();
    parameters.insert("login_hint", grace.username.clone());
    let code = answer(&send(flow.http.get(flow.at("authorize")).query(&parameters)).await)["code"].clone();
    let token = flow.redeem(&code, &[]).await.body;
    assert!(token["id"].as_str().unwrap().ends_with(&grace.id));
}

#[tokio::test]
async fn immediate_does_not_wait_for_a_person() {
    let flow = Flow::new(small()).await;
    let mut parameters = flow.parameters();
    parameters.insert("immediate", "true".to_owned());
    let reply = send(flow.http.get(flow.at("authorize")).query(&parameters)).await;
    assert_eq!(answer(&reply)["error"], "immediate_unsuccessful");
}

#[tokio::test]
async fn a_program_gets_a_token_for_its_user_and_no_refresh_token() {
    let flow = Flow::new(small()).await;
    let (id, secret) = (flow.sandbox.credentials().client_id, flow.sandbox.credentials().client_secret);
    let ask = [("grant_type", "client_credentials"), ("client_id", &id), ("client_secret", &secret)];
    let reply = flow.token(&ask).await;
    assert_eq!((reply.status, reply.body["scope"].as_str()), (200, Some("api id")), "{}", reply.body);
    assert_eq!(reply.body["refresh_token"], serde_json::Value::Null);
    let info = flow.http.get(flow.at("userinfo")).bearer_auth(reply.body["access_token"].as_str().unwrap());
    assert_eq!(send(info).await.body["preferred_username"], "miguel.santos@callside-training.example");

    let refused = async |form: &[(&str, &str)]| {
        let reply = flow.token(form).await;
        (reply.status, reply.body["error"].as_str().unwrap().to_owned())
    };
    assert_eq!(refused(&ask[..2]).await, (401, "invalid_client".into()), "without the secret");
    let wrong = [ask[0], ask[1], ("client_secret", "guess")];
    assert_eq!(refused(&wrong).await, (401, "invalid_client".into()));
    let other = [ask[0], ("client_id", "3MVG9other"), ask[2]];
    assert_eq!(refused(&other).await, (400, "invalid_client_id".into()));
    let needs_a_person = [ask[0], ask[1], ask[2], ("scope", "full refresh_token")];
    assert_eq!(refused(&needs_a_person).await, (400, "invalid_grant".into()));
}

#[tokio::test]
async fn without_a_user_to_run_as_a_program_gets_nothing() {
    let flow = Flow::new(SandboxOptions { run_as: None, ..small() }).await;
    let (id, secret) = (flow.sandbox.credentials().client_id, flow.sandbox.credentials().client_secret);
    let ask = [("grant_type", "client_credentials"), ("client_id", &id), ("client_secret", &secret)];
    let reply = flow.token(&ask).await;
    assert_eq!(
        (reply.status, reply.body["error_description"].as_str()),
        (400, Some("no client credentials user enabled"))
    );
}
