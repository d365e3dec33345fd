//! What a hit on the callback address means. Pure: the request in, the verdict out.

use super::error::SignInError;
use super::request::Head;
use subtle::ConstantTimeEq as _;
use url::form_urlencoded;

/// The one path that is served; a part of the registered callback addresses.
pub(super) const PATH: &str = "/OauthRedirect";
/// Longest OAuth error code that is repeated to the person.
const LONGEST_CODE: usize = 64;

/// What the attempt waits for.
#[derive(Clone)]
pub(super) struct Expected {
    /// Known only to this attempt and to the sign-in server.
    pub(super) state: String,
    /// The port that is listened on.
    pub(super) port: u16,
}

/// What a hit means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The authorization code of this attempt.
    Code(String),
    /// The sign-in server says that there will be none.
    Failed(SignInError),
    /// Not meant for this attempt: answered with this status, and the wait goes on.
    NotOurs(u16),
}

/// Judges a hit. Only one that carries the attempt's `state` can end the attempt, for good or ill.
pub(super) fn judge(head: &Head, expected: &Expected) -> Verdict {
    let hosts = ["localhost", "127.0.0.1", "[::1]"].map(|name| format!("{name}:{}", expected.port));
    if !head.host.as_ref().is_some_and(|host| hosts.contains(&host.to_ascii_lowercase())) {
        return Verdict::NotOurs(421);
    }
    let (path, query) = head.target.split_once('?').unwrap_or((&head.target, ""));
    if path != PATH {
        return Verdict::NotOurs(404);
    }
    if head.method != "GET" {
        return Verdict::NotOurs(405);
    }
    let parameter = |name: &str| {
        let mut values = form_urlencoded::parse(query.as_bytes()).filter(|(key, _)| key == name);
        let first = values.next().map(|(_, value)| value.into_owned());
        // The same parameter twice is nobody's honest callback.
        if values.next().is_some() { None } else { first }
    };
    let state = parameter("state").unwrap_or_default();
    if !bool::from(state.as_bytes().ct_eq(expected.state.as_bytes())) {
        return Verdict::NotOurs(403);
    }
    match (parameter("error"), parameter("code")) {
        (Some(error), _) => Verdict::Failed(failure(&error)),
        (None, Some(code)) if !code.is_empty() => Verdict::Code(code),
        _ => Verdict::NotOurs(400),
    }
}

fn failure(error: &str) -> SignInError {
    let is_code = error.len() <= LONGEST_CODE && error.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    match error {
        "access_denied" => SignInError::Denied,
        code if is_code && !code.is_empty() => SignInError::Refused { code: code.to_owned() },
        _ => SignInError::Refused { code: "unknown".to_owned() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(target: &str) -> Verdict {
        hit_from("GET", target, Some("localhost:1717"))
    }

    fn hit_from(method: &str, target: &str, host: Option<&str>) -> Verdict {
        let head = Head { method: method.into(), target: target.into(), host: host.map(str::to_owned) };
        judge(&head, &Expected { state: "s3cret".into(), port: 1717 })
    }

    #[test]
    fn only_the_attempts_own_state_ends_it() {
        let refused = |code: &str| Verdict::Failed(SignInError::Refused { code: code.into() });
        for (target, verdict) in [
            ("/OauthRedirect?code=a%2Eb%3D&state=s3cret", Verdict::Code("a.b=".into())),
            ("/OauthRedirect?error=access_denied&state=s3cret", Verdict::Failed(SignInError::Denied)),
            ("/OauthRedirect?error=invalid_scope&code=x&state=s3cret", refused("invalid_scope")),
            ("/OauthRedirect?error=%3Cscript%3E&state=s3cret", refused("unknown")),
            ("/OauthRedirect?code=a&state=other", Verdict::NotOurs(403)),
            ("/OauthRedirect?code=a&state=s3cre", Verdict::NotOurs(403)),
            ("/OauthRedirect?error=access_denied", Verdict::NotOurs(403)),
            ("/OauthRedirect?code=a&state=s3cret&state=s3cret", Verdict::NotOurs(403)),
            ("/OauthRedirect?code=a&code=b&state=s3cret", Verdict::NotOurs(400)),
            ("/OauthRedirect?code=&state=s3cret", Verdict::NotOurs(400)),
            ("/OauthRedirect", Verdict::NotOurs(403)),
            ("/OauthRedirect/?code=a&state=s3cret", Verdict::NotOurs(404)),
            ("/favicon.ico", Verdict::NotOurs(404)),
        ] {
            assert_eq!(hit(target), verdict, "{target}");
        }
    }

    #[test]
    fn only_a_get_for_this_machine_counts() {
        let good = "/OauthRedirect?code=a&state=s3cret";
        for host in ["localhost:1717", "LOCALHOST:1717", "127.0.0.1:1717", "[::1]:1717"] {
            assert_eq!(hit_from("GET", good, Some(host)), Verdict::Code("a".into()), "{host}");
        }
        for host in [None, Some("evil.com"), Some("evil.com:1717"), Some("localhost"), Some("127.0.0.1.nip.io:1717")] {
            assert_eq!(hit_from("GET", good, host), Verdict::NotOurs(421), "{host:?}");
        }
        assert_eq!(hit_from("POST", good, Some("localhost:1717")), Verdict::NotOurs(405));
    }
}
