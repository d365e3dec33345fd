//! The secrets between the phone systems and this machine: made or entered once, kept in the vault as one entry.

use callside_core::secret::Secret;
use callside_core::vault::{Vault, VaultError};
use callside_engine::PhoneSecrets;
use callside_telephony::BadSettings;
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};

/// Name of the vault's entry.
pub(crate) const ENTRY: &str = "phone-systems";

/// The entry's text.
#[derive(Serialize, Deserialize)]
struct Entry {
    five9: Option<String>,
    aircall: Option<String>,
    phone: Option<String>,
}

/// Those of this installation; Five9's is made at the first start. A damaged entry counts as none.
///
/// # Errors
/// When the vault fails.
pub async fn load(vault: &dyn Vault) -> Result<PhoneSecrets, VaultError> {
    if let Some(known) = vault.read(ENTRY).await?.as_ref().and_then(read) {
        return Ok(known);
    }
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| VaultError::Failed)?;
    let five9 = Secret::new(HEXLOWER.encode(&bytes));
    let made = PhoneSecrets { five9: Some(five9), ..PhoneSecrets::default() };
    keep(vault, &made).await?;
    Ok(made)
}

/// Keeps them; durable when it returns.
///
/// # Errors
/// When the vault fails.
pub async fn keep(vault: &dyn Vault, secrets: &PhoneSecrets) -> Result<(), VaultError> {
    let text = |secret: &Option<Secret>| secret.as_ref().map(|secret| secret.expose().to_owned());
    let entry = Entry { five9: text(&secrets.five9), aircall: text(&secrets.aircall), phone: text(&secrets.phone) };
    let entry = serde_json::to_string(&entry).map_err(|_| VaultError::Failed)?;
    vault.write(ENTRY, &Secret::new(entry)).await
}

fn read(text: &Secret) -> Option<PhoneSecrets> {
    let entry: Entry = serde_json::from_str(text.expose()).ok()?;
    let secret = |text: Option<String>| text.map(Secret::new);
    let read = PhoneSecrets {
        five9: secret(entry.five9),
        aircall: secret(entry.aircall),
        phone: secret(entry.phone),
        ..PhoneSecrets::default()
    };
    (read.five9.is_some() && read.settings().is_ok()).then_some(read)
}

/// What a person entered; an empty text takes the phone system away. It is checked with the others.
///
/// # Errors
/// [`BadSettings`] for a secret that is too weak or no key; then nothing was changed.
pub fn enter(
    secrets: &mut PhoneSecrets,
    which: fn(&mut PhoneSecrets) -> &mut Option<Secret>,
    text: &str,
) -> Result<(), BadSettings> {
    let mut next = secrets.clone();
    *which(&mut next) = Some(text.trim()).filter(|text| !text.is_empty()).map(Secret::new);
    next.settings()?;
    *secrets = next;
    Ok(())
}

/// A secret as the settings screen shows it.
#[must_use]
pub fn shown(secret: Option<&Secret>) -> String {
    secret.map_or("", Secret::expose).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use callside_keychain::MemoryVault;

    #[tokio::test]
    async fn they_are_made_once_and_read_back() {
        let vault = MemoryVault::new();
        let mut made = load(&vault).await.unwrap();
        enter(&mut made, |s| &mut s.aircall, " 45c0ffeea08f4c7d9b21c0e6f7a81320 ").unwrap();
        keep(&vault, &made).await.unwrap();
        let again = load(&vault).await.unwrap();
        assert_eq!(again.five9, made.five9);
        assert_eq!(shown(again.aircall.as_ref()), "45c0ffeea08f4c7d9b21c0e6f7a81320");
    }

    #[test]
    fn a_weak_secret_changes_nothing_and_an_empty_one_takes_away() {
        let mut secrets = PhoneSecrets { aircall: Some(Secret::new("45c0ffeea08f4c7d")), ..PhoneSecrets::default() };
        assert!(enter(&mut secrets, |s| &mut s.aircall, "short").is_err());
        assert!(enter(&mut secrets, |s| &mut s.phone, "whsec_short").is_err());
        assert!(secrets.aircall.is_some() && secrets.phone.is_none());
        enter(&mut secrets, |s| &mut s.aircall, " ").unwrap();
        assert!(secrets.aircall.is_none());
    }

    #[tokio::test]
    async fn a_damaged_entry_counts_as_none() {
        for text in ["", "{}", r#"{"five9":"short"}"#] {
            let vault = MemoryVault::new();
            vault.write(ENTRY, &Secret::new(text)).await.unwrap();
            assert!(load(&vault).await.unwrap().five9.is_some(), "{text}");
        }
    }
}
