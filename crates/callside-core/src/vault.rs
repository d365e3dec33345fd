//! Where secrets rest: a port. The implementations are in `callside-keychain`.

use crate::secret::Secret;
use async_trait::async_trait;

/// Why a secret cannot be kept or fetched, by what the person does about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// This machine or session has no keychain: ask where to keep secrets instead.
    #[error("this machine has no keychain that Callside can reach")]
    NoKeychain,
    /// It is there but locked, or the person said no.
    #[error("the keychain is locked")]
    Locked,
    /// The file that stands in for a keychain can be read by others, or is damaged.
    #[error("the secrets file is not safe to use")]
    Unsafe,
    /// It failed for another reason.
    #[error("the keychain failed")]
    Failed,
}

/// Keeps secrets by name. Names are constants of this program, never user input.
#[async_trait]
pub trait Vault: Send + Sync {
    /// The secret of this name, if there is one.
    async fn read(&self, name: &str) -> Result<Option<Secret>, VaultError>;
    /// Keeps a secret; when this returns it is durable.
    async fn write(&self, name: &str, secret: &Secret) -> Result<(), VaultError>;
    /// Forgets a secret; forgetting what is not there is no error.
    async fn remove(&self, name: &str) -> Result<(), VaultError>;
}
