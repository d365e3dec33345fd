//! Where events go: the one thing that the door asks of the program around it.

use async_trait::async_trait;
use callside_core::automation::OutboundMessage;
use callside_core::event::Event;
use callside_core::ids::Provider;
use callside_telephony::Route;
use jiff::Timestamp;
use std::time::Duration;

/// Keeps events. The sender hears 2xx only after [`EventSink::accept`] has returned.
#[async_trait]
pub trait EventSink: Send + Sync + 'static {
    /// Commits the events, all or none. Events whose id is known already are repeats: taken, and without effect.
    ///
    /// # Errors
    /// [`SinkError`]; the sender is asked to try again, and nothing may have been kept.
    async fn accept(&self, events: Vec<Event>, received: Received) -> Result<Accepted, SinkError>;

    /// Commits an Outbound Message, all of it or nothing; notifications that are known already are repeats. `None`: it
    /// is not of the org that is signed in, and nothing was kept.
    ///
    /// # Errors
    /// [`SinkError`]; Salesforce sends it again.
    async fn message(&self, message: OutboundMessage) -> Result<Option<Accepted>, SinkError>;

    /// Hears of a delivery that was not taken, for the diagnostics. Called from the connection: must not block.
    fn rejected(&self, note: RejectionNote);
}

/// How something came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// Through the door.
    Http(Route),
    /// By a `callside://` link.
    Link,
}

/// About the delivery that brought events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Received {
    /// When it came in, by our clock.
    pub at: Timestamp,
    /// How.
    pub way: Way,
    /// Size of query and body, in bytes.
    pub bytes: usize,
}

/// What became of accepted events.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Accepted {
    /// Events that were not known yet.
    pub new: usize,
    /// Events that had come before.
    pub repeated: usize,
}

/// Why the sink could not keep events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SinkError {
    /// It is behind; the same delivery is welcome again after a while.
    #[error("Callside is busy; send it again")]
    Busy {
        /// When to send it again.
        retry_after: Duration,
    },
    /// There is no room, and waiting does not make any.
    #[error("Callside cannot keep anything: its disk is full or its store is closed")]
    Full,
}

/// A delivery that was not taken, without anything of its contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectionNote {
    /// When it came in.
    pub at: Timestamp,
    /// The phone system, as far as the address tells.
    pub provider: Option<Provider>,
    /// A stable word for programs.
    pub code: &'static str,
    /// The reason in plain words, as the sender heard it.
    pub reason: String,
    /// The HTTP status of the answer.
    pub status: u16,
    /// Bytes that were sent, as far as they were read or declared.
    pub bytes: usize,
}
