//! The composition root: keychain, database, engine, sign-in, door. Each failure is a state that the screen shows;
//! nothing is made anew in silence.

use crate::announce;
use crate::door::Doorway;
use crate::ipc::announcement::Announcement;
use crate::ipc::database::DatabaseTrouble;
use crate::ipc::sentence::KeychainTrouble;
use crate::ipc::session::VaultChoice;
use crate::outlook;
use crate::phone_mapping;
use crate::phone_setup::PhoneSetup;
use crate::phones;
use crate::session::{self, Session};
use crate::settings::ShellSettings;
use crate::shell::{House, Open, Shell};
use callside_core::audit::Deed;
use callside_core::policy::Key;
use callside_core::vault::{Vault, VaultError};
use callside_engine::EngineError;
use callside_flow::{FlowError, SystemClock};
use callside_keychain::{FileVault, MemoryVault, OsKeychain};
use callside_salesforce::oauth::SignInError;
use callside_salesforce::session::Session as Tokens;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Where secrets rest when a person chose a file: in the folder of Callside's own files.
pub(crate) const SECRETS_FILE: &str = "secrets.json";

/// How long to wait before a blocked door is tried again.
const DOOR_AGAIN: Duration = Duration::from_secs(5);

/// Starts with the keychain of this session. Where there is none, a file that a person chose before is used again.
pub async fn start(shell: &Shell) {
    match OsKeychain::new().probe().await {
        Ok(()) => raise(shell, Arc::new(OsKeychain::new())).await,
        Err(_) if secrets_file(shell).exists() && file_is_allowed(shell) => with_file(shell).await,
        Err(error) => no_keychain(shell, &error),
    }
}

/// What there is on this machine, without anything that works by itself: nothing is sent, no call comes in.
pub enum Glimpse {
    /// The parts.
    Open(Box<Open>),
    /// There has never been a database here, and none was made.
    NotYet,
    /// There is no place for secrets.
    NoKeychain(KeychainTrouble),
    /// The database does not open.
    Shut(DatabaseTrouble),
}

/// Where this person's secrets rest.
///
/// # Errors
/// When there is no keychain, and no file that a person chose.
pub async fn vault(shell: &Shell) -> Result<Arc<dyn Vault>, VaultError> {
    match OsKeychain::new().probe().await {
        Ok(()) => Ok(Arc::new(OsKeychain::new())),
        Err(_) if secrets_file(shell).exists() && file_is_allowed(shell) => Ok(file_vault(shell)),
        Err(error) => Err(error),
    }
}

/// Secrets in a file of Callside's own folder.
#[must_use]
pub fn file_vault(shell: &Shell) -> Arc<dyn Vault> {
    Arc::new(FileVault::new(secrets_file(shell)))
}

/// Opens the parts for a look.
pub async fn glimpse(shell: &Shell, vault: Result<Arc<dyn Vault>, VaultError>) -> Glimpse {
    let vault = match vault {
        Ok(vault) => vault,
        Err(error) => return Glimpse::NoKeychain((&error).into()),
    };
    if !shell.folder().join(callside_engine::DATABASE).exists() {
        return Glimpse::NotYet;
    }
    match parts(shell, vault).await {
        Ok(open) => Glimpse::Open(Box::new(open)),
        Err(EngineError::Vault(error)) => Glimpse::NoKeychain((&error).into()),
        Err(error) => Glimpse::Shut(trouble(&error)),
    }
}

/// Whether a person let secrets rest in a file.
#[must_use]
pub fn has_secrets_file(shell: &Shell) -> bool {
    secrets_file(shell).exists()
}

/// Goes on with the place that a person chose.
pub async fn with_vault(shell: &Shell, choice: VaultChoice) {
    if matches!(shell.house().await, House::Open(_)) {
        return;
    }
    match choice {
        VaultChoice::TryAgain => start(shell).await,
        VaultChoice::ThisSession => raise(shell, Arc::new(MemoryVault::new())).await,
        VaultChoice::File => with_file(shell).await,
    }
}

/// Starts with secrets in a file.
pub async fn with_file(shell: &Shell) {
    raise(shell, file_vault(shell)).await;
}

/// Whether the policy lets secrets rest in a file.
#[must_use]
pub fn file_is_allowed(shell: &Shell) -> bool {
    shell.policy().policy.flag(Key::SecretsFile).unwrap_or(true)
}

fn secrets_file(shell: &Shell) -> PathBuf {
    shell.folder().join(SECRETS_FILE)
}

fn no_keychain(shell: &Shell, error: &VaultError) {
    tracing::warn!(kind = ?error, "no place for secrets");
    shell.become_house(House::NoKeychain { keychain: error.into() });
}

/// Raises the house on a vault.
async fn raise(shell: &Shell, vault: Arc<dyn Vault>) {
    match parts(shell, vault).await {
        Ok(open) => {
            let open = Arc::new(open);
            let (found, faults) = (shell.policy().found, shell.policy().faults.len());
            let read = Deed::PolicyRead { found, faults: u32::try_from(faults).unwrap_or(u32::MAX) };
            open.companion.record_quietly(read, None).await;
            // Before anything can happen, so that no notice is missed.
            tokio::spawn(announce::run(shell.clone(), Arc::clone(&open), open.companion.subscribe()));
            session::carry_on(shell, &open);
            crate::relay::carry_on(shell, &open).await;
            let opened = open.door.open(open.vault.as_ref()).await;
            shell.become_house(House::Open(Arc::clone(&open)));
            // A screen that was shown before there was a database reads everything now.
            shell.face().announce(Announcement::Settings);
            if !opened {
                tokio::spawn(open_door_later(shell.clone(), open));
            }
        }
        Err(EngineError::Vault(error)) => no_keychain(shell, &error),
        Err(error) => {
            tracing::error!("the database is not open");
            shell.become_house(House::NoDatabase { trouble: trouble(&error) });
        }
    }
}

async fn parts(shell: &Shell, vault: Arc<dyn Vault>) -> Result<Open, EngineError> {
    let companion =
        callside_engine::start(shell.folder(), vault.as_ref(), Arc::new(SystemClock), shell.policy().policy.clone())
            .await?;
    companion.set_card_words(shell.language().words().card);
    let settings = ShellSettings::load(&companion).await?;
    let tokens = match Tokens::restore(Arc::clone(&vault)).await {
        Ok(tokens) => tokens,
        Err(SignInError::Vault(error)) => return Err(error.into()),
        // Without TLS nobody can sign in; calls and notes still go on.
        Err(_) => return Err(EngineError::Vault(VaultError::Failed)),
    };
    let mut secrets = phones::load(vault.as_ref()).await?;
    secrets.mapping = phone_mapping::load(&companion).await;
    let door = Doorway::new(&companion, secrets, shell.ports().door.clone())?;
    let ways = PhoneSetup::load(&companion, vault.as_ref()).await?;
    Ok(Open::new(companion, vault, Session::new(tokens), door, settings, ways))
}

/// Tries the door again and again while another program has its ports.
async fn open_door_later(shell: Shell, open: Arc<Open>) {
    loop {
        tokio::time::sleep(DOOR_AGAIN).await;
        if open.door.open(open.vault.as_ref()).await {
            shell.face().announce(Announcement::Connections { connections: outlook::connections(&open) });
            // Its addresses are known now.
            shell.face().announce(Announcement::Settings);
            return;
        }
    }
}

fn trouble(error: &EngineError) -> DatabaseTrouble {
    match error {
        EngineError::Store(store) | EngineError::Flow(FlowError::Store(store)) => store.into(),
        EngineError::KeyLost => DatabaseTrouble::KeyLost,
        EngineError::Vault(_) | EngineError::Phones(_) | EngineError::Door(_) | EngineError::Flow(_) => {
            DatabaseTrouble::NotStarted
        }
    }
}
