//! What an installation says about its door.

use callside_core::secret::Secret;
use callside_telephony::MAX_BODY;
use callside_telephony::secrets;
use data_encoding::HEXLOWER;
use std::io;
use std::time::Duration;

/// The part of every address that other programs on the machine, and web pages, cannot guess.
#[derive(Debug, Clone)]
pub struct PathSecret(Secret);

impl PathSecret {
    /// Makes the secret of a new installation.
    #[must_use]
    pub fn from_random(bytes: [u8; 16]) -> Self {
        Self(Secret::new(HEXLOWER.encode(&bytes)))
    }

    /// Takes the secret of this installation.
    ///
    /// # Errors
    /// [`DoorError::PathSecret`] unless it is 22 to 128 letters, digits, `-` and `_`.
    pub fn new(text: Secret) -> Result<Self, DoorError> {
        let safe = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
        let good = (22..=128).contains(&text.expose().len()) && text.expose().bytes().all(safe);
        if good { Ok(Self(text)) } else { Err(DoorError::PathSecret) }
    }

    /// Is this the secret? Compared in constant time.
    pub(crate) fn is(&self, segment: &str) -> bool {
        secrets::same(segment, &self.0)
    }

    /// The text, to be kept and shown to the person who sets up a connector.
    #[must_use]
    pub const fn secret(&self) -> &Secret {
        &self.0
    }
}

/// How much the door takes and how long it waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// For all headers of a request to come in, and for the next request on a kept connection.
    pub headers: Duration,
    /// For the body to come in.
    pub body: Duration,
    /// For the sink to keep the events.
    pub sink: Duration,
    /// Largest body, in bytes. Never more than [`MAX_BODY`].
    pub body_bytes: usize,
    /// Connections at a time; further ones wait.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            headers: Duration::from_secs(5),
            body: Duration::from_secs(5),
            // Aircall gives up after five seconds; an answer after that is a repeat in the making.
            sink: Duration::from_secs(4),
            body_bytes: MAX_BODY,
            connections: 64,
        }
    }
}

/// The door's settings.
#[derive(Debug, Clone)]
pub struct DoorSettings {
    /// Ports to try, in this order. Connectors are set up with the first; the others are for when it is taken.
    pub ports: Vec<u16>,
    /// The secret part of every address.
    pub path_secret: PathSecret,
    /// Origins whose pages may send the agent's browser here with a form, such as `https://app.five9.com`.
    pub origins: Vec<String>,
    /// Sizes and time-outs.
    pub limits: Limits,
}

impl DoorSettings {
    /// The ports that connectors are set up with: the first free one of these is used.
    pub const PORTS: [u16; 3] = [47_800, 47_801, 47_802];

    /// Settings with the usual ports and limits, and no origin allowed.
    #[must_use]
    pub fn new(path_secret: PathSecret) -> Self {
        Self { ports: Self::PORTS.to_vec(), path_secret, origins: vec![], limits: Limits::default() }
    }
}

/// Why the door could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum DoorError {
    /// Every port is taken or forbidden: another program has it, or a second Callside runs.
    #[error("none of the ports {tried:?} is free: {last}")]
    NoPort {
        /// The ports that were tried.
        tried: Vec<u16>,
        /// What the system said of the last one.
        #[source]
        last: io::Error,
    },
    /// The secret part of the addresses is too short, or has characters that addresses do not.
    #[error("the secret part of the addresses is 22 to 128 letters, digits, - and _")]
    PathSecret,
}
