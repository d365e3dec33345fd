//! The real engine on a real database, signed in to a sandbox, in this process.

use crate::port;
use callside_core::crm::Crm;
use callside_core::event::Event;
use callside_core::ids::CallKey;
use callside_core::outbox::{Entry, State};
use callside_core::pop::{Freshness, ScreenPop};
use callside_core::secret::Secret;
use callside_core::vault::Vault;
use callside_flow::{Clock, Companion, Draft, Notice, Preferences, Saved, SystemClock};
use callside_salesforce::oauth::{SignIn, SignInSettings};
use callside_salesforce::session::Session;
use callside_salesforce::{Salesforce, Settings};
use callside_sandbox::org::{Entry as Effect, LedgerFilter};
use callside_sandbox::{Sandbox, SandboxOptions};
use callside_store::Store;
use jiff::Timestamp;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use tokio::sync::broadcast::Receiver;

/// A story that waits longer than this has failed.
pub const PATIENCE: Duration = Duration::from_secs(120);
/// The database key of every story.
const KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

/// A desk: sandbox, database, engine.
pub struct Desk {
    /// The org.
    pub sandbox: Sandbox,
    /// The engine.
    pub companion: Companion,
    /// What it announces.
    pub notices: Receiver<Notice>,
    folder: TempDir,
}

impl Desk {
    /// A desk that is signed in to a usual org.
    pub async fn open() -> Self {
        Self::open_at(Self::usual()).await
    }

    /// The usual org: without a custom key field, and with a callback on a port that is free on this machine.
    #[must_use]
    pub fn usual() -> SandboxOptions {
        let callback = format!("http://localhost:{}/OauthRedirect", port::own());
        SandboxOptions {
            call_key_field: false,
            auto_approve: true,
            redirect_uris: vec![callback],
            ..SandboxOptions::default()
        }
    }

    /// A desk that is signed in to this org.
    pub async fn open_at(options: SandboxOptions) -> Self {
        Self::open_by(options, Arc::new(SystemClock)).await
    }

    /// The same by another clock.
    pub async fn open_by(options: SandboxOptions, clock: Arc<dyn Clock>) -> Self {
        let sandbox = Sandbox::start(options).await.expect("the sandbox starts");
        let folder = tempfile::tempdir().expect("a test folder");
        let companion = engine_by(&folder, clock).await;
        let notices = companion.subscribe();
        let desk = Self { sandbox, companion, notices, folder };
        desk.sign_in_with_token().await;
        desk
    }

    /// Signs in with an access token, which is not refreshed.
    pub async fn sign_in_with_token(&self) {
        let credentials = self.sandbox.credentials();
        let token = Secret::new(credentials.access_token);
        let session = Session::with_access_token(&credentials.instance_url, token).expect("a session");
        self.sign_in(session).await;
    }

    /// Signs in as another person of the org, by first name.
    pub async fn sign_in_as(&self, first_name: &str) {
        let user = self.sandbox.users().iter().find(|user| user.first_name == first_name).expect("a user of the org");
        let credentials = self.sandbox.credentials_of(user);
        let token = Secret::new(credentials.access_token);
        let session = Session::with_access_token(&credentials.instance_url, token).expect("a session");
        self.sign_in(session).await;
    }

    /// Signs in to another org with the same data folder; the org before is handed back.
    pub async fn moves_to(&mut self, sandbox: Sandbox) -> Sandbox {
        let before = std::mem::replace(&mut self.sandbox, sandbox);
        self.sign_in_with_token().await;
        before
    }

    /// Signs in with a session.
    pub async fn sign_in(&self, session: Session) {
        let (home, phone_fields) = (self.companion.preferences().home(), self.companion.phone_fields());
        let settings = Settings { home, phone_fields, ..Settings::default() };
        let crm: Arc<dyn Crm> = Arc::new(Salesforce::new(session, settings));
        self.companion.set_crm(Some(crm));
        self.companion.learn_org().await.expect("the org can be asked");
    }

    /// Signs in by the real web-server flow, as a person does in the browser; the org approves by itself.
    pub async fn sign_in_by_browser(&self, vault: Arc<dyn Vault>) {
        let credentials = self.sandbox.credentials();
        let port = credentials.redirect_uris[0].split(['/', ':']).nth(4).and_then(|port| port.parse().ok());
        let host = credentials.login_url.parse().expect("a login host");
        let mut settings = SignInSettings::new(host, credentials.client_id);
        settings.ports = vec![port.expect("the first callback has a port")];
        let sign_in = SignIn::begin(settings).await.expect("the port is free");
        let browser = reqwest::get(sign_in.authorize_url().clone());
        let (page, grant) = tokio::join!(browser, sign_in.finish());
        assert!(page.expect("the browser comes back").status().is_success());
        let session = Session::signed_out(vault).expect("TLS works");
        session.sign_in(grant.expect("the org gives tokens")).await.expect("the vault takes the sign-in");
        self.sign_in(session).await;
    }

    /// Ends the engine without ceremony and starts it again on the same database.
    pub async fn restart(self) -> Self {
        let Self { sandbox, companion, notices, folder } = self;
        drop((companion, notices));
        let companion = engine(&folder).await;
        let notices = companion.subscribe();
        let desk = Self { sandbox, companion, notices, folder };
        desk.sign_in_with_token().await;
        desk
    }

    /// Closes the engine, copies its database, and starts it again signed out: what a nightly backup keeps.
    pub async fn backs_up(self) -> (Self, TempDir) {
        let Self { sandbox, companion, notices, folder } = self;
        companion.close().await;
        drop((companion, notices));
        let kept = tempfile::tempdir().expect("a test folder");
        copy(&folder, &kept);
        let companion = engine(&folder).await;
        let notices = companion.subscribe();
        (Self { sandbox, companion, notices, folder }, kept)
    }

    /// Puts a backup in the place of the database, and starts on it, signed out.
    pub async fn restores(self, kept: &TempDir) -> Self {
        let Self { sandbox, companion, notices, folder } = self;
        companion.close().await;
        drop((companion, notices));
        copy(kept, &folder);
        let companion = engine(&folder).await;
        let notices = companion.subscribe();
        Self { sandbox, companion, notices, folder }
    }

    /// Something happens on the phone.
    pub async fn hears(&self, event: Event) {
        self.companion.accept(&[event], Timestamp::now()).await.expect("the event is kept");
    }

    /// Waits for a pop of this call of which `right` is true.
    pub async fn pop_when(&mut self, call: &CallKey, right: impl Fn(&ScreenPop) -> bool) -> ScreenPop {
        let found = tokio::time::timeout(PATIENCE, async {
            loop {
                match self.notices.recv().await.expect("the engine announces") {
                    Notice::Pop { pop, .. } if pop.call == *call && right(&pop) => return pop.as_ref().clone(),
                    _ => {}
                }
            }
        });
        found.await.expect("the pop comes in time")
    }

    /// Waits for stage two.
    pub async fn live_pop(&mut self, call: &CallKey) -> ScreenPop {
        self.pop_when(call, |pop| matches!(pop.freshness, Freshness::Live { .. })).await
    }

    /// Saves a wrap-up on top of what the desk proposes.
    pub async fn wraps_up(&self, call: &CallKey, disposition: &str, notes: &str) -> Entry {
        let draft = self.companion.desk(call).await.expect("the call is known").draft;
        let disposition = Some(callside_core::disposition::DispositionCode(disposition.into()));
        self.saves(call, &Draft { disposition, notes: notes.into(), ..draft }).await
    }

    /// Saves a draft.
    pub async fn saves(&self, call: &CallKey, draft: &Draft) -> Entry {
        match self.companion.save_wrap_up(call, draft).await.expect("the wrap-up can be saved") {
            Saved::Now(_) => self.companion.desk(call).await.expect("the call is known").saved.expect("it is saved"),
            other => panic!("saved for the first time, not {other:?}"),
        }
    }

    /// Waits until the wrap-up of this call is in a state of which `right` is true.
    pub async fn entry_when(&self, call: &CallKey, right: impl Fn(&State) -> bool) -> Entry {
        let mut notices = self.companion.subscribe();
        let found = tokio::time::timeout(PATIENCE, async {
            loop {
                let saved = self.companion.desk(call).await.expect("the call is known").saved;
                match saved {
                    Some(entry) if right(&entry.state) => return entry,
                    _ => drop(notices.recv().await),
                }
            }
        });
        found.await.expect("the entry gets there in time")
    }

    /// Waits until the wrap-up stands in Salesforce.
    pub async fn sent(&self, call: &CallKey) -> Entry {
        self.entry_when(call, |state| matches!(state, State::Done { .. })).await
    }

    /// Waits until a fault has struck.
    pub async fn until_hit(&self) {
        let struck = async {
            while self.sandbox.faults().iter().all(|fault| fault.hits == 0) {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(PATIENCE, struck).await.expect("the fault strikes in time");
    }

    /// Effects that the API had on an object.
    #[must_use]
    pub fn effects(&self, object: &str) -> Vec<Effect> {
        self.sandbox.ledger(&LedgerFilter { object: Some(object.into()), ..LedgerFilter::default() })
    }

    /// Call logs of a call in Salesforce.
    #[must_use]
    pub fn logs(&self, call: &CallKey) -> Vec<Effect> {
        let mark = serde_json::json!(call.to_string());
        let logs = self.effects("Task").into_iter().filter(|effect| effect.fields.get("CallObject") == Some(&mark));
        logs.collect()
    }
}

/// Puts every file of a folder in the place of those of another.
fn copy(from: &TempDir, to: &TempDir) {
    for old in std::fs::read_dir(to).expect("a folder") {
        std::fs::remove_file(old.expect("a file").path()).expect("it can go");
    }
    for file in std::fs::read_dir(from).expect("a folder") {
        let path = file.expect("a file").path();
        let name = path.file_name().expect("a name");
        std::fs::copy(&path, to.path().join(name)).expect("a copy");
    }
}

async fn engine(folder: &TempDir) -> Companion {
    engine_by(folder, Arc::new(SystemClock)).await
}

async fn engine_by(folder: &TempDir, clock: Arc<dyn Clock>) -> Companion {
    let path = folder.path().join("callside.db");
    let store = Store::open(&path, &Secret::new(KEY), Timestamp::now()).await.expect("the database opens");
    let companion = Companion::start(store, clock).await.expect("the engine starts");
    let preferences = Preferences { undo_seconds: 0, settling_seconds: 2, ..Preferences::default() };
    companion.save_preferences(preferences).await.expect("preferences can be saved");
    companion
}
