//! A program signs in with key and secret, and again by itself when its token dies.

use crate::desk::{counted, small};
use callside_core::crm::{Crm as _, CrmError};
use callside_core::secret::Secret;
use callside_salesforce::oauth::{ClientCredentials, SignInError};
use callside_salesforce::session::Session;
use callside_salesforce::{Origin, Salesforce, Settings};
use callside_sandbox::faults::{Fault, FaultKind};
use callside_sandbox::{Sandbox, SandboxOptions};
use futures_util::future::join_all;

const TOKEN: &str = "/services/oauth2/token";

async fn program(options: SandboxOptions, secret: Option<&str>) -> (Sandbox, ClientCredentials, Salesforce) {
    let sandbox = Sandbox::start(options).await.unwrap();
    sandbox.inject(Fault::new(FaultKind::Latency { millis: 0, after_commit: false }).on_path(TOKEN));
    let known = sandbox.credentials();
    let secret = Secret::new(secret.unwrap_or(&known.client_secret));
    let credentials = ClientCredentials::new(Origin::parse(&known.login_url).unwrap(), &known.client_id, secret);
    let session = Session::integration(credentials.clone()).unwrap();
    (sandbox, credentials, Salesforce::new(session, Settings::default()))
}

#[tokio::test]
async fn calls_are_made_as_the_integration_user_with_one_token_for_all() {
    let (sandbox, _, salesforce) = program(small(), None).await;
    let calls = join_all((0..8).map(|_| salesforce.search("Sarah Johnson"))).await;
    assert!(calls.iter().all(Result::is_ok), "{calls:?}");
    assert_eq!(counted(&sandbox, TOKEN), 1);
    assert_eq!(salesforce.identity().await.unwrap().username, "miguel.santos@callside-training.example");
    sandbox.expire_sessions();
    assert!(salesforce.search("Sarah Johnson").await.is_ok(), "without a refresh token it asks anew");
    assert_eq!(counted(&sandbox, TOKEN), 2);
}

#[tokio::test]
async fn a_refusal_is_said_with_its_code_and_asked_again_once_it_is_mended() {
    let (_sandbox, credentials, salesforce) = program(small(), Some("an old secret")).await;
    let refused = SignInError::Refused { code: "invalid_client".into() };
    assert_eq!(credentials.sign_in().await, Err(refused));
    assert_eq!(salesforce.identity().await, Err(CrmError::SignInNeeded));

    let (_sandbox, credentials, _) = program(SandboxOptions { run_as: None, ..small() }, None).await;
    assert_eq!(credentials.sign_in().await, Err(SignInError::Refused { code: "invalid_grant".into() }));

    let (sandbox, _, salesforce) = program(small(), None).await;
    sandbox.inject(Fault::new(FaultKind::BadGateway).on_path(TOKEN));
    assert_eq!(salesforce.identity().await, Err(CrmError::Busy { retry_after_s: None }));
    sandbox.clear_faults();
    assert!(salesforce.identity().await.is_ok());
}
