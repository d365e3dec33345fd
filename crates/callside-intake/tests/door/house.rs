//! A door with all phone systems set up, and a sink that remembers.

use async_trait::async_trait;
use callside_core::automation::OutboundMessage;
use callside_core::event::Event;
use callside_core::secret::Secret;
use callside_intake::{
    Accepted, Clock, Door, DoorSettings, EventSink, Intake, Limits, PathSecret, Received, RejectionNote, SinkError,
};
use callside_telephony::phone_switch::{Mapping, Signing};
use callside_telephony::secrets::Secrets;
use callside_telephony::{Settings, aircall, five9, phone_switch};
use jiff::Timestamp;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tokio::sync::Semaphore;

pub const PATH: &str = "path-secret-0123456789abcdef";
pub const FIVE9: &str = "harbour-street-secret-1";
pub const AIRCALL: &str = "0123456789abcdef0123456789abcdef";
pub const PLAIN: &str = "plain-hmac-secret-1";

/// What the sink does with the next events.
#[derive(Debug, Clone, Copy)]
pub enum Mood {
    Keep,
    Refuse(SinkError),
    Break,
}

/// Keeps events in memory. It can be made to wait in the middle.
pub struct Sink {
    pub kept: Mutex<Vec<(Vec<Event>, Received)>>,
    pub notes: Mutex<Vec<RejectionNote>>,
    pub messages: Mutex<Vec<OutboundMessage>>,
    pub mood: Mutex<Mood>,
    /// A permit for each call that has begun.
    pub begun: Semaphore,
    /// A call takes one of these before it goes on.
    pub may_end: Semaphore,
    /// A permit for each call that has ended.
    pub ended: Semaphore,
    at_once: AtomicUsize,
    pub most_at_once: AtomicUsize,
}

impl Sink {
    pub fn kept(&self) -> Vec<Event> {
        self.kept.lock().unwrap().iter().flat_map(|(events, _)| events.clone()).collect()
    }

    pub fn codes(&self) -> Vec<&'static str> {
        self.notes.lock().unwrap().iter().map(|note| note.code).collect()
    }
}

#[async_trait]
impl EventSink for Sink {
    async fn accept(&self, events: Vec<Event>, received: Received) -> Result<Accepted, SinkError> {
        let now = self.at_once.fetch_add(1, Ordering::SeqCst) + 1;
        self.most_at_once.fetch_max(now, Ordering::SeqCst);
        self.begun.add_permits(1);
        self.may_end.acquire().await.unwrap().forget();
        self.at_once.fetch_sub(1, Ordering::SeqCst);
        let mood = *self.mood.lock().unwrap();
        let answer = match mood {
            Mood::Keep => Ok(Accepted { new: events.len(), repeated: 0 }),
            Mood::Refuse(error) => Err(error),
            Mood::Break => panic!("the sink breaks, as the test wants"),
        };
        if answer.is_ok() {
            self.kept.lock().unwrap().push((events, received));
        }
        self.ended.add_permits(1);
        answer
    }

    async fn message(&self, message: OutboundMessage) -> Result<Option<Accepted>, SinkError> {
        self.begun.add_permits(1);
        self.may_end.acquire().await.unwrap().forget();
        if let Mood::Refuse(error) = *self.mood.lock().unwrap() {
            return Err(error);
        }
        if message.org.as_str() != "00D000000000062EAA" {
            return Ok(None);
        }
        self.messages.lock().unwrap().push(message);
        Ok(Some(Accepted { new: 1, repeated: 0 }))
    }

    fn rejected(&self, note: RejectionNote) {
        self.notes.lock().unwrap().push(note);
    }
}

pub fn secrets(text: &str) -> Secrets {
    Secrets::new(vec![Secret::new(text)]).unwrap()
}

pub fn phones() -> Settings {
    let signing = vec![Signing::hex_hmac(secrets(PLAIN), Signing::HEADER).unwrap()];
    Settings {
        five9: Some(five9::Settings::new(secrets(FIVE9))),
        aircall: Some(aircall::Settings { tokens: secrets(AIRCALL) }),
        phone: Some(phone_switch::Settings::new(signing, Mapping::default()).unwrap()),
    }
}

/// 2026-07-03T15:45:00Z, always.
pub fn now() -> Timestamp {
    Timestamp::from_second(1_783_093_500).unwrap()
}

pub fn intake(waits: bool) -> (Arc<Intake>, Arc<Sink>) {
    let sink = Arc::new(Sink {
        kept: Mutex::default(),
        messages: Mutex::default(),
        notes: Mutex::default(),
        mood: Mutex::new(Mood::Keep),
        begun: Semaphore::new(0),
        may_end: Semaphore::new(if waits { 0 } else { 10_000 }),
        ended: Semaphore::new(0),
        at_once: AtomicUsize::new(0),
        most_at_once: AtomicUsize::new(0),
    });
    let clock: Clock = Arc::new(now);
    (Arc::new(Intake::new(phones(), sink.clone(), clock)), sink)
}

/// Settings for any free port.
pub fn settings() -> DoorSettings {
    let path_secret = PathSecret::new(Secret::new(PATH)).unwrap();
    DoorSettings { ports: vec![0], origins: vec!["https://app.five9.com".to_owned()], ..DoorSettings::new(path_secret) }
}

pub async fn open() -> (Door, Arc<Sink>) {
    open_with(Limits::default(), false).await
}

pub async fn open_with(limits: Limits, sink_waits: bool) -> (Door, Arc<Sink>) {
    let (intake, sink) = intake(sink_waits);
    let door = Door::open(DoorSettings { limits, ..settings() }, intake).await.unwrap();
    (door, sink)
}

pub fn at(rest: &str) -> String {
    format!("/{PATH}/{rest}")
}

/// The query of an accepted Five9 call, with its secret.
pub fn accepted_call() -> String {
    format!("trigger=OnCallAccepted&call_id=300000000001234&ANI=2125550147&full_name=Ana+Ruiz&secret={FIVE9}")
}
