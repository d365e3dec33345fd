//! The sandbox as the demo sees it: an org to sign in to, and a hand that places calls.

use crate::checkout::{Checkout, Profile};
use crate::error::XtaskError;
use crate::http::{self, Answer};
use crate::process::Tree;
use serde_json::{Value, json};
use std::cell::Cell;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// A running sandbox; it ends when it is dropped.
pub struct Sandbox {
    ready: Ready,
    /// Data calls that the org had counted when the demo began, and those that the demo itself made since.
    counted: Cell<Option<u64>>,
    _program: Tree,
}

/// What the sandbox says when it is ready.
#[derive(Debug)]
struct Ready {
    origin: String,
    client_id: String,
    access_token: String,
    refresh_token: String,
    api_version: String,
    control: String,
    control_secret: String,
    /// Secrets of what comes in: by the words of the app's vault.
    webhooks: Value,
    /// Addresses and keys of the phone systems' APIs.
    phones: Value,
    callers: Vec<Caller>,
}

/// Somebody who can call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// What the caller is for, such as `known_contact`.
    pub key: String,
    /// The number as a phone system reports it.
    pub number: String,
}

/// Where calls go: the app's door.
#[derive(Debug, Clone)]
pub struct Door {
    /// Origin and path.
    pub base: String,
}

/// A phone system that tells of calls.
#[derive(Debug, Clone, Copy)]
pub struct Source {
    /// Its name.
    pub name: &'static str,
    /// Its player in the sandbox.
    player: &'static str,
    /// The step at which a call pops.
    step: &'static str,
}

/// All of them.
pub const SOURCES: [Source; 3] = [
    Source { name: "Five9", player: "five9", step: "OnCallAccepted" },
    Source { name: "Aircall", player: "aircall", step: "call.ringing_on_agent" },
    Source { name: "the phone switch", player: "phone", step: "call.ringing" },
];

impl Sandbox {
    /// Starts it and waits until it is ready.
    ///
    /// # Errors
    /// When it does not start or says something else than expected.
    pub fn start(checkout: &Checkout) -> Result<Self, XtaskError> {
        let mut command = Command::new(checkout.programs(Profile::Dev).join("callside-sandbox"));
        command.args(["--listen", "127.0.0.1:0", "--auto-approve"]).current_dir(&checkout.root);
        let mut program = Tree::spawn(command.stdin(Stdio::null()).stdout(Stdio::piped()))?;
        let mut line = String::new();
        if let Some(stdout) = program.stdout() {
            let _ = BufReader::new(stdout).read_line(&mut line);
        }
        Ok(Self { ready: Ready::read(&line)?, counted: Cell::new(None), _program: program })
    }

    /// Where it is, and where one signs in.
    pub fn origin(&self) -> &str {
        &self.ready.origin
    }

    /// The registered app.
    pub fn client_id(&self) -> &str {
        &self.ready.client_id
    }

    /// A sign-in of the agent that a program may carry on with.
    pub fn refresh_token(&self) -> &str {
        &self.ready.refresh_token
    }

    /// An access token of the agent.
    pub fn access_token(&self) -> &str {
        &self.ready.access_token
    }

    /// The secret that its Five9 signs with.
    pub fn five9_secret(&self) -> &str {
        self.ready.webhooks["five9"].as_str().unwrap_or_default()
    }

    /// Secrets of Five9's connectors, Aircall's webhook and signed webhooks, as the app's vault holds them.
    pub const fn webhook_secrets(&self) -> &Value {
        &self.ready.webhooks
    }

    /// Keys of the phone systems' APIs and of Sticky Calls, as the app's vault holds them.
    pub fn phone_keys(&self) -> Value {
        let phones = &self.ready.phones;
        json!({
            "switch_key": phones["switch_key"], "aircall_token": phones["aircall_api_token"],
            "five9_token": phones["five9_token"], "sticky_key": phones["sticky_key"],
        })
    }

    /// What an admin would enter about the phone systems.
    pub fn phones(&self) -> Value {
        let phones = &self.ready.phones;
        json!({
            "access": {
                "switch": { "api_base_url": phones["switch_url"], "paths": { "hold": "/calls/hold" } },
                "five9": { "api_base_url": phones["five9_url"] },
                "aircall_address": phones["aircall_url"], "aircall_api_id": phones["aircall_api_id"],
                "sticky_address": phones["sticky_url"],
            },
            "agent": {
                "phone": phones["switch_extension"], "aircall": phones["aircall_user"], "five9": phones["five9_agent"],
            },
            "dial_by": "phone",
        })
    }

    /// Calls that are made through the phone systems' APIs are told to this door.
    ///
    /// # Errors
    /// When the sandbox does not answer.
    pub fn tell_door(&self, base: &str) -> Result<(), XtaskError> {
        self.control("POST", "/phones", &json!({ "door": base }).to_string()).map(drop)
    }

    /// Those who can call, the known contact first.
    pub fn callers(&self) -> &[Caller] {
        &self.ready.callers
    }

    /// Somebody calls; the phone system tells it to the door until the call rings and is answered.
    ///
    /// # Errors
    /// When the door does not take it.
    pub fn call(&self, door: &Door, number: &str, source: Source) -> Result<(), XtaskError> {
        let Source { player, step, .. } = source;
        let call = json!({
            "player": player, "target": door.base, "caller": number, "queue": "Support", "steps": [step],
            // As it happens: played at once, the call would have begun so long ago that it could be over now.
            "speed": 1, "ring_seconds": 1,
        });
        let answer = self.control("POST", "/calls", &call.to_string())?;
        let report = read(&answer.body)?;
        let taken = |delivery: &Value| delivery["status"].as_u64().is_some_and(|status| (200..300).contains(&status));
        let deliveries = report["deliveries"].as_array().filter(|list| !list.is_empty() && list.iter().all(taken));
        deliveries.map(|_| ()).ok_or_else(|| unreadable(&answer.body))
    }

    /// How many records of an object were written to the org since it was planted.
    ///
    /// # Errors
    /// When the ledger does not answer.
    pub fn written(&self, object: &str) -> Result<usize, XtaskError> {
        let answer = self.control("GET", &format!("/ledger?object={object}&cause=api"), "")?;
        let ledger = read(&answer.body)?;
        ledger["entries"].as_array().map(Vec::len).ok_or_else(|| unreadable(&answer.body))
    }

    /// Whether somebody besides the demo uses the org's API, which only a signed-in app does. The question itself is
    /// counted, so it is taken into account.
    ///
    /// # Errors
    /// When the org does not answer.
    pub fn is_used_by_others(&self) -> Result<bool, XtaskError> {
        let Ready { origin, api_version, access_token, .. } = &self.ready;
        let url = format!("{origin}/services/data/v{api_version}/limits");
        let bearer = format!("Bearer {access_token}");
        let answer = http::ask("GET", &url, &[("Authorization", &bearer)], "")?;
        let requests = &read(&answer.body)?["DailyApiRequests"];
        let (Some(max), Some(left)) = (requests["Max"].as_u64(), requests["Remaining"].as_u64()) else {
            return Err(unreadable(&answer.body));
        };
        let used = max.saturating_sub(left);
        let by_us = self.counted.get().map_or(used, |before| before + 1);
        self.counted.set(Some(used));
        Ok(used > by_us)
    }

    fn control(&self, method: &str, path: &str, body: &str) -> Result<Answer, XtaskError> {
        let url = format!("{}{path}", self.ready.control);
        let headers = [("X-Sandbox-Secret", self.ready.control_secret.as_str()), ("Content-Type", "application/json")];
        let answer = http::ask(method, &url, &headers, body)?;
        if answer.status >= 300 { Err(unreadable(&answer.body)) } else { Ok(answer) }
    }
}

impl Ready {
    fn read(line: &str) -> Result<Self, XtaskError> {
        let value = read(line)?;
        let text = |name: &str| value[name].as_str().map(str::to_owned).ok_or_else(|| unreadable(name));
        let mut callers: Vec<Caller> = value["callers"].as_array().into_iter().flatten().filter_map(caller).collect();
        callers.sort_by_key(|caller| caller.key != "known_contact");
        Ok(Self {
            origin: text("login_url")?,
            client_id: text("client_id")?,
            access_token: text("access_token")?,
            refresh_token: text("refresh_token")?,
            api_version: text("api_version")?,
            control: text("control_url")?,
            control_secret: text("control_secret")?,
            webhooks: json!({
                "five9": text("five9_secret")?, "aircall": text("aircall_token")?, "phone": text("phone_secret")?,
            }),
            phones: value["phones"].clone(),
            callers,
        })
    }
}

fn caller(value: &Value) -> Option<Caller> {
    Some(Caller { key: value["key"].as_str()?.to_owned(), number: value["number"].as_str()?.to_owned() })
}

fn read(text: &str) -> Result<Value, XtaskError> {
    serde_json::from_str(text).map_err(|_| unreadable(text))
}

fn unreadable(text: &str) -> XtaskError {
    XtaskError::Unreadable { what: "the sandbox", text: text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ready_line_is_read_and_the_known_contact_calls_first() {
        let line = r#"{"login_url":"http://127.0.0.1:4","client_id":"3MVG9","access_token":"00D!x","refresh_token":"5Aep","api_version":"59.0",
            "control_url":"http://127.0.0.1:4/_sandbox","control_secret":"s","five9_secret":"f","aircall_token":"a","phone_secret":"p","callers":[
            {"key":"unknown","number":"+12125550199"},{"key":"known_contact","number":"+14155550101"}]}"#;
        let ready = Ready::read(line).unwrap();
        assert_eq!(ready.callers[0].key, "known_contact");
        assert_eq!(
            (ready.origin.as_str(), ready.control.as_str()),
            ("http://127.0.0.1:4", "http://127.0.0.1:4/_sandbox")
        );
        assert!(matches!(Ready::read("{}"), Err(XtaskError::Unreadable { text, .. }) if text == "login_url"));
        assert!(Ready::read("listening").is_err());
    }
}
