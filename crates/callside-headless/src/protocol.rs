//! The JSON lines that come in and go out. Documented for users in `docs/headless.md`.

use callside_core::disposition::DispositionCode;
use callside_core::ids::{CallKey, EntryId, RecordId};
use callside_core::outbox::Entry;
use callside_core::plan::WrapUpPlan;
use callside_core::pop::ScreenPop;
use callside_core::record::{CallerRef, Candidate};
use callside_flow::{Draft, NewCaller};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One line in. `id` is the caller's own mark; it comes back in the answer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Request {
    /// Comes back in the answer.
    #[serde(default)]
    pub id: Option<serde_json::Value>,
    /// What to do.
    #[serde(flatten)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Wrap a call up: durable when it is answered.
    WrapUp(WrapUp),
    /// What a wrap-up would write.
    Preview(WrapUp),
    /// Take a record for the caller.
    Choose {
        /// The call.
        call: CallKey,
        /// The record; absent = none of them.
        #[serde(default)]
        record: Option<CallerRef>,
    },
    /// The agent's word that the match is right.
    Confirm {
        /// The call.
        call: CallKey,
    },
    /// People and companies by name, e-mail, number or case number.
    Lookup {
        /// The text.
        text: String,
    },
    /// Keep notes.
    Notes {
        /// The call.
        call: CallKey,
        /// All of them.
        notes: String,
    },
    /// Take a wrap-up back.
    Undo {
        /// Outbox entry.
        entry: EntryId,
    },
    /// Send a waiting or refused entry now.
    Retry {
        /// Outbox entry.
        entry: EntryId,
    },
    /// The outbox.
    Outbox,
    /// Answered when nothing waits to be sent any more.
    Drain,
    /// Call a number. Answered with an error where no phone system that can dial is set up.
    Dial {
        /// The number.
        number: String,
    },
    /// Stop.
    Quit,
}

/// A wrap-up.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrapUp {
    /// The call.
    pub call: CallKey,
    /// Code of the disposition.
    pub disposition: DispositionCode,
    /// Notes; absent = those that were kept.
    #[serde(default)]
    pub notes: Option<String>,
    /// Agreed time.
    #[serde(default)]
    pub agreed_at: Option<Timestamp>,
    /// Case that the call is about; absent = the only open one.
    #[serde(default)]
    pub case: Option<RecordId>,
    /// Opportunity that the call is about; absent = the only open one.
    #[serde(default)]
    pub opportunity: Option<RecordId>,
    /// A new Contact or Lead.
    #[serde(default)]
    pub new_caller: Option<NewCaller>,
}

impl WrapUp {
    /// What was kept, with what this line says.
    #[must_use]
    pub fn over(self, kept: Draft) -> Draft {
        Draft {
            notes: self.notes.unwrap_or(kept.notes),
            disposition: Some(self.disposition),
            agreed_at: self.agreed_at.or(kept.agreed_at),
            case: self.case.or(kept.case),
            opportunity: self.opportunity.or(kept.opportunity),
            new_caller: self.new_caller.or(kept.new_caller),
            intent: kept.intent,
            allow_duplicate: kept.allow_duplicate,
            added_s: kept.added_s,
        }
    }
}

/// One line out.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Line<'a> {
    /// The engine runs and the door is open. Always the first line.
    Ready {
        /// Version of Callside.
        version: &'a str,
        /// Where phone systems reach this machine; the addresses hold a secret.
        door: DoorAddresses,
        /// Name of the signed-in user, when somebody is.
        user: Option<String>,
    },
    /// A pop is new or has changed.
    Pop {
        /// The call pops for the first time.
        first: bool,
        /// It.
        pop: &'a ScreenPop,
    },
    /// An outbox entry changed.
    Outbox {
        /// It.
        entry: &'a Entry,
    },
    /// Salesforce no longer accepts the sign-in.
    SignInNeeded,
    /// The link to the relay changed.
    Relay {
        /// How it stands: `connecting`, `up`, `waiting`, `sign_in_needed` or `stopped`.
        state: &'a str,
        /// Name of the relay, while it is up.
        #[serde(skip_serializing_if = "Option::is_none")]
        relay: Option<&'a str>,
    },
    /// The answer to a request.
    Answer {
        /// The request's mark.
        id: Option<serde_json::Value>,
        /// What came of it.
        #[serde(flatten)]
        answer: Answer,
    },
    /// A request, or the engine, failed.
    Error {
        /// The request's mark.
        #[serde(skip_serializing_if = "Option::is_none")]
        id: Option<serde_json::Value>,
        /// Stable word for scripts.
        code: &'a str,
        /// Sentence for people, without personal data.
        message: String,
    },
}

/// Where phone systems reach this machine.
#[derive(Debug, Clone, Serialize)]
pub struct DoorAddresses {
    /// Base address, with the secret path part.
    pub base: String,
    /// Five9 web connector.
    pub five9_connector: String,
    /// Five9 events of a middleware.
    pub five9_events: String,
    /// Aircall webhooks.
    pub aircall: String,
    /// Any phone system.
    pub phone: String,
}

/// What came of a request.
#[derive(Debug, Serialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// Durable; will be sent.
    Saved {
        /// Outbox entry.
        entry: EntryId,
    },
    /// This call was wrapped up before.
    AlreadySaved {
        /// Outbox entry.
        entry: EntryId,
    },
    /// Something is missing first.
    Missing {
        /// Which input.
        input: String,
    },
    /// The exact writes.
    Plan {
        /// They.
        plan: WrapUpPlan,
    },
    /// Who was found.
    Found {
        /// They.
        callers: Vec<Candidate>,
    },
    /// The pop as it stands now.
    Pop {
        /// It.
        pop: Box<ScreenPop>,
    },
    /// The outbox.
    Outbox {
        /// Entries.
        entries: Vec<Entry>,
    },
    /// Done.
    Done,
}
