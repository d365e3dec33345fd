//! Automations: when something happens and a condition holds, steps are taken.
//!
//! [`Happened`] is what can happen. [`decide`] says which automations it sets off; each becomes a [`Run`], a small state
//! machine that is kept in the store: it says what comes [next](Run::advance), is told the outcome, and goes on. A run is
//! one per automation and occurrence, whatever is repeated or killed; what it writes to Salesforce goes through the
//! outbox under a key of its own, so that it is written once.

mod check;
mod decide;
mod happened;
mod message;
mod names;
mod run;
mod step;
mod trigger;

pub use decide::{Decided, HeldBack, decide, rehearse};
pub use happened::{Happened, Occurrence, OccurrenceId, RecordChange, Told};
pub use message::{Notification, OutboundMessage};
pub use run::{
    Act, Cannot, Done, LeftOut, Next, Outcome, Run, RunState, StepDone, forget_before, outbox_key, run_of_key,
};
pub use step::Step;
pub use trigger::{Trigger, TriggerWord, Whose};

use crate::rule::Rule;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The name of an automation: lower-case letters, digits and `_`, 60 characters at most. Stable: runs are counted by it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AutomationName(String);

/// Not such a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the name of an automation has lower-case letters, digits and _, at most 60")]
pub struct NameError;

impl AutomationName {
    /// Reads a name.
    ///
    /// # Errors
    /// [`NameError`].
    pub fn new(text: &str) -> Result<Self, NameError> {
        let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        let good = !text.is_empty() && text.len() <= 60 && text.bytes().all(fits);
        if good { Ok(Self(text.to_owned())) } else { Err(NameError) }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AutomationName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for AutomationName {
    type Error = NameError;
    fn try_from(text: String) -> Result<Self, NameError> {
        Self::new(&text)
    }
}

impl From<AutomationName> for String {
    fn from(name: AutomationName) -> Self {
        name.0
    }
}

/// One automation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Automation {
    /// Its name.
    #[schemars(with = "String", regex(pattern = r"^[a-z0-9_]{1,60}$"))]
    pub name: AutomationName,
    /// What people call it.
    pub title: String,
    /// Whether it runs.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// What sets it off.
    pub on: Trigger,
    /// What must hold besides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Rule>,
    /// What is done, in order.
    pub steps: Vec<Step>,
    /// How much it may do.
    #[serde(default, skip_serializing_if = "Limits::are_usual")]
    pub limits: Limits,
}

const fn yes() -> bool {
    true
}

/// How much an automation may do, so that a mistake stays small.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Steps of one run, branches not counted; at most [`Limits::MOST_STEPS`].
    pub steps: u32,
    /// Runs within any hour; what comes beyond is held back and logged, not run.
    pub runs_per_hour: u32,
}

impl Limits {
    /// Steps that a run can be allowed at most.
    pub const MOST_STEPS: u32 = 100;
    /// Runs that an hour can be allowed at most.
    pub const MOST_RUNS: u32 = 10_000;

    fn are_usual(&self) -> bool {
        *self == Self::default()
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { steps: 20, runs_per_hour: 500 }
    }
}

/// All automations: the section `automations` of a configuration file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Automations(pub Vec<Automation>);

impl Automations {
    /// The automation of this name.
    #[must_use]
    pub fn get(&self, name: &AutomationName) -> Option<&Automation> {
        self.0.iter().find(|automation| automation.name == *name)
    }
}

#[cfg(test)]
mod tests;
