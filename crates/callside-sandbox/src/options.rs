//! How one sandbox is set up.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The settings of a sandbox. `Default` is the training org: strict, rotating, on a free loopback port.
#[derive(Debug, Clone)]
pub struct SandboxOptions {
    /// Address to listen on; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Decides which people and companies are invented.
    pub seed: u64,
    /// Tells orgs apart: each number is an org of its own, with an id of its own.
    pub org: u64,
    /// What the sandbox's clock reads at the start; the machine's clock when absent.
    pub start: Option<Timestamp>,
    /// How many contacts are invented besides the named test callers.
    pub contacts: usize,
    /// Whether each refresh gives a new refresh token and kills the old one.
    pub rotation: bool,
    /// Whether the org has `Task.CallKey__c`.
    pub call_key_field: bool,
    /// How long a new or changed record stays unknown to the search index.
    pub index_lag: Duration,
    /// How long an access token lives after its last use.
    pub session_lifetime: Duration,
    /// How many rows a page of a query result has when the caller does not say.
    pub page_size: usize,
    /// Requests a day (`DailyApiRequests`).
    pub daily_requests: u64,
    /// Callbacks that are registered; a redirect must equal one of them, port included.
    pub redirect_uris: Vec<String>,
    /// Whether the authorize page signs the agent in without asking.
    pub auto_approve: bool,
    /// Whether an authorize request must bring a code challenge.
    pub require_pkce: bool,
    /// User name of whom programs with client credentials run as; absent: the app's flow has no such user.
    pub run_as: Option<String>,
    /// What the agent's profile may not see or write.
    pub field_security: Vec<FieldRule>,
    /// Secret of the control endpoints; invented when absent.
    pub control_secret: Option<String>,
}

impl Default for SandboxOptions {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            seed: 1,
            org: 1,
            start: None,
            contacts: 240,
            rotation: true,
            call_key_field: true,
            index_lag: Duration::ZERO,
            session_lifetime: Duration::from_secs(2 * 60 * 60),
            page_size: 2000,
            daily_requests: 15_000,
            redirect_uris: [1717, 17_170, 27_170].map(|port| format!("http://localhost:{port}/OauthRedirect")).to_vec(),
            auto_approve: false,
            require_pkce: true,
            run_as: Some("miguel.santos@callside-training.example".to_owned()),
            field_security: vec![FieldRule {
                object: "Account".to_owned(),
                field: "AnnualRevenue".to_owned(),
                access: FieldAccess::Hidden,
            }],
            control_secret: None,
        }
    }
}

/// What the agent's profile may do with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldRule {
    /// Object, such as `Contact`.
    pub object: String,
    /// Field, such as `DoNotCall`.
    pub field: String,
    /// The access.
    pub access: FieldAccess,
}

/// How much of a field a profile sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldAccess {
    /// As if it did not exist.
    Hidden,
    /// May be read but not written.
    ReadOnly,
}
