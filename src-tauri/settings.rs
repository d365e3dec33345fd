//! The shell's own settings: kept in the database, secrets in the vault.

use crate::environment;
use crate::ipc::error::UiError;
use crate::ipc::sentence::{SecretOf, Sentence};
use crate::ipc::settings::{SettingsChange, SettingsView};
use crate::ipc::views::errors::{self, invalid};
use crate::phones;
use crate::shell::{Open, Shell};
use callside_core::phone::HomeRegion;
use callside_core::record::CallerObject;
use callside_engine::PhoneSecrets;
use callside_flow::{Companion, FlowError, Preferences};
use callside_salesforce::ApiVersion;
use callside_telephony::BadSettings;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

/// Name of the setting in the database.
const NAME: &str = "shell";

/// What is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// Salesforce API version.
    pub api_version: String,
    /// Consumer key of the External Client App; empty = as the environment says.
    pub client_id: String,
    /// Show a toast when a call arrives.
    pub toast: bool,
    /// Further fields that the pop shows, by API name, in its order.
    pub pop_fields: BTreeMap<CallerObject, Vec<String>>,
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            api_version: ApiVersion::default().to_string(),
            client_id: String::new(),
            toast: true,
            pop_fields: BTreeMap::new(),
        }
    }
}

/// The settings in use.
#[derive(Debug)]
pub struct ShellSettings(RwLock<Kept>);

impl ShellSettings {
    /// Reads them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load(companion: &Companion) -> Result<Self, FlowError> {
        Ok(Self(RwLock::new(companion.setting(NAME).await?.unwrap_or_default())))
    }

    /// As they are now.
    #[must_use]
    pub fn kept(&self) -> Kept {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The consumer key to sign in with: the setting's, else the environment's; empty when there is none.
    #[must_use]
    pub fn client_id(&self) -> String {
        let kept = self.kept().client_id;
        if kept.is_empty() { environment::text(environment::CLIENT_ID).unwrap_or_default() } else { kept }
    }

    /// The API version to speak. What was kept was checked.
    #[must_use]
    pub fn api_version(&self) -> ApiVersion {
        self.kept().api_version.parse().unwrap_or_default()
    }

    async fn keep(&self, companion: &Companion, next: Kept) -> Result<(), FlowError> {
        companion.save_setting(NAME, &next).await?;
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = next;
        Ok(())
    }
}

/// The settings screen.
///
/// # Errors
/// Never at present; the addresses are known once the door was opened.
pub async fn view(open: &Open) -> Result<SettingsView, UiError> {
    let kept = open.settings.kept();
    Ok(SettingsView {
        home_region: open.companion.preferences().home_region,
        api_version: kept.api_version,
        client_id: open.settings.client_id(),
        toast: kept.toast,
        door: open.door.view(),
    })
}

/// Everything that a change asks for, checked.
struct Checked {
    kept: Kept,
    preferences: Preferences,
    /// `None`: as they are.
    phones: Option<PhoneSecrets>,
}

/// Applies a change. All of it is checked before any of it is kept.
///
/// # Errors
/// [`crate::ipc::error::ErrorCode::Invalid`] with the value that does not do; or when vault or database fail.
pub async fn change(shell: &Shell, open: &Open, change: SettingsChange) -> Result<(), UiError> {
    let next = check(open, change)?;
    if let Some(secrets) = next.phones {
        open.door.change(open.vault.as_ref(), secrets).await?;
    }
    if next.preferences != open.companion.preferences() {
        open.companion.save_preferences(next.preferences).await?;
    }
    keep(open, next.kept).await?;
    shell.face().announce(crate::ipc::announcement::Announcement::Settings);
    Ok(())
}

/// Keeps the shell's own settings; Salesforce is asked by them from now on.
///
/// # Errors
/// When the database fails.
pub async fn keep(open: &Open, next: Kept) -> Result<(), UiError> {
    if next != open.settings.kept() {
        open.settings.keep(&open.companion, next).await?;
        crate::session::reconnect(open);
    }
    Ok(())
}

fn check(open: &Open, change: SettingsChange) -> Result<Checked, UiError> {
    let (mut kept, mut preferences) = (open.settings.kept(), open.companion.preferences());
    if let Some(region) = change.home_region {
        let region = region.trim().to_ascii_uppercase();
        region.parse::<HomeRegion>().map_err(|_| invalid(Sentence::BadRegion))?;
        preferences.home_region = region;
    }
    if let Some(version) = change.api_version {
        let version: ApiVersion = version.trim().parse().map_err(|_| invalid(Sentence::BadApiVersion))?;
        kept.api_version = version.to_string();
    }
    if let Some(client_id) = change.client_id {
        kept.client_id = client_id.trim().to_owned();
    }
    kept.toast = change.toast.unwrap_or(kept.toast);
    let secrets_change = change.aircall_token.is_some() || change.phone_secret.is_some();
    let mut secrets = open.door.secrets();
    if let Some(token) = change.aircall_token {
        phones::enter(&mut secrets, |all| &mut all.aircall, &token)
            .map_err(|bad| bad_secret(&bad, SecretOf::Aircall))?;
    }
    if let Some(secret) = change.phone_secret {
        phones::enter(&mut secrets, |all| &mut all.phone, &secret).map_err(|bad| bad_secret(&bad, SecretOf::Phone))?;
    }
    Ok(Checked { kept, preferences, phones: secrets_change.then_some(secrets) })
}

fn bad_secret(bad: &BadSettings, of: SecretOf) -> UiError {
    match bad {
        BadSettings::WeakSecret { min } => invalid(Sentence::SecretTooShort { of, least: *min }),
        BadSettings::SigningKey => invalid(Sentence::NotASigningKey),
        // Of the mapping and the header, which nobody enters here.
        _ => errors::internal(),
    }
}
