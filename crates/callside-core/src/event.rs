//! What phone systems tell us, in our own words. Facts enter Callside only as [`Event`]s.

use crate::automation::Notification;
use crate::call::{ShownPop, ToldWrapUp};
use crate::ids::{CallKey, EventId, LegId, RecordId};
use crate::work::WorkEvent;
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeSet;

/// One fact from a phone system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
#[expect(
    clippy::large_enum_variant,
    reason = "nearly every event is about a call: a box would cost more than it saves"
)]
pub enum Event {
    /// About a call.
    Call(CallEvent),
    /// About a person's readiness.
    Agent(AgentEvent),
    /// About an entry in the provider's own address book.
    Contact(ContactEvent),
    /// About a record in Salesforce, by an Outbound Message.
    Record(RecordEvent),
    /// About a flag or a piece of work of the team, from another desk.
    Work(WorkEvent),
}

impl Event {
    /// The delivery's identity, for de-duplication.
    #[must_use]
    pub const fn id(&self) -> &EventId {
        match self {
            Self::Call(e) => &e.id,
            Self::Agent(e) => &e.id,
            Self::Contact(e) => &e.id,
            Self::Record(e) => &e.id,
            Self::Work(e) => &e.id,
        }
    }
}

/// Which way a call goes, seen from the company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The customer called.
    Inbound,
    /// The company called.
    Outbound,
    /// Between colleagues.
    Internal,
}

/// Salesforce told of a record: one notification of an Outbound Message, on its way from a relay to a desktop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordEvent {
    /// Same id = same notification delivered again.
    pub id: EventId,
    /// When it was received.
    pub at: Timestamp,
    /// The org that sent it.
    pub org: RecordId,
    /// The action that was set up in Salesforce (`04k…`).
    pub action: RecordId,
    /// What it tells.
    pub notification: Notification,
}

/// Something happened to a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallEvent {
    /// Same id = same event delivered again.
    pub id: EventId,
    /// Which call.
    pub call: CallKey,
    /// When it happened, by the provider's clock where it says so, else when it was received.
    pub at: Timestamp,
    /// What happened.
    pub what: CallChange,
    /// What the event knows about the call besides.
    #[serde(default)]
    pub facts: CallFacts,
}

/// What happened to a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum CallChange {
    /// The call exists (queued, in the IVR, or dialled).
    Created,
    /// A preview record is shown before the call is dialled (Five9 `OnPreview`).
    Previewed,
    /// It rings at a person.
    Ringing,
    /// A person declined it.
    Declined,
    /// A person answered.
    Answered,
    /// Put on hold.
    Held,
    /// Taken off hold.
    Unheld,
    /// A transfer began or was made; the same call goes on as a new leg.
    Transferred {
        /// To whom, as the provider names them.
        to: Option<String>,
    },
    /// The line is closed.
    HungUp,
    /// The provider's final word on the call, often later than the hang-up.
    Ended,
    /// A disposition was set in the phone system.
    Dispositioned {
        /// The provider's label; `None` for the system's own dispositions (Five9: negative ids).
        label: Option<String>,
    },
    /// The caller left a voicemail.
    VoicemailLeft,
    /// A comment was written in the phone system.
    Commented {
        /// The provider's id of the comment, else the time.
        id: String,
        /// Its text.
        text: String,
    },
    /// A tag was put on the call.
    Tagged {
        /// The tag's name.
        tag: String,
    },
    /// A tag was taken off the call.
    Untagged {
        /// The tag's name.
        tag: String,
    },
    /// Given to a colleague to follow up.
    Assigned {
        /// To whom.
        to: Option<String>,
    },
    /// Handed to a colleague from a desk, with a note for them.
    HandedOver {
        /// To whom: number or extension.
        to: String,
        /// The note.
        note: String,
    },
    /// Put away in the phone system.
    Archived,
    /// A log of it stands in the CRM. It says what somebody wrote down, not what a phone system heard.
    Logged {
        /// The log.
        record: RecordId,
        /// Records that it is about: who, and what. They say whose it is when somebody is to be forgotten.
        about: BTreeSet<RecordId>,
        /// It names the day and not the hour; the event's time is the middle of that day.
        day_only: bool,
    },
    /// Somebody who looks after the agent answered their request for assistance. It happens at the agent's desk, and no
    /// phone system tells it.
    Advised {
        /// Who: name, else e-mail address.
        by: String,
        /// What they wrote. Typed by a colleague.
        note: String,
    },
    /// The desk of its agent tells how its wrap-up stands, for the history of the team. The facts are what that desk knows
    /// of the call; no phone system tells it.
    WrappedUp {
        /// How.
        told: Box<ToldWrapUp>,
        /// The pop on which it was decided, as far as it is told; only where notes are shared.
        #[serde(default, deserialize_with = "lenient", skip_serializing_if = "Option::is_none")]
        saw: Option<Box<ShownPop>>,
    },
    /// Nothing that changes the call's life; its facts still count.
    Noted,
}

impl CallChange {
    /// Every word that [`Self::word`] gives for what phone systems tell, in the order of a call.
    pub const WORDS: [&'static str; 19] = [
        "created",
        "previewed",
        "ringing",
        "declined",
        "answered",
        "held",
        "unheld",
        "transferred",
        "hung_up",
        "ended",
        "dispositioned",
        "voicemail_left",
        "commented",
        "tagged",
        "untagged",
        "assigned",
        "archived",
        "handed_over",
        "noted",
    ];

    /// The stable word of what happened: the one that it is stored under.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Previewed => "previewed",
            Self::Ringing => "ringing",
            Self::Declined => "declined",
            Self::Answered => "answered",
            Self::Held => "held",
            Self::Unheld => "unheld",
            Self::Transferred { .. } => "transferred",
            Self::HungUp => "hung_up",
            Self::Ended => "ended",
            Self::Dispositioned { .. } => "dispositioned",
            Self::VoicemailLeft => "voicemail_left",
            Self::Commented { .. } => "commented",
            Self::Tagged { .. } => "tagged",
            Self::Untagged { .. } => "untagged",
            Self::Assigned { .. } => "assigned",
            Self::Archived => "archived",
            Self::Logged { .. } => "logged",
            Self::HandedOver { .. } => "handed_over",
            Self::Advised { .. } => "advised",
            Self::WrappedUp { .. } => "wrapped_up",
            Self::Noted => "noted",
        }
    }
}

/// What an event knows about its call. Absent is `None`: never an empty text, never a placeholder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CallFacts {
    /// Which way it goes.
    pub direction: Option<Direction>,
    /// The other party's number as the provider wrote it (ANI inbound, DNIS outbound).
    pub customer_number: Option<String>,
    /// The company's number.
    pub company_number: Option<String>,
    /// The other party's name as the provider knows it. Hostile text.
    pub customer_name: Option<String>,
    /// The person who handles this leg.
    pub agent: Option<AgentName>,
    /// The leg that this event belongs to.
    pub leg: Option<LegId>,
    /// Session id, where it differs from the call id.
    pub session: Option<String>,
    /// Queue or skill.
    pub queue: Option<String>,
    /// Campaign.
    pub campaign: Option<String>,
    /// When the call started, by the provider's clock.
    pub started_at: Option<Timestamp>,
    /// When it was answered.
    pub answered_at: Option<Timestamp>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// Whole length in seconds, ringing included.
    pub duration_s: Option<u32>,
    /// Talk time in seconds.
    pub talk_s: Option<u32>,
    /// Hold time in seconds.
    pub hold_s: Option<u32>,
    /// Why nobody answered, in the provider's word.
    pub missed_reason: Option<String>,
    /// The disposition that stands in the phone system.
    pub disposition: Option<String>,
    /// Notes from the phone system. Hostile text.
    pub notes: Option<String>,
    /// Where the recording can be heard; may expire.
    pub recording_url: Option<String>,
    /// Where the voicemail can be heard; may expire.
    pub voicemail_url: Option<String>,
    /// What an assistant of the phone system made of the call. Hostile text.
    pub ai_summary: Option<String>,
    /// The provider's own contact id: never a Salesforce id.
    pub provider_contact: Option<String>,
    /// All tags that are on the call, from an event that says so after taking one off without naming it (Aircall's
    /// `call.untagged`). Other events leave it out: their lists may lag behind.
    pub tags: Option<BTreeSet<String>>,
}

/// A person as a phone system names them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AgentName {
    /// The provider's id, user name or e-mail: what tells people apart.
    pub key: String,
    /// Name to show.
    pub name: Option<String>,
}

/// A person's readiness changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentEvent {
    /// Same id = same event delivered again.
    pub id: EventId,
    /// Who.
    pub agent: AgentName,
    /// When.
    pub at: Timestamp,
    /// The new state.
    pub state: AgentState,
}

/// Readiness, in the field's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum AgentState {
    /// Takes calls.
    Available,
    /// On a call.
    OnCall,
    /// After-call work.
    WrapUp,
    /// Not ready, with the provider's reason.
    NotReady {
        /// The reason, where one is given.
        reason: Option<String>,
    },
    /// Signed out or unreachable.
    Offline,
    /// A word that we do not know, kept as it came.
    Other {
        /// The provider's word.
        word: String,
    },
}

/// The provider's address book changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactEvent {
    /// Same id = same event delivered again.
    pub id: EventId,
    /// The provider's contact id.
    pub contact: String,
    /// When.
    pub at: Timestamp,
    /// What happened to it.
    pub change: ContactChange,
}

/// What happened to an entry of the provider's address book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum ContactChange {
    /// It is new or has new values.
    Saved {
        /// Name to show. Hostile text.
        name: Option<String>,
        /// Phone numbers as written.
        numbers: Vec<String>,
        /// E-mail addresses.
        emails: Vec<String>,
    },
    /// It is gone.
    Deleted,
}

/// What only newer versions understand is left out, and the rest is read.
pub(crate) fn lenient<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Option<T>, D::Error> {
    let value = Option::<serde_json::Value>::deserialize(from)?;
    Ok(value.and_then(|value| serde_json::from_value(value).ok()))
}
