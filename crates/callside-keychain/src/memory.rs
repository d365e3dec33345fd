//! Secrets of this session only.

use async_trait::async_trait;
use callside_core::secret::Secret;
use callside_core::vault::{Vault, VaultError};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Keeps secrets in memory: gone when the program ends.
#[derive(Debug, Default)]
pub struct MemoryVault(Mutex<HashMap<String, Secret>>);

impl MemoryVault {
    /// An empty vault.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn secrets(&self) -> MutexGuard<'_, HashMap<String, Secret>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Vault for MemoryVault {
    async fn read(&self, name: &str) -> Result<Option<Secret>, VaultError> {
        Ok(self.secrets().get(name).cloned())
    }

    async fn write(&self, name: &str, secret: &Secret) -> Result<(), VaultError> {
        self.secrets().insert(name.to_owned(), secret.clone());
        Ok(())
    }

    async fn remove(&self, name: &str) -> Result<(), VaultError> {
        self.secrets().remove(name);
        Ok(())
    }
}
