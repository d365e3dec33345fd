//! The loopback door as the desktop opens it, and the way of `callside://` links, which is the same.

use crate::ipc::error::UiError;
use crate::ipc::sentence::Sentence;
use crate::ipc::session::LinkState;
use crate::ipc::settings::DoorView;
use crate::ipc::views::errors;
use crate::phones;
use callside_core::vault::Vault;
use callside_engine::{EngineError, FrontDoor, PhoneSecrets};
use callside_flow::{Companion, SystemClock};
use callside_intake::{DoorError, Intake};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long a link waits for the store.
const PATIENCE: Duration = Duration::from_secs(4);

/// The door and what lies behind it.
pub struct Doorway {
    intake: Arc<Intake>,
    /// None = the usual ones.
    ports: Option<Vec<u16>>,
    state: Mutex<DoorState>,
    secrets: Mutex<PhoneSecrets>,
}

enum DoorState {
    /// Not tried yet.
    Shut,
    /// Calls come in.
    Open(FrontDoor),
    /// It could not be opened.
    Blocked(Sentence),
}

fn lock<T>(part: &Mutex<T>) -> MutexGuard<'_, T> {
    part.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Doorway {
    /// A doorway whose door is still shut; links come in already. It will open on the first free of these ports (none =
    /// the usual ones).
    ///
    /// # Errors
    /// [`EngineError::Phones`] for secrets that do not do.
    pub fn new(companion: &Companion, secrets: PhoneSecrets, ports: Option<Vec<u16>>) -> Result<Self, EngineError> {
        let intake = callside_engine::intake(companion, &secrets, Arc::new(SystemClock))?;
        Ok(Self { intake, ports, state: Mutex::new(DoorState::Shut), secrets: Mutex::new(secrets) })
    }

    /// Opens the door; whether it is open afterwards.
    pub async fn open(&self, vault: &dyn Vault) -> bool {
        if matches!(*lock(&self.state), DoorState::Open(_)) {
            return true;
        }
        match callside_engine::open_door_to(Arc::clone(&self.intake), vault, self.ports.clone()).await {
            Ok(door) => {
                tracing::info!(port = door.port(), "the door is open");
                *lock(&self.state) = DoorState::Open(door);
                true
            }
            Err(error) => {
                tracing::warn!("the door is shut");
                *lock(&self.state) = DoorState::Blocked(blocked(&error));
                false
            }
        }
    }

    /// Takes a `callside://` link. What is refused stands in the diagnostics.
    pub async fn link(&self, link: &str) {
        if let Err(refusal) = self.intake.link(link, PATIENCE).await {
            tracing::warn!(code = refusal.code(), "a link was not taken");
        }
    }

    /// The secrets in use.
    #[must_use]
    pub fn secrets(&self) -> PhoneSecrets {
        lock(&self.secrets).clone()
    }

    /// Keeps other secrets; they hold from the next delivery on.
    ///
    /// # Errors
    /// When the vault fails; the old ones stay in use.
    pub async fn change(&self, vault: &dyn Vault, secrets: PhoneSecrets) -> Result<(), UiError> {
        let settings = secrets.settings().map_err(|_| errors::internal())?;
        phones::keep(vault, &secrets)
            .await
            .map_err(|error| errors::not_kept(&error, |keychain| Sentence::SecretsNotChanged { keychain }))?;
        self.intake.reload(settings);
        *lock(&self.secrets) = secrets;
        Ok(())
    }

    /// Start of every address while the door is open; it holds a secret.
    #[must_use]
    pub fn base(&self) -> Option<String> {
        match &*lock(&self.state) {
            DoorState::Open(door) => Some(door.base().to_owned()),
            DoorState::Shut | DoorState::Blocked(_) => None,
        }
    }

    /// How the door stands.
    #[must_use]
    pub fn link_state(&self) -> LinkState {
        match &*lock(&self.state) {
            DoorState::Shut => LinkState::Unknown,
            DoorState::Open(_) => LinkState::Up,
            DoorState::Blocked(reason) => LinkState::Down { reason: reason.clone() },
        }
    }

    /// The addresses for the admin; empty while the door is not open.
    #[must_use]
    pub fn view(&self) -> DoorView {
        let secrets = self.secrets();
        let opened = match &*lock(&self.state) {
            DoorState::Open(door) => Some((door.port(), door.addresses(&secrets))),
            DoorState::Shut | DoorState::Blocked(_) => None,
        };
        let (port, addresses) = opened.unzip();
        let at = |which: fn(&callside_engine::Addresses) -> &String| {
            addresses.as_ref().map(which).cloned().unwrap_or_default()
        };
        DoorView {
            port: port.unwrap_or_default(),
            five9_connector: at(|all| &all.five9_connector),
            five9_events: at(|all| &all.five9_events),
            aircall: at(|all| &all.aircall),
            aircall_token: phones::shown(secrets.aircall.as_ref()),
            phone: at(|all| &all.phone),
            phone_secret: phones::shown(secrets.phone.as_ref()),
        }
    }
}

fn blocked(error: &EngineError) -> Sentence {
    match error {
        EngineError::Door(DoorError::NoPort { tried, .. }) => Sentence::DoorPortsTaken { ports: tried.clone() },
        EngineError::Vault(vault) => Sentence::DoorNoSecret { keychain: vault.into() },
        _ => Sentence::DoorBadSecret,
    }
}
