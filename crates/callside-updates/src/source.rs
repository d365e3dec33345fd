//! The server of updates: bounded answers, over HTTPS but for this machine.

use crate::Trouble;
use callside_core::host::is_this_machine;
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use std::time::Duration;
use url::Url;

/// Name of the list.
pub const LIST: &str = "callside-updates.json";
/// Name of its signature: Ed25519 over the list's bytes, base64.
pub const SIGNATURE: &str = "callside-updates.json.sig";

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(10);
/// How long a server may say nothing in the middle of an answer.
const SILENCE: Duration = Duration::from_secs(30);
/// How long an answer may take as a whole.
const WHOLE: Duration = Duration::from_secs(60 * 60);
/// Servers of packages hand over to others; what comes is checked, wherever it is from.
const REDIRECTS: usize = 5;

/// A folder on a web server.
pub struct Source {
    folder: Url,
    client: Client,
}

impl Source {
    /// The folder at an address.
    pub fn new(address: &str) -> Result<Self, Trouble> {
        let mut folder: Url = address.parse().map_err(|_| Trouble::NoList)?;
        if !folder.path().ends_with('/') {
            folder.set_path(&format!("{}/", folder.path()));
        }
        let builder = Client::builder()
            .connect_timeout(CONNECT)
            .read_timeout(SILENCE)
            .timeout(WHOLE)
            .user_agent(concat!("Callside/", env!("CARGO_PKG_VERSION")));
        let client = match folder.scheme() {
            "https" => builder.https_only(true).redirect(Policy::limited(REDIRECTS)),
            // A proxy of the company never leads to this machine.
            "http" if folder.host_str().is_some_and(is_this_machine) => builder.no_proxy().redirect(Policy::none()),
            _ => return Err(Trouble::NoList),
        };
        // Without TLS nothing is reached.
        Ok(Self { folder, client: client.build().map_err(|_| Trouble::Unreachable)? })
    }

    /// Asks for a file.
    pub async fn open(&self, name: &str) -> Result<Response, Trouble> {
        let address = self.folder.join(name).map_err(|_| Trouble::NoList)?;
        let answer = self.client.get(address).send().await.map_err(|error| unreachable(&error))?;
        if answer.status().is_success() { Ok(answer) } else { Err(Trouble::NoList) }
    }

    /// A small file, whole. One that is larger than it may be is not read to its end.
    pub async fn text(&self, name: &str, largest: usize) -> Result<String, Trouble> {
        let mut answer = self.open(name).await?;
        let mut bytes = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|error| unreachable(&error))? {
            if bytes.len() + chunk.len() > largest {
                return Err(Trouble::NoList);
            }
            bytes.extend_from_slice(&chunk);
        }
        String::from_utf8(bytes).map_err(|_| Trouble::NoList)
    }
}

/// No answer, or a cut one.
pub fn unreachable(error: &reqwest::Error) -> Trouble {
    tracing::info!(connect = error.is_connect(), timeout = error.is_timeout(), "no whole answer about updates");
    Trouble::Unreachable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_asked_without_tls() {
        for (address, folder) in [
            ("https://packages.example.com/updates", Some("https://packages.example.com/updates/")),
            ("https://packages.example.com", Some("https://packages.example.com/")),
            ("http://127.0.0.1:8080/updates/", Some("http://127.0.0.1:8080/updates/")),
            ("http://[::1]:8080/", Some("http://[::1]:8080/")),
            ("http://packages.example.com/updates", None),
            ("http://127.0.0.1.example.com/", None),
            ("file:///srv/updates", None),
            ("updates", None),
        ] {
            let made = Source::new(address).ok().map(|source| source.folder.to_string());
            assert_eq!(made.as_deref(), folder, "{address}");
        }
    }
}
