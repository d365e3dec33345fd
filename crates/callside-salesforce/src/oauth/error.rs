//! Why a sign-in did not come about, by what the person does next.

use callside_core::vault::VaultError;

/// Why a sign-in did not come about.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignInError {
    /// The admin's client id is missing from the settings.
    #[error("no client id is set: ask your Salesforce admin for the consumer key of the Callside app")]
    NoClientId,
    /// All ports that are registered as callback addresses are in use.
    #[error("every sign-in port is in use: {}", list(.ports))]
    NoFreePort {
        /// The ports that were tried.
        ports: Vec<u16>,
    },
    /// The person pressed "Deny".
    #[error("the sign-in was denied in the browser")]
    Denied,
    /// Nobody signed in within the time.
    #[error("nobody signed in within the time")]
    TimedOut,
    /// Salesforce refuses the app or the user; the code goes to the admin.
    #[error("Salesforce refused the sign-in ({code})")]
    Refused {
        /// OAuth error code, such as `invalid_client_id` or `redirect_uri_mismatch`.
        code: String,
    },
    /// No way to the sign-in server.
    #[error("the Salesforce sign-in server cannot be reached")]
    Unreachable,
    /// An answer that is no token answer, or one that points to an unsafe address.
    #[error("the sign-in server gave an answer that Callside cannot use")]
    BadAnswer,
    /// The sign-in worked but cannot be kept.
    #[error("the sign-in cannot be kept: {0}")]
    Vault(#[from] VaultError),
    /// This machine cannot speak TLS.
    #[error(transparent)]
    NoTls(#[from] crate::NoTls),
}

fn list(ports: &[u16]) -> String {
    ports.iter().map(u16::to_string).collect::<Vec<_>>().join(", ")
}
