//! Authorization codes: single use, fifteen minutes, bound to a client, a callback and a challenge.

use std::collections::HashMap;
use std::time::Duration;

use jiff::Timestamp;

use super::authorize::AuthorizeRequest;
use super::pkce;
use super::refusal::{OauthError, OauthRefusal};
use crate::clock::after;
use crate::random;

/// How long a code may be redeemed.
pub const CODE_LIFETIME: Duration = Duration::from_secs(15 * 60);

/// The codes that were given out.
#[derive(Debug, Default)]
pub struct Codes {
    issued: HashMap<String, Code>,
}

#[derive(Debug)]
struct Code {
    request: AuthorizeRequest,
    user: String,
    expires: Timestamp,
}

impl Codes {
    /// A new code for a request that this user allowed.
    pub fn issue(&mut self, request: AuthorizeRequest, user: &str, now: Timestamp) -> String {
        let code = format!("aPrx{}==", random::token(36));
        let expires = after(now, CODE_LIFETIME);
        self.issued.insert(code.clone(), Code { request, user: user.to_owned(), expires });
        code
    }

    /// Redeems a code for the user and the request that it stands for. A code is spent by its first use, even when
    /// that use is refused.
    ///
    /// # Errors
    /// `invalid_grant` for an unknown, spent or old code, `redirect_uri_mismatch`, and the refusals of PKCE.
    pub fn redeem(
        &mut self,
        code: &str,
        redirect_uri: Option<&str>,
        verifier: Option<&str>,
        now: Timestamp,
    ) -> Result<(String, AuthorizeRequest), OauthRefusal> {
        let Some(code) = self.issued.remove(code) else {
            return Err(OauthRefusal::new(OauthError::InvalidGrant, "invalid authorization code"));
        };
        if now > code.expires {
            return Err(OauthRefusal::new(OauthError::InvalidGrant, "expired authorization code"));
        }
        if redirect_uri != Some(code.request.redirect.uri()) {
            return Err(OauthRefusal::new(OauthError::RedirectUriMismatch, "redirect_uri must match configuration"));
        }
        pkce::verify(code.request.challenge.as_ref(), verifier)?;
        Ok((code.user, code.request))
    }
}
