//! The registered app (External Client App) and the scopes it may ask for.

use std::collections::BTreeSet;

use super::refusal::{OauthError, OauthRefusal};

/// Every scope that may be asked for.
pub const KNOWN_SCOPES: [&str; 10] =
    ["address", "api", "email", "full", "id", "offline_access", "openid", "profile", "refresh_token", "web"];
/// What an authorize request without `scope` gets.
const USUAL: [&str; 4] = ["api", "id", "refresh_token", "web"];

/// The one app that may sign users in.
#[derive(Debug, Clone)]
pub struct ClientApp {
    /// Consumer key.
    pub id: String,
    /// Consumer secret. The app is public, so nobody has to send it; it signs token replies and opens introspection.
    pub secret: String,
    /// Registered callbacks.
    pub redirect_uris: Vec<String>,
    /// Whether an authorize request must bring a code challenge.
    pub require_pkce: bool,
    /// User name of the "Run As" user of the client credentials flow; absent: the flow has none.
    pub run_as: Option<String>,
}

impl ClientApp {
    /// Checks a client id, and a secret if one is sent.
    ///
    /// # Errors
    /// `invalid_client_id` or `invalid_client`.
    pub fn check(&self, id: Option<&str>, secret: Option<&str>) -> Result<(), OauthRefusal> {
        if id != Some(self.id.as_str()) {
            return Err(OauthRefusal::new(OauthError::InvalidClientId, "client identifier invalid"));
        }
        match secret {
            Some(secret) if secret != self.secret => {
                Err(OauthRefusal::new(OauthError::InvalidClient, "invalid client credentials"))
            }
            _ => Ok(()),
        }
    }

    /// Checks key and secret of a program; both must be sent.
    ///
    /// # Errors
    /// `invalid_client_id` or `invalid_client`.
    pub fn check_confidential(&self, id: Option<&str>, secret: Option<&str>) -> Result<(), OauthRefusal> {
        self.check(id, secret)?;
        if secret.is_none() {
            return Err(OauthRefusal::new(OauthError::InvalidClient, "invalid client credentials"));
        }
        Ok(())
    }

    /// Checks that a callback is registered, letter by letter and port included.
    ///
    /// # Errors
    /// `redirect_uri_mismatch`.
    pub fn check_redirect(&self, uri: &str) -> Result<(), OauthRefusal> {
        if self.redirect_uris.iter().any(|registered| registered == uri) {
            return Ok(());
        }
        Err(OauthRefusal::new(OauthError::RedirectUriMismatch, "redirect_uri must match configuration"))
    }
}

/// A set of scopes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scopes(BTreeSet<&'static str>);

impl Scopes {
    /// Reads a space-separated list; an absent or empty one gives the usual scopes of the app.
    ///
    /// # Errors
    /// `invalid_scope` for an unknown word.
    pub fn parse(text: Option<&str>) -> Result<Self, OauthRefusal> {
        let words: Vec<&str> = text.unwrap_or_default().split_whitespace().collect();
        if words.is_empty() {
            return Ok(Self::usual());
        }
        words
            .into_iter()
            .map(|word| KNOWN_SCOPES.into_iter().find(|known| *known == word))
            .collect::<Option<BTreeSet<_>>>()
            .map(Self)
            .ok_or(OauthRefusal::new(OauthError::InvalidScope, "the requested scope is not allowed"))
    }

    /// The scopes that an app usually gets.
    #[must_use]
    pub fn usual() -> Self {
        Self(USUAL.into_iter().collect())
    }

    /// What of it a program may have: nothing that needs a person or outlives the answer. Source: Salesforce Winter '26
    /// release notes, client credentials flow: other scopes are dropped, and none left is a refusal.
    ///
    /// # Errors
    /// `invalid_grant` when nothing is left.
    pub fn without_a_person(mut self) -> Result<Self, OauthRefusal> {
        self.0.retain(|scope| !matches!(*scope, "full" | "web" | "refresh_token" | "offline_access"));
        if self.0.is_empty() {
            return Err(OauthRefusal::new(OauthError::InvalidGrant, "no valid scopes defined"));
        }
        Ok(self)
    }

    /// Whether a refresh token belongs to it.
    #[must_use]
    pub fn has_refresh(&self) -> bool {
        self.0.contains("refresh_token") || self.0.contains("offline_access")
    }

    /// Whether an id token belongs to the answer.
    #[must_use]
    pub fn has_openid(&self) -> bool {
        self.0.contains("openid")
    }

    /// Whether data may be read and written.
    #[must_use]
    pub fn has_api(&self) -> bool {
        self.0.contains("api") || self.0.contains("full")
    }
}

impl std::fmt::Display for Scopes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.iter().copied().collect::<Vec<_>>().join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_are_known_words() {
        assert_eq!(Scopes::parse(None).unwrap().to_string(), "api id refresh_token web");
        let pair = Scopes::parse(Some("refresh_token api")).unwrap();
        assert_eq!((pair.to_string().as_str(), pair.has_refresh(), pair.has_api()), ("api refresh_token", true, true));
        let openid = Scopes::parse(Some("openid")).unwrap();
        assert_eq!((openid.has_refresh(), openid.has_openid(), pair.has_openid()), (false, true, false));
        assert_eq!(Scopes::parse(Some("api root")).unwrap_err().error, OauthError::InvalidScope);
    }

    #[test]
    fn redirects_match_with_their_port() {
        let app = ClientApp {
            id: "key".into(),
            secret: "secret".into(),
            redirect_uris: vec!["http://localhost:1717/OauthRedirect".into()],
            require_pkce: true,
            run_as: None,
        };
        assert!(app.check_redirect("http://localhost:1717/OauthRedirect").is_ok());
        for uri in [
            "http://localhost:1718/OauthRedirect",
            "http://localhost:1717/OauthRedirect/",
            "http://127.0.0.1:1717/OauthRedirect",
        ] {
            assert_eq!(app.check_redirect(uri).unwrap_err().error, OauthError::RedirectUriMismatch, "{uri}");
        }
        assert_eq!(app.check(Some("key"), Some("other")).unwrap_err().error, OauthError::InvalidClient);
        assert_eq!(app.check(None, None).unwrap_err().error, OauthError::InvalidClientId);
    }
}
