//! Why the engine cannot start, by what the person does about it.

use callside_core::vault::VaultError;
use callside_flow::FlowError;
use callside_intake::DoorError;
use callside_keychain::KeyError;
use callside_store::StoreError;
use callside_telephony::BadSettings;

/// Why the engine cannot start.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The keychain cannot be used: choose where secrets rest.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// There is a database, but its key is gone from the keychain.
    #[error("the key of the database is not in the keychain")]
    KeyLost,
    /// The database cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A phone system's secret cannot be used.
    #[error(transparent)]
    Phones(#[from] BadSettings),
    /// The door cannot be opened.
    #[error(transparent)]
    Door(#[from] DoorError),
    /// The engine itself failed.
    #[error(transparent)]
    Flow(#[from] FlowError),
}

impl From<KeyError> for EngineError {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::Vault(error) => Self::Vault(error),
            KeyError::Lost => Self::KeyLost,
            KeyError::ReadOnly => Self::Store(StoreError::ReadOnly),
        }
    }
}
