//! The desktop's end: one link, held open for as long as the program wants it.

mod backoff;
mod converse;
mod gate;
mod link;
mod ports;
mod sse;
mod state;
mod transport;

pub use backoff::delay;
pub use gate::{AboutRelay, Gate, GateError, SignInAt};
pub use link::{Link, LinkSettings, Nudge};
pub use ports::{Desk, LinkClock, Unkept};
pub use sse::EventStream;
pub use state::{LinkState, Trouble};
