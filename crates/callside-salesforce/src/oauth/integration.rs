//! The sign-in of a program: OAuth 2.0 client credentials. Every call is made as the app's "Run As" user.
//!
//! Salesforce Help, "OAuth 2.0 Client Credentials Flow for Server-to-Server Integration": only the org's own My Domain
//! answers it, and there is no refresh token; the program asks again.

use super::error::SignInError;
use super::grant::Grant;
use super::host::LoginHost;
use super::token;
use crate::http::Http;
use crate::rest::Origin;
use callside_core::secret::Secret;

/// Key and secret of an app that an admin made for a program. `Debug` does not show the secret.
#[derive(Debug, Clone)]
pub struct ClientCredentials {
    pub(crate) login: LoginHost,
    pub(crate) client_id: String,
    pub(crate) secret: Secret,
}

impl ClientCredentials {
    /// Of an app of this org, which is named by its My Domain.
    #[must_use]
    pub fn new(org: Origin, client_id: &str, secret: Secret) -> Self {
        Self { login: LoginHost::MyDomain(org), client_id: client_id.to_owned(), secret }
    }

    /// Asks for an access token, to see whether Salesforce gives one.
    ///
    /// # Errors
    /// [`SignInError::Refused`] with Salesforce's code, [`SignInError::Unreachable`], [`SignInError::BadAnswer`],
    /// [`SignInError::NoTls`].
    pub async fn sign_in(&self) -> Result<Grant, SignInError> {
        Ok(token::integration(&Http::new()?, self).await?)
    }
}
