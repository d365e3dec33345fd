//! The link to a relay: set up once, held open while Callside runs, said in words when it is down.

use crate::assistance;
use crate::environment;
use crate::ipc::announcement::Announcement;
use crate::ipc::error::{ErrorAction, ErrorCode, UiError};
use crate::ipc::relay::{RelayStateView, RelayView};
use crate::ipc::sentence::{RelayTrouble, Sentence};
use crate::ipc::views::errors;
use crate::ipc::views::session::refused;
use crate::shell::{Open, Shell};
use crate::wallboard;
use callside_core::policy::Key;
use callside_engine::{
    Assistance, GateError, LinkState, RelayError, RelayGate, RelayLink, RelaySetting, Trouble, Wall,
};
use callside_flow::SystemClock;
use callside_salesforce::oauth::{SignIn, SignInSettings};
use jiff::Timestamp;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::task::AbortHandle;

/// The address of a relay, for a machine where nobody chose one: the demo says it so.
const ADDRESS: &str = "CALLSIDE_RELAY_ADDRESS";

/// The link, and the sign-in to it that is under way.
#[derive(Default)]
pub struct Relays {
    link: Mutex<Option<RelayLink>>,
    watching: Mutex<Option<AbortHandle>>,
    attempt: Mutex<Option<(AbortHandle, String)>>,
    /// Tells the window of the board and of requests for assistance.
    following: Mutex<Option<AbortHandle>>,
    /// Somebody looks at the board.
    watched: AtomicBool,
}

fn lock<T>(part: &Mutex<T>) -> MutexGuard<'_, T> {
    part.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Relays {
    /// Tries at once.
    pub fn nudge(&self) {
        if let Some(link) = &*lock(&self.link) {
            link.nudge();
        }
    }

    /// The board of the relay that is linked.
    pub fn wall(&self) -> Option<Wall> {
        lock(&self.link).as_ref().map(RelayLink::wall)
    }

    /// Requests for assistance over the relay that is linked.
    pub fn assistance(&self) -> Option<Assistance> {
        lock(&self.link).as_ref().map(RelayLink::assistance)
    }

    /// Somebody looks at the board, or no longer does; it holds for each further relay.
    pub fn watch(&self, on: bool) {
        self.watched.store(on, Ordering::Release);
        if let Some(wall) = self.wall() {
            wall.watch(on);
        }
    }

    /// The agent is away, or takes calls again.
    pub fn set_away(&self, away: bool) {
        if let Some(link) = &*lock(&self.link) {
            link.set_away(away);
        }
    }

    /// The link is up, by server-sent events.
    pub fn is_by_events(&self) -> bool {
        matches!(self.state(), RelayStateView::Up { fallback: true, .. })
    }

    fn state(&self) -> RelayStateView {
        if let Some((_, url)) = &*lock(&self.attempt) {
            return RelayStateView::SigningIn { url: url.clone() };
        }
        lock(&self.link).as_ref().map_or(RelayStateView::Off, |link| shown(&link.state().borrow()))
    }
}

/// Carries on with the relay of last time, or with the one that the environment names.
pub async fn carry_on(shell: &Shell, open: &Arc<Open>) {
    let setting = match callside_engine::relay_setting(&open.companion).await {
        Ok(None) => match environment::text(ADDRESS) {
            Some(address) => callside_engine::set_relay(&open.companion, Some(&address)).await.ok().flatten(),
            None => None,
        },
        known => known.ok().flatten(),
    };
    if let Some(setting) = setting {
        hold(shell, open, &setting);
    }
}

/// Holds the link of a setting, in place of any other.
fn hold(shell: &Shell, open: &Arc<Open>, setting: &RelaySetting) {
    let app = env!("CARGO_PKG_VERSION");
    let vault = Arc::clone(&open.vault);
    match callside_engine::link_relay(&open.companion, vault, setting, app, Arc::new(SystemClock)) {
        Ok(link) => {
            let mut states = link.state();
            let face = Arc::clone(shell.face());
            let watching = tokio::spawn(async move {
                let mut told = RelayStateView::Off;
                while states.changed().await.is_ok() {
                    let now = shown(&states.borrow_and_update());
                    // Tries that fail one after the other are one news.
                    if now != RelayStateView::Connecting && now != told {
                        told = now;
                        face.announce(Announcement::Settings);
                    }
                }
            });
            if let Some(before) = lock(&open.relay.watching).replace(watching.abort_handle()) {
                before.abort();
            }
            link.set_away(open.settings.kept().do_not_disturb);
            link.wall().watch(open.relay.watched.load(Ordering::Acquire));
            let following = tokio::spawn(follow(shell.clone(), Arc::clone(open), link.wall(), link.assistance()));
            if let Some(before) = lock(&open.relay.following).replace(following.abort_handle()) {
                before.abort();
            }
            *lock(&open.relay.link) = Some(link);
        }
        Err(error) => tracing::warn!(%error, "the relay cannot be linked to"),
    }
}

/// Tells the window of the board and of requests for assistance until the link is another one.
async fn follow(shell: Shell, open: Arc<Open>, wall: Wall, assistance: Assistance) {
    let board = wallboard::follow(wall, Arc::clone(shell.face()));
    tokio::join!(board, assistance::follow(shell.clone(), open, assistance));
}

/// As the settings show it.
///
/// # Errors
/// When the database fails.
pub async fn view(open: &Open) -> Result<RelayView, UiError> {
    let setting = callside_engine::relay_setting(&open.companion).await.map_err(failed)?;
    let tells = open.companion.history_share().await?.into();
    let address = setting.map(|setting| setting.address).unwrap_or_default();
    Ok(RelayView { address, state: open.relay.state(), tells })
}

/// Sets up a relay, or takes it away.
///
/// # Errors
/// When the policy names the relay, the address is none, or the database fails.
pub async fn set(shell: &Shell, open: &Arc<Open>, address: &str) -> Result<(), UiError> {
    if open.companion.policy().locks(Key::RelayAddress) {
        return Err(errors::ruled());
    }
    let address = Some(address.trim()).filter(|address| !address.is_empty());
    let before = callside_engine::relay_setting(&open.companion).await.map_err(failed)?;
    let setting = callside_engine::set_relay(&open.companion, address).await.map_err(failed)?;
    if before.as_ref().map(|s| &s.address) != setting.as_ref().map(|s| &s.address) {
        // A session of one relay is nothing to another.
        callside_engine::forget_relay_session(open.vault.as_ref()).await.map_err(|error| failed(error.into()))?;
    }
    *lock(&open.relay.link) = None;
    if let Some((attempt, _)) = lock(&open.relay.attempt).take() {
        attempt.abort();
    }
    if let Some(setting) = setting {
        hold(shell, open, &setting);
    }
    shell.face().announce(Announcement::Assistance);
    Ok(())
}

/// Opens the browser: the org says who this person is, and the relay takes its word.
///
/// # Errors
/// When no relay is set up or it cannot be reached, or no port for the browser's way back is free.
pub async fn sign_in(shell: &Shell, open: &Arc<Open>) -> Result<(), UiError> {
    let setting = callside_engine::relay_setting(&open.companion).await.map_err(failed)?;
    let setting = setting.ok_or_else(|| failed(GateError::Address.into()))?;
    let gate = RelayGate::new(&setting.address).map_err(|error| failed(error.into()))?;
    let about = gate.about().await.map_err(|error| failed(error.into()))?;
    let nonce = gate.nonce().await.map_err(|error| failed(error.into()))?;
    let host = about.sign_in.issuer.parse().map_err(|_| failed(GateError::NotARelay.into()))?;
    let mut settings = SignInSettings::new(host, about.sign_in.client_id);
    settings.scopes = vec!["openid".to_owned()];
    settings.nonce = Some(nonce);
    settings.login_hint = open.companion.identity().map(|me| me.username);
    let sign_in = SignIn::begin(settings).await.map_err(|error| refused(&error))?;
    let address = sign_in.authorize_url().clone();
    let waiting = tokio::spawn(finish(shell.clone(), Arc::clone(open), gate, sign_in));
    let attempt = (waiting.abort_handle(), address.to_string());
    if let Some((before, _)) = lock(&open.relay.attempt).replace(attempt) {
        before.abort();
    }
    if let Err(error) = shell.face().browse(&address) {
        // The screen shows the address to copy.
        tracing::warn!(%error, "the browser did not open");
    }
    Ok(())
}

async fn finish(shell: Shell, open: Arc<Open>, gate: RelayGate, sign_in: SignIn) {
    let proof = sign_in.finish().await.ok().and_then(|grant| grant.id_token(Timestamp::now()));
    let kept = match proof {
        Some(proof) => match gate.session(&proof).await {
            Ok(grant) => callside_engine::keep_relay_session(open.vault.as_ref(), &grant).await.is_ok(),
            Err(error) => {
                tracing::warn!(%error, "the relay gave no session");
                false
            }
        },
        None => false,
    };
    *lock(&open.relay.attempt) = None;
    if kept {
        open.relay.nudge();
    }
    shell.face().announce(Announcement::Settings);
}

fn shown(state: &LinkState) -> RelayStateView {
    match state {
        LinkState::Connecting => RelayStateView::Connecting,
        LinkState::Up { relay, person, role, fallback, .. } => RelayStateView::Up {
            relay: relay.clone(),
            person: person.to_string(),
            role: (*role).into(),
            fallback: *fallback,
        },
        LinkState::Waiting { trouble: why, .. } => RelayStateView::Waiting { reason: trouble(*why) },
        LinkState::SignInNeeded => RelayStateView::SignInNeeded,
        LinkState::Stopped { trouble: why } => RelayStateView::Stopped { reason: trouble(*why) },
    }
}

const fn trouble(trouble: Trouble) -> RelayTrouble {
    match trouble {
        Trouble::Unreachable => RelayTrouble::Unreachable,
        Trouble::NotARelay => RelayTrouble::NotARelay,
        Trouble::Busy => RelayTrouble::Busy,
        Trouble::Silent => RelayTrouble::Silent,
        Trouble::NotKept => RelayTrouble::NotKept,
        Trouble::NotOfTheTeam => RelayTrouble::NotOfTheTeam,
        Trouble::Version => RelayTrouble::Version,
    }
}

pub(crate) fn failed(error: RelayError) -> UiError {
    let (code, trouble, action) = match error {
        RelayError::Flow(error) => return error.into(),
        RelayError::Vault(error) => return errors::not_kept(&error, |keychain| Sentence::RelayNotKept { keychain }),
        RelayError::Gate(GateError::Address) => (ErrorCode::Invalid, RelayTrouble::Address, None),
        RelayError::Gate(GateError::NotARelay) => (ErrorCode::Refused, RelayTrouble::NotARelay, None),
        RelayError::Gate(GateError::NotOfTheTeam | GateError::Refused) => {
            (ErrorCode::Refused, RelayTrouble::NotOfTheTeam, None)
        }
        RelayError::Gate(GateError::Unreachable | GateError::Busy { .. }) => {
            (ErrorCode::Unreachable, RelayTrouble::NoAnswer, Some(ErrorAction::Retry))
        }
    };
    UiError { code, message: Sentence::Relay { trouble }, action }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ipc::action::RoleView;
    use callside_core::person::PersonId;
    use callside_core::role::Role;

    #[test]
    fn every_state_of_the_link_has_words() {
        let until = Timestamp::UNIX_EPOCH;
        let up = LinkState::Up {
            relay: "relay-a".into(),
            person: PersonId::new("dana@example.com").unwrap(),
            role: Role::Agent,
            since: until,
            fallback: true,
        };
        let shown_up = RelayStateView::Up {
            relay: "relay-a".into(),
            person: "dana@example.com".into(),
            role: RoleView::Agent,
            fallback: true,
        };
        assert_eq!(shown(&up), shown_up);
        for trouble in [
            Trouble::Unreachable,
            Trouble::NotARelay,
            Trouble::Busy,
            Trouble::Silent,
            Trouble::NotKept,
            Trouble::NotOfTheTeam,
            Trouble::Version,
        ] {
            let shown = shown(&LinkState::Waiting { trouble, until });
            let expected = format!("{trouble:?}");
            assert!(matches!(shown, RelayStateView::Waiting { reason } if format!("{reason:?}") == expected));
        }
    }
}
