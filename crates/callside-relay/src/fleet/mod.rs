//! Several relays over NATS JetStream: any of them takes an event, any of them serves a desktop.
//!
//! A delivery is in the relay's own file first; that file is the store of record until JetStream has acknowledged it
//! (`handover`). Each person has a subject of the stream; a stored message is republished at once to a plain subject that
//! the relay of the person's desktop listens to (`follower`). What is missed there shows as a gap in the sequence and is
//! fetched from the stream. Without NATS, relays go on taking events and serve their own desktops from their files.
//!
//! It asks nothing that nats-server 2.9 does not have.

mod backlog;
mod board;
mod erase;
mod follower;
mod handover;
mod in_order;
mod orders;
mod parked;
mod raft_logs;
mod streams;
mod subjects;

pub(crate) use follower::Follower;
pub(crate) use handover::Queue;
pub(crate) use orders::Seal;
pub(crate) use parked::Asked;
pub(crate) use streams::Terms;
pub(crate) use subjects::Subjects;

use crate::config::FleetConfig;
use crate::memory::Memory;
use crate::metrics::Metrics;
use crate::writer::Fresh;
use async_nats::connection::State;
use async_nats::jetstream::{self, context::Context};
use callside_core::ids::CallKey;
use callside_core::person::PersonId;
use callside_link::{Cursor, Place};
use callside_store::relay::RelayStore;
use futures_util::StreamExt as _;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock, Weak};
use std::time::Duration;
use streams::Streams;
use tokio::sync::{Notify, broadcast, mpsc, oneshot, watch};

/// How long an answer of NATS may take.
const PATIENCE: Duration = Duration::from_secs(2);
/// Deliveries that wait in memory for the handover; what does not fit is read from the file.
const QUEUE: usize = 4_096;

/// Why the fleet cannot be joined.
#[derive(Debug, thiserror::Error)]
pub enum FleetError {
    /// The login file.
    #[error(transparent)]
    Login(#[from] crate::config::SecretError),
    /// The login file does not hold `user:password`.
    #[error("fleet.login_file must hold user:password")]
    BadLogin,
    /// A server's address is none.
    #[error("fleet.servers: an address cannot be read")]
    Address,
    /// No server answers.
    #[error("no NATS server answers")]
    Unreachable,
    /// JetStream is off, or its streams cannot be made.
    #[error("JetStream cannot be used: {0}")]
    JetStream(String),
    /// What this relay has to hand over.
    #[error("the relay's file cannot be read: {0}")]
    File(#[from] callside_store::StoreError),
    /// An order to forget somebody ended in the middle; it is obeyed again.
    #[error("a caller was not forgotten whole")]
    Forgetting,
}

/// A live message: its place, the one before it on the same subject, its contents.
#[derive(Debug, Clone)]
pub(crate) struct Live {
    pub(crate) seq: u64,
    pub(crate) last: u64,
    pub(crate) payload: axum::body::Bytes,
}

/// This relay's membership.
pub struct Fleet {
    pub(crate) subjects: Subjects,
    client: async_nats::Client,
    context: Context,
    replicas: usize,
    terms: Terms,
    streams: OnceLock<Streams>,
    up: AtomicBool,
    /// Counts how often NATS came (back); followers then look for what they missed.
    came: watch::Sender<u64>,
    everyone: broadcast::Sender<Live>,
    queue: mpsc::Sender<Fresh>,
    /// Asks the handover whether nothing is under way.
    settled: mpsc::Sender<oneshot::Sender<()>>,
    look: Notify,
    seal: Seal,
    /// Words of the board for the other relays.
    words: board::Words,
}

impl Fleet {
    /// Connects, in the background where no server answers yet: a relay starts without NATS and joins later.
    ///
    /// # Errors
    /// [`FleetError`] for settings that cannot work.
    pub(crate) async fn join(config: &FleetConfig, terms: Terms, seal: Seal) -> Result<(Arc<Self>, Queue), FleetError> {
        let mut options = async_nats::ConnectOptions::new()
            .retry_on_initial_connect()
            .connection_timeout(PATIENCE)
            .request_timeout(Some(PATIENCE))
            .ping_interval(Duration::from_secs(5))
            // What does not fit is dropped, seen as a gap, and fetched from the stream: memory stays flat.
            .subscription_capacity(1_024)
            .reconnect_delay_callback(|attempts| Duration::from_millis((attempts as u64 * 100).min(2_000)));
        if let Some(file) = &config.login_file {
            let login = crate::config::secret_file(file)?;
            let (user, password) = login.expose().split_once(':').ok_or(FleetError::BadLogin)?;
            options = options.user_and_password(user.to_owned(), password.to_owned());
        }
        let servers: Result<Vec<async_nats::ServerAddr>, _> = config.servers.iter().map(|at| at.parse()).collect();
        let servers = servers.map_err(|_| FleetError::Address)?;
        let client = async_nats::connect_with_options(servers, options).await.map_err(|_| FleetError::Unreachable)?;
        let mut context = jetstream::new(client.clone());
        context.set_timeout(PATIENCE);
        let (queue, fresh) = mpsc::channel(QUEUE);
        let (settled, asked) = mpsc::channel(1);
        let fleet = Self {
            subjects: Subjects::new(&config.name),
            client,
            context,
            replicas: config.replicas,
            terms,
            streams: OnceLock::new(),
            up: AtomicBool::new(false),
            came: watch::Sender::new(0),
            everyone: broadcast::channel(1_024).0,
            queue,
            settled,
            look: Notify::new(),
            seal,
            words: board::Words::default(),
        };
        Ok((Arc::new(fleet), Queue { fresh, asked }))
    }

    /// Starts what runs beside: the handover, and listening for what is for everyone and for what other relays say.
    pub(crate) fn start(
        self: &Arc<Self>,
        store: Arc<RelayStore>,
        queue: Queue,
        metrics: Arc<Metrics>,
        memory: Weak<crate::house::House>,
    ) -> Vec<tokio::task::JoinHandle<()>> {
        vec![
            tokio::spawn(handover::run(Arc::clone(self), store, queue, metrics)),
            tokio::spawn(orders::run(Arc::clone(self), Weak::clone(&memory))),
            tokio::spawn(Arc::clone(self).listen_for_everyone()),
            tokio::spawn(Arc::clone(self).listen_for_offers(Weak::clone(&memory))),
            tokio::spawn(parked::run(Arc::clone(self), Weak::clone(&memory))),
            tokio::spawn(board::run(Arc::clone(self), memory)),
        ]
    }

    /// Does JetStream take events?
    pub(crate) fn is_up(&self) -> bool {
        self.up.load(Ordering::Acquire) && self.client.connection_state() == State::Connected
    }

    fn set_up(&self, up: bool, metrics: &Metrics) {
        metrics.fleet(up);
        if self.up.swap(up, Ordering::AcqRel) != up {
            tracing::warn!(up, "JetStream");
            if up {
                self.came.send_modify(|count| *count += 1);
            }
        }
    }

    /// Hands fresh deliveries over. What does not fit is read from the file later.
    pub(crate) fn hand_over(&self, fresh: Vec<Fresh>) {
        for delivery in fresh {
            if self.queue.try_send(delivery).is_err() {
                self.look_at_file();
                return;
            }
        }
    }

    /// Comes back when what was kept before this is with JetStream or in the file, and nothing is on its way.
    pub(crate) async fn settled(&self) {
        let (done, settled) = oneshot::channel();
        // Where nobody hands over any more, nothing is under way.
        if self.settled.send(done).await.is_ok() {
            let _ = settled.await;
        }
    }

    /// There is something in the file that was not queued.
    pub(crate) fn look_at_file(&self) {
        self.look.notify_one();
    }

    /// Tells the other relays who was given something of a call: they may take its next event.
    pub(crate) fn tell_offered(&self, call: &CallKey, people: &[String]) {
        if self.client.connection_state() != State::Connected {
            return;
        }
        let (client, subject) = (self.client.clone(), self.subjects.offers());
        let Ok(payload) = serde_json::to_vec(&(call, people)) else { return };
        tokio::spawn(async move {
            if client.publish(subject, payload.into()).await.is_err() {
                tracing::debug!("other relays were not told of an offer");
            }
        });
    }

    async fn listen_for_offers(self: Arc<Self>, house: Weak<crate::house::House>) {
        loop {
            let Ok(mut offers) = self.client.subscribe(self.subjects.offers()).await else { return };
            while let Some(offer) = offers.next().await {
                let Some(house) = house.upgrade() else { return };
                let memory: &Memory = &house.memory;
                if let Ok((call, people)) = serde_json::from_slice::<(CallKey, Vec<String>)>(&offer.payload) {
                    memory.add(&call, &people);
                }
            }
        }
    }

    async fn listen_for_everyone(self: Arc<Self>) {
        loop {
            let Ok(mut live) = self.client.subscribe(self.subjects.live_everyone()).await else { return };
            while let Some(message) = live.next().await {
                if let Some(live) = Live::read(message) {
                    // Nobody connected is fine.
                    let _ = self.everyone.send(live);
                }
            }
        }
    }

    /// Writes down how far desktops are: where one begins that has never been here.
    pub(crate) async fn note_places(&self, places: &HashMap<(PersonId, String), Cursor>) {
        let mut waiting = Vec::new();
        for ((person, _), cursor) in places {
            let subject = self.subjects.place_of(person);
            if let Ok(ack) = self.context.publish(subject, cursor.as_str().to_owned().into()).await {
                waiting.push(ack);
            }
        }
        for ack in waiting {
            if ack.await.is_err() {
                tracing::debug!("a place was not written down");
            }
        }
    }

    /// Where the last desktop of a person was.
    async fn last_place(&self, person: &PersonId, log: &str) -> Option<Place> {
        let places = self.context.get_stream_no_info(self.subjects.places_stream()).await.ok()?;
        let last = places.direct_get_last_for_subject(self.subjects.place_of(person)).await.ok()?;
        let text = String::from_utf8(last.payload.to_vec()).ok()?;
        Cursor::try_from(text).ok()?.place_in(log)
    }

    /// Asks for the connection, JetStream and the streams.
    pub(crate) async fn probe(&self) -> Result<String, FleetError> {
        self.client.flush().await.map_err(|_| FleetError::Unreachable)?;
        let version = self.client.server_info().version;
        self.streams().await?;
        Ok(version)
    }
}

impl Live {
    fn read(message: async_nats::Message) -> Option<Self> {
        let headers = message.headers.as_ref()?;
        let number = |name: &str| headers.get(name)?.as_str().parse::<u64>().ok();
        Some(Self {
            seq: number("Nats-Sequence")?,
            last: number("Nats-Last-Sequence").unwrap_or(0),
            payload: message.payload.clone(),
        })
    }
}
