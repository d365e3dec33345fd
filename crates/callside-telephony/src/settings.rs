//! What an installation says about its phone systems.

use crate::{aircall, five9, phone_switch};

/// The phone systems that are set up. An absent one takes nothing.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Five9, by web connector, link or named events.
    pub five9: Option<five9::Settings>,
    /// Aircall webhooks.
    pub aircall: Option<aircall::Settings>,
    /// Any phone system with a signed webhook.
    pub phone: Option<phone_switch::Settings>,
}

/// Settings that cannot work. Said when they are loaded, not when the first call comes in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadSettings {
    /// There is nothing to check a sender with.
    #[error("a secret is needed: without one anybody could send calls")]
    NoSecret,
    /// A secret is too short to resist guessing.
    #[error("a secret needs at least {min} characters")]
    WeakSecret {
        /// The least number of characters, or of bytes of the decoded key.
        min: usize,
    },
    /// A Standard Webhooks key is not `whsec_` and base64.
    #[error("a signing key is whsec_ followed by base64")]
    SigningKey,
    /// The name of the signature header is not a header name.
    #[error("the name of the signature header is not a header name")]
    HeaderName,
    /// The replay window is zero or longer than a day.
    #[error("the replay window is between one second and one day")]
    Tolerance,
    /// The address of an API is not https, nor http inside the house.
    #[error("an API's address begins with https:// (http:// only to this machine or a private network)")]
    Address,
    /// A key of Sticky Calls looks different.
    #[error("a key of Sticky Calls begins with sk_test_ or sk_live_")]
    StickyKey,
    /// Neither an API key nor user name and password.
    #[error("an API key is needed, or user name and password")]
    NoCredentials,
    /// This machine's TLS cannot be set up.
    #[error("the TLS library of this machine cannot be set up")]
    NoTls,
    /// A field's place is not a JSON path (RFC 9535).
    #[error("the path of {field} is not a JSON path at character {position}: {reason}")]
    Path {
        /// The field, as the settings name it.
        field: &'static str,
        /// Where in the path the mistake is, in characters from 1.
        position: usize,
        /// What the reader of JSON paths says about it.
        reason: String,
    },
}
