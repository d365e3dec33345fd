//! The authorize request: what is checked before the sign-in page is shown, and where the answer goes.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::client::{ClientApp, Scopes};
use super::pkce::Challenge;
use super::refusal::{OauthError, OauthRefusal};

/// An authorize request that may be shown to the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorizeRequest {
    /// Where the answer goes.
    pub redirect: Redirect,
    /// What is asked for.
    pub scopes: Scopes,
    /// The code challenge.
    pub challenge: Option<Challenge>,
    /// User name to start with.
    pub login_hint: Option<String>,
    /// Goes back in the id token, so that the app knows it for its own.
    pub nonce: Option<String>,
    /// Answer at once or not at all.
    pub immediate: bool,
}

/// A registered callback and the state that goes back with the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    uri: String,
    state: Option<String>,
}

impl Redirect {
    /// The registered callback.
    #[must_use]
    pub fn uri(&self) -> &str {
        &self.uri
    }

    /// The address that carries a code.
    #[must_use]
    pub fn with_code(&self, code: &str) -> String {
        self.with(&[("code", code)])
    }

    /// The address that carries a refusal.
    #[must_use]
    pub fn with_refusal(&self, refusal: OauthRefusal) -> String {
        self.with(&[("error", refusal.error.as_str()), ("error_description", refusal.description)])
    }

    fn with(&self, answer: &[(&str, &str)]) -> String {
        let pairs = answer
            .iter()
            .copied()
            .chain(self.state.as_deref().map(|state| ("state", state)))
            .map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)))
            .collect::<Vec<_>>()
            .join("&");
        let joint = if self.uri.contains('?') { '&' } else { '?' };
        format!("{}{joint}{pairs}", self.uri)
    }
}

impl AuthorizeRequest {
    /// Checks the parameters. The outer error must be shown on a page, because the callback cannot be trusted; the
    /// inner one goes back to the callback.
    ///
    /// # Errors
    /// See [`OauthError`].
    pub fn read(
        app: &ClientApp,
        parameter: impl Fn(&str) -> Option<String>,
    ) -> Result<Result<Self, (Redirect, OauthRefusal)>, OauthRefusal> {
        app.check(parameter("client_id").as_deref(), None)?;
        let uri = parameter("redirect_uri")
            .ok_or(OauthRefusal::new(OauthError::RedirectUriMismatch, "redirect_uri must match configuration"))?;
        app.check_redirect(&uri)?;
        let redirect = Redirect { uri, state: parameter("state") };
        Ok(Self::read_rest(app, &redirect, parameter).map_err(|refusal| (redirect, refusal)))
    }

    fn read_rest(
        app: &ClientApp,
        redirect: &Redirect,
        parameter: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, OauthRefusal> {
        if parameter("response_type").as_deref() != Some("code") {
            return Err(OauthRefusal::new(OauthError::UnsupportedResponseType, "response type not supported"));
        }
        let scopes = Scopes::parse(parameter("scope").as_deref())?;
        let challenge =
            Challenge::read(parameter("code_challenge").as_deref(), parameter("code_challenge_method").as_deref())?;
        if app.require_pkce && challenge.is_none() {
            return Err(OauthRefusal::new(OauthError::InvalidRequest, "missing required code challenge"));
        }
        Ok(Self {
            redirect: redirect.clone(),
            scopes,
            challenge,
            login_hint: parameter("login_hint"),
            nonce: parameter("nonce").filter(|nonce| !nonce.is_empty()),
            immediate: parameter("immediate").as_deref() == Some("true"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn app() -> ClientApp {
        ClientApp {
            id: "key".into(),
            secret: "secret".into(),
            redirect_uris: vec!["http://localhost:1717/OauthRedirect".into()],
            require_pkce: true,
            run_as: None,
        }
    }

    fn read(pairs: &[(&str, &str)]) -> Result<Result<AuthorizeRequest, (Redirect, OauthRefusal)>, OauthRefusal> {
        AuthorizeRequest::read(&app(), |name| {
            pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    const BASE: [(&str, &str); 4] = [
        ("client_id", "key"),
        ("redirect_uri", "http://localhost:1717/OauthRedirect"),
        ("state", "a b&c"),
        ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
    ];

    #[test]
    fn a_good_request_carries_its_state_back() {
        let mut pairs = BASE.to_vec();
        pairs.push(("response_type", "code"));
        let request = read(&pairs).unwrap().unwrap();
        assert_eq!(
            request.redirect.with_code("a.b=="),
            "http://localhost:1717/OauthRedirect?code=a%2Eb%3D%3D&state=a%20b%26c"
        );
    }

    #[test]
    fn only_a_registered_callback_gets_a_refusal() {
        assert_eq!(read(&[("client_id", "other")]).unwrap_err().error, OauthError::InvalidClientId);
        assert_eq!(read(&[("client_id", "key")]).unwrap_err().error, OauthError::RedirectUriMismatch);
        let (redirect, refusal) = read(&BASE).unwrap().unwrap_err();
        assert_eq!(refusal.error, OauthError::UnsupportedResponseType);
        assert!(redirect.with_refusal(refusal).ends_with("not%20supported&state=a%20b%26c"));
        let bare = [BASE[0], BASE[1], ("response_type", "code")];
        assert_eq!(read(&bare).unwrap().unwrap_err().1.error, OauthError::InvalidRequest);
    }
}
