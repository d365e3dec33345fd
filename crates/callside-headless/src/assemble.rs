//! The composition root.

use crate::config::{Config, ConfigError, DatabaseKey, SignInFrom, secret_file};
use crate::protocol::{DoorAddresses, Line};
use callside_core::crm::Crm;
use callside_core::vault::Vault;
use callside_engine::{EngineError, FrontDoor, PhoneSecrets};
use callside_flow::{Clock, Companion, Preferences, SystemClock};
use callside_keychain::{FileVault, OsKeychain};
use callside_salesforce::oauth::SignInError;
use callside_salesforce::session::{Session, SessionState};
use callside_salesforce::{ApiVersion, BadVersion, Salesforce, Settings};
use std::path::Path;
use std::sync::Arc;

/// Why the program cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The configuration.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The region's two letters.
    #[error("home_region: {0}")]
    Region(#[from] callside_core::phone::UnknownRegion),
    /// The API version.
    #[error("salesforce.api_version: {0}")]
    Version(#[from] BadVersion),
    /// The sign-in.
    #[error(transparent)]
    SignIn(#[from] SignInError),
    /// The engine.
    #[error(transparent)]
    Engine(#[from] EngineError),
}

impl StartError {
    /// As `docs/headless.md` lists them.
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::Config(_) | Self::Region(_) | Self::Version(_) | Self::Engine(EngineError::Phones(_)) => 2,
            Self::Engine(EngineError::Store(_) | EngineError::KeyLost | EngineError::Flow(_)) => 3,
            Self::SignIn(_) | Self::Engine(EngineError::Vault(_)) => 4,
            Self::Engine(EngineError::Door(_)) => 5,
        }
    }
}

/// The running parts.
pub struct Desk {
    pub companion: Companion,
    pub door: FrontDoor,
    phones: PhoneSecrets,
}

/// Opens the database, starts the engine, signs in and opens the door.
pub async fn desk(config: &Config, data: &Path) -> Result<Desk, StartError> {
    let vault = vault(&config.database_key);
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let _: callside_core::phone::HomeRegion = config.home_region.parse()?;
    let companion = callside_engine::start(data, vault.as_ref(), Arc::clone(&clock)).await?;
    let preferences = Preferences {
        home_region: config.home_region.clone(),
        undo_seconds: config.undo_seconds,
        settling_seconds: config.settling_seconds,
        ..Preferences::default()
    };
    companion.save_preferences(preferences).await.map_err(EngineError::Flow)?;
    if let Some(crm) = salesforce(config, vault).await? {
        companion.set_crm(Some(crm));
        if let Err(error) = companion.learn_org().await {
            tracing::warn!(%error, "the org could not be asked; what this machine remembers stands");
        }
    }
    let phones = PhoneSecrets {
        five9: config.five9_secret_file.as_deref().map(secret_file).transpose()?,
        aircall: config.aircall_token_file.as_deref().map(secret_file).transpose()?,
        phone: config.phone_secret_file.as_deref().map(secret_file).transpose()?,
        mapping: config.phone_mapping.clone(),
    };
    let vault = self::vault(&config.database_key);
    let ports = Some(vec![config.door_port]);
    let door = callside_engine::open_door(&companion, vault.as_ref(), &phones, ports, clock).await?;
    Ok(Desk { companion, door, phones })
}

fn vault(key: &DatabaseKey) -> Arc<dyn Vault> {
    match key {
        DatabaseKey::Keychain => Arc::new(OsKeychain::new()),
        DatabaseKey::File { path } => Arc::new(FileVault::new(path.clone())),
    }
}

async fn salesforce(config: &Config, vault: Arc<dyn Vault>) -> Result<Option<Arc<dyn Crm>>, StartError> {
    let session = match &config.salesforce.sign_in {
        SignInFrom::Nobody => return Ok(None),
        SignInFrom::Keychain => Session::restore(vault).await?,
        SignInFrom::AccessToken { instance_url, token_file } => {
            Session::with_access_token(instance_url, secret_file(token_file)?)?
        }
    };
    if session.state() == SessionState::SignedOut {
        return Ok(None);
    }
    let version: ApiVersion = config.salesforce.api_version.parse()?;
    let home = config.home_region.parse().ok();
    let settings = Settings { version, home, ..Settings::default() };
    Ok(Some(Arc::new(Salesforce::new(session, settings))))
}

impl Desk {
    /// The first line out.
    pub fn ready(&self) -> Line<'static> {
        let addresses = self.door.addresses(&self.phones);
        Line::Ready {
            version: env!("CARGO_PKG_VERSION"),
            door: DoorAddresses {
                base: addresses.base,
                five9_connector: addresses.five9_connector,
                five9_events: addresses.five9_events,
                aircall: addresses.aircall,
                phone: addresses.phone,
            },
            user: self.companion.identity().map(|me| me.name),
        }
    }
}
