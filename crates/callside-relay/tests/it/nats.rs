//! A real nats-server, or three that agree.

use crate::bed::PATIENCE;
use serde_json::Value;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// A server with JetStream on a port of its own. It is killed when this is dropped.
pub struct Nats {
    folder: TempDir,
    child: Child,
    port: u16,
    /// Address of its figures.
    monitor: String,
    /// How it finds the others of its cluster.
    cluster: Vec<String>,
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
        Self::one(Vec::new()).await.expect("nats-server runs")
    }

    async fn one(cluster: Vec<String>) -> Option<Self> {
        let filter = "callside_relay=debug,async_nats=debug";
        // Another test of this process may have done it.
        let _ = tracing_subscriber::fmt().with_test_writer().with_env_filter(filter).try_init();
        let folder = tempfile::tempdir().unwrap();
        let mut child = spawn(&folder, -1, &cluster);
        let (port, monitor) = ports(&folder, &mut child).await?;
        Some(Self { folder, child, port, monitor, cluster })
    }

    /// Three servers that keep three copies of everything; ready when they have a leader.
    pub async fn three() -> [Self; 3] {
        let up = async {
            loop {
                // Free a moment ago; where another test was given one meanwhile, all begin anew.
                let free: Vec<_> = (0..3).map(|_| TcpListener::bind("127.0.0.1:0").unwrap()).collect();
                let routes: Vec<_> = free.iter().map(|port| format!("nats://{}", port.local_addr().unwrap())).collect();
                drop(free);
                let one = |n: usize| {
                    let name = format!("n{n}");
                    let args = ["--name", &name, "--cluster_name", "three", "--cluster", &routes[n], "--routes"];
                    Self::one(args.iter().map(|arg| (*arg).to_owned()).chain([routes.join(",")]).collect())
                };
                if let (Some(a), Some(b), Some(c)) = tokio::join!(one(0), one(1), one(2)) {
                    return [a, b, c];
                }
            }
        };
        let three = tokio::time::timeout(PATIENCE, up).await.expect("three servers run");
        let led = async {
            while three[0].asks("jsz").await["meta_cluster"]["leader"].as_str().is_none_or(str::is_empty) {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(PATIENCE, led).await.expect("they agree on a leader");
        three
    }

    pub fn url(&self) -> String {
        format!("nats://127.0.0.1:{}", self.port)
    }

    /// Its figures of this kind.
    pub async fn asks(&self, what: &str) -> Value {
        let asked = reqwest::get(format!("{}/{what}", self.monitor)).await.unwrap();
        asked.json().await.unwrap()
    }

    /// Messages that clients have sent it so far; each question is one.
    pub async fn questions(&self) -> u64 {
        self.asks("varz").await["in_msgs"].as_u64().unwrap()
    }

    /// Everything that it has on the disk.
    pub fn disk(&self) -> Vec<u8> {
        crate::erasing::bytes_of(&self.folder.path().join("js"))
    }

    /// Its files that hold a text.
    pub fn files_with(&self, text: &str) -> Vec<PathBuf> {
        let mut folders = vec![self.folder.path().join("js")];
        let mut found = Vec::new();
        while let Some(folder) = folders.pop() {
            for path in std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
                if path.is_dir() {
                    folders.push(path);
                } else if crate::erasing::holds(&std::fs::read(&path).unwrap_or_default(), text) {
                    found.push(path);
                }
            }
        }
        found
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
                self.child = spawn(&self.folder, i32::from(self.port), &self.cluster);
                if let Some((_, monitor)) = ports(&self.folder, &mut self.child).await {
                    self.monitor = monitor;
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

fn spawn(folder: &TempDir, port: i32, cluster: &[String]) -> Child {
    let mut command = Command::new(program());
    let port = port.to_string();
    command.args(["-a", "127.0.0.1", "-p", &port, "-m", "-1", "-js", "-sd"]).arg(folder.path().join("js"));
    command.args(cluster);
    command.arg("--ports_file_dir").arg(folder.path());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("nats-server starts: apt-get install nats-server, or cargo xtask test installs it")
}

/// The server writes down the ports that it found; `None` when it has ended.
async fn ports(folder: &TempDir, child: &mut Child) -> Option<(u16, String)> {
    let file = folder.path().join(format!("nats-server_{}.ports", child.id()));
    let found = async {
        loop {
            let text = std::fs::read_to_string(&file).ok();
            let ports = text.and_then(|text| serde_json::from_str::<Value>(&text).ok()).unwrap_or_default();
            let url = ports["nats"][0].as_str().and_then(|url| url.rsplit(':').next());
            let monitor = ports["monitoring"][0].as_str();
            if let (Some(port), Some(monitor)) = (url.and_then(|port| port.parse().ok()), monitor) {
                return Some((port, monitor.to_owned()));
            }
            if child.try_wait().unwrap().is_some() {
                return None;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(PATIENCE, found).await.expect("nats-server is ready")
}
