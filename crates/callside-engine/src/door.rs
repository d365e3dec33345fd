//! The front door on loopback, with the addresses that an admin enters.

use crate::error::EngineError;
use crate::ivr::Ivr;
use crate::sink::Sink;
use callside_core::secret::Secret;
use callside_core::vault::{Vault, VaultError};
use callside_flow::{Clock, Companion};
use callside_intake::{Door, DoorSettings, Intake, PathSecret};
use callside_telephony::PhoneSecrets;
use std::sync::Arc;

/// Name of the secret path part in the vault.
pub(crate) const PATH_SECRET: &str = "door-path";

/// Five9's agent desktop, whose connectors may send the agent's browser here with a form.
const FIVE9: &str = "https://app.five9.com";

/// An open door.
pub struct FrontDoor {
    door: Door,
    intake: Arc<Intake>,
}

/// Where phone systems reach this machine. They hold secrets: not for logs.
#[derive(Debug, Clone)]
pub struct Addresses {
    /// Start of every address.
    pub base: String,
    /// Five9 web connector, up to its variables.
    pub five9_connector: String,
    /// Five9 events of a middleware.
    pub five9_events: String,
    /// Aircall webhooks.
    pub aircall: String,
    /// Any other phone system.
    pub phone: String,
}

/// Opens the door on the first free of these ports (none = the usual ones).
///
/// # Errors
/// [`EngineError::Vault`], [`EngineError::Phones`] and [`EngineError::Door`].
pub async fn open_door(
    companion: &Companion,
    vault: &dyn Vault,
    phones: &PhoneSecrets,
    ports: Option<Vec<u16>>,
    clock: Arc<dyn Clock>,
) -> Result<FrontDoor, EngineError> {
    open_door_to(intake(companion, phones, clock)?, vault, ports).await
}

/// What takes events, with or without an open door: `callside://` links need none.
///
/// # Errors
/// [`EngineError::Phones`].
pub fn intake(companion: &Companion, phones: &PhoneSecrets, clock: Arc<dyn Clock>) -> Result<Arc<Intake>, EngineError> {
    let sink = Arc::new(Sink(companion.clone()));
    let intake = Intake::new(phones.settings()?, sink, Arc::new(move || clock.now()));
    intake.answer_ivrs(Arc::new(Ivr(companion.clone())));
    Ok(Arc::new(intake))
}

/// Opens the door to an intake, on the first free of these ports (none = the usual ones).
///
/// # Errors
/// [`EngineError::Vault`] and [`EngineError::Door`].
pub async fn open_door_to(
    intake: Arc<Intake>,
    vault: &dyn Vault,
    ports: Option<Vec<u16>>,
) -> Result<FrontDoor, EngineError> {
    let mut settings = DoorSettings::new(path_secret(vault).await?);
    settings.origins = vec![FIVE9.to_owned()];
    if let Some(ports) = ports {
        settings.ports = ports;
    }
    let door = Door::open(settings, Arc::clone(&intake)).await?;
    Ok(FrontDoor { door, intake })
}

/// The random path part of this installation; made once.
async fn path_secret(vault: &dyn Vault) -> Result<PathSecret, EngineError> {
    if let Some(known) = vault.read(PATH_SECRET).await? {
        return Ok(PathSecret::new(known)?);
    }
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| VaultError::Failed)?;
    let made = PathSecret::from_random(bytes);
    vault.write(PATH_SECRET, made.secret()).await?;
    Ok(made)
}

impl FrontDoor {
    /// The port that it listens on.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.door.port()
    }

    /// What takes events that come another way, such as `callside://` links.
    #[must_use]
    pub fn intake(&self) -> Arc<Intake> {
        Arc::clone(&self.intake)
    }

    /// Uses other secrets from the next delivery on.
    ///
    /// # Errors
    /// [`EngineError::Phones`]; then the old ones stay.
    pub fn reload(&self, phones: &PhoneSecrets) -> Result<(), EngineError> {
        self.intake.reload(phones.settings()?);
        Ok(())
    }

    /// Start of every address; it holds a secret.
    #[must_use]
    pub fn base(&self) -> &str {
        self.door.base()
    }

    /// The addresses, as an admin enters them.
    #[must_use]
    pub fn addresses(&self, phones: &PhoneSecrets) -> Addresses {
        let base = self.door.base().to_owned();
        let secret = phones.five9.as_ref().map_or("", Secret::expose);
        Addresses {
            five9_connector: format!("{base}/five9/connector?secret={secret}"),
            five9_events: format!("{base}/five9/events?secret={secret}"),
            aircall: format!("{base}/aircall"),
            phone: format!("{base}/phone"),
            base,
        }
    }

    /// Lets requests under way finish, then closes.
    pub async fn close(self) {
        self.door.close().await;
    }
}
