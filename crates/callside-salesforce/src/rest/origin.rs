//! Where requests may go.

use callside_core::host::is_this_machine;
use std::fmt;
use url::Url;

/// Scheme, host and port of a server. Always https; plain http only for this machine, where the sandbox runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(Url);

/// A text that is no origin, or one that secrets must not be sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an address of the form https://host is needed")]
pub struct NotAnOrigin;

impl Origin {
    /// Reads `https://host[:port]`, with at most a `/` behind it.
    ///
    /// # Errors
    /// [`NotAnOrigin`] for other schemes, paths, queries, user names, and plain http to another machine.
    pub fn parse(text: &str) -> Result<Self, NotAnOrigin> {
        let url = Url::parse(text.trim()).map_err(|_| NotAnOrigin)?;
        let safe = url.scheme() == "https" || (url.scheme() == "http" && is_loopback(&url));
        let bare = url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        if safe && bare && url.has_host() { Ok(Self(url)) } else { Err(NotAnOrigin) }
    }

    /// An address on this origin. `None` when the path would lead elsewhere, or not where it seems to lead.
    #[must_use]
    pub fn at(&self, path_and_query: &str) -> Option<Url> {
        let path = path_and_query.split('?').next().unwrap_or_default();
        if !path.starts_with('/') || path.starts_with("//") || path.contains('\\') {
            return None;
        }
        let url = self.0.join(path_and_query).ok()?;
        (url.origin() == self.0.origin() && url.path() == path).then_some(url)
    }

    /// Whether the server runs on this machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.0)
    }

    /// Its host, without the port.
    #[must_use]
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

fn is_loopback(url: &Url) -> bool {
    url.host_str().is_some_and(is_this_machine)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_or_this_machine() {
        for good in ["https://acme.my.salesforce.com", "http://127.0.0.1:8080", "http://[::1]:1", "http://localhost:2"]
        {
            assert_eq!(Origin::parse(good).map(|origin| origin.to_string()).as_deref(), Ok(good));
        }
        for bad in [
            "",
            "acme.my.salesforce.com",
            "http://acme.my.salesforce.com",
            "http://127.0.0.1.nip.io",
            "http://localhost.evil.com",
            "https://a@b.com",
            "https://a.com/path",
            "https://a.com?x",
            "https://a.com/#x",
            "ftp://a.com",
            "https://",
        ] {
            assert_eq!(Origin::parse(bad), Err(NotAnOrigin), "{bad}");
        }
    }

    #[test]
    fn paths_stay_on_the_origin() {
        let origin = Origin::parse("https://a.com").unwrap();
        let url = origin.at("/services/data/v59.0/query?q=a%2Bb%27").unwrap();
        assert_eq!(url.as_str(), "https://a.com/services/data/v59.0/query?q=a%2Bb%27");
        for bad in ["", "x", "//evil.com/x", "https://evil.com/", "/a/../b", "/\\evil.com", "/a/%2e%2e/b", "@evil.com"]
        {
            assert_eq!(origin.at(bad), None, "{bad}");
        }
    }
}
