//! Refresh with rotation: one at a time, kept before it is used, and no loop when it is over.

use crate::desk::{counted, small};
use crate::scripted::{Scripted, json};
use crate::vaults::MemoryVault;
use callside_core::crm::{Crm as _, CrmError, RefusalReason};
use callside_core::secret::Secret;
use callside_core::vault::{Vault as _, VaultError};
use callside_salesforce::session::{Session, SessionState};
use callside_salesforce::{Salesforce, Settings};
use callside_sandbox::Sandbox;
use callside_sandbox::faults::{Fault, FaultKind};
use futures_util::future::join_all;
use std::sync::Arc;

const TOKEN: &str = "/services/oauth2/token";

/// A sandbox, and the agent's program as it starts the next morning.
async fn morning() -> (Sandbox, Arc<MemoryVault>, Salesforce) {
    let sandbox = Sandbox::start(small()).await.unwrap();
    let vault = Arc::new(MemoryVault::of(&sandbox));
    sandbox.inject(Fault::new(FaultKind::Latency { millis: 0, after_commit: false }).on_path(TOKEN));
    let session = Session::restore(vault.clone()).await.unwrap();
    (sandbox, vault, Salesforce::new(session, Settings::default()))
}

fn refreshes(sandbox: &Sandbox) -> u32 {
    counted(sandbox, TOKEN)
}

#[tokio::test]
async fn a_restored_sign_in_refreshes_at_the_first_call_and_rotates() {
    let (sandbox, vault, salesforce) = morning().await;
    let old = vault.refresh_token().unwrap();
    assert_eq!((salesforce.session().state(), refreshes(&sandbox)), (SessionState::SignedIn, 0));
    assert!(salesforce.shape().await.is_ok());
    assert_eq!((refreshes(&sandbox), vault.writes()), (1, 1));
    let new = vault.refresh_token().unwrap();
    assert_ne!(old, new);
    assert!(salesforce.identity().await.is_ok());
    assert_eq!(refreshes(&sandbox), 1);
}

#[tokio::test]
async fn eight_refused_calls_make_one_refresh() {
    let (sandbox, _vault, salesforce) = morning().await;
    salesforce.shape().await.unwrap();
    for round in 2..5 {
        sandbox.expire_sessions();
        let calls = join_all((0..8).map(|_| salesforce.search("Sarah Johnson"))).await;
        assert!(calls.iter().all(Result::is_ok), "{calls:?}");
        assert_eq!(refreshes(&sandbox), round);
    }
}

#[tokio::test]
async fn eight_calls_share_one_failure_too() {
    let (sandbox, _vault, salesforce) = morning().await;
    sandbox.inject(Fault::new(FaultKind::BadGateway).on_path(TOKEN));
    let calls = join_all((0..8).map(|_| salesforce.search("Sarah Johnson"))).await;
    assert!(calls.iter().all(|call| *call == Err(CrmError::Busy { retry_after_s: None })), "{calls:?}");
    assert_eq!((refreshes(&sandbox), salesforce.session().state()), (1, SessionState::SignedIn));
    sandbox.clear_faults();
    assert!(salesforce.search("Sarah Johnson").await.is_ok());
}

#[tokio::test]
async fn nothing_is_asked_before_the_new_token_is_kept() {
    let (sandbox, vault, salesforce) = morning().await;
    let (old, before) = (vault.refresh_token(), sandbox.calls());
    vault.lock(true);
    assert_eq!(salesforce.search("Sarah").await, Err(CrmError::Busy { retry_after_s: None }));
    assert_eq!(salesforce.session().state(), SessionState::KeychainShut(VaultError::Locked));
    assert_eq!((refreshes(&sandbox), sandbox.calls(), vault.refresh_token()), (1, before, old.clone()));
    // The old token is dead, so the new one must not be lost: the next call keeps it, without another refresh.
    vault.lock(false);
    assert!(salesforce.search("Sarah").await.is_ok());
    assert_eq!((refreshes(&sandbox), salesforce.session().state()), (1, SessionState::SignedIn));
    assert_ne!(vault.refresh_token(), old);
}

#[tokio::test]
async fn nobody_uses_the_new_token_while_it_is_being_kept() {
    let (sandbox, vault, salesforce) = morning().await;
    let salesforce = Arc::new(salesforce);
    let ask = || {
        let salesforce = Arc::clone(&salesforce);
        tokio::spawn(async move { salesforce.search("Sarah Johnson").await })
    };
    vault.shut();
    let first = ask();
    while vault.writes() == 0 {
        tokio::task::yield_now().await;
    }
    let second = ask();
    // Somebody else's requests give the second caller time to go wrong.
    let token = Secret::new(sandbox.credentials().access_token);
    let session = Session::with_access_token(sandbox.base_url(), token).unwrap();
    let others = Salesforce::new(session, Settings::default());
    for _ in 0..10 {
        others.search("Sarah Johnson").await.unwrap();
    }
    assert!(!first.is_finished() && !second.is_finished());
    assert_eq!(sandbox.calls(), 10);
    vault.open();
    assert!(first.await.unwrap().is_ok() && second.await.unwrap().is_ok());
    assert_eq!((refreshes(&sandbox), vault.writes()), (1, 1));
}

#[tokio::test]
async fn a_caller_who_gives_up_does_not_lose_the_new_token() {
    let (sandbox, vault, salesforce) = morning().await;
    let salesforce = Arc::new(salesforce);
    vault.shut();
    let caller = tokio::spawn({
        let salesforce = Arc::clone(&salesforce);
        async move { salesforce.search("Sarah").await }
    });
    while vault.writes() == 0 {
        tokio::task::yield_now().await;
    }
    caller.abort();
    assert!(caller.await.unwrap_err().is_cancelled());
    vault.open();
    assert!(salesforce.search("Sarah").await.is_ok());
    assert_eq!((refreshes(&sandbox), vault.writes()), (1, 1));
}

#[tokio::test]
async fn a_revoked_sign_in_is_asked_for_once_and_forgotten() {
    let (sandbox, vault, salesforce) = morning().await;
    salesforce.shape().await.unwrap();
    sandbox.revoke_all();
    for _ in 0..3 {
        assert_eq!(salesforce.search("Sarah").await, Err(CrmError::SignInNeeded));
    }
    assert_eq!((refreshes(&sandbox), vault.entry()), (2, None));
    assert_eq!(salesforce.session().state(), SessionState::SignedOut);
    let next_start = Session::restore(vault).await.unwrap();
    assert_eq!(next_start.state(), SessionState::SignedOut);
}

#[tokio::test]
async fn a_crash_between_answer_and_vault_costs_one_sign_in_and_no_loop() {
    let (sandbox, vault, salesforce) = morning().await;
    let at_crash = vault.entry().unwrap();
    salesforce.shape().await.unwrap();
    let crashed = Arc::new(MemoryVault::empty());
    crashed.write("salesforce-session", &Secret::new(at_crash)).await.unwrap();
    let next_start = Salesforce::new(Session::restore(crashed.clone()).await.unwrap(), Settings::default());
    for _ in 0..3 {
        assert_eq!(next_start.search("Sarah").await, Err(CrmError::SignInNeeded));
    }
    assert_eq!((refreshes(&sandbox), crashed.entry()), (2, None));
}

#[tokio::test]
async fn a_lost_token_answer_is_tried_again() {
    let (sandbox, vault, salesforce) = morning().await;
    sandbox.inject(Fault::new(FaultKind::ResetBeforeCommit).on_path(TOKEN).times(1));
    assert_eq!(salesforce.search("Sarah").await, Err(CrmError::Unreachable));
    assert!(vault.entry().is_some());
    assert!(salesforce.search("Sarah").await.is_ok());
}

#[tokio::test]
async fn a_refused_user_keeps_the_entry_for_an_admin_to_mend() {
    let server = Scripted::start(vec![json(400, r#"{"error":"inactive_user","error_description":"x"}"#)]).await;
    let vault = Arc::new(MemoryVault::empty());
    let entry =
        format!(r#"{{"refresh_token":"r","instance_url":"{0}","login_host":"{0}","client_id":"c"}}"#, server.url);
    vault.write("salesforce-session", &Secret::new(entry)).await.unwrap();
    let salesforce = Salesforce::new(Session::restore(vault.clone()).await.unwrap(), Settings::default());
    for _ in 0..2 {
        assert_eq!(salesforce.search("Sarah").await, Err(CrmError::SignInNeeded));
    }
    assert_eq!(server.requests(), ["POST /services/oauth2/token HTTP/1.1"]);
    assert!(vault.entry().is_some());
}

#[tokio::test]
async fn not_every_401_is_an_expired_session() {
    let body =
        r#"[{"message":"This session is not valid for use with the REST API","errorCode":"INVALID_SESSION_ID"}]"#;
    let server = Scripted::start(vec![json(401, body)]).await;
    let salesforce = server.salesforce(Settings::default());
    let CrmError::Refused(refusal) = salesforce.identity().await.unwrap_err() else { panic!("a refusal") };
    assert_eq!(refusal.reason, RefusalReason::NotAllowed);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_given_access_token_is_not_refreshed() {
    let sandbox = Sandbox::start(small()).await.unwrap();
    let token = Secret::new(sandbox.credentials().access_token);
    let session = Session::with_access_token(sandbox.base_url(), token).unwrap();
    let salesforce = Salesforce::new(session, Settings::default());
    assert!(salesforce.identity().await.is_ok());
    sandbox.expire_sessions();
    assert_eq!(salesforce.search("Sarah").await, Err(CrmError::SignInNeeded));
    assert_eq!(salesforce.session().state(), SessionState::SignedOut);
    assert!(Session::with_access_token("http://example.com", Secret::new("x")).is_err());
}
