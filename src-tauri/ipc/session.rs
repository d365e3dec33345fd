//! Sign-in and the state of the connections.

use super::database::DatabaseTrouble;
use super::sentence::{KeychainTrouble, Sentence};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SessionView {
    /// The vault must be chosen first: this machine has no keychain.
    NoKeychain {
        /// Why.
        keychain: KeychainTrouble,
    },
    /// The database cannot be used.
    NoDatabase {
        /// Why.
        trouble: DatabaseTrouble,
    },
    /// Nobody.
    SignedOut {
        /// Why the last sign-in ended.
        reason: Option<Sentence>,
    },
    /// The browser is open; waiting for it.
    SigningIn {
        /// Address, to copy when no browser opens.
        url: String,
    },
    /// Somebody.
    SignedIn {
        /// Name to show.
        name: String,
        /// User name.
        username: String,
        /// Org's host.
        host: String,
    },
    /// The sign-in died; calls and notes go on, sending waits.
    Expired {
        /// Name to show.
        name: String,
    },
}

/// Where to sign in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SignInRequest {
    /// login.salesforce.com.
    Production,
    /// test.salesforce.com.
    Sandbox,
    /// The company's own host.
    MyDomain {
        /// Host name, such as `acme.my.salesforce.com`.
        host: String,
    },
}

/// Where secrets may rest when there is no keychain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VaultChoice {
    /// Look for the keychain again.
    TryAgain,
    /// In memory: gone when Callside closes.
    ThisSession,
    /// In a file that only this user can read.
    File,
}

/// How the app is connected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ConnectionsView {
    /// Salesforce answers.
    pub salesforce: LinkState,
    /// Since when Salesforce has not answered, in milliseconds since 1970; none while it does.
    #[ts(type = "number | null")]
    pub salesforce_down_since: Option<i64>,
    /// The loopback door is open.
    pub door: LinkState,
    /// Share of the org's API calls that are used, 0-100; none while unknown.
    pub api_used_percent: Option<u8>,
    /// How what can wait goes on, to spare the org's API calls.
    pub pace: super::look_ups::PaceView,
}

/// State of a connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LinkState {
    /// Works.
    Up,
    /// Not used yet.
    Unknown,
    /// Does not work.
    Down {
        /// What happened and what to do.
        reason: Sentence,
    },
}

/// All that the UI needs to start, or to catch up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SnapshotView {
    /// Sign-in.
    pub session: SessionView,
    /// Connections.
    pub connections: ConnectionsView,
    /// Live calls and ended ones that wait for wrap-up, newest first.
    pub calls: Vec<super::pop::CallRow>,
    /// The call in front, when there is one.
    pub pop: Option<super::pop::PopView>,
    /// Numbers of the outbox.
    pub outbox: super::outbox::OutboxCounts,
    /// Dispositions.
    pub dispositions: Vec<super::wrap_up::DispositionView>,
    /// No toast and no attention for now.
    pub do_not_disturb: bool,
    /// Seconds that the clock after a call counts down; 0 = none.
    pub after_call_seconds: u32,
    /// Version of Callside.
    pub version: String,
    /// The policy masks names, numbers and addresses on every screen.
    pub masked: bool,
}
