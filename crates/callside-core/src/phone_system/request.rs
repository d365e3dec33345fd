//! What phone systems are asked for, and what they answer.

use crate::event::AgentState;
use crate::ids::CallKey;
use crate::phone::{HomeRegion, Line, PhoneNumber, read};
use crate::secret::Secret;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Whom to call: a number in full, or somebody in the house.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum Destination {
    /// A number.
    Number {
        /// It.
        number: PhoneNumber,
    },
    /// An extension or short code, one to six digits.
    Extension {
        /// Its digits.
        digits: String,
    },
}

impl Destination {
    /// Reads what a screen shows or a person types. Withheld and unreadable numbers cannot be called.
    #[must_use]
    pub fn read(text: &str, home: Option<HomeRegion>) -> Option<Self> {
        match read(text, home) {
            Line::Number { number } => Some(Self::Number { number }),
            Line::Internal { digits } => Some(Self::Extension { digits }),
            Line::Withheld | Line::Unreadable { .. } => None,
        }
    }

    /// The number, where it is one.
    #[must_use]
    pub const fn number(&self) -> Option<&PhoneNumber> {
        match self {
            Self::Number { number } => Some(number),
            Self::Extension { .. } => None,
        }
    }
}

impl fmt::Display for Destination {
    /// As phone systems take it: E.164, or the extension's digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number { number } => f.write_str(number.e164()),
            Self::Extension { digits } => f.write_str(digits),
        }
    }
}

/// A call to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dial {
    /// Whom to call.
    pub to: Destination,
    /// What the phone system calls the agent: extension, user id or user name.
    pub agent: String,
}

/// A call that is being made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialled {
    /// The call's key, where the phone system says it at once; else its events tell.
    pub call: Option<CallKey>,
}

/// How a call is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TransferKind {
    /// At once.
    Blind,
    /// The receiver is asked first.
    Attended,
}

/// A call to hand over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// Which.
    pub call: CallKey,
    /// To whom.
    pub to: Destination,
    /// How.
    pub kind: TransferKind,
}

/// A recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recording {
    /// Where it can be heard: http or https.
    pub url: String,
    /// How long the address works, in seconds, where the phone system says so.
    pub lives_s: Option<u32>,
}

/// Something that happened during a call, in the phone system's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// When.
    pub at: Timestamp,
    /// What. Hostile text.
    pub what: String,
}

/// All that a phone system knows about a call.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CallDetail {
    /// Its word for where the call stands.
    pub status: Option<String>,
    /// Whole length in seconds.
    pub duration_s: Option<u32>,
    /// What happened, oldest first.
    pub timeline: Vec<Moment>,
    /// Fresh address of the recording.
    pub recording: Option<String>,
    /// Fresh address of the voicemail.
    pub voicemail: Option<String>,
    /// Tags on it.
    pub tags: Vec<String>,
    /// Comments, oldest first. Hostile texts.
    pub comments: Vec<String>,
    /// The entry of its address book that it takes the caller for.
    pub contact: Option<Contact>,
}

/// An entry of a phone system's address book. Hostile texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// The phone system's id: never a Salesforce id.
    pub id: String,
    /// Name.
    pub name: Option<String>,
    /// Company.
    pub company: Option<String>,
    /// Numbers as written.
    pub numbers: Vec<String>,
    /// E-mail addresses.
    pub emails: Vec<String>,
}

/// An entry to add.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewContact {
    /// First name.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// Company.
    pub company: Option<String>,
    /// Number, E.164.
    pub number: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
}

/// A card for the agent's phone: what Callside knows of the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InsightCard {
    /// First line.
    pub title: String,
    /// Address behind the title.
    pub link: Option<String>,
    /// Lines below it.
    pub lines: Vec<InsightLine>,
}

/// A line of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InsightLine {
    /// What it is.
    pub label: String,
    /// Its value.
    pub text: String,
    /// Address behind it.
    pub link: Option<String>,
}

/// A user of a phone system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The phone system's id.
    pub id: String,
    /// Name to show.
    pub name: String,
    /// E-mail address, which tells people apart as it does in Salesforce.
    pub email: Option<String>,
    /// Whether they take calls.
    pub state: AgentState,
}

/// The webhook that brings a phone system's events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookState {
    /// The phone system's id of it.
    pub id: String,
    /// It was made now; else it was there.
    pub made: bool,
    /// It had been switched off and works again.
    pub woken: bool,
    /// It did not bring all events that are read, and does now.
    pub completed: bool,
    /// What it sends to prove itself.
    pub token: Option<Secret>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_number_that_is_shown_can_be_called_and_nothing_else() {
        let home = "US".parse().ok();
        for (text, expected) in [
            ("+1 415-555-0134", Some("+14155550134")),
            ("(415) 555-0134", Some("+14155550134")),
            ("tel:+442079460958", Some("+442079460958")),
            ("4021", Some("4021")),
            ("anonymous", None),
            ("", None),
            ("<script>", None),
            ("555-UPDATED", None),
            ("112;rm -rf", None),
        ] {
            assert_eq!(Destination::read(text, home).map(|to| to.to_string()).as_deref(), expected, "{text:?}");
        }
    }
}
