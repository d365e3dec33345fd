//! A WebDriver client, as much of it as the tests need. Source: W3C WebDriver 2.

use crate::stage::Stage;
use crate::stage::process::Process;
use crate::wait::until;
use callside_tests::port;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

/// Key under which WebDriver names an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A question that is not answered by then never will be.
const PATIENCE: Duration = Duration::from_secs(120);

/// A driven window.
pub struct Driver {
    client: reqwest::Client,
    base: String,
    session: String,
    _driver: Process,
}

/// An element of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element(String);

/// What a screen reader says of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// What it is (WAI-ARIA).
    pub role: String,
    /// Its accessible name.
    pub label: String,
}

/// What the page or the driver had against a question.
#[derive(Debug, PartialEq, Eq)]
pub struct Complaint(String);

impl Complaint {
    fn of(error: reqwest::Error) -> Self {
        Self(error.to_string())
    }
}

impl std::fmt::Display for Complaint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Driver {
    /// Starts the program under tauri-driver and waits for its window.
    pub async fn start(stage: &Stage, program: &Path, variables: &[(&str, String)], arguments: &[&str]) -> Self {
        let (port, native) = (port::own(), port::own());
        let mut command = stage.command("tauri-driver");
        command.args(["--port", &port.to_string(), "--native-port", &native.to_string()]);
        command.envs(variables.iter().map(|(name, value)| (name, value)));
        let driver = Process::start(&command, Stdio::null(), Stdio::null());
        // No proxy: everything is on this machine.
        let client = reqwest::Client::builder().no_proxy().timeout(PATIENCE).build().expect("an HTTP client");
        let base = format!("http://127.0.0.1:{port}");
        let status = format!("{base}/status");
        until("the driver answers", async || client.get(&status).send().await.ok().filter(|a| a.status().is_success()))
            .await;
        let options = json!({"application": program, "args": arguments});
        let wanted = json!({"capabilities": {"alwaysMatch": {"tauri:options": options}}});
        let answer = client.post(format!("{base}/session")).json(&wanted).send().await.expect("a session");
        let answer: Value = answer.json().await.expect("an answer");
        let session = answer["value"]["sessionId"].as_str();
        let session = session.unwrap_or_else(|| panic!("no session: {answer}")).to_owned();
        Self { client, base, session, _driver: driver }
    }

    async fn ask(&self, method: reqwest::Method, path: &str, body: Option<Value>) -> Result<Value, Complaint> {
        let url = format!("{}/session/{}/{path}", self.base, self.session);
        let mut request = self.client.request(method, url);
        if let Some(body) = body {
            request = request.json(&body);
        }
        let answer = request.send().await.map_err(Complaint::of)?;
        let ok = answer.status().is_success();
        let value: Value = answer.json().await.map_err(Complaint::of)?;
        if ok { Ok(value["value"].clone()) } else { Err(Complaint(value["value"].to_string())) }
    }

    /// Runs a script in the page; `arguments` are its `arguments`.
    pub async fn script(&self, script: &str, arguments: Value) -> Value {
        self.try_script(script, arguments).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// The same, with the page's own complaint when it fails.
    pub async fn try_script(&self, script: &str, arguments: Value) -> Result<Value, Complaint> {
        self.ask(reqwest::Method::POST, "execute/sync", Some(json!({"script": script, "args": arguments}))).await
    }

    /// Runs a script that calls its last argument when it is done.
    pub async fn script_async(&self, script: &str, arguments: Value) -> Value {
        let body = json!({"script": script, "args": arguments});
        let done = self.ask(reqwest::Method::POST, "execute/async", Some(body)).await;
        done.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// The element that a script returns.
    pub async fn element(&self, script: &str, arguments: Value) -> Option<Element> {
        let found = self.script(script, arguments).await;
        found[ELEMENT].as_str().map(|id| Element(id.to_owned()))
    }

    /// Clicks, as a person would: the element must be visible and in reach.
    pub async fn click(&self, element: &Element) -> Result<(), Complaint> {
        self.ask(reqwest::Method::POST, &format!("element/{}/click", element.0), Some(json!({}))).await.map(drop)
    }

    /// Role and name of an element that a script returned, from the engine's accessibility tree; `None` when the page has
    /// it no more.
    pub async fn named(&self, element: &Value) -> Option<Named> {
        let id = element[ELEMENT].as_str().expect("an element");
        let ask = async |what: &str| {
            let answer = self.ask(reqwest::Method::GET, &format!("element/{id}/{what}"), None).await;
            match answer {
                Ok(text) => Some(text.as_str().unwrap_or_default().to_owned()),
                Err(Complaint(why)) if why.contains("stale element") => None,
                Err(why) => panic!("{what}: {why}"),
            }
        };
        Some(Named { role: ask("computedrole").await?, label: ask("computedlabel").await? })
    }

    /// Presses and releases keys, one after the other. Special keys are WebDriver's code points.
    pub async fn keys(&self, keys: &str) {
        let presses: Vec<_> = keys
            .chars()
            .flat_map(|key| [json!({"type": "keyDown", "value": key}), json!({"type": "keyUp", "value": key})])
            .collect();
        self.act(presses).await;
    }

    async fn act(&self, presses: Vec<Value>) {
        let body = json!({"actions": [{"type": "key", "id": "keyboard", "actions": presses}]});
        self.ask(reqwest::Method::POST, "actions", Some(body)).await.expect("the keys are taken");
    }

    /// Waits until what the page shows has been painted.
    pub async fn painted(&self) {
        const TWO_FRAMES: &str = "const [done] = arguments;
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(true), 0)));";
        self.script_async(TWO_FRAMES, json!([])).await;
    }
}
