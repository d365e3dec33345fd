//! The policy of the machine, as the settings show it.

use callside_core::policy::{Key, Layer, Value};
use serde::Serialize;
use ts_rs::TS;

/// What rules here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PolicyView {
    /// Where the policy lies or would lie.
    pub place: String,
    /// Whether there is one.
    pub found: bool,
    /// What of it is ignored.
    pub faults: Vec<PolicyFaultView>,
    /// Every setting that a policy may rule, with what holds now.
    pub settings: Vec<SettingView>,
}

/// A setting and where its value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SettingView {
    /// Which.
    pub key: SettingKey,
    /// What holds.
    pub value: SettingValue,
    /// Who says so.
    pub layer: LayerView,
}

/// Who says what a setting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LayerView {
    /// Nobody: as it comes.
    Default,
    /// The person.
    Person,
    /// The policy; it is locked.
    Policy,
}

impl From<Layer> for LayerView {
    fn from(layer: Layer) -> Self {
        match layer {
            Layer::Default => Self::Default,
            Layer::Person => Self::Person,
            Layer::Policy => Self::Policy,
        }
    }
}

/// A value of a setting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SettingValue {
    /// Yes or no.
    Flag {
        /// It.
        on: bool,
    },
    /// A number.
    Number {
        /// It.
        number: u32,
    },
    /// Texts; none, one or several.
    Texts {
        /// They.
        texts: Vec<String>,
    },
}

impl From<Value> for SettingValue {
    fn from(value: Value) -> Self {
        match value {
            Value::Flag(on) => Self::Flag { on },
            Value::Number(number) => Self::Number { number },
            Value::Text(text) => Self::Texts { texts: if text.is_empty() { vec![] } else { vec![text] } },
            Value::Texts(texts) => Self::Texts { texts },
        }
    }
}

/// What of a policy is ignored, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum PolicyFaultView {
    /// All of it: others may write a file or folder.
    Writable {
        /// Which.
        place: String,
    },
    /// All of it: a file cannot be read.
    Unreadable {
        /// Which.
        place: String,
    },
    /// All of it: too large.
    TooLarge,
    /// All of it: no JSON object.
    Malformed {
        /// Line, from 1.
        line: u32,
    },
    /// All of it: no policy.
    NotOurs,
    /// All of it: for a newer Callside.
    Newer {
        /// Its version.
        #[ts(type = "number")]
        found: u64,
    },
    /// All of it: no signature.
    Unsigned {
        /// The file that is missing.
        place: String,
    },
    /// All of it: a wrong signature.
    Forged,
    /// All of it: no key.
    BadKey {
        /// The file.
        place: String,
    },
    /// A setting that there is not.
    Unknown {
        /// As it is written.
        key: String,
        /// The one that is nearest.
        nearest: Option<String>,
    },
    /// A setting that is there twice.
    Twice {
        /// As it is written.
        key: String,
    },
    /// A value that a setting cannot have.
    NotAllowed {
        /// Which setting.
        key: SettingKey,
        /// What it may be.
        allowed: AllowedView,
    },
}

/// What a setting may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AllowedView {
    /// Yes or no.
    Flag,
    /// A whole number within bounds.
    Number {
        /// The least.
        least: u32,
        /// The most.
        most: u32,
    },
    /// One of some words.
    Choice {
        /// They.
        words: Vec<String>,
    },
    /// Two capital letters of a country.
    Region,
    /// A version.
    ApiVersion,
    /// A word without blanks.
    Word,
    /// An address that begins with `https://`.
    Https,
    /// A public key.
    PublicKey,
    /// Several names.
    Texts {
        /// At most so many.
        #[ts(type = "number")]
        most: usize,
    },
}

/// The settings by name: a mirror of core's keys, which know no TypeScript.
macro_rules! keys {
    ($($name:ident),* $(,)?) => {
        /// A setting that a policy may rule.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
        #[serde(rename_all = "snake_case")]
        #[expect(missing_docs, reason = "as in callside_core::policy::Key")]
        pub enum SettingKey { $($name),* }

        impl From<Key> for SettingKey {
            fn from(key: Key) -> Self {
                match key { $(Key::$name => Self::$name),* }
            }
        }
    };
}

keys![
    AccountPhoneFields,
    AdminPermissionSets,
    AfterCallSeconds,
    ApiVersion,
    BringInCalls,
    CardNumbers,
    ClientId,
    CompactWindow,
    ConfigurationKey,
    ContactPhoneFields,
    FlagsForAgents,
    HomeRegion,
    KeepAuditDays,
    KeepCallsDays,
    KeepCopiesDays,
    KeepDiagnosticsDays,
    LeadPhoneFields,
    MaskScreens,
    QualityFlags,
    RelayAddress,
    Role,
    SecretsFile,
    SettlingSeconds,
    SupervisorPermissionSets,
    Toast,
    UndoSeconds,
    UpdateAddress,
    UpdateKey,
    Updates,
    WatchSeconds,
];
