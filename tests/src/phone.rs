//! Events as phone systems would send them, for tests that feed the engine directly.

use callside_core::event::{AgentName, CallChange, CallEvent, CallFacts, Direction, Event};
use callside_core::ids::{CallKey, EventId, Provider};
use jiff::{SignedDuration, Timestamp};

/// A call that a test tells step by step.
#[derive(Debug, Clone)]
pub struct Ringing {
    key: CallKey,
    number: String,
    direction: Direction,
    campaign: Option<String>,
    recording: Option<String>,
    began: Timestamp,
    step: i64,
}

impl Ringing {
    /// An inbound Five9 call from a number.
    #[must_use]
    pub fn from(id: &str, number: &str) -> Self {
        let key = CallKey::new(Provider::Five9, id).expect("a call id");
        Self {
            key,
            number: number.to_owned(),
            direction: Direction::Inbound,
            campaign: None,
            recording: None,
            began: Timestamp::now(),
            step: 0,
        }
    }

    /// An inbound call of any phone system.
    #[must_use]
    pub fn of(key: CallKey, number: &str) -> Self {
        Self { key, ..Self::from("unused", number) }
    }

    /// An outbound Five9 call to a number.
    #[must_use]
    pub fn to(id: &str, number: &str) -> Self {
        Self { direction: Direction::Outbound, ..Self::from(id, number) }
    }

    /// The same call within a campaign.
    #[must_use]
    pub fn in_campaign(self, campaign: &str) -> Self {
        Self { campaign: Some(campaign.to_owned()), ..self }
    }

    /// The same call at Aircall, recorded at this address.
    #[must_use]
    pub fn recorded_by_aircall(self, address: &str) -> Self {
        let key = CallKey::new(Provider::Aircall, self.key.id()).expect("a call id");
        Self { key, recording: Some(address.to_owned()), ..self }
    }

    /// The other party's number.
    #[must_use]
    pub fn number(&self) -> &str {
        &self.number
    }

    /// The call's key.
    #[must_use]
    pub const fn key(&self) -> &CallKey {
        &self.key
    }

    /// It rings.
    pub fn rings(&mut self) -> Event {
        self.event(CallChange::Ringing)
    }

    /// The agent answers.
    pub fn answered(&mut self) -> Event {
        self.event(CallChange::Answered)
    }

    /// It is over.
    pub fn ended(&mut self) -> Event {
        self.event(CallChange::Ended)
    }

    /// Anything else.
    pub fn event(&mut self, what: CallChange) -> Event {
        self.step += 1;
        let facts = CallFacts {
            direction: Some(self.direction),
            customer_number: Some(self.number.clone()),
            company_number: Some("+18005550100".into()),
            agent: Some(AgentName { key: "dana".into(), name: Some("Dana Whitfield".into()) }),
            queue: Some("Billing".into()),
            campaign: self.campaign.clone(),
            recording_url: self.recording.clone(),
            ..CallFacts::default()
        };
        Event::Call(CallEvent {
            id: EventId(format!("{}#{}", self.key, self.step)),
            call: self.key.clone(),
            at: self.began + SignedDuration::from_secs(self.step * 20),
            what,
            facts,
        })
    }
}
