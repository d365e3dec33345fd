//! The sign-in in words.

use super::errors;
use crate::ipc::error::{ErrorAction, ErrorCode, UiError};
use crate::ipc::session::SessionView;
use callside_core::crm::Identity;
use callside_salesforce::oauth::SignInError;

/// Somebody is signed in.
#[must_use]
pub fn signed_in(me: &Identity) -> SessionView {
    let host = url::Url::parse(&me.instance_url).ok().and_then(|url| url.host_str().map(str::to_owned));
    SessionView::SignedIn {
        name: me.name.clone(),
        username: me.username.clone(),
        host: host.unwrap_or_else(|| me.instance_url.clone()),
    }
}

/// A sign-in that could not begin.
#[must_use]
pub fn refused(error: SignInError) -> UiError {
    let code = match error {
        SignInError::NoClientId => ErrorCode::Invalid,
        SignInError::Unreachable => ErrorCode::Unreachable,
        _ => ErrorCode::Refused,
    };
    let action = matches!(error, SignInError::NoClientId).then_some(ErrorAction::OpenSettings);
    UiError { code, message: reason(&error), action }
}

/// Why a sign-in did not come about, and what to do.
#[must_use]
pub fn reason(error: &SignInError) -> String {
    match error {
        SignInError::NoClientId => "No consumer key is set. Ask your Salesforce admin for the one of the Callside app \
                                    and enter it in the settings."
            .to_owned(),
        SignInError::NoFreePort { ports } => {
            let ports = ports.iter().map(u16::to_string).collect::<Vec<_>>().join(", ");
            format!("Other programs use the ports of the sign-in ({ports}). Close one of them and sign in again.")
        }
        SignInError::Denied => "The sign-in was denied in the browser. Sign in again when you are ready.".to_owned(),
        SignInError::TimedOut => "Nobody signed in within five minutes. Sign in again.".to_owned(),
        SignInError::Refused { code } => {
            format!("Salesforce refused the sign-in ({code}). Tell your admin this word.")
        }
        SignInError::Unreachable => "The sign-in server of Salesforce cannot be reached. Try again.".to_owned(),
        SignInError::BadAnswer => {
            "The sign-in server gave an answer that Callside cannot use. Check the address with your admin.".to_owned()
        }
        SignInError::Vault(vault) => format!("{} The sign-in cannot be kept; sign in again.", errors::keychain(vault)),
        SignInError::NoTls(_) => {
            "This machine cannot make safe connections. Ask your admin to check its certificates.".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_a_sentence_with_a_way_on() {
        for error in [
            SignInError::NoClientId,
            SignInError::NoFreePort { ports: vec![1717, 17170] },
            SignInError::Denied,
            SignInError::TimedOut,
            SignInError::Refused { code: "invalid_client_id".into() },
            SignInError::Unreachable,
            SignInError::BadAnswer,
            SignInError::Vault(callside_core::vault::VaultError::Locked),
        ] {
            let text = reason(&error);
            assert!(text.ends_with('.') && text.matches('.').count() >= 2, "{text}");
        }
    }
}
