//! Secrets in a file that only its owner can read: for machines without a keychain, when a person or a policy agreed.

use crate::private;
use async_trait::async_trait;
use callside_core::secret::Secret;
use callside_core::vault::{Vault, VaultError};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::Mutex;

/// Secrets in a JSON file. Every write replaces the whole file at once, so that a crash leaves the old or the new one.
#[derive(Debug, Clone)]
pub struct FileVault {
    path: PathBuf,
    /// One change at a time: each reads, changes and replaces the whole file.
    turn: Arc<Mutex<()>>,
}

type Secrets = BTreeMap<String, String>;

impl FileVault {
    /// The file; it and its folder are made by the first write.
    #[must_use]
    pub fn new(path: PathBuf) -> Self {
        Self { path, turn: Arc::new(Mutex::new(())) }
    }

    async fn change(&self, change: impl FnOnce(&mut Secrets) + Send + 'static) -> Result<(), VaultError> {
        let _turn = self.turn.lock().await;
        let path = self.path.clone();
        let changed = tokio::task::spawn_blocking(move || {
            let mut secrets = load(&path)?;
            change(&mut secrets);
            replace(&path, &secrets).map_err(|_| VaultError::Failed)
        });
        changed.await.map_err(|_| VaultError::Failed)?
    }
}

fn load(path: &Path) -> Result<Secrets, VaultError> {
    let meta = match fs::symlink_metadata(path) {
        Ok(meta) => meta,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Secrets::new()),
        Err(_) => return Err(VaultError::Failed),
    };
    if !private::is_private(path, &meta).map_err(|_| VaultError::Failed)? {
        return Err(VaultError::Unsafe);
    }
    let text = fs::read(path).map_err(|_| VaultError::Failed)?;
    serde_json::from_slice(&text).map_err(|_| VaultError::Unsafe)
}

fn replace(path: &Path, secrets: &Secrets) -> io::Result<()> {
    let folder = private::folder_of(path);
    private::make_folder(folder)?;
    let fresh = path.with_extension("new");
    match fs::remove_file(&fresh) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = private::create(&fresh)?;
    file.write_all(&serde_json::to_vec(secrets)?)?;
    file.sync_all()?;
    fs::rename(&fresh, path)?;
    // The new name is durable only when the folder is. Windows has no such step.
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[async_trait]
impl Vault for FileVault {
    async fn read(&self, name: &str) -> Result<Option<Secret>, VaultError> {
        let path = self.path.clone();
        let loaded = tokio::task::spawn_blocking(move || load(&path)).await.map_err(|_| VaultError::Failed)?;
        Ok(loaded?.remove(name).map(Secret::new))
    }

    async fn write(&self, name: &str, secret: &Secret) -> Result<(), VaultError> {
        let (name, secret) = (name.to_owned(), secret.expose().to_owned());
        self.change(move |secrets| drop(secrets.insert(name, secret))).await
    }

    async fn remove(&self, name: &str) -> Result<(), VaultError> {
        let name = name.to_owned();
        self.change(move |secrets| drop(secrets.remove(&name))).await
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn vault(folder: &tempfile::TempDir) -> FileVault {
        FileVault::new(folder.path().join("private/secrets.json"))
    }

    #[tokio::test]
    async fn what_is_kept_comes_back_and_only_its_owner_can_read_it() {
        let folder = tempfile::tempdir().unwrap();
        let vault = vault(&folder);
        assert_eq!(vault.read("a").await.unwrap(), None);
        vault.write("a", &Secret::new("one")).await.unwrap();
        vault.write("b", &Secret::new("two")).await.unwrap();
        vault.remove("a").await.unwrap();
        let again = FileVault::new(vault.path.clone());
        assert_eq!(again.read("a").await.unwrap(), None);
        assert_eq!(again.read("b").await.unwrap(), Some(Secret::new("two")));
        assert_eq!(fs::metadata(&vault.path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[tokio::test]
    async fn a_file_that_others_can_read_a_link_or_junk_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let vault = vault(&folder);
        vault.write("a", &Secret::new("one")).await.unwrap();
        fs::set_permissions(&vault.path, fs::Permissions::from_mode(0o644)).unwrap();
        assert_eq!(vault.read("a").await, Err(VaultError::Unsafe));
        assert_eq!(vault.write("a", &Secret::new("two")).await, Err(VaultError::Unsafe));

        let link = FileVault::new(folder.path().join("private/link.json"));
        std::os::unix::fs::symlink(&vault.path, &link.path).unwrap();
        assert_eq!(link.read("a").await, Err(VaultError::Unsafe));

        fs::set_permissions(&vault.path, fs::Permissions::from_mode(0o600)).unwrap();
        assert_eq!(vault.read("a").await, Ok(Some(Secret::new("one"))));
        let private = vault.path.parent().unwrap();
        fs::set_permissions(private, fs::Permissions::from_mode(0o777)).unwrap();
        assert_eq!(vault.read("a").await, Err(VaultError::Unsafe), "others could put another file there");
        fs::set_permissions(private, fs::Permissions::from_mode(0o700)).unwrap();
        fs::write(&vault.path, "{").unwrap();
        assert_eq!(vault.read("a").await, Err(VaultError::Unsafe));
    }

    #[tokio::test]
    async fn changes_at_the_same_time_are_all_kept() {
        let folder = tempfile::tempdir().unwrap();
        let vault = vault(&folder);
        let mut changes = tokio::task::JoinSet::new();
        for n in 0..20 {
            let vault = vault.clone();
            changes.spawn(async move { vault.write(&format!("s{n}"), &Secret::new("x")).await });
        }
        assert!(changes.join_all().await.into_iter().all(|change| change.is_ok()));
        for n in 0..20 {
            assert!(vault.read(&format!("s{n}")).await.unwrap().is_some(), "s{n}");
        }
    }
}
