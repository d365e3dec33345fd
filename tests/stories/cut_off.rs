//! A desktop is cut off from its relay in the middle of calls, and neither end is told: no FIN, no RST. Both notice by their
//! own beats; when the network is back, nothing is lost and nothing comes twice.

use callside_relay::Relay;
use callside_tests::cut::{Namespace, Network, Proxy};
use callside_tests::headless::{Headless, program, write_private};
use callside_tests::site::{FIVE9, Site, event};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// Seconds between two beats of the link: three of them without a word are silence.
const BEAT_S: u32 = 1;

/// The relay, a desktop on the far side of a network, and what its program has said.
struct Stage {
    site: Site,
    relay: Relay,
    network: Network,
    desk: Headless,
    /// Pops for the first time, in their order.
    first_pops: Vec<String>,
    /// How each call stood when it was shown last.
    phases: BTreeMap<String, String>,
}

/// What was sent by a phone system; the relay took it.
async fn told(stage: &Stage, told: Value) {
    // Whose certificate it is does not matter here: the network is between relay and desktop.
    let client = reqwest::Client::builder().no_proxy().danger_accept_invalid_certs(true).build().expect("a client");
    let scheme = if matches!(stage.network, Network::Namespace(_)) { "https" } else { "http" };
    let port = stage.relay.listen().port();
    let url = format!("{scheme}://127.0.0.1:{port}/{}/five9/events", stage.site.secret("path-secret"));
    let sent = client.post(url).header("x-callside-secret", FIVE9).json(&told).send().await;
    assert_eq!(sent.expect("the relay answers").status(), 200);
}

/// Call 1 goes on.
fn later(what: &str) -> Value {
    json!({ "event": format!("call.{what}"), "eventId": format!("1-{what}"), "data": { "callId": "1", "agentUserName": "dana" } })
}

impl Stage {
    /// By a proxy in front of the relay.
    async fn by_proxy() -> Self {
        let site = Site::new().await;
        let relay = site.relay_with(SocketAddr::from(([127, 0, 0, 1], 0)), beats).await;
        let proxy = Proxy::to(relay.listen()).await;
        let address = format!("http://{}", proxy.address());
        Self::with(site, relay, Network::Proxy(proxy), &address, None).await
    }

    /// By a namespace with one cable, and TLS as on any network.
    async fn by_namespace(namespace: Namespace) -> Self {
        let site = Site::new().await;
        let (certificate, key) = certificate(&site, &format!("IP:{}", namespace.here()));
        let settings = |config: &mut Value| {
            beats(config);
            config["tls"] = json!({ "certificate_file": certificate, "key_file": key });
        };
        let relay = site.relay_with(SocketAddr::from(([0, 0, 0, 0], 0)), settings).await;
        let address = format!("https://{}:{}", namespace.here(), relay.listen().port());
        Self::with(site, relay, Network::Namespace(namespace), &address, Some(&certificate)).await
    }

    async fn with(site: Site, relay: Relay, network: Network, address: &str, root: Option<&Path>) -> Self {
        let folder = site.folder.path().join("desk");
        std::fs::create_dir(&folder).expect("a folder");
        let session = folder.join("relay-session");
        write_private(&session, &serde_json::to_string(&site.grant("dana@example.com")).expect("JSON"));
        let config = json!({
            "salesforce": { "sign_in": { "from": "nobody" } },
            "database_key": { "from": "file", "path": folder.join("secrets.json") },
            "relay": { "address": address, "session_file": session },
        });
        write_private(&folder.join("config.json"), &config.to_string());
        let mut command = network.command(program("callside-headless"));
        if let Some(root) = root {
            command.env("SSL_CERT_FILE", root);
        }
        let desk = Headless::start_by(command, &folder.join("config.json"), &folder.join("data")).await;
        Self { site, relay, network, desk, first_pops: Vec::new(), phases: BTreeMap::new() }
    }

    /// Reads what the desktop says until it is this.
    async fn hears(&mut self, is: impl Fn(&Self, &Value) -> bool) {
        loop {
            let line = self.desk.line().await.expect("the desktop runs");
            if line["type"] == "pop" {
                let text = |value: &Value| value.as_str().expect("a word").to_owned();
                let call = text(&line["pop"]["call"]);
                self.phases.insert(call.clone(), text(&line["pop"]["phase"]));
                if line["first"] == true {
                    self.first_pops.push(call);
                }
            }
            if is(self, &line) {
                return;
            }
        }
    }

    async fn link_is(&mut self, state: &str) {
        self.hears(|_, line| line["type"] == "relay" && line["state"] == state).await;
    }

    async fn pops(&mut self, call: &str) {
        self.hears(|stage, _| stage.first_pops.iter().any(|popped| popped == call)).await;
    }
}

fn beats(config: &mut Value) {
    config["limits"] = json!({ "beat_s": BEAT_S });
}

/// A certificate of this machine's own for the name or address by which a desktop reaches it, and its key.
pub fn certificate(site: &Site, of: &str) -> (PathBuf, PathBuf) {
    let (certificate, key) = (site.folder.path().join("cert.pem"), site.folder.path().join("key.pem"));
    let made = std::process::Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"])
        .args(["-subj", "/CN=relay", "-addext", &format!("subjectAltName={of}"), "-keyout"])
        .arg(&key)
        .arg("-out")
        .arg(&certificate)
        .output()
        .expect("openssl is there: libssl-dev brings it");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    write_private(&key, &std::fs::read_to_string(&key).expect("the key"));
    (certificate, key)
}

/// Two times the same cable: what was taken up after the first is not lost or doubled by the second.
async fn story(mut stage: Stage) {
    stage.link_is("up").await;
    told(&stage, event("1")).await;
    stage.pops("five9:1").await;

    stage.network.cut();
    told(&stage, later("answered")).await;
    told(&stage, event("2")).await;
    // Nobody closed anything: only the beats that do not come can tell.
    stage.link_is("waiting").await;
    assert_eq!(stage.first_pops, ["five9:1"], "nothing got through");
    told(&stage, event("3")).await;
    told(&stage, later("ended")).await;
    stage.network.mend();
    stage.link_is("up").await;
    let is_over = |stage: &Stage| stage.phases.get("five9:1").is_some_and(|phase| phase == "ended");
    stage.hears(|stage, _| is_over(stage) && stage.first_pops.len() == 3).await;

    stage.network.cut();
    told(&stage, event("4")).await;
    stage.link_is("waiting").await;
    stage.network.mend();
    stage.link_is("up").await;
    told(&stage, event("5")).await;
    stage.pops("five9:5").await;
    let expected = ["1", "2", "3", "4", "5"].map(|call| format!("five9:{call}"));
    assert_eq!(stage.first_pops, expected, "none is lost, none twice, in their order");
    stage.desk.ask(json!({ "command": "quit" })).await;
    stage.desk.gone().await;
    stage.relay.drain().await;
}

#[tokio::test]
async fn a_network_that_dies_without_a_word_loses_and_doubles_nothing() {
    story(Stage::by_proxy().await).await;
}

#[tokio::test]
async fn nor_does_a_cable_that_is_pulled_where_the_machine_gives_a_network_namespace() {
    match Namespace::make() {
        Ok(namespace) => story(Stage::by_namespace(namespace).await).await,
        Err(why) => {
            // Not in silence, and not untested: the same story over what there is.
            eprintln!("{why}; a proxy in user space was cut instead");
            story(Stage::by_proxy().await).await;
        }
    }
}
