//! What an automation does.

use crate::rule::Rule;
use crate::template::{Template, Tree};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Step {
    /// Runs an action that was set up; what it gives back is `previous.*` of the steps after it.
    Action {
        /// The action's name.
        action: String,
        /// Its inputs; texts are templates, and an input that is not known is left out.
        #[serde(default)]
        with: BTreeMap<String, Tree>,
        /// Keeps what it gives back under `results.<this>.*` for all later steps.
        #[serde(default, rename = "as", skip_serializing_if = "Option::is_none")]
        result: Option<String>,
    },
    /// Shows a short text beside whatever the agent does.
    Toast {
        /// The text.
        text: Template,
    },
    /// Opens a record of Salesforce in the agent's browser.
    OpenRecord {
        /// Its id.
        record: Template,
    },
    /// Puts a tag on the call.
    Tag {
        /// The tag.
        tag: Template,
    },
    /// Goes one way or the other.
    Branch {
        /// What decides.
        when: Rule,
        /// Steps when it holds.
        #[serde(default)]
        then: Vec<Step>,
        /// Steps when it does not.
        #[serde(default)]
        otherwise: Vec<Step>,
    },
    /// Ends the run here.
    Stop,
}

impl Step {
    /// Deepest nesting of branches.
    pub const DEEPEST: usize = 8;
}
