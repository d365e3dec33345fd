//! The key of the database: 32 random bytes, made once, kept in the vault.

use crate::private;
use callside_core::secret::Secret;
use callside_core::vault::{Vault, VaultError};
use data_encoding::HEXLOWER;
use std::fs::File;
use std::path::Path;

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
    /// The folder of the database cannot be written.
    #[error("the folder of the database cannot be written")]
    ReadOnly,
}

/// The key of the database at this path as 64 hex digits; made when there is neither key nor database yet.
///
/// # Errors
/// [`KeyError`]. A key is never made for a database that exists.
pub async fn database_key(vault: &dyn Vault, database: &Path) -> Result<Secret, KeyError> {
    // Two first starts at once must not make two keys, of which the second takes the place of the one in use.
    let _turn = turn(database).await?;
    match vault.read(NAME).await? {
        Some(key) => Ok(key),
        None if database.exists() => Err(KeyError::Lost),
        None => {
            let mut bytes = [0_u8; 32];
            getrandom::fill(&mut bytes).map_err(|_| VaultError::Failed)?;
            let key = Secret::new(HEXLOWER.encode(&bytes));
            vault.write(NAME, &key).await?;
            Ok(key)
        }
    }
}

/// Forgets the key: the database can never be opened again.
///
/// # Errors
/// When the vault does not forget it.
pub async fn forget_database_key(vault: &dyn Vault) -> Result<(), VaultError> {
    vault.remove(NAME).await
}

/// Waits until no other process is at this place. The file is locked while it is open.
async fn turn(database: &Path) -> Result<File, KeyError> {
    let mut name = database.as_os_str().to_owned();
    name.push(".key-lock");
    let locked = tokio::task::spawn_blocking(move || {
        let file = private::open(name.as_ref())?;
        file.lock()?;
        Ok::<_, std::io::Error>(file)
    });
    locked.await.map_err(|_| VaultError::Failed)?.map_err(|_| KeyError::ReadOnly)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FileVault, MemoryVault};

    #[tokio::test]
    async fn a_key_is_made_once_and_never_for_a_database_that_exists() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("data").join("callside.db");
        let vault = MemoryVault::new();
        let key = database_key(&vault, &database).await.unwrap();
        assert!(key.expose().len() == 64 && key.expose().bytes().all(|b| b.is_ascii_hexdigit()));
        std::fs::write(&database, "there").unwrap();
        assert_eq!(database_key(&vault, &database).await, Ok(key.clone()));
        assert_eq!(database_key(&MemoryVault::new(), &database).await, Err(KeyError::Lost));
        let elsewhere = folder.path().join("other.db");
        assert_ne!(database_key(&MemoryVault::new(), &elsewhere).await, Ok(key));
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn first_starts_at_once_agree_on_one_key() {
        for _ in 0..10 {
            let folder = tempfile::tempdir().unwrap();
            let database = folder.path().join("callside.db");
            let mut starts = tokio::task::JoinSet::new();
            for _ in 0..6 {
                // A vault of its own, as another process has.
                let vault = FileVault::new(folder.path().join("secrets").join("secrets.json"));
                let database = database.clone();
                starts.spawn(async move { database_key(&vault, &database).await.unwrap() });
            }
            let keys = starts.join_all().await;
            assert!(keys.iter().all(|key| *key == keys[0]));
        }
    }

    #[tokio::test]
    async fn a_folder_that_cannot_be_made_is_said() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("file"), "").unwrap();
        let database = folder.path().join("file").join("callside.db");
        assert_eq!(database_key(&MemoryVault::new(), &database).await, Err(KeyError::ReadOnly));
    }
}
