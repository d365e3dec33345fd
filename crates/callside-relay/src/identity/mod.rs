//! Who a person is: an `OpenID` token proves it once, short sessions say it from then on.

mod claims;
mod jwks;
mod session;

pub(crate) use claims::same_id;
pub use claims::{Claims, Expected, TokenError, key_id, read, said};
pub use jwks::{Jwks, JwksError, Key, keys};
pub use session::{Kind, Sessions};

use crate::config::IdentityConfig;
use callside_core::person::PersonId;
use callside_link::Role;
use jiff::Timestamp;

/// A person who proved who they are, with what they may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Who.
    pub person: PersonId,
    /// What they may do.
    pub role: Role,
}

/// Why a proof was not taken.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    /// The token is wrong.
    #[error(transparent)]
    Token(#[from] TokenError),
    /// The provider's keys cannot be had just now.
    #[error(transparent)]
    Keys(#[from] JwksError),
    /// The token carries no verified e-mail address, and its user is nobody's `salesforce_user`.
    #[error("the token names nobody of the team")]
    Nobody,
}

/// Proofs of one provider.
pub struct Identity {
    config: IdentityConfig,
    jwks: Jwks,
}

impl Identity {
    /// The provider of a configuration.
    ///
    /// # Errors
    /// [`JwksError::Client`] when TLS does not work.
    pub fn new(config: IdentityConfig) -> Result<Self, JwksError> {
        let jwks = Jwks::new(&config.issuer)?;
        Ok(Self { config, jwks })
    }

    /// The provider.
    #[must_use]
    pub const fn config(&self) -> &IdentityConfig {
        &self.config
    }

    /// Asks the provider for its keys, to see that it can be reached.
    ///
    /// # Errors
    /// [`JwksError`].
    pub async fn probe(&self) -> Result<usize, JwksError> {
        self.jwks.fetch().await
    }

    /// What a token says, once its signature and its bounds are proven. The nonce is for the caller to check.
    ///
    /// # Errors
    /// [`IdentityError`].
    pub async fn prove(&self, token: &str, now: Timestamp) -> Result<Claims, IdentityError> {
        let expected =
            Expected { issuer: &self.config.issuer, client_id: &self.config.client_id, org_id: &self.config.org_id };
        let kid = claims::key_id(token)?;
        let key = self.jwks.key(&kid, now).await?;
        Ok(read(token, &key, expected, now)?)
    }
}
