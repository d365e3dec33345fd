//! The engine with a relay, without one, and between the two: nothing lost, nothing twice.

use callside_core::person::PersonId;
use callside_core::role::Role;
use callside_core::secret::Secret;
use callside_core::vault::Vault;
use callside_engine::{LinkState, RelayGrant, RelayLink, keep_relay_session, link_relay, set_relay};
use callside_flow::{Notice, SystemClock};
use callside_keychain::MemoryVault;
use callside_relay::Relay;
use callside_relay::config::{Config, make_secrets};
use callside_relay::identity::{Kind, Sessions};
use callside_tests::desk::{Desk, PATIENCE};
use callside_tests::headless::write_private;
use callside_tests::port;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::Arc;
use tempfile::TempDir;

const FIVE9: &str = "story-secret-0123456789";

/// A relay's folder, and a desk's vault.
struct Site {
    folder: TempDir,
    vault: Arc<MemoryVault>,
}

impl Site {
    async fn new() -> Self {
        let site = Self { folder: tempfile::tempdir().expect("a folder"), vault: Arc::new(MemoryVault::new()) };
        make_secrets(&site.folder.path().join("secrets")).expect("secrets");
        write_private(&site.folder.path().join("secrets/five9"), FIVE9);
        keep_relay_session(site.vault.as_ref(), &site.grant()).await.expect("a session");
        site
    }

    fn secret(&self, name: &str) -> String {
        let path = self.folder.path().join("secrets").join(name);
        std::fs::read_to_string(path).expect("a secret").trim().to_owned()
    }

    fn grant(&self) -> RelayGrant {
        let person = PersonId::new("dana@example.com").expect("an address");
        let sessions = Sessions::new(Secret::new(self.secret("session-key")));
        let ends = Timestamp::now() + SignedDuration::from_hours(1);
        let make = |kind| sessions.make(kind, &person, ends);
        let (session, renewal) = (make(Kind::Session), make(Kind::Renewal));
        RelayGrant { session, session_ends: ends, renewal, renewal_ends: ends, person, role: Role::Agent }
    }

    /// On the same port again where one is given.
    async fn relay(&self, listen: SocketAddr) -> Relay {
        let secret = |name: &str| self.folder.path().join("secrets").join(name);
        let config: Config = serde_json::from_value(json!({
            "callside_config": 1, "listen": listen, "inner": "127.0.0.1:0", "data": self.folder.path().join("data"),
            "home_region": "US",
            "secrets": {
                "database_key_file": secret("database-key"), "session_key_file": secret("session-key"),
                "path_secret_file": secret("path-secret"),
            },
            "phones": { "five9_secret_file": secret("five9") },
            "identity": { "issuer": "http://127.0.0.1:9", "client_id": "app", "org_id": "00D000000000001AAA" },
            "team": { "people": [{ "email": "dana@example.com", "names": { "five9": ["dana"] } }] },
        }))
        .expect("a configuration");
        Relay::start(config, Arc::new(Timestamp::now)).await.expect("the relay starts")
    }

    async fn linked(&self, desk: &Desk, relay: SocketAddr) -> RelayLink {
        let setting = set_relay(&desk.companion, Some(&format!("http://{relay}"))).await.expect("it is kept");
        let vault = Arc::clone(&self.vault) as Arc<dyn Vault>;
        link_relay(&desk.companion, vault, &setting.expect("a relay"), "story", Arc::new(SystemClock)).expect("linked")
    }

    async fn rings(&self, relay: SocketAddr, call: &str) {
        let url = format!("http://{relay}/{}/five9/events", self.secret("path-secret"));
        let sent = reqwest::Client::new().post(url).header("x-callside-secret", FIVE9).json(&event(call)).send().await;
        assert_eq!(sent.expect("the relay answers").status(), 200);
    }
}

fn event(call: &str) -> Value {
    json!({
        "event": "call.created", "eventId": format!("{call}-created"),
        "data": { "callId": call, "agentUserName": "dana", "ani": "+14155550134", "dnis": "+18005550100" },
    })
}

async fn up(link: &RelayLink) {
    let mut state = link.state();
    let up = tokio::time::timeout(PATIENCE, state.wait_for(|state| matches!(state, LinkState::Up { .. }))).await;
    up.expect("the link comes up").expect("it runs");
}

/// First pops until this call's, in their order.
async fn pops_until(desk: &mut Desk, call: &str) -> Vec<String> {
    let found = tokio::time::timeout(PATIENCE, async {
        let mut first_pops = Vec::new();
        loop {
            if let Notice::Pop { pop, first: true } = desk.notices.recv().await.expect("the engine announces") {
                first_pops.push(pop.call.to_string());
                if first_pops.last().is_some_and(|key| key == call) {
                    return first_pops;
                }
            }
        }
    });
    found.await.expect("the call pops")
}

#[tokio::test]
async fn a_call_comes_by_relay_and_by_door_and_pops_once() {
    let mut desk = Desk::open().await;
    let site = Site::new().await;
    let relay = site.relay(SocketAddr::from(([127, 0, 0, 1], 0))).await;
    let link = site.linked(&desk, relay.listen()).await;
    up(&link).await;
    site.rings(relay.listen(), "1").await;
    assert_eq!(pops_until(&mut desk, "five9:1").await, ["five9:1"]);
    // The same event once more, as the agent's own browser brings it to the door.
    let settings = callside_telephony::Settings {
        five9: Some(callside_telephony::five9::Settings::new(
            callside_telephony::secrets::Secrets::new(vec![Secret::new(FIVE9)]).expect("a secret"),
        )),
        ..callside_telephony::Settings::default()
    };
    let body = event("1").to_string();
    let headers = [("x-callside-secret", FIVE9.as_bytes())];
    let inbound = callside_telephony::Inbound {
        method: callside_telephony::Method::Post,
        route: callside_telephony::Route::Five9Events,
        query: "",
        headers: callside_telephony::Headers(&headers),
        body: body.as_bytes(),
        received_at: Timestamp::now(),
    };
    for by_door in callside_telephony::read(&inbound, &settings).expect("it is read") {
        desk.hears(by_door).await;
    }
    site.rings(relay.listen(), "2").await;
    assert_eq!(pops_until(&mut desk, "five9:2").await, ["five9:2"], "call 1 did not pop again");
    assert_eq!(desk.companion.calls().await.expect("calls").len(), 2);
}

#[tokio::test]
async fn calls_of_a_time_without_the_relay_come_when_it_is_back_and_the_door_works_meanwhile() {
    let mut desk = Desk::open().await;
    let site = Site::new().await;
    let address = SocketAddr::from(([127, 0, 0, 1], port::own()));
    let relay = site.relay(address).await;
    let link = site.linked(&desk, address).await;
    up(&link).await;
    site.rings(address, "1").await;
    pops_until(&mut desk, "five9:1").await;
    drop(link);
    // The desktop is off; calls go on.
    for call in ["2", "3"] {
        site.rings(address, call).await;
    }
    relay.drain().await;
    let mut by_door = callside_tests::phone::Ringing::from("door", "+14155550199");
    desk.hears(by_door.rings()).await;
    assert_eq!(pops_until(&mut desk, "five9:door").await, ["five9:door"]);
    // The engine starts again, and so does the relay.
    let mut desk = desk.restart().await;
    let relay = site.relay(address).await;
    let link = site.linked(&desk, relay.listen()).await;
    up(&link).await;
    assert_eq!(pops_until(&mut desk, "five9:3").await, ["five9:2", "five9:3"]);
    assert_eq!(desk.companion.calls().await.expect("calls").len(), 4);
}
