//! The streams of a fleet: events for desktops, what is for the history of teams, orders to forget somebody, and places of
//! desktops.

use super::{Fleet, FleetError};
use crate::config::{Config as Settings, Share};
use async_nats::jetstream::stream::{Config, Republish, Stream};
use std::time::Duration;

/// JetStream itself knows repeats of this long; later ones the desktops know.
const DUPLICATES: Duration = Duration::from_secs(600);
/// An order is there for so much longer than what it is about.
const ORDERS_LONGER: Duration = Duration::from_secs(24 * 3600);

/// What is kept, and how long.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terms {
    /// Events that nobody has fetched.
    pub(crate) keep: Duration,
    /// What is for the history of teams; `None` where there is none.
    pub(crate) history: Option<Duration>,
    /// How much of it is told.
    pub(crate) share: Share,
    /// Orders to forget somebody: as long as any relay's file may still have something of them.
    pub(crate) orders: Duration,
}

impl Terms {
    pub(crate) fn of(config: &Settings) -> Self {
        let hours = |hours: u32| Duration::from_secs(u64::from(hours) * 3600);
        let keep = hours(config.retention.keep_hours);
        let history = config.history.term();
        let longest = (2 * keep).max(hours(config.retention.remember_hours)).max(history.unwrap_or_default());
        Self { keep, history, share: config.history.share, orders: longest + ORDERS_LONGER }
    }
}

/// The streams that desktops are served from.
pub(super) struct Streams {
    pub(super) events: Stream,
    pub(super) history: Option<Stream>,
    pub(super) orders: Stream,
    /// When the stream of orders was made, in seconds since 1970: one that was made anew counts anew.
    pub(super) orders_made: i64,
    /// Name of the log that their places count in.
    pub(super) log: String,
}

impl Fleet {
    /// The streams, made where they are not there.
    pub(super) async fn streams(&self) -> Result<&Streams, FleetError> {
        if let Some(known) = self.streams.get() {
            return Ok(known);
        }
        let names = &self.subjects;
        let places = Config {
            name: names.places_stream(),
            subjects: vec![names.all_places()],
            max_messages_per_subject: 1,
            max_age: self.terms.keep,
            num_replicas: self.replicas,
            allow_direct: true,
            ..Config::default()
        };
        self.context.create_or_update_stream(places).await.map_err(|error| failed(&error))?;
        let (events, made) = self.stream(names.stream(), names.all_events(), names.all_live(), self.terms.keep).await?;
        // A stream that was made anew counts anew.
        let mut log = format!("j-{}-{made}", names.stream());
        let mut history = None;
        if let Some(term) = self.terms.history {
            let name = names.history_stream();
            let (stream, made) = self.stream(name, names.all_history(), names.all_live_history(), term).await?;
            log = format!("{log}-{made}");
            history = Some(stream);
        }
        let (subject, live) = (names.orders(), names.live_orders());
        let (orders, orders_made) = self.stream(names.orders_stream(), subject, live, self.terms.orders).await?;
        Ok(self.streams.get_or_init(|| Streams { events, history, orders, orders_made, log }))
    }

    /// One of them, and when it was made, in seconds since 1970.
    async fn stream(
        &self,
        name: String,
        subject: String,
        live: String,
        keep: Duration,
    ) -> Result<(Stream, i64), FleetError> {
        let config = Config {
            name: name.clone(),
            subjects: vec![subject.clone()],
            max_age: keep,
            num_replicas: self.replicas,
            duplicate_window: DUPLICATES.min(keep),
            allow_direct: true,
            republish: Some(Republish { source: subject, destination: live, headers_only: false }),
            ..Config::default()
        };
        let info = self.context.create_or_update_stream(config).await.map_err(|error| failed(&error))?;
        let stream = self.context.get_stream(name).await.map_err(|error| failed(&error))?;
        Ok((stream, info.created.unix_timestamp()))
    }
}

fn failed(error: &dyn std::fmt::Display) -> FleetError {
    FleetError::JetStream(error.to_string())
}
