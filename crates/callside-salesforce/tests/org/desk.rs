//! An agent who is signed in to a sandbox of its own.

use callside_core::ids::RecordId;
use callside_core::phone::{Line, PhoneNumber, read};
use callside_core::record::{CallerObject, CallerRef};
use callside_core::secret::Secret;
use callside_salesforce::session::Session;
use callside_salesforce::{Salesforce, Settings};
use callside_sandbox::faults::{Fault, FaultKind};
use callside_sandbox::org::{Cause, Entry, LedgerFilter};
use callside_sandbox::{Sandbox, SandboxOptions};
use serde_json::{Map, Value};
use std::time::Duration;

pub struct Desk {
    pub sandbox: Sandbox,
    pub salesforce: Salesforce,
}

/// Few invented people, so that the sandbox starts at once.
pub fn small() -> SandboxOptions {
    SandboxOptions { contacts: 12, ..SandboxOptions::default() }
}

pub fn settings() -> Settings {
    Settings { home: "US".parse().ok(), ..Settings::default() }
}

impl Desk {
    pub async fn new() -> Self {
        Self::with(small(), settings()).await
    }

    pub async fn with(options: SandboxOptions, settings: Settings) -> Self {
        let sandbox = Sandbox::start(options).await.unwrap();
        let token = Secret::new(sandbox.credentials().access_token);
        let session = Session::with_access_token(sandbox.base_url(), token).unwrap();
        Self { salesforce: Salesforce::new(session, settings), sandbox }
    }

    /// The records that a named caller matches, and its number.
    pub fn caller(&self, key: &str) -> (PhoneNumber, Vec<CallerRef>) {
        let caller = self.sandbox.caller(key).unwrap();
        (number(caller.number), caller.matches.iter().map(|m| record(m.object, &m.id)).collect())
    }

    /// What the API wrote, without what the seed and other users did.
    pub fn effects(&self) -> Vec<Entry> {
        self.sandbox.ledger(&LedgerFilter { cause: Some(Cause::Api), ..LedgerFilter::default() })
    }

    /// Counts requests to a path without changing them.
    pub fn count(&self, path: &str) {
        self.sandbox.inject(Fault::new(FaultKind::Latency { millis: 0, after_commit: false }).on_path(path));
    }

    /// Requests counted for a path.
    pub fn counted(&self, path: &str) -> u32 {
        counted(&self.sandbox, path)
    }

    pub fn create(&self, object: &str, fields: &Value) -> String {
        self.sandbox.create_as_other(object, &fields_of(fields)).unwrap()
    }

    pub fn edit(&self, object: &str, id: &RecordId, fields: &Value) {
        self.sandbox.edit_as_other(object, id.as_str(), &fields_of(fields)).unwrap();
    }
}

pub fn counted(sandbox: &Sandbox, path: &str) -> u32 {
    let faults = sandbox.faults();
    faults.iter().find(|injected| injected.fault.path.as_deref() == Some(path)).map_or(0, |injected| injected.seen)
}

pub fn fields_of(fields: &Value) -> Map<String, Value> {
    fields.as_object().unwrap().clone()
}

pub fn number(text: &str) -> PhoneNumber {
    let Line::Number { number } = read(text, "US".parse().ok()) else { panic!("{text} is a number") };
    number
}

pub fn id(text: &str) -> RecordId {
    RecordId::new(text).unwrap()
}

pub fn record(object: &str, text: &str) -> CallerRef {
    let object = CallerObject::ALL.into_iter().find(|known| known.api_name() == object).unwrap();
    CallerRef { object, id: id(text) }
}

/// Longer than any lag of the sandbox's index.
pub const LONG: Duration = Duration::from_secs(3600);
