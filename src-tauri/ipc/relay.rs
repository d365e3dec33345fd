//! The link to a relay, as the settings show it.

use super::action::RoleView;
use super::sentence::RelayTrouble;
use callside_core::team::Share;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The relay of this installation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RelayView {
    /// Its address; empty = none, calls come over the door alone.
    pub address: String,
    /// How the link stands.
    pub state: RelayStateView,
    /// What those who look after this person hear of their calls over it.
    pub tells: ShareView,
}

/// How much those who look after an agent hear of their calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ShareView {
    /// Nothing.
    Off,
    /// Calls and outcomes.
    Calls,
    /// Notes, too.
    CallsAndNotes,
}

impl From<Share> for ShareView {
    fn from(share: Share) -> Self {
        match share {
            Share::Off => Self::Off,
            Share::Calls => Self::Calls,
            Share::CallsAndNotes => Self::CallsAndNotes,
        }
    }
}

/// How the link stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RelayStateView {
    /// There is none.
    Off,
    /// It is being made.
    Connecting,
    /// Calls come in.
    Up {
        /// Name of the relay that answered.
        relay: String,
        /// Who the relay takes this person for: an e-mail address.
        person: String,
        /// What the relay lets this person do.
        role: RoleView,
        /// By server-sent events, because a proxy lets no WebSocket through.
        fallback: bool,
    },
    /// It is down and tried again by itself; calls wait at the relay.
    Waiting {
        /// Why.
        reason: RelayTrouble,
    },
    /// This person has to sign in to it.
    SignInNeeded,
    /// The browser is open for that.
    SigningIn {
        /// The address, to copy where the browser did not open.
        url: String,
    },
    /// Somebody has to mend something.
    Stopped {
        /// What.
        reason: RelayTrouble,
    },
}

/// Sets up a relay.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct RelayRequest {
    /// Its address; empty = none.
    pub address: String,
}

/// What the relay could bring to nobody, for admins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ParkedView {
    /// The relays that keep it: the one that was asked, and others of its fleet.
    pub relays: Vec<String>,
    /// Others that did not answer: what waits there is missing.
    pub silent: Vec<String>,
    /// How many wait.
    #[ts(type = "number")]
    pub total: u64,
    /// The oldest of them.
    pub rows: Vec<ParkedRow>,
}

/// One that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ParkedRow {
    /// When it came in: milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// Why it waits: a stable word.
    pub reason: String,
    /// The phone system, where it came from one that is known.
    pub provider: Option<String>,
    /// What its event names, for the mapping.
    pub names: Vec<ParkedName>,
}

/// Something that an event names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ParkedName {
    /// What it is.
    pub what: ParkedWhat,
    /// As the sender wrote it. Hostile text.
    pub text: String,
}

/// What an event names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ParkedWhat {
    /// The person whom it is for, by their name in the phone system.
    Agent,
    /// For whom a note of a hand-over is: number or extension.
    HandedOverTo,
    /// Queue or skill.
    Queue,
    /// Campaign.
    Campaign,
    /// The number of the company.
    CompanyNumber,
    /// An object of Salesforce.
    Object,
    /// A record of it.
    Record,
    /// The call.
    Call,
    /// The relay that keeps it, where there are several.
    Relay,
}

/// What looking again brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LookedAgainView {
    /// The relays that looked.
    pub relays: Vec<String>,
    /// Those that are on their way now.
    #[ts(type = "number")]
    pub placed: u64,
    /// Those that wait still.
    #[ts(type = "number")]
    pub still_parked: u64,
}
