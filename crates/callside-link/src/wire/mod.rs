//! What crosses the wire: JSON objects, one a WebSocket text message or one an SSE `data` field.
//!
//! Both sides skip what they do not know: fields, messages, capabilities and events of a newer side are no errors.

mod cursor;
mod envelope;
mod hello;
mod messages;
mod parked;

pub use callside_core::role::Role;
pub use cursor::{Backlog, Coming, Cursor, Place};
pub use envelope::{Envelope, Heard};
pub use hello::{Capability, Grant, Hello, Version, VersionRange, Welcome};
pub use messages::{FromDesktop, FromRelay, Refused, RefusedCode};
pub use parked::{LookedAgain, ParkedDelivery, ParkedList};

/// Longest message that either side reads, in bytes.
pub const MAX_MESSAGE: usize = 1024 * 1024;

/// Most events of one message.
pub const MAX_BATCH: usize = 100;

/// Longest account of what an agent sees, in bytes.
pub const MAX_VIEW: usize = 256 * 1024;

/// Longest account of how a wrap-up stands, in bytes.
pub const MAX_TOLD: usize = 160 * 1024;

/// Events of one message have no more bytes together than this, unless it is one alone.
pub const MAX_EVENTS: usize = MAX_MESSAGE / 2;

/// Addresses of a relay, below its base address.
pub mod paths {
    /// What the relay is and can do; asked without a session.
    pub const ABOUT: &str = "v1/relay";
    /// A challenge for the sign-in.
    pub const NONCE: &str = "v1/nonce";
    /// A proof for a session.
    pub const SESSION: &str = "v1/session";
    /// A renewal for a session.
    pub const RENEW: &str = "v1/session/renew";
    /// The link as a WebSocket.
    pub const LINK: &str = "v1/link";
    /// The link as server-sent events, for proxies that let no WebSocket through.
    pub const STREAM: &str = "v1/stream";
    /// A call is handed over with a note.
    pub const HAND_OVER: &str = "v1/hand-over";
    /// A flag or a piece of work of the team.
    pub const WORK: &str = "v1/work";
    /// How a wrap-up stands, for those who look after its agent.
    pub const WRAPPED_UP: &str = "v1/wrapped-up";
    /// To whom work can be given.
    pub const PEOPLE: &str = "v1/people";
    /// A note for an agent who asks for assistance.
    pub const ADVISE: &str = "v1/assistance/note";
    /// What an agent who asks for assistance sees.
    pub const SHOW: &str = "v1/assistance/view";
    /// What could be brought to nobody.
    pub const PARKED: &str = "v1/parked";
    /// All of that is looked at again.
    pub const REPLAY: &str = "v1/parked/replay";
    /// One caller is forgotten.
    pub const ERASE: &str = "v1/erase";
    /// What a desktop says on a link of server-sent events.
    pub const SAY: &str = "v1/say";
}

/// Why a message cannot be used. What was only new to us is no error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// It is longer than any real message.
    #[error("a message is longer than {MAX_MESSAGE} bytes")]
    TooLong,
    /// It is not JSON, or a field that we know holds something of another kind.
    #[error("a message cannot be read")]
    Malformed,
}
