//! The relay's parts, and what they share.

use crate::acks::Acks;
use crate::board::{Board, Rules};
use crate::config::Config;
use crate::fleet::Fleet;
use crate::forgetting::Turn;
use crate::identity::{Identity, Sessions};
use crate::links::Links;
use crate::memory::Memory;
use crate::metrics::Metrics;
use crate::nonces::Nonces;
use crate::rate::Rate;
use crate::team::{Directory, Place, Team};
use crate::writer::{Fresh, Writer};
use callside_core::ids::CallKey;
use callside_core::person::PersonId;
use callside_core::phone::HomeRegion;
use callside_core::wallboard::Goal;
use callside_store::StoreError;
use callside_store::relay::{EVERYONE, Placing, RelayStore, Replayed, Retention, Retired, Service};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use tokio::sync::watch;

/// Tells the time.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Beats that a desktop may be gone before its agent is offline: as many as a desktop waits for the relay.
const GRACE_BEATS: i64 = 3;

fn board_rules(config: &Config, zone: TimeZone) -> Rules {
    Rules {
        relay: config.name.clone(),
        goal: Goal { answer_within_s: config.wallboard.answer_within_s },
        zone,
        grace: SignedDuration::from_secs(GRACE_BEATS * i64::from(config.limits.beat_s)),
        in_fleet: config.fleet.is_some(),
    }
}

/// How many parked deliveries are looked at in one go.
const PAGE: u32 = 500;

/// Everything that requests and links share.
pub struct House {
    pub(crate) config: Config,
    pub(crate) clock: Clock,
    pub(crate) store: Arc<RelayStore>,
    pub(crate) service: Service,
    /// Name of the log that cursors of this relay's own file count in.
    pub(crate) log: String,
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) memory: Memory,
    pub(crate) links: Links,
    pub(crate) board: Board,
    pub(crate) acks: Acks,
    pub(crate) sessions: Sessions,
    pub(crate) identity: Identity,
    pub(crate) nonces: Nonces,
    pub(crate) rate: Rate,
    pub(crate) fleet: Option<Arc<Fleet>>,
    pub(crate) home: Option<HomeRegion>,
    pub(crate) started_at: Timestamp,
    pub(crate) draining: watch::Sender<bool>,
    /// It will drain soon; until then it takes everything, and says that it is not ready.
    leaving: AtomicBool,
    /// The requests for assistance as they were written down last.
    pub(crate) assistance_kept: tokio::sync::Mutex<String>,
    pub(crate) forgetting: Turn,
    directory: RwLock<Arc<Directory>>,
    signed_in: RwLock<HashSet<PersonId>>,
    writer: OnceLock<Writer>,
}

/// What a house is made of.
pub(crate) struct Parts {
    pub(crate) config: Config,
    pub(crate) clock: Clock,
    pub(crate) store: Arc<RelayStore>,
    pub(crate) log: String,
    pub(crate) sessions: Sessions,
    pub(crate) identity: Identity,
    pub(crate) fleet: Option<Arc<Fleet>>,
    pub(crate) signed_in: HashSet<PersonId>,
    pub(crate) metrics: Arc<Metrics>,
    /// Where a day begins.
    pub(crate) zone: TimeZone,
}

impl House {
    pub(crate) fn new(parts: Parts) -> Self {
        let Parts { config, clock, store, log, sessions, identity, fleet, signed_in, metrics, zone } = parts;
        let started_at = clock();
        Self {
            service: if fleet.is_some() { Service::Fleet } else { Service::Alone },
            rate: Rate::new(config.limits.per_source, config.limits.burst),
            links: Links::new(config.limits.links),
            board: Board::new(board_rules(&config, zone), started_at),
            directory: RwLock::new(Arc::new(Directory::new(&config.team))),
            home: config.home_region.as_deref().and_then(|region| region.parse().ok()),
            config,
            clock,
            store,
            log,
            metrics,
            memory: Memory::default(),
            acks: Acks::default(),
            nonces: Nonces::default(),
            sessions,
            identity,
            fleet,
            started_at,
            draining: watch::channel(false).0,
            leaving: AtomicBool::new(false),
            assistance_kept: tokio::sync::Mutex::default(),
            forgetting: Turn::default(),
            signed_in: RwLock::new(signed_in),
            writer: OnceLock::new(),
        }
    }

    pub(crate) fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// Set once, before the first request.
    pub(crate) fn set_writer(&self, writer: Writer) {
        let _ = self.writer.set(writer);
    }

    #[expect(clippy::expect_used, reason = "start sets it before it listens")]
    pub(crate) fn writer(&self) -> &Writer {
        self.writer.get().expect("the writer is set before anything is taken")
    }

    pub(crate) fn directory(&self) -> Arc<Directory> {
        Arc::clone(&self.directory.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn has_signed_in(&self, person: &PersonId) -> bool {
        self.signed_in.read().unwrap_or_else(PoisonError::into_inner).contains(person)
    }

    /// Everybody to whom work can be given.
    pub(crate) fn people(&self) -> Vec<PersonId> {
        let signed_in = self.signed_in.read().unwrap_or_else(PoisonError::into_inner).clone();
        self.directory().people(signed_in.into_iter())
    }

    /// Somebody signed in; what was parked because nobody knew them comes free.
    pub(crate) async fn welcome(&self, person: &PersonId) -> Result<(), StoreError> {
        let new = self.store.welcome(person, self.now()).await?;
        if new {
            self.signed_in.write().unwrap_or_else(PoisonError::into_inner).insert(person.clone());
            self.replay().await?;
        }
        Ok(())
    }

    /// Uses another team from the next event on, and looks again at what was parked.
    ///
    /// # Errors
    /// When the file cannot be written; then everything stays parked.
    pub async fn use_team(&self, team: &Team) -> Result<Replayed, StoreError> {
        *self.directory.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(Directory::new(team));
        self.board.look_again();
        // Who was given a team hears what is held of it.
        self.links.wake_all();
        self.replay().await
    }

    /// Looks again at what was parked.
    ///
    /// # Errors
    /// When the file cannot be written; then everything stays parked.
    pub async fn replay(&self) -> Result<Replayed, StoreError> {
        let directory = self.directory();
        let (mut sum, mut after) = (Replayed::default(), 0);
        loop {
            let page = self.store.parked(after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = last.seq;
            let placings = page.into_iter().map(|parked| {
                let known = |person: &PersonId| self.has_signed_in(person);
                let placing = match directory.place(&parked.event, &[], &known) {
                    Place::Keep(placing) => placing,
                    Place::NotForUs => Placing::Parked(crate::team::reasons::UNASSIGNED),
                };
                let watchers = self.watchers(&parked.event, &placing);
                (parked.seq, placing, watchers)
            });
            let placings: Vec<_> = placings.collect();
            let replayed = self.store.place(&placings, self.service).await?;
            sum.placed += replayed.placed;
            sum.still_parked += replayed.still_parked;
        }
        if sum.placed > 0 {
            self.links.wake_all();
            if let Some(fleet) = &self.fleet {
                fleet.look_at_file();
            }
        }
        Ok(sum)
    }

    /// Deliveries are on the disk: whom they are for hears of them.
    pub(crate) fn fresh(&self, fresh: Vec<Fresh>) {
        for Fresh { delivery, .. } in &fresh {
            self.tell_board(&delivery.event, &delivery.placing, delivery.received_at);
        }
        let alone = self.fleet.as_ref().is_none_or(|fleet| !fleet.is_up());
        if alone {
            for delivery in &fresh {
                if let Placing::To(people) = &delivery.delivery.placing {
                    self.wake(people);
                }
                self.wake(delivery.delivery.watchers.as_deref().unwrap_or_default());
            }
        }
        if let Some(fleet) = &self.fleet {
            fleet.hand_over(fresh);
        }
    }

    fn wake(&self, people: &[String]) {
        for person in people {
            if person == EVERYONE {
                self.links.wake_all();
            } else if let Ok(person) = PersonId::new(person) {
                self.links.wake(&person);
            }
        }
    }

    /// Other relays of the fleet may take the next event of the same call.
    pub(crate) fn tell_offered(&self, call: &CallKey, people: &[String]) {
        if let Some(fleet) = &self.fleet {
            fleet.tell_offered(call, people);
        }
    }

    /// One round of tidying.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn tidy(&self) -> Result<Retired, StoreError> {
        self.flush_acks().await?;
        let hours = |n: u32| SignedDuration::from_hours(i64::from(n));
        let retention = Retention {
            keep: hours(self.config.retention.keep_hours),
            grace: hours(self.config.retention.grace_hours),
            remember: hours(self.config.retention.remember_hours),
            history: self.config.history.term().and_then(|term| term.try_into().ok()).unwrap_or_default(),
        };
        let retired = self.store.retire(retention, self.now()).await?;
        if retired.unclaimed > 0 {
            tracing::warn!(events = retired.unclaimed, "nobody fetched these events in time; they are parked");
        }
        if retired.given_up > 0 {
            tracing::error!(
                events = retired.given_up,
                "parked events were given up: nobody mended the mapping in time"
            );
        }
        Ok(retired)
    }

    /// Writes down how far the desktops are.
    pub(crate) async fn flush_acks(&self) -> Result<(), StoreError> {
        let places = self.acks.take();
        if places.is_empty() {
            return Ok(());
        }
        match &self.fleet {
            Some(fleet) => fleet.note_places(&places).await,
            None => {
                let own = places.into_iter().filter_map(|((person, desktop), cursor)| {
                    let place = cursor.place_in(&self.log)?;
                    Some((person, desktop, i64::try_from(place.own).ok()?))
                });
                self.store.acknowledge(&own.collect::<Vec<_>>(), self.now()).await?;
            }
        }
        Ok(())
    }

    /// From now on it is not ready.
    pub(crate) fn leave(&self) {
        self.leaving.store(true, Ordering::Relaxed);
    }

    /// Is it about to end, or to begin with it?
    pub(crate) fn is_leaving(&self) -> bool {
        self.leaving.load(Ordering::Relaxed)
    }

    /// Is it about to end?
    pub(crate) fn is_draining(&self) -> bool {
        *self.draining.borrow()
    }
}
