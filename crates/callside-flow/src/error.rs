//! What can go wrong in the engine, by what the caller does about it.

use callside_core::crm::CrmError;
use callside_core::ids::CallKey;
use callside_store::StoreError;

/// A failed verb. Expected refusals are values, not errors.
#[derive(Debug, thiserror::Error)]
pub enum FlowError {
    /// The call is not known on this machine.
    #[error("this call is not known here")]
    UnknownCall(CallKey),
    /// No action has this name, or it leads back to itself.
    #[error("there is no such action")]
    UnknownAction,
    /// The outbox entry is not there.
    #[error("this entry is not in the outbox")]
    UnknownEntry,
    /// The rules do not offer this outcome for this call.
    #[error("this outcome is not offered for this call any more")]
    NotOffered,
    /// It is too late: already being sent, or sent.
    #[error("it is already on its way to Salesforce")]
    TooLate,
    /// It is for another org than the one that is signed in to.
    #[error("it belongs to another org")]
    OtherOrg,
    /// The policy asks for signed configuration files: nothing of it is changed by hand.
    #[error("only a signed configuration file changes this")]
    Signed,
    /// Nobody has signed in on this machine yet, so nothing is known of the org.
    #[error("sign in to Salesforce first")]
    SignInNeeded,
    /// Salesforce could not help.
    #[error(transparent)]
    Crm(#[from] CrmError),
    /// The database failed; nothing new was saved.
    #[error(transparent)]
    Store(#[from] StoreError),
}
