//! Vaults that a test can look into, lock, or hold up.

use async_trait::async_trait;
use callside_core::secret::Secret;
use callside_core::vault::{Vault, VaultError};
use callside_sandbox::Sandbox;
use std::sync::Mutex;
use tokio::sync::Semaphore;

/// Keeps entries in memory.
pub struct MemoryVault {
    entry: Mutex<Option<String>>,
    locked: Mutex<bool>,
    writes: Mutex<u32>,
    /// A write takes one permit, so that a test decides when it ends.
    gate: Semaphore,
}

impl MemoryVault {
    pub fn empty() -> Self {
        let gate = Semaphore::new(Semaphore::MAX_PERMITS);
        Self { entry: Mutex::default(), locked: Mutex::default(), writes: Mutex::default(), gate }
    }

    /// With the sign-in of a sandbox's agent, as the program would have left it.
    pub fn of(sandbox: &Sandbox) -> Self {
        let credentials = sandbox.credentials();
        let entry = serde_json::json!({
            "refresh_token": credentials.refresh_token, "instance_url": credentials.instance_url,
            "login_host": credentials.login_url, "client_id": credentials.client_id,
        });
        let vault = Self::empty();
        *vault.entry.lock().unwrap() = Some(entry.to_string());
        vault
    }

    pub fn entry(&self) -> Option<String> {
        self.entry.lock().unwrap().clone()
    }

    /// The refresh token that rests in it.
    pub fn refresh_token(&self) -> Option<String> {
        let entry: serde_json::Value = serde_json::from_str(&self.entry()?).ok()?;
        entry["refresh_token"].as_str().map(str::to_owned)
    }

    pub fn lock(&self, locked: bool) {
        *self.locked.lock().unwrap() = locked;
    }

    /// How many writes have begun.
    pub fn writes(&self) -> u32 {
        *self.writes.lock().unwrap()
    }

    /// Holds writes up until [`MemoryVault::open`].
    pub fn shut(&self) {
        self.gate.forget_permits(Semaphore::MAX_PERMITS);
    }

    pub fn open(&self) {
        self.gate.add_permits(1);
    }
}

#[async_trait]
impl Vault for MemoryVault {
    async fn read(&self, _name: &str) -> Result<Option<Secret>, VaultError> {
        Ok(self.entry().map(Secret::new))
    }

    async fn write(&self, _name: &str, secret: &Secret) -> Result<(), VaultError> {
        *self.writes.lock().unwrap() += 1;
        let _permit = self.gate.acquire().await.map_err(|_| VaultError::Failed)?;
        if *self.locked.lock().unwrap() {
            return Err(VaultError::Locked);
        }
        *self.entry.lock().unwrap() = Some(secret.expose().to_owned());
        Ok(())
    }

    async fn remove(&self, _name: &str) -> Result<(), VaultError> {
        if *self.locked.lock().unwrap() {
            return Err(VaultError::Locked);
        }
        *self.entry.lock().unwrap() = None;
        Ok(())
    }
}
