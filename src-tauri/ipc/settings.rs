//! The settings screen.

use super::policy::PolicyView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Settings that a person changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SettingsView {
    /// Region of numbers without a country code, two letters.
    pub home_region: String,
    /// Salesforce API version, such as `62.0`.
    pub api_version: String,
    /// Consumer key of the External Client App.
    pub client_id: String,
    /// Show a toast when a call arrives.
    pub toast: bool,
    /// Seconds that the clock after a call counts down; 0 = none.
    pub after_call_seconds: u32,
    /// Where the phone systems reach this machine.
    pub door: DoorView,
    /// What rules on this machine, and where each setting comes from.
    pub policy: PolicyView,
}

/// The loopback door, as an admin enters it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DoorView {
    /// Port that it listens on.
    pub port: u16,
    /// Address for the Five9 web connector, with its secret.
    pub five9_connector: String,
    /// Address for Five9 events of a middleware, with its secret.
    pub five9_events: String,
    /// Address for Aircall.
    pub aircall: String,
    /// Token that Aircall sends, as set by the admin.
    pub aircall_token: String,
    /// Address for any phone system.
    pub phone: String,
    /// Signing secret for any phone system, as set by the admin.
    pub phone_secret: String,
}

/// Changes to settings; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(default)]
pub struct SettingsChange {
    /// Two letters.
    pub home_region: Option<String>,
    /// Such as `62.0`.
    pub api_version: Option<String>,
    /// Consumer key.
    pub client_id: Option<String>,
    /// Toast.
    pub toast: Option<bool>,
    /// No toast and no attention for now.
    pub do_not_disturb: Option<bool>,
    /// Seconds of the clock after a call, up to an hour; 0 = none.
    pub after_call_seconds: Option<u32>,
    /// Aircall's token.
    pub aircall_token: Option<String>,
    /// Signing secret of the phone system.
    pub phone_secret: Option<String>,
}

/// A fault that the check of the org found; labels are the org's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum OrgFaultView {
    /// A disposition shares its key or code with another one, or has none of the keys 1-9.
    Row {
        /// Label of the disposition.
        label: String,
    },
    /// A table of a campaign or queue is for no calls, for the same as another one, or allows no outcome.
    Table {
        /// Name of the table.
        table: String,
    },
    /// A table allows an outcome that there is not.
    Outcome {
        /// Name of the table.
        table: String,
        /// Code of the outcome.
        code: String,
        /// The codes that there are.
        has: Vec<String>,
    },
    /// A disposition sets a field that the org does not have or the user may not write.
    Field {
        /// Label of the disposition.
        label: String,
        /// Label of the object.
        object: String,
        /// Label of the field.
        field: String,
    },
    /// A phone field of the look-up that the org does not have or the user may not read.
    PhoneFieldAbsent {
        /// Label of the object.
        object: String,
        /// API name of the field.
        field: String,
    },
    /// A phone field of the look-up whose type numbers cannot be found in.
    PhoneFieldHoldsNone {
        /// Label of the object.
        object: String,
        /// Label of the field.
        field: String,
    },
    /// A disposition sets a value that the org does not have.
    Value {
        /// Label of the disposition.
        label: String,
        /// Label of the object.
        object: String,
        /// Label of the field.
        field: String,
        /// The value.
        value: String,
        /// The values that there are.
        has: Vec<String>,
    },
}

/// A refused event, for the diagnostics.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RejectionView {
    /// Milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// Phone system; none where the door itself refused.
    pub provider: Option<String>,
    /// Why: the refusal's word.
    pub reason: String,
    /// What the sender was told, in the words of the protocol.
    pub detail: String,
    /// HTTP status that it was answered with.
    pub status: u16,
}
