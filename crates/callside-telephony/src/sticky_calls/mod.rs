//! Sticky Calls: a service that remembers callers. It sends nothing by itself; Callside tells it when a call starts
//! and ends. Source: docs.stickycalls.com, API reference v1 (`POST /v1/calls/start`, `POST /v1/calls/end`).

mod client;
mod normalise;
mod payload;

pub use client::StickyCalls;
pub use normalise::{ended, started};
pub use payload::{end_body, start_body};

use callside_core::secret::Secret;

/// The vendor's address.
pub const ADDRESS: &str = "https://api.stickycalls.com";

/// How this installation reaches Sticky Calls.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Address of the API.
    pub address: String,
    /// `sk_test_…` or `sk_live_…`.
    pub key: Secret,
}

impl Settings {
    /// Whether the key is one for trying: it costs nothing and remembers nothing real.
    #[must_use]
    pub fn is_test(&self) -> bool {
        self.key.expose().starts_with("sk_test_")
    }
}
