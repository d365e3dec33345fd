//! The set-up of the IVR's half: rules, and a try of them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where the IVR of a phone system asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct IvrAddressView {
    /// `five9`, `aircall` or `phone`.
    pub phone_system: String,
    /// The address; holds a secret.
    pub address: String,
}

/// The set-up of the IVR's half.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct IvrSetupView {
    /// The settings as JSON.
    pub text: String,
    /// Where IVRs ask, for each phone system that has a secret; empty while the door is shut.
    pub addresses: Vec<IvrAddressView>,
    /// Names that rules may use.
    pub names: Vec<String>,
    /// Label of the field that holds a caller's tier.
    pub tier_label: String,
}

/// IVR settings to keep.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct IvrChange {
    /// The settings as JSON.
    pub text: String,
    /// Label of the field that holds a caller's tier; empty = callers have none.
    pub tier_label: String,
}

/// A question as an IVR would ask it. What is empty is not asked with.
#[derive(Debug, Clone, Default, Deserialize, TS)]
pub struct TryIvrRequest {
    /// Number that calls.
    pub ani: String,
    /// Number that was called.
    pub dnis: String,
    /// Campaign.
    pub campaign: String,
    /// Account number that the caller typed.
    pub account_number: String,
    /// Customer's id that the caller typed.
    pub customer_id: String,
    /// Member's id that the caller typed.
    pub member_id: String,
}

/// What a rule did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct IvrRuleView {
    /// Its name.
    pub rule: String,
    /// It holds.
    pub holds: bool,
    /// What it decided.
    pub decided: Vec<String>,
}

/// The answer to a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TryIvrView {
    /// Variables: name, then value.
    pub answer: Vec<(String, String)>,
    /// What each rule did.
    pub rules: Vec<IvrRuleView>,
    /// How long it took, in milliseconds.
    pub took_ms: u32,
}
