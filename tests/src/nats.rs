//! A real nats-server with JetStream.

use serde_json::Value;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A server of our own. It is killed when this is dropped.
pub struct Nats {
    child: Child,
    url: String,
    _folder: tempfile::TempDir,
}

impl Drop for Nats {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Nats {
    /// Starts one on a port of its own.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let debian = Path::new("/usr/sbin/nats-server");
        let mut command = Command::new(if debian.is_file() { debian } else { "nats-server".as_ref() });
        command.args(["-a", "127.0.0.1", "-p", "-1", "-js", "-sd"]).arg(folder.path().join("js"));
        command.arg("--ports_file_dir").arg(folder.path()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().expect("nats-server is installed");
        let file = folder.path().join(format!("nats-server_{}.ports", child.id()));
        let url = loop {
            let ports: Value =
                std::fs::read_to_string(&file).ok().and_then(|t| serde_json::from_str(&t).ok()).unwrap_or_default();
            if let Some(url) = ports["nats"][0].as_str() {
                break url.to_owned();
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        };
        Self { child, url, _folder: folder }
    }

    /// Its address.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}
