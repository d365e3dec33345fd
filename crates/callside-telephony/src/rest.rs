//! Asking phone systems over HTTP: one request, one budget, bounded answers, and what a status means.

use crate::settings::BadSettings;
use crate::text;
use callside_core::host::{ip, is_this_machine};
use callside_core::phone_system::PhoneError;
use callside_core::secret::Secret;
use jiff::Timestamp;
use reqwest::header::{ACCEPT, HeaderMap};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, Url};
use serde_json::Value;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

/// Largest answer that is read, in bytes. A call of Aircall with a long timeline is a few hundred kilobytes.
const LARGEST: usize = 4 * 1024 * 1024;
/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(3);
/// How long a person waits for a button, in all.
pub const BUDGET: Duration = Duration::from_secs(8);

/// Tells the time; the limits of phone systems are moments.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// How a request proves who asks.
#[derive(Debug, Clone)]
pub enum Auth {
    /// `Authorization: Bearer`.
    Bearer(Secret),
    /// `Authorization: Basic`.
    Basic {
        /// User name, or the id of an API key.
        user: String,
        /// Password, or the token of an API key.
        password: Secret,
    },
}

/// The address of an API: https, or http inside the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(Url);

impl BaseUrl {
    /// Reads it. A path is kept; query, fragment and user are refused.
    ///
    /// # Errors
    /// [`BadSettings::Address`]: not an address, or plain http to a host outside this machine and its private networks,
    /// where anybody on the way would read the key.
    pub fn read(text: &str) -> Result<Self, BadSettings> {
        let url = Url::parse(text.trim()).map_err(|_| BadSettings::Address)?;
        let plain = url.query().is_none() && url.fragment().is_none();
        let nobody = url.username().is_empty() && url.password().is_none();
        if plain && nobody && may_be_asked(&url) { Ok(Self(url)) } else { Err(BadSettings::Address) }
    }

    /// The address of a path below it. `segments` are encoded, so that no value leaves its place.
    pub(crate) fn join(&self, path: &str, segments: &[&str]) -> Url {
        let mut url = self.0.clone();
        let base = url.path().trim_end_matches('/').to_owned();
        let path = path.trim_matches('/');
        url.set_path(&if path.is_empty() { format!("{base}/") } else { format!("{base}/{path}") });
        if let (false, Ok(mut parts)) = (segments.is_empty(), url.path_segments_mut()) {
            parts.pop_if_empty().extend(segments);
        }
        url
    }

    fn is_loopback(&self) -> bool {
        self.0.host_str().is_some_and(is_this_machine)
    }
}

/// Whether an address may be asked at all: https, or http inside the house.
pub(crate) fn may_be_asked(url: &Url) -> bool {
    url.has_host() && (url.scheme() == "https" || (url.scheme() == "http" && is_in_the_house(url)))
}

/// This machine, or an address of a private network (RFC 1918, RFC 4193).
fn is_in_the_house(url: &Url) -> bool {
    url.host_str().is_some_and(|host| {
        is_this_machine(host)
            || match ip(host) {
                Some(IpAddr::V4(ip)) => ip.is_private(),
                Some(IpAddr::V6(ip)) => ip.is_unique_local(),
                None => false,
            }
    })
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The body as JSON; nothing when it is none.
    pub(crate) fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// A header that is a whole number.
    pub(crate) fn number(&self, name: &str) -> Option<i64> {
        self.headers.get(name)?.to_str().ok()?.trim().parse().ok()
    }

    /// What a status below 200 or from 300 on means, before a provider's own rules.
    pub(crate) fn refusal(&self) -> PhoneError {
        match self.status {
            401 => PhoneError::WrongKey,
            402 => PhoneError::NoCredit,
            403 => PhoneError::NotAllowed,
            404 | 410 => PhoneError::NotThere,
            408 | 504 => PhoneError::AnswerLost,
            429 => PhoneError::TooMany { wait_s: self.retry_after_s() },
            400..=499 => PhoneError::Refused { status: self.status, said: self.said() },
            500..=599 => PhoneError::ItsFault { status: self.status },
            _ => PhoneError::Unreadable,
        }
    }

    /// Seconds of `Retry-After`; a minute where nothing is said.
    fn retry_after_s(&self) -> u32 {
        self.number("retry-after").and_then(|seconds| u32::try_from(seconds).ok()).unwrap_or(60).clamp(1, 3600)
    }

    /// The sentence of an error body, by the names in use.
    pub(crate) fn said(&self) -> String {
        const NAMES: [&str; 5] = ["troubleshoot", "message", "error", "error_description", "detail"];
        let Some(body) = self.json() else { return String::new() };
        let inside = |value: &Value| NAMES.iter().find_map(|name| text::line(value.get(name)?.as_str()?));
        inside(&body).or_else(|| inside(body.get("error")?)).unwrap_or_default()
    }
}

/// The connections to one API.
#[derive(Debug, Clone)]
pub(crate) struct Rest {
    client: Client,
    base: BaseUrl,
    auth: Auth,
    budget: Duration,
}

impl Rest {
    /// # Errors
    /// [`BadSettings::NoTls`].
    pub(crate) fn new(base: BaseUrl, auth: Auth, budget: Duration) -> Result<Self, BadSettings> {
        let builder = Client::builder()
            .redirect(Policy::none())
            .connect_timeout(CONNECT)
            .pool_idle_timeout(Duration::from_secs(55))
            .user_agent(concat!("Callside/", env!("CARGO_PKG_VERSION")));
        // A proxy of the company never leads to this machine.
        let builder = if base.is_loopback() { builder.no_proxy() } else { builder };
        Ok(Self { client: builder.build().map_err(|_| BadSettings::NoTls)?, base, auth, budget })
    }

    /// Sends a request and reads the whole answer, whatever its status. A redirect is an answer: it would carry the key
    /// elsewhere.
    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        segments: &[&str],
        query: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Result<Reply, PhoneError> {
        let mut url = self.base.join(path, segments);
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        let mut request = self.client.request(method, url).header(ACCEPT, "application/json").timeout(self.budget);
        request = match &self.auth {
            Auth::Bearer(token) => request.bearer_auth(token.expose()),
            Auth::Basic { user, password } => request.basic_auth(user, Some(password.expose())),
        };
        if let Some(body) = body {
            request = request.json(body);
        }
        // Only a connection that never came about proves that nothing was sent.
        let failed = |error: reqwest::Error| match error.is_connect() || error.is_builder() {
            true => PhoneError::Unreachable,
            false => PhoneError::AnswerLost,
        };
        let mut response = request.send().await.map_err(failed)?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|_| PhoneError::AnswerLost)? {
            if bytes.len() + chunk.len() > LARGEST {
                return Err(PhoneError::Unreadable);
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(Reply { status, headers, body: bytes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_go_out_encrypted_or_stay_in_the_house() {
        for (text, good) in [
            ("https://api.stickycalls.com", true),
            (" https://switch.example/api/v2/ ", true),
            ("http://127.0.0.1:8900", true),
            ("http://localhost:8900/x", true),
            ("http://192.168.1.20", true),
            ("http://[fd00::1]:80/", true),
            ("http://switch.example", false),
            ("http://8.8.8.8", false),
            ("https://user:pass@switch.example", false),
            ("https://switch.example/?a=b", false),
            ("ftp://switch.example", false),
            ("switch.example", false),
            ("", false),
        ] {
            assert_eq!(BaseUrl::read(text).is_ok(), good, "{text:?}");
        }
    }

    #[test]
    fn paths_join_and_values_stay_in_their_place() {
        let join =
            |base: &str, path: &str, segments: &[&str]| BaseUrl::read(base).unwrap().join(path, segments).to_string();
        for (base, path, segments, expected) in [
            ("https://a.example", "/", &[][..], "https://a.example/"),
            ("https://a.example/api/", "/calls/make", &[], "https://a.example/api/calls/make"),
            ("https://a.example/api", "calls", &["a/../b?x#y"], "https://a.example/api/calls/a%2F..%2Fb%3Fx%23y"),
            ("https://a.example", "v1/calls", &["7", "tags"], "https://a.example/v1/calls/7/tags"),
        ] {
            assert_eq!(join(base, path, segments), expected);
        }
    }

    #[test]
    fn a_status_means_what_comes_next() {
        let reply = |status, body: &str| Reply { status, headers: HeaderMap::new(), body: body.as_bytes().to_vec() };
        for (status, body, expected) in [
            (401, "", PhoneError::WrongKey),
            (402, "{}", PhoneError::NoCredit),
            (403, "", PhoneError::NotAllowed),
            (404, "", PhoneError::NotThere),
            (429, "", PhoneError::TooMany { wait_s: 60 }),
            (422, r#"{"message":"no such skill"}"#, PhoneError::Refused { status: 422, said: "no such skill".into() }),
            (400, "<html>", PhoneError::Refused { status: 400, said: String::new() }),
            (500, "", PhoneError::ItsFault { status: 500 }),
            (302, "", PhoneError::Unreadable),
        ] {
            assert_eq!(reply(status, body).refusal(), expected, "{status}");
        }
        let nested = reply(400, r#"{"error":{"message":"a\u0000b"}}"#);
        assert_eq!(nested.said(), "a b");
    }
}
