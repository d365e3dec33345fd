//! Buttons of a call, what Sticky Calls remembers, and hand-over notes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What can be done with a call now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
pub struct OffersView {
    /// Some phone system here can call out.
    pub dial: bool,
    /// End it.
    pub hang_up: bool,
    /// Put it on hold, or take it back.
    pub hold: bool,
    /// Hand it over at once.
    pub transfer_blind: bool,
    /// Hand it over after asking.
    pub transfer_attended: bool,
    /// Hear its recording, or what the caller left.
    pub recording: bool,
    /// What there is to hear is what the caller left.
    pub voicemail: bool,
    /// See what its phone system knows of it and of the caller.
    pub record: bool,
}

/// An entry of a phone system's address book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PhoneContactView {
    /// Name, or the first thing that tells it apart.
    pub name: String,
    /// Company; empty when there is none.
    pub company: String,
    /// Numbers and e-mail addresses, as written.
    pub reached_at: Vec<String>,
}

/// Something that happened during a call, in the phone system's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PhoneMomentView {
    /// When, in milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// What.
    pub what: String,
}

/// What a call's phone system knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PhoneRecordView {
    /// It answered.
    Known {
        /// Its name.
        system: String,
        /// Entries of its address book with the caller's number.
        contacts: Vec<PhoneContactView>,
        /// What happened, oldest first.
        timeline: Vec<PhoneMomentView>,
        /// Tags on the call.
        tags: Vec<String>,
        /// Comments on the call.
        comments: Vec<String>,
        /// The caller can be added to its address book.
        may_add: bool,
    },
    /// It did not.
    Failed {
        /// Why.
        failure: PhoneFailure,
    },
}

/// A number to call.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct DialRequest {
    /// As it is shown.
    pub number: String,
    /// The agent has been told what speaks against it.
    pub despite: bool,
}

/// What speaks against a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum ObjectionView {
    /// The person asked not to be called.
    DoNotCall,
    /// The number is on the suppression list.
    Suppressed,
    /// Salesforce could not be asked, and nothing is known here of whoever has this number.
    NotChecked,
    /// It is quiet hours there.
    QuietHours {
        /// Times of day there, `HH:MM`; two where the region keeps several.
        there: Vec<String>,
        /// It is so wherever in the region the person is.
        surely: bool,
    },
}

/// Something that a phone system did not do. The window says what happened and what to check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PhoneFailure {
    /// Name of the phone system; empty where none was asked.
    pub system: String,
    /// What happened.
    pub trouble: PhoneTrouble,
    /// What it points to; what to check depends on it.
    pub symptom: Option<SymptomView>,
}

/// Why a phone system did not do what it was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PhoneTrouble {
    /// What was typed is no number that can be called.
    NotANumber,
    /// What was typed is neither a number nor an extension.
    NoDestination,
    /// No phone system here can call out.
    NoneCanDial,
    /// It needs to know who calls.
    NoAgent,
    /// It is not set up here.
    NotSetUp,
    /// It does not offer this.
    NotOffered,
    /// It does not accept the key.
    WrongKey,
    /// The key may not do this.
    NotAllowed,
    /// There is no credit left.
    NoCredit,
    /// It asks for a pause.
    TooMany {
        /// Seconds.
        wait_s: u32,
    },
    /// It refused.
    Refused {
        /// HTTP status.
        status: u16,
        /// Its own words, as they are; may be empty.
        said: String,
    },
    /// The agent's phone is not ready.
    AgentNotReady,
    /// It does not know this.
    NotThere,
    /// It cannot be reached.
    Unreachable,
    /// It did not answer in time; it may have been done.
    AnswerLost,
    /// It has a fault of its own.
    ItsFault {
        /// HTTP status.
        status: u16,
    },
    /// Its answer cannot be read.
    Unreadable,
}

/// What people see when a phone system does not do as it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SymptomView {
    /// The address does not answer.
    ConnectFails,
    /// The key is not accepted, or not for this.
    KeyRefused,
    /// It refuses to dial.
    DialRefused,
    /// The agent's own phone is not ready.
    AgentCannotDial,
    /// The call goes on after a hang-up.
    HangUpDoesNothing,
    /// There is no recording.
    RecordingEmpty,
    /// A call pops and nobody is found.
    PopWithoutCustomer,
    /// The answer cannot be used.
    StrangeAnswer,
    /// It asks for a pause.
    TooManyRequests,
    /// No credit is left.
    NoCredit,
    /// Nothing is set up here to ask it with.
    NotSetUp,
}

/// The answer to a dial.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DialView {
    /// It is being dialled.
    Dialled {
        /// The call's key, where the phone system says it at once.
        call: Option<String>,
    },
    /// It is being dialled already.
    Already,
    /// Something speaks against it.
    Objected {
        /// What.
        objections: Vec<ObjectionView>,
        /// The agent may go on all the same.
        may_go_on: bool,
    },
    /// It was not done.
    Failed {
        /// Why.
        failure: PhoneFailure,
    },
}

/// The answer to any other button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DeedView {
    /// It is done.
    Done,
    /// It was not.
    Failed {
        /// Why.
        failure: PhoneFailure,
    },
}

/// Hold, or take back.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct HoldRequest {
    /// The call's key.
    pub call: String,
    /// On hold from now on.
    pub on: bool,
}

/// The answer to a hand-over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TransferView {
    /// It is done.
    Done {
        /// What became of the note.
        note: NoteFateView,
    },
    /// It was not.
    Failed {
        /// Why.
        failure: PhoneFailure,
    },
}

/// What became of the note of a hand-over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoteFateView {
    /// There was none.
    None,
    /// It waits for whoever gets the call.
    Waits,
    /// There is no relay that could bring it: it stays here, with the call.
    Stays,
    /// The relay knows nobody under this number or extension.
    NobodyKnown,
    /// The relay could not be reached.
    NotReached,
}

/// A call to hand over.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct TransferRequest {
    /// The call's key.
    pub call: String,
    /// Number or extension.
    pub to: String,
    /// The receiver is asked first.
    pub attended: bool,
    /// For whoever gets it; may be empty.
    pub note: String,
}

/// A recording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RecordingView {
    /// It can be played.
    Audio {
        /// Kind, such as `audio/mpeg`.
        mime: String,
        /// The whole recording, base64.
        base64: String,
    },
    /// It cannot.
    Failed {
        /// Why.
        failure: PhoneFailure,
    },
}

/// What a caller still wants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct IntentView {
    /// Its name.
    pub intent: String,
    /// Where it stands.
    pub status: String,
    /// How often they have tried.
    pub attempts: u32,
}

/// Something that was remembered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct VariableView {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Where it came from.
    pub source: Option<String>,
    /// Seconds for which it is still remembered.
    #[ts(type = "number | null")]
    pub ttl_s: Option<u64>,
}

/// What Sticky Calls says about the caller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MemoryView {
    /// It has been asked.
    Asked,
    /// It did not answer; the call goes on without.
    Failed {
        /// Why.
        because: PhoneTrouble,
    },
    /// Callside was closed before it answered; the call goes on without.
    CutOff,
    /// It answered.
    Known {
        /// `recognised`, `verify` or `stranger`, by the thresholds of the settings.
        recognition: String,
        /// Whole percent.
        percent: u16,
        /// Its word, such as `very_high`.
        level: String,
        /// What it goes by.
        sources: Vec<String>,
        /// What it advises.
        recommendation: String,
        /// What the caller still wants.
        intents: Vec<IntentView>,
        /// What was remembered.
        variables: Vec<VariableView>,
    },
}

/// A note from the colleague who handed the call over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HandOverView {
    /// To whom it was handed.
    pub to: String,
    /// The note.
    pub note: String,
    /// Milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
}

/// What the caller wanted, and whether it is settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct IntentDraft {
    /// What.
    pub intent: String,
    /// `open`, `resolved` or `abandoned`.
    pub status: String,
}
