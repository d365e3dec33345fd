//! Signing out.

use crate::desk::{counted, small};
use crate::vaults::MemoryVault;
use callside_core::crm::{Crm as _, CrmError};
use callside_core::vault::VaultError;
use callside_salesforce::session::{Revocation, Session, SessionState, SignedOut};
use callside_salesforce::{Salesforce, Settings};
use callside_sandbox::Sandbox;
use callside_sandbox::faults::{Fault, FaultKind};
use std::sync::Arc;

async fn signed_in() -> (Sandbox, Arc<MemoryVault>, Salesforce) {
    let sandbox = Sandbox::start(small()).await.unwrap();
    let vault = Arc::new(MemoryVault::of(&sandbox));
    let salesforce = Salesforce::new(Session::restore(vault.clone()).await.unwrap(), Settings::default());
    salesforce.identity().await.unwrap();
    (sandbox, vault, salesforce)
}

#[tokio::test]
async fn a_sign_out_ends_the_tokens_everywhere() {
    let (_sandbox, vault, salesforce) = signed_in().await;
    let thief = MemoryVault::empty();
    let stolen = vault.entry().unwrap();
    callside_core::vault::Vault::write(&thief, "x", &callside_core::secret::Secret::new(stolen)).await.unwrap();
    // The window that asked may be gone before the answer comes: it runs on any thread.
    let session = salesforce.session().clone();
    let out = tokio::spawn(async move { session.sign_out().await }).await.unwrap();
    assert_eq!(out, SignedOut { server: Revocation::Done, vault: Ok(()) });
    assert_eq!((vault.entry(), salesforce.session().state()), (None, SessionState::SignedOut));
    assert_eq!(salesforce.identity().await, Err(CrmError::SignInNeeded));
    let with_stolen = Salesforce::new(Session::restore(Arc::new(thief)).await.unwrap(), Settings::default());
    assert_eq!(with_stolen.identity().await, Err(CrmError::SignInNeeded));
    let again = salesforce.session().sign_out().await;
    assert_eq!(again.server, Revocation::NothingToRevoke);
}

#[tokio::test]
async fn it_forgets_here_whatever_happens_there() {
    let (sandbox, vault, salesforce) = signed_in().await;
    sandbox.inject(Fault::new(FaultKind::ResetBeforeCommit).on_path("/services/oauth2/revoke"));
    let out = salesforce.session().sign_out().await;
    assert_eq!(out, SignedOut { server: Revocation::NotReached, vault: Ok(()) });
    assert_eq!((vault.entry(), salesforce.session().state()), (None, SessionState::SignedOut));
    assert_eq!(counted(&sandbox, "/services/oauth2/revoke"), 1);
}

#[tokio::test]
async fn a_locked_vault_is_said() {
    let (sandbox, vault, salesforce) = signed_in().await;
    vault.lock(true);
    sandbox.revoke_all();
    let out = salesforce.session().sign_out().await;
    assert_eq!(out, SignedOut { server: Revocation::NotKnown, vault: Err(VaultError::Locked) });
    assert_eq!(salesforce.session().state(), SessionState::SignedOut);
}
