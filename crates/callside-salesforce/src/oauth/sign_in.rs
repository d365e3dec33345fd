//! The web-server flow with PKCE in the system browser (RFC 6749, 7636, 8252).

use super::callback::{Expected, PATH};
use super::error::SignInError;
use super::grant::Grant;
use super::host::LoginHost;
use super::listener::Loopback;
use super::page::{Page, PageWords};
use super::token::{App, app, redeem};
use crate::http::Http;
use oauth2::{CsrfToken, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope};
use std::time::Duration;
use url::Url;

/// Bytes of randomness in the PKCE verifier: 96 make the 128 characters that Salesforce recommends.
const VERIFIER_BYTES: u32 = 96;
/// Bytes of randomness in `state`, and in the `nonce` of the id token.
const STATE_BYTES: u32 = 32;

/// How to sign in.
#[derive(Debug, Clone)]
pub struct SignInSettings {
    /// Where.
    pub host: LoginHost,
    /// The consumer key of the org's External Client App (or connected app).
    pub client_id: String,
    /// Ports whose `http://localhost:<port>/OauthRedirect` is registered as a callback, in the order of trial.
    /// Salesforce compares callbacks with their port, so this is a fixed list.
    pub ports: Vec<u16>,
    /// Scopes to ask for.
    pub scopes: Vec<String>,
    /// User name to fill in on the sign-in page.
    pub login_hint: Option<String>,
    /// A challenge of whoever will be shown the id token; absent, one is made that only this attempt knows.
    pub nonce: Option<String>,
    /// How long the person may take.
    pub patience: Duration,
    /// What the browser shows at the end.
    pub words: PageWords,
}

impl SignInSettings {
    /// The usual settings for a host and an app.
    #[must_use]
    pub fn new(host: LoginHost, client_id: impl Into<String>) -> Self {
        Self {
            host,
            client_id: client_id.into(),
            ports: vec![1717, 17_170, 27_170],
            scopes: ["api", "refresh_token", "openid"].map(str::to_owned).to_vec(),
            login_hint: None,
            nonce: None,
            patience: Duration::from_secs(5 * 60),
            words: PageWords::ENGLISH,
        }
    }
}

/// A sign-in under way: the port is open, and the browser is to be sent to [`SignIn::authorize_url`]. Dropping it
/// closes the port.
pub struct SignIn {
    http: Http,
    app: App,
    host: LoginHost,
    listener: Loopback,
    redirect: RedirectUrl,
    state: CsrfToken,
    nonce: CsrfToken,
    verifier: PkceCodeVerifier,
    authorize: Url,
    patience: Duration,
    words: PageWords,
}

impl SignIn {
    /// Opens the port and makes the address for the browser. Every attempt has its own `state` and verifier.
    ///
    /// # Errors
    /// [`SignInError::NoClientId`], [`SignInError::NoFreePort`], [`SignInError::NoTls`].
    pub async fn begin(settings: SignInSettings) -> Result<Self, SignInError> {
        if settings.client_id.trim().is_empty() {
            return Err(SignInError::NoClientId);
        }
        let http = Http::new()?;
        let app = app(&settings.host, settings.client_id.trim())?;
        let listener = Loopback::bind(&settings.ports).await?;
        let redirect = RedirectUrl::new(format!("http://localhost:{}{PATH}", listener.port))
            .map_err(|_| SignInError::BadAnswer)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256_len(VERIFIER_BYTES);
        let asks_who = settings.scopes.iter().any(|scope| scope == "openid");
        let mut request = app
            .authorize_url(|| CsrfToken::new_random_len(STATE_BYTES))
            .add_scopes(settings.scopes.into_iter().map(Scope::new))
            .set_pkce_challenge(challenge)
            .set_redirect_uri(std::borrow::Cow::Borrowed(&redirect));
        let nonce = settings.nonce.map_or_else(|| CsrfToken::new_random_len(STATE_BYTES), CsrfToken::new);
        if asks_who {
            request = request.add_extra_param("nonce", nonce.secret());
        }
        if let Some(hint) = settings.login_hint {
            request = request.add_extra_param("login_hint", hint);
        }
        let (authorize, state) = request.url();
        let SignInSettings { host, patience, words, .. } = settings;
        Ok(Self { http, app, host, listener, redirect, state, nonce, verifier, authorize, patience, words })
    }

    /// The address to open in the system browser.
    #[must_use]
    pub const fn authorize_url(&self) -> &Url {
        &self.authorize
    }

    /// The callback address in use.
    #[must_use]
    pub fn redirect_url(&self) -> &str {
        self.redirect.as_str()
    }

    /// Waits for the browser to come back and fetches the tokens. Dropping the future gives the attempt up.
    ///
    /// # Errors
    /// [`SignInError::Denied`], [`SignInError::TimedOut`], [`SignInError::Refused`], [`SignInError::Unreachable`],
    /// [`SignInError::BadAnswer`].
    pub async fn finish(self) -> Result<Grant, SignInError> {
        let Self { http, app, host, listener, redirect, state, nonce, verifier, patience, words, .. } = self;
        let expected = Expected { state: state.into_secret(), port: listener.port };
        let hit = tokio::time::timeout(patience, listener.wait(expected)).await.map_err(|_| SignInError::TimedOut)?;
        let outcome = match &hit.verdict {
            Ok(code) => redeem(&http, &app, &host, code.clone(), verifier, redirect, nonce.secret())
                .await
                .map_err(SignInError::from),
            Err(error) => Err(error.clone()),
        };
        hit.answer(if outcome.is_ok() { Page::SignedIn(words) } else { Page::NotSignedIn(words) }).await;
        outcome
    }
}
