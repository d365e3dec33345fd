//! What stands behind the window: which parts are up, and what they show to the outside.

use crate::browser::BrowserError;
use crate::console::Console;
use crate::door::Doorway;
use crate::environment::Ports;
use crate::ipc::announcement::Announcement;
use crate::ipc::database::DatabaseTrouble;
use crate::ipc::error::UiError;
use crate::ipc::form::WindowForm;
use crate::ipc::outbox::OutboxCounts;
use crate::ipc::sentence::KeychainTrouble;
use crate::ipc::session::SessionView;
use crate::ipc::views::{Lens, errors};
use crate::phone_setup::PhoneSetup;
use crate::rehearsals::Rehearsals;
use crate::relay::Relays;
use crate::session::Session;
use crate::settings::ShellSettings;
use crate::toast::Toast;
use crate::tray_icon::TrayState;
use crate::updates;
use crate::words::Language;
use callside_core::ids::CallKey;
use callside_core::policy::Key;
use callside_core::vault::Vault;
use callside_engine::PolicyStanding;
use callside_flow::Companion;
use callside_updates::Updater;
use jiff::tz::TimeZone;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use tokio::sync::watch;
use url::Url;

/// All that the shell does to the outside; the window, the tray and the desktop in the program.
pub trait Face: Send + Sync {
    /// Tells the UI.
    fn announce(&self, announcement: Announcement);
    /// Shows or closes a toast.
    fn toast(&self, toast: Toast);
    /// Shows the window without taking the keyboard.
    fn surface(&self);
    /// Shows a state in the tray.
    fn tray(&self, state: TrayState, outbox: OutboxCounts);
    /// Speaks another language in tray and toasts.
    fn speak(&self, language: Language);
    /// The form of the window.
    fn form(&self) -> WindowForm;
    /// Gives the window another form, without taking the keyboard.
    fn take_form(&self, form: WindowForm);
    /// Opens a web address in the person's browser.
    ///
    /// # Errors
    /// [`BrowserError`]; nothing was opened.
    fn browse(&self, address: &Url) -> Result<(), BrowserError>;
    /// Opens a file with the program that the system has for its kind.
    ///
    /// # Errors
    /// [`BrowserError`]; nothing was opened.
    fn open_file(&self, file: &Path) -> Result<(), BrowserError>;
    /// The person's folder for downloads.
    fn downloads(&self) -> Option<PathBuf>;
}

/// Which parts are up.
#[derive(Clone)]
pub enum House {
    /// Keychain and database are being opened.
    Starting,
    /// This machine has no keychain: a person picks another place for secrets.
    NoKeychain {
        /// Why.
        keychain: KeychainTrouble,
    },
    /// The database cannot be used.
    NoDatabase {
        /// Why.
        trouble: DatabaseTrouble,
    },
    /// Everything is up.
    Open(Arc<Open>),
}

/// The parts, once they are up.
pub struct Open {
    /// The engine.
    pub companion: Companion,
    /// Where secrets rest.
    pub vault: Arc<dyn Vault>,
    /// Who is signed in.
    pub session: Session,
    /// Where phone systems come in.
    pub door: Doorway,
    /// What a person set for the shell.
    pub settings: ShellSettings,
    /// The rehearsal of this window.
    pub rehearsals: Rehearsals,
    /// Queries of the console.
    pub console: Console,
    /// The link to a relay.
    pub relay: Relays,
    /// The ways to phone systems.
    pub phones: PhoneSetup,
    /// The call in front on the desk.
    front: Mutex<Option<CallKey>>,
    /// The call whose recording a link asked for, until the window has heard of it.
    recording: Mutex<Option<CallKey>>,
    /// The call whose page a link asked for, until the window has heard of it.
    story: Mutex<Option<CallKey>>,
}

impl Open {
    /// Puts the parts together.
    #[must_use]
    pub fn new(
        companion: Companion,
        vault: Arc<dyn Vault>,
        session: Session,
        door: Doorway,
        settings: ShellSettings,
        phones: PhoneSetup,
    ) -> Self {
        Self {
            companion,
            vault,
            session,
            door,
            settings,
            phones,
            console: Console::default(),
            relay: Relays::default(),
            rehearsals: Rehearsals::default(),
            front: Mutex::default(),
            recording: Mutex::default(),
            story: Mutex::default(),
        }
    }

    /// The words of this org and this agent.
    #[must_use]
    pub fn lens(&self) -> Lens {
        Lens {
            org: self.companion.shape(),
            table: self.companion.dispositions(),
            mapping: self.companion.mapping(),
            home: self.companion.preferences().home(),
            zone: self.zone(),
            abilities: self.companion.abilities(),
            masked: self.companion.policy().flag(Key::MaskScreens).unwrap_or(false),
        }
    }

    /// The agent's time zone: Salesforce's, else the machine's.
    #[must_use]
    pub fn zone(&self) -> TimeZone {
        let named = self.companion.identity().and_then(|me| me.zone);
        named.and_then(|name| TimeZone::get(&name).ok()).unwrap_or_else(TimeZone::system)
    }

    /// The call in front on the desk.
    #[must_use]
    pub fn front(&self) -> Option<CallKey> {
        self.front.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A link asked for the recording of this call.
    pub fn ask_for_recording(&self, call: CallKey) {
        *self.recording.lock().unwrap_or_else(PoisonError::into_inner) = Some(call);
    }

    /// The call whose recording a link asked for; each is told once.
    pub fn asked_recording(&self) -> Option<CallKey> {
        self.recording.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// A link asked for the page of this call.
    pub fn ask_for_story(&self, call: CallKey) {
        *self.story.lock().unwrap_or_else(PoisonError::into_inner) = Some(call);
    }

    /// The call whose page a link asked for; each is told once.
    pub fn asked_story(&self) -> Option<CallKey> {
        self.story.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Puts a call in front.
    pub fn set_front(&self, call: CallKey) {
        *self.front.lock().unwrap_or_else(PoisonError::into_inner) = Some(call);
    }
}

/// The shell. Clones share one.
#[derive(Clone)]
pub struct Shell(Arc<Inner>);

struct Inner {
    house: watch::Sender<House>,
    folder: PathBuf,
    face: Arc<dyn Face>,
    language: RwLock<Language>,
    policy: PolicyStanding,
    ports: Ports,
    updates: Updater,
}

impl Shell {
    /// A shell whose parts are not up yet, under the policy of a machine; its files are in `folder`.
    #[must_use]
    pub fn new(folder: PathBuf, face: Arc<dyn Face>, language: Language, ports: Ports, policy: PolicyStanding) -> Self {
        let updates = updates::updater(&policy.policy, &folder);
        Self::with_updates(folder, face, language, ports, policy, updates)
    }

    /// The same with another updater than that of this program.
    #[must_use]
    pub fn with_updates(
        folder: PathBuf,
        face: Arc<dyn Face>,
        language: Language,
        ports: Ports,
        policy: PolicyStanding,
        updates: Updater,
    ) -> Self {
        let (house, language) = (watch::Sender::new(House::Starting), RwLock::new(language));
        Self(Arc::new(Inner { house, folder, face, language, ports, policy, updates }))
    }

    /// Newer versions.
    #[must_use]
    pub fn updates(&self) -> &Updater {
        &self.0.updates
    }

    /// The policy of this machine, as it was when Callside started.
    #[must_use]
    pub fn policy(&self) -> &PolicyStanding {
        &self.0.policy
    }

    /// Whether the policy masks names, numbers and addresses on every screen.
    #[must_use]
    pub fn is_masked(&self) -> bool {
        self.0.policy.policy.flag(Key::MaskScreens).unwrap_or(false)
    }

    /// Whether the policy lets the window be a small card above all others.
    #[must_use]
    pub fn may_be_compact(&self) -> bool {
        self.0.policy.policy.flag(Key::CompactWindow).unwrap_or(true)
    }

    /// The language of what is shown outside of the window.
    #[must_use]
    pub fn language(&self) -> Language {
        *self.0.language.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The window speaks this language now.
    pub fn speak(&self, language: Language) {
        *self.0.language.write().unwrap_or_else(PoisonError::into_inner) = language;
        self.0.face.speak(language);
        if let House::Open(open) = &*self.0.house.borrow() {
            open.companion.set_card_words(language.words().card);
        }
    }

    /// The folder of Callside's own files.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.0.folder
    }

    /// Where others come in.
    #[must_use]
    pub fn ports(&self) -> &Ports {
        &self.0.ports
    }

    /// The outside.
    #[must_use]
    pub fn face(&self) -> &Arc<dyn Face> {
        &self.0.face
    }

    /// Says which parts are up.
    pub fn become_house(&self, house: House) {
        self.0.house.send_replace(house);
        self.0.face.announce(Announcement::Session { session: self.session_now() });
    }

    /// Which parts are up, once the start is over.
    pub async fn house(&self) -> House {
        let mut house = self.0.house.subscribe();
        match house.wait_for(|house| !matches!(house, House::Starting)).await {
            Ok(house) => house.clone(),
            // The sender is in `self`.
            Err(_) => House::Starting,
        }
    }

    /// The parts.
    ///
    /// # Errors
    /// When keychain or database are not open.
    pub async fn open(&self) -> Result<Arc<Open>, UiError> {
        match self.house().await {
            House::Open(open) => Ok(open),
            House::Starting | House::NoKeychain { .. } | House::NoDatabase { .. } => Err(errors::not_ready()),
        }
    }

    /// Before the program ends: the database is closed. Not needed for safety; a program that is killed loses nothing.
    pub async fn close(&self) {
        let house = self.0.house.borrow().clone();
        if let House::Open(open) = house {
            open.companion.close().await;
        }
    }

    /// The sign-in as it stands, also before anybody could sign in.
    #[must_use]
    pub fn session_now(&self) -> SessionView {
        match &*self.0.house.borrow() {
            House::Starting => SessionView::SignedOut { reason: None },
            House::NoKeychain { keychain } => SessionView::NoKeychain { keychain: *keychain },
            House::NoDatabase { trouble } => SessionView::NoDatabase { trouble: trouble.clone() },
            House::Open(open) => open.session.view(),
        }
    }
}
