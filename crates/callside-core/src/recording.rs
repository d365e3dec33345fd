//! Where a recording or a voicemail can be heard, in a form that still works next year.
//!
//! Aircall's addresses live one to three hours (Aircall API reference, "Calls": recording, voicemail and their short
//! URLs), and an address that carries its own signature lives as long as its signer says. Written to Salesforce such an
//! address is dead by the time somebody reads it. So what is kept is the call: a `callside://` link that names it, for
//! which the phone system is asked for a fresh address each time.

use crate::call::Call;
use crate::ids::{CallKey, IdError, Provider};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What can be heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Heard {
    /// The conversation.
    Recording,
    /// What the caller left.
    Voicemail,
}

impl Heard {
    /// What of a call its phone system has told an address of, and that address: the conversation, else what the caller
    /// left.
    #[must_use]
    pub fn told(call: &Call) -> Option<(Self, &str)> {
        let recording = call.recording_url().map(|address| (Self::Recording, address.as_str()));
        recording.or_else(|| call.voicemail_url().map(|address| (Self::Voicemail, address.as_str())))
    }

    /// The word in links.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Recording => "recording",
            Self::Voicemail => "voicemail",
        }
    }
}

/// A call's recording by name: `callside://recording/<call key>`. The address is asked for when somebody opens it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fetch {
    /// What can be heard.
    pub what: Heard,
    /// Of which call.
    pub call: CallKey,
}

impl fmt::Display for Fetch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "callside://{}/{}", self.what.as_str(), self.call)
    }
}

impl FromStr for Fetch {
    type Err = IdError;
    fn from_str(link: &str) -> Result<Self, IdError> {
        let (what, call) =
            link.strip_prefix("callside://").and_then(|rest| rest.split_once('/')).ok_or(IdError::CallKey)?;
        let what = [Heard::Recording, Heard::Voicemail].into_iter().find(|it| it.as_str() == what);
        Ok(Self { what: what.ok_or(IdError::CallKey)?, call: call.parse()? })
    }
}

/// Where something can be heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// At an address that does not expire, as far as one can tell.
    Lasting(String),
    /// At an address that is asked for anew each time.
    Fetched(Fetch),
}

impl Link {
    /// Where this can be heard of this call; `None` when the phone system spoke of none.
    #[must_use]
    pub fn of(call: &Call, what: Heard) -> Option<Self> {
        let address = match what {
            Heard::Recording => call.recording_url(),
            Heard::Voicemail => call.voicemail_url(),
        }?;
        Some(if expires(call.key.provider(), address) {
            Self::Fetched(Fetch { what, call: call.key.clone() })
        } else {
            Self::Lasting(address.clone())
        })
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lasting(address) => f.write_str(address),
            Self::Fetched(fetch) => fetch.fmt(f),
        }
    }
}

/// Parameters by which the large stores of files sign an address for a while. Source: AWS Signature Version 4 query
/// parameters, CloudFront signed URLs, Google Cloud Storage V4 signing, Azure shared access signatures (`sig`).
const SIGNED: [&str; 8] = [
    "x-amz-expires",
    "x-amz-signature",
    "x-goog-expires",
    "x-goog-signature",
    "expires",
    "signature",
    "sig",
    "key-pair-id",
];

fn expires(provider: Provider, address: &str) -> bool {
    let query = address.split('#').next().and_then(|address| address.split_once('?')).map_or("", |(_, query)| query);
    let signed = |pair: &str| {
        let name = pair.split('=').next().unwrap_or_default();
        SIGNED.iter().any(|known| name.eq_ignore_ascii_case(known))
    };
    provider == Provider::Aircall || query.split('&').any(signed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{CallChange, CallEvent, CallFacts};
    use crate::ids::EventId;

    fn call(provider: Provider, facts: CallFacts) -> Call {
        Call::begin(&CallEvent {
            id: EventId("1".into()),
            call: CallKey::new(provider, "42").unwrap(),
            at: "2026-11-20T17:00:00Z".parse().unwrap(),
            what: CallChange::Noted,
            facts,
        })
    }

    fn link(provider: Provider, address: &str) -> String {
        let facts = CallFacts { recording_url: Some(address.into()), ..CallFacts::default() };
        let call = call(provider, facts);
        assert_eq!(Link::of(&call, Heard::Voicemail), None);
        Link::of(&call, Heard::Recording).unwrap().to_string()
    }

    #[test]
    fn an_address_that_dies_is_kept_as_its_call() {
        for (provider, address, kept) in [
            (Provider::Aircall, "https://rec.example/1.mp3", "callside://recording/aircall:42"),
            (Provider::Phone, "https://rec.example/1.mp3", "https://rec.example/1.mp3"),
            (Provider::Phone, "https://rec.example/1?id=7#expires=1", "https://rec.example/1?id=7#expires=1"),
            (Provider::Phone, "https://s3.example/1?X-Amz-Expires=3600&x=1", "callside://recording/phone:42"),
            (Provider::Phone, "https://blob.example/1?sv=2&sig=abc", "callside://recording/phone:42"),
            (Provider::Five9, "https://cdn.example/1?Expires=1&Signature=x", "callside://recording/five9:42"),
        ] {
            assert_eq!(link(provider, address), kept, "{address}");
        }
    }

    #[test]
    fn the_conversation_is_heard_before_what_the_caller_left() {
        let told = |recording: Option<&str>, voicemail: Option<&str>| {
            let (recording_url, voicemail_url) = (recording.map(str::to_owned), voicemail.map(str::to_owned));
            let call = call(Provider::Five9, CallFacts { recording_url, voicemail_url, ..CallFacts::default() });
            Heard::told(&call).map(|(what, address)| (what, address.to_owned()))
        };
        let (talk, left) = ("https://rec.example/talk.wav", "https://rec.example/left.wav");
        for (recording, voicemail, expected) in [
            (None, None, None),
            (Some(talk), None, Some((Heard::Recording, talk.to_owned()))),
            (None, Some(left), Some((Heard::Voicemail, left.to_owned()))),
            (Some(talk), Some(left), Some((Heard::Recording, talk.to_owned()))),
        ] {
            assert_eq!(told(recording, voicemail), expected, "{recording:?} {voicemail:?}");
        }
    }

    #[test]
    fn links_read_back_what_they_print() {
        let fetch = Fetch { what: Heard::Voicemail, call: CallKey::new(Provider::Aircall, "7:8/9").unwrap() };
        assert_eq!(fetch.to_string().parse(), Ok(fetch));
        for bad in ["", "https://recording/aircall:1", "callside://song/aircall:1", "callside://recording/genesys:1"] {
            assert_eq!(bad.parse::<Fetch>(), Err(IdError::CallKey), "{bad}");
        }
    }
}
