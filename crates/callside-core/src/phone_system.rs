//! Phone systems as the rest of Callside sees them when it is the one who asks: a port with typed abilities, and
//! errors by what the caller does next. What phone systems tell us by themselves comes in as [`crate::event::Event`].

mod diagnosis;
mod request;

pub use diagnosis::{Symptom, diagnose};
pub use request::{
    CallDetail, Contact, Destination, Dial, Dialled, InsightCard, InsightLine, Moment, NewContact, Person, Recording,
    Transfer, TransferKind, WebhookState,
};

use crate::ids::{CallKey, Provider};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Something that a phone system may be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ability {
    /// Say whether the connection works.
    Connect,
    /// Call a number.
    Dial,
    /// End a call.
    HangUp,
    /// Put a call on hold and take it back.
    Hold,
    /// Hand a call over without asking.
    TransferBlind,
    /// Ask the receiver first.
    TransferAttended,
    /// Say where a call's recording can be heard.
    Recording,
    /// Tell everything about a call.
    CallDetail,
    /// Search its address book.
    FindContacts,
    /// Add to its address book.
    SaveContact,
    /// Write a comment on a call.
    Comment,
    /// Put tags or a disposition on a call.
    Disposition,
    /// Show a card on the agent's phone while the call is live.
    InsightCard,
    /// List its users and who takes calls.
    People,
    /// List campaigns.
    Campaigns,
    /// Register and re-activate the webhook that brings its events.
    Webhook,
}

/// What one phone system, as it is set up here, can be asked for. A button exists only for what is in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Abilities(pub BTreeSet<Ability>);

impl Abilities {
    /// A set of abilities.
    #[must_use]
    pub fn of(abilities: &[Ability]) -> Self {
        Self(abilities.iter().copied().collect())
    }

    /// Whether this is one of them.
    #[must_use]
    pub fn can(&self, ability: Ability) -> bool {
        self.0.contains(&ability)
    }
}

/// Why a phone system did not do what it was asked for, by what comes next.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "error", content = "with", rename_all = "snake_case")]
pub enum PhoneError {
    /// It is not set up here, or not any more: an admin does that.
    #[error("it is not set up here")]
    NotSetUp,
    /// It is not able to, as it is set up: the button should not have been there.
    #[error("{} does not offer this", .0.label())]
    NotOffered(Provider),
    /// The key or password is wrong or missing (401): an admin mends it.
    #[error("it does not accept the key that Callside has")]
    WrongKey,
    /// The key is right and may not do this (403): an admin mends it.
    #[error("the key that Callside has may not do this")]
    NotAllowed,
    /// There is no credit left (402): an admin buys some.
    #[error("there is no credit left")]
    NoCredit,
    /// Too many requests (429): nothing was done, the same is welcome after the pause.
    #[error("too many requests; it asks to wait {wait_s} seconds")]
    TooMany {
        /// Seconds until the next request is welcome.
        wait_s: u32,
    },
    /// It refuses this request: a person changes something. `said` is the phone system's own sentence. Hostile text.
    #[error("it refused (HTTP {status})")]
    Refused {
        /// HTTP status.
        status: u16,
        /// What it said, on one line; empty when it said nothing.
        said: String,
    },
    /// The person cannot take or make calls now (signed out, busy): they change that on their phone.
    #[error("your phone is not ready for calls")]
    AgentNotReady,
    /// It does not know this call, recording or contact (404): perhaps not yet.
    #[error("it does not know this")]
    NotThere,
    /// The request did not reach it: nothing was done.
    #[error("it cannot be reached")]
    Unreachable,
    /// The request was sent and no answer came in time: it may have been done.
    #[error("it did not answer in time")]
    AnswerLost,
    /// It failed by itself (5xx).
    #[error("it has a fault of its own (HTTP {status})")]
    ItsFault {
        /// HTTP status.
        status: u16,
    },
    /// An answer that cannot be read: wrong address, or another version.
    #[error("it gave an answer that Callside cannot read")]
    Unreadable,
}

impl PhoneError {
    /// A stable word for it, where requests are counted.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::NotSetUp => "not_set_up",
            Self::NotOffered(_) => "not_offered",
            Self::WrongKey => "wrong_key",
            Self::NotAllowed => "not_allowed",
            Self::NoCredit => "no_credit",
            Self::TooMany { .. } => "too_many",
            Self::Refused { .. } => "refused",
            Self::AgentNotReady => "agent_not_ready",
            Self::NotThere => "not_there",
            Self::Unreachable => "unreachable",
            Self::AnswerLost => "answer_lost",
            Self::ItsFault { .. } => "its_fault",
            Self::Unreadable => "unreadable",
        }
    }

    /// Whether the request can have had no effect, so that sending it again doubles nothing.
    #[must_use]
    pub const fn nothing_was_done(&self) -> bool {
        !matches!(self, Self::AnswerLost | Self::ItsFault { .. } | Self::Unreadable)
    }

    /// Whether the same request may succeed later without anybody changing anything.
    #[must_use]
    pub const fn may_pass(&self) -> bool {
        matches!(self, Self::TooMany { .. } | Self::Unreachable | Self::AnswerLost | Self::ItsFault { .. })
    }
}

/// One phone system, as it is set up for this desk. Everything that is not among its [`Abilities`] answers
/// [`PhoneError::NotOffered`].
#[async_trait]
pub trait PhoneSystem: Send + Sync {
    /// Which one.
    fn provider(&self) -> Provider;

    /// What it can be asked for.
    fn abilities(&self) -> Abilities;

    /// Whether the address answers and the key is accepted.
    async fn connect(&self) -> Result<(), PhoneError> {
        Err(PhoneError::NotOffered(self.provider()))
    }

    /// Calls a number from the agent's own phone.
    async fn dial(&self, _: &Dial) -> Result<Dialled, PhoneError> {
        Err(PhoneError::NotOffered(self.provider()))
    }

    /// Ends a call.
    async fn hang_up(&self, _: &CallKey) -> Result<(), PhoneError> {
        Err(PhoneError::NotOffered(self.provider()))
    }

    /// Puts a call on hold, or takes it back.
    async fn hold(&self, _: &CallKey, _on: bool) -> Result<(), PhoneError> {
        Err(PhoneError::NotOffered(self.provider()))
    }

    /// Hands a call over.
    async fn transfer(&self, _: &Transfer) -> Result<(), PhoneError> {
        Err(PhoneError::NotOffered(self.provider()))
    }

    /// Where the recording can be heard now; links expire, so it is asked for each time.
    async fn recording(&self, _: &CallKey) -> Result<Recording, PhoneError> {
        Err(PhoneError::NotOffered(self.provider()))
    }

    /// All that it knows about a call.
    async fn call_detail(&self, _: &CallKey) -> Result<CallDetail, PhoneError> {
        Err(PhoneError::NotOffered(self.provider()))
    }

    /// Entries of its address book with this number, E.164.
    async fn find_contacts(&self, _number: &str) -> Result<Vec<Contact>, PhoneError> {
        Err(PhoneError::NotOffered(self.provider()))
    }

    /// Adds an entry to its address book.
    async fn save_contact(&self, _: &NewContact) -> Result<Contact, PhoneError> {
        Err(PhoneError::NotOffered(self.provider()))
    }

    /// Writes a comment on a call.
    async fn comment(&self, _: &CallKey, _text: &str) -> Result<(), PhoneError> {
        Err(PhoneError::NotOffered(self.provider()))
    }

    /// Sets the disposition, or the tag that plays its part.
    async fn set_disposition(&self, _: &CallKey, _label: &str) -> Result<(), PhoneError> {
        Err(PhoneError::NotOffered(self.provider()))
    }

    /// Shows a card on the agent's phone.
    async fn show_card(&self, _: &CallKey, _card: &InsightCard) -> Result<(), PhoneError> {
        Err(PhoneError::NotOffered(self.provider()))
    }

    /// Its users, and who takes calls.
    async fn people(&self) -> Result<Vec<Person>, PhoneError> {
        Err(PhoneError::NotOffered(self.provider()))
    }

    /// Names of its campaigns.
    async fn campaigns(&self) -> Result<Vec<String>, PhoneError> {
        Err(PhoneError::NotOffered(self.provider()))
    }

    /// Makes sure that its events come to this address, and tells the secret that it will send.
    async fn ensure_webhook(&self, _address: &str) -> Result<WebhookState, PhoneError> {
        Err(PhoneError::NotOffered(self.provider()))
    }
}
