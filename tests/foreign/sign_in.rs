//! Our sign-in meets a server that we did not write: oidc-provider, with PKCE required and refresh tokens rotated.

use crate::browser;
use crate::node::{Script, Serving};
use callside_core::crm::{Crm as _, CrmError};
use callside_core::vault::Vault as _;
use callside_keychain::MemoryVault;
use callside_salesforce::oauth::{Grant, SignIn, SignInError, SignInSettings};
use callside_salesforce::session::{Revocation, Session, SessionState};
use callside_salesforce::{Salesforce, Settings};
use serde_json::Value;
use std::sync::Arc;

/// Name of the entry in which a sign-in rests.
const ENTRY: &str = "salesforce-session";

/// The server, and the keychain of this machine.
struct Stage {
    server: Serving,
    vault: Arc<MemoryVault>,
}

impl Stage {
    async fn set() -> Self {
        Self { server: Script::new("oidc-server.mjs").serve().await, vault: Arc::new(MemoryVault::new()) }
    }

    fn told(&self, key: &str) -> &str {
        self.server.ready[key].as_str().expect("the ready line is complete")
    }

    async fn attempt(&self) -> Result<Grant, SignInError> {
        let host = self.told("login_url").parse().expect("a login host");
        let mut settings = SignInSettings::new(host, self.told("client_id"));
        settings.ports = vec![0];
        let sign_in = SignIn::begin(settings).await.expect("a port is free");
        let person = browser::open(sign_in.authorize_url().clone());
        let (page, outcome) = tokio::join!(person, sign_in.finish());
        assert!(page.1.contains("Callside"), "the browser ends on our page: {page:?}");
        outcome
    }

    /// Signs in; the sign-in rests in the keychain.
    async fn sign_in(&self) -> Salesforce {
        let session = Session::signed_out(self.vault.clone()).expect("TLS works");
        session.sign_in(self.attempt().await.expect("the server gives tokens")).await.expect("the vault takes it");
        Salesforce::new(session, Settings::default())
    }

    /// What the app does when it is started again.
    async fn restart(&self) -> Salesforce {
        let session = Session::restore(self.vault.clone()).await.expect("the vault can be read");
        Salesforce::new(session, Settings::default())
    }

    async fn resting(&self) -> Option<callside_core::secret::Secret> {
        self.vault.read(ENTRY).await.expect("the vault can be read")
    }

    async fn control(&self, what: &str) -> Value {
        let url = format!("{}/_control/{what}", self.told("login_url"));
        let client = reqwest::Client::builder().no_proxy().build().expect("a client");
        let answer = client.post(url).send().await.expect("the server answers");
        answer.json().await.expect("the answer is JSON")
    }
}

/// A call that needs a live access token.
async fn call(salesforce: &Salesforce) -> Result<usize, CrmError> {
    salesforce.search("O'Brien").await.map(|found| found.len())
}

#[tokio::test]
async fn a_strict_server_lets_the_app_in() {
    let stage = Stage::set().await;
    let salesforce = stage.sign_in().await;
    let person = &stage.server.ready["person"];
    let identity = salesforce.identity().await.expect("the server knows the person");
    assert_eq!(identity.user.as_str(), person["user_id"]);
    assert_eq!(identity.org.as_str(), person["organization_id"]);
    assert_eq!(identity.name, person["name"]);
    assert_eq!(identity.zone.as_deref(), person["zoneinfo"].as_str());
    assert_eq!(identity.instance_url, stage.told("login_url"));
    assert_eq!(call(&salesforce).await, Ok(0));
    assert!(salesforce.session().id_token(jiff::Timestamp::now()).is_some(), "issuer, audience and nonce are ours");
    let seen = stage.control("seen").await;
    assert_eq!((seen["codes"].as_u64(), seen["refreshes"].as_u64()), (Some(1), Some(0)));
}

#[tokio::test]
async fn every_start_trades_the_token_that_rests_in_the_keychain() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    let mut rested = vec![stage.resting().await];
    for starts in 1..=3 {
        let salesforce = stage.restart().await;
        assert_eq!(call(&salesforce).await, Ok(0), "start {starts}");
        let now = stage.resting().await;
        assert!(now.is_some() && !rested.contains(&now), "start {starts} leaves a new token");
        rested.push(now);
        assert_eq!(stage.control("seen").await["refreshes"], starts);
    }
}

#[tokio::test]
async fn a_token_that_dies_in_the_middle_is_renewed_once_for_all_callers() {
    let stage = Stage::set().await;
    let salesforce = stage.sign_in().await;
    for round in 1..=2 {
        stage.control("expire").await;
        let calls = (0..8).map(|_| call(&salesforce));
        for outcome in futures_util::future::join_all(calls).await {
            assert_eq!(outcome, Ok(0));
        }
        assert_eq!(stage.control("seen").await["refreshes"], round);
    }
}

#[tokio::test]
async fn a_replayed_refresh_token_is_refused_and_a_person_must_sign_in() {
    let stage = Stage::set().await;
    let salesforce = stage.sign_in().await;
    let old = stage.resting().await.expect("a sign-in rests in the vault");
    stage.control("expire").await;
    assert_eq!(call(&salesforce).await, Ok(0), "the first refresh");

    // A backup of the keychain comes back: the same person, a token that has been traded in.
    stage.vault.write(ENTRY, &old).await.expect("the vault takes it");
    let thief = stage.restart().await;
    assert_eq!(call(&thief).await, Err(CrmError::SignInNeeded));
    assert_eq!(thief.session().state(), SessionState::SignedOut);
    assert_eq!(stage.resting().await, None, "a dead token is not kept");

    // The server took the replay for a theft and ended the whole family.
    assert_eq!(call(&salesforce).await, Err(CrmError::SignInNeeded));
    assert_eq!(salesforce.session().state(), SessionState::SignedOut);
    let seen = stage.control("seen").await;
    assert_eq!((&seen["revoked_grants"], &seen["refused"][0]), (&Value::from(1), &Value::from("invalid_grant")));

    let again = stage.sign_in().await;
    assert_eq!(call(&again).await, Ok(0), "and signing in again mends it");
}

#[tokio::test]
async fn a_person_who_says_no_is_believed() {
    let stage = Stage::set().await;
    stage.control("deny").await;
    assert_eq!(stage.attempt().await, Err(SignInError::Denied));
    assert!(stage.attempt().await.is_ok(), "the next attempt is a new one");
}

#[tokio::test]
async fn signing_out_kills_the_tokens_at_the_server() {
    let stage = Stage::set().await;
    let salesforce = stage.sign_in().await;
    let kept = stage.resting().await.expect("a sign-in rests in the vault");
    let signed_out = salesforce.session().sign_out().await;
    assert_eq!((signed_out.server, signed_out.vault), (Revocation::Done, Ok(())));
    assert_eq!(stage.resting().await, None);
    assert_eq!(call(&salesforce).await, Err(CrmError::SignInNeeded));

    stage.vault.write(ENTRY, &kept).await.expect("the vault takes it");
    assert_eq!(call(&stage.restart().await).await, Err(CrmError::SignInNeeded), "the token was revoked");
}
