//! The set-up of phone systems: what an admin enters, and whether it works.

use super::phones::PhoneFailure;
use super::sentence::PhoneFault;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A phone switch by REST.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SwitchForm {
    /// `api_base_url`.
    pub api_base_url: String,
    /// `username`.
    pub username: String,
    /// `campaign_name`.
    pub campaign_name: String,
    /// `skill_id`.
    pub skill_id: String,
    /// Path that answers when all is right.
    pub connect: String,
    /// Path that makes a call.
    pub make_call: String,
    /// Path that ends one.
    pub hang_up: String,
    /// Path that hands one over.
    pub transfer: String,
    /// Path that tells the recording.
    pub recording: String,
    /// Path for hold; empty = none.
    pub hold: String,
    /// JSON paths of the new call's id, separated by spaces; empty = the usual names.
    pub call_id_at: String,
    /// JSON paths of the recording's address.
    pub recording_at: String,
    /// Transfers only at once.
    pub blind_only: bool,
    /// This agent's extension.
    pub agent: String,
    /// Where its webhooks put their fields, as JSON; empty = by the usual names.
    pub mapping: String,
}

/// Five9 through a middleware.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Five9Form {
    /// Address of the middleware; empty = only the web connectors.
    pub api_base_url: String,
    /// Path of contacts.
    pub contacts: String,
    /// Path of calls.
    pub calls: String,
    /// Path of campaigns.
    pub campaigns: String,
    /// Path of dispositions.
    pub dispositions: String,
    /// Path of recordings.
    pub recordings: String,
    /// Campaign that calls are made in; empty = the middleware decides.
    pub campaign: String,
    /// JSON paths of the new call's id, separated by spaces; empty = the usual names.
    pub call_id_at: String,
    /// JSON paths of the recording's address.
    pub recording_at: String,
    /// Dispositions, both ways.
    pub names: Vec<NamePair>,
    /// Ours is set there after wrap-up.
    pub push: bool,
    /// This agent's user name.
    pub agent: String,
}

/// A name of theirs and one of ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NamePair {
    /// Tag or disposition of the phone system.
    pub theirs: String,
    /// Code of ours.
    pub ours: String,
}

/// Aircall's API.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AircallForm {
    /// Address of the API.
    pub address: String,
    /// API id; empty = not set up.
    pub api_id: String,
    /// This agent's user id.
    pub agent: String,
    /// Tags and dispositions, both ways.
    pub names: Vec<NamePair>,
    /// Ours is set as a tag after wrap-up.
    pub push: bool,
    /// The notes are written as a comment after wrap-up.
    pub comment: bool,
    /// A card is shown on the agent's phone.
    pub cards: bool,
}

/// An id for Sticky Calls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExternalIdForm {
    /// Its name there, such as `account_number`.
    pub name: String,
    /// `record`, `account`, `provider_contact` or `shown`.
    pub from: String,
    /// Label of the field, for `shown`.
    pub label: String,
}

/// Sticky Calls.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct StickyForm {
    /// Address of the API.
    pub address: String,
    /// From this confidence on a caller is recognised.
    pub recognised: f64,
    /// From this confidence on a caller is to be verified.
    pub verify: f64,
    /// The outcome is remembered.
    pub remember_outcome: bool,
    /// Ids of the company's own.
    pub external_ids: Vec<ExternalIdForm>,
}

/// What the company says about calling out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PolicyForm {
    /// `allow`, `warn` or `block`.
    pub do_not_call: String,
    /// The same.
    pub suppressed: String,
    /// The same.
    pub quiet_hours: String,
    /// `HH:MM`.
    pub quiet_from: String,
    /// `HH:MM`.
    pub quiet_until: String,
    /// The phone system that calls are made with: `five9`, `aircall`, `phone`, or empty = the first that can.
    pub dial_by: String,
}

/// Everything that is not secret.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct PhoneForm {
    /// Phone switch.
    pub switch: SwitchForm,
    /// Five9.
    pub five9: Five9Form,
    /// Aircall.
    pub aircall: AircallForm,
    /// Sticky Calls.
    pub sticky: StickyForm,
    /// Policy.
    pub policy: PolicyForm,
}

/// Secrets that change; absent stays, empty takes away. They are never read back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(default)]
pub struct PhoneKeysChange {
    /// API key of the phone switch.
    pub switch_key: Option<String>,
    /// Password of the phone switch.
    pub switch_password: Option<String>,
    /// Token of the middleware in front of Five9.
    pub five9_token: Option<String>,
    /// Token of Aircall's API.
    pub aircall_token: Option<String>,
    /// Key of Sticky Calls.
    pub sticky_key: Option<String>,
}

/// Which secrets are there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
pub struct PhoneKeysView {
    /// API key of the phone switch.
    pub switch_key: bool,
    /// Password of the phone switch.
    pub switch_password: bool,
    /// Token of the middleware in front of Five9.
    pub five9_token: bool,
    /// Token of Aircall's API.
    pub aircall_token: bool,
    /// Key of Sticky Calls.
    pub sticky_key: bool,
    /// It is one for trying.
    pub sticky_is_test: bool,
}

/// How a way stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WayView {
    /// `switch`, `five9`, `aircall` or `sticky`.
    pub way: String,
    /// Its name.
    pub label: String,
    /// `off`, `ready` or `bad`.
    pub standing: String,
    /// What is wrong with its settings.
    pub problem: Option<PhoneFault>,
}

/// A web connector, as an admin enters it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ConnectorView {
    /// Name.
    pub name: String,
    /// Trigger.
    pub trigger: String,
    /// What arrives here when it works, such as `answered`.
    pub leaves: String,
    /// Address.
    pub url: String,
    /// `GET` or `POST`.
    pub method: String,
    /// "Execute in browser" is ticked.
    pub in_browser: bool,
    /// Constants: name, then value.
    pub constants: Vec<(String, String)>,
    /// Parameters: name, then Five9's variable.
    pub variables: Vec<(String, String)>,
}

/// Requests of one kind on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PhoneUseView {
    /// `YYYY-MM-DD`, UTC.
    pub day: String,
    /// Phone system.
    pub system: String,
    /// What was asked for.
    pub request: String,
    /// `ok`, or a word for what went wrong.
    pub outcome: String,
    /// How often.
    #[ts(type = "number")]
    pub count: u64,
}

/// The set-up as it is.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct PhoneSetupView {
    /// What is entered.
    pub form: PhoneForm,
    /// Which secrets are there.
    pub keys: PhoneKeysView,
    /// How each way stands.
    pub ways: Vec<WayView>,
    /// Five9's connectors for this machine; empty while the door is shut.
    pub connectors: Vec<ConnectorView>,
    /// Fields of a phone switch's webhook that a mapping may name.
    pub mapping_fields: Vec<String>,
    /// Requests of the last thirty days from this desk.
    pub used: Vec<PhoneUseView>,
    /// Sticky Calls: calls started from this desk in the last thirty days, each of which costs a credit.
    #[ts(type = "number")]
    pub credits: u64,
}

/// A set-up to keep.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct PhoneSetupChange {
    /// What was entered.
    pub form: PhoneForm,
    /// Secrets that change.
    pub keys: PhoneKeysChange,
}

/// Names a way.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct WayRequest {
    /// `switch`, `five9`, `aircall` or `sticky`.
    pub way: String,
}

/// A user of a phone system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PhonePersonView {
    /// The phone system's id.
    pub id: String,
    /// Name.
    pub name: String,
    /// E-mail address; empty when the phone system has none.
    pub email: String,
    /// They take calls now.
    pub available: bool,
    /// They have the e-mail address of whoever is signed in here.
    pub is_me: bool,
}

/// What a phone system has in store for its set-up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct PhoneListsView {
    /// Its users.
    pub people: Vec<PhonePersonView>,
    /// Names of its campaigns.
    pub campaigns: Vec<String>,
    /// Why there is nothing.
    pub failure: Option<PhoneFailure>,
}

/// The result of a check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PhoneCheckView {
    /// It works.
    Works {
        /// Name of the phone system.
        system: String,
        /// What was found.
        found: CheckFoundView,
        /// How long it took, in milliseconds.
        took_ms: u32,
    },
    /// It does not.
    Failed {
        /// Why, and what to check.
        failure: PhoneFailure,
    },
}

/// What a check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckFoundView {
    /// The address answers and the key is accepted.
    Accepted,
    /// Address and key can be used; only a test call tells whether it answers.
    Usable,
    /// A new webhook sends events there.
    WebhookMade,
    /// The webhook was switched off and is on again.
    WebhookWoken,
    /// The webhook did not send all events that are read, and does now.
    WebhookCompleted,
    /// The webhook sends events there already.
    WebhookThere,
}

/// What became of Aircall's webhook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AircallWebhookView {
    /// Whether it brings events.
    pub check: PhoneCheckView,
    /// What it proves itself by, for the relay that takes its events; empty when it is not known.
    pub token: String,
}

/// An address that events shall come to.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct AddressRequest {
    /// https, reachable from the internet.
    pub address: String,
}

/// Since when.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SinceRequest {
    /// Milliseconds since 1970.
    #[ts(type = "number")]
    pub since: i64,
}

/// Something that a phone system told us.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HeardView {
    /// The call's key, where it was about one.
    pub call: Option<String>,
    /// The event's word.
    pub kind: String,
    /// It says the other party's number.
    pub has_number: bool,
    /// Milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
}

/// A try of Sticky Calls.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct TryMemoryRequest {
    /// Number of the caller.
    pub number: String,
    /// Intent to end with; empty = none.
    pub intent: String,
    /// `open`, `resolved` or `abandoned`.
    pub status: String,
}

/// One request of a try.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TriedView {
    /// `start` or `end`.
    pub request: String,
    /// What was sent, as JSON.
    pub sent: String,
    /// What came back, as it came.
    pub came: String,
    /// What Callside reads in it: name, then value.
    pub means: Vec<(String, String)>,
    /// What went wrong.
    pub failure: Option<PhoneFailure>,
}

/// What became of a test call through our own door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TestCallView {
    /// The door took it.
    Placed {
        /// The call's key: events that name it have arrived.
        call: String,
    },
    /// It did not.
    Failed {
        /// Why.
        failure: PhoneFailure,
    },
}
