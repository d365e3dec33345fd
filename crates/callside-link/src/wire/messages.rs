//! The messages of both sides.

use super::{Capability, Cursor, Envelope, Grant, Hello, MAX_MESSAGE, Welcome, WireError};
use callside_core::assistance::{AssistanceNews, AssistanceSaid};
use callside_core::wallboard::{BoardNews, Presence};
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a desktop says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FromDesktop {
    /// First.
    Hello(Hello),
    /// Everything up to here is on this desktop's disk.
    Ack {
        /// Up to where.
        cursor: Cursor,
    },
    /// Is anybody there? The relay answers with a beat at once.
    Ping,
    /// What the agent is doing: first of all on a link, and whenever it changes. Needs [`Capability::BOARD`].
    Presence(Presence),
    /// Somebody looks at the board, or no longer does. The relay answers with a snapshot, and with changes from then on.
    /// Needs [`Capability::BOARD`].
    Watch {
        /// Whether.
        on: bool,
    },
    /// Where its agent asks for assistance and where somebody looks: first of all on a link, and whenever it changes. The
    /// relay answers with all requests that concern the desktop, then and whenever they change. Needs
    /// [`Capability::ASSISTANCE`].
    Assistance(AssistanceSaid),
}

/// What a relay says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FromRelay {
    /// First.
    Welcome(Welcome),
    /// Events for this person, oldest first.
    Events {
        /// At most [`super::MAX_BATCH`].
        events: Vec<Envelope>,
        /// How far the desktop is once it has them. Absent for events that come ahead of their place in the log, and
        /// will come again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cursor: Option<Cursor>,
    },
    /// The relay is there.
    Beat {
        /// The relay's clock.
        at: Timestamp,
    },
    /// The next session, before the last one ends.
    Session(Grant),
    /// The relay is about to go; the desktop reconnects.
    Drain,
    /// The link ends, and why.
    Refused(Refused),
    /// The board, to whoever watches it.
    Board(BoardNews),
    /// Requests for assistance, to whoever they concern.
    Assistance(AssistanceNews),
}

/// Why a relay ends a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// A stable word.
    pub code: RefusedCode,
    /// In plain words, for the log.
    #[serde(default)]
    pub message: String,
}

/// What a desktop does about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusedCode {
    /// The session has ended or is not one: renew it, else sign in.
    Session,
    /// This person is not of the team (any more): an admin has to mend that.
    NotOfTheTeam,
    /// No common version: one side must be updated.
    Version,
    /// The same installation has connected anew elsewhere: this link is the older one.
    Replaced,
    /// The relay has too much to do: later.
    Busy,
    /// What the desktop said cannot be read.
    Malformed,
    /// A reason of a newer relay.
    #[serde(other)]
    Other,
}

fn decode<T: DeserializeOwned>(text: &str, known: &[&str]) -> Result<Option<T>, WireError> {
    if text.len() > MAX_MESSAGE {
        return Err(WireError::TooLong);
    }
    let value: Value = serde_json::from_str(text).map_err(|_| WireError::Malformed)?;
    let kind = value.get("type").and_then(Value::as_str).ok_or(WireError::Malformed)?;
    if !known.contains(&kind) {
        return Ok(None);
    }
    serde_json::from_value(value).map(Some).map_err(|_| WireError::Malformed)
}

impl FromDesktop {
    const KNOWN: [&'static str; 6] = ["hello", "ack", "ping", "presence", "watch", "assistance"];

    /// What the relay must be able to do for this to mean something to it.
    #[must_use]
    pub const fn needs(&self) -> Option<&'static str> {
        match self {
            Self::Hello(_) | Self::Ack { .. } | Self::Ping => None,
            Self::Presence(_) | Self::Watch { .. } => Some(Capability::BOARD),
            Self::Assistance(_) => Some(Capability::ASSISTANCE),
        }
    }

    /// Reads a message; `None` for one that only a newer desktop means something by.
    ///
    /// # Errors
    /// [`WireError`].
    pub fn decode(text: &str) -> Result<Option<Self>, WireError> {
        decode(text, &Self::KNOWN)
    }

    /// The message as it is sent.
    #[must_use]
    pub fn encode(&self) -> String {
        encode(self)
    }
}

impl FromRelay {
    const KNOWN: [&'static str; 8] =
        ["welcome", "events", "beat", "session", "drain", "refused", "board", "assistance"];

    /// Reads a message; `None` for one that only a newer relay means something by.
    ///
    /// # Errors
    /// [`WireError`].
    pub fn decode(text: &str) -> Result<Option<Self>, WireError> {
        decode(text, &Self::KNOWN)
    }

    /// The message as it is sent.
    #[must_use]
    pub fn encode(&self) -> String {
        encode(self)
    }
}

/// Absent facts are left out: an event is mostly absent facts.
fn encode<T: Serialize>(message: &T) -> String {
    let mut value = serde_json::to_value(message).unwrap_or_default();
    drop_nulls(&mut value);
    value.to_string()
}

fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, field| !field.is_null());
            fields.values_mut().for_each(drop_nulls);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_nulls),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
