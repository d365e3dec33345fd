//! Ours: `callside-headless` with one automation.

use super::{Org, Running};
use crate::headless::{configure, program};
use callside_core::policy::Policy;
use callside_flow::SystemClock;
use callside_keychain::FileVault;
use callside_sandbox::players::FIVE9_SECRET;
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;
use tempfile::TempDir;

/// A data folder in which the automation stands already.
pub(super) struct Place {
    folder: TempDir,
    config: PathBuf,
}

impl Place {
    pub(super) async fn new(org: &Org) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let known = org.sandbox.credentials();
        let config = configure(folder.path(), &known.instance_url, &known.access_token);
        let data = folder.path().join("data");
        std::fs::create_dir_all(&data).expect("a folder");
        let vault = FileVault::new(folder.path().join("secrets.json"));
        let engine = callside_engine::start(&data, &vault, Arc::new(SystemClock), Policy::default());
        let engine = engine.await.expect("the engine starts");
        let automation = json!([{
            "name": "hub", "title": "Hub", "on": { "trigger": "call", "events": ["ringing"] },
            "steps": [{ "do": "action", "action": "case.update",
                        "with": { "id": "{{call.campaign}}", "Subject": "{{call.queue}}" } }],
            "limits": { "runs_per_hour": 10_000 },
        }]);
        let file = json!({ "callside_config": 1, "automations": automation }).to_string();
        engine.import_configuration("hub.json", &file, None).await.expect("stored").expect("no faults");
        engine.close().await;
        Self { folder, config }
    }

    pub(super) fn start(&self) -> Running {
        let mut child = Command::new(program("callside-headless"))
            .arg("--config")
            .arg(&self.config)
            .arg("--data-dir")
            .arg(self.folder.path().join("data"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("callside-headless starts");
        let mut out = BufReader::new(child.stdout.take().expect("its output is a pipe"));
        let mut line = String::new();
        out.read_line(&mut line).expect("it says that it is ready");
        let ready: Value = serde_json::from_str(&line).expect("JSON");
        // What it says besides is read, so that it never waits for a reader.
        thread::spawn(move || out.lines().map_while(Result::ok).for_each(drop));
        let address = ready["door"]["five9_events"].as_str().unwrap_or_else(|| panic!("no door: {ready}"));
        let rest = address.strip_prefix("http://").expect("an address");
        let (listen, path) = rest.split_once('/').expect("a path");
        Running {
            child,
            listen: listen.parse().expect("an address"),
            path: format!("/{path}"),
            headers: format!("x-callside-secret: {FIVE9_SECRET}\r\n"),
        }
    }
}
