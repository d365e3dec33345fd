//! The keychain of the operating system: Secret Service on Linux, Keychain on macOS, Credential Manager on Windows.

use async_trait::async_trait;
use callside_core::secret::Secret;
use callside_core::vault::{Vault, VaultError};
use keyring::{Entry, Error};

/// Under this name the keychain shows our secrets to people.
const SERVICE: &str = "Callside";

/// The keychain. Its calls block (D-Bus), so each runs on a thread that may.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsKeychain;

impl OsKeychain {
    /// The keychain of this user.
    #[must_use]
    pub const fn new() -> Self {
        Self
    }

    /// Whether there is a keychain that answers.
    ///
    /// # Errors
    /// [`VaultError::NoKeychain`] or [`VaultError::Locked`].
    pub async fn probe(self) -> Result<(), VaultError> {
        self.read("probe").await.map(drop)
    }
}

async fn on_thread<T: Send + 'static>(
    name: &str,
    ask: impl FnOnce(Entry) -> Result<T, Error> + Send + 'static,
) -> Result<T, VaultError> {
    let name = name.to_owned();
    let asked = tokio::task::spawn_blocking(move || ask(Entry::new(SERVICE, &name)?));
    asked.await.map_err(|_| VaultError::Failed)?.map_err(|error| reason(&error))
}

const fn reason(error: &Error) -> VaultError {
    match error {
        Error::NoDefaultStore => VaultError::NoKeychain,
        Error::NoStorageAccess(_) => VaultError::Locked,
        _ => VaultError::Failed,
    }
}

#[async_trait]
impl Vault for OsKeychain {
    async fn read(&self, name: &str) -> Result<Option<Secret>, VaultError> {
        on_thread(name, |entry| match entry.get_password() {
            Ok(text) => Ok(Some(Secret::new(text))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(error),
        })
        .await
    }

    async fn write(&self, name: &str, secret: &Secret) -> Result<(), VaultError> {
        let secret = secret.clone();
        on_thread(name, move |entry| entry.set_password(secret.expose())).await
    }

    async fn remove(&self, name: &str) -> Result<(), VaultError> {
        on_thread(name, |entry| match entry.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(error),
        })
        .await
    }
}
