//! Refusals of the OAuth endpoints: `{"error","error_description"}`, or the same as a form.

use serde_json::{Value, json};

/// The `error` of a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OauthError {
    /// The code or refresh token is wrong, used or too old.
    InvalidGrant,
    /// No app has this client id.
    InvalidClientId,
    /// The client secret is wrong.
    InvalidClient,
    /// A parameter is missing or wrong.
    InvalidRequest,
    /// The grant type is not offered.
    UnsupportedGrantType,
    /// The response type is not offered.
    UnsupportedResponseType,
    /// The redirect address is not registered, or differs from the one of the authorize request.
    RedirectUriMismatch,
    /// A scope is unknown.
    InvalidScope,
    /// The user said no.
    AccessDenied,
    /// `immediate` was asked for but the user would have to act.
    ImmediateUnsuccessful,
    /// The token to revoke is unknown.
    UnsupportedTokenType,
}

impl OauthError {
    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InvalidGrant => "invalid_grant",
            Self::InvalidClientId => "invalid_client_id",
            Self::InvalidClient => "invalid_client",
            Self::InvalidRequest => "invalid_request",
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::UnsupportedResponseType => "unsupported_response_type",
            Self::RedirectUriMismatch => "redirect_uri_mismatch",
            Self::InvalidScope => "invalid_scope",
            Self::AccessDenied => "access_denied",
            Self::ImmediateUnsuccessful => "immediate_unsuccessful",
            Self::UnsupportedTokenType => "unsupported_token_type",
        }
    }
}

/// A refused OAuth request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}: {description}", .error.as_str())]
pub struct OauthRefusal {
    /// What kind of refusal.
    pub error: OauthError,
    /// In words.
    pub description: &'static str,
}

impl OauthRefusal {
    /// A refusal.
    #[must_use]
    pub const fn new(error: OauthError, description: &'static str) -> Self {
        Self { error, description }
    }

    /// Every dead refresh token gets this answer, whatever it died of.
    pub const DEAD_REFRESH_TOKEN: Self = Self::new(OauthError::InvalidGrant, "expired access/refresh token");

    /// HTTP status of the reply.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self.error {
            OauthError::InvalidClient => 401,
            _ => 400,
        }
    }

    /// The reply's JSON body.
    #[must_use]
    pub fn body(&self) -> Value {
        json!({ "error": self.error.as_str(), "error_description": self.description })
    }
}
