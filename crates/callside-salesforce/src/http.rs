//! Single exchanges over HTTP: no redirects, no cookies, bounded answers.

use crate::rest::Origin;
use reqwest::header::HeaderMap;
use reqwest::redirect::Policy;
use reqwest::{Client, Request};
use std::time::Duration;

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(5);
/// Largest answer that is read, in bytes after decompression. The largest describe answers are below 8 MiB.
const LARGEST: usize = 16 * 1024 * 1024;

/// This machine's TLS cannot be set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the TLS library of this machine cannot be set up")]
pub struct NoTls;

/// Why an exchange brought no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Failure {
    /// There was no connection: nothing was sent. Only this one is safe to repeat.
    #[error("no connection")]
    NotSent,
    /// It may have been sent, and no whole answer came.
    #[error("no answer")]
    Lost,
    /// The answer is larger than anything that Salesforce sends.
    #[error("an answer beyond all measure")]
    TooLarge,
    /// A gateway answered instead of the server.
    #[error("HTTP {0} from a gateway")]
    Gateway(u16),
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Raw {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Raw {
    /// A header as text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// `Retry-After` in seconds; the form with a date is not used by Salesforce.
    pub(crate) fn retry_after_s(&self) -> Option<u32> {
        self.header("retry-after")?.trim().parse().ok()
    }
}

/// The connections of one session.
#[derive(Debug, Clone)]
pub(crate) struct Http {
    outside: Client,
    here: Client,
}

impl Http {
    pub(crate) fn new() -> Result<Self, NoTls> {
        let builder = || {
            Client::builder()
                .redirect(Policy::none())
                .connect_timeout(CONNECT)
                .pool_idle_timeout(Duration::from_secs(55))
                .user_agent(concat!("Callside/", env!("CARGO_PKG_VERSION")))
        };
        // A proxy of the company never leads to this machine.
        let here = builder().no_proxy().build().map_err(|_| NoTls)?;
        Ok(Self { outside: builder().build().map_err(|_| NoTls)?, here })
    }

    /// The client for a server.
    pub(crate) const fn to(&self, loopback: bool) -> &Client {
        if loopback { &self.here } else { &self.outside }
    }

    /// The client for a server.
    pub(crate) fn client(&self, origin: &Origin) -> &Client {
        self.to(origin.is_loopback())
    }
}

/// Sends a request and reads the whole answer.
pub(crate) async fn exchange(client: &Client, request: Request) -> Result<Raw, Failure> {
    let failed = |error: reqwest::Error| {
        // Conservative: only a connection that never came about proves that nothing was sent.
        if error.is_connect() || error.is_builder() { Failure::NotSent } else { Failure::Lost }
    };
    let mut response = client.execute(request).await.map_err(failed)?;
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|_| Failure::Lost)? {
        if body.len() + chunk.len() > LARGEST {
            return Err(Failure::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Raw { status, headers, body })
}
