//! The relay as a child process.

use crate::headless::{program, write_private};
use callside_core::person::PersonId;
use callside_core::secret::Secret;
use callside_link::{Grant, Role};
use callside_relay::config::make_secrets;
use callside_relay::identity::{Kind, Sessions};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

pub(super) const FIVE9: &str = "bench-secret-0123456789";

/// Folders and secrets.
pub(super) struct Place {
    folder: TempDir,
    config: PathBuf,
    pub(super) path_secret: String,
    session_key: Secret,
}

/// A running relay. It is killed when this is dropped.
pub(super) struct Running {
    child: Child,
    pub(super) listen: SocketAddr,
    pub(super) inner: SocketAddr,
}

impl Place {
    /// `people`: how many there are, `agent-0@example.com` and so on.
    pub(super) fn new(people: usize, more: &Value) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let secrets = folder.path().join("secrets");
        make_secrets(&secrets).expect("secrets");
        write_private(&secrets.join("five9"), FIVE9);
        let team: Vec<Value> = (0..people)
            .map(|n| json!({ "email": format!("agent-{n}@example.com"), "names": { "five9": [format!("agent-{n}")] } }))
            .collect();
        let mut config = json!({
            "callside_config": 1, "name": "bench", "listen": "127.0.0.1:0", "inner": "127.0.0.1:0", "home_region": "US",
            "data": folder.path().join("data"),
            "secrets": {
                "database_key_file": secrets.join("database-key"), "session_key_file": secrets.join("session-key"),
                "path_secret_file": secrets.join("path-secret"),
            },
            "phones": { "five9_secret_file": secrets.join("five9") },
            "identity": { "issuer": "http://127.0.0.1:9", "client_id": "app", "org_id": "00D000000000001AAA" },
            "team": { "people": team },
            "limits": { "per_source": 10_000_000, "burst": 10_000_000 },
        });
        if let (Some(config), Some(more)) = (config.as_object_mut(), more.as_object()) {
            config.extend(more.clone());
        }
        let path = folder.path().join("relay.json");
        write_private(&path, &config.to_string());
        let read = |name: &str| std::fs::read_to_string(secrets.join(name)).expect("a secret").trim().to_owned();
        let (path_secret, session_key) = (read("path-secret"), Secret::new(read("session-key")));
        Self { folder, config: path, path_secret, session_key }
    }

    pub(super) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub(super) fn start(&self) -> Running {
        use std::io::BufRead as _;
        let mut child = Command::new(program("callside-relay"))
            .arg("--config")
            .arg(&self.config)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .env("CALLSIDE_LOG", "warn")
            .spawn()
            .expect("the relay starts");
        let mut line = String::new();
        let out = child.stdout.take().expect("its output is a pipe");
        std::io::BufReader::new(out).read_line(&mut line).expect("it says that it is ready");
        let ready: Value = serde_json::from_str(&line).expect("JSON");
        let at = |name: &str| ready[name].as_str().and_then(|text| text.parse().ok()).expect("an address");
        Running { child, listen: at("listen"), inner: at("inner") }
    }

    pub(super) fn grant(&self, person: &str) -> Grant {
        let person = PersonId::new(person).expect("an address");
        let sessions = Sessions::new(self.session_key.clone());
        let ends = Timestamp::now() + SignedDuration::from_hours(1);
        Grant {
            session: sessions.make(Kind::Session, &person, ends),
            session_ends: ends,
            renewal: sessions.make(Kind::Renewal, &person, ends),
            renewal_ends: ends,
            person,
            role: Role::Agent,
        }
    }
}

impl Running {
    /// Gives the order to forget a caller, as an operator does.
    pub(super) fn forget(&self, place: &Place, number: &str) {
        let mut order = Command::new(program("callside-relay"));
        order.arg("--config").arg(&place.config).args(["erase", "--number", number]);
        order.env("CALLSIDE_RELAY__INNER", self.inner.to_string()).stdout(Stdio::null());
        assert!(order.status().expect("the program starts").success(), "the caller is forgotten");
    }

    /// Resident memory in bytes.
    pub(super) fn memory(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("it runs");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("memory");
        line.trim().trim_end_matches("kB").trim().parse::<f64>().expect("a number") * 1024.0
    }

    /// SIGKILL.
    pub(super) fn kill(&mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it ends");
    }

    /// One of its figures.
    pub(super) async fn figure(&self, name: &str) -> f64 {
        let text = reqwest::get(format!("http://{}/metrics", self.inner)).await.expect("it answers");
        let text = text.text().await.expect("text");
        let line = text.lines().find_map(|line| line.strip_prefix(&format!("callside_relay_{name} ")));
        line.and_then(|value| value.parse().ok()).expect("the figure is there")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
