//! Where the fields are: by name in the usual places, or by the JSON paths of the settings.

use super::words::Change;
use crate::duration::DurationUnit;
use crate::json_path;
use crate::settings::BadSettings;
use crate::text::fold;
use serde::{Deserialize, Serialize};
use serde_json_path::JsonPath;
use std::collections::BTreeMap;

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident = $word:literal: [$($name:literal),*],)*) => {
        /// A field that a webhook may have.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Field { $($(#[$doc])* $variant,)* }

        impl Field {
            /// All fields.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The field's name in the settings.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// Names under which the field is looked for when the settings give no path, folded.
            pub(super) const fn names(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($name),*],)* }
            }
        }
    };
}

fields! {
    /// The call's id: the one field that must be there.
    CallId = "call_id": ["callid", "calluuid", "uniqueid", "linkedid", "uuid", "id"],
    /// The sender's id of the event.
    EventId = "event_id": ["eventid", "deliveryid", "messageid"],
    /// What happened.
    Event = "event": ["event", "eventtype", "eventname", "type", "action", "status", "state", "callstatus"],
    /// When it happened.
    At = "at": ["timestamp", "eventtime", "occurredat", "time"],
    /// Inbound or outbound.
    Direction = "direction": ["direction", "calldirection", "calltype"],
    /// The customer's number, whichever way the call goes.
    CustomerNumber = "customer_number": ["customernumber", "customerphone", "contactnumber", "externalnumber"],
    /// The company's number, whichever way the call goes.
    CompanyNumber = "company_number": ["companynumber", "internalnumber", "did", "ddi"],
    /// The number that calls.
    From = "from": ["from", "fromnumber", "caller", "callernumber", "callerid", "calleridnum", "ani", "phonenumber", "phone", "source", "src"],
    /// The number that is called.
    To = "to": ["to", "tonumber", "called", "callednumber", "callee", "dnis", "destination", "dst"],
    /// The customer's name.
    CustomerName = "customer_name": ["customername", "callername", "calleridname", "contactname"],
    /// Who handles the call: id, user name or e-mail.
    Agent = "agent": ["agentemail", "agentid", "agent", "userid", "username", "user", "agentextension", "extension"],
    /// The same person's name.
    AgentName = "agent_name": ["agentname", "userfullname", "agentfullname"],
    /// The part of the call that this is about.
    Leg = "leg": ["legid", "callleg"],
    /// Session id.
    Session = "session": ["sessionid", "conversationid"],
    /// Queue or skill.
    Queue = "queue": ["queue", "queuename", "skill", "skillname", "skillid"],
    /// Campaign.
    Campaign = "campaign": ["campaign", "campaignname"],
    /// When the call started.
    StartedAt = "started_at": ["startedat", "starttime", "calledat"],
    /// When it was answered.
    AnsweredAt = "answered_at": ["answeredat", "answertime"],
    /// When it ended.
    EndedAt = "ended_at": ["endedat", "endtime", "hangupat"],
    /// Whole length.
    Duration = "duration": ["duration", "totalduration", "callduration"],
    /// Talk time.
    Talk = "talk": ["talktime", "billsec", "talkduration"],
    /// Hold time.
    Hold = "hold": ["holdtime", "holdduration"],
    /// Whom the call was transferred to.
    TransferTo = "transfer_to": ["transferto", "transferredto", "targetextension"],
    /// Disposition in the phone system.
    Disposition = "disposition": ["disposition", "dispositionname", "outcome", "callresult"],
    /// Why nobody answered.
    MissedReason = "missed_reason": ["missedreason", "missedcallreason", "hangupcause"],
    /// Notes.
    Notes = "notes": ["notes", "note", "comments", "comment"],
    /// Address of the recording.
    RecordingUrl = "recording_url": ["recordingurl", "recording"],
    /// Address of the voicemail.
    VoicemailUrl = "voicemail_url": ["voicemailurl", "voicemail"],
    /// What an assistant made of the call.
    AiSummary = "ai_summary": ["aisummary", "summary", "callsummary"],
    /// The phone system's own contact id.
    Contact = "contact": ["contactid", "customerid"],
}

/// The mapping as the settings hold it. Empty means: find everything by its usual names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MappingSpec {
    /// JSON paths (RFC 9535) by field, such as `$.payload.caller.number`; the first that finds a text or number wins.
    /// A field with paths is not looked for by name any more.
    pub paths: BTreeMap<Field, Vec<String>>,
    /// What the system's own event words mean, over the words that are known already. Case and punctuation make no
    /// difference.
    pub words: BTreeMap<String, Change>,
    /// What a webhook without an event word means.
    pub without_word: Change,
    /// What bare numbers mean in `duration`, `talk` and `hold`.
    pub durations: DurationUnit,
    /// The system cannot sign: the secret itself in a header proves it, as Bearer or in `X-Callside-Secret`.
    pub secret_in_header: bool,
}

/// A mapping with its paths read and its words folded.
#[derive(Debug, Clone, Default)]
pub struct Mapping {
    pub(super) paths: BTreeMap<Field, Vec<JsonPath>>,
    words: BTreeMap<String, Change>,
    pub(super) without_word: Change,
    pub(super) durations: DurationUnit,
}

impl Mapping {
    /// Reads the paths once, when the settings are loaded.
    ///
    /// # Errors
    /// [`BadSettings::Path`] names the field, the place and the reason.
    pub fn compile(spec: &MappingSpec) -> Result<Self, BadSettings> {
        let mut paths = BTreeMap::new();
        for (field, texts) in spec.paths.iter().filter(|(_, texts)| !texts.is_empty()) {
            let compiled =
                texts.iter().map(|text| json_path::compile(field.as_str(), text)).collect::<Result<Vec<_>, _>>()?;
            paths.insert(*field, compiled);
        }
        let words = spec.words.iter().map(|(word, change)| (fold(word), *change)).collect();
        Ok(Self { paths, words, without_word: spec.without_word, durations: spec.durations })
    }

    /// What an event word means: by the settings, else by common use.
    pub(super) fn change(&self, word: &str) -> Option<Change> {
        let word = fold(word);
        self.words.get(&word).copied().or_else(|| Change::by_common_use(&word))
    }
}
