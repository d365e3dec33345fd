//! The shell's own settings: kept in the database, secrets in the vault.

use crate::environment;
use crate::ipc::error::UiError;
use crate::ipc::sentence::{SecretOf, Sentence};
use crate::ipc::settings::{SettingsChange, SettingsView};
use crate::ipc::views::errors::{self, invalid};
use crate::phones;
use crate::policy::{self, Layered};
use crate::shell::{Open, Shell};
use callside_core::audit::Deed;
use callside_core::phone::HomeRegion;
use callside_core::policy::{Key, Policy};
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

/// Two minutes: enough for notes, and nobody is held to it.
const AFTER_CALL_SECONDS: u32 = 120;
/// The most that the clock after a call counts; as in the policy.
const LONGEST_AFTER_CALL: u32 = 3600;

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
    /// No toast and no attention for now; calls come into the window all the same.
    pub do_not_disturb: bool,
    /// Seconds that the clock after a call counts down; 0 = none.
    pub after_call_seconds: u32,
    /// Further fields that the pop shows, by API name, in its order.
    pub pop_fields: BTreeMap<CallerObject, Vec<String>>,
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            api_version: ApiVersion::default().to_string(),
            client_id: String::new(),
            toast: true,
            do_not_disturb: false,
            after_call_seconds: AFTER_CALL_SECONDS,
            pop_fields: BTreeMap::new(),
        }
    }
}

impl Kept {
    /// These, with what a policy sets in place of its own.
    #[must_use]
    pub fn under(mut self, policy: &Policy) -> Self {
        if let Some(version) = policy.text(Key::ApiVersion) {
            version.clone_into(&mut self.api_version);
        }
        if let Some(client_id) = policy.text(Key::ClientId) {
            client_id.clone_into(&mut self.client_id);
        }
        self.toast = policy.flag(Key::Toast).unwrap_or(self.toast);
        self.after_call_seconds = policy.number(Key::AfterCallSeconds).unwrap_or(self.after_call_seconds);
        self
    }
}

/// The settings in use: what a person chose, and the policy over it.
#[derive(Debug)]
pub struct ShellSettings {
    chosen: RwLock<Kept>,
    policy: Policy,
}

impl ShellSettings {
    /// Reads them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load(companion: &Companion) -> Result<Self, FlowError> {
        let chosen = RwLock::new(companion.setting(NAME).await?.unwrap_or_default());
        Ok(Self { chosen, policy: companion.policy().clone() })
    }

    /// What holds.
    #[must_use]
    pub fn kept(&self) -> Kept {
        self.chosen().under(&self.policy)
    }

    /// What a person chose, whatever the policy says: this is what is changed and saved.
    #[must_use]
    pub fn chosen(&self) -> Kept {
        self.chosen.read().unwrap_or_else(PoisonError::into_inner).clone()
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
        *self.chosen.write().unwrap_or_else(PoisonError::into_inner) = next;
        Ok(())
    }
}

/// The settings screen.
///
/// # Errors
/// When the database fails.
pub async fn view(shell: &Shell, open: &Open) -> Result<SettingsView, UiError> {
    let kept = open.settings.kept();
    let relay = callside_engine::chosen_relay(&open.companion).await.map_err(crate::relay::failed)?;
    let chosen = Layered {
        preferences: &open.companion.chosen_preferences(),
        kept: &open.settings.chosen(),
        phone_fields: &open.companion.chosen_phone_fields(),
        relay: relay.as_ref().map(|relay| relay.address.as_str()).unwrap_or_default(),
    };
    Ok(SettingsView {
        home_region: open.companion.preferences().home_region,
        api_version: kept.api_version,
        client_id: open.settings.client_id(),
        toast: kept.toast,
        after_call_seconds: kept.after_call_seconds,
        door: open.door.view(),
        policy: policy::view(shell.policy(), &chosen),
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
/// [`crate::ipc::error::ErrorCode::Invalid`] with the value that does not do; what the policy sets; or when vault or
/// database fail.
pub async fn change(shell: &Shell, open: &Open, change: SettingsChange) -> Result<(), UiError> {
    let next = check(open, change)?;
    if let Some(secrets) = next.phones {
        open.door.change(open.vault.as_ref(), secrets).await?;
    }
    if next.preferences != open.companion.chosen_preferences() {
        open.companion.save_preferences(next.preferences).await?;
        crate::session::reconnect(open);
    }
    keep(open, next.kept).await?;
    open.companion.record_quietly(Deed::SettingsChanged, None).await;
    shell.face().announce(crate::ipc::announcement::Announcement::Settings);
    Ok(())
}

/// Keeps the shell's own settings; Salesforce is asked by them from now on.
///
/// # Errors
/// When the database fails.
pub async fn keep(open: &Open, next: Kept) -> Result<(), UiError> {
    let before = open.settings.chosen();
    if next != before {
        let asks_otherwise = (&next.api_version, &next.client_id, &next.pop_fields)
            != (&before.api_version, &before.client_id, &before.pop_fields);
        open.settings.keep(&open.companion, next).await?;
        if asks_otherwise {
            crate::session::reconnect(open);
        }
    }
    Ok(())
}

fn check(open: &Open, change: SettingsChange) -> Result<Checked, UiError> {
    let locked = [
        (Key::HomeRegion, change.home_region.is_some()),
        (Key::ApiVersion, change.api_version.is_some()),
        (Key::ClientId, change.client_id.is_some()),
        (Key::Toast, change.toast.is_some()),
        (Key::AfterCallSeconds, change.after_call_seconds.is_some()),
    ];
    if locked.into_iter().any(|(key, changes)| changes && open.companion.policy().locks(key)) {
        return Err(errors::ruled());
    }
    let (mut kept, mut preferences) = (open.settings.chosen(), open.companion.chosen_preferences());
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
    kept.do_not_disturb = change.do_not_disturb.unwrap_or(kept.do_not_disturb);
    if let Some(seconds) = change.after_call_seconds {
        kept.after_call_seconds = seconds.min(LONGEST_AFTER_CALL);
    }
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
