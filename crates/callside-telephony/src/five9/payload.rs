//! What the wire says: one connector post or one named event, field by field, by every name in use.

use crate::duration::{self, DurationUnit};
use crate::fields::Fields;
use crate::instant;
use crate::rejection::{EventName, Flaw, Rejection};
use crate::text;
use callside_core::event::{AgentName, Direction};
use callside_core::ids::{CallKey, Provider};
use jiff::Timestamp;

/// What a delivery says has happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Previewed,
    Ringing,
    Answered,
    Declined,
    Transferred,
    HungUp,
    Ended,
    Dispositioned,
    VoicemailLeft,
    ContactSelected,
    AgentState,
    /// Chats and e-mails: known, and none of our business.
    OtherMedia,
}

impl Word {
    /// Connector triggers, named events, events of Five9's browser SDK, and the short words that administrators put
    /// into a constant parameter.
    ///
    /// Five9 knows no ringing: a named `call.created` is sent when the call reaches a person.
    fn read(word: &str) -> Option<Self> {
        Some(match text::fold(word).as_str() {
            "onpreview" | "preview" | "previewed" | "manuallystartedallowduringpreviews" => Self::Previewed,
            "callcreated" | "created" | "callstarted" | "callringing" | "ringing" => Self::Ringing,
            "oncallaccepted" | "callaccepted" | "accepted" | "callanswered" | "answered" | "manuallystarted" => {
                Self::Answered
            }
            "callrejected" | "rejected" => Self::Declined,
            "onwarmtransferinitiation" | "warmtransfer" | "calltransferred" | "transferred" | "transfer" => {
                Self::Transferred
            }
            "oncalldisconnected" | "calldisconnected" | "disconnected" | "hungup" => Self::HungUp,
            "callended" | "ended" => Self::Ended,
            "oncalldispositioned"
            | "calldispositionset"
            | "calldispositioned"
            | "callfinished"
            | "dispositionset"
            | "dispositioned"
            | "disposition" => Self::Dispositioned,
            "voicemailreceived" | "voicemailleft" | "voicemail" => Self::VoicemailLeft,
            "oncontactselection" => Self::ContactSelected,
            "agentstatechanged" | "agentstate" => Self::AgentState,
            "onchatarrival" | "onchattransfer" | "onchattermination" | "onchatclose" | "onemailarrival"
            | "onemailtransfer" | "onemailclose" => Self::OtherMedia,
            _ => return None,
        })
    }

    /// Is the line closed when this is said? Five9 takes a disposition only for a call that is over.
    pub(super) const fn call_is_over(self) -> bool {
        matches!(self, Self::HungUp | Self::Ended | Self::Dispositioned)
    }

    pub(super) const fn tag(self) -> &'static str {
        match self {
            Self::Previewed => "previewed",
            Self::Ringing => "ringing",
            Self::Answered => "answered",
            Self::Declined => "declined",
            Self::Transferred => "transferred",
            Self::HungUp => "hung_up",
            Self::Ended => "ended",
            Self::Dispositioned => "dispositioned",
            Self::VoicemailLeft => "voicemail_left",
            Self::ContactSelected => "contact_selected",
            Self::AgentState => "agent_state",
            Self::OtherMedia => "other_media",
        }
    }
}

/// A disposition as Five9 has it.
pub(super) struct Disposition {
    pub(super) id: Option<String>,
    pub(super) name: Option<String>,
}

impl Disposition {
    /// The label that a person chose. Five9's own dispositions (no answer, abandoned) have negative ids.
    pub(super) fn label(&self) -> Option<String> {
        let of_the_system = self.id.as_ref().is_some_and(|id| id.starts_with('-'));
        if of_the_system { None } else { self.name.clone() }
    }
}

/// How a delivery came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wire {
    /// Parameters of a web connector or of a link.
    Connector,
    /// JSON with the event's name.
    Named,
}

/// One delivery. `outer` is the envelope around `fields`, where there is one.
pub(super) struct Payload<'a> {
    pub(super) wire: Wire,
    pub(super) outer: &'a Fields,
    pub(super) fields: &'a Fields,
    pub(super) durations: DurationUnit,
    pub(super) received_at: Timestamp,
}

impl Payload<'_> {
    /// What happened. A connector without a constant for its trigger is understood by what it carries: a disposition,
    /// else an end, else it is the earliest that Five9 has, the accepted call. A named event must have its name.
    pub(super) fn word(&self) -> Result<Word, Rejection> {
        const NAMES: [&str; 4] = ["event", "eventtype", "trigger", "type"];
        // A connector's `type` is more likely the type of the call.
        let names = if self.wire == Wire::Connector { &NAMES[..3] } else { &NAMES };
        if let Some(name) = self.outer.raw(names).or_else(|| self.fields.raw(names)) {
            return Word::read(name).ok_or_else(|| Rejection::UnsupportedEvent { event: EventName::new(name) });
        }
        if self.wire == Wire::Named {
            return Err(Flaw::Missing { field: "event" }.into());
        }
        let has = |names: &[&str]| self.fields.raw(names).is_some();
        Ok(if has(&["dispositionid", "dispositionname", "disposition"]) {
            Word::Dispositioned
        } else if has(&["endtimestamp", "endtime"]) {
            Word::HungUp
        } else {
            Word::Answered
        })
    }

    /// The call, by its call id, else by its session.
    pub(super) fn call(&self) -> Result<CallKey, Rejection> {
        let id = self.fields.raw(&["callid"]).or_else(|| self.fields.raw(&["sessionid", "interactionid"]));
        let id = id.ok_or(Flaw::Missing { field: "call_id" })?;
        CallKey::new(Provider::Five9, id).map_err(|_| Flaw::WrongKind { field: "call_id" }.into())
    }

    /// The session, where it is not also the call's id.
    pub(super) fn session(&self) -> Option<String> {
        let session = self.line(&["sessionid", "interactionid"])?;
        (self.fields.raw(&["callid"]).is_some_and(|id| id.trim() != session)).then_some(session)
    }

    /// The sender's own id of the delivery, which only named events have.
    pub(super) fn event_id(&self) -> Option<String> {
        text::line(self.outer.raw(&["eventid", "id"]).or_else(|| self.fields.raw(&["eventid"]))?)
    }

    pub(super) fn agent(&self) -> Option<AgentName> {
        let name = self.line(&["fullname", "agentfullname", "agentname", "agent"]);
        let key = self.line(&["username", "agentusername", "agentemail", "agentid"]).or_else(|| name.clone())?;
        Some(AgentName { key, name })
    }

    /// Five9's call types, such as `Inbound`, `Manual`, `Autodial`, `Preview`, `Queue Callback`, `Internal`.
    pub(super) fn direction(&self, word: Word) -> Option<Direction> {
        let kind = text::fold(self.fields.raw(&["typename", "calltype", "direction"]).unwrap_or_default());
        let any = |words: &[&str]| words.iter().any(|word| kind.contains(word));
        if any(&["internal"]) {
            Some(Direction::Internal)
        } else if any(&["inbound"]) {
            Some(Direction::Inbound)
        } else if any(&["outbound", "manual", "autodial", "preview", "callback"]) || word == Word::Previewed {
            Some(Direction::Outbound)
        } else {
            None
        }
    }

    /// The customer's number and the company's: on outbound calls ANI is the company's caller id and DNIS the customer.
    pub(super) fn numbers(&self, direction: Option<Direction>) -> (Option<String>, Option<String>) {
        let (ani, dnis) = (self.line(&["ani"]), self.line(&["dnis"]));
        if direction == Some(Direction::Outbound) { (dnis, ani) } else { (ani, dnis) }
    }

    pub(super) fn customer_name(&self) -> Option<String> {
        let whole = self.line(&["customername", "contactname", "callername"]);
        whole.or_else(|| match (self.line(&["firstname"]), self.line(&["lastname"])) {
            (Some(first), Some(last)) => Some(format!("{first} {last}")),
            (first, last) => first.or(last),
        })
    }

    pub(super) fn disposition(&self) -> Disposition {
        Disposition { id: self.line(&["dispositionid"]), name: self.line(&["dispositionname", "disposition"]) }
    }

    pub(super) fn started_at(&self) -> Option<Timestamp> {
        self.instant(&["starttimestamp", "starttime"])
    }

    pub(super) fn ended_at(&self) -> Option<Timestamp> {
        self.instant(&["endtimestamp", "endtime"])
    }

    /// When the sender says that it happened.
    pub(super) fn said_at(&self) -> Option<Timestamp> {
        const NAMES: [&str; 2] = ["timestamp", "eventtimestamp"];
        self.instant(&NAMES).or_else(|| instant::read(self.outer.raw(&NAMES)?, self.received_at))
    }

    /// The same time as it was written, for telling repeats from news.
    pub(super) fn times_as_written(&self) -> [&str; 2] {
        let said = self.fields.raw(&["timestamp", "eventtimestamp"]).or_else(|| self.outer.raw(&["timestamp"]));
        [said.unwrap_or_default(), self.fields.raw(&["endtimestamp", "endtime"]).unwrap_or_default()]
    }

    /// Talk time: as given, else handle time without hold and wrap-up, when all three are known.
    pub(super) fn talk_s(&self) -> Option<u32> {
        self.seconds(&["talktime"]).or_else(|| {
            let rest = self.seconds(&["holdtime"])?.checked_add(self.seconds(&["wrapuptime"])?)?;
            self.seconds(&["handletime"])?.checked_sub(rest)
        })
    }

    pub(super) fn seconds(&self, names: &[&str]) -> Option<u32> {
        duration::seconds(self.fields.raw(names)?, self.durations)
    }

    pub(super) fn line(&self, names: &[&str]) -> Option<String> {
        self.fields.line(names)
    }

    pub(super) fn notes(&self) -> Option<String> {
        text::notes(self.fields.raw(&["comments", "notes"])?)
    }

    pub(super) fn recording(&self) -> Option<String> {
        text::web_address(self.fields.raw(&["recordingurl"])?)
    }

    fn instant(&self, names: &[&str]) -> Option<Timestamp> {
        instant::read(self.fields.raw(names)?, self.received_at)
    }
}
