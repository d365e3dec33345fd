//! 200 desktops over a fleet, beside the same messages over bare JetStream.

use super::program::Place;
use super::wire::Sender;
use crate::bench::Report;
use crate::nats::Nats;
use async_trait::async_trait;
use callside_core::event::Event;
use callside_link::{Cursor, Desk, Envelope, Grant, Heard, Link, LinkClock, LinkSettings, LinkState, Unkept};
use callside_relay::sizes;
use futures_util::StreamExt as _;
use jiff::Timestamp;
use serde_json::json;
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::watch;
use tokio::task::JoinHandle;

const DESKTOPS: usize = 200;
const MESSAGES: usize = 2_000;

pub(super) async fn measure(report: &mut Report) {
    let nats = Nats::start().await;
    let bare = bare(report, &nats).await;
    through_relay(report, &nats, bare).await;
}

/// Publish, stored, delivered to one of 200 listeners: nobody in between.
async fn bare(report: &mut Report, nats: &Nats) -> f64 {
    let client = async_nats::connect(nats.url()).await.expect("NATS answers");
    let context = async_nats::jetstream::new(client.clone());
    let config = async_nats::jetstream::stream::Config {
        name: "bare".into(),
        subjects: vec!["bare.>".into()],
        ..Default::default()
    };
    let stream = context.create_stream(config).await.expect("a stream");
    let (tell, mut came) = tokio::sync::mpsc::unbounded_channel();
    let mut listeners = Vec::new();
    for n in 0..DESKTOPS {
        let config = async_nats::jetstream::consumer::push::Config {
            deliver_subject: client.new_inbox(),
            filter_subject: format!("bare.{n}"),
            ack_policy: async_nats::jetstream::consumer::AckPolicy::Explicit,
            ..Default::default()
        };
        let consumer = stream.create_consumer(config).await.expect("a consumer");
        let mut messages = consumer.messages().await.expect("messages");
        let tell = tell.clone();
        listeners.push(tokio::spawn(async move {
            while let Some(Ok(message)) = messages.next().await {
                let _ = tell.send(Instant::now());
                let _ = message.ack().await;
            }
        }));
    }
    let payload = "x".repeat(400);
    let mut times = Vec::new();
    for n in 0..MESSAGES {
        let began = Instant::now();
        let sent = context.publish(format!("bare.{}", n % DESKTOPS), payload.clone().into()).await.expect("published");
        let came = came.recv().await.expect("delivered");
        times.push(came - began);
        sent.await.expect("stored");
    }
    listeners.iter().for_each(JoinHandle::abort);
    report.times("relay: bare JetStream, publish to delivered, 200 consumers", &times).at(0.5)
}

/// The same to 200 desktops of a relay: webhook in, JetStream, WebSocket out.
async fn through_relay(report: &mut Report, nats: &Nats, bare: f64) {
    let place = Place::new(DESKTOPS, &json!({ "fleet": { "servers": [nats.url()] } }));
    let relay = place.start();
    while relay.figure("fleet_up").await < 1.0 {}
    let before = relay.memory();
    let desktops: Vec<_> = (0..DESKTOPS).map(|n| Hearing::link(&place, relay.listen, n)).collect();
    for desktop in &desktops {
        desktop.up().await;
    }
    report.numbers(sizes::LINK, "KB", vec![(relay.memory() - before) / 1e3 / DESKTOPS as f64]);
    let mut sender = Sender::open(relay.listen, &place.path_secret).await;
    let (mut from_webhook, mut from_answer) = (Vec::new(), Vec::new());
    for n in 0..MESSAGES {
        let desktop = &desktops[n % DESKTOPS];
        let began = Instant::now();
        assert!(sender.send(&format!("fleet-{n}"), n % DESKTOPS).await.expect("the relay answers"));
        // The commit is durable now, and the handover to JetStream begins.
        let answered = Instant::now();
        let came = desktop.has(n / DESKTOPS + 1).await;
        from_webhook.push(came.saturating_duration_since(began));
        from_answer.push(came.saturating_duration_since(answered));
    }
    report.times("relay: webhook to delivered, 200 desktops, fleet", &from_webhook);
    let median = report.times("relay: durable and published to delivered, 200 desktops", &from_answer).at(0.5);
    report.numbers("relay: delivered over bare JetStream", "x", vec![median / bare]).at_most(0.5, 2.0);
}

/// A desktop that hears and counts.
pub(super) struct Hearing {
    ear: Arc<Ear>,
    task: JoinHandle<()>,
}

struct Ear {
    grant: Grant,
    heard: Mutex<HashMap<String, usize>>,
    count: watch::Sender<(usize, Instant)>,
    up: watch::Sender<bool>,
}

impl Drop for Hearing {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Hearing {
    pub(super) fn link(place: &Place, relay: SocketAddr, n: usize) -> Self {
        let ear = Arc::new(Ear {
            grant: place.grant(&format!("agent-{n}@example.com")),
            heard: Mutex::default(),
            count: watch::Sender::new((0, Instant::now())),
            up: watch::Sender::new(false),
        });
        let settings = LinkSettings {
            address: format!("http://{relay}"),
            desktop: format!("bench-desktop-{n}"),
            app: "bench".into(),
        };
        let link = Link::new(settings, Arc::clone(&ear) as Arc<dyn Desk>, Arc::new(Wall)).expect("an address");
        Self { ear, task: tokio::spawn(async move { link.run().await }) }
    }

    pub(super) async fn up(&self) {
        self.ear.up.subscribe().wait_for(|up| *up).await.expect("it runs");
    }

    /// When so many different events were there.
    pub(super) async fn has(&self, count: usize) -> Instant {
        self.ear.count.subscribe().wait_for(|(n, _)| *n >= count).await.expect("it runs").1
    }

    pub(super) fn different(&self) -> usize {
        self.ear.heard.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    pub(super) fn twice(&self) -> usize {
        let heard = self.ear.heard.lock().unwrap_or_else(PoisonError::into_inner);
        heard.values().filter(|times| **times > 1).count()
    }
}

#[async_trait]
impl Desk for Ear {
    async fn cursor(&self) -> Result<Option<Cursor>, Unkept> {
        Ok(None)
    }

    async fn take(&self, events: Vec<Envelope>, _cursor: Option<Cursor>) -> Result<(), Unkept> {
        let now = Instant::now();
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        for envelope in events {
            if let Heard::Known(event) = envelope.event {
                *heard.entry(Event::id(&event).0.clone()).or_default() += 1;
            }
        }
        self.count.send_replace((heard.len(), now));
        Ok(())
    }

    async fn grant(&self) -> Result<Option<Grant>, Unkept> {
        Ok(Some(self.grant.clone()))
    }

    async fn keep_grant(&self, _grant: Option<Grant>) -> Result<(), Unkept> {
        Ok(())
    }

    fn changed(&self, state: LinkState) {
        if matches!(state, LinkState::Up { .. }) {
            self.up.send_replace(true);
        }
    }
}

struct Wall;

#[async_trait]
impl LinkClock for Wall {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    async fn sleep(&self, span: Duration) {
        tokio::time::sleep(span).await;
    }

    fn random(&self) -> u64 {
        7
    }
}
