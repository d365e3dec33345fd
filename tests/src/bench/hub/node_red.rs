//! Node-RED on a Node of its own, both from npm, with one flow: answer, and send a PATCH.

use super::{Org, Running};
use crate::headless::{program, write_private};
use serde_json::json;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

const NODE_RED: &str = "node-red@5.0.7";
const NODE: &str = "node@24.9.0";

/// Where its programs are, and a folder with the flow.
pub(super) struct Place {
    programs: PathBuf,
    folder: TempDir,
    listen: SocketAddr,
}

impl Place {
    /// `None` when npm cannot bring it.
    pub(super) fn new(org: &Org) -> Option<Self> {
        // Beside the programs, so that the next run finds it.
        let programs = program("callside-headless").parent()?.join("node-red");
        if !red(&programs).exists() {
            std::fs::create_dir_all(&programs).ok()?;
            let mut npm = Command::new("npm");
            npm.args(["install", "--no-audit", "--no-fund", "--prefix"]).arg(&programs).args([NODE_RED, NODE]);
            if !npm.stdout(Stdio::null()).status().ok()?.success() {
                return None;
            }
        }
        let folder = tempfile::tempdir().ok()?;
        let listen = SocketAddr::from(([127, 0, 0, 1], crate::port::own()));
        let settings = json!({
            "uiHost": "127.0.0.1", "uiPort": listen.port(), "httpAdminRoot": false, "flowFile": "flows.json",
            "credentialSecret": false, "logging": { "console": { "level": "fatal" } },
            "telemetry": { "enabled": false, "updateNotification": false },
        });
        write_private(&folder.path().join("settings.js"), &format!("module.exports = {settings};"));
        let known = org.sandbox.credentials();
        let make = format!(
            "const data = msg.payload.data;\n\
             return {{ method: 'PATCH', url: '{}/services/data/v62.0/sobjects/Case/' + data.campaign,\n\
             headers: {{ authorization: 'Bearer {}', 'content-type': 'application/json' }},\n\
             payload: {{ Subject: data.skill }} }};",
            known.instance_url, known.access_token
        );
        let flow = json!([
            { "id": "tab", "type": "tab", "label": "hub" },
            { "id": "in", "type": "http in", "z": "tab", "url": "/hub", "method": "post", "wires": [["ok", "make"]] },
            { "id": "ok", "type": "http response", "z": "tab", "statusCode": "200", "wires": [] },
            { "id": "make", "type": "function", "z": "tab", "func": make, "outputs": 1, "wires": [["out"]] },
            { "id": "out", "type": "http request", "z": "tab", "method": "use", "ret": "txt", "persist": true,
              "wires": [[]] },
        ]);
        write_private(&folder.path().join("flows.json"), &flow.to_string());
        Some(Self { programs, folder, listen })
    }

    pub(super) async fn start(&self) -> Running {
        let child = Command::new(self.programs.join("node_modules/node/bin/node"))
            .arg(red(&self.programs))
            .arg("--userDir")
            .arg(self.folder.path())
            .arg("--settings")
            .arg(self.folder.path().join("settings.js"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("Node-RED starts");
        // It listens before its flow runs.
        let address = format!("http://{}/hub", self.listen);
        let client = reqwest::Client::new();
        let warm = || client.post(&address).json(&json!({ "data": { "campaign": "none", "skill": "warm" } })).send();
        while !warm().await.is_ok_and(|answer| answer.status() == 200) {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Running { child, listen: self.listen, path: "/hub".into(), headers: String::new() }
    }
}

fn red(programs: &Path) -> PathBuf {
    programs.join("node_modules/node-red/red.js")
}
