//! The org as an OAuth 2.0 authorisation server: web-server flow with PKCE, refresh with rotation, revocation.
//!
//! Follows Salesforce's pages on the web-server flow and the refresh token flow
//! (<https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_web_server_flow.htm>), which differ from
//! RFC 6749 in details: no `expires_in`, `issued_at` in milliseconds as text, exact redirect addresses.

mod authorize;
mod client;
mod codes;
mod grants;
mod id_token;
mod pkce;
mod refusal;
mod sessions;

pub use authorize::{AuthorizeRequest, Redirect};
pub use client::{ClientApp, KNOWN_SCOPES, Scopes};
pub use codes::CODE_LIFETIME;
pub use grants::{Grants, Inspected, Issued};
pub use id_token::{ID_TOKEN_LIFETIME, IdClaims, SigningKeys};
pub use pkce::Challenge;
pub use refusal::{OauthError, OauthRefusal};
pub use sessions::Session;
