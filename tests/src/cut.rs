//! A network between a desktop and its relay that can be cut without a word to either end: no FIN, no RST, as when a cable is
//! pulled or a tunnel dies. A network namespace of Linux does it for real; where the machine gives none, and always besides,
//! a proxy in user space that stops forwarding and closes nothing.

mod namespace;
mod proxy;

pub use namespace::{Namespace, NotHere};
pub use proxy::Proxy;

use std::ffi::OsStr;
use tokio::process::Command;

/// The network of one desktop.
pub enum Network {
    /// A namespace with one cable to the outside.
    Namespace(Namespace),
    /// A proxy in front of the relay.
    Proxy(Proxy),
}

impl Network {
    /// A program on the far side of it.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        match self {
            Self::Namespace(namespace) => namespace.command(program),
            Self::Proxy(_) => Command::new(program),
        }
    }

    /// Nothing passes any more, either way, and nobody is told.
    pub fn cut(&self) {
        match self {
            Self::Namespace(namespace) => namespace.pull(),
            Self::Proxy(proxy) => proxy.cut(),
        }
    }

    /// As it was.
    pub fn mend(&self) {
        match self {
            Self::Namespace(namespace) => namespace.plug(),
            Self::Proxy(proxy) => proxy.mend(),
        }
    }
}
