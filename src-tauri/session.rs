//! Who is signed in to Salesforce: the browser's way there and back, and what the UI says about it.

use crate::environment;
use crate::ipc::error::UiError;
use crate::ipc::sentence::Sentence;
use crate::ipc::session::{LinkState, SessionView, SignInRequest};
use crate::ipc::views::errors;
use crate::ipc::views::session::{reason, refused, signed_in};
use crate::shell::{Open, Shell};
use callside_core::audit::{Deed, Revoked, SignInFault};
use callside_core::crm::{Crm, CrmError};
use callside_flow::FlowError;
use callside_salesforce::oauth::{LoginHost, SignIn, SignInError, SignInSettings};
use callside_salesforce::session::{Revocation, Session as Tokens, SessionState};
use callside_salesforce::soql::FieldPath;
use callside_salesforce::{Salesforce, Settings};
use jiff::Timestamp;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;
use tokio::task::AbortHandle;

/// The sign-in and how it is shown.
pub struct Session {
    tokens: Tokens,
    view: watch::Sender<SessionView>,
    link: watch::Sender<LinkState>,
    crm: Mutex<Option<Arc<Salesforce>>>,
    /// The sign-in that waits for the browser, and what was shown before it.
    attempt: Mutex<Option<(AbortHandle, SessionView)>>,
    /// Since when Salesforce has not answered.
    down_since: Mutex<Option<Timestamp>>,
}

fn lock<T>(part: &Mutex<T>) -> MutexGuard<'_, T> {
    part.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Session {
    /// A session that nobody has looked at yet.
    #[must_use]
    pub fn new(tokens: Tokens) -> Self {
        let view = watch::Sender::new(SessionView::SignedOut { reason: None });
        let link = watch::Sender::new(LinkState::Unknown);
        Self { tokens, view, link, crm: Mutex::default(), attempt: Mutex::default(), down_since: Mutex::default() }
    }

    /// As the UI shows it.
    #[must_use]
    pub fn view(&self) -> SessionView {
        self.view.borrow().clone()
    }

    /// Hears of changes of the view.
    #[must_use]
    pub fn views(&self) -> watch::Receiver<SessionView> {
        self.view.subscribe()
    }

    /// Hears of changes of the connection.
    #[must_use]
    pub fn links(&self) -> watch::Receiver<LinkState> {
        self.link.subscribe()
    }

    /// How Salesforce can be reached, as far as the last answers tell.
    #[must_use]
    pub fn link(&self) -> LinkState {
        self.link.borrow().clone()
    }

    /// Since when Salesforce has not answered; none while it does.
    #[must_use]
    pub fn down_since(&self) -> Option<Timestamp> {
        *lock(&self.down_since)
    }

    /// Takes in what a look-up or a send has shown about the connection.
    pub fn observe(&self, link: LinkState) {
        let mut since = lock(&self.down_since);
        *since = match &link {
            LinkState::Down { .. } => since.or_else(|| Some(Timestamp::now())),
            LinkState::Up | LinkState::Unknown => None,
        };
        drop(since);
        self.link.send_if_modified(|now| {
            let changed = *now != link;
            *now = link;
            changed
        });
    }

    /// Salesforce as the signed-in person sees it.
    #[must_use]
    pub fn salesforce(&self) -> Option<Arc<Salesforce>> {
        lock(&self.crm).clone()
    }

    /// Share of the org's API calls that are used.
    #[must_use]
    pub fn api_used_percent(&self) -> Option<u8> {
        Some(lock(&self.crm).as_ref()?.usage()?.percent())
    }

    fn show(&self, view: SessionView) {
        self.view.send_replace(view);
    }

    /// Shows that the sign-in is over; `false` where that is known.
    fn expire(&self) -> bool {
        let ended = self.view.send_if_modified(|view| {
            let SessionView::SignedIn { name, .. } = view else { return false };
            *view = SessionView::Expired { name: std::mem::take(name) };
            true
        });
        self.observe(LinkState::Down { reason: Sentence::SignInAgain });
        ended
    }
}

/// Salesforce no longer takes the sign-in: calls and notes go on, sending waits.
pub async fn expire(open: &Open) {
    if open.session.expire() {
        open.companion.record_quietly(Deed::SignInEnded, None).await;
    }
}

/// Records that nobody was signed in: at which org, and why as a code.
async fn record_failure(open: &Open, host: Option<String>, why: SignInFault) {
    open.companion.record_quietly(Deed::SignInFailed { host, why }, None).await;
}

/// The code of an error. What the server or the person wrote is none of it.
const fn fault(error: &SignInError) -> SignInFault {
    match error {
        SignInError::NoClientId => SignInFault::NoClientId,
        SignInError::NoFreePort { .. } => SignInFault::NoFreePort,
        SignInError::Denied => SignInFault::Denied,
        SignInError::TimedOut => SignInFault::TimedOut,
        SignInError::Refused { .. } => SignInFault::Refused,
        SignInError::Unreachable => SignInFault::Unreachable,
        SignInError::BadAnswer => SignInFault::BadAnswer,
        SignInError::Vault(_) => SignInFault::NotKept,
        SignInError::NoTls(_) => SignInFault::NoTls,
    }
}

/// Carries on with the sign-in of last time. What this machine remembers is shown at once; Salesforce is asked behind.
pub fn carry_on(shell: &Shell, open: &Arc<Open>) {
    if open.session.tokens.state() != SessionState::SignedIn {
        return;
    }
    if let Some(me) = open.companion.identity() {
        open.session.show(signed_in(&me));
    }
    connect(open);
    let (shell, open) = (shell.clone(), Arc::clone(open));
    tokio::spawn(async move { learn(&shell, &open).await });
}

/// Whether there is a sign-in, in use or at rest.
#[must_use]
pub fn is_signed_in(open: &Open) -> bool {
    open.session.tokens.state() == SessionState::SignedIn
}

/// Where the person signed in.
#[must_use]
pub fn login(open: &Open) -> Option<LoginHost> {
    open.session.tokens.login()
}

/// Whether the sign-in outlives the org's session time-out.
#[must_use]
pub fn lasts(open: &Open) -> Option<bool> {
    open.session.tokens.lasts()
}

/// Gives the engine the signed-in Salesforce, speaking the version of the settings.
fn connect(open: &Open) {
    let crm = salesforce(open);
    *lock(&open.session.crm) = Some(Arc::clone(&crm));
    open.companion.set_crm(Some(crm));
}

/// Salesforce by the settings as they are now, as the signed-in person sees it. Makes no call.
#[must_use]
pub fn salesforce(open: &Open) -> Arc<Salesforce> {
    let (home, phone_fields) = (open.companion.preferences().home(), open.companion.phone_fields());
    let kept = open.settings.kept();
    let paths = |fields: &[String]| fields.iter().filter_map(|field| FieldPath::new(field).ok()).collect();
    let extra_fields = kept.pop_fields.iter().map(|(object, fields)| (*object, paths(fields))).collect();
    let version = open.settings.api_version();
    let settings = Settings { version, phone_fields, extra_fields, home, ..Settings::default() };
    Arc::new(Salesforce::new(open.session.tokens.clone(), settings))
}

/// Asks Salesforce by the settings as they are now.
pub fn reconnect(open: &Open) {
    if lock(&open.session.crm).is_some() {
        connect(open);
    }
}

async fn learn(shell: &Shell, open: &Open) {
    match open.companion.learn_org().await {
        Ok(me) => {
            open.session.show(signed_in(&me));
            open.session.observe(LinkState::Up);
        }
        Err(FlowError::SignInNeeded | FlowError::Crm(CrmError::SignInNeeded)) => expire(open).await,
        Err(error) => {
            tracing::warn!(%error, "the org could not be read");
            open.session.observe(LinkState::Down { reason: UiError::from(error).message });
        }
    }
    shell.face().announce(crate::ipc::announcement::Announcement::Settings);
}

/// Begins a sign-in: the port is open and the browser is on its way when this returns.
///
/// # Errors
/// When the host is no host, no consumer key is set, or no port is free.
pub async fn sign_in(shell: &Shell, open: &Arc<Open>, request: SignInRequest) -> Result<(), UiError> {
    cancel(shell, open);
    let host = match host(request) {
        Ok(host) => host,
        Err(error) => {
            record_failure(open, None, SignInFault::NoAddress).await;
            return Err(error);
        }
    };
    let known = host.known();
    let mut settings = SignInSettings::new(host, open.settings.client_id());
    settings.words = shell.language().words().sign_in;
    if let Some(ports) = &shell.ports().sign_in {
        settings.ports.clone_from(ports);
    }
    let sign_in = match SignIn::begin(settings).await {
        Ok(sign_in) => sign_in,
        Err(error) => {
            record_failure(open, known, fault(&error)).await;
            return Err(refused(&error));
        }
    };
    let address = sign_in.authorize_url().clone();
    let before = open.session.view();
    {
        let mut attempt = lock(&open.session.attempt);
        let waiting = tokio::spawn(finish(shell.clone(), Arc::clone(open), (sign_in, known), before.clone()));
        *attempt = Some((waiting.abort_handle(), before));
    }
    open.session.show(SessionView::SigningIn { url: address.to_string() });
    if let Err(error) = shell.face().browse(&address) {
        // The screen shows the address to copy.
        tracing::warn!(%error, "the browser did not open");
    }
    Ok(())
}

fn host(request: SignInRequest) -> Result<LoginHost, UiError> {
    let text = match request {
        SignInRequest::Production => match environment::text(environment::LOGIN_URL) {
            Some(url) => url,
            None => return Ok(LoginHost::Production),
        },
        SignInRequest::Sandbox => return Ok(LoginHost::Sandbox),
        SignInRequest::MyDomain { host } => host,
    };
    text.parse().map_err(|_| errors::invalid(Sentence::NotAnAddress))
}

async fn finish(shell: Shell, open: Arc<Open>, (sign_in, host): (SignIn, Option<String>), before: SessionView) {
    let outcome = sign_in.finish().await;
    // From here on it can no longer be cancelled: the tokens are on their way to the keychain.
    *lock(&open.session.attempt) = None;
    let outcome = match outcome {
        Ok(grant) => open.session.tokens.sign_in(grant).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => welcome(&shell, &open, host).await,
        Err(error) => {
            tracing::warn!("a sign-in did not come about");
            record_failure(&open, host, fault(&error)).await;
            let reason = reason(&error);
            // Whoever was signed in still is.
            let still = matches!(before, SessionView::SignedIn { .. });
            open.session.show(if still { before } else { SessionView::SignedOut { reason: Some(reason) } });
        }
    }
}

/// A new sign-in is used. What waits for another org than this one stays where it is until somebody signs in there.
async fn welcome(shell: &Shell, open: &Open, host: Option<String>) {
    let me = salesforce(open).identity().await;
    connect(open);
    learn(shell, open).await;
    if matches!(open.session.view(), SessionView::SignedIn { .. }) {
        open.companion.record_quietly(Deed::SignedIn, None).await;
    } else {
        record_failure(open, host, SignInFault::OrgNotRead).await;
        let reason = match me {
            Ok(_) => Sentence::OrgNotRead,
            Err(error) => UiError::from(error).message,
        };
        open.session.show(SessionView::SignedOut { reason: Some(reason) });
    }
}

/// Stops waiting for the browser; what was shown before is shown again.
pub fn cancel(_shell: &Shell, open: &Open) {
    if let Some((waiting, before)) = lock(&open.session.attempt).take() {
        waiting.abort();
        open.session.show(before);
    }
}

/// Signs out: revoked there, forgotten here. What waits to be sent stays.
///
/// # Errors
/// When the keychain does not forget it.
pub async fn sign_out(shell: &Shell, open: &Open) -> Result<(), UiError> {
    cancel(shell, open);
    open.companion.record_quietly(Deed::SignedOut, None).await;
    open.companion.set_crm(None);
    *lock(&open.session.crm) = None;
    let done = open.session.tokens.sign_out().await;
    let how = match done.server {
        Revocation::Done => Some(Revoked::Done),
        Revocation::NotKnown => Some(Revoked::NotKnown),
        Revocation::NotReached => Some(Revoked::NotReached),
        Revocation::NothingToRevoke => None,
    };
    if let Some(how) = how {
        open.companion.record_quietly(Deed::SignInRevoked { how }, None).await;
    }
    let reason = (how == Some(Revoked::NotReached)).then_some(Sentence::NotRevoked);
    open.session.show(SessionView::SignedOut { reason });
    open.session.observe(LinkState::Unknown);
    done.vault.map_err(|error| errors::not_kept(&error, |keychain| Sentence::SignInStillRests { keychain }))
}

#[cfg(test)]
#[path = "session_tests.rs"]
mod tests;
