//! Where deliveries go: placed, then on the disk, and only then answered.

use crate::house::House;
use crate::identity::same_id;
use crate::team::Place;
use crate::writer::NotKept;
use async_trait::async_trait;
use callside_core::automation::{Notification, OutboundMessage};
use callside_core::event::Event;
use callside_core::phone::{self, PhoneNumber};
use callside_core::work::WorkChange;
use callside_intake::{Accepted, EventSink, Received, RejectionNote, SinkError};
use callside_store::relay::{Kept, NewDelivery, Placing};
use jiff::Timestamp;
use std::sync::Weak;
use std::time::Duration;

/// When a sender should come back after too many waited for the disk.
const RETRY_AFTER: Duration = Duration::from_secs(2);

/// The relay as the place where deliveries go.
pub struct Sink(pub(crate) Weak<House>);

#[async_trait]
impl EventSink for Sink {
    async fn accept(&self, events: Vec<Event>, received: Received) -> Result<Accepted, SinkError> {
        let Some(house) = self.0.upgrade() else { return Err(SinkError::Full) };
        house.take(events, received.at).await
    }

    /// A message is of the relay's org or of none here; its notifications are kept together, each for its own people.
    async fn message(&self, message: OutboundMessage) -> Result<Option<Accepted>, SinkError> {
        let Some(house) = self.0.upgrade() else { return Err(SinkError::Full) };
        if !same_id(message.org.as_str(), &house.config.identity.org_id) {
            return Ok(None);
        }
        let at = house.now();
        house.take(message.events(at), at).await.map(Some)
    }

    fn rejected(&self, note: RejectionNote) {
        if let Some(house) = self.0.upgrade() {
            house.metrics.refused(note.code);
        }
    }
}

impl House {
    /// Keeps events, all or none.
    pub(crate) async fn take(&self, events: Vec<Event>, received_at: Timestamp) -> Result<Accepted, SinkError> {
        let mut deliveries = Vec::with_capacity(events.len());
        for event in events {
            if let Some(delivery) = self.placed(event, received_at).await {
                deliveries.push(delivery);
            }
        }
        if deliveries.is_empty() {
            return Ok(Accepted::default());
        }
        let parked = deliveries.iter().filter(|delivery| matches!(delivery.placing, Placing::Parked(_))).count();
        let kept = self.keep(deliveries).await?;
        let new = kept.iter().filter(|kept| matches!(kept, Kept::New(_))).count();
        self.metrics.taken(new, kept.len() - new, parked.min(new));
        Ok(Accepted { new, repeated: kept.len() - new })
    }

    /// Brings deliveries to the disk, all or none.
    pub(crate) async fn keep(&self, deliveries: Vec<NewDelivery>) -> Result<Vec<Kept>, SinkError> {
        self.writer().keep(deliveries).await.map_err(|why| match why {
            NotKept::Busy => SinkError::Busy { retry_after: RETRY_AFTER },
            NotKept::Full => SinkError::Full,
        })
    }

    /// The delivery of an event; `None` when nobody here has a use for it.
    pub(crate) async fn placed(&self, event: Event, received_at: Timestamp) -> Option<NewDelivery> {
        let call = match &event {
            Event::Call(event) => Some((&event.call, event.at)),
            // The call is of before, whenever its work is told.
            Event::Work(event) => Some((&event.call, Timestamp::MIN)),
            Event::Agent(_) | Event::Contact(_) | Event::Record(_) => None,
        };
        let earlier = match call {
            Some((key, at)) => match self.memory.of(key) {
                Some(people) => people,
                // A call of before this start: the file knows who has it.
                None if at < self.started_at => self.store.audience(key).await.unwrap_or_default(),
                None => Vec::new(),
            },
            None => Vec::new(),
        };
        let place = self.directory().place(&event, &earlier, &|person| self.has_signed_in(person));
        let Place::Keep(placing) = place else {
            self.metrics.not_for_us();
            return None;
        };
        let is_flag = matches!(&event, Event::Work(event) if matches!(event.what, WorkChange::Flag { .. }));
        // Whoever hears of a flag only hears nothing else of the call.
        if let (Some((key, _)), Placing::To(people), false) = (call, &placing, is_flag) {
            self.memory.add(key, people);
            if *people != earlier {
                self.tell_offered(key, people);
            }
        }
        let caller = match &event {
            Event::Call(event) => event.facts.customer_number.as_deref().and_then(|text| self.e164(text)),
            Event::Work(event) => event.facts.customer_number.as_deref().and_then(|text| self.e164(text)),
            Event::Record(event) => self.number_in(&event.notification),
            Event::Agent(_) | Event::Contact(_) => None,
        };
        let watchers = self.watchers(&event, &placing);
        Some(NewDelivery { event, caller, received_at, placing, watchers })
    }

    /// The first number of a record, so that erasing its person finds it.
    pub(crate) fn number_in(&self, notification: &Notification) -> Option<String> {
        let phones = notification.fields.iter().filter(|(field, _)| field.contains("Phone"));
        phones.filter_map(|(_, text)| self.e164(text)).next()
    }

    /// A number in E.164, where it can be read.
    pub(crate) fn e164(&self, text: &str) -> Option<String> {
        self.number(text).map(|number| number.e164().to_owned())
    }

    /// A number, where it can be read.
    pub(crate) fn number(&self, text: &str) -> Option<PhoneNumber> {
        phone::read(text, self.home).number().cloned()
    }
}
