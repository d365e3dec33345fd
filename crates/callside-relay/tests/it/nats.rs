//! A real nats-server.

use crate::bed::PATIENCE;
use serde_json::Value;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// A server with JetStream on a port of its own. It is killed when this is dropped.
pub struct Nats {
    folder: TempDir,
    child: Child,
    port: u16,
}

fn program() -> PathBuf {
    // Debian installs it where an ordinary user's PATH does not always reach.
    let places = ["/usr/sbin/nats-server", "/usr/local/bin/nats-server", "/usr/bin/nats-server"];
    let found = places.iter().map(PathBuf::from).find(|path| path.is_file());
    found.unwrap_or_else(|| PathBuf::from("nats-server"))
}

impl Nats {
    /// Starts one on a free port. What relays then say of it is shown when the test fails.
    pub async fn start() -> Self {
        let filter = "callside_relay=debug,async_nats=debug";
        // Another test of this process may have done it.
        let _ = tracing_subscriber::fmt().with_test_writer().with_env_filter(filter).try_init();
        let folder = tempfile::tempdir().unwrap();
        let mut child = spawn(&folder, -1);
        let port = port(&folder, &mut child).await.expect("nats-server runs");
        Self { folder, child, port }
    }

    pub fn url(&self) -> String {
        format!("nats://127.0.0.1:{}", self.port)
    }

    /// Everything that it has on the disk.
    pub fn disk(&self) -> Vec<u8> {
        crate::erasing::bytes_of(&self.folder.path().join("js"))
    }

    /// SIGKILL.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// The same server again, on the same files and the same port. Another test may have been given the port meanwhile:
    /// the server ends at once then, and is started again until it is free.
    pub async fn revive(&mut self) {
        let up = async {
            loop {
                self.child = spawn(&self.folder, i32::from(self.port));
                if port(&self.folder, &mut self.child).await.is_some() {
                    return;
                }
            }
        };
        tokio::time::timeout(PATIENCE, up).await.expect("the port is free again");
    }
}

impl Drop for Nats {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn spawn(folder: &TempDir, port: i32) -> Child {
    let mut command = Command::new(program());
    command.args(["-a", "127.0.0.1", "-p", &port.to_string(), "-js", "-sd"]).arg(folder.path().join("js"));
    command.arg("--ports_file_dir").arg(folder.path());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("nats-server starts: apt-get install nats-server, or cargo xtask test installs it")
}

/// The server writes down the port that it found; `None` when it has ended.
async fn port(folder: &TempDir, child: &mut Child) -> Option<u16> {
    let file = folder.path().join(format!("nats-server_{}.ports", child.id()));
    let found = async {
        loop {
            let text = std::fs::read_to_string(&file).ok();
            let ports = text.and_then(|text| serde_json::from_str::<Value>(&text).ok());
            let url = ports.as_ref().and_then(|ports| ports["nats"][0].as_str());
            if let Some(port) = url.and_then(|url| url.rsplit(':').next()).and_then(|port| port.parse().ok()) {
                return Some(port);
            }
            if child.try_wait().unwrap().is_some() {
                return None;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(PATIENCE, found).await.expect("nats-server is ready")
}
