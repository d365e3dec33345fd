//! Starting and ending: the composition root of the relay.

use crate::config::{Config, ConfigError, SecretError, secret_file};
use crate::fleet::{Fleet, FleetError, Seal, Terms};
use crate::house::{Clock, House, Parts};
use crate::http::{Front, Inner};
use crate::identity::{Identity, JwksError, Sessions};
use crate::ivr::{Ivr, IvrError};
use crate::metrics::Metrics;
use crate::sink::Sink;
use crate::team::Team;
use crate::tls::{Tls, TlsError, TlsWire};
use crate::writer::Writer;
use callside_intake::{Answer, Connections, Crowd, DoorError, Intake, Limits, PathSecret, Plain, Porter};
use callside_store::StoreError;
use callside_store::relay::{RelayStore, Replayed, Service};
use callside_telephony::{BadSettings, PhoneSecrets};
use data_encoding::HEXLOWER;
use jiff::tz::TimeZone;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinHandle;

/// Name of the relay's file in its folder.
pub const DATABASE: &str = "relay.db";
/// How often places of desktops are written down.
const FLUSH: Duration = Duration::from_secs(1);
/// How often the board is looked over for who has gone.
const SWEEP: Duration = Duration::from_millis(500);
/// How often the file is tidied.
const TIDY: Duration = Duration::from_secs(300);
/// How long links have to go before the program ends.
const GOING: Duration = Duration::from_secs(5);

/// Why a relay cannot start, by what its admin does about it.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The configuration.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// A secret.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// A phone system's secret.
    #[error("phones: {0}")]
    Phones(#[from] BadSettings),
    /// The path secret.
    #[error("secrets.path_secret_file: {0}")]
    Path(#[from] DoorError),
    /// Certificate and key.
    #[error("tls: {0}")]
    Tls(#[from] TlsError),
    /// How IVRs are answered.
    #[error("ivr: {0}")]
    Ivr(#[from] IvrError),
    /// The identity provider's client.
    #[error("identity: {0}")]
    Identity(#[from] JwksError),
    /// The time zone of the wallboard.
    #[error("wallboard.zone: there is no time zone of this name")]
    Zone,
    /// The fleet.
    #[error("fleet: {0}")]
    Fleet(#[from] FleetError),
    /// The relay's file.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// An address cannot be listened on.
    #[error("{address} cannot be listened on: {error}")]
    Listen {
        /// Which.
        address: SocketAddr,
        /// What the system said.
        error: io::Error,
    },
}

/// A running relay. Dropping it stops it as a kill does; nothing that was answered is lost.
pub struct Relay {
    house: Arc<House>,
    intake: Arc<Intake>,
    tls: Option<Arc<Tls>>,
    listen: SocketAddr,
    inner: SocketAddr,
    closing: watch::Sender<bool>,
    listeners: Vec<JoinHandle<()>>,
    beside: Vec<JoinHandle<()>>,
    writing: [JoinHandle<()>; 2],
}

/// The secrets of a configuration's phone systems.
///
/// # Errors
/// [`SecretError`].
pub fn phone_secrets(config: &Config) -> Result<PhoneSecrets, SecretError> {
    let phones = &config.phones;
    Ok(PhoneSecrets {
        five9: phones.five9_secret_file.as_deref().map(secret_file).transpose()?,
        aircall: phones.aircall_token_file.as_deref().map(secret_file).transpose()?,
        phone: phones.phone_secret_file.as_deref().map(secret_file).transpose()?,
        mapping: phones.phone_mapping.clone(),
    })
}

/// The name of this file's log; made once.
async fn log_name(store: &RelayStore) -> Result<String, StoreError> {
    const SETTING: &str = "log";
    if let Some(known) = store.setting(SETTING).await? {
        return Ok(known);
    }
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(|_| StoreError::Unexpected { code: "random".into() })?;
    let name = format!("s-{}", HEXLOWER.encode(&bytes));
    store.save_setting(SETTING, &name).await?;
    Ok(name)
}

impl Relay {
    /// Starts a relay.
    ///
    /// # Errors
    /// [`StartError`]; then nothing runs.
    pub async fn start(config: Config, clock: Clock) -> Result<Self, StartError> {
        let key = secret_file(&config.secrets.database_key_file)?;
        let session_key = secret_file(&config.secrets.session_key_file)?;
        let seal = Seal::new(&session_key);
        let sessions = Sessions::new(session_key);
        let path_secret = PathSecret::new(secret_file(&config.secrets.path_secret_file)?)?;
        let phones = phone_secrets(&config)?.settings()?;
        let tls = config.tls.as_ref().map(Tls::load).transpose()?.map(Arc::new);
        let identity = Identity::new(config.identity.clone())?;
        let zone = TimeZone::get(&config.wallboard.zone).map_err(|_| StartError::Zone)?;
        let store = Arc::new(RelayStore::open(&config.data.join(DATABASE), &key, clock()).await?);
        let front = bind(config.listen).await?;
        let back = bind(config.inner).await?;
        let metrics = Arc::new(Metrics::default());
        let ivr = Ivr::new(&config, Arc::clone(&clock), Arc::clone(&metrics))?;
        let (fleet, queue) = match &config.fleet {
            Some(fleet) => Some(Fleet::join(fleet, Terms::of(&config), seal).await?).unzip(),
            None => (None, None),
        };
        store.work_as(if fleet.is_some() { Service::Fleet } else { Service::Alone }).await?;
        let house = Arc::new(House::new(Parts {
            log: log_name(&store).await?,
            signed_in: store.people().await?.into_iter().collect(),
            store: Arc::clone(&store),
            metrics: Arc::clone(&metrics),
            config,
            clock: Arc::clone(&clock),
            sessions,
            identity,
            fleet: fleet.clone(),
            zone,
        }));
        let fresh = Arc::downgrade(&house);
        let heard = Box::new(move |deliveries| {
            if let Some(house) = fresh.upgrade() {
                house.fresh(deliveries);
            }
        });
        let waiting = house.config.limits.waiting;
        let (writer, writing) = Writer::start(Arc::clone(&store), house.service, waiting, Arc::clone(&metrics), heard);
        house.set_writer(writer);
        house.restore_assistance().await?;
        let sink = Arc::new(Sink(Arc::downgrade(&house)));
        let intake = Arc::new(Intake::new(phones, sink, clock));
        if let Some(ivr) = ivr {
            answer_ivrs(&intake, ivr);
        }
        let mut beside = vec![
            tokio::spawn(flush(Arc::clone(&house))),
            tokio::spawn(tidy(Arc::clone(&house))),
            tokio::spawn(sweep(Arc::clone(&house))),
        ];
        if let (Some(fleet), Some(queue)) = (&fleet, queue) {
            beside.extend(fleet.start(store, queue, metrics, Arc::downgrade(&house)));
        }
        let (closing, closed) = watch::channel(false);
        let at = |socket: &TcpListener, asked| socket.local_addr().unwrap_or(asked);
        let (listen, inner) = (at(&front, house.config.listen), at(&back, house.config.inner));
        let listeners = listen_on(&house, &intake, path_secret, tls.as_ref(), (front, back), &closed);
        Ok(Self { house, intake, tls, listen, inner, closing, listeners, beside, writing })
    }

    /// Where phone systems and desktops reach it.
    #[must_use]
    pub const fn listen(&self) -> SocketAddr {
        self.listen
    }

    /// Where metrics and commands reach it.
    #[must_use]
    pub const fn inner(&self) -> SocketAddr {
        self.inner
    }

    /// Uses another team, other secrets of phone systems and other rules for IVRs from the next event on, reads the
    /// certificate again, and looks again at what was parked. Everything else of a configuration needs a restart.
    ///
    /// # Errors
    /// [`StartError`]; what came before the fault is in use, the rest as before.
    pub async fn reload(&self, config: &Config) -> Result<Replayed, StartError> {
        self.intake.reload(phone_secrets(config)?.settings()?);
        let (clock, metrics) = (Arc::clone(&self.house.clock), Arc::clone(&self.house.metrics));
        if let Some(ivr) = Ivr::new(config, clock, metrics)? {
            answer_ivrs(&self.intake, ivr);
        }
        if let Some(tls) = &self.tls {
            tls.reload()?;
        }
        Ok(self.use_team(&config.team).await?)
    }

    /// Uses another team from the next event on, and looks again at what was parked.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn use_team(&self, team: &Team) -> Result<Replayed, StoreError> {
        self.house.use_team(team).await
    }

    /// One round of tidying, out of turn.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn tidy(&self) -> Result<callside_store::relay::Retired, StoreError> {
        self.house.tidy().await
    }

    /// Ends in order: gives a balancer time to see that it goes, then takes nothing new, tells desktops to go elsewhere,
    /// finishes what is under way, closes the file.
    pub async fn drain(mut self) {
        self.house.leave();
        tokio::time::sleep(Duration::from_secs(self.house.config.limits.leave_s.into())).await;
        self.house.draining.send_replace(true);
        let gone = async {
            while self.house.metrics.links_up() > 0 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let _ = tokio::time::timeout(GOING, gone).await;
        self.closing.send_replace(true);
        for listener in std::mem::take(&mut self.listeners) {
            let _ = tokio::time::timeout(GOING, listener).await;
        }
        if let Err(error) = self.house.flush_acks().await {
            tracing::warn!(%error, "places of desktops were not written down");
        }
        self.house.keep_assistance().await;
        self.end();
        self.house.store.close().await;
    }

    fn end(&self) {
        self.writing.iter().chain(&self.beside).chain(&self.listeners).for_each(JoinHandle::abort);
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.end();
    }
}

fn answer_ivrs(intake: &Intake, ivr: Ivr) {
    if let Some(records) = ivr.records() {
        records.warm();
    }
    intake.answer_ivrs(Arc::new(ivr));
}

async fn bind(address: SocketAddr) -> Result<TcpListener, StartError> {
    TcpListener::bind(address).await.map_err(|error| StartError::Listen { address, error })
}

fn listen_on(
    house: &Arc<House>,
    intake: &Arc<Intake>,
    path_secret: PathSecret,
    tls: Option<&Arc<Tls>>,
    (front, back): (TcpListener, TcpListener),
    closed: &watch::Receiver<bool>,
) -> Vec<JoinHandle<()>> {
    let config = &house.config;
    let limits =
        Limits { body_bytes: config.limits.body_bytes, connections: config.limits.connections, ..Limits::default() };
    let porter = Porter::public(path_secret, &config.phones.origins, limits, Arc::clone(intake));
    let answer = Arc::new(Front { house: Arc::clone(house), porter });
    let crowd = Arc::new(Crowd::new(config.limits.of_one_source(), &config.proxies));
    let inner = Arc::new(Inner { house: Arc::clone(house), crowd: Arc::clone(&crowd) });
    let few = Limits { connections: 32, ..limits };
    let front = match tls {
        Some(tls) => {
            let wire = Arc::new(TlsWire(Arc::clone(tls)));
            tokio::spawn(connections(answer, wire, limits, crowd, closed.clone()).listen(front))
        }
        None => tokio::spawn(connections(answer, Arc::new(Plain), limits, crowd, closed.clone()).listen(front)),
    };
    let anybody = Arc::new(Crowd::default());
    vec![front, tokio::spawn(connections(inner, Arc::new(Plain), few, anybody, closed.clone()).listen(back))]
}

fn connections<A: Answer, W>(
    answer: Arc<A>,
    wire: Arc<W>,
    limits: Limits,
    crowd: Arc<Crowd>,
    closed: watch::Receiver<bool>,
) -> Connections<A, W> {
    Connections { answer, wire, permits: Arc::new(Semaphore::new(limits.connections)), crowd, limits, closed }
}

async fn flush(house: Arc<House>) {
    loop {
        tokio::time::sleep(FLUSH).await;
        if let Err(error) = house.flush_acks().await {
            tracing::warn!(%error, "places of desktops were not written down");
        }
    }
}

async fn sweep(house: Arc<House>) {
    loop {
        tokio::time::sleep(SWEEP).await;
        house.board.sweep(house.now());
        house.keep_assistance().await;
    }
}

async fn tidy(house: Arc<House>) {
    loop {
        tokio::time::sleep(TIDY).await;
        if let Err(error) = house.tidy().await {
            tracing::warn!(%error, "the file could not be tidied");
        }
    }
}
