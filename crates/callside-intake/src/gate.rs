//! Who asks: the checks that keep web pages out, whatever they know.
//!
//! A page can make the agent's browser send requests to loopback (CSRF), or point a name of its own at 127.0.0.1 and
//! talk to it as its own origin (DNS rebinding). Browsers tell both apart by Host, Origin and the Fetch Metadata
//! headers, which pages cannot set.

use crate::refusal::Refusal;
use axum::http::header::{HOST, HeaderMap, HeaderName, ORIGIN};
use axum::http::request::Parts;

/// The names of this door and the origins that may send browsers to it.
#[derive(Debug, Clone)]
pub(crate) struct Gate {
    /// None: any name. A relay on the internet has names that only its admin knows, and no browser's trust to lose.
    hosts: Option<[String; 3]>,
    origins: Vec<String>,
}

impl Gate {
    /// Of the loopback door.
    pub(crate) fn new(port: u16, origins: &[String]) -> Self {
        let hosts = [format!("127.0.0.1:{port}"), format!("localhost:{port}"), format!("[::1]:{port}")];
        Self { hosts: Some(hosts), ..Self::public(origins) }
    }

    /// Of a relay.
    pub(crate) fn public(origins: &[String]) -> Self {
        let plain = |origin: &String| origin.trim().trim_end_matches('/').to_ascii_lowercase();
        Self {
            hosts: None,
            origins: origins.iter().map(plain).filter(|origin| origin.starts_with("https://")).collect(),
        }
    }

    /// Lets through who may ask.
    pub(crate) fn check(&self, request: &Parts) -> Result<(), Refusal> {
        self.host(request)?;
        if self.origin(&request.headers)? { Ok(()) } else { gone_to(&request.headers) }
    }

    /// One Host header that names this door; where the request line has a host too, that as well.
    fn host(&self, request: &Parts) -> Result<(), Refusal> {
        let Some(hosts) = &self.hosts else { return Ok(()) };
        let ours = |name: &str| hosts.iter().any(|host| host.eq_ignore_ascii_case(name));
        let header = single(&request.headers, &HOST)?.is_some_and(ours);
        let line = request.uri.authority().is_none_or(|authority| ours(authority.as_str()));
        if header && line { Ok(()) } else { Err(Refusal::Host) }
    }

    /// Absent, or one of those that are allowed. Says whether an allowed one was there.
    fn origin(&self, headers: &HeaderMap) -> Result<bool, Refusal> {
        match single(headers, &ORIGIN).map_err(|_| Refusal::Origin)? {
            None => Ok(false),
            Some(origin) if self.origins.iter().any(|allowed| allowed.eq_ignore_ascii_case(origin)) => Ok(true),
            Some(_) => Err(Refusal::Origin),
        }
    }
}

/// The value of a header that may come at most once.
fn single<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Result<Option<&'a str>, Refusal> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(Some).map_err(|_| Refusal::Host),
        (Some(_), Some(_)) => Err(Refusal::Host),
    }
}

/// A browser says how a page came to ask (W3C Fetch Metadata): only going to the address counts, not loading it as a
/// picture or a script, and not fetching it ahead of time. Programs that are no browsers say nothing.
fn gone_to(headers: &HeaderMap) -> Result<(), Refusal> {
    let says = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?").to_ascii_lowercase());
    let foreign = says("sec-fetch-site").is_some_and(|site| site != "none" && site != "same-origin");
    let loaded = foreign && says("sec-fetch-mode").is_none_or(|mode| mode != "navigate");
    let ahead = ["sec-purpose", "purpose", "x-moz"]
        .iter()
        .any(|name| says(name).is_some_and(|purpose| purpose.contains("prefetch") || purpose.contains("prerender")));
    if loaded || ahead { Err(Refusal::Embedded) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    fn check(uri: &str, headers: &[(&str, &str)]) -> Result<(), Refusal> {
        let mut request = Request::builder().uri(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let gate = Gate::new(47_800, &["https://app.five9.com/".to_owned(), "http://plain.example".to_owned()]);
        gate.check(&request.body(()).unwrap().into_parts().0)
    }

    #[test]
    fn only_the_names_of_this_door_are_hosts() {
        for (host, good) in [
            ("127.0.0.1:47800", true),
            ("localhost:47800", true),
            ("LOCALHOST:47800", true),
            ("[::1]:47800", true),
            ("127.0.0.1", false),
            ("127.0.0.1:80", false),
            ("127.0.0.1:478000", false),
            ("127.1:47800", false),
            ("2130706433:47800", false),
            ("127.0.0.1.nip.io:47800", false),
            ("localhost.:47800", false),
            ("evil.example:47800", false),
            ("user@localhost:47800", false),
            ("localhost:47800 ", false),
            ("0.0.0.0:47800", false),
            ("[::ffff:127.0.0.1]:47800", false),
            ("", false),
        ] {
            let expected = if good { Ok(()) } else { Err(Refusal::Host) };
            assert_eq!(check("/", &[("host", host)]), expected, "{host:?}");
        }
        assert_eq!(check("/", &[]), Err(Refusal::Host));
        let twice = [("host", "localhost:47800"), ("host", "localhost:47800")];
        assert_eq!(check("/", &twice), Err(Refusal::Host));
        assert_eq!(check("http://evil.example/", &twice[..1]), Err(Refusal::Host));
        assert_eq!(check("http://localhost:47800/", &twice[..1]), Ok(()));
    }

    #[test]
    fn foreign_pages_are_kept_out() {
        let nav = ("sec-fetch-mode", "navigate");
        let cross = ("sec-fetch-site", "cross-site");
        for (headers, expected) in [
            (vec![], Ok(())),
            (vec![("origin", "https://app.five9.com")], Ok(())),
            (vec![("origin", "https://app.five9.com"), cross, nav], Ok(())),
            (vec![("origin", "https://app.five9.com.evil.example")], Err(Refusal::Origin)),
            (vec![("origin", "http://app.five9.com")], Err(Refusal::Origin)),
            (vec![("origin", "http://plain.example")], Err(Refusal::Origin)),
            (vec![("origin", "http://localhost:47800")], Err(Refusal::Origin)),
            (vec![("origin", "null")], Err(Refusal::Origin)),
            (vec![("origin", "")], Err(Refusal::Origin)),
            (vec![("origin", "https://app.five9.com"), ("origin", "https://app.five9.com")], Err(Refusal::Origin)),
            (vec![cross, nav], Ok(())),
            (vec![cross, ("sec-fetch-mode", "no-cors")], Err(Refusal::Embedded)),
            (vec![("sec-fetch-site", "same-site"), ("sec-fetch-mode", "cors")], Err(Refusal::Embedded)),
            (vec![cross], Err(Refusal::Embedded)),
            (vec![("sec-fetch-site", "none"), nav], Ok(())),
            (vec![("sec-fetch-site", "none"), nav, ("sec-purpose", "prefetch;prerender")], Err(Refusal::Embedded)),
            (vec![("purpose", "prefetch")], Err(Refusal::Embedded)),
        ] {
            let all = [vec![("host", "127.0.0.1:47800")], headers.clone()].concat();
            assert_eq!(check("/", &all), expected, "{headers:?}");
        }
    }
}
