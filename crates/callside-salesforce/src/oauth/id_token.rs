//! The id token of a sign-in (OpenID Connect Core 1.0): who signed in, said in a way that others can verify.
//!
//! It comes straight from the token endpoint over TLS, so its claims are checked here and its signature by the party
//! that it is shown to (section 3.1.3.7, point 6).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use callside_core::secret::Secret;
use jiff::Timestamp;
use serde::Deserialize;

/// A signed statement about one sign-in. It is kept in memory only, and is of use for minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdToken {
    token: Secret,
    expires: Timestamp,
}

/// What the token must say.
pub(super) struct Expected<'a> {
    /// Known only to this attempt and to the sign-in server.
    pub(super) nonce: &'a str,
    /// The app's consumer key.
    pub(super) client_id: &'a str,
    /// Whom the app takes for the issuer: the sign-in server, or the org's own address.
    pub(super) issuers: [&'a str; 2],
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    aud: Audience,
    #[serde(default)]
    nonce: String,
    exp: i64,
}

/// One audience is written as a text or as a list.
#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

impl IdToken {
    /// Reads the token of a token answer; `None` when it is about another sign-in, another app or another server.
    pub(super) fn read(token: &str, expected: &Expected<'_>) -> Option<Self> {
        let mut parts = token.split('.');
        let (Some(_), Some(body), Some(_), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
            return None;
        };
        let claims: Claims = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(body).ok()?).ok()?;
        let ours = match &claims.aud {
            Audience::One(audience) => audience == expected.client_id,
            Audience::Several(audiences) => audiences.iter().any(|audience| audience == expected.client_id),
        };
        let from_there = expected.issuers.iter().any(|issuer| claims.iss.trim_end_matches('/') == *issuer);
        let this_attempt = claims.nonce == expected.nonce;
        let expires = Timestamp::from_second(claims.exp).ok()?;
        (ours && from_there && this_attempt).then(|| Self { token: Secret::new(token), expires })
    }

    /// The token, while it holds.
    #[must_use]
    pub fn at(&self, now: Timestamp) -> Option<&Secret> {
        (now < self.expires).then_some(&self.token)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const EXPECTED: Expected<'static> = Expected {
        nonce: "n0nce",
        client_id: "3MVG9.key",
        issuers: ["https://login.salesforce.com", "https://acme.my.salesforce.com"],
    };

    fn good() -> Value {
        json!({ "iss": EXPECTED.issuers[0], "aud": EXPECTED.client_id, "nonce": EXPECTED.nonce, "exp": 1_750_000_120 })
    }

    fn token(claims: &Value) -> String {
        format!("e30.{}.c2ln", URL_SAFE_NO_PAD.encode(claims.to_string()))
    }

    #[test]
    fn a_token_of_this_sign_in_holds_until_it_expires() {
        let token = IdToken::read(&token(&good()), &EXPECTED).unwrap();
        let at = |second| token.at(Timestamp::from_second(second).unwrap()).is_some();
        assert_eq!((at(1_750_000_000), at(1_750_000_119), at(1_750_000_120)), (true, true, false));
        assert!(!format!("{token:?}").contains("e30."));
    }

    #[test]
    fn only_the_claims_of_this_attempt_count() {
        for (name, value, is_ours) in [
            ("iss", json!("https://acme.my.salesforce.com"), true),
            ("iss", json!("https://login.salesforce.com/"), true),
            ("iss", json!("https://evil.example"), false),
            ("iss", json!("https://login.salesforce.com.evil.example"), false),
            ("aud", json!(["other", "3MVG9.key"]), true),
            ("aud", json!(["other"]), false),
            ("aud", json!("other"), false),
            ("aud", json!([]), false),
            ("nonce", json!("of another attempt"), false),
            ("nonce", json!(""), false),
            ("exp", json!("soon"), false),
        ] {
            let mut claims = good();
            claims[name] = value.clone();
            assert_eq!(IdToken::read(&token(&claims), &EXPECTED).is_some(), is_ours, "{name}: {value}");
            claims.as_object_mut().unwrap().remove(name);
            assert_eq!(IdToken::read(&token(&claims), &EXPECTED), None, "without {name}");
        }
        for damaged in ["", "a.b", "a.b.c", "a.e30.c.d"] {
            assert_eq!(IdToken::read(damaged, &EXPECTED), None, "{damaged}");
        }
    }
}
