//! What a call can tell: the words of the mapping table.

use super::piece::{Piece, Sort};
use crate::call::Call;
use crate::crm::Identity;
use crate::disposition::Disposition;
use crate::event::Direction;
use crate::phone::HomeRegion;
use crate::plan::{About, Value, WrapUp, full_name};
use crate::recording::{Heard, Link};
use jiff::tz::TimeZone;

/// Everything that a row can be filled from.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'a> {
    /// The call.
    pub call: &'a Call,
    /// The decision.
    pub wrap_up: &'a WrapUp,
    /// Its disposition.
    pub disposition: &'a Disposition,
    /// Who decided; `None` before anybody has.
    pub me: Option<&'a Identity>,
    /// The agent's zone.
    pub zone: &'a TimeZone,
    /// Region of numbers without a country code.
    pub home: Option<HomeRegion>,
}

macro_rules! sources {
    ($($(#[doc = $doc:literal])* $name:ident = $word:literal: $sort:ident;)*) => {
        /// A fact of a call, by the word that tables and templates use. The first thirteen are those that phone systems'
        /// own mapping tables usually have.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Source { $($(#[doc = $doc])* $name,)* }

        impl Source {
            /// All of them, in the order in which people are offered them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The word.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// What sort of value it gives.
            #[must_use]
            pub const fn sort(self) -> Sort {
                match self { $(Self::$name => Sort::$sort,)* }
            }
        }
    };
}

sources! {
    /// The other party's number as the phone system wrote it.
    ContactPhone = "contact_phone": Phone;
    /// The caller's name: of the record, else as the phone system says.
    ContactName = "contact_name": Text;
    /// The caller's e-mail address, from the record.
    ContactEmail = "contact_email": Text;
    /// `inbound`, `outbound` or `internal`.
    CallDirection = "call_direction": Text;
    /// Time of conversation.
    CallDuration = "call_duration": Duration;
    /// Label of the disposition.
    Disposition = "disposition": Text;
    /// What the agent typed.
    Notes = "notes": Text;
    /// Where the recording can be heard; one that expires is a link that fetches it fresh.
    RecordingUrl = "recording_url": Link;
    /// The agent, who is a User of the org.
    AgentName = "agent_name": Person;
    /// When the call began.
    Timestamp = "timestamp": Moment;
    /// Where the voicemail can be heard; one that expires is a link that fetches it fresh.
    VoicemailUrl = "voicemail_url": Link;
    /// Campaign of the phone system.
    CampaignName = "campaign_name": Text;
    /// What an assistant of the phone system made of the call.
    AiSummary = "ai_summary": Text;
    /// Name of the record, else the number, else "unknown caller": always there.
    Caller = "caller": Text;
    /// Queue or skill.
    QueueName = "queue_name": Text;
    /// The company's number.
    CompanyPhone = "company_phone": Phone;
    /// The call's key, such as `aircall:780836754`.
    CallId = "call_id": Text;
    /// The phone system's name.
    PhoneSystem = "phone_system": Text;
    /// Whole length, ringing included.
    TotalDuration = "total_duration": Duration;
    /// Time on hold.
    HoldDuration = "hold_duration": Duration;
    /// When somebody answered.
    AnsweredAt = "answered_at": Moment;
    /// When the line was closed.
    EndedAt = "ended_at": Moment;
    /// When the agent decided.
    WrappedUpAt = "wrapped_up_at": Moment;
    /// The agreed time of the follow-up.
    AgreedAt = "agreed_at": Moment;
    /// Tags of the phone system, with commas.
    Tags = "tags": Text;
    /// Notes from the phone system.
    PhoneNotes = "phone_notes": Text;
    /// How often this number was tried in a row, this call included.
    Tries = "tries": Whole;
}

impl Source {
    /// The source of a word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|source| source.as_str() == word)
    }

    /// The caller in one line: always there.
    pub(crate) fn caller(telling: &Telling<'_>) -> String {
        caller(telling)
    }

    /// What this call says; `None` when it says nothing.
    pub(super) fn give(self, it: &Telling<'_>) -> Option<Piece> {
        let text = |text: Option<&String>| text.filter(|text| !text.trim().is_empty()).cloned().map(Piece::Text);
        Some(match self {
            Self::ContactPhone => Piece::Phone(it.call.customer_number()?.clone()),
            Self::ContactName => Piece::Text(contact_name(it)?),
            Self::ContactEmail => Piece::Text(contact_email(&it.wrap_up.about)?),
            // A phone system that does not say which way a call goes tells of incoming ones.
            Self::CallDirection => Piece::Text(direction(it.call.direction()).to_owned()),
            Self::CallDuration => Piece::Duration(it.call.talk_seconds()?),
            Self::Disposition => return text(Some(&it.disposition.label)),
            Self::Notes => return text(Some(&it.wrap_up.notes)),
            Self::RecordingUrl => Piece::Link(Link::of(it.call, Heard::Recording)?),
            Self::AgentName => {
                let me = it.me?;
                Piece::Person { name: me.name.clone(), user: me.user.clone() }
            }
            Self::Timestamp => Piece::Moment(it.call.first_at),
            Self::VoicemailUrl => Piece::Link(Link::of(it.call, Heard::Voicemail)?),
            Self::CampaignName => return text(it.call.campaign()),
            Self::AiSummary => return text(it.call.ai_summary()),
            Self::Caller => Piece::Text(caller(it)),
            Self::QueueName => return text(it.call.queue()),
            Self::CompanyPhone => Piece::Phone(it.call.company_number()?.clone()),
            Self::CallId => Piece::Text(it.call.key.to_string()),
            Self::PhoneSystem => Piece::Text(it.call.key.provider().label().to_owned()),
            Self::TotalDuration => Piece::Duration(*it.call.duration_s()?),
            Self::HoldDuration => Piece::Duration(*it.call.hold_s()?),
            Self::AnsweredAt => Piece::Moment(it.call.answered_at()?),
            Self::EndedAt => Piece::Moment(it.call.ended_at()?),
            Self::WrappedUpAt => Piece::Moment(it.wrap_up.decided_at),
            Self::AgreedAt => Piece::Moment(it.wrap_up.agreed_at?),
            Self::Tags => return text(Some(&it.call.tags().collect::<Vec<_>>().join(", "))),
            Self::PhoneNotes => return text(it.call.notes()),
            Self::Tries => Piece::Whole(i64::from(it.wrap_up.earlier_tries) + 1),
        })
    }
}

const fn direction(direction: Option<&Direction>) -> &'static str {
    match direction {
        Some(Direction::Inbound) | None => "inbound",
        Some(Direction::Outbound) => "outbound",
        Some(Direction::Internal) => "internal",
    }
}

fn contact_name(it: &Telling<'_>) -> Option<String> {
    let name = match &it.wrap_up.about {
        About::Known { name, .. } => Some(name.clone()),
        About::New { fields, .. } => Some(full_name(fields)),
        About::Nobody => it.call.customer_name().cloned(),
    };
    name.filter(|name| !name.trim().is_empty())
}

fn contact_email(about: &About) -> Option<String> {
    let email = match about {
        About::Known { email, .. } => email.clone(),
        About::New { fields, .. } => match fields.get("Email") {
            Some(Value::Text(email)) => Some(email.clone()),
            _ => None,
        },
        About::Nobody => None,
    };
    email.filter(|email| !email.trim().is_empty())
}

fn caller(it: &Telling<'_>) -> String {
    match &it.wrap_up.about {
        About::Known { name, .. } => name.clone(),
        About::New { fields, .. } => full_name(fields),
        About::Nobody => it.call.customer_number().cloned().unwrap_or_else(|| "unknown caller".into()),
    }
}
