//! The key of the database: 32 random bytes, made once, kept in the vault.

use callside_core::secret::Secret;
use callside_core::vault::{Vault, VaultError};

/// Name of the key in the vault.
const NAME: &str = "database-key";

/// Why there is no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The vault cannot be used.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// There is a database, but its key is gone: say so; a new key would open nothing.
    #[error("the key of the database is not in the keychain")]
    Lost,
}

/// The key of the database as 64 hex digits; made when there is no database yet.
///
/// # Errors
/// [`KeyError`]. A key is never made for a database that exists.
pub async fn database_key(vault: &dyn Vault, database_exists: bool) -> Result<Secret, KeyError> {
    match vault.read(NAME).await? {
        Some(key) => Ok(key),
        None if database_exists => Err(KeyError::Lost),
        None => {
            let mut bytes = [0_u8; 32];
            getrandom::fill(&mut bytes).map_err(|_| VaultError::Failed)?;
            let key = Secret::new(bytes.map(|byte| format!("{byte:02x}")).concat());
            vault.write(NAME, &key).await?;
            Ok(key)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MemoryVault;

    #[tokio::test]
    async fn a_key_is_made_once_and_never_for_a_database_that_exists() {
        let vault = MemoryVault::new();
        assert_eq!(database_key(&vault, true).await, Err(KeyError::Lost));
        let key = database_key(&vault, false).await.unwrap();
        assert!(key.expose().len() == 64 && key.expose().bytes().all(|b| b.is_ascii_hexdigit()));
        assert_eq!(database_key(&vault, true).await, Ok(key.clone()));
        assert_ne!(database_key(&MemoryVault::new(), false).await, Ok(key));
    }
}
