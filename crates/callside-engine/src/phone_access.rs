//! The ways to phone systems: addresses and paths in the database, keys in the vault.

use callside_core::ids::Provider;
use callside_core::phone_system::PhoneSystem;
use callside_core::secret::Secret;
use callside_core::vault::{Vault, VaultError};
use callside_flow::PhoneSystems;
use callside_telephony::{BadSettings, aircall, five9, phone_switch, sticky_calls};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Name of the setting in the database.
pub const PHONE_ACCESS: &str = "phone_access";
/// Name of the setting that says where a phone switch's webhooks put their fields.
pub const PHONE_MAPPING: &str = "phone_mapping";
/// Name of the keys in the vault.
pub(crate) const KEYS: &str = "phone-keys";

/// Everything that is not secret. An empty address means: not set up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PhoneAccess {
    /// The phone switch.
    pub switch: phone_switch::Access,
    /// Who asks the phone switch, where it is not by an API key.
    pub switch_username: String,
    /// The middleware in front of Five9.
    pub five9: five9::Access,
    /// Address of Aircall's API.
    pub aircall_address: String,
    /// Id of Aircall's API key; empty = not set up.
    pub aircall_api_id: String,
    /// Address of Sticky Calls.
    pub sticky_address: String,
}

impl Default for PhoneAccess {
    fn default() -> Self {
        Self {
            switch: phone_switch::Access::default(),
            switch_username: String::new(),
            five9: five9::Access::default(),
            aircall_address: aircall::ADDRESS.to_owned(),
            aircall_api_id: String::new(),
            sticky_address: sticky_calls::ADDRESS.to_owned(),
        }
    }
}

/// Everything that is secret.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PhoneKeys {
    /// API key of the phone switch.
    pub switch_key: Option<Secret>,
    /// Password of the phone switch, where it is not by an API key.
    pub switch_password: Option<Secret>,
    /// Token of the middleware in front of Five9.
    pub five9_token: Option<Secret>,
    /// Token of Aircall's API key.
    pub aircall_token: Option<Secret>,
    /// Key of Sticky Calls; absent = not set up.
    pub sticky_key: Option<Secret>,
}

/// The vault's entry.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Entry {
    switch_key: Option<String>,
    switch_password: Option<String>,
    five9_token: Option<String>,
    aircall_token: Option<String>,
    sticky_key: Option<String>,
}

impl PhoneKeys {
    /// Those of this installation; a damaged entry counts as none.
    ///
    /// # Errors
    /// When the vault fails.
    pub async fn load(vault: &dyn Vault) -> Result<Self, VaultError> {
        let entry: Entry =
            vault.read(KEYS).await?.and_then(|text| serde_json::from_str(text.expose()).ok()).unwrap_or_default();
        Ok(Self {
            switch_key: entry.switch_key.map(Secret::new),
            switch_password: entry.switch_password.map(Secret::new),
            five9_token: entry.five9_token.map(Secret::new),
            aircall_token: entry.aircall_token.map(Secret::new),
            sticky_key: entry.sticky_key.map(Secret::new),
        })
    }

    /// Keeps them; durable when it returns.
    ///
    /// # Errors
    /// When the vault fails.
    pub async fn keep(&self, vault: &dyn Vault) -> Result<(), VaultError> {
        let text = |secret: &Option<Secret>| secret.as_ref().map(|secret| secret.expose().to_owned());
        let entry = Entry {
            switch_key: text(&self.switch_key),
            switch_password: text(&self.switch_password),
            five9_token: text(&self.five9_token),
            aircall_token: text(&self.aircall_token),
            sticky_key: text(&self.sticky_key),
        };
        let entry = serde_json::to_string(&entry).map_err(|_| VaultError::Failed)?;
        vault.write(KEYS, &Secret::new(entry)).await
    }
}

/// One of the ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// A phone system.
    System(Provider),
    /// Sticky Calls.
    Memory,
}

/// Builds every way that is set up. One that cannot work is left out and named, with the reason; the others work.
#[must_use]
pub fn phone_systems(access: &PhoneAccess, keys: &PhoneKeys) -> (PhoneSystems, Vec<(Way, BadSettings)>) {
    let mut built = PhoneSystems::default();
    let mut bad = Vec::new();
    let mut add = |provider, system: Option<Result<Arc<dyn PhoneSystem>, BadSettings>>| match system {
        Some(Ok(system)) => built.systems.push(system),
        Some(Err(error)) => bad.push((Way::System(provider), error)),
        None => {}
    };
    add(Provider::Aircall, aircall(access, keys));
    add(Provider::Phone, switch(access, keys));
    add(Provider::Five9, five9(access, keys));
    if let Some(key) = &keys.sticky_key {
        let settings = sticky_calls::Settings { address: access.sticky_address.clone(), key: key.clone() };
        match sticky_calls::StickyCalls::new(&settings) {
            Ok(memory) => built.memory = Some(Arc::new(memory)),
            Err(error) => bad.push((Way::Memory, error)),
        }
    }
    (built, bad)
}

type Built = Option<Result<Arc<dyn PhoneSystem>, BadSettings>>;

fn aircall(access: &PhoneAccess, keys: &PhoneKeys) -> Built {
    if access.aircall_api_id.trim().is_empty() {
        return None;
    }
    let settings = aircall::Access {
        address: access.aircall_address.clone(),
        api_id: access.aircall_api_id.clone(),
        api_token: keys.aircall_token.clone().unwrap_or_else(|| Secret::new("")),
    };
    let made = aircall::Aircall::new(&settings, Arc::new(Timestamp::now));
    Some(made.map(|made| Arc::new(made) as Arc<dyn PhoneSystem>))
}

fn switch(access: &PhoneAccess, keys: &PhoneKeys) -> Built {
    if access.switch.api_base_url.trim().is_empty() {
        return None;
    }
    let credentials = phone_switch::Credentials {
        api_key: keys.switch_key.clone(),
        username: Some(access.switch_username.trim().to_owned()).filter(|name| !name.is_empty()),
        password: keys.switch_password.clone(),
    };
    let made = phone_switch::PhoneSwitch::new(&access.switch, &credentials);
    Some(made.map(|made| Arc::new(made) as Arc<dyn PhoneSystem>))
}

fn five9(access: &PhoneAccess, keys: &PhoneKeys) -> Built {
    if access.five9.api_base_url.trim().is_empty() {
        return None;
    }
    let none = Secret::new("");
    let made = five9::Five9::new(&access.five9, keys.five9_token.as_ref().unwrap_or(&none));
    Some(made.map(|made| Arc::new(made) as Arc<dyn PhoneSystem>))
}

#[cfg(test)]
mod tests {
    use super::*;
    use callside_keychain::MemoryVault;

    #[tokio::test]
    async fn keys_are_kept_in_the_vault_and_read_back() {
        let vault = MemoryVault::new();
        let keys = PhoneKeys { sticky_key: Some(Secret::new("sk_test_0000000001")), ..PhoneKeys::default() };
        assert_eq!(PhoneKeys::load(&vault).await.unwrap(), PhoneKeys::default());
        keys.keep(&vault).await.unwrap();
        assert_eq!(PhoneKeys::load(&vault).await.unwrap(), keys);
        vault.write(KEYS, &Secret::new("{")).await.unwrap();
        assert_eq!(PhoneKeys::load(&vault).await.unwrap(), PhoneKeys::default());
    }

    #[test]
    fn one_way_that_cannot_work_stops_no_other() {
        let mut access = PhoneAccess { aircall_api_id: "id".into(), ..PhoneAccess::default() };
        access.switch.api_base_url = "http://switch.example".into();
        let keys = PhoneKeys {
            aircall_token: Some(Secret::new("token")),
            switch_key: Some(Secret::new("key")),
            sticky_key: Some(Secret::new("not-a-key")),
            ..PhoneKeys::default()
        };
        let (built, bad) = phone_systems(&access, &keys);
        assert_eq!(built.systems.iter().map(|system| system.provider()).collect::<Vec<_>>(), [Provider::Aircall]);
        assert!(built.memory.is_none());
        assert_eq!(bad, [(Way::System(Provider::Phone), BadSettings::Address), (Way::Memory, BadSettings::StickyKey),]);
    }
}
