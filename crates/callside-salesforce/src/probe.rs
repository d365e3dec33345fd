//! Whether a Salesforce host can be reached at all, and what stands in between: for the self-test. Nobody signs in.
//!
//! `GET /services/data` answers everybody with the versions of the API (REST API Developer Guide, "Versions").

use crate::http::Http;
use crate::oauth::LoginHost;
use crate::rest::ApiVersion;
use jiff::Timestamp;
use serde::Deserialize;
use std::error::Error;
use std::time::{Duration, Instant};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// Largest answer that is read, in bytes; the real one is below 5 KB.
const LARGEST: usize = 256 * 1024;

/// A host that answers as Salesforce does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// How long the answer took, connection included.
    pub took: Duration,
    /// The server's clock when it answered, to the second; `None` when it did not say.
    pub server_time: Option<Timestamp>,
    /// The newest version of the API there.
    pub newest: ApiVersion,
}

/// Why a host does not answer as Salesforce does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProbeFault {
    /// No address belongs to the name.
    #[error("the name is not known")]
    Name,
    /// Nothing listens, or something on the way refuses.
    #[error("no connection comes about")]
    Unreachable,
    /// The proxy of the company refuses or is not there.
    #[error("the proxy lets nothing through")]
    Proxy,
    /// The certificate is not one that this machine trusts.
    #[error("the certificate is not trusted")]
    Certificate,
    /// Nothing came in time.
    #[error("no answer in time")]
    Timeout,
    /// Something else answers: a page of a proxy or of a hotel.
    #[error("what answers is not Salesforce")]
    Strange,
    /// This machine cannot speak TLS.
    #[error("this machine cannot speak TLS")]
    NoTls,
}

#[derive(Deserialize)]
struct Version {
    version: String,
}

/// Asks a host who it is.
///
/// # Errors
/// [`ProbeFault`].
pub async fn probe(host: &LoginHost) -> Result<Probe, ProbeFault> {
    let http = Http::new().map_err(|_| ProbeFault::NoTls)?;
    let began = Instant::now();
    let request = http.to(host.is_loopback()).get(host.page("/services/data")).timeout(PATIENCE);
    let mut answer = request.send().await.map_err(|error| fault(&error))?;
    let server_time = answer.headers().get("date").and_then(|date| date.to_str().ok()).and_then(moment);
    if !answer.status().is_success() {
        return Err(ProbeFault::Strange);
    }
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(|error| fault(&error))? {
        if body.len() + chunk.len() > LARGEST {
            return Err(ProbeFault::Strange);
        }
        body.extend_from_slice(&chunk);
    }
    let took = began.elapsed();
    let versions: Vec<Version> = serde_json::from_slice(&body).map_err(|_| ProbeFault::Strange)?;
    let newest = versions.iter().filter_map(|version| version.version.parse().ok()).max().ok_or(ProbeFault::Strange)?;
    Ok(Probe { took, server_time, newest })
}

/// `Thu, 26 Nov 2026 07:10:30 GMT` (RFC 9110, section 5.6.7).
fn moment(date: &str) -> Option<Timestamp> {
    jiff::fmt::rfc2822::parse(date).ok().map(|zoned| zoned.timestamp())
}

/// The libraries below say what happened in words only; these have been theirs for years, and a word that is not known
/// is told as "no connection".
fn fault(error: &reqwest::Error) -> ProbeFault {
    let mut said = String::new();
    let mut next: Option<&dyn Error> = Some(error);
    while let Some(cause) = next {
        said.push_str(&cause.to_string().to_lowercase());
        said.push('\n');
        next = cause.source();
    }
    let says = |words: &[&str]| words.iter().any(|word| said.contains(word));
    if error.is_timeout() {
        ProbeFault::Timeout
    } else if says(&["certificate", "self-signed", "self signed"]) {
        ProbeFault::Certificate
    } else if says(&["tunnel", "proxy"]) {
        ProbeFault::Proxy
    } else if says(&["dns error", "failed to lookup", "name or service not known"]) {
        ProbeFault::Name
    } else {
        ProbeFault::Unreachable
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_servers_clock_is_read() {
        let read = moment("Thu, 26 Nov 2026 07:10:30 GMT").map(|moment| moment.to_string());
        assert_eq!(read.as_deref(), Some("2026-11-26T07:10:30Z"));
        assert_eq!(moment("yesterday"), None);
    }
}
