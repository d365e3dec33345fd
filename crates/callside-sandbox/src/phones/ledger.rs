//! What the phone systems were asked for and did.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One of the phone systems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum System {
    /// Sticky Calls.
    Sticky,
    /// The phone switch.
    Switch,
    /// Aircall.
    Aircall,
    /// The middleware in front of Five9.
    Five9,
}

/// Something that a phone system did.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Deed {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub system: System,
    /// What, such as `dial` or `calls/end`.
    pub what: String,
    /// The request's body, or what it was about.
    pub about: Value,
}

/// All of it, in order.
#[derive(Debug, Default)]
pub struct Ledger(Vec<Deed>);

impl Ledger {
    /// Notes a deed.
    pub fn note(&mut self, at: Timestamp, system: System, what: &str, about: Value) {
        self.0.push(Deed { at, system, what: what.to_owned(), about });
    }

    /// Everything, or only what one system did.
    pub fn read(&self, system: Option<System>) -> Vec<Deed> {
        self.0.iter().filter(|deed| system.is_none_or(|system| deed.system == system)).cloned().collect()
    }
}
