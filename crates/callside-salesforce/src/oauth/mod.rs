//! Signing in: OAuth 2.0 web-server flow with PKCE in the system browser; for a program without a person, client
//! credentials.

mod callback;
mod error;
mod grant;
mod host;
mod id_token;
mod integration;
mod listener;
mod page;
mod request;
mod sign_in;
mod token;

pub use error::SignInError;
pub use grant::Grant;
pub use host::LoginHost;
pub use id_token::IdToken;
pub use integration::ClientCredentials;
pub use page::PageWords;
pub use request::{Head, Malformed, read_head};
pub use sign_in::{SignIn, SignInSettings};

pub(crate) use grant::Place;
pub(crate) use token::{NoToken, integration, refresh};
