//! The metadata that an admin deploys, read and packed by Salesforce's own library; its callbacks are those that the
//! sign-in listens on.

use crate::node::Script;
use callside_salesforce::oauth::{LoginHost, SignInSettings};

#[tokio::test]
async fn salesforces_own_library_takes_the_metadata() {
    let ports = SignInSettings::new(LoginHost::Production, "a client".to_owned()).ports;
    let ports = serde_json::to_string(&ports).expect("numbers are JSON");
    Script::new("salesforce-metadata.mjs").with("CALLSIDE_PORTS", ports).pass().await;
}
