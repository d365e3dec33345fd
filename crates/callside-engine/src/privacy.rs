//! Forgetting one caller everywhere, and everything on this machine: what needs the vault and the relay besides the
//! engine.

use crate::relay::erase_at_relay;
use crate::{DATABASE, EngineError, RelayError};
use callside_core::privacy::{AtRelay, SignedReceipt, Subject, Traces, Unsent};
use callside_core::secret::Secret;
use callside_core::vault::{Vault, VaultError};
use callside_flow::{Companion, Seal};
use callside_keychain::forget_database_key;
use callside_store::{Erasure, Found, Store, StoreError};
use data_encoding::HEXLOWER;
use std::collections::BTreeSet;
use std::io;
use std::path::Path;

/// Name of the seal's secret in the vault.
const SEAL: &str = "audit-seal";

/// Entries of the vault that the engine makes, besides the key of the database.
const ENTRIES: [&str; 4] = [SEAL, crate::relay::GRANT, crate::phone_access::KEYS, crate::door::PATH_SECRET];

/// The largest file that Callside wrote and looks into for a caller.
const LARGEST: u64 = 64 * 1024 * 1024;

/// An order to forget somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Whom.
    pub subject: Subject,
    /// What becomes of work that Salesforce does not have yet.
    pub unsent: Unsent,
    /// What becomes of files that Callside wrote for a person, outside of its own folder.
    pub written: Written,
}

/// What becomes of files that Callside wrote for a person and that speak of whom is forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// They are named, for a person to delete.
    IsNamed,
    /// They are deleted.
    GoesToo,
}

/// What became of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Forgotten {
    /// Nothing was forgotten, here or at the relay: something is still to be sent.
    Held(Found),
    /// They are forgotten.
    Done {
        /// The receipt.
        receipt: SignedReceipt,
        /// Settings that still speak of them.
        settings: Vec<String>,
        /// Files that Callside wrote and that still speak of them, or may.
        exports: Vec<String>,
        /// Files that Callside wrote, that spoke of them and that are deleted.
        removed: Vec<String>,
    },
}

/// Forgets somebody: at the relay first, so that nothing of them comes down again, then here.
///
/// # Errors
/// When vault or database fail. Give the order again: what is gone stays gone.
pub async fn forget(companion: &Companion, vault: &dyn Vault, order: &Order) -> Result<Forgotten, EngineError> {
    let found = companion.find_subject(&order.subject).await?;
    let waits = found.counts.contains_key(&callside_core::privacy::StoredKind::Unsent);
    if found.sending > 0 || (waits && order.unsent == Unsent::StopsIt) {
        return Ok(Forgotten::Held(found));
    }
    let numbers: Vec<String> = order.subject.numbers.iter().map(|number| number.e164().to_owned()).collect();
    let at_relay = match erase_at_relay(companion, vault, &numbers).await {
        Ok(at_relay) => at_relay,
        Err(RelayError::Vault(error)) => return Err(error.into()),
        Err(RelayError::Flow(error)) => return Err(error.into()),
        Err(RelayError::Gate(_)) => AtRelay::NotReached,
    };
    let erased = match companion.erase(&order.subject, order.unsent).await? {
        Erasure::Held(found) => return Ok(Forgotten::Held(found)),
        Erasure::Done(erased) => erased,
    };
    let Exports { left, removed } = exports_about(companion, &order.subject, order.written).await?;
    let (id, counts) = (random()?, (left.len() as u64, removed.len() as u64));
    let id = id[..32].to_owned();
    let receipt = companion.receipt(&order.subject, &erased, counts.0, counts.1, at_relay, id).await?;
    Ok(Forgotten::Done { receipt, settings: erased.settings, exports: left, removed })
}

/// Files that speak of somebody, or may.
#[derive(Default)]
struct Exports {
    left: Vec<String>,
    removed: Vec<String>,
}

/// Of whom a file speaks.
enum Speaks {
    Them,
    Others,
    /// It is too large to be read, or cannot be.
    Unknown,
}

fn speaks(path: &str, traces: &Traces) -> Speaks {
    match std::fs::metadata(path) {
        Ok(meta) if meta.is_file() && meta.len() <= LARGEST => match std::fs::read(path) {
            Ok(bytes) if traces.are_in(&String::from_utf8_lossy(&bytes)) => Speaks::Them,
            Ok(_) => Speaks::Others,
            Err(_) => Speaks::Unknown,
        },
        Ok(meta) if meta.is_file() => Speaks::Unknown,
        Ok(_) | Err(_) => Speaks::Others,
    }
}

/// Deletes a file. A link stays: what it leads to would stay as well.
fn remove(path: &str) -> io::Result<()> {
    if std::fs::symlink_metadata(path)?.is_symlink() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    std::fs::remove_file(path)
}

/// Files that Callside wrote, that are still where they were and that speak of somebody; nothing else is ever deleted.
async fn exports_about(companion: &Companion, subject: &Subject, written: Written) -> Result<Exports, EngineError> {
    // A file that was written anew is noted again.
    let paths: BTreeSet<String> = companion.exports().await?.into_iter().map(|export| export.path).collect();
    let traces = subject.traces();
    let found = tokio::task::spawn_blocking(move || {
        let mut exports = Exports::default();
        for path in paths {
            match speaks(&path, &traces) {
                Speaks::Others => {}
                Speaks::Them if written == Written::GoesToo => match remove(&path) {
                    Ok(()) => exports.removed.push(path),
                    Err(error) => {
                        tracing::warn!(kind = %error.kind(), "a file that speaks of a forgotten caller stays");
                        exports.left.push(path);
                    }
                },
                Speaks::Them | Speaks::Unknown => exports.left.push(path),
            }
        }
        exports
    });
    Ok(found.await.unwrap_or_default())
}

/// The seal of this machine, made when there is none yet.
pub(crate) async fn seal(vault: &dyn Vault) -> Result<Seal, VaultError> {
    if let Some(seal) = machine_seal(vault).await? {
        return Ok(seal);
    }
    let secret = Secret::new(random()?);
    vault.write(SEAL, &secret).await?;
    Seal::of(&secret).ok_or(VaultError::Failed)
}

/// The seal of this machine, if it has one.
///
/// # Errors
/// When the vault fails.
pub async fn machine_seal(vault: &dyn Vault) -> Result<Option<Seal>, VaultError> {
    Ok(vault.read(SEAL).await?.as_ref().and_then(Seal::of))
}

/// Makes everything that Callside keeps on this machine unreadable for good, then deletes its files: the secrets first,
/// so that what a disk still holds of the files tells nothing. What still waits to be sent is lost. `secrets` are names of
/// further entries of the vault, and `files` of further files of the folder.
///
/// # Errors
/// When a Callside runs on it, or the vault does not forget the key (then nothing was deleted); or a file cannot be
/// deleted (then the database is unreadable all the same).
pub async fn destroy_everything(
    data: &Path,
    vault: &dyn Vault,
    secrets: &[&str],
    files: &[&str],
) -> Result<(), EngineError> {
    let database = data.join(DATABASE);
    let held = Store::hold(&database).await?;
    forget_database_key(vault).await?;
    for secret in ENTRIES.iter().chain(secrets) {
        vault.remove(secret).await?;
    }
    held.delete()?;
    for file in files.iter().map(|file| data.join(file)) {
        let gone = if file.is_dir() { std::fs::remove_dir_all(&file) } else { std::fs::remove_file(&file) };
        match gone {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(StoreError::from(error).into()),
            Ok(()) | Err(_) => {}
        }
    }
    Ok(())
}

/// 32 random bytes as hex digits.
fn random() -> Result<String, VaultError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| VaultError::Failed)?;
    Ok(HEXLOWER.encode(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use callside_core::policy::Policy;
    use callside_flow::SystemClock;
    use callside_keychain::{FileVault, MemoryVault};
    use std::sync::Arc;

    async fn used(data: &Path, vault: &dyn Vault) -> Companion {
        crate::start(data, vault, Arc::new(SystemClock), Policy::default()).await.unwrap()
    }

    #[tokio::test]
    async fn everything_is_unreadable_before_it_is_deleted() {
        let folder = tempfile::tempdir().unwrap();
        let (data, vault) = (folder.path().join("data"), MemoryVault::new());
        let companion = used(&data, &vault).await;
        vault.write("further", &Secret::new("x")).await.unwrap();
        std::fs::create_dir(data.join("logs")).unwrap();
        for file in ["logs/callside.log", "preferences.json", "callside.db.set-aside-1", "of-somebody-else.txt"] {
            std::fs::write(data.join(file), "x").unwrap();
        }
        let destroy = async || destroy_everything(&data, &vault, &["further"], &["logs", "preferences.json"]).await;
        assert!(matches!(destroy().await, Err(EngineError::Store(StoreError::Locked))), "a Callside runs");
        assert!(vault.read("database-key").await.unwrap().is_some());
        companion.close().await;
        drop(companion);
        destroy().await.unwrap();
        let left: Vec<String> = std::fs::read_dir(&data)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        assert_eq!(left, ["of-somebody-else.txt"]);
        for name in ["database-key", SEAL, "further"] {
            assert_eq!(vault.read(name).await.unwrap(), None, "{name}");
        }
        destroy().await.unwrap();
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn a_vault_that_keeps_the_key_keeps_the_files() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let (data, secrets) = (folder.path().join("data"), folder.path().join("private/secrets.json"));
        let vault = FileVault::new(secrets.clone());
        used(&data, &vault).await.close().await;
        // Others may read it: the vault touches it no more.
        std::fs::set_permissions(&secrets, std::fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(destroy_everything(&data, &vault, &[], &[]).await, Err(EngineError::Vault(_))));
        assert!(data.join(DATABASE).exists());
    }

    #[tokio::test]
    async fn the_seal_outlasts_a_restart() {
        let vault = MemoryVault::new();
        let made = seal(&vault).await.unwrap().public_key();
        assert_eq!(seal(&vault).await.unwrap().public_key(), made);
        assert_ne!(seal(&MemoryVault::new()).await.unwrap().public_key(), made);
    }
}
