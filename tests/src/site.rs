//! A relay on its own folder, sessions of people of its team, and engines that are linked to it.

use crate::desk::{Desk, PATIENCE};
use crate::headless::write_private;
use callside_core::person::PersonId;
use callside_core::role::Role;
use callside_core::secret::Secret;
use callside_core::vault::Vault;
use callside_engine::{LinkState, RelayGrant, RelayLink, keep_relay_session, link_relay, set_relay};
use callside_flow::SystemClock;
use callside_keychain::MemoryVault;
use callside_relay::Relay;
use callside_relay::config::{Config, make_secrets};
use callside_relay::identity::{Kind, Sessions};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::Arc;
use tempfile::TempDir;

/// Five9's secret at this relay.
pub const FIVE9: &str = "story-secret-0123456789";

/// A relay's folder, and a desk's vault.
pub struct Site {
    /// Its files.
    pub folder: TempDir,
    /// Holds Dana's session.
    pub vault: Arc<MemoryVault>,
}

impl Site {
    /// Secrets, and a session of Dana's.
    pub async fn new() -> Self {
        let site = Self { folder: tempfile::tempdir().expect("a folder"), vault: Arc::new(MemoryVault::new()) };
        make_secrets(&site.folder.path().join("secrets")).expect("secrets");
        write_private(&site.folder.path().join("secrets/five9"), FIVE9);
        keep_relay_session(site.vault.as_ref(), &site.grant("dana@example.com")).await.expect("a session");
        site
    }

    /// One of the secrets.
    #[must_use]
    pub fn secret(&self, name: &str) -> String {
        let path = self.folder.path().join("secrets").join(name);
        std::fs::read_to_string(path).expect("a secret").trim().to_owned()
    }

    /// A session as the relay would give it.
    #[must_use]
    pub fn grant(&self, person: &str) -> RelayGrant {
        let person = PersonId::new(person).expect("an address");
        let sessions = Sessions::new(Secret::new(self.secret("session-key")));
        let ends = Timestamp::now() + SignedDuration::from_hours(1);
        let make = |kind| sessions.make(kind, &person, ends);
        let (session, renewal) = (make(Kind::Session), make(Kind::Renewal));
        RelayGrant { session, session_ends: ends, renewal, renewal_ends: ends, person, role: Role::Agent }
    }

    /// On the same port again where one is given.
    pub async fn relay(&self, listen: SocketAddr) -> Relay {
        self.relay_with(listen, |_| {}).await
    }

    /// With another configuration.
    pub async fn relay_with(&self, listen: SocketAddr, edit: impl FnOnce(&mut Value)) -> Relay {
        let secret = |name: &str| self.folder.path().join("secrets").join(name);
        let mut config = json!({
            "callside_config": 1, "listen": listen, "inner": "127.0.0.1:0", "data": self.folder.path().join("data"),
            "home_region": "US",
            "secrets": {
                "database_key_file": secret("database-key"), "session_key_file": secret("session-key"),
                "path_secret_file": secret("path-secret"),
            },
            "phones": { "five9_secret_file": secret("five9") },
            "identity": { "issuer": "http://127.0.0.1:9", "client_id": "app", "org_id": "00D000000000001AAA" },
            "team": { "people": [{ "email": "dana@example.com", "names": { "five9": ["dana"] } }] },
        });
        edit(&mut config);
        let config: Config = serde_json::from_value(config).expect("a configuration");
        Relay::start(config, Arc::new(Timestamp::now)).await.expect("the relay starts")
    }

    /// A link with Dana's session.
    pub async fn linked(&self, desk: &Desk, relay: SocketAddr) -> RelayLink {
        self.linked_as(desk, relay, Arc::clone(&self.vault)).await
    }

    /// With the session that rests in this vault.
    pub async fn linked_as(&self, desk: &Desk, relay: SocketAddr, vault: Arc<MemoryVault>) -> RelayLink {
        let setting = set_relay(&desk.companion, Some(&format!("http://{relay}"))).await.expect("it is kept");
        let vault = vault as Arc<dyn Vault>;
        link_relay(&desk.companion, vault, &setting.expect("a relay"), "story", Arc::new(SystemClock)).expect("linked")
    }

    /// A link with the session of somebody else.
    pub async fn linked_of(&self, desk: &Desk, relay: SocketAddr, person: &str) -> RelayLink {
        let vault = Arc::new(MemoryVault::new());
        keep_relay_session(vault.as_ref(), &self.grant(person)).await.expect("a session");
        self.linked_as(desk, relay, vault).await
    }

    /// Five9 tells that a call rings at Dana.
    pub async fn rings(&self, relay: SocketAddr, call: &str) {
        self.says(relay, &event(call)).await;
    }

    /// Five9 tells something.
    pub async fn says(&self, relay: SocketAddr, event: &Value) {
        let url = format!("http://{relay}/{}/five9/events", self.secret("path-secret"));
        let sent = reqwest::Client::new().post(url).header("x-callside-secret", FIVE9).json(event).send().await;
        assert_eq!(sent.expect("the relay answers").status(), 200);
    }
}

/// A call that rings at Dana.
#[must_use]
pub fn event(call: &str) -> Value {
    json!({
        "event": "call.created", "eventId": format!("{call}-created"),
        "data": { "callId": call, "agentUserName": "dana", "ani": "+14155550134", "dnis": "+18005550100" },
    })
}

/// Waits until a link is up.
pub async fn up(link: &RelayLink) {
    let mut state = link.state();
    let up = tokio::time::timeout(PATIENCE, state.wait_for(|state| matches!(state, LinkState::Up { .. }))).await;
    up.expect("the link comes up").expect("it runs");
}
