//! A running sandbox, and the hand of a test on it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use serde_json::{Map, Value, json};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::clock::Clock;
use crate::error::SandboxError;
use crate::faults::{Fault, InjectedFault};
use crate::http::{Doorway, PhoneSetting, Scissors, Shared, router};
use crate::oauth::{ClientApp, Scopes};
use crate::options::{FieldAccess, SandboxOptions};
use crate::org::{Actor, Cause, Entry, FieldSecurity, LedgerFilter, Org, Profile, RecordId};
use crate::phones::{Deed, System};
use crate::players::{CallPlay, OutboundPlay, OutboundReport, PlayReport, play, send_outbound};
use crate::random;
use crate::refusal::Refusal;
use crate::schema::{OrgOptions, Record, Schema};
use crate::seed::{self, Caller, CastUser};

/// How long a graceful stop waits for open connections.
const PATIENCE: Duration = Duration::from_secs(3);

/// A sandbox that serves requests until it is stopped or dropped.
#[derive(Debug)]
pub struct Sandbox {
    shared: Arc<Shared>,
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    server: JoinHandle<()>,
}

/// Everything that a client needs, as the program prints it in its ready line.
#[derive(Debug, Clone, Serialize)]
pub struct Credentials {
    /// Origin of all addresses; also where data calls go.
    pub instance_url: String,
    /// Origin of the authorize and token endpoints.
    pub login_url: String,
    /// Consumer key of the registered app.
    pub client_id: String,
    /// Consumer secret; public clients do without.
    pub client_secret: String,
    /// Registered callbacks.
    pub redirect_uris: Vec<String>,
    /// Id of the org.
    pub org_id: String,
    /// Id of the agent.
    pub user_id: String,
    /// User name of the agent.
    pub username: String,
    /// Password of every user.
    pub password: String,
    /// An access token that works already.
    pub access_token: String,
    /// Its refresh token.
    pub refresh_token: String,
}

impl Sandbox {
    /// Starts a sandbox.
    ///
    /// # Errors
    /// [`SandboxError::Listen`].
    pub async fn start(options: SandboxOptions) -> Result<Self, SandboxError> {
        let listen = |source| SandboxError::Listen { address: options.listen, source };
        let listener = TcpListener::bind(options.listen).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let shared = Arc::new(build(options, address));
        let (stop, stopped) = oneshot::channel::<()>();
        let service = router(Arc::clone(&shared)).into_make_service_with_connect_info::<Scissors>();
        let server = tokio::spawn(async move {
            let serving = axum::serve(Doorway(listener), service).with_graceful_shutdown(async {
                let _ = stopped.await;
            });
            // The accept loop never fails; it ends when it is told to.
            let _ = serving.await;
        });
        Ok(Self { shared, address, stop: Some(stop), server })
    }

    /// Stops: open requests are answered, idle connections are closed.
    pub async fn stop(mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        let _ = tokio::time::timeout(PATIENCE, &mut self.server).await;
    }

    /// The address that it listens on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The origin of all its addresses, such as `http://127.0.0.1:40123`.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.shared.base_url
    }

    /// Secret of the control endpoints (`X-Sandbox-Secret`).
    #[must_use]
    pub fn control_secret(&self) -> &str {
        &self.shared.control_secret
    }

    /// The users; the first is the agent of the demo.
    #[must_use]
    pub fn users(&self) -> &[CastUser] {
        &self.shared.cast.users
    }

    /// The named callers.
    #[must_use]
    pub fn callers(&self) -> &[Caller] {
        &self.shared.cast.callers
    }

    /// The named caller with this key, such as `known_contact`.
    #[must_use]
    pub fn caller(&self, key: &str) -> Option<&Caller> {
        self.callers().iter().find(|caller| caller.key == key)
    }

    /// Signs the agent in without the authorize page, and gives everything that a client needs.
    #[must_use]
    pub fn credentials(&self) -> Credentials {
        self.credentials_of(self.shared.cast.agent())
    }

    /// The same for another user.
    #[must_use]
    pub fn credentials_of(&self, user: &CastUser) -> Credentials {
        let issued = self.shared.grants().sign_in(&user.id, Scopes::usual(), self.shared.now());
        Credentials {
            instance_url: self.shared.base_url.clone(),
            login_url: self.shared.base_url.clone(),
            client_id: self.shared.app.id.clone(),
            client_secret: self.shared.app.secret.clone(),
            redirect_uris: self.shared.app.redirect_uris.clone(),
            org_id: self.shared.cast.org_id.clone(),
            user_id: user.id.clone(),
            username: user.username.clone(),
            password: user.password.clone(),
            access_token: issued.access_token,
            refresh_token: issued.refresh_token.unwrap_or_default(),
        }
    }

    /// The committed effects that a filter wants.
    #[must_use]
    pub fn ledger(&self, filter: &LedgerFilter) -> Vec<Entry> {
        self.shared.org().ledger().read(filter)
    }

    /// A live record.
    #[must_use]
    pub fn record(&self, object: &str, id: &str) -> Option<Record> {
        self.shared.org().record(object, id).cloned()
    }

    /// Injects a fault and gives its number.
    pub fn inject(&self, fault: Fault) -> u64 {
        self.shared.faults().inject(fault)
    }

    /// Takes all faults back.
    pub fn clear_faults(&self) {
        self.shared.faults().clear_all();
    }

    /// The faults with their counts.
    #[must_use]
    pub fn faults(&self) -> Vec<InjectedFault> {
        self.shared.faults().list().to_vec()
    }

    /// Moves the sandbox's clock forward.
    pub fn advance(&self, by: Duration) {
        self.shared.clock.advance(by);
    }

    /// Sets how many of the daily requests are used.
    pub fn set_calls(&self, used: u64) {
        self.shared.set_calls(used);
    }

    /// How many data calls there were.
    #[must_use]
    pub fn calls(&self) -> u64 {
        self.shared.calls()
    }

    /// Ends every session; refresh tokens live on.
    pub fn expire_sessions(&self) {
        self.shared.grants().expire_sessions(None);
    }

    /// Ends every grant, as an admin does who revokes the app.
    pub fn revoke_all(&self) {
        self.shared.grants().revoke_all(None);
    }

    /// Changes what the agent's profile may do with a field; `None` lifts the rule.
    pub fn set_field_access(&self, object: &str, field: &str, access: Option<FieldAccess>) {
        self.shared.org().security_mut().set(object, field, access);
    }

    /// Creates a record as the supervisor. Every rule holds.
    ///
    /// # Errors
    /// The refusal that the API would give.
    pub fn create_as_other(&self, object: &str, fields: &Map<String, Value>) -> Result<String, Refusal> {
        self.shared.create_as_other(object, fields)
    }

    /// Changes a record as the supervisor. Every rule holds.
    ///
    /// # Errors
    /// The refusal that the API would give.
    pub fn edit_as_other(&self, object: &str, id: &str, fields: &Map<String, Value>) -> Result<(), Refusal> {
        self.shared.edit_as_other(object, id, fields)
    }

    /// Deletes a record as the supervisor.
    ///
    /// # Errors
    /// The refusal that the API would give.
    pub fn delete_as_other(&self, object: &str, id: &str) -> Result<(), Refusal> {
        self.shared.delete_as_other(object, id)
    }

    /// Changes the phone systems behind the APIs.
    pub fn set_phones(&self, setting: PhoneSetting) {
        self.shared.set_phones(setting);
    }

    /// What the phone systems did, in order.
    #[must_use]
    pub fn deeds(&self, system: System) -> Vec<Deed> {
        self.shared.phones.open().ledger.read(Some(system))
    }

    /// Plays a call to a phone door on this machine.
    ///
    /// # Errors
    /// [`SandboxError::NotLoopback`], [`SandboxError::Unplayable`]; a door that does not answer is in the report.
    pub async fn play(&self, call: &CallPlay) -> Result<PlayReport, SandboxError> {
        self.shared.play(call).await
    }

    /// Sends Outbound Messages about records of this org to an address on this machine.
    ///
    /// # Errors
    /// [`SandboxError::NotLoopback`]; a receiver that does not answer is in the report.
    pub async fn send_outbound(&self, play: &OutboundPlay) -> Result<OutboundReport, SandboxError> {
        self.shared.send_outbound(play).await
    }

    /// The ready line of the program.
    #[must_use]
    pub fn ready(&self) -> Value {
        let mut line = json!(self.credentials());
        line["ready"] = json!(true);
        line["control_url"] = json!(format!("{}/_sandbox", self.shared.base_url));
        line["control_secret"] = json!(self.shared.control_secret);
        line["api_version"] = json!("59.0");
        line["supervisor_username"] =
            json!(self.users().iter().find(|user| user.profile == Profile::Full).map(|user| &user.username));
        line["agents"] = self
            .users()
            .iter()
            .map(|user| json!({ "id": user.id, "name": user.name(), "username": user.username, "email": user.email }))
            .collect();
        line["callers"] = json!(self.callers());
        line["five9_secret"] = json!(crate::players::FIVE9_SECRET);
        line["aircall_token"] = json!(crate::players::AIRCALL_TOKEN);
        line["phone_secret"] = json!(crate::players::PHONE_SECRET);
        line["phones"] = crate::phones::ready(&self.shared.base_url);
        line
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Shared {
    /// Sends Outbound Messages about records of the org.
    pub(crate) async fn send_outbound(&self, play: &OutboundPlay) -> Result<OutboundReport, SandboxError> {
        send_outbound(play, &self.cast.org_id, |object, id| self.org().record(object, id).cloned()).await
    }

    /// Plays a call; the API of its phone system knows it.
    pub(crate) async fn play(&self, call: &CallPlay) -> Result<PlayReport, SandboxError> {
        let mut call = call.clone();
        let id = crate::players::call_id(&call);
        self.phones.told(&call, &id);
        call.call_id = Some(id);
        play(&call, self.now()).await
    }

    /// Changes the phone systems.
    pub(crate) fn set_phones(&self, setting: PhoneSetting) {
        let mut phones = self.phones.open();
        if setting.door.is_some() {
            phones.door = setting.door;
        }
        phones.sticky.credits = setting.sticky_credits.unwrap_or(phones.sticky.credits);
        phones.aircall.limit = setting.aircall_limit.unwrap_or(phones.aircall.limit);
        phones.aircall.more = setting.aircall_more.unwrap_or(phones.aircall.more);
        if let Some(events) = &setting.aircall_events {
            phones.aircall.narrow_webhooks(events);
        }
        if setting.aircall_webhooks_off {
            phones.aircall.switch_webhooks_off();
        }
    }

    /// Creates a record as the supervisor.
    pub(crate) fn create_as_other(&self, object: &str, fields: &Map<String, Value>) -> Result<String, Refusal> {
        let mut org = self.org();
        let mut tx = org.begin(self.other(), self.now(), self.next_request());
        let id = tx.create(object, fields)?;
        tx.commit();
        Ok(id.to_string())
    }

    /// Changes a record as the supervisor.
    pub(crate) fn edit_as_other(&self, object: &str, id: &str, fields: &Map<String, Value>) -> Result<(), Refusal> {
        let mut org = self.org();
        let mut tx = org.begin(self.other(), self.now(), self.next_request());
        tx.update(object, id, fields, None)?;
        tx.commit();
        Ok(())
    }

    /// Deletes a record as the supervisor.
    pub(crate) fn delete_as_other(&self, object: &str, id: &str) -> Result<(), Refusal> {
        let mut org = self.org();
        let mut tx = org.begin(self.other(), self.now(), self.next_request());
        tx.delete(object, id)?;
        tx.commit();
        Ok(())
    }

    fn other(&self) -> Actor {
        let other = self.cast.users.iter().find(|user| user.profile == Profile::Full);
        let user = other.unwrap_or_else(|| self.cast.agent()).id.clone();
        Actor { user, profile: Profile::Full, cause: Cause::Control }
    }
}

fn build(options: SandboxOptions, address: SocketAddr) -> Shared {
    let clock = Clock::starting_at(options.start);
    let org_id = RecordId::numbered("00D", options.org);
    let schema = Schema::with_options(OrgOptions { call_key: options.call_key_field });
    let security = FieldSecurity::new(options.field_security.clone());
    let mut org = Org::new(org_id, schema, security);
    let cast = seed::plant(&mut org, &options, clock.now());
    let app = ClientApp {
        id: format!("3MVG9{}", random::token(60)),
        secret: random::token(48),
        redirect_uris: options.redirect_uris.clone(),
        require_pkce: options.require_pkce,
        run_as: options.run_as.clone(),
    };
    let control_secret = options.control_secret.clone().unwrap_or_else(|| random::token(24));
    Shared::new(options, clock, format!("http://{address}"), app, control_secret, cast, org)
}
