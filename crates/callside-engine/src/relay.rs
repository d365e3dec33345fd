//! The engine as the desktop's end of a relay's link: events go where the front door's go, the cursor and the session are
//! kept. With a relay, without one, or with both: an event is known by its id, whichever way it comes.

use crate::assistance::{self, Assistance, Assisting};
use crate::live::{self, Live, Wall};
use crate::team_history;
use callside_core::assistance::AssistanceNews;
use callside_core::event::{CallEvent, Event};
use callside_core::hand_over::{Colleagues, NoColleagues, NoteFate, WorkFate};
use callside_core::person::PersonId;
use callside_core::policy::Key;
use callside_core::privacy::AtRelay;
use callside_core::secret::Secret;
use callside_core::team::Share;
use callside_core::vault::{Vault, VaultError};
use callside_core::wallboard::BoardNews;
use callside_core::work::WorkEvent;
use callside_flow::{Clock, Companion};
use callside_link::{
    Cursor, Desk, Envelope, FromDesktop, Gate, GateError, Grant, Heard, Link, LinkClock, LinkSettings, LinkState,
    Nudge, Unkept, Welcome,
};
use callside_store::Rejection;
use data_encoding::HEXLOWER;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Name of the vault's entry with session and renewal.
pub(crate) const GRANT: &str = "relay-session";
/// Names of the settings.
const CURSOR: &str = "relay_cursor";
const RELAY: &str = "relay";

/// The relay of an installation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelaySetting {
    /// Its address.
    pub address: String,
    /// This installation, random, made once.
    pub desktop: String,
}

/// Why a relay cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum RelayError {
    /// The relay, or its address.
    #[error(transparent)]
    Gate(#[from] GateError),
    /// The session cannot be kept.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The setting cannot be kept.
    #[error(transparent)]
    Flow(#[from] callside_flow::FlowError),
}

/// A link that is held open. Dropping it ends it; what came is kept.
pub struct RelayLink {
    companion: Companion,
    colleagues: Arc<dyn Colleagues>,
    nudge: Nudge,
    state: watch::Receiver<LinkState>,
    live: Arc<Live>,
    assisting: Arc<Assisting>,
    tasks: [JoinHandle<()>; 4],
}

impl Drop for RelayLink {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
        self.companion.drop_colleagues(&self.colleagues);
    }
}

impl RelayLink {
    /// How it stands, now and from now on.
    #[must_use]
    pub fn state(&self) -> watch::Receiver<LinkState> {
        self.state.clone()
    }

    /// The board of the teams that this person looks after.
    #[must_use]
    pub fn wall(&self) -> Wall {
        Wall(Arc::clone(&self.live))
    }

    /// Requests for assistance.
    #[must_use]
    pub fn assistance(&self) -> Assistance {
        Assistance(Arc::clone(&self.assisting))
    }

    /// The agent is away, or takes calls again: whoever looks after the team sees it.
    pub fn set_away(&self, away: bool) {
        self.live.set_away(away);
    }

    /// The network came back, the machine woke, or somebody signed in: it tries at once.
    pub fn nudge(&self) {
        self.nudge.now();
    }
}

/// The relay that this installation is set up with, if any: the policy's before a person's.
///
/// # Errors
/// When the database fails.
pub async fn relay_setting(companion: &Companion) -> Result<Option<RelaySetting>, RelayError> {
    let Some(address) = companion.policy().text(Key::RelayAddress) else { return chosen_relay(companion).await };
    let desktop = match kept(companion).await? {
        Some(kept) => kept.desktop,
        None => {
            let nobodys = RelaySetting { address: String::new(), desktop: random_name()? };
            companion.save_setting(RELAY, &Some(&nobodys)).await?;
            nobodys.desktop
        }
    };
    Ok(Some(RelaySetting { address: address.to_owned(), desktop }))
}

/// The relay that a person chose, whatever the policy says.
///
/// # Errors
/// When the database fails.
pub async fn chosen_relay(companion: &Companion) -> Result<Option<RelaySetting>, RelayError> {
    Ok(kept(companion).await?.filter(|kept| !kept.address.is_empty()))
}

/// What is kept; under a policy with the name of this installation alone.
async fn kept(companion: &Companion) -> Result<Option<RelaySetting>, RelayError> {
    Ok(companion.setting::<Option<RelaySetting>>(RELAY).await?.flatten())
}

/// Sets up a relay, or none; the one that counts then, which is the policy's where it names one. The address is checked;
/// nobody is asked yet.
///
/// # Errors
/// [`RelayError::Gate`] for what is no address; [`RelayError::Flow`] and [`RelayError::Vault`].
pub async fn set_relay(companion: &Companion, address: Option<&str>) -> Result<Option<RelaySetting>, RelayError> {
    let Some(address) = address else {
        companion.save_setting(RELAY, &None::<RelaySetting>).await?;
        companion.share_history(Share::Off).await?;
        return relay_setting(companion).await;
    };
    Gate::new(address)?;
    let known = kept(companion).await?;
    let desktop = match known {
        Some(known) => known.desktop,
        None => random_name()?,
    };
    let setting = RelaySetting { address: address.trim().to_owned(), desktop };
    companion.save_setting(RELAY, &Some(&setting)).await?;
    relay_setting(companion).await
}

fn random_name() -> Result<String, VaultError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| VaultError::Failed)?;
    Ok(HEXLOWER.encode(&bytes))
}

/// Keeps the session that a relay gave for a proof.
///
/// # Errors
/// When the vault fails.
pub async fn keep_relay_session(vault: &dyn Vault, grant: &Grant) -> Result<(), VaultError> {
    let text = serde_json::to_string(grant).map_err(|_| VaultError::Failed)?;
    vault.write(GRANT, &Secret::new(text)).await
}

/// Is there a session of a relay?
///
/// # Errors
/// When the vault fails.
pub async fn has_relay_session(vault: &dyn Vault) -> Result<bool, VaultError> {
    Ok(vault.read(GRANT).await?.is_some())
}

/// Forgets the session of a relay.
///
/// # Errors
/// When the vault fails.
pub async fn forget_relay_session(vault: &dyn Vault) -> Result<(), VaultError> {
    vault.remove(GRANT).await
}

/// Holds a link open.
///
/// # Errors
/// [`RelayError::Gate`] for an address that is none.
pub fn link_relay(
    companion: &Companion,
    vault: Arc<dyn Vault>,
    setting: &RelaySetting,
    app: &str,
    clock: Arc<dyn Clock>,
) -> Result<RelayLink, RelayError> {
    let (said, state) = watch::channel(LinkState::Connecting);
    let colleagues: Arc<dyn Colleagues> =
        Arc::new(ByRelay { gate: Gate::new(&setting.address)?, vault: Arc::clone(&vault) });
    companion.set_colleagues(Some(Arc::clone(&colleagues)));
    let live = Arc::new(Live::new(Arc::clone(&clock)));
    let assisting =
        Assisting::new(Gate::new(&setting.address)?, Arc::clone(&vault), companion.clone(), Arc::clone(&clock));
    let assisting = Arc::new(assisting);
    let welcomed = watch::Sender::new(None);
    let history = team_history::follow(companion.clone(), welcomed.subscribe(), Arc::clone(&clock));
    let desk = Arc::new(EngineDesk {
        companion: companion.clone(),
        vault,
        state: said,
        clock: Arc::clone(&clock),
        live: Arc::clone(&live),
        assisting: Arc::clone(&assisting),
        welcomed: welcomed.clone(),
    });
    let settings =
        LinkSettings { address: setting.address.clone(), desktop: setting.desktop.clone(), app: app.to_owned() };
    let link = Link::new(settings, desk, Arc::new(EngineClock(clock)))?;
    let nudge = link.nudge();
    let tasks = [
        tokio::spawn(async move { link.run().await }),
        tokio::spawn(live::follow(companion.clone(), Arc::clone(&live))),
        tokio::spawn(assistance::follow(Arc::clone(&assisting))),
        tokio::spawn(history),
    ];
    Ok(RelayLink { companion: companion.clone(), colleagues, nudge, state, live, assisting, tasks })
}

/// Has the team's relay forget these numbers.
pub(crate) async fn erase_at_relay(
    companion: &Companion,
    vault: &dyn Vault,
    numbers: &[String],
) -> Result<AtRelay, RelayError> {
    let Some(setting) = relay_setting(companion).await? else { return Ok(AtRelay::None) };
    if numbers.is_empty() {
        return Ok(AtRelay::NoNumber);
    }
    let Some(grant) = read_grant(vault).await? else { return Ok(AtRelay::NotAllowed) };
    let gate = Gate::new(&setting.address)?;
    let mut emptied = 0;
    for number in numbers {
        match gate.erase(&grant.session, number).await {
            Ok(deliveries) => emptied += deliveries,
            Err(GateError::Refused | GateError::NotOfTheTeam) => return Ok(AtRelay::NotAllowed),
            Err(error) => {
                tracing::warn!(%error, "the relay did not forget a caller");
                return Ok(AtRelay::NotReached);
            }
        }
    }
    Ok(AtRelay::Erased { deliveries: emptied })
}

/// The session of a vault; a damaged entry counts as none: the person signs in anew.
pub(crate) async fn read_grant(vault: &dyn Vault) -> Result<Option<Grant>, VaultError> {
    let text = vault.read(GRANT).await?;
    Ok(text.and_then(|text| serde_json::from_str(text.expose()).ok()))
}

/// Colleagues whose desks are linked to the same relay.
struct ByRelay {
    gate: Gate,
    vault: Arc<dyn Vault>,
}

#[async_trait::async_trait]
impl Colleagues for ByRelay {
    async fn hand_over(&self, event: &CallEvent) -> NoteFate {
        let Ok(Some(grant)) = read_grant(self.vault.as_ref()).await else { return NoteFate::NotReached };
        match self.gate.hand_over(&grant.session, event).await {
            Ok(true) => NoteFate::Waits,
            Ok(false) => NoteFate::NobodyKnown,
            Err(error) => {
                tracing::warn!(%error, "the note of a hand-over did not reach the relay");
                NoteFate::NotReached
            }
        }
    }

    async fn tell_work(&self, event: &WorkEvent) -> WorkFate {
        let Ok(Some(grant)) = read_grant(self.vault.as_ref()).await else { return WorkFate::Later };
        fate(self.gate.tell_work(&grant.session, event).await)
    }

    async fn tell_wrap_up(&self, event: &CallEvent) -> WorkFate {
        let Ok(Some(grant)) = read_grant(self.vault.as_ref()).await else { return WorkFate::Later };
        fate(self.gate.tell_wrap_up(&grant.session, event).await)
    }

    async fn people(&self) -> Result<Vec<PersonId>, NoColleagues> {
        let grant = read_grant(self.vault.as_ref()).await.map_err(|_| NoColleagues::NotReached)?;
        let grant = grant.ok_or(NoColleagues::NotAllowed)?;
        self.gate.people(&grant.session).await.map_err(|error| match error {
            GateError::NotOfTheTeam => NoColleagues::NotAllowed,
            GateError::NotARelay => NoColleagues::TooOld,
            GateError::Unreachable | GateError::Refused | GateError::Busy { .. } | GateError::Address => {
                NoColleagues::NotReached
            }
        })
    }
}

/// What a relay's answer means for what it was told.
fn fate(answer: Result<(), GateError>) -> WorkFate {
    match answer {
        Ok(()) => WorkFate::Taken,
        Err(GateError::NotOfTheTeam | GateError::NotARelay | GateError::Address) => WorkFate::Refused,
        Err(GateError::Unreachable | GateError::Refused | GateError::Busy { .. }) => WorkFate::Later,
    }
}

struct EngineDesk {
    companion: Companion,
    vault: Arc<dyn Vault>,
    state: watch::Sender<LinkState>,
    clock: Arc<dyn Clock>,
    live: Arc<Live>,
    assisting: Arc<Assisting>,
    /// How much the relay wants to hear for the history of teams, said at each welcome.
    welcomed: watch::Sender<Option<Share>>,
}

#[async_trait::async_trait]
impl Desk for EngineDesk {
    async fn cursor(&self) -> Result<Option<Cursor>, Unkept> {
        self.companion.setting::<Option<Cursor>>(CURSOR).await.map(Option::flatten).map_err(|_| Unkept)
    }

    /// Events first, the cursor after: killed in between, the same events come again, and are known by their ids.
    async fn take(&self, events: Vec<Envelope>, cursor: Option<Cursor>) -> Result<(), Unkept> {
        let now = self.clock.now();
        let mut known: Vec<Event> = Vec::with_capacity(events.len());
        let mut history = Vec::new();
        for envelope in events {
            match envelope.event {
                Heard::Known(event) if envelope.for_history => history.push(event),
                Heard::Known(event) => known.push(event),
                Heard::Newer(_) => self.note_newer(envelope.received_at).await,
            }
        }
        self.live.is_of_this_person(&known);
        let taken = async {
            if !known.is_empty() {
                self.companion.accept(&known, now).await?;
            }
            if !history.is_empty() {
                self.companion.accept_history(&history, now).await?;
            }
            match cursor {
                Some(cursor) => self.companion.save_setting(CURSOR, &Some(cursor)).await,
                None => Ok(()),
            }
        };
        taken.await.map_err(|error: callside_flow::FlowError| {
            tracing::error!(%error, "events of the relay could not be kept; they will come again");
            Unkept
        })
    }

    async fn grant(&self) -> Result<Option<Grant>, Unkept> {
        read_grant(self.vault.as_ref()).await.map_err(|_| Unkept)
    }

    async fn keep_grant(&self, grant: Option<Grant>) -> Result<(), Unkept> {
        let kept = match grant {
            Some(grant) => keep_relay_session(self.vault.as_ref(), &grant).await,
            None => forget_relay_session(self.vault.as_ref()).await,
        };
        kept.map_err(|_| Unkept)
    }

    fn begins(&self, welcome: &Welcome) -> Vec<FromDesktop> {
        self.welcomed.send_replace(Some(team_history::share(welcome)));
        let mut words = self.live.begins(welcome);
        words.extend(self.assisting.begins(welcome));
        words
    }

    async fn tells(&self) -> FromDesktop {
        tokio::select! {
            word = self.live.tells() => word,
            word = self.assisting.tells() => word,
        }
    }

    fn board(&self, news: BoardNews) {
        self.live.take(&news);
    }

    fn assistance(&self, news: AssistanceNews) {
        self.assisting.take(&news);
    }

    fn changed(&self, state: LinkState) {
        if matches!(state, LinkState::Up { .. }) {
            let companion = self.companion.clone();
            tokio::spawn(async move { companion.tell_colleagues().await });
        } else {
            self.live.broken();
            self.assisting.broken();
        }
        self.state.send_if_modified(|known| {
            let news = *known != state;
            *known = state;
            news
        });
    }
}

impl EngineDesk {
    async fn note_newer(&self, at: Timestamp) {
        let rejection = Rejection {
            at,
            source: "relay".into(),
            reason: "newer_event".into(),
            detail: "the relay sent an event that only a newer Callside can read: update this one".into(),
        };
        if let Err(error) = self.companion.note_rejection(&rejection).await {
            tracing::warn!(%error, "an event of a newer relay could not be noted");
        }
    }
}

/// The engine's time, and real rest.
struct EngineClock(Arc<dyn Clock>);

#[async_trait::async_trait]
impl LinkClock for EngineClock {
    fn now(&self) -> Timestamp {
        self.0.now()
    }

    async fn sleep(&self, span: Duration) {
        tokio::time::sleep(span).await;
    }

    fn random(&self) -> u64 {
        let mut bytes = [0; 8];
        // Without random numbers everybody waits the shortest time, which is no worse than not waiting at random.
        let _ = getrandom::fill(&mut bytes);
        u64::from_le_bytes(bytes)
    }
}
