//! What the event words of phone systems mean.

use serde::{Deserialize, Serialize};

/// What can happen to a call, as the settings write it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// The call exists: queued, in the IVR, or dialled.
    Created,
    /// Shown before it is dialled.
    Previewed,
    /// It rings at a person. What a bare screen-pop webhook means.
    #[default]
    Ringing,
    /// A person declined it.
    Declined,
    /// A person answered.
    Answered,
    /// Put on hold.
    Held,
    /// Taken off hold.
    Unheld,
    /// Transferred.
    Transferred,
    /// The line is closed.
    HungUp,
    /// The last word on the call.
    Ended,
    /// A disposition was set.
    Dispositioned,
    /// The caller left a voicemail.
    VoicemailLeft,
    /// Only the facts count.
    Noted,
    /// Taken, and nothing is done.
    Ignored,
}

impl Change {
    /// The words that phone systems commonly use, folded to letters and digits.
    pub(super) fn by_common_use(word: &str) -> Option<Self> {
        let word = word.strip_prefix("call").filter(|rest| !rest.is_empty()).unwrap_or(word);
        Some(match word {
            "created" | "queued" | "queue" | "ivr" | "dialing" | "dialling" | "outgoing" | "outgoingcall" => {
                Self::Created
            }
            "preview" | "previewed" => Self::Previewed,
            "incoming" | "incomingcall" | "inboundcall" | "ringing" | "ring" | "alerting" | "offered" | "screenpop"
            | "pop" | "start" | "started" | "initiated" | "new" | "newcall" | "received" => Self::Ringing,
            "declined" | "rejected" => Self::Declined,
            "answered" | "answer" | "accepted" | "connected" | "established" | "inprogress" | "active" | "bridged"
            | "talking" => Self::Answered,
            "hold" | "held" | "onhold" => Self::Held,
            "unhold" | "unheld" | "offhold" | "resume" | "resumed" | "retrieved" => Self::Unheld,
            "transfer" | "transferred" => Self::Transferred,
            "hangup" | "hungup" | "disconnected" | "terminated" => Self::HungUp,
            "ended" | "end" | "completed" | "complete" | "finished" | "done" | "missed" | "noanswer" | "busy"
            | "failed" | "cancelled" | "canceled" | "abandoned" => Self::Ended,
            "disposition" | "dispositioned" | "dispositionset" | "wrapup" | "wrapped" => Self::Dispositioned,
            "voicemail" | "voicemailleft" | "voicemailreceived" => Self::VoicemailLeft,
            "updated" | "update" | "noted" | "recordingready" | "recordingavailable" => Self::Noted,
            _ => return None,
        })
    }
}
