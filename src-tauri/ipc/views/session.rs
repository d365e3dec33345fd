//! The sign-in as the window shows it.

use crate::ipc::error::{ErrorAction, ErrorCode, UiError};
use crate::ipc::sentence::Sentence;
use crate::ipc::session::SessionView;
use callside_core::crm::Identity;
use callside_salesforce::oauth::SignInError;

/// Somebody is signed in.
#[must_use]
pub fn signed_in(me: &Identity) -> SessionView {
    SessionView::SignedIn { name: me.name.clone(), username: me.username.clone(), host: host_of(&me.instance_url) }
}

/// The host of an org's address.
#[must_use]
pub fn host_of(address: &str) -> String {
    let host = url::Url::parse(address).ok().and_then(|url| url.host_str().map(str::to_owned));
    host.unwrap_or_else(|| address.to_owned())
}

/// A sign-in that could not begin.
#[must_use]
pub fn refused(error: &SignInError) -> UiError {
    let code = match error {
        SignInError::NoClientId => ErrorCode::Invalid,
        SignInError::Unreachable => ErrorCode::Unreachable,
        _ => ErrorCode::Refused,
    };
    let action = matches!(error, SignInError::NoClientId).then_some(ErrorAction::OpenSettings);
    UiError { code, message: reason(error), action }
}

/// Why a sign-in did not come about, and what to do.
#[must_use]
pub fn reason(error: &SignInError) -> Sentence {
    match error {
        SignInError::NoClientId => Sentence::NoClientId,
        SignInError::NoFreePort { ports } => Sentence::NoSignInPort { ports: ports.clone() },
        SignInError::Denied => Sentence::SignInDenied,
        SignInError::TimedOut => Sentence::SignInTimedOut,
        SignInError::Refused { code } => Sentence::SignInRefused { code: code.clone() },
        SignInError::Unreachable => Sentence::SignInUnreachable,
        SignInError::BadAnswer => Sentence::SignInBadAnswer,
        SignInError::Vault(vault) => Sentence::SignInNotKept { keychain: vault.into() },
        SignInError::NoTls(_) => Sentence::NoTls,
    }
}
