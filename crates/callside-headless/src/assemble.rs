//! The composition root.

use crate::config::{Config, ConfigError, DatabaseKey, RelayConfig, SignInFrom, secret_file};
use crate::protocol::{DoorAddresses, Line};
use callside_core::crm::Crm;
use callside_core::vault::Vault;
use callside_engine::{EngineError, FrontDoor, GateError, PhoneSecrets, RelayError, RelayGrant, RelayLink};
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
    /// The relay.
    #[error("relay: {0}")]
    Relay(#[from] RelayError),
}

impl StartError {
    /// As `docs/headless.md` lists them.
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::Config(_)
            | Self::Relay(_)
            | Self::Region(_)
            | Self::Version(_)
            | Self::Engine(EngineError::Phones(_)) => 2,
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
    pub relay: Option<RelayLink>,
    phones: PhoneSecrets,
}

/// Opens the database, starts the engine, signs in and opens the door.
pub async fn desk(config: &Config, data: &Path) -> Result<Desk, StartError> {
    let vault = vault(&config.database_key);
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let _: callside_core::phone::HomeRegion = config.home_region.parse()?;
    // Faults of it are in the log: reading says them.
    let policy = callside_engine::PolicySource::of_system().read().policy;
    let companion = callside_engine::start(data, vault.as_ref(), Arc::clone(&clock), policy).await?;
    let preferences = Preferences {
        home_region: config.home_region.clone(),
        undo_seconds: config.undo_seconds,
        settling_seconds: config.settling_seconds,
        ..Preferences::default()
    };
    companion.save_preferences(preferences).await.map_err(EngineError::Flow)?;
    // Where the policy asks for signed files, its own lists are those that can be set.
    if !companion.configuration_is_signed() {
        companion.save_phone_fields(config.phone_fields.clone()).await.map_err(EngineError::Flow)?;
    }
    if let Some(crm) = salesforce(config, &companion, vault).await? {
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
    let relay = match &config.relay {
        Some(relay) => Some(link(&companion, &vault, relay, Arc::clone(&clock)).await?),
        None => None,
    };
    let door = callside_engine::open_door(&companion, vault.as_ref(), &phones, ports, clock).await?;
    Ok(Desk { companion, door, relay, phones })
}

/// Links to the relay. A session that the operator made is taken over where this program has none yet.
async fn link(
    companion: &Companion,
    vault: &Arc<dyn Vault>,
    relay: &RelayConfig,
    clock: Arc<dyn Clock>,
) -> Result<RelayLink, StartError> {
    let setting = callside_engine::set_relay(companion, Some(&relay.address)).await?;
    let setting = setting.ok_or(RelayError::Gate(GateError::Address))?;
    if let Some(path) = &relay.session_file
        && !callside_engine::has_relay_session(vault.as_ref()).await.map_err(RelayError::Vault)?
    {
        let malformed = |reason: serde_json::Error| ConfigError::Malformed {
            path: path.clone(),
            reason: format!("it is no session of a relay: line {}", reason.line()),
        };
        let grant: RelayGrant = serde_json::from_str(secret_file(path)?.expose()).map_err(malformed)?;
        callside_engine::keep_relay_session(vault.as_ref(), &grant).await.map_err(RelayError::Vault)?;
    }
    let app = concat!("headless ", env!("CARGO_PKG_VERSION"));
    Ok(callside_engine::link_relay(companion, Arc::clone(vault), &setting, app, clock)?)
}

fn vault(key: &DatabaseKey) -> Arc<dyn Vault> {
    match key {
        DatabaseKey::Keychain => Arc::new(OsKeychain::new()),
        DatabaseKey::File { path } => Arc::new(FileVault::new(path.clone())),
    }
}

/// Salesforce as config and policy say.
async fn salesforce(
    config: &Config,
    companion: &Companion,
    vault: Arc<dyn Vault>,
) -> Result<Option<Arc<dyn Crm>>, StartError> {
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
    let (home, phone_fields) = (companion.preferences().home(), companion.phone_fields());
    let settings = Settings { version, home, phone_fields, ..Settings::default() };
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
