//! The keychain of the operating system: Secret Service on Linux, Keychain on macOS, Credential Manager on Windows.

use async_trait::async_trait;
use callside_core::secret::Secret;
use callside_core::vault::{Vault, VaultError};
use keyring_core::api::CredentialStoreApi;
use keyring_core::{Entry, Error};

#[cfg(target_os = "macos")]
use apple_native_keyring_store::keychain::Store;
#[cfg(windows)]
use windows_native_keyring_store::Store;
#[cfg(all(unix, not(target_os = "macos")))]
use zbus_secret_service_keyring_store::Store;

/// Under this name the keychain shows our secrets to people.
const SERVICE: &str = "Callside";

/// A name under which nothing is ever kept for longer than a probe.
const PROBE: &str = "probe";

/// The keychain. Its calls block (D-Bus), and may wait for a person who unlocks it, so each runs on a thread that may.
///
/// Every call connects anew, in some milliseconds: secrets are asked for seldom, and a keychain that is started,
/// unlocked or started again later is found then. (The `keyring` crate connects once per process and never again.)
#[derive(Debug, Clone, Copy, Default)]
pub struct OsKeychain;

impl OsKeychain {
    /// The keychain of this user.
    #[must_use]
    pub const fn new() -> Self {
        Self
    }

    /// Whether a secret can be kept here: keeps one, reads it and forgets it.
    ///
    /// # Errors
    /// [`VaultError::NoKeychain`], [`VaultError::Locked`] or [`VaultError::Failed`].
    pub async fn probe(self) -> Result<(), VaultError> {
        on_thread(PROBE, |entry| {
            entry.set_password(PROBE)?;
            let read = entry.get_password()?;
            entry.delete_credential()?;
            Ok(read == PROBE)
        })
        .await
        .and_then(|kept| if kept { Ok(()) } else { Err(VaultError::Failed) })
    }
}

async fn on_thread<T: Send + 'static>(
    name: &str,
    ask: impl FnOnce(Entry) -> Result<T, Error> + Send + 'static,
) -> Result<T, VaultError> {
    let name = name.to_owned();
    let asked = tokio::task::spawn_blocking(move || {
        let store = Store::new().map_err(|_| VaultError::NoKeychain)?;
        store.build(SERVICE, &name, None).and_then(ask).map_err(|error| reason(&error))
    });
    asked.await.map_err(|_| VaultError::Failed)?
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
