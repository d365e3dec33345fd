//! jsforce, the JavaScript client on which Salesforce's own command line stands, drives the sandbox.

use crate::node::Script;
use callside_sandbox::{Sandbox, SandboxOptions};

/// Each script has an org of its own, so that none depends on what another left there.
async fn drives(script: &'static str) {
    let sandbox = Sandbox::start(SandboxOptions::default()).await.expect("the sandbox starts");
    Script::new(script).with("CALLSIDE_SANDBOX", sandbox.ready().to_string()).pass().await;
    sandbox.stop().await;
}

#[tokio::test]
async fn jsforce_signs_in_with_pkce_and_refreshes_with_rotation() {
    drives("jsforce-sign-in.mjs").await;
}

#[tokio::test]
async fn jsforce_survives_the_end_of_a_session() {
    drives("jsforce-session.mjs").await;
}

#[tokio::test]
async fn jsforce_queries_page_by_page() {
    drives("jsforce-query.mjs").await;
}

#[tokio::test]
async fn jsforce_creates_changes_and_deletes_records() {
    drives("jsforce-records.mjs").await;
}

#[tokio::test]
async fn jsforce_sends_composites_batches_graphs_and_trees() {
    drives("jsforce-composite.mjs").await;
}

#[tokio::test]
async fn jsforce_is_refused_as_by_a_real_org() {
    drives("jsforce-refusals.mjs").await;
}

#[tokio::test]
async fn jsforce_describes_searches_and_reads_limits() {
    drives("jsforce-setup.mjs").await;
}

#[tokio::test]
async fn jose_verifies_who_signed_in() {
    drives("id-token.mjs").await;
}
