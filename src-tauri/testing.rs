//! A shell without a window, for tests: the parts are real, the outside remembers.

use crate::assemble;
use crate::browser::BrowserError;
use crate::commands::settings::save_settings;
use crate::environment::Ports;
use crate::ipc::announcement::Announcement;
use crate::ipc::form::WindowForm;
use crate::ipc::outbox::OutboxCounts;
use crate::ipc::session::{SessionView, SignInRequest};
use crate::ipc::settings::SettingsChange;
use crate::shell::{Face, Open, Shell};
use crate::toast::Toast;
use crate::tray_icon::TrayState;
use crate::words::Language;
use callside_core::event::{CallChange, CallEvent, CallFacts, Direction, Event};
use callside_core::ids::{CallKey, EventId, Provider};
use callside_core::role::Role;
use callside_engine::PolicyStanding;
use callside_flow::Preferences;
use callside_sandbox::{Sandbox, SandboxOptions};
use callside_updates::Updater;
use jiff::Timestamp;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use tokio::sync::{broadcast, watch};
use url::Url;

/// A test that waits longer than this has failed.
const PATIENCE: Duration = Duration::from_secs(120);

thread_local! {
    /// Where this test's sign-ins come back to: tests that run at the same time must not wait for one another's ports.
    static SIGN_IN_PORTS: Vec<u16> = {
        let listeners: Vec<_> = (0..3).map(|_| TcpListener::bind("127.0.0.1:0").unwrap()).collect();
        listeners.iter().map(|listener| listener.local_addr().unwrap().port()).collect()
    };
}

/// Remembers what the outside was told.
pub struct Recorder {
    announced: broadcast::Sender<Announcement>,
    toasts: watch::Sender<Vec<Toast>>,
    trays: watch::Sender<Vec<TrayState>>,
    surfaced: watch::Sender<u32>,
    form: watch::Sender<WindowForm>,
    opened: watch::Sender<Vec<PathBuf>>,
    pub downloads: PathBuf,
}

impl Face for Recorder {
    fn announce(&self, announcement: Announcement) {
        let _ = self.announced.send(announcement);
    }

    fn toast(&self, toast: Toast) {
        self.toasts.send_modify(|toasts| toasts.push(toast));
    }

    fn surface(&self) {
        self.surfaced.send_modify(|times| *times += 1);
    }

    fn tray(&self, state: TrayState, _: OutboxCounts) {
        self.trays.send_modify(|trays| trays.push(state));
    }

    fn speak(&self, _: Language) {}

    fn form(&self) -> WindowForm {
        *self.form.borrow()
    }

    fn take_form(&self, form: WindowForm) {
        self.form.send_replace(form);
    }

    fn browse(&self, _: &Url) -> Result<(), BrowserError> {
        Ok(())
    }

    fn open_file(&self, file: &Path) -> Result<(), BrowserError> {
        self.opened.send_modify(|opened| opened.push(file.to_owned()));
        Ok(())
    }

    fn downloads(&self) -> Option<PathBuf> {
        Some(self.downloads.clone())
    }
}

/// The shell with its folder.
pub struct Desk {
    pub shell: Shell,
    pub face: Arc<Recorder>,
    pub folder: TempDir,
    heard: broadcast::Receiver<Announcement>,
}

impl Desk {
    /// A new installation whose secrets rest in a file.
    pub async fn new() -> Self {
        Self::at(tempfile::tempdir().unwrap()).await
    }

    /// The installation that is in this folder.
    pub async fn at(folder: TempDir) -> Self {
        Self::ruled(folder, PolicyStanding::default()).await
    }

    /// The same on a machine with a policy.
    pub async fn ruled(folder: TempDir, policy: PolicyStanding) -> Self {
        let updater = crate::updates::updater(&policy.policy, folder.path());
        Self::updated_by(folder, policy, updater).await
    }

    /// The same with an updater of the test's own.
    pub async fn updated_by(folder: TempDir, policy: PolicyStanding, updater: Updater) -> Self {
        let face = Arc::new(Recorder {
            announced: broadcast::Sender::new(1024),
            toasts: watch::Sender::default(),
            trays: watch::Sender::default(),
            surfaced: watch::Sender::default(),
            form: watch::Sender::default(),
            opened: watch::Sender::default(),
            downloads: folder.path().join("downloads"),
        });
        let heard = face.announced.subscribe();
        let ports = Ports { door: Some(vec![0]), sign_in: Some(SIGN_IN_PORTS.with(Clone::clone)) };
        let outside = Arc::clone(&face) as Arc<dyn Face>;
        let shell = Shell::with_updates(folder.path().to_owned(), outside, Language::En, ports, policy, updater);
        assemble::with_file(&shell).await;
        Self { shell, face, folder, heard }
    }

    /// The person has this role from now on, by the company's policy.
    pub async fn becomes(&self, role: Role) {
        let open = self.open().await;
        let preferences = Preferences { role: Some(role), ..open.companion.preferences() };
        open.companion.save_preferences(preferences).await.unwrap();
    }

    pub async fn open(&self) -> Arc<Open> {
        self.shell.open().await.unwrap()
    }

    /// Waits for an announcement that a look finds something in.
    pub async fn hears<T>(&mut self, look: impl Fn(&Announcement) -> Option<T>) -> T {
        let wait = async {
            loop {
                if let Some(found) = look(&self.heard.recv().await.unwrap()) {
                    return found;
                }
            }
        };
        tokio::time::timeout(PATIENCE, wait).await.expect("it was announced")
    }

    /// Waits until the toasts so far are as wanted. They are told apart from the announcements, so that hearing one says
    /// nothing about the other.
    pub async fn toasts_when(&self, right: impl FnMut(&Vec<Toast>) -> bool) -> Vec<Toast> {
        told_when(&self.face.toasts, right).await
    }

    /// How often the window was asked to show itself.
    pub fn surfaced(&self) -> u32 {
        *self.face.surfaced.borrow()
    }

    /// Files that were opened so far.
    pub fn opened(&self) -> Vec<PathBuf> {
        self.face.opened.borrow().clone()
    }

    /// Waits until the tray has shown what is wanted.
    pub async fn trays_when(&self, right: impl FnMut(&Vec<TrayState>) -> bool) -> Vec<TrayState> {
        told_when(&self.face.trays, right).await
    }

    /// Waits until the sign-in is shown like this.
    pub async fn shows(&mut self, wanted: impl Fn(&SessionView) -> bool) -> SessionView {
        self.hears(|told| match told {
            Announcement::Session { session } if wanted(session) => Some(session.clone()),
            _ => None,
        })
        .await
    }

    /// Begins a sign-in at a sandbox; what the browser would be given.
    pub async fn begin_sign_in(&mut self, sandbox: &Sandbox) -> String {
        let client_id = Some(sandbox.credentials().client_id);
        save_settings(&self.shell, SettingsChange { client_id, ..SettingsChange::default() }).await.unwrap();
        let request = SignInRequest::MyDomain { host: sandbox.base_url().to_owned() };
        crate::commands::sign_in::sign_in(&self.shell, request).await.unwrap();
        let waiting = self.shows(|session| matches!(session, SessionView::SigningIn { .. })).await;
        let SessionView::SigningIn { url } = waiting else { panic!("waiting") };
        url
    }

    /// Signs in at a sandbox that asks nothing.
    pub async fn sign_in(&mut self, sandbox: &Sandbox) {
        let url = self.begin_sign_in(sandbox).await;
        reqwest::get(url).await.unwrap().error_for_status().unwrap();
        self.shows(|session| matches!(session, SessionView::SignedIn { .. })).await;
    }

    /// An event of a call from the known contact comes in.
    pub async fn rings(&self, id: &str, what: CallChange) {
        self.rings_from(id, "+14155550134", what).await;
    }

    /// An event of a call from a number comes in.
    pub async fn rings_from(&self, id: &str, number: &str, what: CallChange) {
        let call = CallKey::new(Provider::Phone, id).unwrap();
        let facts = CallFacts {
            direction: Some(Direction::Inbound),
            customer_number: Some(number.into()),
            ..CallFacts::default()
        };
        let id = EventId(format!("{id}-{what:?}"));
        let event = Event::Call(CallEvent { id, call, at: Timestamp::now(), what, facts });
        self.open().await.companion.accept(&[event], Timestamp::now()).await.unwrap();
    }
}

async fn told_when<T: Clone>(told: &watch::Sender<Vec<T>>, right: impl FnMut(&Vec<T>) -> bool) -> Vec<T> {
    let mut so_far = told.subscribe();
    let found = tokio::time::timeout(PATIENCE, so_far.wait_for(right)).await;
    match found {
        Ok(found) => found.unwrap().clone(),
        Err(_) => panic!("the outside was never told so"),
    }
}

/// An org that signs in without asking.
pub async fn sandbox() -> Sandbox {
    Sandbox::start(SandboxOptions { auto_approve: true, ..org() }).await.unwrap()
}

/// An org that knows where this test's sign-ins come back to.
pub fn org() -> SandboxOptions {
    let redirect = |port: &u16| format!("http://localhost:{port}/OauthRedirect");
    let redirect_uris = SIGN_IN_PORTS.with(|ports| ports.iter().map(redirect).collect());
    SandboxOptions { redirect_uris, ..SandboxOptions::default() }
}
