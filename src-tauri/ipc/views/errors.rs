//! Failures as sentences: what happened, what was kept, what to do.

use crate::browser::BrowserError;
use crate::ipc::error::{ErrorAction, ErrorCode, UiError};
use callside_core::crm::CrmError;
use callside_core::vault::VaultError;
use callside_flow::{FlowError, Missing};
use callside_store::StoreError;

fn error(code: ErrorCode, message: &str, action: Option<ErrorAction>) -> UiError {
    UiError { code, message: message.to_owned(), action }
}

/// A fault in Callside itself.
#[must_use]
pub fn internal() -> UiError {
    let text =
        "Callside made a mistake. What you saved is kept. Try again; if it comes back, send the log to your admin.";
    error(ErrorCode::Internal, text, Some(ErrorAction::Retry))
}

/// Nothing can be done before the database is open.
#[must_use]
pub fn not_ready() -> UiError {
    let text = "Callside's database is not open, so nothing can be read or saved. The first screen says what to do.";
    error(ErrorCode::Storage, text, None)
}

impl From<FlowError> for UiError {
    fn from(flow: FlowError) -> Self {
        match flow {
            FlowError::UnknownCall(_) => error(ErrorCode::NotFound, "This call is not known on this machine.", None),
            FlowError::UnknownEntry => error(ErrorCode::NotFound, "This entry is no longer in the outbox.", None),
            FlowError::TooLate => error(
                ErrorCode::TooLate,
                "It is already on its way to Salesforce and can no longer be changed here.",
                Some(ErrorAction::OpenOutbox),
            ),
            FlowError::SignInNeeded => sign_in(),
            FlowError::Crm(crm) => crm.into(),
            FlowError::Store(store) => store.into(),
        }
    }
}

fn sign_in() -> UiError {
    let text = "Salesforce asks you to sign in. Calls and notes go on; what you save is sent afterwards.";
    error(ErrorCode::SignInNeeded, text, Some(ErrorAction::SignIn))
}

impl From<CrmError> for UiError {
    fn from(crm: CrmError) -> Self {
        let retry = Some(ErrorAction::Retry);
        match crm {
            CrmError::SignInNeeded => sign_in(),
            CrmError::Unreachable => {
                error(ErrorCode::Unreachable, "Salesforce cannot be reached. Calls and notes go on.", retry)
            }
            CrmError::AnswerLost | CrmError::TooLate => {
                error(ErrorCode::Unreachable, "Salesforce took too long to answer. Try again.", retry)
            }
            CrmError::Busy { .. } => error(ErrorCode::Unreachable, "Salesforce is busy. Try again in a moment.", retry),
            CrmError::LimitReached { .. } => error(
                ErrorCode::Refused,
                "Your org has used up its Salesforce API calls. What you save is sent when there are new ones.",
                Some(ErrorAction::AskAdmin),
            ),
            CrmError::Refused(_) => error(
                ErrorCode::Refused,
                "Salesforce does not let your user do this. Ask your admin for the permission.",
                Some(ErrorAction::AskAdmin),
            ),
            CrmError::Unexpected { .. } => error(
                ErrorCode::Refused,
                "Salesforce gave an answer that Callside cannot read. Nothing was changed. Try again.",
                retry,
            ),
        }
    }
}

impl From<StoreError> for UiError {
    fn from(store: StoreError) -> Self {
        match store {
            StoreError::UnknownCall => error(ErrorCode::NotFound, "This call is not known on this machine.", None),
            other => {
                let (reason, advice) = database(&other);
                error(ErrorCode::Storage, &format!("{reason} {advice}"), Some(ErrorAction::AskAdmin))
            }
        }
    }
}

impl From<BrowserError> for UiError {
    fn from(browser: BrowserError) -> Self {
        match browser {
            BrowserError::NotWeb => internal(),
            BrowserError::NotStarted(_) => {
                let text = "No browser could be started. Ask your admin to set the standard browser of this machine.";
                error(ErrorCode::Refused, text, Some(ErrorAction::AskAdmin))
            }
        }
    }
}

/// What happened to the database and what to do.
#[must_use]
pub fn database(store: &StoreError) -> (String, String) {
    let copy = |at: &Option<std::path::PathBuf>| match at {
        Some(path) => format!("A copy was put at {}.", path.display()),
        None => "No copy could be made; the file was left as it is.".to_owned(),
    };
    let (reason, advice) = match store {
        StoreError::WrongKey => (
            "The key in your keychain does not open Callside's database. The file was left as it is.".to_owned(),
            "Unlock the keychain that you used before, or ask your admin to restore its entry.".to_owned(),
        ),
        StoreError::Corrupt { copied_to } => (
            format!("Callside's database is damaged. {}", copy(copied_to)),
            "Restore it from a backup, or ask your admin before you start with an empty one.".to_owned(),
        ),
        StoreError::Newer { copied_to, .. } => (
            format!("A newer Callside wrote this database. {}", copy(copied_to)),
            "Install the newer Callside again.".to_owned(),
        ),
        StoreError::Gone => (
            "Callside's database file is gone from its folder. Nothing new was made in its place.".to_owned(),
            "Put the file back, or ask your admin before you start with an empty one.".to_owned(),
        ),
        StoreError::Locked => (
            "Another Callside on this machine uses the database.".to_owned(),
            "Close the other one and start Callside again.".to_owned(),
        ),
        StoreError::Full => {
            ("The disk is full; nothing new is saved.".to_owned(), "Make room and try again.".to_owned())
        }
        StoreError::ReadOnly => (
            "Callside's folder cannot be written; nothing new is saved.".to_owned(),
            "Ask your admin for the right to write it.".to_owned(),
        ),
        StoreError::Closed => {
            ("Callside's database is closed; nothing new is saved.".to_owned(), "Start Callside again.".to_owned())
        }
        StoreError::UnknownCall => ("This call is not known on this machine.".to_owned(), String::new()),
        StoreError::Unexpected { code } => (
            format!("Callside's database failed ({code}); nothing new is saved."),
            "Start Callside again; if it comes back, send the log to your admin.".to_owned(),
        ),
    };
    (reason, advice)
}

/// Why secrets cannot rest in the keychain.
#[must_use]
pub const fn keychain(vault: &VaultError) -> &'static str {
    match vault {
        VaultError::NoKeychain => "This machine has no keychain that Callside can reach.",
        VaultError::Locked => "The keychain is locked.",
        VaultError::Unsafe => "The file that stands in for a keychain can be read by others or is damaged.",
        VaultError::Failed => "The keychain does not answer.",
    }
}

/// What is missing: the input that it is about, and what to do.
#[must_use]
pub fn missing(missing: &Missing) -> (String, String) {
    match missing {
        Missing::Disposition => ("disposition".to_owned(), "Pick how the call ended (keys 1-9).".to_owned()),
        Missing::Notes => ("notes".to_owned(), "This disposition asks for notes.".to_owned()),
        Missing::Confirmation => ("caller".to_owned(), "Confirm who is calling first.".to_owned()),
        Missing::Pick => ("caller".to_owned(), "Pick who is calling first.".to_owned()),
        Missing::Field(field, label) => (field.clone(), format!("{label} must be filled in.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use callside_core::crm::{Refusal, RefusalReason};

    fn refused() -> CrmError {
        let message = "Sarah Johnson +14155550134".to_owned();
        CrmError::Refused(Box::new(Refusal {
            reason: RefusalReason::Rule,
            code: "SECRET_CODE".into(),
            message,
            object: None,
            fields: vec![],
        }))
    }

    #[test]
    fn codes_follow_what_a_screen_does() {
        for (flow, code, action) in [
            (FlowError::UnknownEntry, ErrorCode::NotFound, None),
            (FlowError::TooLate, ErrorCode::TooLate, Some(ErrorAction::OpenOutbox)),
            (FlowError::SignInNeeded, ErrorCode::SignInNeeded, Some(ErrorAction::SignIn)),
            (FlowError::Crm(CrmError::Unreachable), ErrorCode::Unreachable, Some(ErrorAction::Retry)),
            (FlowError::Crm(CrmError::LimitReached { daily: true }), ErrorCode::Refused, Some(ErrorAction::AskAdmin)),
            (FlowError::Store(StoreError::Full), ErrorCode::Storage, Some(ErrorAction::AskAdmin)),
        ] {
            let view = UiError::from(flow);
            assert_eq!((view.code, view.action), (code, action), "{}", view.message);
            assert!(view.message.ends_with('.'), "{}", view.message);
        }
    }

    #[test]
    fn no_personal_data_and_no_bare_code_crosses() {
        let message = UiError::from(FlowError::Crm(refused())).message;
        assert!(!message.contains("Sarah") && !message.contains("SECRET_CODE"), "{message}");
    }

    #[test]
    fn a_damaged_database_names_its_copy() {
        let (reason, _) = database(&StoreError::Corrupt { copied_to: Some("/data/callside.db.damaged".into()) });
        assert!(reason.contains("/data/callside.db.damaged"), "{reason}");
        let (reason, _) = database(&StoreError::Corrupt { copied_to: None });
        assert!(reason.contains("left as it is"), "{reason}");
    }
}
