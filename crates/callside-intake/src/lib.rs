//! The HTTP front door on loopback: webhooks and connector pages come in, events go to an [`EventSink`].
//!
//! The order of the checks is the order of the modules: [`Door`] accepts a connection, `gate` looks at who asks
//! (Host, Origin), `target` at what is asked for, `body` reads no more than it must, [`Intake`] proves the sender, makes
//! events of it and waits until the sink has them safe. Only then the answer is 2xx.

mod answer;
mod bind;
mod body;
mod connections;
mod crowd;
mod door;
mod gate;
mod intake;
mod ivr;
mod outbound;
mod page;
mod refusal;
mod serve;
mod settings;
mod sink;
mod target;

pub use connections::{Answer, Connections, Plain, Wire};
pub use crowd::{Crowd, Guest, whole};
pub use door::Door;
pub use intake::{Clock, Intake};
pub use ivr::IvrDesk;
pub use outbound::{MessageFault, read as read_outbound};
pub use refusal::Refusal;
pub use serve::Porter;
pub use settings::{DoorError, DoorSettings, Limits, PathSecret};
pub use sink::{Accepted, EventSink, Received, RejectionNote, SinkError, Way};
