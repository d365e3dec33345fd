//! Why a delivery was not taken, in words for people, without personal data and without secrets.

use callside_core::ids::Provider;
use std::fmt;

/// A delivery that was not taken. Nothing of it has become an event.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// Nobody has set up this phone system here.
    #[error("{} is not set up on this machine", .provider.label())]
    NotConfigured {
        /// The phone system.
        provider: Provider,
    },
    /// The method has no meaning for this route.
    #[error("this route does not take this HTTP method")]
    Method,
    /// No secret, token or signature came with it.
    #[error("no secret or signature came with it")]
    Unsigned,
    /// A secret, token or signature came with it, and it is wrong.
    #[error("its secret or signature is wrong")]
    BadSignature,
    /// The signature is right, but it was made too long ago or too far in the future: a replay, or a clock is wrong.
    #[error("it was signed {} seconds {}: a replay, or one of the two clocks is wrong", .age_s.unsigned_abs(), if *.age_s < 0 { "in the future" } else { "ago" })]
    Stale {
        /// Seconds between the signature and the receipt; negative when it was signed in the future.
        age_s: i64,
    },
    /// It cannot be read.
    #[error("it cannot be read: {what}")]
    Malformed {
        /// What is wrong with it.
        what: Flaw,
    },
    /// It is well made, but it tells of something that Callside does not know.
    #[error("Callside does not know the event {event}")]
    UnsupportedEvent {
        /// The event's name, with anything unusual left out.
        event: EventName,
    },
    /// It is larger than any real event.
    #[error("it is larger than {limit} bytes")]
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
}

impl Rejection {
    /// The HTTP status that tells the sender best whether to try again, and with what changed.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::NotConfigured { .. } => 404,
            Self::Method => 405,
            // Not 401: that would promise an authentication scheme that a webhook sender could answer (RFC 9110, 15.5.2).
            Self::Unsigned | Self::BadSignature | Self::Stale { .. } => 403,
            Self::Malformed { .. } => 400,
            Self::UnsupportedEvent { .. } => 422,
            Self::TooLarge { .. } => 413,
        }
    }

    /// A stable word for programs and diagnostics.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotConfigured { .. } => "not_configured",
            Self::Method => "method",
            Self::Unsigned => "unsigned",
            Self::BadSignature => "bad_signature",
            Self::Stale { .. } => "stale",
            Self::Malformed { .. } => "malformed",
            Self::UnsupportedEvent { .. } => "unsupported_event",
            Self::TooLarge { .. } => "too_large",
        }
    }
}

impl From<Flaw> for Rejection {
    fn from(what: Flaw) -> Self {
        Self::Malformed { what }
    }
}

/// What is wrong with a delivery that cannot be read. Names are ours, never the sender's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// The body is not JSON, or is nested too deeply.
    Json {
        /// Line of the first mistake, from 1.
        line: usize,
        /// Column of the first mistake.
        column: usize,
    },
    /// The JSON is not an object.
    NotAnObject,
    /// A field that the event cannot do without is absent.
    Missing {
        /// Our name of the field.
        field: &'static str,
    },
    /// A field holds something of another kind than it must.
    WrongKind {
        /// Our name of the field.
        field: &'static str,
    },
    /// One name came twice with different values: nobody can tell which one a checker elsewhere has looked at.
    Ambiguous,
    /// More parameters than any connector sends.
    TooManyParameters,
    /// A header came twice, or does not hold plain ASCII.
    Header,
    /// The link is not a `callside://call` link.
    Link,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json { line, column } => write!(f, "it is not valid JSON at line {line}, column {column}"),
            Self::NotAnObject => f.write_str("it is not a JSON object"),
            Self::Missing { field } => write!(f, "{field} is missing"),
            Self::WrongKind { field } => write!(f, "{field} holds something of the wrong kind"),
            Self::Ambiguous => f.write_str("one parameter came twice with different values"),
            Self::TooManyParameters => f.write_str("it has too many parameters"),
            Self::Header => f.write_str("a header that proves the sender came twice or is not plain text"),
            Self::Link => f.write_str("it is not a callside://call link"),
        }
    }
}

/// The name of an event as the sender wrote it, reduced to what event names are made of, so that it can be shown and
/// logged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventName(String);

impl EventName {
    /// Longest name that is kept, in characters.
    pub const MAX: usize = 60;

    /// Keeps ASCII letters and `.`, `_`, `-` of the name. Digits go too (all but a version such as `.v2`), so that a
    /// phone number in the wrong field does not reach the diagnostics.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let name = name.trim();
        let (stem, version) = match name.rsplit_once(".v") {
            Some((stem, n)) if n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()) => (stem, Some(n)),
            _ => (name, None),
        };
        let kept = |c: &char| c.is_ascii_alphabetic() || matches!(c, '.' | '_' | '-');
        let mut text: String = stem.chars().filter(kept).take(Self::MAX - 3).collect();
        if let Some(n) = version {
            text.push_str(".v");
            text.push_str(n);
        }
        Self(text)
    }
}

impl fmt::Display for EventName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", self.0)
    }
}
