//! Failures as the UI gets them: what happened, what was kept, what to do.

use crate::browser::BrowserError;
use crate::ipc::database::DatabaseTrouble;
use crate::ipc::error::{ErrorAction, ErrorCode, UiError};
use crate::ipc::sentence::{KeychainTrouble, Sentence};
use callside_core::crm::CrmError;
use callside_core::vault::VaultError;
use callside_flow::{FlowError, Missing};
use callside_store::StoreError;

const fn error(code: ErrorCode, message: Sentence, action: Option<ErrorAction>) -> UiError {
    UiError { code, message, action }
}

/// A fault in Callside itself.
#[must_use]
pub const fn internal() -> UiError {
    error(ErrorCode::Internal, Sentence::Internal, Some(ErrorAction::Retry))
}

/// Nothing can be done before the database is open.
#[must_use]
pub const fn not_ready() -> UiError {
    error(ErrorCode::Storage, Sentence::NotReady, None)
}

/// What was typed does not do.
#[must_use]
pub const fn invalid(message: Sentence) -> UiError {
    error(ErrorCode::Invalid, message, None)
}

/// The policy of the machine sets it.
#[must_use]
pub const fn ruled() -> UiError {
    error(ErrorCode::Refused, Sentence::SetByPolicy, Some(ErrorAction::AskAdmin))
}

/// The keychain did not take something; trying again may help.
pub fn not_kept(vault: &VaultError, message: fn(KeychainTrouble) -> Sentence) -> UiError {
    error(ErrorCode::Storage, message(vault.into()), Some(ErrorAction::Retry))
}

impl From<FlowError> for UiError {
    fn from(flow: FlowError) -> Self {
        match flow {
            FlowError::UnknownCall(_) => error(ErrorCode::NotFound, Sentence::UnknownCall, None),
            FlowError::UnknownAction => error(ErrorCode::NotFound, Sentence::UnknownAction, None),
            FlowError::UnknownEntry => error(ErrorCode::NotFound, Sentence::UnknownEntry, None),
            FlowError::NotOffered => error(ErrorCode::Invalid, Sentence::NotOffered, None),
            FlowError::TooLate => error(ErrorCode::TooLate, Sentence::TooLate, Some(ErrorAction::OpenOutbox)),
            FlowError::OtherOrg => error(ErrorCode::Refused, Sentence::OtherOrg, Some(ErrorAction::SignIn)),
            FlowError::Signed => error(ErrorCode::Refused, Sentence::OnlySigned, Some(ErrorAction::AskAdmin)),
            FlowError::SignInNeeded => sign_in(),
            FlowError::Crm(crm) => crm.into(),
            FlowError::Store(store) => store.into(),
        }
    }
}

const fn sign_in() -> UiError {
    error(ErrorCode::SignInNeeded, Sentence::SignInNeeded, Some(ErrorAction::SignIn))
}

impl From<CrmError> for UiError {
    fn from(crm: CrmError) -> Self {
        let (retry, admin) = (Some(ErrorAction::Retry), Some(ErrorAction::AskAdmin));
        match crm {
            CrmError::SignInNeeded => sign_in(),
            CrmError::Unreachable => error(ErrorCode::Unreachable, Sentence::Unreachable, retry),
            CrmError::AnswerLost | CrmError::TooLate => error(ErrorCode::Unreachable, Sentence::TookTooLong, retry),
            CrmError::Busy { .. } => error(ErrorCode::Unreachable, Sentence::Busy, retry),
            CrmError::LimitReached { .. } => error(ErrorCode::Refused, Sentence::LimitReached, admin),
            CrmError::Refused(_) => error(ErrorCode::Refused, Sentence::NotPermitted, admin),
            CrmError::TooLarge => error(ErrorCode::Refused, Sentence::AnswerTooLarge, None),
            CrmError::Unexpected { .. } => error(ErrorCode::Refused, Sentence::UnreadableAnswer, retry),
        }
    }
}

impl From<StoreError> for UiError {
    fn from(store: StoreError) -> Self {
        match store {
            StoreError::UnknownCall => error(ErrorCode::NotFound, Sentence::UnknownCall, None),
            other => {
                let trouble = DatabaseTrouble::from(&other);
                error(ErrorCode::Storage, Sentence::Database { trouble }, Some(ErrorAction::AskAdmin))
            }
        }
    }
}

impl From<BrowserError> for UiError {
    fn from(browser: BrowserError) -> Self {
        match browser {
            BrowserError::NotWeb => internal(),
            BrowserError::NotStarted(_) => error(ErrorCode::Refused, Sentence::NoBrowser, Some(ErrorAction::AskAdmin)),
        }
    }
}

/// What is missing: the input that it is about, and what to do.
#[must_use]
pub fn missing(missing: &Missing) -> (String, Sentence) {
    let (input, message) = match missing {
        Missing::Disposition => ("disposition", Sentence::LacksDisposition),
        Missing::Notes => ("notes", Sentence::LacksNotes),
        Missing::Confirmation => ("caller", Sentence::LacksConfirmation),
        Missing::Pick => ("caller", Sentence::LacksPick),
        Missing::Field(field, label) => (field.as_str(), Sentence::LacksField { label: label.clone() }),
    };
    (input.to_owned(), message)
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
            (FlowError::NotOffered, ErrorCode::Invalid, None),
            (FlowError::TooLate, ErrorCode::TooLate, Some(ErrorAction::OpenOutbox)),
            (FlowError::SignInNeeded, ErrorCode::SignInNeeded, Some(ErrorAction::SignIn)),
            (FlowError::Crm(CrmError::Unreachable), ErrorCode::Unreachable, Some(ErrorAction::Retry)),
            (FlowError::Crm(CrmError::LimitReached { daily: true }), ErrorCode::Refused, Some(ErrorAction::AskAdmin)),
            (FlowError::Store(StoreError::Full), ErrorCode::Storage, Some(ErrorAction::AskAdmin)),
            (FlowError::Store(StoreError::UnknownCall), ErrorCode::NotFound, None),
        ] {
            let view = UiError::from(flow);
            assert_eq!((view.code, view.action), (code, action), "{:?}", view.message);
        }
    }

    #[test]
    fn no_personal_data_and_no_bare_code_crosses() {
        let wire = serde_json::to_string(&UiError::from(FlowError::Crm(refused()))).unwrap();
        assert_eq!(wire, r#"{"code":"refused","message":{"say":"not_permitted"},"action":"ask_admin"}"#);
    }

    #[test]
    fn a_damaged_database_names_its_copy() {
        let copied_to = Some("/data/callside.db.damaged".into());
        let UiError { message, .. } = StoreError::Corrupt { copied_to }.into();
        let trouble = DatabaseTrouble::Corrupt { copied_to: Some("/data/callside.db.damaged".into()) };
        assert_eq!(message, Sentence::Database { trouble });
    }
}
