//! From a delivery to kept events: proven, read, committed. The same for the door and for `callside://` links.

use crate::ivr::IvrDesk;
use crate::refusal::Refusal;
use crate::sink::{Accepted, EventSink, Received, RejectionNote, SinkError, Way};
use callside_core::automation::OutboundMessage;
use callside_core::event::Event;
use callside_core::ids::Provider;
use callside_core::ivr::IvrAsk;
use callside_telephony::{Headers, Inbound, IvrQuestion, Settings, link};
use jiff::Timestamp;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

/// Tells the time.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Takes deliveries, wherever they come from.
pub struct Intake {
    phones: RwLock<Arc<Settings>>,
    sink: Arc<dyn EventSink>,
    clock: Clock,
    ivr: RwLock<Option<Arc<dyn IvrDesk>>>,
}

impl Intake {
    /// An intake for these phone systems.
    #[must_use]
    pub fn new(phones: Settings, sink: Arc<dyn EventSink>, clock: Clock) -> Self {
        Self { phones: RwLock::new(Arc::new(phones)), sink, clock, ivr: RwLock::default() }
    }

    /// Answers IVRs from now on.
    pub fn answer_ivrs(&self, desk: Arc<dyn IvrDesk>) {
        *self.ivr.write().unwrap_or_else(PoisonError::into_inner) = Some(desk);
    }

    /// Who answers IVRs.
    pub(crate) fn clerk(&self) -> Result<Arc<dyn IvrDesk>, Refusal> {
        self.ivr.read().unwrap_or_else(PoisonError::into_inner).clone().ok_or(Refusal::NotFound)
    }

    /// What an IVR asks, proven by the secret of its phone system.
    pub(crate) fn prove(&self, question: IvrQuestion, headers: Headers<'_>) -> Result<IvrAsk, Refusal> {
        Ok(question.prove(headers, &self.phones())?)
    }

    /// Uses other settings from the next delivery on: a secret was replaced, a phone system was added.
    pub fn reload(&self, phones: Settings) {
        *self.phones.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(phones);
    }

    /// Takes a `callside://` link that the operating system handed over, and waits for the sink as long as `patience`.
    ///
    /// # Errors
    /// [`Refusal`], of which the sink's diagnostics have heard already.
    pub async fn link(&self, text: &str, patience: Duration) -> Result<Accepted, Refusal> {
        let received = Received { at: self.now(), way: Way::Link, bytes: text.len() };
        let taken = match link::read(text, received.at, &self.phones()) {
            Ok(events) => self.keep(events, received, patience).await,
            Err(rejection) => Err(rejection.into()),
        };
        if let Err(refusal) = &taken {
            self.note(refusal, received.at, Some(Provider::Five9), received.bytes);
        }
        taken
    }

    /// Takes a delivery that came through the door.
    pub(crate) async fn take(&self, inbound: &Inbound<'_>, patience: Duration) -> Result<Accepted, Refusal> {
        let bytes = inbound.query.len() + inbound.body.len();
        let received = Received { at: inbound.received_at, way: Way::Http(inbound.route), bytes };
        let events = callside_telephony::read(inbound, &self.phones())?;
        self.keep(events, received, patience).await
    }

    /// Takes an Outbound Message that came through the door.
    pub(crate) async fn take_message(&self, message: OutboundMessage, patience: Duration) -> Result<(), Refusal> {
        let sink = Arc::clone(&self.sink);
        let keeping = tokio::spawn(async move { sink.message(message).await });
        match tokio::time::timeout(patience, keeping).await {
            Ok(Ok(kept)) => kept?.map(drop).ok_or(Refusal::ForeignOrg),
            Ok(Err(_)) => Err(Refusal::Broken),
            Err(_) => Err(SinkError::Busy { retry_after: patience }.into()),
        }
    }

    /// The sink works in a task of its own, so that a sender who hangs up does not stop it half-way.
    async fn keep(&self, events: Vec<Event>, received: Received, patience: Duration) -> Result<Accepted, Refusal> {
        if events.is_empty() {
            return Ok(Accepted::default());
        }
        let sink = Arc::clone(&self.sink);
        let keeping = tokio::spawn(async move { sink.accept(events, received).await });
        match tokio::time::timeout(patience, keeping).await {
            Ok(Ok(kept)) => Ok(kept?),
            Ok(Err(_)) => Err(Refusal::Broken),
            // What it is still doing may yet succeed; the repeat is then known by its id.
            Err(_) => Err(SinkError::Busy { retry_after: patience }.into()),
        }
    }

    /// Tells the diagnostics of a refusal.
    pub(crate) fn note(&self, refusal: &Refusal, at: Timestamp, provider: Option<Provider>, bytes: usize) {
        let (code, status) = (refusal.code(), refusal.status());
        tracing::warn!(code, status, provider = provider.map(Provider::as_str), bytes, "a delivery was not taken");
        self.sink.rejected(RejectionNote { at, provider, code, reason: refusal.to_string(), status, bytes });
    }

    pub(crate) fn now(&self) -> Timestamp {
        (self.clock)()
    }

    fn phones(&self) -> Arc<Settings> {
        Arc::clone(&self.phones.read().unwrap_or_else(PoisonError::into_inner))
    }
}
