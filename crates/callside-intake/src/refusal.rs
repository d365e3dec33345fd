//! Why the door did not take a request, in words for people, without personal data and without secrets.

use crate::outbound::MessageFault;
use crate::sink::SinkError;
use callside_telephony::Rejection;

/// A request that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The Host header is absent, comes twice or names something else: DNS rebinding, or a proxy.
    #[error("the Host header does not name this door")]
    Host,
    /// A web page of a foreign origin asks.
    #[error("web pages of that origin may not send calls")]
    Origin,
    /// A page loads the address as a picture, a script or ahead of time, instead of going to it.
    #[error("this address must be gone to, not loaded by a page")]
    Embedded,
    /// No such address, or the secret part of it is wrong.
    #[error("there is nothing at this address")]
    NotFound,
    /// The method has no meaning here.
    #[error("this address does not take this HTTP method")]
    Method {
        /// The methods that do, as the `Allow` header lists them.
        allow: &'static str,
    },
    /// The content is of another type than the address takes.
    #[error("this address takes {expected}")]
    MediaType {
        /// The type that it takes.
        expected: &'static str,
    },
    /// The body is larger than any real event.
    #[error("the body is larger than {limit} bytes")]
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// The body did not come in time.
    #[error("the body did not come in time")]
    Slow,
    /// The body broke off, or its framing is wrong.
    #[error("the body broke off")]
    BrokenOff,
    /// The sender is not proven, or the delivery cannot be read.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// It is no Outbound Message that can be read.
    #[error(transparent)]
    Message(#[from] MessageFault),
    /// The message is of another org than the one that is signed in.
    #[error("this message is not of the org that is signed in here")]
    ForeignOrg,
    /// The events could not be kept.
    #[error(transparent)]
    Sink(#[from] SinkError),
    /// The sink broke. Nothing is known to be kept.
    #[error("Callside could not keep it")]
    Broken,
}

impl Refusal {
    /// The HTTP status of the answer.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::Host => 421,
            Self::Origin | Self::Embedded => 403,
            Self::NotFound => 404,
            Self::Method { .. } => 405,
            Self::MediaType { .. } => 415,
            Self::TooLarge { .. } => 413,
            Self::Slow => 408,
            Self::BrokenOff => 400,
            Self::Rejected(rejection) => rejection.status(),
            Self::Message(_) => 400,
            Self::ForeignOrg => 403,
            Self::Sink(SinkError::Busy { .. } | SinkError::Full) => 503,
            Self::Broken => 500,
        }
    }

    /// A stable word for programs and diagnostics.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Origin => "origin",
            Self::Embedded => "embedded",
            Self::NotFound => "not_found",
            Self::Method { .. } => "method",
            Self::MediaType { .. } => "media_type",
            Self::TooLarge { .. } => "too_large",
            Self::Slow => "slow",
            Self::BrokenOff => "broken_off",
            Self::Rejected(rejection) => rejection.code(),
            Self::Message(_) => "message",
            Self::ForeignOrg => "foreign_org",
            Self::Sink(SinkError::Busy { .. }) => "busy",
            Self::Sink(SinkError::Full) => "full",
            Self::Broken => "broken",
        }
    }
}
