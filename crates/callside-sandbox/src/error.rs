//! Why a sandbox does not start, or a call cannot be played.

/// What a caller of the library must deal with.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// The address is taken or not allowed: choose another.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address.
        address: std::net::SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// A call may be played to this machine only.
    #[error("{0} is not a loopback address")]
    NotLoopback(String),
    /// The description of a call cannot be played: change it.
    #[error("this call cannot be played: {0}")]
    Unplayable(&'static str),
    /// The HTTP client of the player cannot be built.
    #[error("no HTTP client: {0}")]
    Client(#[from] reqwest::Error),
}
